"""What stands, for the terminal: under which sides, what that changes, and each node's fate with what decided it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.model import label
from ..graph.reasoning.explain import decisive
from ..graph.reasoning.grounded import IN, LABELS, OUT
from ..graph.schema import KIND
from .layout import Line, Span, flow, spread
from .terminal import Page, colour
from .terminal_words import ROLES, SIGNS, WORDS, left_out, listed, silent_hint, strength_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..graph.reasoning.explain import Part
    from ..graph.reasoning.stance import Stance
    from ..graph.reasoning.weigh import Fate, Weighing

MOST = 20
"""How many entries of a list are shown."""
_MOST_NAMED = 4


def weighed(page: Page, weighing: Weighing, *, ids: Sequence[str], everything: bool = False) -> list[Line]:
    """The stance, and of these nodes the theses, what changes against no side taken, what else is open and falls."""
    found = [weighing.fates[node_id] for node_id in ids]
    lines = [*stance_lines(page, weighing)[:-1], *_invitation(page, weighing), [], *_theses(page, weighing, found)]
    if not found:
        return [*lines[:-1], [("nothing here stands or falls", "faint")]]
    others = [fate for fate in found if fate.node.kind != "position"]
    changed = [fate for fate in others if fate.changed]
    same = [fate for fate in others if not fate.changed]
    if weighing.pins:
        lines += _section(page, weighing, "changed by that", changed, everything=everything, nothing="nothing")
    for name in ("undecided", "out", "in"):
        alike = [fate for fate in same if fate.label == name]
        heading = WORDS[name] + (" as before" if weighing.pins else "")
        if everything or not (weighing.pins or name == "in"):
            lines += _section(page, weighing, heading, alike, everything=everything)
        elif alike:
            lines += [[(f"{heading} ({len(alike)})", "heading"), ("  --all lists them", "faint")]]
            lines += [[]] if name == "in" else []
    if any(fate.label == "undecided" and not weighing.hangs_on(fate.node.id) for fate in others):
        said = "what is open and hangs on no crux lies in a circle: --semantics preferred tells what can stand together"
        lines += [*([[]] if lines[-1] else []), *flow([(said, "faint")], page.width)]
    return lines if lines[-1] else lines[:-1]


def fates(page: Page, weighing: Weighing, ids: Iterable[str]) -> list[Line]:
    """The fates of some nodes in full, one below the other."""
    lines = stance_lines(page, weighing)
    for node_id in ids:
        lines += [*fate_lines(page, weighing, weighing.fates[node_id]), []]
    return lines[:-1]


def stance_lines(page: Page, weighing: Weighing) -> list[Line]:
    """What is taken, assumed, denied and believed, which cruxes stay open, and what stands against a side taken."""
    lines = said_lines(page, weighing.stance)
    lines += _listing(page, "open", [page.name(crux) for crux in weighing.open_cruxes()])
    for side, against in weighing.overruled().items():
        stands = "stands" if len(against) == 1 else "stand"
        said = f"{page.name(side)} is taken although {_listed(page, against)} {stands} against it"
        lines += flow([(said, "faint")], page.width, first=[("         ", "")])
    if not weighing.framework.cruxes:
        lines.append([("this library has no cruxes: there are no sides to take", "faint")])
    return [*lines, []]


def said_lines(page: Page, stance: Stance) -> list[Line]:
    """What a stance takes, assumes, denies and believes."""
    rows = {
        "taken": [f"{page.name(crux)}={side}" for crux, side in sorted(stance.takes.items())],
        "assumed": [*map(page.name, stance.assumed)],
        "denied": [*map(page.name, stance.denied)],
        "believed": [f"{page.name(node)}={score:g}" for node, score in sorted(stance.beliefs.items())],
    }
    return [line for name, words in rows.items() for line in _listing(page, name, words)]


def _listing(page: Page, name: str, words: Sequence[str]) -> list[Line]:
    """A name and the first MOST of some words; nothing where there are none."""
    return flow([(listed(words, MOST), "")], page.width, first=[(f"{name:<9}", "heading")]) if words else []


def fate_lines(page: Page, weighing: Weighing, fate: Fate) -> list[Line]:
    """One node's fate in full."""
    node = fate.node
    lines = spread(
        [(label(node), "strong")], [(KIND[node.kind].label, colour(node)), (f"  {node.id}", "faint")], page.width
    )
    if node.title:
        lines += flow([(node.text, "")], page.width)
    was = f" (was {WORDS[fate.before]})" if fate.changed else ""
    strong = f"strength {strength_text(fate.strength)}"
    moved = f" (was {strength_text(fate.strength_before)})" if _moved(fate) else ""
    said: list[Span] = [
        (f"{SIGNS[fate.label]} {WORDS[fate.label]}", ROLES[fate.label]),
        (f"{was} · {strong}{moved}", ""),
    ]
    lines += flow(said, page.width)
    cause = because(page, weighing, node.id)
    return lines + (flow([(cause, "faint")], page.width) if cause else [])


def because(page: Page, weighing: Weighing, node_id: str) -> str:
    """What decided a node's fate, or what keeps it open, in a few words; "" where nothing speaks of it."""
    framework, standing = weighing.framework, weighing.standing
    node = framework.place[node_id]
    if node in weighing.pins:
        return _held(page, weighing, node)
    if node in framework.assumptions:
        return "no side is taken"
    fate = LABELS[standing.labels[node]]
    ways = decisive(framework, standing, node)
    if fate == "undecided":
        open_ = weighing.hangs_on(node_id)
        return f"hangs on {_listed(page, open_)}" if open_ else _said(page, weighing, ways, "open")
    if fate == "out":
        first = [way for way in ways if way[0] == ways[0][0]]
        return _said(page, weighing, first if ways[0][0] == "supported by" else first[:1], "") + _more(ways, first)
    support = [way for way in ways if way[0] == "supported by"]
    return _said(page, weighing, support, "") if support else _said(page, weighing, ways, "falls")


def _invitation(page: Page, weighing: Weighing) -> list[Line]:
    """How to take a side, where none is; or that nothing follows from any."""
    silent = silent_hint(page, weighing.framework, weighing.theses)
    if silent:
        return flow([(silent, "")], page.width)
    crux = next(iter(weighing.open_cruxes()), "")
    side = next(iter(weighing.framework.cruxes.get(crux, ())), "")
    if weighing.pins or not side:
        return []
    said = f"take sides to see what follows: --take {page.name(crux)}={side}, or --take {side} for every crux"
    return flow([(said, "faint")], page.width)


def _theses(page: Page, weighing: Weighing, among: Sequence[Fate]) -> list[Line]:
    found = [fate for fate in among if fate.node.id in weighing.theses]
    if not found:
        return []
    rows = _rows(page, weighing, found[:MOST], cause=False)
    return [[("the theses, with their strength", "heading")], *rows, *left_out(len(found) - MOST, ""), []]


def _section(
    page: Page, weighing: Weighing, heading: str, found: Sequence[Fate], *, everything: bool, nothing: str = ""
) -> list[Line]:
    if not found:
        return [[(f"{heading}: {nothing}", "heading")], []] if nothing else []
    shown = found if everything else found[:MOST]
    rows = _rows(page, weighing, shown)
    return [[(f"{heading} ({len(found)})", "heading")], *rows, *left_out(len(found) - len(shown), " (--all)"), []]


def _rows(page: Page, weighing: Weighing, found: Iterable[Fate], *, cause: bool = True) -> list[Line]:
    """One node an entry: its fate, its strength where no cause is told, its text and id, and the cause."""
    lines: list[Line] = []
    for fate in found:
        first: Line = [(f"{SIGNS[fate.label]} {WORDS[fate.label]:<7}", ROLES[fate.label])]
        first.append((" ", "") if cause else (f" {strength_text(fate.strength)}  ", ""))
        words: list[Span] = [(fate.node.text, ""), page.tag(fate.node.id)]
        told = because(page, weighing, fate.node.id) if cause else ""
        if not cause and _moved(fate):
            told = f"was {strength_text(fate.strength_before)}" + (f" and {WORDS[fate.before]}" if fate.changed else "")
        words += [(f"({told})", "faint")] if told else []
        lines += flow(words, page.width, first=first)
    return lines


def _moved(fate: Fate) -> bool:
    return strength_text(fate.strength) != strength_text(fate.strength_before)


def _held(page: Page, weighing: Weighing, node: int) -> str:
    """Why a node is held in or out."""
    framework, stance = weighing.framework, weighing.stance
    own = {node_id for node_id, place in framework.place.items() if place == node}
    if own.intersection(stance.denied):
        return "denied"
    if own.intersection(stance.assumed):
        return "assumed"
    if weighing.pins[node]:
        return "taken"
    rivals = [framework.ids[other] for other in framework.attackers.row(node) if weighing.pins.get(other)]
    return f"its rival {_listed(page, rivals)} is taken"


def _said(page: Page, weighing: Weighing, ways: Sequence[tuple[Part, int]], then: str) -> str:
    """The first sort of these reasons in words: `attacked by x, which falls`."""
    if not ways:
        return ""
    part = ways[0][0]
    named = [weighing.framework.ids[other] for how, other in ways if how == part]
    fate = {weighing.standing.labels[other] for how, other in ways if how == part}
    verb = "falls" if len(named) == 1 else "fall"
    if part == "needs" and fate == {OUT}:
        then = verb
    elif part == "supported by" and fate == {OUT}:
        return f"supported only by {_listed(page, named)}, which {verb}"
    elif part == "needs" and fate == {IN}:
        then = ""
    elif then == "falls":
        then = verb
    elif then == "open":
        then = "is itself open" if len(named) == 1 else "are themselves open"
    return f"{part} {_listed(page, named)}" + (f", which {then}" if then else "")


def _more(ways: Sequence[object], told: Sequence[object]) -> str:
    left = len(ways) - (len(ways) if len(told) == len(ways) and len(told) > 1 else 1)
    return f" and {left} more" if left > 0 else ""


def _listed(page: Page, ids: Sequence[str]) -> str:
    return listed([*map(page.name, ids)], _MOST_NAMED)
