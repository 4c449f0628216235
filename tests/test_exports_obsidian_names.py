"""What notes and tags of a vault are called: as files everywhere, and as Obsidian takes them."""

from __future__ import annotations

import re
import unicodedata

from cruxmap.exports.exporter import Options
from cruxmap.exports.obsidian.names import file_names, safe_name
from cruxmap.exports.obsidian.properties import tag
from cruxmap.graph.model import Node
from graphs import graph_of
from hypothesis import given
from hypothesis import strategies as st
from obsidian import LINK, SMALL, ids, properties, vault

DEVICES = {"con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in "0123456789¹²³")}


def test_what_is_called_alike_gets_names_apart() -> None:
    one = graph_of(
        "source: {id: a, title: Same}\nclaims: {x: {text: T, title: Same}, y: {text: T, title: SAME}}\n"
        "concepts: {z: {text: T, title: same}}",
        "source: {id: b, title: Sa/me}\nconcepts: {z: {text: T, title: Same}}",
    )
    assert sorted(vault(one)) == [
        "Index.md",
        "Overview.base",
        "a/SAME (a).md",
        "a/Same (claim).md",
        "a/Same.md",
        "a/same (concept).md",
        "b/Sa-me.md",
        "b/Same (b).md",
    ]


def test_a_note_keeps_its_path_whatever_it_is_called_now() -> None:
    before = vault(graph_of(SMALL))
    kept = {node: path for path, node in ids(before).items()} | {"owls/disc": "Mine/Face.md"}
    graph = graph_of(SMALL.replace("Facial disc", "Disc of the face").replace("Hunting: by ear?", "By ear"))
    after = vault(graph, Options(kept=kept))
    assert ids(after) == {path: node for node, path in kept.items()}
    assert after["Mine/Face.md"].partition("\n---\n")[2].startswith("# Disc of the face\n\nThe facial disc")
    assert properties(after["Mine/Face.md"])["aliases"] == ["Disc of the face", "face"]


def test_long_names_are_cut_between_words_and_so_are_folders() -> None:
    title = "A rather long title that goes on and on until nobody would read it to its very end"
    cut = "A rather long title that goes on and on until nobody would read it to its very…"
    one, two = "a-long-name-of-a-source-that-never-comes-to-its-end-one", "a-long-name-of-something-else"
    alike = one.replace("one", "two")
    nodes = [Node(id=f"{source}/n", kind="claim", text=title) for source in (one, two)]
    assert list(file_names(nodes, {}).values()) == [
        f"a-long-name-of-a-source-that-never/{cut}.md",
        f"a-long-name-of-something-else/{cut} (a-long-name-of-something-else).md",
    ]
    nodes = [Node(id=f"{source}/n", kind="claim", text=source) for source in (one, alike)]
    assert [path.partition("/")[0] for path in file_names(nodes, {}).values()] == [one, alike]


@given(st.text(max_size=300))
def test_names_are_files_everywhere_and_links_hold_them(text: str) -> None:
    name = safe_name(text)
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f\x7f\[\]#^]|%%|^[\s.]|[\s.]$', name)
    assert name.partition(".")[0].lower() not in DEVICES
    assert len(name) <= 80
    assert len(name.encode()) <= 180
    assert unicodedata.normalize("NFC", name) == name
    assert safe_name(name) == name
    assert not name or LINK.fullmatch(f"[[a/{name}|x]]")


@given(st.lists(st.text("aAbé\u0301e.ß \ud800-/:👩\u200d", max_size=6), max_size=30))
def test_no_two_notes_have_one_name(titles: list[str]) -> None:
    nodes = [Node(id=f"s/n{place}", kind="claim", text="", title=title) for place, title in enumerate(titles)]
    paths = file_names(nodes, {})
    folded = {unicodedata.normalize("NFC", path).casefold() for path in paths.values()}
    assert len(folded) == len(nodes)
    assert file_names(nodes[::-1], paths) == paths


@given(st.text(max_size=40))
def test_tags_are_such_as_obsidian_takes(text: str) -> None:
    found = tag(text)
    assert not found or re.search(r"[^\d/]", found)
    assert not re.search(r"[\s#,.;:!?'\"()\[\]{}|\\]", found)
