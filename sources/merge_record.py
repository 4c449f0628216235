"""The record of merging (`cruxmap.merged`), in lines of JSON: how each doubt was settled, with both wordings, and what
was written."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import fields

from ..graph.doubt import Decision
from ..graph.problem import CruxmapError
from .digest import digest
from .files import read_utf8
from .whole_lines import append_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..graph.doubt import Doubt

MERGED = "cruxmap.merged"
CHOICES = ("ours", "theirs", "both", "edit", "same", "different")


class Settled(Struct, frozen=True):
    """How a doubt was settled, and a mark of what ours was then."""

    decision: Decision
    ours: str


def decided(record: Mapping[str, Settled], doubt: Doubt) -> Decision | None:
    """How the record settles a doubt, None if it does not: it counts as long as theirs says the same.

    Where ours became another since, as by taking in what was decided, it stands as it is.
    """
    found = record.get(_key(doubt))
    if found is None or found.decision.choice not in doubt.choices:
        return None
    if found.decision.choice == "edit" and found.ours != _mark(doubt.ours):
        return Decision(choice="ours")
    return found.decision


def read_record(path: str) -> dict[str, Settled]:
    """The decisions by what they settle, the last of each; a line cut short by a crash says nothing.

    Raises CruxmapError for what is no such record.
    """
    if not os.path.exists(path):
        return {}
    text, fault = read_utf8(path)
    if fault:
        raise CruxmapError(f"{path} {fault}")
    found: dict[str, Settled] = {}
    rows = text.split("\n")
    for number, row in enumerate(rows, 1):
        if not row.strip() or _file(row):
            continue
        line = _line(row)
        if line is None and number < len(rows):
            raise CruxmapError(f"{path}:{number}: this is no line of a record of merging: remove it")
        if line is not None:
            found[line[0]] = line[1]
    return found


def read_written(path: str) -> set[tuple[str, str]]:
    """The names of the files that merging ever wrote beside the record, each with a mark of what it said."""
    text, _ = read_utf8(path)
    return set(filter(None, map(_file, text.split("\n"))))


def record_written(path: str, name: str, mark: str) -> None:
    """Add that a file is about to be written. Raises OSError."""
    _add(path, {"file": name, "mark": mark})


def _file(row: str) -> tuple[str, str] | None:
    """What a line says of a file, None where it does not."""
    try:
        said = json.loads(row)
        return str(said["file"]), str(said["mark"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _line(row: str) -> tuple[str, Settled] | None:
    """What a line of the record says, and of which doubt, None for no such line."""
    try:
        said = json.loads(row)
        key, choice, mark, values = said["key"], said["choice"], said["mark"], dict(said.get("values", {}))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if choice not in CHOICES or not all(isinstance(word, str) for word in (key, mark, *values.values())):
        return None
    return key, Settled(Decision(choice=choice, values=values), mark)


def record(path: str, doubt: Doubt, decision: Decision) -> None:
    """Add a decision, with what both sides say, so that nothing is lost by it. Raises OSError."""
    line = {
        "key": _key(doubt),
        "sort": doubt.sort,
        "name": doubt.name,
        "choice": decision.choice,
        "values": dict(decision.values),
        "mark": _mark(doubt.ours),
        "ours": plain(doubt.ours),
        "theirs": plain(doubt.theirs),
    }
    _add(path, line)


def plain(item: object) -> Any:
    """A node or link as plain data, without its place."""
    if isinstance(item, Struct):
        return {each.name: plain(getattr(item, each.name)) for each in fields(item) if "span" not in each.name}
    return [plain(each) for each in item] if isinstance(item, tuple) else item


def _add(path: str, line: Mapping[str, object]) -> None:
    text = json.dumps(line, ensure_ascii=True)
    os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    append_line(path, text.encode(), is_whole=_is_whole)


def _key(doubt: Doubt) -> str:
    return f"{doubt.sort} {doubt.name} {_mark(doubt.theirs)}"


def _mark(item: object) -> str:
    return digest(json.dumps(plain(item)).encode()).hex()[:32]


def _is_whole(line: bytes) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True
