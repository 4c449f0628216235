"""An AIF document being written: its nodes and edges under ids of their own, and which links it tells already."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ...graph.aif.document import CONFLICT, EDGES, INFERENCE, INFORMATION, NODES, Document, id_in, key_in, listed_in
from ...graph.schema import KIND, RELATION
from .schemes import DEFAULTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...graph.foreign_data import Data
    from ...graph.graph import Graph
    from ...graph.model import Link, Node


class Draft:
    """`ids` has the nodeIDs of the graph's nodes, `types` their types; `people` the participantIDs of its persons."""

    def __init__(self) -> None:
        self.nodes: list[Data] = []
        self.edges: list[Data] = []
        self.rest: dict[str, Data] = {}
        self.lacks: set[str] = set()
        self.parts = 0
        self.renamed = 0
        self.taken: set[tuple[str, str]] = set()
        self.differing: dict[str, None] = {}
        self.around: dict[str, Data] = {}
        self.wrapper = ""
        self.ids: dict[str, Data] = {}
        self.types: dict[str, str] = {}
        self.people: dict[str, Data] = {}
        self.notes: list[str] = []
        self.left_out: Counter[str] = Counter()
        self._told: set[tuple[str, str, str]] = set()
        self._kinds: Counter[str] = Counter()
        self._last = {"nodeID": 0, "edgeID": 0, "participantID": 0}
        self._as_numbers = dict.fromkeys(self._last, False)

    def reserve(self, documents: Iterable[Document]) -> None:
        """Leave alone the ids that these documents use, and go on in their manner, words or numbers."""
        for document in documents:
            people = listed_in(document.rest.get("participants")), listed_in(document.rest.get("locutions"))
            for name, items in (
                (
                    "nodeID",
                    (*document.nodes, *(_end(edge, end) for edge in document.edges for end in ("fromID", "toID"))),
                ),
                ("edgeID", document.edges),
                ("participantID", (*people[0], *(_end(row, "personID", "participantID") for row in people[1]))),
            ):
                for item in items:
                    self._leave(name, item)

    def new_id(self, name: str) -> Data:
        """An id under that name that nothing else has."""
        self._last[name] += 1
        return self._last[name] if self._as_numbers[name] else str(self._last[name])

    def tell(self, start: str, relation: str, end: str) -> None:
        """Note that the document tells a link of the graph."""
        self._told.add((start, relation, end))

    def is_told(self, link: Link) -> bool:
        """Whether the document tells the link, from either end if that is all the same."""
        is_symmetric = RELATION[link.relation].symmetric
        return (link.from_id, link.relation, link.to_id) in self._told or (
            is_symmetric and (link.to_id, link.relation, link.from_id) in self._told
        )

    def add_node(self, node: Node, graph: Graph) -> None:
        """A statement for a node of the graph, or the application of a scheme for an argument."""
        if node.kind != "argument":
            self.ids[node.id] = self.add(INFORMATION, node.text)
            self.types[node.id] = INFORMATION
            if node.kind != "claim":
                self._kinds[node.kind] += 1
            return
        is_attack = bool(graph.out(node.id, "attacks")) and not graph.out(node.id, "supports")
        self.types[node.id] = CONFLICT if is_attack else INFERENCE
        self.ids[node.id] = self.add(self.types[node.id], node.title or DEFAULTS[self.types[node.id]])

    def add(self, type_: str, text: str) -> Data:
        """A node of that type; returns its id. What is no statement is a scheme of that name."""
        node_id = self.new_id("nodeID")
        scheme: dict[str, Data] = {"scheme": text} if type_ in (INFERENCE, CONFLICT) else {}
        self.nodes.append({"nodeID": node_id, "text": text, "type": type_} | scheme)
        return node_id

    def join(self, start: Data, end: Data) -> None:
        """An edge between two nodes."""
        self.edges.append({"edgeID": self.new_id("edgeID"), "fromID": start, "toID": end, "formEdgeID": None})

    def append(self, name: str, row: dict[str, Data]) -> None:
        """A row of one of the document's other lists."""
        listed = self.rest.get(name)
        self.rest[name] = [*listed, row] if isinstance(listed, list) else [row]

    def document(self, *, is_new: bool) -> Document:
        """The document; one that came from nowhere has the lists that tools look for."""
        lists: dict[str, Data] = {"participants": [], "locutions": []} if is_new else {}
        return Document(
            nodes=tuple(self.nodes),
            edges=tuple(self.edges),
            rest={**lists, **self.rest},
            lacks=tuple(key for key in (NODES, EDGES) if key in self.lacks),
            around=self.around,
            wrapper=self.wrapper,
        )

    def all_notes(self) -> list[str]:
        """What to tell whoever asked: which kinds AIF does not know, and what is left out."""
        kinds = [
            f"{count} {KIND[kind].plural if count > 1 else KIND[kind].label}" for kind, count in self._kinds.items()
        ]
        links = [f"{count} {relation.replace('_', ' ')}" for relation, count in self.left_out.items()]
        told = [f"AIF knows no other kinds, so these are statements (I): {', '.join(kinds)}"] if kinds else []
        if links:
            told.append(f"left out, for AIF knows no links of documents: {', '.join(links)}")
        if self.renamed:
            told.append("ids that several documents have are given anew")
        if self.differing:
            told.append(f"of {', '.join(self.differing)}, what the first document says is kept")
        return [*told, *self.notes]

    def _leave(self, name: str, item: Data) -> None:
        word = key_in(item, name)
        if word.isascii() and word.isdecimal() and len(word) < 16:
            self._last[name] = max(self._last[name], int(word))
            self._as_numbers[name] = self._as_numbers[name] or isinstance(id_in(item, name), int)


def _end(item: Data, name: str, as_name: str = "nodeID") -> Data:
    """An object that has the id which another has under that name."""
    return {as_name: id_in(item, name)}
