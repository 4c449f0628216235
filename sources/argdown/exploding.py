"""Arguments of several steps as one argument a step, where a text's front matter asks for that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from ...graph.problem import quoted
from .debate import ARGUMENT, INFERENCE, End, Inference, Line, Relation

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...graph.foreign_data import Data
    from .debate import Debate, Entry, Fields

    Tell = Callable[[int, str, str], None]

NUMBERS = ("uses", "from")


def explode(debate: Debate, tell: Tell) -> None:
    """Do what `explodeArguments` of the front matter asks for, as Argdown does: each step is an argument called as the
    whole and numbered, and what was said of the whole is said of the last."""
    model = debate.front.get("model")
    if not isinstance(model, dict) or not model.get("explodeArguments"):
        return
    ends: dict[End, End] = {}
    for title, entry in list(debate.arguments.items()):
        steps = _steps(debate, entry, tell)
        names = [f"{title} - {number}" for number in range(1, len(steps or ()) + 1)]
        taken = next((name for name in names if name in debate.arguments), "")
        if steps is None or (taken and len(steps) > 1):
            if taken:
                tell(entry.at[1], f"there is an argument {quoted(taken)} already", "give one of them another title")
            break  # Argdown's program goes no further
        if len(steps) > 1:
            ends[End(ARGUMENT, title)] = End(ARGUMENT, names[-1])
            del debate.arguments[title]
            for name, (place, premises) in zip(names, steps, strict=True):
                lines = [replace(line, inference=None) for line in premises] + [bare(entry.lines[place])]
                debate.arguments[name] = replace(entry, title=name, lines=lines)
                ends[End(INFERENCE, title, place)] = End(INFERENCE, name, len(premises))
    debate.relations = [
        Relation(one.sort, ends.get(one.start, one.start), ends.get(one.end, one.end)) for one in debate.relations
    ]


def bare(line: Line) -> Line:
    """The line without the numbers of lines of the whole, which are others now."""
    inference = line.inference and Inference(line.inference.rules, _without(line.inference.data))
    return replace(line, data=_without(line.data), inference=inference)


def _without(data: Fields) -> Fields:
    return {key: value for key, value in data.items() if key not in NUMBERS}


def _steps(debate: Debate, entry: Entry, tell: Tell) -> list[tuple[int, list[Line]]] | None:
    """The places of conclusions, and the premises that lead to each; None where they name lines that are not there.

    What a line says counts as said last.
    """
    found: list[tuple[int, list[Line]]] = []
    first = 0
    for place, line in enumerate(entry.lines):
        if line.inference:
            uses = _numbers(line.inference.data, "uses") or _numbers(line.data, "uses")
            uses = uses or _numbers(line.inference.data, "from")
            wrong = next((n for n in uses if not isinstance(n, int) or not 0 < n <= len(entry.lines)), None)
            if wrong is not None:
                tell(entry.at[1], f"{quoted(entry.title)} has no line {wrong} for a step to use", "mend its number")
                return None
            premises = [entry.lines[n - 1] for n in uses if isinstance(n, int)] or entry.lines[first:place]
            for said in (*(premises if uses else reversed(premises)), line):
                if said.text is not None:
                    debate.statements[said.title].say(said.text, said.data)
            found.append((place, premises))
            first = place
    return found


def _numbers(data: Fields, key: str) -> list[Data]:
    found = data.get(key)
    return found if isinstance(found, list) else []
