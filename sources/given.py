"""A document given on the command line: its text, and the format it is read as."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from ..graph.problem import CruxmapError, Finding, Span, quoted
from ..graph.schema import SLUG_LIMIT, SLUG_PATTERN
from . import FORMATS, form_of, formats_of, read, text_of
from .decoding import decode
from .files import read_bytes
from .format import reader
from .parsed import Parsed

if TYPE_CHECKING:
    from .format import Format

STANDARD_INPUT = "-"
FORMS = ("note", "article", "map")
UNNAMED = "document.md"


class Given(Struct, frozen=True):
    """A document as it was given: its path ("-" for standard input), the text that readers see (None if it has none,
    and `findings` say why), the format it is read as, whether the text had to be made of a file that is none, and
    what the file holds."""

    path: str
    text: str | None
    form: Format | None
    is_extracted: bool = False
    findings: tuple[Finding, ...] = ()
    data: bytes = b""

    @property
    def sort(self) -> str:
        """What it is taken for: a map, a note, or else an article."""
        name = self.form.name if self.form else ""
        return name if name in FORMS else "article"

    def parsed(self, name: str = "") -> Parsed:
        """The map made of it, as if the file were called `name`."""
        if self.text is None or self.form is None:
            return Parsed(None, self.findings)
        called = (name or self.path).encode("utf-8", "replace").decode()  # file names may be no text at all
        found = reader(self.form)(self.text, called, True)
        return Parsed(found.source_map, (*self.findings, *found.findings))


def opened(path: str, *, form: str = "", named: bool = True, repair: bool = True) -> Given:
    """The document at a path, read as the format that fits, or as the one of that name."""
    asked = next((known for known in FORMATS if known.name == form), None)
    forms = formats_of(path)
    asked = asked if named or asked in forms else None
    if not forms and not asked:
        return Given(path, None, None, findings=read(path, named=named).findings)
    found = text_of(path, repair=repair)
    is_extracted = bool(forms) and forms[0].extract is not None
    if found.text is None or not found.text.strip():
        empty = Finding(rule="empty-document", message="the file is empty", span=Span(path))
        return Given(path, None, asked, is_extracted, found.findings or (empty,))
    chosen = asked or form_of(path, found.text, named=named)
    return Given(path, found.text, chosen, is_extracted, found.findings, read_bytes(path)[0])


def piped(data: bytes, *, form: str = "", repair: bool = True) -> Given:
    """The document that came through standard input."""
    asked = next((known for known in FORMATS if known.name == form), None)
    found = decode(data, "standard input", repair=repair)
    if found.text is None or not found.text.strip():
        raise CruxmapError(
            "standard input holds no text" + (f": {found.findings[0].message}" if found.findings else "")
        )
    return Given(STANDARD_INPUT, found.text, asked or form_of(UNNAMED, found.text), False, found.findings, data)


def usable_id(word: str) -> str:
    """The word, if it can be a source's id. Raises CruxmapError if it cannot."""
    if len(word) > SLUG_LIMIT or not re.fullmatch(SLUG_PATTERN, word):
        raise CruxmapError(f"{quoted(word)} cannot be an id: small letters and digits, single hyphens between words")
    return word
