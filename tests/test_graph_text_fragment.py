"""Links to passages in the live page: the same as the page makes, see test_page_details."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from consoles import run
from cruxmap.graph.model import Passage
from cruxmap.graph.text_fragment import passage_link, text_fragment
from fragments import FRAGMENTS, Fragment, fragment_maps
from graphs import graph_of
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_a_marker_makes_a_link(fragment: Fragment) -> None:
    assert text_fragment(fragment.url, fragment.marker) == fragment.link


def test_nodes_have_the_links_of_their_sources() -> None:
    graph = graph_of(*fragment_maps())
    links = [passage_link(graph, graph.node(f"m{number}/claim")) for number in range(len(FRAGMENTS))]
    assert links == [fragment.link for fragment in FRAGMENTS]
    assert passage_link(graph, graph.node("m0/source")) == ""


@given(st.text(), st.none() | st.text())
def test_the_words_come_back_from_the_link(start: str, end: str | None) -> None:
    link = text_fragment("https://example.org/", Passage(start, end))
    assert link.isascii()
    parts = link.partition(":~:text=")[2].split(",")
    assert not any(mark in part for part in parts for mark in "&-# \n")
    wanted = [start] if end is None else [start, end]
    assert [unquote(part) for part in parts] == wanted


def test_show_gives_the_link(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(fragment_maps()[0], "utf-8")
    assert FRAGMENTS[0].link in run("-L", "m.yaml", "show", "claim", folder=tmp_path).stdout
    shown = json.loads(run("-L", "m.yaml", "show", "claim", "--json", folder=tmp_path).stdout)
    assert shown["link"] == FRAGMENTS[0].link
    assert json.loads(run("-L", "m.yaml", "show", "m0", "--json", folder=tmp_path).stdout)["link"] is None
