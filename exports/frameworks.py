"""The exports af, apx and tgf: the framework of a graph for solvers, and beside it what its arguments stand for."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ..graph.foreign_data import FRAMEWORK, NAMES, decoded
from ..graph.free_words import FreeWords
from ..graph.reasoning.abstract import Abstract, abstract
from ..graph.reasoning.framework import framework
from .exporter import Output

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..graph.foreign_data import Data
    from ..graph.graph import Graph
    from ..graph.model import Node
    from ..graph.reasoning.abstract import Helper
    from ..graph.reasoning.framework import Framework
    from .exporter import Options
    from .json_ import Json


def render_af(graph: Graph, options: Options) -> Output:
    """The format of the competition of 2023: arguments are the numbers from 1 on."""
    return _rendered(graph, options, _numbers, _af)


def render_apx(graph: Graph, options: Options) -> Output:
    """The format of ASPARTIX: arguments have the names that they came with, else a1, a2, …"""
    return _rendered(graph, options, _constants, _apx)


def render_tgf(graph: Graph, options: Options) -> Output:
    """The trivial graph format: arguments as in apx, without labels, which not every solver takes."""
    return _rendered(graph, options, _constants, _tgf)


def _rendered(
    graph: Graph,
    options: Options,
    named: Callable[[Sequence[str], int], list[str]],
    written: Callable[[Sequence[str], Abstract], Iterator[str]],
) -> Output:
    full = framework(graph)
    ids, made = _without_rings(graph, full.ids, abstract(full, only_attacks=options.form == "attacks"))
    said = [_said(graph, node_id).get("argument") for node_id in ids]
    names = named([name if isinstance(name, str) else "" for name in said], made.size + len(made.helpers))
    text = "".join(f"{line}\n" for line in written(names, made))
    return Output(text=text, beside={NAMES: _sidecar(graph, full, ids, made, names)})


def _without_rings(graph: Graph, ids: Sequence[str], made: Abstract) -> tuple[Sequence[str], Abstract]:
    """Without the claims through which an argument of a framework attacks itself on a map, where no argument can; the
    nodes that stay, and the framework in which it does so again."""
    rings = {place for place, node_id in enumerate(ids) if "itself" in _said(graph, node_id)}
    if not rings:
        return ids, made
    onto: dict[int, list[int]] = {}
    for one, other in made.attacks:
        onto.setdefault(one, []).append(other)
    counts = Counter(other for _, other in made.attacks)
    alone = {place: onto[place][0] for place in rings if counts[place] == 1 == len(onto.get(place, []))}
    gone: set[int] = set()
    selves: set[tuple[int, int]] = set()
    for one, other in made.attacks:
        first, second = alone.get(other, -1), alone.get(alone.get(other, -1), -1)
        if one not in rings and first in alone and second == one:
            gone |= {other, first}
            selves.add((one, one))
    places = {
        old: new for new, old in enumerate(old for old in range(made.size + len(made.helpers)) if old not in gone)
    }
    attacks = {(places[one], places[other]) for one, other in {*made.attacks, *selves} if not {one, other} & gone}
    helpers = tuple(
        replace(helper, denies=tuple(places[node] for node in helper.denies), opens=places.get(helper.opens, -1))
        for helper in made.helpers
    )
    kept = [node_id for place, node_id in enumerate(ids) if place not in gone]
    return kept, Abstract(len(kept), helpers, tuple(sorted(attacks)))


def _said(graph: Graph, node_id: str) -> dict[str, Data]:
    """What the framework that a node came from says of it."""
    said = decoded(graph.node(node_id).data).get(FRAMEWORK)
    return said if isinstance(said, dict) else {}


def _af(names: Sequence[str], made: Abstract) -> Iterator[str]:
    yield f"p af {len(names)}"
    yield from (f"{one} {other}" for one, other in _attacks(names, made))


def _apx(names: Sequence[str], made: Abstract) -> Iterator[str]:
    yield from (f"arg({name})." for name in sorted(names, key=_counted))
    yield from (f"att({one},{other})." for one, other in _attacks(names, made))


def _tgf(names: Sequence[str], made: Abstract) -> Iterator[str]:
    yield from sorted(names, key=_counted)
    yield "#"
    yield from (f"{one} {other}" for one, other in _attacks(names, made))


def _attacks(names: Sequence[str], made: Abstract) -> list[tuple[str, str]]:
    """Who attacks whom, by their names and in the order of these."""
    ranks = {name: rank for rank, name in enumerate(sorted(names, key=_counted))}
    attacks = [(names[one], names[other]) for one, other in made.attacks]
    return sorted(attacks, key=lambda ends: (ranks[ends[0]], ranks[ends[1]]))


def _counted(name: str) -> tuple[str, int, str]:
    """What puts a2 before a10."""
    word = name.rstrip("0123456789")
    return word, int(name[len(word) :] or 0), name


def _sidecar(graph: Graph, full: Framework, ids: Sequence[str], made: Abstract, names: Sequence[str]) -> str:
    """What each argument stands for, a line each: a node with its twins, or a helper."""
    twins: dict[int, list[str]] = {}
    for node_id, place in sorted(full.place.items()):
        if node_id != full.ids[place]:
            twins.setdefault(place, []).append(node_id)
    told = [_node(graph.node(node_id), twins.get(full.place[node_id], [])) for node_id in ids]
    told += [_helper(helper, names) for helper in made.helpers]
    by_name = sorted(zip(names, told, strict=True), key=lambda row: _counted(row[0]))
    rows = (f"  {_line(name)}: {_line(said)}" for name, said in by_name)
    return '{"arguments": {\n' + ",\n".join(rows) + "\n}}\n"


def _node(node: Node, twins: Sequence[str]) -> dict[str, Json]:
    said: dict[str, Json] = {"id": node.id, "kind": node.kind, "text": node.text}
    said |= {"title": node.title} if node.title else {}
    return said | ({"same": [*twins]} if twins else {})


def _helper(helper: Helper, names: Sequence[str]) -> dict[str, Json]:
    if helper.denies:
        return {"denies": [names[node] for node in helper.denies]}
    return {"opens": names[helper.opens]}


def _line(value: Json) -> str:
    import json  # only where a framework is exported

    return json.dumps(value, ensure_ascii=False)


def _numbers(own: Sequence[str], count: int) -> list[str]:
    """The numbers from 1 to `count`; those that nodes came with, where these are just the first."""
    if sorted(own) == sorted(str(number) for number in range(1, len(own) + 1)):
        return [*own, *(str(number) for number in range(len(own) + 1, count + 1))]
    return [str(number) for number in range(1, count + 1)]


def _constants(own: Sequence[str], count: int) -> list[str]:
    """The names that nodes came with, where every solver takes them and they differ; a1, a2, … for the others."""
    own = [name if _CONSTANT.fullmatch(name) else "" for name in own]
    free, fresh = FreeWords(filter(None, own)), iter(range(1, 2 * count + len(own) + 2))
    taken: set[str] = set()
    found = []
    for name in (*own, *[""] * (count - len(own))):
        is_own = bool(name) and name not in taken
        found.append(name if is_own else _next(free, fresh))
        taken.add(name)
    return found


def _next(free: FreeWords, fresh: Iterator[int]) -> str:
    """The next of a1, a2, … that nobody has."""
    return next(name for name in (f"a{number}" for number in fresh) if free.like(name) == name)


_CONSTANT = re.compile(r"[a-z][A-Za-z0-9_]{0,60}|[1-9][0-9]{0,8}")
