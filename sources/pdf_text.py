"""PDF files: their text as Markdown, with headings, lists and paragraphs as far as size and place tell them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from ..graph.problem import Finding, Span
from .decoding import Decoded, restore
from .pdf_blocks import blocks_of
from .pdf_pages import read_pages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .pdf_pages import Line, Pages

FEWEST_LETTERS = 0.6
NEEDS_PASSWORD = 4


def extract(data: bytes, name: str, repair: bool) -> Decoded:
    """The text of a file. Nothing in it is run."""
    try:
        pages = read_pages(data)
    except ImportError:
        message = "reading PDF files needs pypdfium2, which is not installed"
        return _refused("missing-extra", name, message, 'pip install "cruxmap[pdf]"')
    except Exception as error:  # noqa: BLE001 - PdfiumError, which cannot be named without the extra
        if getattr(error, "err_code", None) == NEEDS_PASSWORD:
            return _refused("unreadable-file", name, "the file asks for a password", "save it without one")
        return _refused("unreadable-file", name, "the file is no PDF, or a broken one", "open it and save it anew")
    if not pages.lines:
        hint = "pages that are pictures need their text recognized first (by ocrmypdf, for example)"
        number = "its page" if pages.count == 1 else f"any of its {pages.count} pages"
        return _refused("empty-document", name, f"there is no text on {number}", hint)
    if not _is_legible(pages.lines):
        hint = "its fonts do not say which letters they draw: have the text recognized (ocrmypdf --force-ocr)"
        return _refused("empty-document", name, "hardly anything in the file is a letter", hint)
    text = _front_matter(pages) + "\n\n".join(blocks_of(pages.lines)) + "\n"
    found = Decoded(text, () if pages.read == pages.count else (_cut(pages, name),))
    return restore(found, name, is_file=False) if repair else found


def _is_legible(lines: Sequence[Line]) -> bool:
    sample = "".join(line.text for line in lines[:2000])
    return sum(char.isalnum() or char in " .,;:!?'\"()-" for char in sample) >= FEWEST_LETTERS * len(sample)


def _front_matter(pages: Pages) -> str:
    title = "" if _NO_TITLE.match(pages.title) else " ".join(pages.title.split())
    fields = {"title": title, "author": " ".join(pages.author.split())}
    rows = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items() if value)
    return f"---\n{rows}---\n\n" if rows else ""


_NO_TITLE = re.compile(r"\s*(untitled|microsoft word\b|.*\.(docx?|odt|tex|dvi|pdf|indd|html?|rtf)\s*$)", re.IGNORECASE)


def _cut(pages: Pages, name: str) -> Finding:
    message = f"reading stops after page {pages.read} of {pages.count}"
    hint = "save the part that matters as a file of its own"
    return Finding(rule="not-understood", message=message, span=Span(name), hint=hint)


def _refused(rule: str, name: str, message: str, hint: str) -> Decoded:
    return Decoded(None, (Finding(rule=rule, message=message, span=Span(name), hint=hint),))
