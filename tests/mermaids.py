"""Mermaid diagrams in tests: read as text, and parsed and rendered by the real Mermaid in Chromium."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cruxmap.graph.graph import Graph
from cruxmap.graph.model import Link, Node

if TYPE_CHECKING:
    from pathlib import Path

    from cruxmap.exports.exporter import Output
    from playwright.sync_api import Browser, Page

VERSIONS = ("mermaid11", "mermaid12")

_RENDER = """async code => {
    const box = document.body;
    try {
        window.count = (window.count || 0) + 1;
        box.innerHTML = (await mermaid.render('map' + window.count, code)).svg;
    } catch (error) { return {error: String(error.message || error)} }
    const texts = selector => [...box.querySelectorAll(selector)].map(found => found.textContent);
    return {
        nodes: texts('.node, .mindmap-node'),
        edges: texts('g.edgeLabel').filter(text => text),
        groups: texts('.cluster-label'),
        foreign: texts('script, img, a, iframe, math, i, strong, em, code').concat(window.ran ? ['it ran'] : []),
    }
}"""
_PARSE = """async codes => {
    const errors = [];
    for (const code of codes) try { await mermaid.parse(code) } catch (error) { errors.push(String(error.message)) }
    return errors
}"""
_TREE = """async code => {
    const shape = branch => branch.children.map(shape);
    return shape((await mermaid.mermaidAPI.getDiagramFromText(code)).db.getMindmap())
}"""

Tree = list["Tree"]


def maps(output: Output) -> dict[str, str]:
    """The files that an export gave, which are all texts."""
    return {name: held for name, held in output.files.items() if isinstance(held, str)}


class Shown(NamedTuple):
    """The texts of a rendered diagram, and those of elements that no label may bring along."""

    nodes: list[str]
    edges: list[str]
    groups: list[str]
    foreign: list[str]


class Mermaid:
    """A page in which one version of Mermaid is loaded, set up as some host would do it."""

    def __init__(self, browser: Browser, node_modules: Path, version: str, **settings: object) -> None:
        self.version = version
        self.page: Page = browser.new_page()
        self.page.set_content("<!doctype html><body></body>")
        self.page.add_script_tag(path=node_modules / version / "dist" / "mermaid.min.js")
        self.page.evaluate("settings => mermaid.initialize({startOnLoad: false, ...settings})", settings)

    def rendered(self, code: str) -> Shown:
        """What a diagram shows; it must parse and render."""
        answer = self.page.evaluate(_RENDER, code)
        assert answer.get("error") is None, f"{answer['error']}\n{code}"
        return Shown(**answer)

    def errors(self, codes: list[str]) -> list[str]:
        """What Mermaid says of the diagrams that it cannot parse."""
        found: list[str] = self.page.evaluate(_PARSE, codes)
        return found

    def tree(self, code: str) -> Tree:
        """The tree of a mind map as Mermaid reads it: for each node the list of its children."""
        found: Tree = self.page.evaluate(_TREE, code)
        return found


def seen(text: str, limit: int) -> str:
    """What a label shows of a text: cut at `limit` characters, U+FFFD for control characters and the like.

    Left out on both sides: white space, and the word joiner that keeps Mermaid's own marks apart.
    """
    line = " ".join(re.sub("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]", "\ufffd", text).split())
    return bare(line if len(line) <= limit else line[: limit - 1].rstrip() + "…")


def bare(text: str) -> str:
    """The text without white space and word joiners."""
    return re.sub("[\\s\u2060]", "", text)


def mindmap(text: str) -> str:
    """A mind map without its settings and the brackets of its nodes, entities turned back."""
    body = text.partition("mindmap\n")[2] if "\nmindmap\n" not in text else text.partition("\nmindmap\n")[2]
    lines = (re.sub(r'^(  )( *)n\d+\(*\[?"(.*?)"\]?\)*$', r"\2\3", line) for line in body.splitlines())
    return plain("\n".join(lines))


def plain(text: str) -> str:
    """The text with its entities turned back."""
    return re.sub(r"#(\d+);", lambda found: chr(int(found[1])), text)


def chart(text: str) -> list[str]:
    """The lines of a flowchart without its settings and colours."""
    return text.partition("---\nflowchart ")[2].partition("  classDef")[0].splitlines()


def flat(count: int, section: str = "") -> Graph:
    """A source of claims in a row, each supporting the next."""
    nodes = [Node(id=f"s/n{place}", kind="claim", text=f"Claim {place}", section=section) for place in range(count)]
    ends = pairwise(nodes)
    return Graph(nodes, [Link(from_id=one.id, relation="supports", to_id=two.id) for one, two in ends])


def boxes(text: str) -> list[str]:
    """The words in the boxes of a diagram."""
    return re.findall(r'^ +[ans]\d\w*[\[({>/\\]+"(.*?)"', text, re.MULTILINE) + re.findall(r'c\d+{{"(.*)"}}', text)
