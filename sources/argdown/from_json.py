"""What `argdown json` writes, as what the text said: with or without its map, sections, tags and data."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from .debate import ARGUMENT, INFERENCE, STATEMENT, Debate, End, Entry, Inference, Line, Relation, Section
from .exploding import bare
from .values import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...graph.foreign_data import Data
    from .debate import Fields

_SORTS = {"equivalence-class": STATEMENT, "argument": ARGUMENT, "inference": INFERENCE}
RELATIONS = ("support", "attack", "undercut", "contradictory", "entails", "contrary")


def debate_of(found: Fields) -> Debate:
    """The debate; of values that are not of the form that Argdown gives them, nothing is taken."""
    numbers: dict[str, int] = {}
    debate = Debate(sections=list(_sections(found.get("sections"), numbers)))
    debate.statements = _entries(found.get("statements"), numbers, 0)
    debate.arguments = _entries(found.get("arguments"), numbers, len(debate.statements))
    for entry in list(debate.arguments.values()):
        for line in entry.lines:
            debate.statements.setdefault(line.title, Entry(line.title, entry.at))
    debate.relations = list(_relations(found.get("relations"), debate, dict(_steps(found.get("arguments")))))
    return debate


def _sections(found: Data, numbers: dict[str, int]) -> Iterator[Section]:
    """Sections with those inside them, in the order of the text."""
    waiting = [(item, -1) for item in reversed(_objects(found))]
    count = 0
    while waiting:
        item, parent = waiting.pop()
        waiting.extend((child, count) for child in reversed(_objects(item.get("children"))))
        numbers.setdefault(_word(item.get("id")), count)
        level = item.get("level")
        title = " ".join(_word(item.get("title")).split())
        yield Section(
            title,
            level if isinstance(level, int) else 1,
            parent,
            dict.fromkeys(_words(item.get("tags"))),
            _fields(item.get("data")),
        )
        count += 1


def _entries(found: Data, numbers: dict[str, int], so_far: int) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for count, (title, item) in enumerate(_fields(found, deep=False).items()):
        if not isinstance(item, dict):
            continue
        members = _objects(item.get("members"))
        places = [_place(member) for member in (*members, item)]
        known = [place for place in (places[:-1] if members else places) if place]
        entry = Entry(title, min(known, default=(1 << 60, so_far + count)))
        for member in members:
            if member.get("isReference") is not True:
                entry.say(_word(member.get("text")), _fields(member.get("data")))
        entry.tags = dict.fromkeys(_words(item.get("tags")))
        entry.data = _fields(item.get("data"))
        section = item.get("section")
        entry.section = numbers.get(section, -1) if isinstance(section, str) else -1
        entry.lines = [_line(line, title) for line in _objects(item.get("pcs"))]
        entries[title] = entry
    return entries


def _place(item: Fields) -> tuple[int, int] | None:
    line, column = item.get("startLine"), item.get("startColumn")
    return (line, column) if isinstance(line, int) and isinstance(column, int) else None


def _line(item: Fields, argument: str) -> Line:
    """A line of an argument. One that is a step of another has lines of that, and not the numbers that it uses."""
    inference = item.get("inference")
    found = Line(_word(item.get("title")), _fields(item.get("data")))
    if not isinstance(inference, dict) or item.get("role") == "premise":
        return found
    rules = [" ".join(rule.split()) for rule in _words(inference.get("inferenceRules"))]
    found.inference = Inference([rule for rule in rules if rule], _fields(inference.get("data")))
    return found if inference.get("argumentTitle", argument) == argument else bare(found)


def _steps(found: Data) -> Iterator[tuple[tuple[Data, Data], End]]:
    """The inferences by the argument and line that relations name."""
    for title, item in _fields(found, deep=False).items():
        for place, line in enumerate(_objects(item.get("pcs") if isinstance(item, dict) else None)):
            inference = line.get("inference")
            if isinstance(inference, dict) and line.get("role") != "premise":
                named = _word(inference.get("argumentTitle")) or title
                at = inference.get("conclusionIndex", place)
                yield (named, at if isinstance(at, int) else place), End(INFERENCE, title, place)


def _relations(found: Data, debate: Debate, steps: Mapping[tuple[Data, Data], End]) -> Iterator[Relation]:
    """The relations whose ends are there."""
    for item in _objects(found):
        sort = _word(item.get("relationType"))
        ends = [_end(item, way, debate, steps) for way in ("from", "to")]
        if sort in RELATIONS and ends[0] and ends[1] and ends[0] != ends[1]:
            yield Relation(sort, ends[0], ends[1])


def _end(item: Fields, way: str, debate: Debate, steps: Mapping[tuple[Data, Data], End]) -> End | None:
    sort, title = _SORTS.get(_word(item.get(f"{way}Type")), ""), _word(item.get(way))
    if sort == STATEMENT:
        return End(sort, title) if title in debate.statements else None
    place = item.get("conclusionIndex")
    if sort == INFERENCE and isinstance(place, int) and (title, place) in steps:
        return steps[title, place]
    return End(ARGUMENT, title) if sort and title in debate.arguments else None


def _objects(found: Data) -> list[Fields]:
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _words(found: Data) -> list[str]:
    return [word for word in found if isinstance(word, str)] if isinstance(found, list) else []


def _word(found: Data) -> str:
    return found if isinstance(found, str) else ""


def _fields(found: Data, *, deep: bool = True) -> Fields:
    if not isinstance(found, dict):
        return {}
    return cast("Fields", _numbers(found)) if deep else found


def _numbers(found: Data) -> Data:
    """The same with numbers as the direct reading has them."""
    if isinstance(found, dict):
        return {key: _numbers(value) for key, value in found.items()}
    if isinstance(found, list):
        return [_numbers(value) for value in found]
    return number(found) if isinstance(found, (int, float)) and not isinstance(found, bool) else found
