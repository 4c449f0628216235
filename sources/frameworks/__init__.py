"""Frameworks of attacks in files, in the formats of the solver competitions: FRAMEWORK_FORMATS is the one table."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from ...graph.problem import CruxmapError, quoted
from ..decoding import decode
from ..files import read_bytes
from .af import read_af
from .apx import read_apx
from .tgf import read_tgf

if TYPE_CHECKING:
    from collections.abc import Callable

    from .facts import Attacks

AnswerForm = Literal["2017", "2023"]


class FrameworkFormat(Struct, frozen=True):
    """A format by the suffix of its files: how it is read, and in which competition's form its users want answers."""

    suffix: str
    meaning: str
    answers: AnswerForm
    read: Callable[[str, str], Attacks]


# fmt: off
FRAMEWORK_FORMATS: tuple[FrameworkFormat, ...] = (
    FrameworkFormat(".apx", "facts arg(a). and att(a,b).",          "2017", read_apx),
    FrameworkFormat(".tgf", "arguments, a line #, attacks",    "2017", read_tgf),
    FrameworkFormat(".af",  "a line p af N, attacks between 1 and N", "2023", read_af),
)
# fmt: on


SUFFIXES = tuple(form.suffix for form in FRAMEWORK_FORMATS)


class FrameworkFile(Struct, frozen=True):
    """What a file says: its format, its arguments in natural order (a2 before a10), and attacks by their places."""

    form: FrameworkFormat
    arguments: tuple[str, ...]
    attacks: tuple[tuple[int, int], ...]


def read_framework(path: str) -> FrameworkFile:
    """The framework in a file, the same whatever the order in which the file tells of it.

    CruxmapError, with line and column, where the file cannot be read as its suffix says.
    """
    form = form_of(path)
    data, fault = read_bytes(path)
    if fault:
        raise CruxmapError(f"{path} {fault}")
    decoded = decode(data, path, repair=False)
    if decoded.text is None:
        found = decoded.findings[0]
        raise CruxmapError(f"{found.span}: {found.message}; {found.hint}")
    if not decoded.text.strip():
        raise CruxmapError(f"{path}:1:1: the file is empty; {form.suffix} files hold {form.meaning}")
    read = form.read(decoded.text, path)
    names = tuple(sorted(read.arguments, key=_natural))
    place = {name: number for number, name in enumerate(names)}
    attacks = sorted({(place[source], place[target]) for source, target in read.attacks})
    return FrameworkFile(form, names, tuple(attacks))


def form_of(path: str) -> FrameworkFormat:
    """The format that a file's suffix names. Raises CruxmapError if it names none."""
    form = next((form for form in FRAMEWORK_FORMATS if path.lower().endswith(form.suffix)), None)
    if form is None:
        suffix = os.path.splitext(path)[1].lower()
        known = ", ".join(f"{form.suffix} ({form.meaning})" for form in FRAMEWORK_FORMATS)
        raise CruxmapError(f"{path}: the suffix says what is in a file, and {quoted(suffix)} is not known: {known}")
    return form


def _natural(name: str) -> tuple[str, int, str, str]:
    """Names that end in digits in the order of these."""
    stem = name.rstrip("0123456789")
    number = name[len(stem) :].lstrip("0")
    return stem, len(number), number, name
