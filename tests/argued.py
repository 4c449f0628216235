"""Small argued maps in one line a link, `a attacks b`, and random frameworks, for the tests of reasoning."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from cruxmap.graph.reasoning.framework import Framework, framework, of_attacks
from cruxmap.graph.reasoning.stance import Stance
from graphs import graph_of
from hypothesis import strategies as st
from msgspec.structs import replace

if TYPE_CHECKING:
    import cruxmap
    from cruxmap.graph.reasoning.framework import Csr

KINDS = {"arg": "arguments", "mit": "mitigations", "mech": "mechanisms"}
"""The section of a map for a node whose name begins so; all others are claims."""

YIN = ["d attacks a", "e attacks b", "f attacks d", "g attacks f", "h attacks f", "b supports a", "c supports a"]
"""The running example of Yin, Potyka and Toni 2023 (arXiv 2307.13582)."""

KAMPIK = ["c supports b", "b attacks a"]
"""Example 3.1 of Kampik et al. 2024 (arXiv 2401.08879)."""


def map_of(*lines: str, sides: str = "", source: str = "m") -> str:
    """A map with these links, `a strictly requires b` being strict; `sides` are cruxes, `goals: optimist pessimist`.

    A line of one word is a node without links; `name (possible)` says how firmly one is put forward.
    """
    links: dict[str, list[str]] = {}
    modality: dict[str, str] = {}
    for line in lines:
        words = line.split()
        if len(words) == 2:
            modality[words[0]] = words[1].strip("()")
        extra = ", strict: true" if "strictly" in words else ""
        ends = [
            word
            for word in words
            if word not in ("strictly", *modality.values(), *map("({})".format, modality.values()))
        ]
        for name in ends[::2]:
            links.setdefault(name, [])
        if len(ends) == 3:
            links[ends[0]].append(f"{{from: {ends[0]}, relation: {ends[1]}, to: {ends[2]}{extra}}}")
    sections: dict[str, list[str]] = {}
    for name in links:
        if "." not in name:
            section = next((found for prefix, found in KINDS.items() if name.startswith(prefix)), "claims")
            firmly = f", modality: {modality[name]}" if name in modality else ""
            sections.setdefault(section, []).append(f"  {name}: {{text: {name.capitalize()} holds.{firmly}}}")
    for crux in filter(None, sides.split(";")):
        name, _, camps = crux.strip().partition(":")
        answers = ", ".join(f"{camp}: {{text: The answer of the {camp} on {name}.}}" for camp in camps.split())
        sections.setdefault("cruxes", []).append(f"  {name}: {{text: 'What of {name}?', positions: {{{answers}}}}}")
    written = [f"source: {{id: {source}, title: A test}}"]
    for section, entries in sections.items():
        written += [f"{section}:", *entries]
    rows = [f"- {row}" for found in links.values() for row in found]
    return "\n".join([*written, *(["links:", *rows] if rows else [])]) + "\n"


def argued(*lines: str, sides: str = "") -> cruxmap.Graph:
    """The graph of a map with these links."""
    return graph_of(map_of(*lines, sides=sides))


def framed(*lines: str, sides: str = "") -> Framework:
    """The framework of a map with these links."""
    return framework(argued(*lines, sides=sides))


@st.composite
def frameworks(draw: st.DrawFn, most: int = 8) -> Framework:
    """Any AND/OR framework, circles and all, with weights, caps and one crux of two sides if there is room."""
    size = draw(st.integers(1, most))
    nodes = st.integers(0, size - 1)
    pairs = st.lists(st.tuples(nodes, nodes).filter(lambda pair: pair[0] != pair[1]), max_size=2 * size, unique=True)
    sides = (0, 1) if size > 2 and draw(st.booleans()) else ()
    attackers, supporters, needs, pushers, caps = (draw(pairs) for _ in range(5))
    standing = [[pair for pair in found if pair[0] not in sides] for found in (attackers, supporters, needs)]
    rivals = [(0, 1), (1, 0)] if sides else []
    weights = [draw(st.sampled_from([-1.0, -0.5, 0.5, 1.0])) for _ in pushers]
    plain = of_attacks([f"m/n{at}" for at in range(size)], [])
    return Framework(
        ids=plain.ids,
        place=plain.place,
        attackers=rows(size, [*standing[0], *rivals]),
        supporters=rows(size, standing[1]),
        needs=rows(size, standing[2]),
        pushers=rows(size, pushers),
        weights=array("d", (weight for _, weight in sorted(zip(pushers, weights, strict=True)))),
        caps=rows(size, caps),
        bases=array("d", (draw(st.sampled_from([0.0, 0.2, 0.5, 0.7, 1.0])) for _ in range(size))),
        cruxes={"m/crux": {"optimist": 0, "pessimist": 1}} if sides else {},
        assumptions=frozenset(sides),
    )


def rows(size: int, pairs: list[tuple[int, int]]) -> Csr:
    """The rows of pairs of node spoken of and node that speaks."""
    return of_attacks([str(at) for at in range(size)], [(source, target) for target, source in pairs]).attackers


@st.composite
def disputes(draw: st.DrawFn, most: int = 9) -> Framework:
    """Any framework as above, with up to three cruxes of one to three sides."""
    found = draw(frameworks(most))
    counts = draw(st.lists(st.integers(1, 3), max_size=3).filter(lambda counts: sum(counts) <= len(found)))
    camps = ("optimist", "pessimist", "other")
    free = iter(draw(st.permutations(range(len(found)))))
    cruxes = {f"m/crux-{at}": {camps[side]: next(free) for side in range(count)} for at, count in enumerate(counts)}
    sides = frozenset(node for crux in cruxes.values() for node in crux.values())
    rivals = [(one, other) for crux in cruxes.values() for one in crux.values() for other in crux.values()]
    spoken = [[pair for pair in pairs_of(csr) if pair[0] not in sides] for csr in (found.supporters, found.needs)]
    attacks = [pair for pair in pairs_of(found.attackers) if pair[0] not in sides]
    return replace(
        found,
        attackers=rows(len(found), attacks + [pair for pair in rivals if pair[0] != pair[1]]),
        supporters=rows(len(found), spoken[0]),
        needs=rows(len(found), spoken[1]),
        cruxes=cruxes,
        assumptions=sides,
    )


def stances(found: Framework) -> st.SearchStrategy[Stance]:
    """Any stance towards a framework that takes each crux once, and nodes other than sides."""
    takes = st.fixed_dictionaries({}, optional={name: st.sampled_from([*crux]) for name, crux in found.cruxes.items()})
    others = [name for at, name in enumerate(found.ids) if at not in found.assumptions]
    held = st.lists(st.sampled_from(others), max_size=2, unique=True) if others else st.just([])
    scores = st.dictionaries(st.sampled_from(found.ids), st.sampled_from([0.0, 0.3, 0.8, 1.0]), max_size=3)
    return st.builds(
        lambda takes, held, scores: Stance(
            takes=takes, assumed=tuple(held[:1]), denied=tuple(held[1:]), beliefs=scores
        ),
        takes,
        held,
        scores,
    )


def pairs_of(rows: Csr) -> list[tuple[int, int]]:
    """The node spoken of and the node that speaks, of every entry."""
    return [(node, other) for node in range(len(rows.starts) - 1) for other in rows.row(node)]
