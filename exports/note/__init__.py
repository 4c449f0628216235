"""The note export: a study note in the template of `graph/study/note_keys.py`, which reads back as what it tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...graph.graph import Graph
from ...graph.study.note_keys import RECALL_HINT
from ...graph.study.note_plan import as_graph, note_plan, project
from ...graph.study.projection import one_line
from ..exporter import Output
from ..heading import heading
from .entries import Writer
from .front import front_lines
from .in_text import text_lines
from .map import map_lines
from .tables import crux_table, failure_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...graph.model import Source
    from ...graph.study.note_keys import Part
    from ...graph.study.note_plan import NotePlan, Section
    from ..exporter import Options


def render(graph: Graph, options: Options) -> Output:
    """The graph as a study note: what reads back is `project(graph)`, and is written the same again."""
    missing = [source for source in options.sources if source.id not in graph and _speaks(graph, source)]
    whole = Graph([*missing, *graph.nodes.values()], graph.links) if missing else graph
    plan = note_plan(as_graph(project(whole)))
    title = one_line(heading(whole, options)) or "cruxmap"
    text = "\n".join((*front_lines(plan, title), *_lines(plan, whole, options, title))).rstrip("\n") + "\n"
    lost = len(whole) - len(plan.nodes)
    told = f"{lost} position{'' if lost == 1 else 's'} left out, of which this part has no crux"
    return Output(text=text, notes=(told,) if lost else ())


def _speaks(graph: Graph, source: Source) -> bool:
    """Whether a document has a node in the graph."""
    return any(node.source == source.source for node in graph.nodes.values())


def _lines(plan: NotePlan, graph: Graph, options: Options, title: str) -> Iterator[str]:
    writer = Writer(plan)
    yield from writer.opening(title)
    for part in plan.parts:
        body = list(_part(plan, graph, options, part, writer))
        if body:
            yield from (f"## {part.head}", "", *body, *([""] if body[-1] else ()))


def _part(plan: NotePlan, graph: Graph, options: Options, part: Part, writer: Writer) -> Iterator[str]:
    if part.name == "map":
        yield from map_lines(graph, options)
    if part.name == "connections" and plan.own and plan.own.told:
        yield from (*writer.links(plan.own), "")
    if part.name == "text":
        yield from text_lines(plan)
    if part.name == "recall" and any(_has(section, part) for section in plan.sections):
        yield from (f"*{RECALL_HINT}*", "")
    for section in plan.sections:
        if _has(section, part):
            yield from _section(plan, section, writer)
        if part.name == "answers" and section.group.part == "recall":
            yield from writer.answers(section)


def _has(section: Section, part: Part) -> bool:
    return section.group.part == part.name and bool(section.entries)


def _section(plan: NotePlan, section: Section, writer: Writer) -> Iterator[str]:
    group = section.group
    if group.head:
        yield from (f"### {group.head}", "")
    table = _table(plan, section)
    if table:
        yield from (*table, "")
    yield from writer.section(section)


def _table(plan: NotePlan, section: Section) -> list[str]:
    """What is to be taken in at a glance, above the first section of a kind."""
    kind = section.group.kinds[0]
    first = next(each for each in plan.sections if each.entries and kind in each.group.kinds)
    if section is not first:
        return []
    match kind:
        case "failure_mode":
            return failure_table(plan)
        case "crux":
            return crux_table(plan)
        case _:
            return []
