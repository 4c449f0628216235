"""beliefs.toml: what a reader believes, "source/id" = 0.8, and the sides taken, "source/crux" = "side"."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ..graph.problem import CruxmapError, Finding, Span, quoted
from .files import read_bytes, write_text
from .toml_file import Said, TomlFile

if TYPE_CHECKING:
    from collections.abc import Sequence

BELIEFS = "beliefs.toml"
BELIEF, TAKE = "belief", "take"
RULE = "bad-beliefs"
_HEAD = """\
# What a reader believes of this library, 0 to 1, and the sides taken on its cruxes; `cruxmap believe` writes it too.
"""
_HINT = 'ids want quotes: [belief] and below it "source/id" = 0.8; [take] and below it "source/crux" = "side"'


class Taken(Struct, frozen=True):
    """A side that a file takes on a crux, as written, and where."""

    crux: str
    side: str
    span: Span


class BeliefFile(Struct, frozen=True):
    """What a file says that can be used, its words as written."""

    beliefs: tuple[Said, ...] = ()
    takes: tuple[Taken, ...] = ()


def read_beliefs(path: str, findings: list[Finding]) -> BeliefFile:
    """What the file says, nothing if there is none; its mistakes are findings, and the rest counts."""
    if not os.path.exists(path):
        return BeliefFile()
    file = TomlFile(path, _text(path, findings), RULE, findings)
    tables = file.tables(_HINT) or {}
    for name in tables:
        if name not in (BELIEF, TAKE):
            file.tell(name, "", f"there is no table {quoted(name)} here, only [{BELIEF}] and [{TAKE}]", _HINT)
    said = tuple(file.numbers(BELIEF, file.table(tables, BELIEF), 1, '"source/id" = 0.8'))
    takes: list[Taken] = []
    for crux, side in file.table(tables, TAKE).items():
        if isinstance(side, str):
            takes.append(Taken(crux, side, file.place(TAKE, crux)))
        else:
            file.tell(TAKE, crux, f"{quoted(crux)} must name a side", 'for example: "source/crux" = "pessimist"')
    return BeliefFile(said, tuple(takes))


def write_belief(path: str, table: str, words: Sequence[str], value: float | str | None) -> None:
    """Put the value under the first of the words and take the others out; None takes all out. The rest of the file,
    comments too, stays as it is.

    Raises CruxmapError, with the file untouched, if it is no TOML or cannot be written.
    """
    import tomllib

    import tomlkit  # a twentieth of a second that only writing pays
    from tomlkit.exceptions import TOMLKitError

    findings: list[Finding] = []
    before = _text(path, findings) if os.path.exists(path) else _HEAD
    tables = TomlFile(path, before, RULE, findings).tables(_HINT) or {}
    wanted = _with(tables, table, words, value)
    if findings or wanted is None:
        where = f"{findings[0].span} {findings[0].message}" if findings else f"{path}: {table} is no table"
        raise CruxmapError(f"{where}: mend it first, it is left as it is")
    try:
        document = tomlkit.parse(before)
        if table not in document:
            document.add(table, tomlkit.table())
        held: Any = document[table]
        for word in words[1:] if value is not None else words:
            held.pop(word, None)
        if value is not None:
            held[words[0]] = value
        after = tomlkit.dumps(document)
        is_same = tomllib.loads(after) == wanted
    except (TOMLKitError, ValueError, RecursionError):
        is_same = False
    if not is_same:
        raise CruxmapError(f"{path} cannot be edited without harm to the rest of it: edit [{table}] yourself")
    _write(path, after)


def _with(tables: dict[str, Any], table: str, words: Sequence[str], value: float | str | None) -> dict[str, Any] | None:
    """The tables as they are to be, None if what should be a table is none."""
    held = tables.get(table, {})
    if not isinstance(held, dict):
        return None
    kept = {word: said for word, said in held.items() if word not in words}
    return {**tables, table: kept if value is None else {**kept, words[0]: value}}


def _text(path: str, findings: list[Finding]) -> str:
    data, fault = read_bytes(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text, fault = "", f"is not UTF-8 text: byte 0x{data[error.start]:02x}"
    if fault:
        hint = "check its permissions, and save it as UTF-8"
        findings.append(Finding(rule=RULE, message=f"it {fault}", span=Span(path), hint=hint))
    return text.replace("\r\n", "\n")


def _write(path: str, text: str) -> None:
    had_returns = os.path.exists(path) and b"\r\n" in read_bytes(path)[0]
    try:
        os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
        write_text(path, text.replace("\n", "\r\n") if had_returns else text)
    except OSError as error:
        raise CruxmapError(f"{path} cannot be written: {error.strerror or error}") from error
