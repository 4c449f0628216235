"""The record of reviews (`reviews.jsonl`): one event a line, only ever added to, merged line by line."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import msgspec

from ..graph.problem import Finding, Span, quoted
from ..graph.study.review import FIRST, LAST, Event
from .files import read_bytes, read_utf8
from .homes import kept_at
from .whole_lines import append_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .library import Library

REVIEWS = "reviews.jsonl"
RULE = "bad-reviews"
IN_GIT = f"{REVIEWS} merge=union"
"""What .gitattributes should say."""

_MARKS = (b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")
_HINT = "delete the line: what it should say cannot be told any more"
_DECODER = msgspec.json.Decoder(Event)


def review_paths(library: Library, given: Sequence[str] = ()) -> list[str]:
    """Where the reviews of a library are kept, the first for new ones: beside its cruxmap.toml, and of the shipped
    maps in the user's data folder. `given` are the paths that name the library."""
    return kept_at(REVIEWS, library.documents, given)


def read_reviews(path: str, findings: list[Finding]) -> list[Event]:
    """The events in the order of the file, none if there is no file; what is none is a finding, and the rest counts.

    Marks that a merge left are told once: the lines of both sides count.
    """
    if not os.path.exists(path):
        return []
    data, fault = read_bytes(path)
    if fault:
        findings.append(_finding(path, 1, f"{REVIEWS} {fault}", "check its permissions"))
    events: list[Event] = []
    marked = 0
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        row = line.strip()
        if row.startswith(_MARKS):
            marked = marked or number
        elif row:
            found = _event(row)
            if isinstance(found, Event):
                events.append(found)
            else:
                findings.append(_finding(path, number, found, _HINT))
    if marked:
        hint = f"delete the marks and keep both sides; with `{IN_GIT}` in .gitattributes git merges it by itself"
        findings.append(_finding(path, marked, "a merge left its marks here", hint))
    return events


def append_reviews(path: str, events: Iterable[Event]) -> None:
    """Add events, each on the disk before the next; what a broken write left at the end of the file is cut off first.

    Raises OSError where that cannot be.
    """
    os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    for event in events:
        append_line(path, written(event), is_whole=_is_whole)


def wants_union(path: str) -> str:
    """The line that .gitattributes should have, so that git merges the file by itself; "" if it has one or there is no
    git."""
    folder = os.path.dirname(os.path.abspath(path))
    while True:
        if REVIEWS in read_utf8(os.path.join(folder, ".gitattributes"))[0]:
            return ""
        if os.path.exists(os.path.join(folder, ".git")):
            return IN_GIT
        if folder == os.path.dirname(folder):
            return ""
        folder = os.path.dirname(folder)


def written(event: Event) -> bytes:
    """The line of an event, without its end."""
    row = {name: value for name, value in msgspec.to_builtins(event).items() if name != "at"}
    at = event.at.isoformat(timespec="microseconds").replace("+00:00", "Z")
    return json.dumps({"id": row.pop("id"), "at": at, **row}, ensure_ascii=False).encode("utf-8", "replace")


_BEGINNING = b'{"id"'


def _is_whole(line: bytes) -> bool:
    """Whether a line is no mere beginning of an event."""
    is_begun = line.startswith(_BEGINNING) or _BEGINNING.startswith(line)
    return not is_begun or _is_json(line)


def _event(row: bytes) -> Event | str:
    """The event of a line, or why it is none."""
    try:
        event = _DECODER.decode(row)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        return _no_review(row, str(error) if _is_json(row) else "it breaks off, or is no JSON")
    if not FIRST <= event.at < LAST:
        return f"a review of the year {event.at.year} cannot be"
    return event if event.is_known else _no_review(row, "it must say one thing that happened")


def _no_review(row: bytes, why: str) -> str:
    return f"{quoted(row.decode('utf-8', 'replace'))} is no review: {why}"


def _is_json(row: bytes) -> bool:
    try:
        found: Any = json.loads(row)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict)


def _finding(path: str, number: int, message: str, hint: str) -> Finding:
    return Finding(rule=RULE, message=message, span=Span(path, number), hint=hint)
