"""A document given on the command line: its text, and the format it is read as."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from ..graph.problem import CruxmapError, Finding, Span, quoted
from ..graph.schema import SLUG_LIMIT, SLUG_PATTERN
from . import FORMATS, NAMED_PROSE, form_of, formats_of, read, read_as, text_of
from .decoding import Decoded, decode
from .files import read_bytes
from .parsed import Parsed

if TYPE_CHECKING:
    from .format import Format

STANDARD_INPUT = "-"
UNNAMED = "document.md"


class Given(Struct, frozen=True):
    """A document as it was given: its path ("-" for standard input), its text as readers see it, the format it is read
    as (None if it is of none), what the file holds, and whether the text had to be made of a file that is none."""

    path: str
    decoded: Decoded
    form: Format | None
    data: bytes = b""
    is_extracted: bool = False

    @property
    def text(self) -> str | None:
        """Its text, None if it has none."""
        return self.decoded.text

    @property
    def sort(self) -> str:
        """What it is taken for: a map, a note, an article, or the format of another tool by its name."""
        if self.form is None or self.form.package or self.form.extract:
            return NAMED_PROSE
        return self.form.name.removeprefix("written-")

    def parsed(self, name: str = "") -> Parsed:
        """The map made of it, as if the file were called `name`."""
        called = (name or self.path).encode("utf-8", "replace").decode()  # file names may be no text at all
        if not self.form:
            return Parsed(None, self.decoded.findings)
        return read_as(self.form, self.decoded, called, path=self.path)


def opened(path: str, *, form: str = "", named: bool = True, repair: bool = True, data: bytes | None = None) -> Given:
    """The document at a path, read as the format that fits, or as the one of that name; `data` is what the file holds,
    where that is known."""
    forms = formats_of(path)
    asked = next((known for known in FORMATS if known.name == form and (named or known in forms)), None)
    if not forms and not asked:
        return Given(path, Decoded(None, read(path, named=named).findings), None)
    found = text_of(path, repair=repair, data=data)
    if found.text is not None and not found.text.strip():
        found = Decoded(None, (Finding(rule="empty-document", message="the file is empty", span=Span(path)),))
    chosen = asked or (form_of(path, found.text, named=named) if found.text is not None else None)
    is_extracted = bool(forms) and forms[0].extract is not None
    return Given(path, found, chosen, read_bytes(path)[0] if data is None else data, is_extracted)


def piped(data: bytes, *, form: str = "", repair: bool = True) -> Given:
    """The document that came through standard input. Raises CruxmapError if that holds no text."""
    asked = next((known for known in FORMATS if known.name == form), None)
    found = decode(data, "standard input", repair=repair)
    if found.text is None or not found.text.strip():
        why = f": {found.findings[0].message}" if found.findings else ""
        raise CruxmapError(f"standard input holds no text{why}")
    return Given(STANDARD_INPUT, found, asked or form_of(UNNAMED, found.text), data)


def usable_id(word: str) -> str:
    """The word, if it can be a source's id. Raises CruxmapError if it cannot."""
    if len(word) > SLUG_LIMIT or not re.fullmatch(SLUG_PATTERN, word):
        raise CruxmapError(f"{quoted(word)} cannot be an id: small letters and digits, single hyphens between words")
    return word
