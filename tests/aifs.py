"""AIF documents, as tools write them and such that only look like AIF, read and written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cruxmap.exports import export
from cruxmap.exports.exporter import Options
from cruxmap.graph.build import build
from cruxmap.sources import aif
from hypothesis import strategies as st

if TYPE_CHECKING:
    from cruxmap.graph.graph import Graph
    from cruxmap.sources.parsed import Parsed

WRAPPERS = ("AIF", "aif")
TYPES = ("I", "I", "I", "RA", "RA", "CA", "MA", "PA", "L", "YA", "TA")
CHARACTERS = st.characters(codec="utf-8")
words = st.text(CHARACTERS, max_size=20)
names = st.sampled_from(("Ann", "Bo Lind", "", "Ann : It holds.", "Asserting", "Pure Questioning", "part of"))
scalars = st.none() | st.booleans() | st.integers(-5, 10**20) | st.floats(allow_nan=False, allow_infinity=False) | words
values = st.recursive(scalars, lambda v: st.lists(v, max_size=3) | st.dictionaries(words, v, max_size=3), max_leaves=5)
ids = st.integers(0, 9).map(str)
odd_ids = ids | st.integers(0, 9) | st.none() | st.sampled_from(("x/y", "É 1", ""))


@st.composite
def sound(draw: st.DrawFn) -> dict[str, Any]:
    """A document as AIFdb or the tools of xAIF write it: ids are unique, every edge leads from a node to a node."""
    count = draw(st.integers(0, 9))
    nodes = [
        {"nodeID": str(place), "type": draw(st.sampled_from(TYPES)), "text": draw(names | words)}
        | draw(st.fixed_dictionaries({}, optional={"timestamp": words, "scheme": words, "schemeID": words}))
        for place in range(count)
    ]
    place = st.integers(0, count - 1).map(str) if count else st.nothing()
    pairs = draw(st.lists(st.tuples(place, place), max_size=14)) if count else []
    edges = [{"edgeID": str(n), "fromID": a, "toID": b, "formEdgeID": None} for n, (a, b) in enumerate(pairs)]
    people = [{"participantID": str(n), "firstname": "A", "surname": str(n)} for n in range(draw(st.integers(0, 2)))]
    speaking = draw(st.lists(place, max_size=3)) if count else []
    said = [{"nodeID": node, "personID": draw(ids)} for node in speaking]
    graph: dict[str, Any] = {"nodes": nodes, "edges": edges, "participants": people, "locutions": said}
    if draw(st.booleans()):
        return {"AIF": graph, "text": draw(words), "dialog": True, "OVA": draw(values)}
    return graph


def odd() -> st.SearchStrategy[dict[str, Any]]:
    """A document of which nothing is certain but that it has nodes or edges."""
    types = st.sampled_from((*TYPES, "", "i ", "EN", None, 3))
    more = {"type": types, "text": values, "x": values}
    node = st.fixed_dictionaries({}, optional={"nodeID": odd_ids, "id": odd_ids, **more})
    ends = odd_ids | st.builds(lambda key: {"id": key}, odd_ids)
    ways = {"from": ends, "to": ends, "edgeID": values}
    edge = st.fixed_dictionaries({}, optional={"fromID": odd_ids, "toID": odd_ids, **ways})
    graph = st.fixed_dictionaries(
        {"nodes": st.lists(node | values, max_size=8), "edges": st.lists(edge | values, max_size=8) | values},
        optional={"locutions": values | st.lists(edge | node, max_size=3), "participants": values, "extra": values},
    )
    around = st.dictionaries(words, values, max_size=2).filter(lambda found: not found.keys() & {*WRAPPERS, "nodes"})
    wrapped = st.builds(lambda inner, key, more: {**more, key: inner}, graph, st.sampled_from(WRAPPERS), around)
    return graph | wrapped


def read_aif(text: str) -> Parsed:
    return aif.read(text, "d.json", True)


def graph_of(document: dict[str, Any]) -> Graph:
    source_map = read_aif(json.dumps(document)).source_map
    assert source_map
    return build([source_map]).graph


def comes_back(document: dict[str, Any], form: str = "") -> Any:
    """The document read and written again."""
    return json.loads(export(graph_of(document), "aif", Options(form=form)).text)


def node(key: int, type_: str, text: str = "", **more: Any) -> dict[str, Any]:
    return {"nodeID": str(key), "type": type_, "text": text or type_, **more}


def document(nodes: list[dict[str, Any]], *ends: tuple[int, int], **more: Any) -> dict[str, Any]:
    edges = [
        {"edgeID": str(100 + place), "fromID": str(start), "toID": str(end), "formEdgeID": None}
        for place, (start, end) in enumerate(ends)
    ]
    return {"nodes": nodes, "edges": edges, **more}


PONDS = document(
    [
        node(1, "I", "Frogs need ponds.", timestamp="2012-04-12 18:18:26"),
        node(2, "I", "Frogs lay eggs in water."),
        node(3, "I", "Ponds are water."),
        node(4, "RA", scheme="PracticalReasoning"),
        node(5, "I", "Some frogs breed in moss."),
        node(6, "CA", "Default Conflict"),
        node(7, "I", "Frogs lay eggs in water."),
    ],
    *((2, 4), (3, 4), (4, 1), (5, 6), (6, 4)),
)
TALK = document(
    [
        node(1, "L", "Ann: frogs need ponds"),
        node(2, "YA", "Asserting"),
        node(3, "I", "Frogs need ponds"),
        node(4, "L", "Bo Lind : do they?"),
        node(5, "YA", "Pure Questioning"),
        node(6, "TA", "Default Transition"),
        node(7, "I", "Ponds are vital to frogs"),
        node(8, "MA", "Default Rephrase"),
        node(9, "I", "Frogs are animals"),
        node(10, "MA", "Requires"),
        node(11, "PA"),
    ],
    *((1, 2), (2, 3), (4, 5), (5, 3), (1, 6), (6, 4), (7, 8), (8, 3), (3, 10), (10, 9), (3, 11), (11, 7)),
    participants=[{"participantID": "8", "firstname": "Ann", "surname": "Oak"}],
    locutions=[{"nodeID": "1", "personID": "8"}, {"nodeID": "7", "personID": "12", "start": None}],
)


def links(graph: Graph) -> list[str]:
    return [f"{link.from_id[2:]} {link.relation} {link.to_id[2:]}" for link in graph.links]
