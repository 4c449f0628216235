"""Large maps in several files: an overview that names the branches, and a file for each branch."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ...graph.problem import CruxmapError
from ..exporter import Output
from .branch import Branch, cut, halved, narrow, size
from .encode import shortened
from .hosts import characters
from .mindmap import drawn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .hosts import Host
    from .plan import Drawing, Plan

MOST_NODES = 40
_DEEPEST_OVERVIEW = 3
_LONGEST_SLUG = 17
_LONGEST_TITLE = 80


def whole(plan: Plan, at: Host, *, could_split: bool) -> Output:
    """The map as one diagram. Raises CruxmapError where the host would not draw it."""
    drawing = plan.draw(plan.tree)
    excess = _excess(drawing, at)
    if excess:
        splitting = "-o FOLDER splits it by branch" if could_split else "without --whole it is split by branch"
        raise CruxmapError(f"as one map this has {excess}: {splitting}, --focus or --source narrow it")
    return Output(text=drawing.text, notes=tuple(_remarks(drawing, at, could_split=could_split)))


def split(plan: Plan, at: Host) -> Output:
    """The map as one diagram if it is small, else as files: `overview.mmd` and one for each branch, however deep."""
    drawing = plan.draw(plan.tree)
    if _fits(drawing, at):
        return Output(text=drawing.text, notes=tuple(_remarks(drawing, at, could_split=False)))
    return Output(files=dict(_files(replace(plan, tree=narrow(plan.tree)), at, "overview.mmd", "")))


def _files(plan: Plan, at: Host, name: str, number: str) -> Iterator[tuple[str, str]]:
    """A branch as a file, or as an overview of its own branches, followed by theirs."""
    drawing = plan.draw(plan.tree)
    if (number and _fits(drawing, at)) or not plan.tree.children:
        excess = _excess(drawing, at)
        if excess:
            raise CruxmapError(f"a branch that cannot be split has {excess}: --focus or --source narrow the map")
        yield name, drawing.text
        return
    tree = halved(plan.tree) if number else plan.tree
    names = _names(tree.children, number)
    places = [place for place, child in enumerate(tree.children) if child.children or not plan.told_by_label]
    yield name, _overview(tree, {place: names[place][1] for place in places}, at)
    for place in places:
        yield from _files(replace(plan, tree=tree.children[place]), at, names[place][1], names[place][0])


def _overview(tree: Branch, names: dict[int, str], at: Host) -> str:
    """The branches, by place with their files, and as much below them as makes no more than MOST_NODES."""
    named = [
        replace(child, label=f"{shortened(child.label, _LONGEST_TITLE)} → {names[place]}") if place in names else child
        for place, child in enumerate(tree.children)
    ]
    tree = replace(tree, children=tuple(named))
    fitting = [depth for depth in range(2, _DEEPEST_OVERVIEW + 1) if size(cut(tree, depth)) <= MOST_NODES]
    return drawn(cut(tree, max(fitting, default=1)), at).text


def _names(branches: tuple[Branch, ...], number: str) -> list[tuple[str, str]]:
    """Each branch's number, below that of the branch it grows from, and its file."""
    digits = len(str(max(10, len(branches))))
    numbers = [f"{number}{place:0{digits}}-" for place in range(1, len(branches) + 1)]
    return [(found, f"{found}{_slug(branch.label)}.mmd") for found, branch in zip(numbers, branches, strict=True)]


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall("[a-z0-9]+", re.sub(r"^[\d\W]+(?=.*[a-z])|'", "", plain))
    slug = "-".join(words)[: _LONGEST_SLUG + 1]
    return (slug if len(slug) <= _LONGEST_SLUG else slug.rpartition("-")[0] or slug[:_LONGEST_SLUG]) or "branch"


def _fits(drawing: Drawing, at: Host) -> bool:
    return drawing.nodes <= MOST_NODES and not _excess(drawing, at)


def _excess(drawing: Drawing, at: Host) -> str:
    """What of a diagram is more than the host draws, "" for nothing."""
    long = characters(drawing.text)
    if drawing.edges > at.most_edges:
        return f"{drawing.edges} links, and {at.name} draws at most {at.most_edges}"
    return f"{long} characters, and {at.name} draws at most {at.most_characters}" if long > at.most_characters else ""


def _remarks(drawing: Drawing, at: Host, *, could_split: bool) -> Iterator[str]:
    if could_split and drawing.nodes > MOST_NODES:
        yield f"{drawing.nodes} nodes in one map: -o FOLDER splits it by branch"
    if at.clicks_past and characters(drawing.text) > at.clicks_past:
        past = f"more than {at.clicks_past} characters"
        yield f"{at.name} draws {past} at once in files and wikis, in comments and descriptions after a click"
