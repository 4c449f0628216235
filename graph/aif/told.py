"""What an AIF document tells in the words of the vocabulary: which of its nodes are what, and the links among them.

Reading makes links of it, and writing asks it which links a document has already. As the AIF ontology has it
(Chesñevar et al. 2006; Budzynska and Reed 2011 for locutions), statements lead through applications of schemes:
RA for inference, CA for conflict, MA for rephrase, PA for preference; YA anchors what is said in who says it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from ..schema import RELATION, allows
from .document import CONFLICT, ILLOCUTION, INFERENCE, INFORMATION, LOCUTION, PREFERENCE, REPHRASE, key_in, type_of
from .speakers import Speaker, speakers_of
from .words import holds, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .document import Document

CLAIM, ARGUMENT = "claim", "argument"
KIND_OF = {INFORMATION: CLAIM, INFERENCE: ARGUMENT, CONFLICT: ARGUMENT}
CONCLUDES = {INFERENCE: "supports", CONFLICT: "attacks"}
MOST_PAIRS = 400


class Tie(Struct, frozen=True):
    """A link from a node to another, by their places in the document; a `held_by` leads to a speaker's place."""

    start: int
    relation: str
    end: int


class Told(Struct, frozen=True):
    """`kinds` has for each node what it is in a map, "" for nothing; `ends` for each edge the places of its two nodes,
    -1 for none. `ties` are all links once, each with its note; `of_edges` and `of_nodes` tell by which edges, and
    which nodes that are on no map, they are told.
    """

    kinds: tuple[str, ...]
    ends: tuple[tuple[int, int], ...]
    ties: dict[Tie, str]
    of_edges: dict[int, Tie]
    of_nodes: dict[int, list[Tie]]
    speakers: tuple[Speaker, ...]


def told(document: Document) -> Told:
    """What the document tells. Of several nodes with one id, the first is meant by it."""
    types = tuple(type_of(node) for node in document.nodes)
    places: dict[str, int] = {}
    for place, node in enumerate(document.nodes):
        key = key_in(node, "nodeID")
        if key:
            places.setdefault(key, place)
    ends = tuple(
        (places.get(key_in(edge, "fromID"), -1), places.get(key_in(edge, "toID"), -1)) for edge in document.edges
    )
    found = Told(
        tuple(KIND_OF.get(name, "") for name in types), ends, {}, {}, defaultdict(list), speakers_of(document, places)
    )
    for number, (start, end) in enumerate(ends):
        if start >= 0 and end >= 0:
            tie, note = _tie(types, start, end)
            if tie:
                found.of_edges[number] = _told_once(found, tie, note)
    for place, tie, note in _through_nodes(document, types, found):
        found.of_nodes[place].append(_told_once(found, tie, note))
    return found


def _told_once(found: Told, tie: Tie, note: str) -> Tie:
    """The tie, or the same told before; a symmetric one may be told from its other end."""
    backward = Tie(tie.end, tie.relation, tie.start)
    if RELATION[tie.relation].symmetric and backward in found.ties:
        return backward
    found.ties.setdefault(tie, note)
    return tie


def _tie(types: tuple[str, ...], start: int, end: int) -> tuple[Tie | None, str]:
    """The link that an edge between two nodes of a map is."""
    if start == end or types[start] not in KIND_OF or types[end] not in KIND_OF:
        return None, ""
    if types[start] in CONCLUDES:
        return Tie(start, CONCLUDES[types[start]], end), ""
    if types[end] in CONCLUDES:
        return Tie(start, "premise_of", end), ""
    return Tie(start, "related_to", end), "joined by an edge, without a scheme"


def _through_nodes(document: Document, types: tuple[str, ...], found: Told) -> Iterator[tuple[int, Tie, str]]:
    """Links that lead through nodes which are on no map, or are told by a list: (the node, the link, its note)."""
    into: dict[int, list[int]] = defaultdict(list)
    out: dict[int, list[int]] = defaultdict(list)
    for start, end in found.ends:
        if start >= 0 and end >= 0:
            out[start].append(end)
            into[end].append(start)
    for place, name in enumerate(types):
        if name in (REPHRASE, PREFERENCE):
            relation, note = _between(name, words_of(document.nodes[place]))
            for start, end in _pairs(types, into[place], out[place]):
                yield place, Tie(start, relation, end), note
    for number, speaker in enumerate(found.speakers):
        for place in speaker.nodes:
            for act, held in _held(document, types, out, place):
                yield act, Tie(held, "held_by", number), ""


def _held(
    document: Document, types: tuple[str, ...], out: Mapping[int, list[int]], place: int
) -> Iterator[tuple[int, int]]:
    """What somebody holds who says a node: the node itself (by -1), or by which illocutions of a locution what."""
    if types[place] in KIND_OF:
        yield -1, place
    elif types[place] == LOCUTION:
        for act in out.get(place, ()):
            if types[act] == ILLOCUTION and holds(words_of(document.nodes[act])):
                yield from ((act, end) for end in out.get(act, ()) if types[end] in KIND_OF)


def _pairs(types: tuple[str, ...], starts: list[int], ends: list[int]) -> Iterator[tuple[int, int]]:
    """Every start with every end, as far as these are statements and not too many."""
    starts = [place for place in dict.fromkeys(starts) if types[place] == INFORMATION]
    ends = [place for place in dict.fromkeys(ends) if types[place] == INFORMATION]
    if len(starts) * len(ends) <= MOST_PAIRS:
        yield from ((start, end) for start in starts for end in ends if start != end)


def _between(name: str, words: str) -> tuple[str, str]:
    """The relation that a rephrase or preference of that name is, and what its note says."""
    words = "" if words.casefold() in _NO_NAME else words
    if name == PREFERENCE:
        return "contrasts_with", f"preferred to the other{f': {words}' if words else ''}"
    relation = _NAMED.get(words.casefold(), "related_to")
    return relation, "" if relation != "related_to" or words.casefold() in _NAMED else words or "a rephrase"


_NO_NAME = ("ma", "pa", "default preference", "preference")
_NAMED = {
    relation.name.replace("_", " "): relation.name for relation in RELATION.values() if allows(relation, CLAIM, CLAIM)
}
