"""How documents become source maps: FORMATS is the one table of formats, `read` the one door."""

from __future__ import annotations

import os

from ..graph.problem import Finding, Span, quoted
from .decoding import Decoded, decode
from .files import read_bytes
from .format import Format, extractor, reader, suits
from .parsed import Parsed

PROSE = (".md", ".markdown", ".txt")

# fmt: off
FORMATS: tuple[Format, ...] = (
    Format("map", (".yaml", ".yml"), "a cruxmap map", "cruxmap.sources.map_yaml:read"),
    Format("note", PROSE, "a study note of the template that has a core thesis, concepts and active recall",
           "cruxmap.sources.study_note:read", suits="cruxmap.sources.study_note:suits"),
    Format("article", PROSE, "a clipped article, whose front matter names its source, or any prose that is named",
           "cruxmap.sources.article:read", suits="cruxmap.sources.article:suits"),
)
# fmt: on

NAMED_PROSE = "article"


def has_reader(name: str) -> bool:
    """Whether a format claims a file of that name by its suffix."""
    return bool(formats_of(name))


def formats_of(name: str) -> list[Format]:
    """The formats that claim a file of that name by its suffix, in the order in which they are asked."""
    suffix = os.path.splitext(name)[1].lower()
    return [form for form in FORMATS if suffix in form.suffixes]


def read(path: str, name: str = "", *, named: bool = True, repair: bool = True) -> Parsed:
    """The document at `path`; findings call it `name`, which is the path unless given.

    A file that was not `named` by the user, only met in a folder, and is of no format is passed over
    (a Parsed without a map). Text that was damaged by a wrong encoding is restored where that is certain, unless
    `repair` is off. Never raises for any content.
    """
    name = name or path
    forms = formats_of(path)
    if not forms:
        suffixes = ", ".join(dict.fromkeys(suffix for known in FORMATS for suffix in known.suffixes))
        message = f"no reader for files like {quoted(os.path.basename(path))}"
        return _refused("unknown-format", name, message, f"cruxmap reads: {suffixes}")
    found = _text(path, name, forms[0], repair=repair)
    if found.text is None:
        return Parsed(None, found.findings)
    form = form_of(path, found.text, named=named)
    if form is None:
        return Parsed(None, () if path.lower().endswith(".txt") else (_no_document(name),))
    return read_as(form, found, name, named=named)


def read_as(form: Format, found: Decoded, name: str, *, named: bool = True) -> Parsed:
    """A document's text, read as one of that format; its findings are those of the text and of the reader."""
    if found.text is None:
        return Parsed(None, found.findings)
    parsed = reader(form)(found.text, name, named)
    if found.restored:
        from .columns import as_found  # only for texts that were damaged

        parsed = as_found(parsed, found.restored)
    return Parsed(parsed.source_map, (*found.findings, *parsed.findings)) if found.findings else parsed


def form_of(path: str, text: str, *, named: bool = True) -> Format | None:
    """The format that a document of that text and file name is read as, None if it is of none.

    Prose that the user `named` is at least an article.
    """
    forms = formats_of(path)
    form = next((form for form in forms if suits(form, text)), None)
    if form is None and named and forms:
        form = next((form for form in forms if form.name == NAMED_PROSE), forms[-1])
    return form


def text_of(path: str, name: str = "", *, repair: bool = True) -> Decoded:
    """The text that a document's readers see, of a file of any format; of an unknown one, its characters."""
    forms = formats_of(path)
    return _text(path, name or path, forms[0] if forms else None, repair=repair)


def _text(path: str, name: str, form: Format | None, *, repair: bool) -> Decoded:
    data, fault = read_bytes(path)
    if fault:
        hint = "check the path and its permissions"
        return Decoded(
            None, (Finding(rule="unreadable-file", message=f"the file {fault}", span=Span(name), hint=hint),)
        )
    extract = extractor(form) if form else None
    return extract(data, name) if extract else decode(data, name, repair=repair)


def _no_document(name: str) -> Finding:
    message = f"{quoted(os.path.basename(name))} is neither a study note nor a clipped article, and is not read"
    hint = "name the file itself to have it read as an article, or give it front matter with a url"
    return Finding(rule="not-a-document", message=message, span=Span(name), hint=hint)


def _refused(rule: str, name: str, message: str, hint: str = "") -> Parsed:
    return Parsed(None, (Finding(rule=rule, message=message, span=Span(name), hint=hint),))
