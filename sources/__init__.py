"""How documents become source maps: FORMATS is the one table of formats, `read` the one door."""

from __future__ import annotations

import os

from msgspec.structs import replace

from ..graph.foreign_data import NAMES
from ..graph.problem import Finding, Span, quoted
from .decoding import Decoded, decode
from .files import read_bytes
from .format import Format, extractor, reader, suits
from .parsed import Parsed

PROSE = (".md", ".markdown", ".txt")

# fmt: off
FORMATS: tuple[Format, ...] = (
    Format("map", (".yaml", ".yml"), "a cruxmap map", "cruxmap.sources.map_yaml:read"),
    Format("written-note", PROSE, "a study note that cruxmap wrote, whose front matter says so",
           "cruxmap.sources.written_notes.note:read", suits="cruxmap.sources.written_notes:suits"),
    Format("kialo", (".txt",), "a discussion as Kialo exports it, a numbered outline of theses, pros and cons",
           "cruxmap.sources.kialo:read", suits="cruxmap.sources.kialo:suits"),
    Format("note", PROSE, "a study note of the template that has a core thesis, concepts and active recall",
           "cruxmap.sources.study_note:read", suits="cruxmap.sources.study_note:suits"),
    Format("argdown-blocks", (".md", ".markdown"), "Markdown with blocks in Argdown, which are one debate",
           "cruxmap.sources.argdown.in_markdown:read", suits="cruxmap.sources.argdown.in_markdown:suits",
           parts="@include("),
    Format("article", PROSE, "a clipped article, whose front matter names its source, or any prose that is named",
           "cruxmap.sources.article:read", suits="cruxmap.sources.article:suits"),
    Format("html", (".html", ".htm"), "a note or an article saved as a web page, with the extra html",
           "cruxmap.sources.article:read", extract="cruxmap.sources.web_page:extract"),
    Format("pdf", (".pdf",), "a note or an article as a PDF file, with the extra pdf",
           "cruxmap.sources.article:read", extract="cruxmap.sources.pdf_text:extract"),
    Format("rdf", (".ttl", ".trig", ".nt", ".nq", ".jsonld", ".rdf"),
           "RDF: Turtle, TriG, N-Triples, N-Quads, JSON-LD, RDF/XML, with the extra rdf", "cruxmap.sources.rdf:read",
           exact=True),
    Format("argdown", (".argdown", ".ad"), "a debate in Argdown", "cruxmap.sources.argdown:read",
           parts="@include("),
    Format("argdown-json", (".json",), "what `argdown json` makes of a debate in Argdown",
           "cruxmap.sources.argdown:read_json", suits="cruxmap.sources.argdown:suits_json", exact=True),
    Format("framework", (".af", ".apx", ".tgf"), "a framework of attacks for solvers, with a file of names beside it",
           "cruxmap.sources.framework_map:read", beside=NAMES),
    Format("aif", (".json",), "an argument map in the Argument Interchange Format, of AIFdb or xAIF",
           "cruxmap.sources.aif:read", suits="cruxmap.sources.aif:suits", exact=True),
)
# fmt: on

NAMED_PROSE = "article"
PASSED_OVER = (".txt", ".json")  # of many things besides documents; those that are none are no news

# What no package need be asked about: pictures, sound and films lie beside notes, and looking for packages takes time.
NO_DOCUMENTS = (
    *(
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".webp",
        ".svg",
        ".ico",
        ".mp3",
        ".m4a",
        ".wav",
        ".ogg",
        ".mp4",
        ".mov",
        ".webm",
    ),
    *(".css", ".js", ".map", ".woff", ".woff2", ".zip", ".gz", ".lock", ".toml", ".py", ".pyc", ".canvas", ".bak", ""),
)
# These lie beside maps; for them too no package need be asked.
OURS = ("cruxmap.schema.json", "cruxmap.rejected", "cruxmap.merged", NAMES)


def has_reader(name: str) -> bool:
    """Whether a format claims a file of that name by its suffix."""
    return not name.endswith(OURS) and bool(formats_of(name))


def formats_of(name: str) -> list[Format]:
    """The formats that claim a file of that name by its suffix, in the order in which they are asked."""
    suffix = os.path.splitext(name)[1].lower()
    ours = [form for form in FORMATS if suffix in form.suffixes]
    if ours or suffix in NO_DOCUMENTS:
        return ours
    return [form for form in every_format([]) if suffix in form.suffixes]


def every_format(findings: list[Finding]) -> tuple[Format, ...]:
    """Every format, those of other packages last. What is wrong with a package goes to `findings`."""
    from .foreign import foreign_formats  # looks for packages, which takes a hundredth of a second

    found, told = foreign_formats(FORMATS)
    findings.extend(told)
    return (*FORMATS, *found)


def read(path: str, name: str = "", *, named: bool = True, repair: bool = True) -> Parsed:
    """The document at `path`; findings call it `name`, which is the path unless given.

    A file that was not `named` by the user, only met in a folder, and is of no format is passed over
    (a Parsed without a map). Text that was damaged by a wrong encoding is restored where that is certain, unless
    `repair` is off. Never raises for any content.
    """
    name = name or path
    forms = formats_of(path)
    if not forms and not os.path.isdir(path):
        return Parsed(None, _unknown(name))
    found = _text(path, name, forms[0] if forms else None, repair=repair)
    if found.text is None:
        return Parsed(
            None, found.findings if named or not (forms and forms[0].extract) else _passed_over(found.findings)
        )
    if not found.text.strip() and forms[0].name != "map":
        return Parsed(None, (_empty(name),) if named else ())
    form = form_of(path, found.text, named=named)
    if form is None:
        return Parsed(None, () if path.lower().endswith(PASSED_OVER) else (_no_document(name),))
    return read_as(form, found, name, named=named, path=path)


def read_as(form: Format, found: Decoded, name: str, *, named: bool = True, path: str = "") -> Parsed:
    """A document's text, read as one of that format; its findings are those of the text and of the reader. `path` is
    where it lies, if that is not its name."""
    if found.text is None:
        return Parsed(None, found.findings)
    if form.package:
        from .foreign import read_foreign

        parsed = read_foreign(form, found.text, name, named=named)
    else:
        parsed = reader(form, path)(found.text, name, named)
    if found.restored:
        from .columns import as_found  # only for texts that were damaged

        parsed = as_found(parsed, found.restored)
    return replace(parsed, findings=(*found.findings, *parsed.findings)) if found.findings else parsed


def form_of(path: str, text: str, *, named: bool = True) -> Format | None:
    """The format that a document of that text and file name is read as, None if it is of none.

    Prose that the user `named` is at least an article, and so is what was made text first.
    """
    forms = formats_of(path)
    if forms and forms[0].extract and not forms[0].package:
        forms = [*(form for form in FORMATS if form.suits and form.name != NAMED_PROSE), *forms]
    form = next((form for form in forms if _suits(form, text)), None)
    if form is None and named and forms:
        form = next((form for form in forms if form.name == NAMED_PROSE), forms[-1])
    return form


def text_of(path: str, name: str = "", *, repair: bool = True, data: bytes | None = None) -> Decoded:
    """The text that a document's readers see, of a file of any format; of an unknown one, its characters.

    With `data`, which is what the file holds, it is not looked for.
    """
    forms = formats_of(path)
    return _text(path, name or path, forms[0] if forms else None, repair=repair, data=data)


def _text(path: str, name: str, form: Format | None, *, repair: bool, data: bytes | None = None) -> Decoded:
    data, fault = read_bytes(path) if data is None else (data, "")
    if fault:
        is_folder = os.path.isdir(path)
        hint = "make several of it" if "larger" in fault else "check the path and its permissions"
        hint = "name the files in it" if is_folder else hint
        message = "this is a folder" if is_folder else f"the file {fault}"
        return Decoded(None, (Finding(rule="unreadable-file", message=message, span=Span(name), hint=hint),))
    if form and form.package and form.extract:
        from .foreign import extract_foreign

        return extract_foreign(form, data, name, repair=repair)
    extract = extractor(form) if form else None
    if extract:
        return extract(data, name, repair)
    found = decode(data, name, repair=repair and not (form and form.exact))
    if found.text is not None and form and form.name != "map" and not form.exact and "\0" in found.text:
        return replace(found, text=found.text.replace("\0", "\ufffd"))  # as CommonMark wants it, places kept
    return found


def _unknown(name: str) -> tuple[Finding, ...]:
    """What to say of a file of a format that nothing reads, and of packages that might have, had they been sound."""
    told: list[Finding] = []
    known = dict.fromkeys(suffix for form in every_format(told) for suffix in form.suffixes)
    message = f"no reader for files like {quoted(os.path.basename(name))}"
    hint = f"cruxmap reads: {', '.join(known)}"
    return (Finding(rule="unknown-format", message=message, span=Span(name), hint=hint), *told)


def _passed_over(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """What to say of a web page or PDF file without a text that nobody asked for: the same, as a hint."""
    return (
        tuple(replace(finding, rule="not-a-document") for finding in findings if finding.rule != "plugin-failed")
        or findings
    )


def _empty(name: str) -> Finding:
    hint = "write the text, or remove the file"
    return Finding(rule="empty-document", message="the file is empty", span=Span(name), hint=hint)


def _suits(form: Format, text: str) -> bool:
    if not form.package:
        return suits(form, text)
    from .foreign import seems

    return seems(form, text)


def _no_document(name: str) -> Finding:
    message = f"{quoted(os.path.basename(name))} is neither a study note nor a clipped article, and is not read"
    hint = "name the file itself to have it read as an article, or give it front matter with a url"
    return Finding(rule="not-a-document", message=message, span=Span(name), hint=hint)
