"""The camps: which sides of the cruxes speak for the hopeful answer, and which against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Camp = Literal["for", "against"]
AGAINST = "pessimist skeptic sceptic critic opponent against con no"
FOR = "optimist proponent supporter advocate for pro yes"
PEOPLE = frozenset(f"{AGAINST} {FOR}".split()) - {"against", "con", "no", "for", "pro", "yes"}
"""The usual names of sides that say who takes them."""
USUAL: dict[str, Camp] = {**dict.fromkeys(AGAINST.split(), "against"), **dict.fromkeys(FOR.split(), "for")}


def camps(cruxes: Iterable[Iterable[str]]) -> dict[str, Camp]:
    """The camp of each side's name, given the sides of each crux: the same one at every crux.

    A name that says nothing by itself goes to the camp with fewer sides at the crux where it is met first, and to
    those for it where there are as many.

    >>> found = camps([("realist", "optimist"), ("realist", "idealist")])
    >>> found["realist"], found["idealist"]
    ('against', 'for')
    """
    found = dict(USUAL)
    for crux in cruxes:
        sides = list(crux)
        for side in sides:
            if side not in found:
                known = [found[other] for other in sides if other in found]
                found[side] = "against" if known.count("for") > known.count("against") else "for"
    return found
