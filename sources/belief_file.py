"""beliefs.toml: what a reader believes, "source/id" = 0.8, and the sides taken, "source/crux" = "side"."""

from __future__ import annotations

import os
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ..graph.problem import CruxmapError, Finding, Span, quoted
from .files import read_bytes, read_utf8, write_text
from .toml_file import Said, TomlFile

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

BELIEFS = "beliefs.toml"
BELIEF, TAKE = "belief", "take"
RULE = "bad-beliefs"
NOTHING: Mapping[str, Any] = MappingProxyType({})
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


def words_in(path: str, table: str) -> list[str]:
    """The words of which a table of the file says something, rightly or wrongly."""
    tables = TomlFile(path, _text(path, []), RULE, []).tables("") if os.path.exists(path) else None
    held = (tables or {}).get(table)
    return list(held) if isinstance(held, dict) else []


def write_beliefs(
    path: str, *, put: Mapping[str, Mapping[str, float | str]] = NOTHING, drop: Mapping[str, Collection[str]] = NOTHING
) -> None:
    """Put values into tables of the file and drop words from them; the rest of it, comments too, stays as it is.

    The file is replaced in one step, and only by one that was read again and says just that. Raises CruxmapError,
    with the file untouched, if it is no TOML or cannot be written.
    """
    findings: list[Finding] = []
    before = _text(path, findings) if os.path.exists(path) else _HEAD
    tables = TomlFile(path, before, RULE, findings).tables(_HINT) or {}
    odd = [name for name in {**put, **drop} if not isinstance(tables.get(name, {}), dict)]
    if findings or odd:
        where = f"{findings[0].span} {findings[0].message}" if findings else f"{path}: {odd[0]} is no table"
        raise CruxmapError(f"{where}: mend it first, it is left as it is")
    wanted = {name: _without(held, drop.get(name, ())) for name, held in tables.items()}
    for name, values in put.items():
        wanted[name] = {**wanted.get(name, {}), **values}
    _write(path, _edited(path, before, wanted, put=put, drop=drop))


def _without(held: Any, words: Collection[str]) -> Any:
    return {word: said for word, said in held.items() if word not in words} if words else held


def _edited(
    path: str,
    text: str,
    wanted: dict[str, Any],
    *,
    put: Mapping[str, Mapping[str, float | str]],
    drop: Mapping[str, Collection[str]],
) -> str:
    """The text with the values put and dropped, which then says what is wanted and nothing else."""
    import tomllib

    import tomlkit  # a twentieth of a second that only writing pays
    from tomlkit.exceptions import TOMLKitError

    try:
        document: Any = tomlkit.parse(text)
        for name, words in drop.items():
            for word in words:
                del document[name][word]
        for name, values in put.items():
            if name not in document:
                document.add(name, tomlkit.table())
            document[name].update(values)
        after = tomlkit.dumps(document)
        if tomllib.loads(after) == wanted:
            return after
    except (TOMLKitError, *_ODD):
        pass
    raise CruxmapError(f"{path} cannot be edited without harm to the rest of it: edit it yourself")


# What tomlkit raises for forms that are valid but rare, besides its own errors.
_ODD = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)


def _text(path: str, findings: list[Finding]) -> str:
    text, fault = read_utf8(path)
    if fault:
        hint = "check its permissions, and save it as UTF-8"
        findings.append(Finding(rule=RULE, message=f"it {fault}", span=Span(path), hint=hint))
    return text


def _write(path: str, text: str) -> None:
    had_returns = os.path.exists(path) and b"\r\n" in read_bytes(path)[0]
    try:
        os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
        write_text(path, text.replace("\n", "\r\n") if had_returns else text)
    except OSError as error:
        raise CruxmapError(f"{path} cannot be written: {error.strerror or error}") from error
