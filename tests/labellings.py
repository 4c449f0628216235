"""Frameworks small enough to try every labelling, and what the definitions say of them; and answer sets by clingo."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from argued import rows
from cruxmap.graph.reasoning.framework import Framework, of_attacks
from cruxmap.graph.reasoning.grounded import IN, OUT, UNDECIDED
from msgspec.structs import replace

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Sequence

    from cruxmap.graph.reasoning.dispute import Extensional

Rows = tuple[tuple[int, ...], ...]
Extension = tuple[int, ...]


class AndOr(NamedTuple):
    """Who attacks and supports each node, what it needs, and which are assumptions."""

    attackers: Rows
    supporters: Rows
    needs: Rows
    assumptions: frozenset[int] = frozenset()


def of_and_or(small: AndOr) -> Framework:
    """The framework of these nodes, for what stands in it."""
    size = len(small.attackers)
    attackers, supporters, needs = (
        rows(size, [(node, other) for node, row in enumerate(found) for other in row])
        for found in (small.attackers, small.supporters, small.needs)
    )
    plain = of_attacks([f"n{node}" for node in range(size)], [])
    return replace(plain, attackers=attackers, supporters=supporters, needs=needs, assumptions=small.assumptions)


def random_and_or(chance: random.Random, most: int) -> AndOr:
    """Up to so many nodes, some of which attack, support or need one another; of assumptions rivals alone speak."""
    size = chance.randint(1, most)
    chosen = frozenset(node for node in range(size) if chance.random() < 0.25)
    rivals = {(a, b) for a in chosen for b in chosen if a < b and chance.random() < 0.6}

    def drawn(density: float) -> Rows:
        return tuple(
            tuple(other for other in range(size) if node not in chosen and chance.random() < density / size)
            for node in range(size)
        )

    attackers = list(drawn(1.2))
    for one, other in sorted(rivals):
        attackers[one] += (other,)
        attackers[other] += (one,)
    return AndOr(tuple(attackers), drawn(0.8), drawn(0.5), chosen)


def complete_labellings(small: AndOr, pins: dict[int, bool] | None = None) -> set[bytes]:
    """All labellings in which every node is as the definition says, each tried."""
    held = {node: IN if is_in else OUT for node, is_in in (pins or {}).items()}
    size = len(small.attackers)
    choices = [(held[node],) if node in held else (UNDECIDED, IN, OUT) for node in range(size)]
    free = [node for node in range(size) if node not in held]
    return {bytes(labels) for labels in product(*choices) if all(_is_as_defined(small, labels, node) for node in free)}


def grounded_of(found: set[bytes]) -> bytes:
    """The one that decides least."""
    return min(found, key=_decided)


def is_within(one: bytes, other: bytes) -> bool:
    """Whether one labelling decides nothing that the other does not decide so too."""
    return all(mine in (UNDECIDED, its) for mine, its in zip(one, other, strict=True))


def preferred_of(found: set[bytes]) -> set[bytes]:
    """Those of which no other decides the same and more."""
    return {one for one in found if not any(one != other and is_within(one, other) for other in found)}


def stable_of(found: set[bytes]) -> set[bytes]:
    """Those that leave nothing undecided."""
    return {one for one in found if UNDECIDED not in one}


def sets_of(size: int, attacks: Iterable[tuple[int, int]]) -> dict[Extensional, list[Extension]]:
    """The extensions of a framework of attacks by Dung's definitions, every set of arguments tried."""
    attackers, attacked = [0] * size, [0] * size
    for source, target in attacks:
        attackers[target] |= 1 << source
        attacked[source] |= 1 << target
    hit = [0]
    for victims in attacked:
        hit += [before | victims for before in hit]  # by what each set attacks
    free = [chosen for chosen in range(1 << size) if not chosen & hit[chosen]]
    complete = [
        chosen
        for chosen in free
        if chosen == sum(1 << node for node in range(size) if not attackers[node] & ~hit[chosen])
    ]
    found: dict[Extensional, list[int]] = {
        "complete": complete,
        "grounded": [one for one in complete if all(one & other == one for other in complete)],
        "preferred": [one for one in complete if not any(one != other and one & other == one for other in complete)],
        "stable": [chosen for chosen in free if chosen | hit[chosen] == (1 << size) - 1],
    }
    return {
        name: sorted(tuple(node for node in range(size) if chosen >> node & 1) for chosen in sets)
        for name, sets in found.items()
    }


# After the encodings of ASPARTIX (Egly, Gaggl and Woltran 2010), in our own words: an argument is defeated if one in
# the set attacks it, and undefended if an attacker of it is not defeated.
_CONFLICT_FREE = """
{ in(X) : arg(X) }.
defeated(X) :- in(Y), att(Y,X).
:- in(X), defeated(X).
#show in/1.
"""
_COMPLETE = (
    _CONFLICT_FREE
    + """
undefended(X) :- att(Y,X), not defeated(Y).
:- in(X), undefended(X).
:- arg(X), not in(X), not undefended(X).
"""
)
_EXTREME = ("--heuristic=Domain", "--enum-mode=domRec")
_PROGRAMS: dict[Extensional, tuple[str, tuple[str, ...]]] = {
    "complete": (_COMPLETE, ()),
    "grounded": (_COMPLETE + "#heuristic in(X) : arg(X). [1,false]", _EXTREME),  # only what holds least
    "preferred": (_COMPLETE + "#heuristic in(X) : arg(X). [1,true]", _EXTREME),  # only what holds most
    "stable": (_CONFLICT_FREE + ":- arg(X), not in(X), not defeated(X).", ()),
}


def answer_sets(size: int, attacks: Iterable[tuple[int, int]]) -> dict[Extensional, list[Extension]]:
    """The extensions that clingo finds."""
    import clingo

    facts = "".join(f"arg({node})." for node in range(size)) + "".join(f"att({a},{b})." for a, b in attacks)
    found: dict[Extensional, list[Extension]] = {}
    for name, (program, options) in _PROGRAMS.items():
        control = clingo.Control(["--models=0", "--warn=none", *options])
        control.add("base", [], facts + program)
        control.ground([("base", [])])
        with control.solve(yield_=True) as models:
            shown = [model.symbols(shown=True) for model in models]
        found[name] = sorted(tuple(sorted(atom.arguments[0].number for atom in atoms)) for atoms in shown)
    return found


def _is_as_defined(small: AndOr, labels: Sequence[int], node: int) -> bool:
    attackers = [labels[other] for other in small.attackers[node]]
    if node in small.assumptions:
        if labels[node] == OUT:
            return IN in attackers
        return IN not in attackers and (labels[node] == UNDECIDED or set(attackers) <= {OUT})
    needs = [labels[other] for other in small.needs[node]]
    supporters = [labels[other] for other in small.supporters[node]]
    is_out = IN in attackers or OUT in needs or (supporters != [] and set(supporters) == {OUT})
    is_in = set(attackers) <= {OUT} and set(needs) <= {IN} and (not supporters or IN in supporters)
    return labels[node] == (OUT if is_out else IN if is_in else UNDECIDED)


def _decided(labels: bytes) -> int:
    return sum(label != UNDECIDED for label in labels)
