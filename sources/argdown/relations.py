"""The relations of a debate as Argdown's own program leaves them: joined, moved to conclusions and inferences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from .debate import (
    ARGUMENT,
    ATTACK,
    CONTRADICTORY,
    CONTRARY,
    ENTAILS,
    INFERENCE,
    MUTUAL,
    STATEMENT,
    SUPPORT,
    UNDERCUT,
    End,
    Relation,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .debate import Debate, Line


class Loose(Struct):
    """A relation as it is written: one end is not known until what stands below its sign has been read."""

    sort: str
    start: End | None
    end: End | None
    at: int = 0

    def fill(self, missing: End) -> None:
        """Tie the loose end."""
        if self.start:
            self.end = missing
        else:
            self.start = missing


def related(debate: Debate, written: Iterable[Loose], inferences: list[tuple[str, int]]) -> None:
    """Give the debate its relations. `inferences` are the argument and line that each inference of the text led to."""
    model = debate.front.get("model", {})
    settings = model if isinstance(model, dict) else {"transformArgumentRelations": False}
    found = _distinct(_tied(debate, written, inferences))
    if settings.get("transformArgumentRelations", True):
        found = _moved(debate, found)
    if settings.get("mode") == "strict":
        found = _strict(found)
    debate.relations = list(_needed(debate, found))


def _tied(debate: Debate, written: Iterable[Loose], inferences: list[tuple[str, int]]) -> Iterator[Relation]:
    for loose in written:
        if loose.start and loose.end:
            yield Relation(loose.sort, _known(debate, loose.start, inferences), _known(debate, loose.end, inferences))


def _known(debate: Debate, end: End, inferences: list[tuple[str, int]]) -> End:
    if end.sort != INFERENCE:
        return end
    title, place = inferences[end.place]
    return End(INFERENCE, title, place) if place < len(debate.arguments[title].lines) else End(ARGUMENT, title)


def _distinct(relations: Iterable[Relation]) -> list[Relation]:
    kept: dict[Relation, None] = {}
    reached: set[tuple[str, End]] = set()
    for relation in relations:
        if relation.start == relation.end and (relation.sort, relation.end) in reached:
            continue
        reached.add((relation.sort, relation.end))
        if relation.sort != CONTRADICTORY or Relation(relation.sort, relation.end, relation.start) not in kept:
            kept.setdefault(relation)
    return list(kept)


def _moved(debate: Debate, relations: list[Relation]) -> list[Relation]:
    """Relations that start at an argument with premises start at its conclusion, undercuts go to its last inference.

    Argdown's program forgets the undercut that an inference knew last when it moves the next one there, so that one
    may come twice; the order of what is left follows from that.
    """
    taken = {relation for relation in relations if relation.start.sort == STATEMENT}
    undercut: dict[End, list[list[End]]] = {}
    starts = [[relation.start] for relation in relations]
    for relation, start in zip(relations, starts, strict=True):
        if relation.end.sort == INFERENCE:
            undercut.setdefault(relation.end, []).append(start)
    kept: list[Relation] = []
    for relation, start in zip(relations, starts, strict=True):
        found, is_known = relation, False
        lines = _lines(debate, relation.start)
        if lines:
            start[0] = End(STATEMENT, lines[-1].title)
            found = Relation(found.sort, start[0], found.end)
            is_known = found in taken or found.start == found.end
            taken.add(found)
        lines = _lines(debate, relation.end) if relation.sort == UNDERCUT else []
        if lines and lines[-1].inference:
            found = Relation(found.sort, found.start, End(INFERENCE, found.end.title, len(lines) - 1))
            others = undercut.setdefault(found.end, [])
            del others[-1:]
            is_known = is_known or start in others
            others.append(start)
        if not is_known:
            kept.append(found)
    return kept


def _lines(debate: Debate, end: End) -> list[Line]:
    return debate.arguments[end.title].lines if end.sort == ARGUMENT else []


def _strict(relations: list[Relation]) -> list[Relation]:
    """Between statements support is entailment, and attack makes the two contraries of one another."""
    kept: list[Relation] = []
    contraries: set[frozenset[End]] = set()
    for relation in relations:
        ends = relation.start, relation.end
        if relation.sort not in (SUPPORT, ATTACK) or any(end.sort != STATEMENT for end in ends):
            kept.append(relation)
        elif relation.sort == SUPPORT:
            kept.append(Relation(ENTAILS, *ends))
        elif frozenset(ends) not in contraries:
            contraries.add(frozenset(ends))
            kept.append(Relation(CONTRARY, *ends))
    return kept


def _needed(debate: Debate, relations: list[Relation]) -> Iterator[Relation]:
    """The relations without attacks on arguments that attacks on their premises tell of already."""
    opposed: dict[str, set[str]] = {}
    for relation in relations:
        if relation.start.sort == relation.end.sort == STATEMENT:
            if relation.sort in (ATTACK, *MUTUAL):
                opposed.setdefault(relation.start.title, set()).add(relation.end.title)
            if relation.sort in MUTUAL:
                opposed.setdefault(relation.end.title, set()).add(relation.start.title)
    for relation in relations:
        attacks = relation.sort == ATTACK and relation.start.sort == STATEMENT and relation.end.sort == ARGUMENT
        rivals = opposed.get(relation.start.title, set()) if attacks else set()
        lines = _lines(debate, relation.end) if rivals else []
        if relation.start != relation.end and not any(not line.inference and line.title in rivals for line in lines):
            yield relation
