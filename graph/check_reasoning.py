"""Checks of what maps expect of reasoning: whether it comes out so, and whether it can be tried at all.

Every expectation is weighed by itself, in the whole graph. What a reader believes, and how a library wants links to be
weighed, does not count: a map is right or wrong wherever it is read.
"""

from __future__ import annotations

import shlex
from bisect import bisect_left
from math import isnan
from typing import TYPE_CHECKING

from msgspec.structs import replace

from .expectation import Expectation, named_nodes
from .missing_ids import Names
from .model import Crux, Position, slug_of
from .problem import CruxmapError, Edit, quoted
from .reasoning.counting import WEIGHED
from .reasoning.explain import decisive, hangs_on
from .reasoning.grounded import IN, LABELS, OUT, grounded
from .reasoning.naming import sides_at
from .reasoning.order import order_of
from .reasoning.semantics import SEMANTICS
from .reasoning.stance import Stance, bases, pins
from .reasoning.strength import strengths
from .rule import Fault, Subject
from .schema import KIND
from .suggest import did_you_mean, only_near

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .expectation import Bounds, Mention, Taking
    from .graph import Graph
    from .model import SourceMap
    from .problem import Finding
    from .reasoning.framework import Framework
    from .reasoning.grounded import Standing

SLACK = 1e-9
"""How far a strength may be outside its bounds for the sake of rounding."""

MOST_NAMED = 4
_SEMANTICS = SEMANTICS[0]
_FATES = {"in": "stands", "out": "falls", "undecided": "is open"}
_WANTED = {"stands": ("in", "stand"), "falls": ("out", "fall"), "open": ("undecided", "be open")}


def expectations_of(graph: Graph, maps: Iterable[SourceMap]) -> tuple[Expectation, ...]:
    """What the maps expect that the graph is made of; one that was left out of it expects nothing."""
    homes = {source.source: source.span.file for source in graph.sources()}
    here = (found for found in maps if not found.id or homes.get(found.id) == found.file)
    return tuple(expectation for found in here for expectation in found.expects)


def expectation_not_met(subject: Subject) -> Iterator[Fault]:
    """Nodes that do not stand, fall or stay open as is expected of them."""
    for expectation, held in _tried(subject, ("stands", "falls", "open")):
        standing = grounded(subject.framework, held)
        for name, (wanted, verb) in _WANTED.items():
            for mention in getattr(expectation, name):
                label = LABELS[standing.labels[subject.framework.place[mention.id]]]
                if label != wanted:
                    why = _why(subject.framework, standing, held, mention.id)
                    is_so = f"{quoted(mention.id)} {_FATES[label]} ({why})"
                    message = f"{is_so} and is expected to {verb}{_under(expectation)}"
                    yield Fault(mention.span, message, _hint(expectation, mention.id, "--why"))


def expectation_strength(subject: Subject) -> Iterator[Fault]:
    """Nodes whose strength is not within the bounds expected of it."""
    order = None
    for expectation, held in _tried(subject, ("strength",)):
        framework = subject.framework
        order = order or order_of(framework)
        scores = bases(framework, _stance(expectation))
        found = strengths(framework, _SEMANTICS, pins=held, bases=scores, order=order)
        for bounds in expectation.strength:
            fault = _outside(bounds, found[framework.place[bounds.node.id]])
            if fault:
                message = f"{fault}{_under(expectation)} (semantics {_SEMANTICS.name})"
                yield Fault(bounds.node.span, message, _hint(expectation, bounds.node.id))


def expectation_of_unknown(subject: Subject) -> Iterator[Fault]:
    """Nodes, cruxes and sides that an expectation names and that there are not."""
    graph = subject.graph
    names = Names(graph.nodes)
    for expectation in subject.expects:
        for taking in expectation.take:
            yield from _unknown_taking(graph, names, taking)
        for mention in named_nodes(expectation):
            if mention.id not in graph.nodes:
                yield _as_fault(names.missing(mention.id, mention.span))


def expectation_contradictory(subject: Subject) -> Iterator[Fault]:
    """Expectations that hold a node both in and out, or of which no two results can both come true."""
    for expectation in subject.expects:
        if _is_known(subject.graph, expectation):
            yield from _clashing_stance(subject.framework, expectation)
            yield from _said_otherwise(subject.framework, expectation)


def expectation_not_weighed(subject: Subject) -> Iterator[Fault]:
    """Nodes that an expectation names and that neither stand nor fall."""
    for mention in (mention for expectation in subject.expects for mention in named_nodes(expectation)):
        node = subject.graph.nodes.get(mention.id)
        if node is not None and node.kind not in WEIGHED:
            sides = sides_at(subject.graph, node.id) if isinstance(node, Crux) else {}
            message = f"{quoted(mention.id)} is a {KIND[node.kind].label}, which neither stands nor falls"
            named = f"name a side of it: {' or '.join(sides.values())}" if sides else ""
            yield Fault(mention.span, message, named or "name a claim, or another node that is argued about")


def _tried(subject: Subject, results: Iterable[str]) -> Iterator[tuple[Expectation, dict[int, bool]]]:
    """The expectations with one of the results that can be tried, and the nodes that they hold in or out."""
    for expectation in subject.expects:
        if any(getattr(expectation, name) for name in results) and _is_known(subject.graph, expectation):
            try:
                yield expectation, pins(subject.framework, _stance(expectation))
            except CruxmapError:  # expectation_contradictory tells
                continue


def _is_known(graph: Graph, expectation: Expectation) -> bool:
    """Whether all that it names is there and is weighed; `expectation_of_unknown` and `_not_weighed` tell if not."""
    nodes = (graph.nodes.get(mention.id) for mention in named_nodes(expectation))
    return all(node is not None and node.kind in WEIGHED for node in nodes) and all(
        taking.crux.id in graph and taking.side.id in sides_at(graph, taking.crux.id) for taking in expectation.take
    )


def _stance(expectation: Expectation) -> Stance:
    return Stance(
        takes={taking.crux.id: taking.side.id for taking in expectation.take},
        assumed=tuple(mention.id for mention in expectation.assume),
        denied=tuple(mention.id for mention in expectation.deny),
        beliefs={credence.node.id: credence.value for credence in expectation.believe},
    )


def _unknown_taking(graph: Graph, names: Names, taking: Taking) -> Iterator[Fault]:
    crux, side = taking.crux, taking.side
    node = graph.nodes.get(crux.id)
    if node is None:
        yield _as_fault(names.missing(crux.id, crux.span, lambda near: graph.node(near).kind == "crux"))
    elif not isinstance(node, Crux):
        hint = f"write {{{slug_of(node.crux)}: {node.side}}}" if isinstance(node, Position) else "name a crux"
        yield Fault(crux.span, f"{quoted(crux.id)} is a {KIND[node.kind].label}, not a crux", hint)
    elif side.id not in (sides := sides_at(graph, crux.id)):
        hint = did_you_mean(side.id, sides) or f"sides: {', '.join(sides) or 'none'}"
        near = only_near(side.id, sides)
        edit = Edit(side.span, side.id, near) if near else None
        yield Fault(side.span, f"{quoted(crux.id)} has no side {quoted(side.id)} to take", hint, edit)


def _as_fault(finding: Finding) -> Fault:
    return Fault(finding.span, finding.message, finding.hint, finding.edit)


def _clashing_stance(framework: Framework, expectation: Expectation) -> Iterator[Fault]:
    """The first that is taken, assumed or denied against something before it."""
    mentions = (*(taking.side for taking in expectation.take), *expectation.assume, *expectation.deny)
    taken, assumed = len(expectation.take), len(expectation.assume)

    def clash(count: int) -> str:
        """Why the first so many cannot be held together, "" if they can."""
        assume = expectation.assume[: max(0, count - taken)]
        deny = expectation.deny[: max(0, count - taken - assumed)]
        try:
            pins(framework, _stance(replace(expectation, take=expectation.take[:count], assume=assume, deny=deny)))
        except CruxmapError as error:
            return str(error)
        return ""

    if clash(len(mentions)):
        first = bisect_left(range(len(mentions)), True, key=lambda count: bool(clash(count)))
        message, _, hint = clash(first).partition(": ")
        yield Fault(mentions[first - 1].span, message, hint)


def _said_otherwise(framework: Framework, expectation: Expectation) -> Iterator[Fault]:
    """What is expected or believed of one node in two ways; nodes that are the same are one."""
    wanted = [
        (node, f"expected to {verb}") for name, (_, verb) in _WANTED.items() for node in getattr(expectation, name)
    ]
    believed = [(credence.node, f"believed {credence.value:g}") for credence in expectation.believe]
    for said in (wanted, believed):
        first: dict[int, tuple[Mention, str]] = {}
        for mention, words in said:
            other, before = first.setdefault(framework.place[mention.id], (mention, words))
            if before != words:
                same = "" if other.id == mention.id else f", which is the same as {quoted(mention.id)},"
                message = f"{quoted(other.id)}{same} is {before} and {words}"
                yield Fault(mention.span, message, "keep one of them")


def _why(framework: Framework, standing: Standing, held: Mapping[int, bool], node_id: str) -> str:
    """In a few words why a node stands, falls or is open."""
    node = framework.place[node_id]
    label, reasons = standing.labels[node], decisive(framework, standing, node)
    if node in held:
        return "by what is taken for granted"
    if node in framework.assumptions:
        return "no side of its crux is taken"
    if label == IN:
        return "all that attacks it falls" if framework.attackers.row(node) else "nothing attacks it"
    if label != OUT:
        cruxes = [slug_of(crux) for crux in hangs_on(framework, standing, node)]
        return f"it hangs on {_listed(cruxes)}" if cruxes else "it is in a circle of attacks"
    part, other = reasons[0]
    named = quoted(framework.ids[other])
    if part == "attacked by":
        return f"{named} attacks it"
    return f"it needs {named}, which falls" if part == "needs" else f"{named} falls, and no other reason for it stands"


def _outside(bounds: Bounds, found: float) -> str:
    """What to say of a strength outside its bounds, "" of one within them."""
    least, most = bounds.at_least, bounds.at_most
    limits = ((least, "at least"), (most, "at most"))
    wanted = " and ".join(f"{words} {limit:g}" for limit, words in limits if limit is not None)
    if isnan(found):
        return f"{quoted(bounds.node.id)} has no stable strength and is expected to have {wanted}"
    if (least or 0.0) - SLACK <= found <= (1.0 if most is None else most) + SLACK:
        return ""
    digits = next(many for many in (3, 6, 9, 12) if float(f"{found:.{many}f}") not in (least, most))
    return f"{quoted(bounds.node.id)} has strength {found:.{digits}f} and is expected to have {wanted}"


def _under(expectation: Expectation) -> str:
    """What the expectation takes for granted, in words."""
    said = [
        (_listed([f"{slug_of(taking.crux.id)}={taking.side.id}" for taking in expectation.take]), "taken"),
        (_listed([quoted(mention.id) for mention in expectation.assume]), "assumed"),
        (_listed([quoted(mention.id) for mention in expectation.deny]), "denied"),
        (_listed([f"{quoted(one.node.id)}={one.value:g}" for one in expectation.believe]), "believed"),
    ]
    return ", with " + (", ".join(f"{names} {how}" for names, how in said if names) or "no side taken")


def _listed(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _hint(expectation: Expectation, node_id: str, *options: str) -> str:
    """The command that shows how it comes out."""
    stance = _stance(expectation)
    words = ["cruxmap", "weigh", node_id]
    words += [word for crux, side in stance.takes.items() for word in ("--take", f"{crux}={side}")]
    words += [word for assumed in stance.assumed for word in ("--assume", assumed)]
    words += [word for denied in stance.denied for word in ("--deny", denied)]
    words += [word for believed, score in stance.beliefs.items() for word in ("--believe", f"{believed}={score:g}")]
    return f"mend the map, or what it expects; `{shlex.join([*words, *options])}` tells how it comes out"
