"""What maps kept of AIF documents put back, but for what was dropped from the maps since; several become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...graph.aif.document import id_in, key_in, listed_in, objects_in, type_of, usual_name
from ...graph.aif.kept import SPEAKER, aif_data
from ...graph.aif.told import told
from ...graph.schema import RELATION
from .hanging import hanging

if TYPE_CHECKING:
    from ...graph.aif.kept import Restored
    from ...graph.aif.told import Tie, Told
    from ...graph.foreign_data import Data
    from ...graph.graph import Graph
    from .draft import Draft

_Link = tuple[str, str, str]

# By the key under which an id stands, of what it is the id.
_ID_OF = {
    **dict.fromkeys(("nodeID", "fromID", "toID"), "nodeID"),
    **dict.fromkeys(("edgeID", "formEdgeID"), "edgeID"),
    **dict.fromkeys(("participantID", "personID"), "participantID"),
}


def add_restored(draft: Draft, part: Restored, graph: Graph) -> None:
    """Put a document back: its nodes and edges, as far as the map still has what they tell, and the rest of it.

    Ids that a document before it has taken are given anew.
    """
    found = told(part.document)
    links = {tie: _link(tie, part, found, graph) for tie in found.ties}
    standing = {tie for tie, link in links.items() if _stands(link, graph)}
    untold = (place for place, ties in found.of_nodes.items() if place >= 0 and standing.isdisjoint(ties))
    gone = hanging(part, found, untold)
    anew = _anew(draft, part)
    meant: set[str] = set()
    for place, row in enumerate(part.nodes):
        if place in gone:
            continue
        draft.nodes.append(_renamed(row.value, anew))
        key = key_in(row.value, "nodeID")
        if row.node_id:
            is_meant = bool(key) and key not in meant and isinstance(row.value, dict)
            draft.ids[row.node_id] = id_in(_renamed(row.value, anew), "nodeID") if is_meant else None
            draft.types[row.node_id] = type_of(row.value)
        meant.add(key)
    for number, (row, ends) in enumerate(zip(part.edges, found.ends, strict=True)):
        is_told = number not in found.of_edges or found.of_edges[number] in standing
        if is_told and gone.isdisjoint(ends) and (row.loose or -1 not in ends):
            draft.edges.append(_renamed(row.value, anew))
    for tie in standing:
        draft.tell(*links[tie])
    silent = {key_in(part.nodes[place].value, "nodeID") for place in gone} - meant - {""}
    _add_rest(draft, part, anew, silent)
    _add_people(draft, part, graph, anew)


def _link(tie: Tie, part: Restored, found: Told, graph: Graph) -> _Link:
    """The link of the graph that a tie is, with "" for an end that the graph does not have."""
    start = part.nodes[tie.start].node_id
    if tie.relation != "held_by":
        return start, tie.relation, part.nodes[tie.end].node_id
    key = found.speakers[tie.end].key
    holders = (link.to_id for link in graph.out(start, "held_by")) if start else ()
    return start, tie.relation, next((holder for holder in holders if _speaker(graph, holder) == key), "")


def _stands(link: _Link, graph: Graph) -> bool:
    """Whether the graph has the link that a tie is. Who said something stays said where persons are left out."""
    start, relation, end = link
    if relation == "held_by" and start and not end:
        return not any(True for _ in graph.of_kinds("person"))
    ends = ((start, end), (end, start)) if RELATION[relation].symmetric else ((start, end),)
    return bool(start and end) and any(
        other.to_id == there for here, there in ends for other in graph.out(here, relation)
    )


def _speaker(graph: Graph, person: str) -> str:
    key = aif_data(graph.node(person)).get(SPEAKER)
    return key if isinstance(key, str) else ""


def _anew(draft: Draft, part: Restored) -> dict[tuple[str, str], Data]:
    """New ids for those of a document that others before it have, by what they are of and the old one."""
    own: dict[tuple[str, str], None] = {}
    for name, items in (
        ("nodeID", part.document.nodes),
        ("edgeID", part.document.edges),
        ("participantID", listed_in(part.document.rest.get("participants"))),
    ):
        for item in items:
            if key_in(item, name):
                own[name, key_in(item, name)] = None
    anew = {(name, key): draft.new_id(name) for name, key in own if (name, key) in draft.taken}
    draft.taken.update(own)
    if anew:
        draft.renamed += 1
    return anew


def _renamed(item: Data, anew: dict[tuple[str, str], Data]) -> Data:
    if not anew or not isinstance(item, dict):
        return item
    found = dict(item)
    for key, value in item.items():
        name = usual_name(item, key)
        new = anew.get((_ID_OF.get(name, ""), key_in(item, name)))
        if new is not None:
            found[key] = value | {"id": new} if isinstance(value, dict) else new
    return found


def _add_rest(draft: Draft, part: Restored, anew: dict[tuple[str, str], Data], silent: set[str]) -> None:
    """What a document says besides: lists are joined, and of anything else that differs the first counts.

    Rows about nodes that are `silent` by now are left out.
    """
    document = part.document
    draft.lacks = draft.lacks & set(document.lacks) if draft.parts else set(document.lacks)
    draft.parts += 1
    draft.wrapper = draft.wrapper or document.wrapper
    for ours, theirs in ((draft.rest, document.rest), (draft.around, document.around)):
        for key, value in theirs.items():
            known = ours.get(key)
            if isinstance(value, list):
                said = [_renamed(item, anew) for item in value if key_in(item, "nodeID") not in silent]
            if isinstance(value, list) and isinstance(known, list):
                ours[key] = [*known, *said]
            elif key not in ours:
                ours[key] = said if isinstance(value, list) else value
            elif known != value:
                draft.differing[key] = None


def _add_people(draft: Draft, part: Restored, graph: Graph, anew: dict[tuple[str, str], Data]) -> None:
    """Under which ids the document knows the persons of the graph."""
    rows = objects_in(listed_in(part.document.rest.get("participants")))
    known = {key_in(row, "participantID"): id_in(_renamed(row, anew), "participantID") for row in rows}
    for person in graph.of_kinds("person"):
        key = _speaker(graph, person.id)
        if person.source == part.source and key in known:
            draft.people[person.id] = known[key]
