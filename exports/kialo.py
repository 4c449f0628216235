"""The export kialo: a discussion as a numbered outline, each claim under what it speaks for or against."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from ..graph.foreign_data import KIALO, Data, decoded
from ..graph.kialo_text import END, address_in, plain, written
from ..graph.model import Reference, Source
from ..graph.schema import KIND
from .exporter import Output
from .heading import documents, heading

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ..graph.graph import Graph
    from ..graph.model import Link, Node
    from .exporter import Options

STANCES = {"supports": "Pro", "premise_of": "Pro", "attacks": "Con"}
ASIDE = ("reference", "source", "person", "question")
LAST = 10**12


def render(graph: Graph, options: Options) -> Output:
    """Theses and cruxes at the top, answers under their crux, pros and cons under what they speak of.

    What speaks of several things is written where it stood in the discussion it came from, else where it is met first,
    and pointed to elsewhere. What no outline can hold is left out, and told.
    """
    outline = _Outline(graph)
    own = documents(graph, options)
    said = _said(own[0]) if len(own) == 1 else {}
    lines = []
    notes = _Notes(graph)
    for node_id, number, stance, is_whole in outline.rows:
        words = _words(graph.node(node_id), notes) if is_whole else f"-> See {outline.numbers[node_id]}."
        lines.append(f"{number}. {f'{stance}: ' if stance else ''}{words}".rstrip())
    if notes.used:
        lines += ["", "Sources:", *(f"[{number}] {url}" for number, url in sorted(notes.used.items()))]
    head = said.get("head")
    top = f"Discussion Title: {_title(graph, options, own)}\n"
    top += head if isinstance(head, str) and head.endswith(END) else END
    end = END if lines and said.get("end") != "" else ""
    return Output(text=top + "\n".join(lines) + end, notes=tuple(_left_out(graph, outline)))


def _title(graph: Graph, options: Options, own: Sequence[Source]) -> str:
    said = _said(own[0]).get("title") if len(own) == 1 else None
    is_own = isinstance(said, str) and not options.title and plain(said) == own[0].title
    title = heading(graph, options).encode("utf-8", "replace").decode()  # a half of a character cannot be written
    return str(said) if is_own else written(title)


class _Outline:
    """The rows of a discussion: node, number, stance, and whether it is written there or only pointed to."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._recorded = {node.id: _recorded(node) for node in graph.nodes.values() if node.data}
        self.rows: list[tuple[str, str, str, bool]] = []
        self.numbers: dict[str, str] = {}
        self.told: set[tuple[str, str, str]] = set()
        self._tops = 0
        for node_id in self._roots():
            if node_id not in self.numbers:
                self._write(node_id)

    def _write(self, root: str) -> None:
        self._tops += 1
        waiting = [(root, str(self._tops), "", "")]
        while waiting:
            node_id, number, stance, above = waiting.pop()
            is_whole = node_id not in self.numbers and self._is_home(node_id, above)
            self.rows.append((node_id, number, stance, is_whole))
            if is_whole:
                self.numbers[node_id] = number
                below = enumerate(self._below(node_id), 1)
                waiting += reversed([(child, f"{number}.{place}", said, node_id) for place, (child, said) in below])

    def _is_home(self, node_id: str, above: str) -> bool:
        """Whether a node is to be written under another, rather than under one where it stood before."""
        own = next(iter(self._recorded.get(node_id, {})), "").rpartition(".")[0]
        homes = [
            link.to_id
            for link in self._graph.out(node_id, *STANCES)
            if own and own in self._recorded.get(link.to_id, {})
        ]
        return not above or not homes or above in homes

    def _below(self, node_id: str) -> list[tuple[str, str]]:
        """What stands under a node, in the order in which it stood before, then as the map has it."""
        found: list[tuple[str, str]] = []
        for relation in ("position_on", "part_of", "bears_on", *STANCES):
            for link in self._graph.into(node_id, relation):
                stance = self._stance(link)
                if stance is not None:
                    found.append((link.from_id, stance))
                    self.told.add((link.from_id, link.relation, link.to_id))
        numbers = self._recorded.get(node_id, {})
        return sorted(found, key=lambda row: self._place(row[0], row[1], numbers))

    def _stance(self, link: Link) -> str | None:
        """How an entry for the link would begin, None if there is none for it."""
        node = self._graph.node(link.from_id)
        if link.relation == "position_on":
            return ""
        if link.relation == "part_of":
            return "" if node.kind == "crux" and self._graph.node(link.to_id).kind == "crux" else None
        if link.relation == "bears_on":
            said = _said(node).get("stance")
            return said if said in ("Pro", "Con") else None
        return STANCES[link.relation] if node.kind not in ASIDE else None

    def _place(self, node_id: str, stance: str, numbers: Collection[str]) -> int:
        """The last part of the number that a node had, with that stance, under what had one of these."""
        had = self._recorded.get(node_id, {})
        ends = [number.rpartition(".") for number, said in had.items() if said == stance]
        return min((int(end) for above, _, end in ends if above in numbers), default=LAST)

    def _roots(self) -> list[str]:
        """What stands at the top: theses first, then cruxes, then what speaks of nothing else; last what is left of
        circles."""
        graph = self._graph
        theses = [source.thesis for source in graph.sources() if source.thesis in graph]
        nodes = [node for node in graph.nodes.values() if node.kind not in ASIDE]
        nodes.sort(key=lambda node: _top(self._recorded.get(node.id, {})))
        cruxes = [node.id for node in nodes if node.kind == "crux" and not self._has_above(node.id)]
        reasons = [
            node for node in nodes if node.kind == "claim" or graph.into(node.id, *STANCES) or self._speaks(node)
        ]
        free = [node.id for node in reasons if not self._has_above(node.id)]
        recorded = [node.id for node in nodes if _top(self._recorded.get(node.id, {})) < LAST]
        left = (node.id for node in (*graph.of_kinds("crux"), *reasons))
        return [*recorded, *theses, *cruxes, *free, *left]

    def _speaks(self, node: Node) -> bool:
        links = (*self._graph.out(node.id, *STANCES), *self._graph.into(node.id, *STANCES))
        return any(self._stance(link) is not None for link in links)

    def _has_above(self, node_id: str) -> bool:
        ways = ("position_on", "part_of", "bears_on", *STANCES)
        return any(self._stance(link) is not None for link in self._graph.out(node_id, *ways))


def _said(node: Node) -> dict[str, Data]:
    """What Kialo says of a node."""
    said = decoded(node.data).get(KIALO)
    return said if isinstance(said, dict) else {}


def _recorded(node: Node) -> dict[str, str]:
    """The numbers that a node had, that at which its words stood first, each with its stance there."""
    said = _said(node)
    also = said.get("also")
    found = [(said.get("number"), said.get("stance", "")), *(also.items() if isinstance(also, dict) else ())]
    return {
        number: stance
        for number, stance in found
        if isinstance(number, str) and isinstance(stance, str) and _PLACE.fullmatch(number)
    }


_PLACE = re.compile(r"[0-9]{1,12}(\.[0-9]{1,12})*")


def _top(numbers: Collection[str]) -> int:
    first = next(iter(numbers), "")
    return int(first) if first.isdecimal() else LAST


class _Notes:
    """Footnotes by number: those that discussions had keep theirs."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self.used: dict[int, str] = {}
        self._kept: dict[int, str] = {}
        for node in graph.nodes.values():
            for number, url in _own_notes(node).items():
                self._kept.setdefault(number, url)
            if node.kind == "source":
                self.keep(_own_notes(node))
        self._free = (number for number in count(1) if number not in self._kept)
        self._numbers = {address_in(source): number for number, source in reversed(self._kept.items())}

    def keep(self, notes: dict[int, str]) -> bool:
        """Use the notes that a text came with; False if another discussion has their numbers."""
        fits = all(self._kept[number] == url for number, url in notes.items())
        self.used |= notes if fits else {}
        return fits

    def of(self, node: Node) -> str:
        """Marks for the works that a node points to."""
        works = (self._graph.node(link.to_id) for link in self._graph.out(node.id, "cites"))
        urls = dict.fromkeys(work.url for work in works if isinstance(work, Reference | Source))
        return "".join(f" [{self._number(url)}]" for url in urls if url and not any(map(str.isspace, url)))

    def _number(self, url: str) -> int:
        if url not in self._numbers:
            self._numbers[url] = next(self._free)
        self.used.setdefault(self._numbers[url], self._kept.get(self._numbers[url], url))
        return self._numbers[url]


def _own_notes(node: Node) -> dict[int, str]:
    """The footnotes that the words of a node came with."""
    notes = _said(node).get("notes") if node.data else None
    found = notes.items() if isinstance(notes, dict) else ()
    return {int(number): url for number, url in found if _NUMBER.fullmatch(number) and isinstance(url, str)}


_NUMBER = re.compile(r"[1-9][0-9]{0,8}")


def _words(node: Node, notes: _Notes) -> str:
    """The words of a node: those that it came with if they still say the same; and footnotes for works it points to."""
    said = _said(node).get("text")
    text = " ".join((node.text or node.title or node.id).split())
    own = _own_notes(node)
    sources = {str(number): url for number, url in own.items()}
    if isinstance(said, str) and (plain(said, sources) or KIND[node.kind].label) == text and notes.keep(own):
        return said
    return written(text) + notes.of(node)


def _left_out(graph: Graph, outline: _Outline) -> Iterator[str]:
    """What the outline does not tell."""
    told = {node_id for node_id, *_ in outline.rows}
    nodes = sum(node.id not in told and node.kind not in ASIDE for node in graph.nodes.values())
    links = sum(
        (link.from_id, link.relation, link.to_id) not in outline.told and link.relation not in ("cites", "position_on")
        for link in graph.links
    )
    parts = [
        f"{count} {word}{'' if count == 1 else 's'}" for count, word in ((nodes, "node"), (links, "link")) if count
    ]
    if parts:
        yield f"an outline of pros and cons has no place for {' and '.join(parts)}"
