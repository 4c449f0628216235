"""Diagrams of study notes: the mind map as the outline, each label a node; a flowchart as nodes and links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from ...graph.model import OutlineItem
from ..mermaid import MOST_LABELS, Label, read_diagram, shown
from ..words import Words
from .draft import CONTENT, TOPICS, block_words
from .kinds import group_kind, own_kind, says_something
from .names import VERDICTS, key, keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..flowchart import Arrow
    from ..markdown import Block
    from ..words import Stretch
    from .draft import Draft

SHORT_NAME = 4
DETAILS = 2
POINTS = ("part_of", "example_of", "about", "related_to")


Labels = tuple[Label, ...]


class Arrows(Struct, frozen=True):
    """What is written on an arrow, and the relation that this means; `turned` if it leads the other way."""

    words: str
    relation: str
    turned: bool = False


ARROWS: tuple[Arrows, ...] = (
    Arrows(r"mitigat|prevent|stop|reduc|block|detect|catch|lessen", "mitigates"),
    Arrows(r"caus|lead|creat|produc|result|trigger|driv|bring", "causes"),
    Arrows(r"enabl|allow|permit", "enables"),
    Arrows(r"amplif|strengthen|increas|worsen", "amplifies"),
    Arrows(r"requir|need|depend", "requires"),
    Arrows(r"attack|contradict|undermin|refut|disput|weaken", "attacks"),
    Arrows(r"support|justif|evidence for|implies", "supports"),
    Arrows(r"is a\b|kind of|type of", "specializes"),
    Arrows(r"part of|belongs", "part_of"),
    Arrows(r"includ|contain|consist|has\b", "part_of", turned=True),
    Arrows(r"vs\b|versus|differs|unlike", "contrasts_with"),
)
"""What arrows of flowcharts mean by what is written on them; all others lead to the next step."""


class Maps(Struct, frozen=True):
    """The mind maps of a section as labels with their depths, and the blocks that are none."""

    maps: list[Labels]
    rest: list[Block]


def maps_in(blocks: Sequence[Block]) -> Maps:
    """The mind maps among blocks: those of Mermaid, or nested lists where there is none."""
    drawn = {block.start: labels for block in blocks if block.kind == "code" and (labels := labels_of(block))}
    if not drawn:
        drawn = {block.start: tuple(_listed(block, 0)) for block in blocks if block.kind == "list"}
    return Maps([*drawn.values()], [block for block in blocks if block.start not in drawn])


def labels_of(block: Block) -> Labels:
    """The labels of a block of code that draws a mind map, () if it draws none."""
    words = Words(block.runs)
    placed = (label for label in read_diagram(words.text).labels) if "mindmap" in words.text else ()
    return tuple(
        Label(label.depth, label.text, *words.stretch(label.start, label.end), words.stretch(label.line, label.end)[0])
        for label in placed
    )


def _listed(block: Block, depth: int) -> Iterator[Label]:
    for item in block.children:
        if item.text:
            start, end = block_words(item).stretch()
            yield Label(depth, item.text, start, end, start)
        for child in item.children:
            if child.kind == "list":
                yield from _listed(child, depth + bool(item.text))


def kinds_told(labels: Labels) -> Iterator[tuple[str, str]]:
    """What the branches of a mind map say of the kinds of their labels: pairs of key and kind."""
    for label, kind in zip(labels, _kinds(labels), strict=True):
        if kind in ("failure_mode", "mitigation", "mechanism"):
            yield from ((known, kind) for known in keys(label.text))


def _kinds(labels: Sequence[Label]) -> Iterator[str]:
    """For every label the kind that a short name itself tells, or the branch right above it; "" where nothing does."""
    groups: list[str] = []
    for label in labels:
        del groups[label.depth :]
        told = groups[-1] if groups else ""
        own = own_kind(label.text) if _is_name(label.text) else ""
        yield own or ("" if told == "failure_mode" and says_something(label.text) else told)
        groups.append(group_kind(label.text) if label.depth else "")


def _is_name(text: str) -> bool:
    """Whether a label is short enough to be the name of a thing, or says how or why, and gives no verdict."""
    before, colon, _ = text.partition(":")
    is_verdict = bool(colon) and key(before) in VERDICTS
    return (len(text.split()) <= SHORT_NAME or key(text).startswith(("how ", "why "))) and not is_verdict


def read_map(draft: Draft, labels: Sequence[Label], title: str) -> OutlineItem:
    """A mind map as an outline: every label becomes a node, or is tied to the one that it plainly names."""
    above: list[tuple[Label, str]] = []
    nodes: list[str] = []
    for label, kind, end in zip(labels, _kinds(labels), _ends(labels), strict=True):
        del above[label.depth :]
        within = (above[-1][0].start if above else label.line, label.end)
        node = _node(draft, label, kind, end, within)
        nodes.append(node)
        if above:
            branch, parent = above[-1]
            draft.join(node, POINTS, parent, (label.start, label.end))
            found = _VIEW.match(branch.text)
            person = draft.people.get(key(found[1])) if found else None
            if person and draft.kind(node) == "claim":
                draft.join(node, ("held_by",), person, (label.start, label.end))
        above.append((label, node))
    if len(labels) >= MOST_LABELS:
        hint = "split it into several notes"
        draft.not_understood(f"the mind map is read up to label {MOST_LABELS}", labels[-1].text, labels[-1].start, hint)
    items = _items(draft, labels, nodes)
    return items[0] if len(items) == 1 else OutlineItem(label=title, children=tuple(items))


def _ends(labels: Sequence[Label]) -> list[int]:
    """Where the branch of each label ends; that of a root is no passage, so it ends with its label."""
    ends = [label.end for label in labels]
    open_ends: list[int] = []
    for place in range(len(labels) - 1, -1, -1):
        depth = labels[place].depth
        below = open_ends[depth + 1] if len(open_ends) > depth + 1 else 0
        ends[place] = max(ends[place], below) if depth else ends[place]
        del open_ends[depth + 1 :]
        open_ends += [0] * (depth + 1 - len(open_ends))
        open_ends[depth] = max(open_ends[depth], ends[place])
    return ends


def _node(draft: Draft, label: Label, kind: str, end: int, within: Stretch) -> str:
    """The node for a label: the one it names, else a new one, on the passage of its branch up to `end`.

    Where no kind is told, statements and what stands deep in the map in several words are claims, names are concepts.
    """
    wanted = next((draft.wanted[known] for known in keys(label.text) if known in draft.wanted), "")
    known = (draft.find(label.text, (wanted,)) if wanted else "") or draft.find(label.text, CONTENT)
    if known:
        return known
    is_leaf = label.depth > 0 and end == label.end
    is_detail = label.depth > DETAILS and len(label.text.split()) >= SHORT_NAME
    is_claim = is_leaf and (is_detail or says_something(label.text))
    kind = wanted or kind or ("claim" if is_claim else "concept")
    return draft.add(kind, label.text, (label.start, end), title=label.text, known_as=keys(label.text), within=within)


_VIEW = re.compile(r"(.{2,40}?)['’]s? (?:view|position|case|argument|claim|stance|side)s?\b", re.IGNORECASE)


def _items(draft: Draft, labels: Sequence[Label], nodes: Sequence[str]) -> list[OutlineItem]:
    """The labels as a tree, built from the last to the first."""
    waiting: dict[int, list[OutlineItem]] = {}
    for label, node in zip(reversed(labels), reversed(nodes), strict=True):
        children = tuple(reversed(waiting.pop(label.depth + 1, [])))
        span = draft.encoding.span(label.start)
        waiting.setdefault(label.depth, []).append(
            OutlineItem(node=node, label=label.text, children=children, span=span)
        )
    return list(reversed(waiting.get(0, [])))


def read_chart(draft: Draft, block: Block, topic: str) -> bool:
    """A flowchart as nodes and links; False if the block is none, or nothing of it was understood."""
    words = Words(block.runs)
    chart = read_diagram(words.text)
    if not chart.boxes:
        return False
    nodes: dict[str, str] = {}
    for box in chart.boxes:
        said = shown(box.text) or box.name
        at = words.stretch(box.start, box.end)
        kind = own_kind(said) or ("claim" if says_something(said) else "concept")
        nodes[box.name] = draft.find(said, CONTENT) or draft.add(kind, said, at, title=said, known_as=keys(said))
        if draft.kind(topic) in TOPICS:
            draft.join(nodes[box.name], ("part_of", "related_to"), topic, at, basis="inferred")
    for arrow in chart.arrows:
        _arrow(draft, arrow, nodes, words)
    for start, end in chart.unread:
        claim = draft.claim(words, start, end)
        draft.not_understood(
            "a line of a flowchart", words.said(start, end), words.stretch(start, end)[0], "draw it as A --> B"
        )
        draft.join(claim, ("about", "related_to"), topic, words.stretch(start, end))
    return True


def _arrow(draft: Draft, arrow: Arrow, nodes: dict[str, str], words: Words) -> None:
    ends = nodes[arrow.tail], nodes[arrow.head]
    at = words.stretch(arrow.start, arrow.end)
    said = shown(arrow.text)
    meant = (
        next((row for row in ARROWS if re.search(rf"\b(?:{row.words})", said, re.IGNORECASE)), None) if said else None
    )
    first, last = ends[::-1] if meant and meant.turned else ends
    if meant and draft.join(first, (meant.relation,), last, at, note=said):
        return
    relations = ("related_to",) if arrow.is_plain else ("precedes", "related_to")
    draft.join(*ends[:1], relations, ends[1], at, basis="inferred", note=said)
