"""The projection of a graph that a study note can carry: what is left when it is written as one and read again."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from ..canonical import KEYS as ABSENCES
from ..canonical import ordered
from ..model import (
    AGAINST,
    BECAUSE,
    NOWHERE,
    SHAPE_CLASS,
    Analogy,
    Link,
    Node,
    Pairing,
    Passage,
    Person,
    Position,
    Question,
    Reference,
    Source,
    SourceMap,
    Topic,
    position_of,
    slug_of,
)
from ..schema import FORMS, KIND, MODALITIES, RANK, RELATION, SOURCE_SLUG
from .note_ids import fitting_ids
from .note_keys import AT_TARGET, TEXT_KEYS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from ..graph import Graph

LONGEST_HEADING = 80
FEWEST_LINKS = 3
"""How many links told at a topic without a level make it worth a heading."""


def carried(graph: Graph) -> tuple[list[Node], list[Link]]:
    """The nodes and links as a note can say them, in the graph's order by kind, topics of which little is told last of
    theirs; `project` puts them in the note's.

    Text stands on one line. Ids are such as block ids allow. What a note has no words for is left out: outlines,
    where the text lies, positions without their crux, and whatever names a node that is not in the graph.
    """
    new = fitting_ids(graph.nodes.values())
    ids = {node.id: new.get(node.id, node.id) for node in graph.nodes.values()}
    there = [node for node in graph.nodes.values() if not isinstance(node, Position) or node.crux in graph]
    known = {ids[node.id] for node in there}
    nodes = [_node(node, ids, known) for node in there]
    links = (
        replace(link, from_id=ids.get(link.from_id, ""), to_id=ids.get(link.to_id, ""), span=NOWHERE, end_spans=None)
        for link in graph.links
        if link.relation != "position_on"
    )
    implied = {
        (pair.element, pair.stands_for, pair.basis, pair.note)
        for node in nodes
        if isinstance(node, Analogy)
        for pair in node.mapping
    }
    kept = [_link(link) for link in links if link.from_id in known and link.to_id in known]
    kept = [link for link in kept if not _is_implied(link, implied)]
    few = brief(nodes, kept)
    found = arranged("", sorted(nodes, key=lambda node: node.id in few), kept)
    return list(found.nodes), list(found.links)


def brief(nodes: Iterable[Node], links: Iterable[Link]) -> set[str]:
    """The topics of which little is told: they have no level, map nothing, and fewer than FEWEST_LINKS links are told
    at them, besides those to documents."""
    told = (link for link in links if SOURCE_SLUG not in (slug_of(link.from_id), slug_of(link.to_id)))
    number = Counter(link.to_id if link.relation in _OF_TARGET else link.from_id for link in told)
    return {node.id for node in nodes if _has_no_level(node) and number[node.id] < FEWEST_LINKS}


def arranged(source: str, nodes: Iterable[Node], links: Iterable[Link]) -> SourceMap:
    """Nodes and links as they come in a note, in canonical order: a view of that source, or of several if it is ""."""
    found = ordered(SourceMap(id=source, nodes=tuple(nodes), links=tuple(links), is_view=True))
    place = {node.id: order for order, node in enumerate(found.nodes)}

    def key(link: Link) -> tuple[int, bool, int]:
        position = position_of(link)
        holder = position if position in place else link.from_id
        return place.get(holder, len(place)), holder == link.from_id, RANK[link.relation]

    return replace(found, links=tuple(sorted(found.links, key=key)))


_OF_TARGET = {*AT_TARGET, "about"}
"""What is told at a topic, and at the other end only if that is written out elsewhere."""


def _has_no_level(node: Node) -> bool:
    if isinstance(node, Analogy):
        return not node.mapping
    return isinstance(node, Topic) and node.complexity is None and node.eli is None


def one_line(text: str) -> str:
    """The text on one line, single spaces between its words, and U+FFFD for what no document can hold."""
    return _UNFIT.sub("\ufffd", " ".join(text.replace("\ufeff", "").split()))


def in_short(text: str) -> str:
    """What a node without a title is called in a heading: its text, or the beginning of it."""
    return text if len(text) <= LONGEST_HEADING else text[: LONGEST_HEADING - 1].rstrip() + "…"


def own_source(nodes: Iterable[Node]) -> str:
    """The one source that all nodes are of, "" if they are of several or there are none."""
    homes = {node.source for node in nodes}
    return next(iter(homes)) if len(homes) == 1 else ""


_UNFIT = re.compile("[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _is_implied(link: Link, implied: Collection[tuple[str, str, str, str]]) -> bool:
    """Whether the rows of an analogy say the link already."""
    bare = link.relation == "analogous_to" and link.modality == "asserted"
    return bare and (link.from_id, link.to_id, link.basis, link.note) in implied


def _link(link: Link) -> Link:
    relation = RELATION[link.relation]
    qualifier = one_line(link.qualifier.replace(":", " ")) if relation.qualifier else ""
    if relation.qualifier and relation.qualifier.is_flag:
        qualifier = "true" if qualifier == "true" else ""
    return replace(
        link,
        basis="inferred" if link.basis == "inferred" else "explicit",
        modality=link.modality if link.modality in MODALITIES else "asserted",
        note=one_line(link.note),
        qualifier=qualifier,
        loop=link.loop and relation.acyclic,
    )


def _node(node: Node, ids: Mapping[str, str], known: Collection[str]) -> Node:
    new_id = ids[node.id]
    fields = _common(node)
    match node:
        case Topic():
            fields |= {"complexity": node.complexity, "eli": node.eli}
        case Analogy():
            pairs = (_pairing(pair, ids, known) for pair in node.mapping)
            fields["mapping"] = tuple(pair for pair in pairs if pair.element and pair.stands_for)
            if fields["mapping"]:
                fields["without"] = tuple(name for name in fields["without"] if name != "mapping")
        case Position():
            fields |= {"crux": ids[node.crux], "side": new_id.rpartition(".")[2]}
        case Question():
            fields["open"] = node.open
        case Reference():
            fields["url"] = one_line(node.url)
        case Person():
            fields["group"] = node.group
        case Source():
            thesis = ids.get(node.thesis, "")
            fields |= {
                "title": fields["title"] or (fields["text"] if node.slug == SOURCE_SLUG else ""),
                "form": node.form if node.form in FORMS else "",
                "authors": _several(node.authors),
                "url": one_line(node.url),
                "published": one_line(node.published),
                "thesis": thesis if thesis in known else "",
            }
        case _:
            pass
    return SHAPE_CLASS[KIND[node.kind].shape](id=new_id, kind=node.kind, **fields)


def _common(node: Node) -> dict[str, Any]:
    """The fields that every node has."""
    title = one_line(node.title)
    text = one_line(node.text) or title or KIND[node.kind].label
    names = {_SYNONYM.get((name, node.kind == "position"), name) for name in node.without}
    return {
        "text": text,
        "title": "" if node.kind in TEXT_KEYS and title == in_short(text) else title,
        "section": one_line(node.section),
        "passage": _passage(node.passage),
        "modality": node.modality if node.modality in MODALITIES else "asserted",
        "tags": _several(node.tags),
        "note": one_line(node.note),
        "aliases": _several(node.aliases),
        "without": tuple(name for name in ABSENCES if name in names),
    }


# What is said of a position by words of its own is said of other nodes by the relation's.
_SYNONYM = {
    ("supported_by", True): BECAUSE,
    ("attacked_by", True): AGAINST,
    (BECAUSE, False): "supported_by",
    (AGAINST, False): "attacked_by",
}


def _passage(passage: Passage | None) -> Passage | None:
    start = one_line(passage.start) if passage else ""
    end = one_line(passage.end or "") if passage else ""
    return Passage(start, end or None) if start else None


def _pairing(pair: Pairing, ids: Mapping[str, str], known: Collection[str]) -> Pairing:
    def side(word: str) -> str:
        return ids[word] if ids.get(word) in known else one_line(word)

    basis = "inferred" if pair.basis == "inferred" else "explicit"
    return Pairing(element=side(pair.element), stands_for=side(pair.stands_for), basis=basis, note=one_line(pair.note))


def _several(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for line in map(one_line, words) if line)
