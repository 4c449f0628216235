"""The shipped maps in the real Mermaid: every form for every host parses and renders, in one diagram and in many."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from cruxmap.exports import export
from cruxmap.exports.exporter import Options
from cruxmap.graph.model import Source, label
from cruxmap.graph.part import narrowed
from mermaids import VERSIONS, Mermaid, bare, maps, seen

if TYPE_CHECKING:
    from pathlib import Path

    import cruxmap
    from cruxmap.graph.model import OutlineItem
    from mermaids import Tree
    from playwright.sync_api import Browser

FORMS = ("mindmap", "flowchart", "cruxes")
DRAWN = {("mermaid12", "obsidian"), ("mermaid11", "gitlab")}  # GitLab is behind; its texts have other line breaks only
SOURCES: tuple[list[str], ...] = (["cotra"], ["dragan"], [])


@pytest.fixture(scope="module", params=VERSIONS)
def mermaid(browser: Browser, node_modules: Path, request: pytest.FixtureRequest) -> Mermaid:
    return Mermaid(browser, node_modules, request.param)


def exported(graph: cruxmap.Graph, host: str) -> list[str]:
    """Every text of every form, whole and split, of each source and of both."""
    texts: dict[str, None] = {}
    for sources in SOURCES:
        part = narrowed(graph, sources=sources)
        for form in FORMS:
            texts[export(part, "mermaid", Options(form=form, host=host)).text] = None
            split = export(part, "mermaid", Options(form=form, host=host, in_folder=True))
            texts |= dict.fromkeys(maps(split).values() or [split.text])
    return list(texts)


@pytest.mark.parametrize("host", ["obsidian", "gitlab"])
def test_every_export_parses_and_renders(mermaid: Mermaid, shipped: cruxmap.Graph, host: str) -> None:
    texts = exported(shipped, host)
    assert len(texts) > 60
    if (mermaid.version, host) not in DRAWN:
        assert mermaid.errors(texts) == []
        return
    for text in texts:
        shown = mermaid.rendered(text)
        assert len(shown.nodes) == len(re.findall(r"^ +\w+[\[({>]", text, re.MULTILINE))
        assert all(map(bare, shown.nodes))
        assert shown.foreign == []


def test_github_takes_what_obsidian_takes(shipped: cruxmap.Graph) -> None:
    assert exported(shipped, "github") == exported(shipped, "obsidian")


def test_labels_broken_for_gitlab_render_the_same(mermaid: Mermaid, shipped: cruxmap.Graph) -> None:
    for form in ("flowchart", "cruxes"):
        part = narrowed(shipped, focus="cotra/crux-deploy")
        here, there = (export(part, "mermaid", Options(form=form, host=host)).text for host in ("obsidian", "gitlab"))
        assert here.count("\n") < there.count("\n")
        one, other = mermaid.rendered(here), mermaid.rendered(there)
        assert [list(map(bare, place)) for place in one] == [list(map(bare, place)) for place in other]


@pytest.mark.parametrize("source", ["dragan", "cotra"])
def test_the_outline_comes_back_node_for_node(mermaid: Mermaid, shipped: cruxmap.Graph, source: str) -> None:
    def shape(item: OutlineItem) -> Tree:
        return [shape(child) for child in item.children]

    def words(item: OutlineItem) -> list[str]:
        own = item.label or label(shipped.node(item.node))
        return [seen(own, 120), *(word for child in item.children for word in words(child))]

    text = export(narrowed(shipped, sources=[source]), "mermaid").text
    node = shipped.node(f"{source}/source")
    assert isinstance(node, Source)
    assert node.outline
    assert mermaid.tree(text) == shape(node.outline)
    assert list(map(bare, mermaid.rendered(text).nodes)) == words(node.outline)


def test_the_notes_own_mind_map_comes_back(mermaid: Mermaid, shipped: cruxmap.Graph, seeds: dict[str, str]) -> None:
    own = seeds["dragan"].partition("```mermaid\n")[2].partition("```")[0]
    ours = export(narrowed(shipped, sources=["dragan"]), "mermaid").text
    assert mermaid.tree(ours) == mermaid.tree(own)


def test_elk_as_a_sites_default_breaks_nothing(browser: Browser, node_modules: Path, shipped: cruxmap.Graph) -> None:
    site = Mermaid(browser, node_modules, "mermaid12", layout="elk")
    part = narrowed(shipped, sources=["dragan"])
    for form in FORMS:
        text = export(part, "mermaid", Options(form=form)).text
        assert site.rendered(text).nodes
        assert "elk" not in text


def test_relations_are_told_by_words_and_signs(mermaid: Mermaid, shipped: cruxmap.Graph) -> None:
    part = narrowed(shipped, sources=["cotra"])
    text = export(part, "mermaid", Options(form="flowchart")).text
    arrows = re.findall(r"^  n\d+ (\S+?)\|\"([a-z ]+)\"\| n\d+$", text, re.MULTILINE)
    assert {sign for sign, words in arrows if words in ("attacks", "mitigates")} == {"--x", "-.-x"}
    assert {sign for sign, words in arrows if words == "supports"} == {"-->", "-.->"}
    counted = [link for link in part.links if link.relation in ("attacks", "supports")]
    assert sum(words in ("attacks", "supports") for _, words in arrows) == len(counted)
    assert sum(sign.startswith(("-.-", "-.")) for sign, words in arrows if words == "attacks") == sum(
        link.basis == "inferred" for link in counted if link.relation == "attacks"
    )
    assert sorted(mermaid.rendered(text).edges) == sorted(words for _, words in arrows)


@pytest.mark.parametrize("theme", ["default", "dark"])
def test_words_in_boxes_are_dark_on_pale(
    browser: Browser, node_modules: Path, shipped: cruxmap.Graph, theme: str
) -> None:
    site = Mermaid(browser, node_modules, "mermaid12", theme=theme)
    part = narrowed(shipped, focus="cotra/crux-goals", depth=1)
    site.rendered(export(part, "mermaid", Options(form="flowchart", focus="cotra/crux-goals")).text)
    colours = site.page.evaluate(
        """() => [...document.querySelectorAll('.node .nodeLabel, .node p')].map(e => getComputedStyle(e).color)"""
    )
    assert set(colours) == {"rgb(17, 17, 17)"}
