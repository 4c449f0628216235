"""Which crux matters most, for the terminal: how strong the targets are under each side, and what to think of first."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

from ..graph.model import Position, label
from ..graph.reasoning.grounded import LABELS
from ..graph.reasoning.rank import ways
from .layout import Line, Span, flow, text_width
from .terminal_cruxes import colour_of
from .terminal_weigh import said_lines
from .terminal_words import LEAST, ROLES, SIGNS, WORDS, signed, silent_hint, strength_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph.paths import Hop
    from ..graph.reasoning.influence import Effect, Influence
    from ..graph.reasoning.rank import Ranking
    from .terminal import Page

MOST = 10
LITTLE = 0.05
"""A swing below this on all targets is called little."""

_CLOSING = "Strengths say how far the map bears something out, from 0 to 1. They are no probabilities."
_LEGEND = (
    "swing: the strength under the first side less that under the second. share: what settling the crux for the second "
    f"adds, on average over all orders of settling them all so (Shapley). {_CLOSING}"
)
_BAR = 20
_BESIDE = 3 + 8 + _BAR + 2 + 8
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_MOST_HOPS = 4
_MOST_NAMED = 6
_MOST_TARGETS = 3
_INDENT: Line = [("   ", "")]


def ranking(page: Page, found: Ranking, *, most: int = MOST) -> list[Line]:
    """The targets, each crux with what they become under each side, and what to think about first."""
    lines = said_lines(page, found.state.stance)
    lines += [[]] if lines else []
    for name in found.targets[:MOST]:
        node = found.state.framework.place[name]
        standing = LABELS[found.state.standing.labels[node]]
        head: list[Span] = [(label(page.graph.node(name)), "strong"), page.tag(name)]
        lines += flow(head, page.width, first=[("on ", "heading")])
        said = f" · strength {strength_text(found.state.strengths[node])}"
        lines.append([*_INDENT, (f"{SIGNS[standing]} {WORDS[standing]}", ROLES[standing]), (said, "")])
    lines += _more(len(found.targets) - MOST, "targets")
    lines += [[]] if lines else []
    moving = [influence for influence in found.influences if _moves(influence)]
    for place, influence in enumerate(moving[:most], 1):
        lines += [*_crux(page, found, influence, place), []]
    lines += [*_more(len(moving) - most, f"cruxes (--most {len(moving)})"), []] if len(moving) > most else []
    return [*lines, *_said(page, found)]


def _crux(page: Page, found: Ranking, influence: Influence, place: int) -> list[Line]:
    """A crux: its question, the move it makes one expect, and its effect on each target."""
    choice = influence.choice
    node = page.graph.nodes.get(choice.crux)
    twins = f"same as {', '.join(map(page.name, choice.twins))}" if choice.twins else ""
    taken = [
        side
        for side, held in zip(choice.sides, choice.settings, strict=True)
        if held.items() <= found.state.pins.items()
    ]
    yours = f"you take {_named(taken, 0)}" if taken else ""
    words: list[Span] = [(label(node) if node else choice.crux, "strong"), page.tag(choice.crux)]
    words += [(f"({said})", "faint") for said in (twins, yours) if said]
    lines = flow(words, page.width, first=[(f"{place:<3}", "crux")])
    reached = [at for at, effect in enumerate(influence.effects) if effect.reaches or effect.flips]
    reached.sort(key=lambda at: (-_size(influence.effects[at].expected), at))
    for at in sorted(reached[:_MOST_TARGETS]):
        lines += _effect(page, found, influence, influence.effects[at], at)
    lines += _more(len(reached) - _MOST_TARGETS, "targets, moved less")
    return [*lines, *flow([(_move(influence), "faint")], page.width, first=_INDENT)]


def _effect(page: Page, found: Ranking, influence: Influence, effect: Effect, at: int) -> list[Line]:
    """A bar for each side, and what the difference comes to."""
    choice = influence.choice
    lines: list[Line] = []
    if len(found.targets) > 1:
        lines += flow([(found.targets[at], "faint")], page.width, first=[("   on ", "faint")])
    names = [_shortened(_named(choice.sides, side), page.width - _BESIDE) for side in range(len(choice.sides))]
    wide = max(map(text_width, names))
    for side, name in enumerate(names):
        strength, fate = effect.strengths[side], effect.labels[side]
        lines.append(
            [
                *_INDENT,
                (name + " " * (wide - text_width(name)), colour_of(choice.sides[side])),
                (f"  {strength_text(strength)} ", ""),
                (_bar(strength), colour_of(choice.sides[side])),
                (f"  {SIGNS[fate]} {WORDS[fate]}", ROLES[fate]),
            ]
        )
    share = found.shares[at].get(choice.crux)
    said = f"swing {_shift(effect.swing)}"
    if len(choice.sides) > 2 and not isnan(effect.swing):
        said += f" between {choice.sides[effect.first]} and {choice.sides[effect.second]}"
    if share and not isnan(share.value):
        said += f" · share {_shift(share.value)}" + (f" ± {share.error:.3f}" if share.error else "")
    said += " · " + (
        f"flips what stands: {_flips(effect)}" if effect.flips else f"{WORDS[effect.labels[0]]} either way"
    )
    return lines + flow([(said, "")], page.width, first=_INDENT)


def _move(influence: Influence) -> str:
    """The expected move, with the credences that go into it, and how much else comes to stand or fall."""
    sides = influence.choice.sides
    held = ", ".join(f"{_named(sides, at)} {p:.2g}" for at, p in enumerate(influence.credences))
    said = f"with your credences, {held}" if influence.given else "with both sides as likely"
    if not influence.given and len(sides) > 2:
        said = "with all sides as likely"
    move = f"expected move {unsigned(influence.expected)} {said}"
    if isnan(influence.expected):
        move = "no expected move, as the strength is not stable"
    more = influence.relabelled - len(set(influence.choice.nodes))
    with_it = "1 more node stands or falls with it" if more == 1 else f"{more} more nodes stand or fall with it"
    return f"{move} · {with_it}" if more > 0 else move


def _said(page: Page, found: Ranking) -> list[Line]:
    """What to think about first and why, what bears on nothing here, and whether the other semantics agree."""
    if not found.state.framework.cruxes:
        return [[("this library has no cruxes: there is nothing to rank", "faint")]]
    lines: list[Line] = []
    if not found.targets:
        said = "no document here names a thesis; name what to rank the cruxes for: cruxmap rank ID"
        lines += [*flow([(said, "")], page.width), []]
    is_little = all(not influence.swing >= LITTLE for influence in found.influences)
    still = [influence.choice.crux for influence in found.influences if not _moves(influence)]
    if len(still) < len(found.influences):
        lines += _first(page, found, is_little=is_little)
    if still:
        verb = "bears" if len(still) == 1 else "bear"
        said = f"{_named_ids(page, still)} {verb} on this, but it comes to the same on every side."
        lines += [*flow([(said, "faint")], page.width), []]
    moved = {
        name
        for each in found.influences
        for name, effect in zip(found.targets, each.effects, strict=True)
        if effect.reaches or effect.flips
    }
    unmoved = [name for name in found.targets if name not in moved]
    if unmoved:
        other = "other " if any(page.graph.node(name).kind == "position" for name in found.targets) else ""
        said = f"No {other}crux bears on {_named_ids(page, unmoved)}: whatever sides are taken, nothing changes there."
        silent = silent_hint(page, found.state.framework, unmoved)
        lines += [*flow([(said, "")], page.width), *(flow([(silent, "")], page.width) if silent else []), []]
    if found.influences and found.idle:
        verb = "does" if len(found.idle) == 1 else "do"
        said = f"{_named_ids(page, found.idle)} {verb} not bear on any of this."
        lines += [*flow([(said, "faint")], page.width), []]
    if found.moved and (unmoved or is_little):
        lines += _moved(page, found)
    return lines + flow([(_LEGEND if found.influences else _CLOSING, "faint")], page.width)


def _first(page: Page, found: Ranking, *, is_little: bool) -> list[Line]:
    """The first crux, how it bears on what it moves most, and what the other semantics say."""
    first = found.influences[0]
    at = max(range(len(found.targets)), key=lambda place: (_size(first.effects[place].expected), -place))
    target, effect = found.targets[at], first.effects[at]
    words: list[Span] = [("Think first about", ""), (f"{page.name(first.choice.crux)}:", "crux")]
    if not isnan(effect.swing):
        words.append((f"it moves {page.name(target)} by {unsigned(effect.swing)};", ""))
    words += _way(page, ways(page.graph, first.choice, target))
    if is_little:
        words.append((f"But that is little: most of what decides it is no crux (cruxmap why {page.name(target)}).", ""))
    return [*flow(words, page.width), *flow([(_agreed(page, found), "")], page.width), []]


def _way(page: Page, hops: Sequence[Hop]) -> list[Span]:
    """The way from a side to the target in words."""
    if not hops:
        return [("its sides are all it takes", "")]
    start = page.graph.node(hops[0].start)
    said = f"its {start.side if isinstance(start, Position) else page.name(start.id)}"
    shown = hops if len(hops) <= _MOST_HOPS else [*hops[: _MOST_HOPS - 1], hops[-1]]
    for place, hop in enumerate(shown):
        which = "" if not place else ", which"
        skipped = place == len(shown) - 1 and len(shown) < len(hops)
        relation = "is the same as" if hop.relation == "same_as" else hop.relation.replace("_", " ")
        said += f"{f' … by {page.name(hop.start)}, which' if skipped else which} {relation} {page.name(hop.end)}"
    return [(f"{said}.", "")]


def _agreed(page: Page, found: Ranking) -> str:
    """Which crux is first under the other semantics."""
    own = found.influences[0].choice.crux
    others = {name: crux for name, crux in found.first.items() if name != found.state.semantics.name}
    alike = [name for name, crux in others.items() if crux == own]
    said = [f"{_listed(alike)} put{'s' if len(alike) == 1 else ''} it first too"] if alike else []
    for crux in dict.fromkeys(crux for crux in others.values() if crux != own):
        names = [name for name, first in others.items() if first == crux]
        said.append(f"{_listed(names)} put{'s' if len(names) == 1 else ''} {page.name(crux) if crux else 'none'} first")
    return f"By {found.state.semantics.name} strengths; {'; '.join(said)}."


def _moved(page: Page, found: Ranking) -> list[Line]:
    """What the cruxes move most, to ask about next."""
    lines: list[Line] = [[("what the cruxes move most, all swings together", "heading")]]
    for item in found.moved:
        words: list[Span] = [(page.graph.node(item.node).text, ""), page.tag(item.node)]
        cruxes = _named_ids(page, item.cruxes)
        lines += flow([*words, (f"({cruxes})", "faint")], page.width, first=[(f"  {unsigned(item.swing)}  ", "")])
    return [*lines, []]


def _flips(effect: Effect) -> str:
    first, second = effect.labels[effect.first], effect.labels[effect.second]
    if first == second:
        return ", ".join(WORDS[each] for each in effect.labels)
    return f"{WORDS[first]} → {WORDS[second]}"


def _bar(strength: float) -> str:
    """A bar as long as the strength, none for none."""
    if isnan(strength):
        return " " * _BAR
    whole, part = divmod(round(strength * _BAR * 8), 8)
    return ("█" * whole + (_EIGHTHS[part] if part else "")).ljust(_BAR, "·")


def _shortened(name: str, room: int) -> str:
    return name if len(name) <= room else f"{name[: max(room, 2) - 1]}…"


def _named(sides: Sequence[str], at: int) -> str:
    return sides[at] or f"not {sides[0]}"


def _shift(move: float) -> str:
    """A move in three digits with its sign, also one too small for them."""
    return unsigned(move) if abs(move) < LEAST else signed(move)


def unsigned(move: float) -> str:
    """How far something moves, in three digits."""
    if isnan(move):
        return "none"
    return "under 0.001" if 0 < abs(move) < LEAST else f"{abs(move):.3f}"


def _size(move: float) -> float:
    return -1 if isnan(move) else move


def _moves(influence: Influence) -> bool:
    """Whether it matters to any target which side is taken, as far as is known."""
    return influence.flips or not influence.swing <= 0


def _more(count: int, what: str) -> list[Line]:
    return [[(f"   … {count} more {what}", "faint")]] if count > 0 else []


def _named_ids(page: Page, ids: Sequence[str]) -> str:
    """Ids in words, the first few of many."""
    named = [page.name(node_id) for node_id in ids]
    return _listed(
        named if len(named) <= _MOST_NAMED else [*named[: _MOST_NAMED - 1], f"{len(named) - _MOST_NAMED + 1} more"]
    )


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
