"""The exports af, apx and tgf: the framework of a graph for solvers, and beside it what its arguments stand for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..graph.foreign_data import FRAMEWORK, NAMES, decoded
from ..graph.free_words import FreeWords
from ..graph.reasoning.abstract import abstract
from ..graph.reasoning.framework import framework
from .exporter import Output

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..graph.graph import Graph
    from ..graph.model import Node
    from ..graph.reasoning.abstract import Abstract, Helper
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
    named: Callable[[Graph, Framework, int], list[str]],
    written: Callable[[Sequence[str], Abstract], Iterator[str]],
) -> Output:
    full = framework(graph)
    made = abstract(full, only_attacks=options.form == "attacks")
    names = named(graph, full, made.size + len(made.helpers))
    text = "".join(f"{line}\n" for line in written(names, made))
    return Output(text=text, beside={NAMES: _sidecar(graph, full, made, names)})


def _af(names: Sequence[str], made: Abstract) -> Iterator[str]:
    yield f"p af {len(names)}"
    yield from (f"{names[one]} {names[other]}" for one, other in made.attacks)


def _apx(names: Sequence[str], made: Abstract) -> Iterator[str]:
    yield from (f"arg({name})." for name in names)
    yield from (f"att({names[one]},{names[other]})." for one, other in made.attacks)


def _tgf(names: Sequence[str], made: Abstract) -> Iterator[str]:
    yield from names
    yield "#"
    yield from (f"{names[one]} {names[other]}" for one, other in made.attacks)


def _sidecar(graph: Graph, full: Framework, made: Abstract, names: Sequence[str]) -> str:
    """What each argument stands for, a line each: a node with its twins, or a helper."""
    twins: dict[int, list[str]] = {}
    for node_id, place in sorted(full.place.items()):
        if node_id != full.ids[place]:
            twins.setdefault(place, []).append(node_id)
    told = [_node(graph.node(node_id), twins.get(place, [])) for place, node_id in enumerate(full.ids)]
    told += [_helper(helper, names) for helper in made.helpers]
    rows = (f"  {_line(name)}: {_line(said)}" for name, said in zip(names, told, strict=True))
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


def _numbers(graph: Graph, full: Framework, count: int) -> list[str]:
    """The numbers from 1 to `count`; those that nodes came with, where these are just the first."""
    size = len(full)
    own = _own_names(graph, full)
    if sorted(own) == sorted(str(number) for number in range(1, size + 1)):
        return own + [str(number) for number in range(size + 1, count + 1)]
    return [str(number) for number in range(1, count + 1)]


def _constants(graph: Graph, full: Framework, count: int) -> list[str]:
    """The names that nodes came with, where every solver takes them and they differ; a1, a2, … for the others."""
    own = [name if _CONSTANT.fullmatch(name) else "" for name in _own_names(graph, full)]
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


def _own_names(graph: Graph, full: Framework) -> list[str]:
    """Which argument each node came from, "" where it came from none."""
    found = []
    for node_id in full.ids:
        said = decoded(graph.node(node_id).data).get(FRAMEWORK)
        name = said.get("argument") if isinstance(said, dict) else None
        found.append(name if isinstance(name, str) else "")
    return found
