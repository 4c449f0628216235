"""[study] of cruxmap.toml: how a library is studied, by which schedule and how much at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ..graph.problem import quoted
from ..graph.study.schedule import Wish
from .settings import STUDY

if TYPE_CHECKING:
    from .toml_file import TomlFile

A_DAY = 24 * 60


class Key(Struct, frozen=True):
    """A setting: a number within a range, or a list of such numbers, and how it may be written."""

    name: str
    least: float
    most: float
    example: str
    whole: bool = False
    several: bool = False


# fmt: off
KEYS: tuple[Key, ...] = (
    Key("retention", 0.5, 0.99, "retention = 0.9"),
    Key("steps", 0.1, A_DAY, "steps = [1, 10]", several=True),
    Key("relearning", 0.1, A_DAY, "relearning = [10]", several=True),
    Key("longest", 1, 36500, "longest = 365", whole=True),
    Key("parameters", 0, 100, "parameters = [0.212, 1.2931, …], all 21 of FSRS-6", several=True),
    Key("new", 0, 10_000, "new = 10", whole=True),
    Key("most", 1, 10_000, "most = 40", whole=True),
)
# fmt: on


def read_study(file: TomlFile, tables: dict[str, Any]) -> Wish | None:
    """What the table says, None if there is none; what it says wrongly is told, and the rest of it counts."""
    if STUDY not in tables:
        return None
    table = file.table(tables, STUDY)
    file.known(STUDY, table, [key.name for key in KEYS])
    found = {key.name: _value(file, key, table[key.name]) for key in KEYS if key.name in table}
    if found.get("parameters"):
        found["parameters"] = _parameters(file, found["parameters"])
    return Wish(**{name: value for name, value in found.items() if value is not None})


def _value(file: TomlFile, key: Key, said: Any) -> Any:
    """The value in the form the wish has it, None with a finding if it will not do."""
    items = said if key.several and isinstance(said, list) else [said]
    if key.several != isinstance(said, list):
        wanted = "a list of numbers" if key.several else "a number"
        file.tell(STUDY, key.name, f"[{STUDY}] {key.name} must be {wanted}", f"for example: {key.example}")
        return None
    for item in items:
        is_number = isinstance(item, int if key.whole else int | float) and not isinstance(item, bool)
        if not (is_number and key.least <= item <= key.most):
            kind = "a whole number" if key.whole else "a number"
            message = f"[{STUDY}] {key.name} must be {kind} from {key.least:g} to {key.most:g}, not {quoted(str(item))}"
            file.tell(STUDY, key.name, message, f"for example: {key.example}")
            return None
    return tuple(items) if key.several else said


def _parameters(file: TomlFile, numbers: tuple[float, ...]) -> tuple[float, ...] | None:
    """The parameters if the scheduler takes them, None with a finding if not."""
    from fsrs import Scheduler  # only where its parameters are set

    try:
        Scheduler(parameters=numbers)
    except ValueError as error:
        said = " ".join(str(error).split())
        file.tell(
            STUDY, "parameters", f"[{STUDY}] fsrs takes no such parameters: {said}", f"for example: {KEYS[4].example}"
        )
        return None
    return numbers
