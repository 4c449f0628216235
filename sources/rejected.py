"""The record of rejected pairs (`cruxmap.rejected`): two ids a line, sorted, behind `#` a remark."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from ..graph.problem import Finding, Span, quoted
from ..graph.suggest_links import pair_of
from .files import read_utf8, write_text
from .homes import homes

if TYPE_CHECKING:
    from ..graph.likeness import Pair
    from .library import Library

REJECTED = "cruxmap.rejected"
_HEAD = "# Pairs that `cruxmap link --suggest` leaves out, written by `cruxmap link --reject`: two ids a line."
_ID = re.compile(r"[^\s/#]+/[^\s/#]+")


def rejected_paths(library: Library) -> list[str]:
    """Where rejected pairs of a library are recorded, the first for new ones: beside its cruxmap.toml, else in the
    folder that was named or beside the first map; for the shipped maps alone in the user's data folder."""
    return [os.path.normpath(os.path.join(home, REJECTED)) for home in homes(library.documents)]


def read_rejected(path: str, findings: list[Finding]) -> dict[Pair, str]:
    """The pairs, each sorted, with their remarks; {} if there is no record. What is no pair is a finding."""
    if not os.path.exists(path):
        return {}
    found: dict[Pair, str] = {}
    for number, row in enumerate(_rows(path, findings), 1):
        pair = _pair(row)
        if pair is not None:
            found[pair] = row.partition("#")[2].strip()
        elif row.partition("#")[0].strip():
            message = f"{quoted(row.strip())} is no pair of ids"
            hint = "write two ids with a blank between them, source/slug source/slug"
            findings.append(Finding(rule="bad-rejected", message=message, span=Span(path, number), hint=hint))
    return found


def reject(path: str, pair: Pair, remark: str = "") -> None:
    """Record a pair in its place; other lines stay as they are. Raises OSError if that cannot be."""
    rows = _rows(path, []) if os.path.exists(path) else [_HEAD]
    new = " ".join(pair) + (f"  # {' '.join(remark.split())}" if remark.strip() else "")
    place = next((at for at, row in enumerate(rows) if (_pair(row) or pair) > pair), len(rows))
    _write(path, [*rows[:place], new, *rows[place:]])


def take_back(path: str, pair: Pair) -> None:
    """Forget a pair; other lines stay as they are. Raises OSError if that cannot be."""
    _write(path, [row for row in _rows(path, []) if _pair(row) != pair])


def _rows(path: str, findings: list[Finding]) -> list[str]:
    text, fault = read_utf8(path)
    if fault:
        hint = "check its permissions, and save it as UTF-8"
        findings.append(Finding(rule="bad-rejected", message=f"{REJECTED} {fault}", span=Span(path), hint=hint))
    rows = text.split("\n")
    return rows[:-1] if not rows[-1] else rows


def _pair(row: str) -> Pair | None:
    ids = row.partition("#")[0].split()
    is_pair = len(ids) == 2 and ids[0] != ids[1] and all(map(_ID.fullmatch, ids))
    return pair_of(*ids) if is_pair else None


def _write(path: str, rows: list[str]) -> None:
    os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    write_text(path, "".join(f"{row}\n" for row in rows))
