"""What a document format is: its row in the table, and how its reader is called."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any

from msgspec import Struct

from .decoding import Decoded
from .parsed import Parsed

Read = Callable[[str, str, bool], Parsed]
Suits = Callable[[str], bool]
Extract = Callable[[bytes, str, bool], Decoded]


class Format(Struct, frozen=True):
    """A document format: which suffixes its files have, and how they are read.

    `read` makes a map of (text, file name, named by the user). Several formats may share a suffix: `suits` looks at a
    text and tells whether it is one of these, without it every text is. Where files are no text, `extract` makes one of
    (bytes, file name, whether to restore what a wrong encoding damaged). Each is a function or its place,
    `package.module:function`, loaded when first asked for.
    What a file says of such a name with `beside` behind it belongs to it too; such documents are not kept between runs.
    Where a text says what `parts` is, it is in other files too: its `read` takes its own path as well.
    The text of an `exact` one is read as it stands, for it goes back: what a wrong encoding damaged is not restored.
    `package` is the one that brings the format, "" for ours.
    """

    name: str
    suffixes: tuple[str, ...]
    meaning: str
    read: str | Read
    suits: str | Suits | None = None
    extract: str | Extract | None = None
    package: str = ""
    beside: str = ""
    parts: str = ""
    exact: bool = False


def reader(form: Format, path: str = "") -> Read:
    """The format's reader, loaded; one of texts with parts in other files, for the text that lies there."""
    found = _loaded(form.read)
    return partial(found, path=path) if form.parts else found


def suits(form: Format, text: str) -> bool:
    """Whether a text is one of the format."""
    return form.suits is None or bool(_loaded(form.suits)(text))


def extractor(form: Format) -> Extract | None:
    """What makes text of the format's files, loaded; None where they are text."""
    found: Extract | None = _loaded(form.extract)
    return found


@cache
def _loaded(place: Any) -> Any:
    from pkgutil import resolve_name  # only where a document is read

    return resolve_name(place) if isinstance(place, str) else place
