"""What of a graph Argdown says itself, and how: titles, premises and conclusions, relations by sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from ...graph.difference.contents import key_of
from ...graph.free_words import FreeWords
from ...graph.model import Analogy
from .entries import IN_FRONT, argdowns
from .text import argument_title, statement_title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...graph.foreign_data import Data
    from ...graph.graph import Graph
    from ...graph.model import Link, Node, Pairing

SIGNS = {
    ("supports", ""): "+>",
    ("supports", "entails"): "+>",
    ("attacks", ""): "->",
    ("attacks", "contrary"): "->",
    ("attacks", "undercut"): "_>",
    ("attacks", "contradictory"): "><",
}
PAIRED = ("contrary", "contradictory")
UNDERCUT, ATTACK = "_>", "->"


class Step(Struct):
    """An inference of an argument: its node, the premises that are new with it, its conclusion, the links it is.

    One that attacks a statement concludes that this is not so, which no node says: `denies` is the statement. Of the
    lines that it `uses` none are told where their place or data tell them; `repeated` are those that the data of the
    conclusion tells.
    """

    node: Node
    premises: list[str]
    conclusion: str
    links: list[Link]
    denies: str = ""
    uses: list[int] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)


class Plan(Struct):
    """How a graph is written. `titles` are those of Argdown by id, `steps` the inferences of arguments by id,
    `merged` the arguments that are earlier steps of others, `relations` the links written at each node."""

    titles: dict[str, str] = field(default_factory=dict)
    steps: dict[str, list[Step]] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    relations: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    left: list[Link] = field(default_factory=list)
    noted: list[Link] = field(default_factory=list)


def plan_of(graph: Graph, *, strict: bool) -> Plan:
    """The plan for a graph; `strict` if its support between statements is entailment, and its attack contrariety.

    What cannot be said, or would be read otherwise than it is, is `left`; what can be said, but not all of it, is
    `noted` as well.
    """
    plan = Plan()
    statements = _named(graph, plan)
    for node in graph.nodes.values():
        step = _step(graph, node, strict=strict) if node.kind == "argument" else None
        if step and step.denies:
            plan.titles[step.conclusion] = statements.like(f"Not: {plan.titles[step.denies]}")
        if step:
            plan.steps[node.id] = [step]
    _merge(graph, plan)
    said = {key_of(link) for steps in plan.steps.values() for step in steps for link in step.links}
    plan.noted = [link for link in graph.links if key_of(link) in said and not _is_plain(link)]
    rows = {row for node in graph.nodes.values() if isinstance(node, Analogy) for row in map(_row, node.mapping)}
    done: set[tuple[str, str, str]] = set()
    for link in graph.links:
        if key_of(link) in said or link.relation == "position_on" or _follows(link, rows):
            continue
        if (link.to_id, link.note, link.from_id) in done and link.note in PAIRED:
            continue
        sign, note = _sign(graph, plan, link, strict=strict)
        if not sign:
            plan.left.append(link)
            continue
        done.add((link.from_id, link.note, link.to_id))
        plan.relations.setdefault(link.from_id, []).append((sign, link.to_id))
        if not _is_plain(link, note):
            plan.noted.append(link)
    return plan


def _named(graph: Graph, plan: Plan) -> FreeWords:
    """Give every node its title. Returns what takes further ones, of statements."""
    statements, arguments = FreeWords([]), FreeWords([])
    for node in graph.nodes.values():
        if node.kind == "argument":
            plan.titles[node.id] = arguments.like(argument_title(node.title) or argument_title(node.slug))
        elif node.kind not in IN_FRONT:
            plan.titles[node.id] = statements.like(statement_title(node.title) or statement_title(node.slug))
    return statements


def _step(graph: Graph, node: Node, *, strict: bool) -> Step | None:
    """The inference that an argument is, if it has premises and one conclusion, or attacks one statement."""
    premises = [link for link in graph.into(node.id, "premise_of") if link.from_id in graph]
    ends = [link for link in graph.out(node.id, "supports") if link.from_id == node.id]
    denials = [] if strict or ends or "step_of" in argdowns(node) else list(graph.out(node.id, "attacks"))
    ends = ends or denials
    if not premises or len(ends) != 1 or ends[0].to_id not in graph or graph.node(ends[0].to_id).kind == "argument":
        return None
    names, end = [link.from_id for link in premises], ends[0].to_id
    if not denials:
        return Step(node, names, end, [*premises, ends[0]])
    return Step(node, names, f"{node.id} denies {end}", [*premises, ends[0]], denies=end)


def _merge(graph: Graph, plan: Plan) -> None:
    """Put the earlier steps of an argument before its last, and premises into the order that they had in Argdown."""
    for node_id, (step,) in list(plan.steps.items()):
        told = argdowns(step.node).get("step_of")
        main = f"{step.node.source}/{told}" if isinstance(told, str) else ""
        others = [link for link in graph.out(node_id) if link not in step.links]
        if main in plan.steps and main != node_id and not others and "step_of" not in argdowns(graph.node(main)):
            plan.merged[node_id] = main
    for node_id, main in plan.merged.items():
        plan.steps[main].insert(-1, plan.steps.pop(node_id)[0])
    groups = by_section(node for node in graph.nodes.values() if node.id in plan.titles).values()
    written = {node.id: place for place, node in enumerate(node for group in groups for node in group)}
    for node_id, steps in plan.steps.items():
        told = argdowns(graph.node(node_id)).get("lines")
        order = [f"{graph.node(node_id).source}/{slug}" for slug in told] if isinstance(told, list) else []
        _number(graph, steps, order, written)


def _number(graph: Graph, steps: list[Step], order: list[str], written: dict[str, int]) -> None:
    """Put the lines of an argument in order, and tell which of them an inference uses where its place does not."""
    wanted = [sorted(dict.fromkeys(step.premises), key=written.__getitem__) for step in steps]
    if not _as_before(steps, order, {name for names in wanted for name in names}):
        seen: set[str] = set()
        for step, names in zip(steps, wanted, strict=True):
            step.premises = [name for name in names if name not in seen] if seen else names
            seen |= {*names, step.conclusion}
    lines: list[str] = []
    begin = 0
    used = {name for names in wanted[:-1] for name in names}
    for step, names in zip(steps, wanted, strict=True):
        lines += step.premises
        left = {name for one in steps for name in one.premises} - used if step is steps[-1] else set()
        told, concluded = _told(graph, step)
        if _read(told, lines, begin) | left == set(names):
            pass
        elif not told and _read(concluded, lines, begin) | left == set(names):
            step.repeated = concluded
        else:
            step.uses = sorted(lines.index(name) + 1 for name in names if name in lines)
        lines.append(step.conclusion)
        begin = len(lines) - 1


def _told(graph: Graph, step: Step) -> tuple[list[int], list[int]]:
    """The lines that an inference said that it used, and those that its conclusion said."""
    inference = argdowns(step.node).get("inference")
    concluded = argdowns(graph.node(step.conclusion)).get("data") if step.conclusion in graph else None
    return _numbers(inference, "uses") or _numbers(inference, "from"), _numbers(concluded, "uses")


def _numbers(value: Data, key: str) -> list[int]:
    found = value.get(key) if isinstance(value, dict) else None
    return [n for n in found if isinstance(n, int)] if isinstance(found, list) else []


def _read(numbers: list[int], lines: list[str], begin: int) -> set[str]:
    """The premises that an inference with these numbers has, or by its place."""
    return {lines[n - 1] for n in numbers if 0 < n <= len(lines)} or set(lines[begin:])


def _as_before(steps: list[Step], order: list[str], wanted: set[str]) -> bool:
    """Give the steps the premises that Argdown had between their conclusions, if these still fit."""
    begin = 0
    parts: list[list[str]] = []
    for step in steps:
        is_last = step is steps[-1]
        if step.conclusion not in order[begin + 1 :]:
            return False
        end = len(order) - 1 if is_last else order.index(step.conclusion, begin + (not begin))
        parts.append(order[begin:end])
        begin = end + 1
    premises = {name for part in parts for name in part}
    if begin != len(order) or order[-1] != steps[-1].conclusion or not premises <= wanted or not wanted <= set(order):
        return False
    for step, part in zip(steps, parts, strict=True):
        step.premises = part
    return True


def _sign(graph: Graph, plan: Plan, link: Link, *, strict: bool) -> tuple[str, str]:
    """The sign that says the link, and the note that it has when it is read again; "" twice if none does."""
    nothing = "", ""
    if link.from_id not in plan.titles or link.to_id not in plan.titles:
        return nothing
    ends = [graph.node(end).kind == "argument" for end in (link.from_id, link.to_id)]
    note = link.note if (link.relation, link.note) in SIGNS else ""
    sign = SIGNS.get((link.relation, note), "")
    between = not any(ends)
    if link.from_id in plan.steps or link.from_id in plan.merged or not sign:
        return nothing  # Argdown would take it for the conclusion's
    if note in PAIRED:
        paired = any(back.to_id == link.from_id and back.note == note for back in graph.out(link.to_id, link.relation))
        return (sign, note) if paired and between and (note != "contrary" or strict) else nothing
    if note == "undercut":
        return nothing if link.to_id in plan.merged and link.to_id not in plan.steps else (sign, note)
    if (strict and between) != (note == "entails"):
        return nothing if between or note else (sign, note)
    if link.to_id in plan.merged:
        return nothing
    if link.to_id in plan.steps and link.relation == "attacks" and not ends[0]:
        return (
            (ATTACK, "attack") if link.note == "attack" and not _opposes(graph, plan, link) else (UNDERCUT, "undercut")
        )
    return sign, note


def _opposes(graph: Graph, plan: Plan, link: Link) -> bool:
    """Whether what attacks an argument attacks a premise of it too: then Argdown's program leaves the first out."""
    rivals = {one.to_id for one in graph.out(link.from_id, "attacks") if one.note != "undercut"}
    return any(not rivals.isdisjoint(step.premises) for step in plan.steps[link.to_id])


def _row(row: Pairing) -> tuple[str, ...]:
    return row.element, row.stands_for, row.basis, row.note


def _follows(link: Link, rows: set[tuple[str, ...]]) -> bool:
    """Whether the link is a row of an analogy, which the node tells."""
    row = link.from_id, link.to_id, link.basis, link.note
    return link.relation == "analogous_to" and row in rows and link.modality == "asserted" and not link.loop


def _is_plain(link: Link, note: str = "") -> bool:
    """Whether a link says no more than that it is there, and a note."""
    bare = link.basis == "explicit" and link.modality == "asserted" and not link.loop and not link.qualifier
    return bare and link.note == note


def by_section(nodes: Iterable[Node]) -> dict[str, list[Node]]:
    """The nodes under each heading, those under none first."""
    found: dict[str, list[Node]] = {"": []}
    for node in nodes:
        found.setdefault(" ".join(node.section.split()), []).append(node)
    return found
