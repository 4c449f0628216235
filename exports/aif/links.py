"""Links of a graph as AIF: edges at arguments, applications of schemes, and locutions for who holds what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...graph.aif.document import ILLOCUTION, LOCUTION
from ...graph.aif.told import CONCLUDES
from ...graph.model import label
from .schemes import scheme

if TYPE_CHECKING:
    from ...graph.foreign_data import Data
    from ...graph.graph import Graph
    from ...graph.model import Link, Node
    from .draft import Draft


def add_link(draft: Draft, link: Link, graph: Graph) -> None:
    """Write a link that the document does not tell yet. Links to documents have no place and are counted."""
    start, end = draft.ids.get(link.from_id), draft.ids.get(link.to_id)
    other = graph.node(link.to_id)
    if link.relation == "held_by" and start is not None and other.kind == "person":
        _say(draft, graph.node(link.from_id), start, other)
    elif start is None or end is None:
        draft.left_out[link.relation] += 1
    elif link.relation == "premise_of" or CONCLUDES.get(draft.types[link.from_id]) == link.relation:
        draft.join(start, end)
    else:
        applied = draft.add(*scheme(link.relation, graph.node(link.from_id).kind))
        draft.join(start, applied)
        draft.join(applied, end)


def _say(draft: Draft, node: Node, node_id: Data, person: Node) -> None:
    """A person says what a node says."""
    locution = draft.add(LOCUTION, f"{label(person)}: {node.text}")
    act = draft.add(ILLOCUTION, "Asserting")
    draft.join(locution, act)
    draft.join(act, node_id)
    draft.append("locutions", {"nodeID": locution, "personID": _participant(draft, person)})


def _participant(draft: Draft, person: Node) -> Data:
    """The person's id, made where it is not known yet."""
    if person.id not in draft.people:
        first, _, last = label(person).rpartition(" ")
        draft.people[person.id] = draft.new_id("participantID")
        draft.append("participants", {"participantID": draft.people[person.id], "firstname": first, "surname": last})
    return draft.people[person.id]
