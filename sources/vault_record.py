"""The record in a vault that says what was written there, so that it is known again."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from ..graph.problem import CruxmapError, quoted
from .files import read_bytes, write_bytes
from .settings import VAULT

if TYPE_CHECKING:
    from collections.abc import Mapping

RECORD = f"{VAULT}/vault.json"
_FORM = 1


class Written(Struct, frozen=True):
    """What was written to a file: its digest, and while the work lasts before it that of what it replaces; the id of
    its node, "" for files of no node."""

    digests: tuple[str, ...]
    id: str = ""


class _Record(Struct, frozen=True, forbid_unknown_fields=True):
    form: int
    files: dict[str, Written]


def read_record(folder: str) -> dict[str, Written]:
    """The files that were written to a folder, by path; none if it has no record.

    Raises CruxmapError if that cannot be understood, or names what is not in the folder.
    """
    from msgspec import DecodeError, json  # only where vaults are

    place = os.path.join(folder, *RECORD.split("/"))
    if not os.path.lexists(place):
        return {}
    data, fault = read_bytes(place)
    try:
        found = json.decode(data or b"{}", type=_Record)
        fault = fault or ("" if all(map(_is_within, found.files)) else "names files outside")
        fault = fault or ("" if found.form == _FORM else "is of a form that this version does not know")
    except (DecodeError, UnicodeDecodeError) as error:
        fault = fault or f"cannot be understood: {error}"
    if fault:
        hint = "take it away, and every file there counts as yours"
        raise CruxmapError(f"the record of what was written, {quoted(place)}, {fault}: {hint}")
    return found.files


def save_record(folder: str, files: Mapping[str, Written]) -> None:
    """Record what was written to a folder. Raises OSError where that cannot be."""
    from msgspec import json

    place = os.path.join(folder, *RECORD.split("/"))
    text = json.format(json.encode(_Record(_FORM, dict(sorted(files.items())))).decode(), indent=1) + "\n"
    data, fault = read_bytes(place)
    if fault or data != text.encode():
        os.makedirs(os.path.dirname(place), exist_ok=True)
        write_bytes(place, text.encode())


def in_either(before: Mapping[str, Written], after: Mapping[str, Written]) -> dict[str, Written]:
    """What was written before and what is to be: a file is known in either state while it is changed."""
    both = dict(before)
    for path, row in after.items():
        known = before.get(path)
        both[path] = replace(row, digests=tuple(dict.fromkeys((*(known.digests if known else ()), *row.digests))))
    return both


def _is_within(path: str) -> bool:
    """Whether a path leads to a file below the folder it starts from."""
    plain = os.path.normpath(path).replace(os.sep, "/") == path and not os.path.splitdrive(path)[0]
    return plain and not os.path.isabs(path) and path.partition("/")[0] not in ("", ".", "..")
