"""Flowcharts as data, boxes, arrows and groups, and how they are written in Mermaid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from ...graph.schema import KIND, RELATION
from .encode import label
from .hosts import front_matter
from .plan import Drawing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...graph.model import Link
    from ...graph.schema import Role
    from .hosts import Host

BOX_LIMIT = 160
TITLE_LIMIT = 80
EDGE_LIMIT = 60
_BOX_WIDTH = 22

# fmt: off
# The brackets of a box by what its kind of node is for: shapes that every version of Mermaid knows.
SHAPES: dict[Role, tuple[str, str]] = {
    "statement": ("[", "]"), "inference": ("[/", "/]"), "ground": ("[(", ")]"), "term": ("([", "])"),
    "process": ("[[", "]]"), "failure": ("[\\", "/]"), "remedy": ("[/", "\\]"), "crux": ("{{", "}}"),
    "side": ("(", ")"), "study": ("{", "}"), "document": ("(((", ")))"), "agent": ("((", "))"),
}
# Fill and stroke by the same: pale fills with dark words, so that they read alike by day and night.
COLOURS: dict[Role, tuple[str, str]] = {
    "statement": ("#eef2f7", "#64748b"), "inference": ("#ede9fe", "#7c3aed"), "ground": ("#e0f2fe", "#0284c7"),
    "term": ("#f1f5f9", "#475569"), "process": ("#ccfbf1", "#0f766e"), "failure": ("#fee2e2", "#dc2626"),
    "remedy": ("#dcfce7", "#16a34a"), "crux": ("#fef3c7", "#b45309"), "side": ("#ffedd5", "#ea580c"),
    "study": ("#fae8ff", "#a21caf"), "document": ("#f5f5f4", "#78716c"), "agent": ("#fce7f3", "#db2777"),
}
# fmt: on
_PLAIN = {
    "away": "fill:none,stroke:#888,stroke-dasharray:4 3",
    "title": "fill:none,stroke:none,font-weight:bold",
    "added": "fill:#dcfce7,stroke:#16a34a,stroke-width:2px,color:#111",
    "removed": "fill:#fee2e2,stroke:#dc2626,stroke-width:2px,stroke-dasharray:4 3,color:#111",
    "changed": "fill:#fef3c7,stroke:#b45309,stroke-width:2px,color:#111",
    "near": "fill:#f5f5f4,stroke:#a8a29e,color:#111",
}
_LINES = {"added": "stroke:#16a34a", "removed": "stroke:#dc2626", "changed": "stroke:#b45309"}
_GROUP = "fill:none,stroke:#888"
# Arrows by polarity, drawn and dashed: a cross at the end takes belief away, a thick line is needed.
_ARROWS: dict[str, tuple[str, str]] = {
    "+": ("-->", "-.->"),
    "-": ("--x", "-.-x"),
    "!": ("==>", "-.->"),
    "": ("--o", "-.-o"),
}

Direction = Literal["TB", "LR"]


class Box(Struct, frozen=True):
    """A box: its key in the chart, its words, and the kind of node it shows; `away` for what lies elsewhere, `title`
    for a heading; or, where two maps are compared, what became of it: `added`, `removed`, `changed`, or `near` that."""

    key: str
    words: str
    kind: str = "away"


class Arrow(Struct, frozen=True):
    """An arrow between the keys of boxes or groups, with its words ("" for none), and what became of it as a box's."""

    from_key: str
    to_key: str
    sign: str
    words: str = ""
    look: str = ""


class Group(Struct, frozen=True):
    """A frame with a title around boxes, and how they run inside."""

    key: str
    words: str
    boxes: tuple[Box, ...]
    direction: Direction | None = None


class Chart(Struct, frozen=True, kw_only=True):
    """A flowchart: frames, boxes outside of any, and arrows; `title` names a frame around all of it."""

    direction: Direction = "TB"
    title: str = ""
    groups: tuple[Group, ...] = ()
    boxes: tuple[Box, ...] = ()
    arrows: tuple[Arrow, ...] = ()


def drawn(chart: Chart, at: Host) -> Drawing:
    """The chart in Mermaid."""
    boxes = [*(box for group in chart.groups for box in group.boxes), *chart.boxes]
    lines = [f"flowchart {chart.direction}"]
    lines += [f"  subgraph t0[{label(chart.title, TITLE_LIMIT)}]"] if chart.title else []
    for group in chart.groups:
        lines += [f"  subgraph {group.key}[{label(group.words, TITLE_LIMIT)}]"]
        lines += [f"    direction {group.direction}"] if group.direction else []
        lines += [f"    {_box(box, at)}" for box in group.boxes]
        lines += ["  end"]
    lines += [f"  {_box(box, at)}" for box in chart.boxes]
    lines += [f"  {_arrow(found, at)}" for found in chart.arrows]
    lines += ["  end"] if chart.title else []
    lines += _styles(boxes, [*(["t0"] if chart.title else []), *(group.key for group in chart.groups)])
    lines += _line_styles(chart.arrows)
    text = front_matter(at, "flowchart") + "\n".join(lines) + "\n"
    return Drawing(text, nodes=len(boxes), edges=len(chart.arrows))


def arrow(link: Link, from_key: str, to_key: str) -> Arrow:
    """The arrow of a link: its relation in words and in its sign, dashed where the encoder inferred it."""
    relation = RELATION[link.relation]
    sign = _ARROWS[relation.polarity][link.basis == "inferred"]
    if relation.name == "precedes":
        sign = _ARROWS["+"][link.basis == "inferred"]
    return Arrow(from_key, to_key, sign, relation.name.replace("_", " "))


def _box(box: Box, at: Host) -> str:
    start, end = SHAPES[KIND[box.kind].colour] if box.kind in KIND else ("(", ")")
    return f"{box.key}{start}{_broken(box.words, BOX_LIMIT, at)}{end}"


def _arrow(found: Arrow, at: Host) -> str:
    words = f"|{_broken(found.words, EDGE_LIMIT, at)}|" if found.words else ""
    return f"{found.from_key} {found.sign}{words} {found.to_key}"


def _coloured(role: Role) -> str:
    fill, stroke = COLOURS[role]
    return f"fill:{fill},stroke:{stroke},color:#111"


def _broken(words: str, limit: int, at: Host) -> str:
    return label(words, limit, width=0 if at.wraps else _BOX_WIDTH)


def _styles(boxes: list[Box], frames: list[str]) -> Iterator[str]:
    """The colours, and which boxes wear them."""
    wearers: dict[str, list[str]] = {}
    looks: dict[str, str] = {}
    for box in boxes:
        name = box.kind if box.kind in _PLAIN else KIND[box.kind].colour
        wearers.setdefault(name, []).append(box.key)
        looks[name] = _PLAIN[name] if name in _PLAIN else _coloured(KIND[box.kind].colour)
    for name, keys in wearers.items():
        yield f"  classDef {name} {looks[name]}"
        yield f"  class {','.join(keys)} {name}"
    if frames:
        yield f"  classDef frame {_GROUP}"
        yield f"  class {','.join(frames)} frame"


def _line_styles(arrows: tuple[Arrow, ...]) -> Iterator[str]:
    """The colours of arrows, by their places."""
    for name, look in _LINES.items():
        places = [str(place) for place, found in enumerate(arrows) if found.look == name]
        if places:
            yield f"  linkStyle {','.join(places)} {look}"
