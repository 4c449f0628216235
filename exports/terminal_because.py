"""Why a node stands or falls, for the terminal: the defence or defeat as a tree, and what its strength is made of."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

from ..graph.model import label
from .layout import Line, Span, flow
from .terminal_weigh import MOST, fate_lines, stance_lines
from .terminal_words import LEAST, ROLES, SIGNS, WORDS, left_out, signed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph.reasoning.explain import Because, Told
    from ..graph.reasoning.weigh import Fate, Weighing
    from .terminal import Page

_SAID = {
    "pinned": "you take it so",
    "rival taken": "you take its rival",
    "side open": "no side is taken",
    "nothing speaks of it": "nothing attacks it",
    "repeated": "see its own branch",
}


def because_trees(page: Page, weighing: Weighing, *, told: Sequence[Told], everything: bool = False) -> list[Line]:
    """The fates of some nodes, below each the tree of what decided it, with the round that did, and what its strength
    is made of: the most, or everything."""
    lines = stance_lines(page, weighing)
    for each in told:
        fate = weighing.fates[each.node_id]
        lines += [*fate_lines(page, weighing, fate), [], *_tree(page, weighing, each.tree, fate), []]
        lines += _strength(page, weighing, each, everything=everything)
    return lines[:-1]


def _strength(page: Page, weighing: Weighing, told: Told, *, everything: bool) -> list[Line]:
    """Each contribution: how much weaker or stronger the node is without it, and its Shapley share."""
    if not told.contributions:
        return []
    base = weighing.state.pushed.bases[weighing.framework.place[told.node_id]]
    shared = not all(isnan(share.shapley) for share in told.contributions)
    head = f"its strength, from a base score of {base:g}"
    lines: list[Line] = [[(head, "heading")], [("without it   share" if shared else "without it", "faint")]]
    shown = told.contributions if everything else told.contributions[:MOST]
    for share in shown:
        node = page.graph.node(weighing.framework.ids[share.node])
        role = "worried" if share.removal < 0 else "hopeful"
        numbers = f"{signed(-share.removal):>10}" + (f"  {signed(share.shapley):>6}" if shared else "")
        lines += flow([(label(node), ""), page.tag(node.id)], page.width, first=[(numbers, role), ("  ", "")])
    lines += left_out(len(told.contributions) - len(shown), " (--all)")
    return [*lines, *flow([(_of_shares(weighing, told, shared=shared), "faint")], page.width), []]


def _of_shares(weighing: Weighing, told: Told, *, shared: bool) -> str:
    """What the shares are, and how good, or why there are none."""
    if not shared:
        is_stable = not isnan(weighing.fates[told.node_id].strength)
        return "too many nodes bear on it to share its strength out" if is_stable else "no strength to share out"
    error = max(share.error for share in told.contributions if not isnan(share.error))
    close = f"±{error:.3f}" if error >= LEAST else f"less than ±{2 * LEAST:.3f}"
    return "share: the Shapley value of its being there" + (f", estimated to {close}" if error else "")


def _tree(page: Page, weighing: Weighing, root: Because, fate: Fate) -> list[Line]:
    lines: list[Line] = []
    if not root.reasons:
        said = _SAID.get(root.said) or "nothing in this library speaks for it or against it"
        return flow([(said, "faint")], page.width)
    heading = {"in": "the defence", "out": "the defeat", "undecided": "what keeps it open"}[fate.label]
    lines.append([(heading, "heading"), *([(f", decided in round {root.round}", "faint")] if root.round > 0 else [])])
    return [*lines, *_below(page, weighing, root, [], fate.node.source)]


def _below(page: Page, weighing: Weighing, root: Because, stem: Line, home: str) -> list[Line]:
    lines: list[Line] = []
    for place, branch in enumerate(root.reasons):
        last = place == len(root.reasons) - 1 and not root.more
        inner: Line = [*stem, ("   " if last else "│  ", "faint")]
        first: Line = [*stem, ("└─ " if last else "├─ ", "faint")]
        lines += flow(_words(page, weighing, branch, home), page.width, first=first, rest=[*inner, ("  ", "")])
        lines += _below(page, weighing, branch, inner, home)
    if root.more and root.reasons:
        lines.append([*stem, ("└─ ", "faint"), (f"and {root.more} more that would do as well", "faint")])
    return lines


def _words(page: Page, weighing: Weighing, branch: Because, home: str) -> list[Span]:
    node = page.graph.node(weighing.framework.ids[branch.node])
    part = "failure" if branch.part == "attacked by" else "relation"
    fate = (f"{SIGNS[branch.label]} {WORDS[branch.label]}", ROLES[branch.label])
    words: list[Span] = [(branch.part, part), (label(node), ""), page.tag(node.id, home), fate]
    told = [f"round {branch.round}" if branch.round > 0 else "", _SAID.get(branch.said, "")]
    told.append(f"{branch.more} below (--depth)" if branch.more and not branch.reasons else "")
    said = ", ".join(filter(None, told))
    return [*words, (f"({said})", "faint")] if said else words
