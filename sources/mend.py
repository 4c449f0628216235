"""Map files mended: the edits that have one right answer made, and what is left brought into canonical form."""

from __future__ import annotations

import difflib
import os
from typing import TYPE_CHECKING

from msgspec import Struct

from .files import read_bytes
from .map_edits import apply_edits
from .map_tidy import tidy
from .map_write import SCHEMA_FILE
from .settings import SHIPPED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..graph.problem import Edit
    from .library import Document


class Mended(Struct, frozen=True):
    """A file as it was and as it should be; `edits` counts the words replaced, `tidied` says the form changed too."""

    document: Document
    before: str
    after: str
    edits: int
    tidied: bool


def mend(documents: Iterable[Document], edits: Mapping[str, Sequence[Edit]], *, form: bool = True) -> list[Mended]:
    """What mending changes: in each file its edits (by file name), and with `form` its canonical order and form.

    Nothing is written. The shipped maps, and files that are not UTF-8 maps, are passed over.
    """
    found: list[Mended] = []
    for document in documents:
        if document.name.startswith(f"{SHIPPED}/") or not document.path.lower().endswith((".yaml", ".yml")):
            continue
        data, _ = read_bytes(document.path)
        try:
            before = data.decode("utf-8")
        except UnicodeDecodeError:
            continue
        edited, count = apply_edits(before, edits.get(document.name, ()))
        after = tidy(edited, _schema(document)) if form else edited
        if after != before:
            found.append(Mended(document, before, after, count, after != edited))
    return found


def unified_diff(mended: Mended) -> str:
    """The change as a unified diff, file names as findings have them."""
    rows = difflib.unified_diff(
        mended.before.splitlines(keepends=True),
        mended.after.splitlines(keepends=True),
        f"a/{mended.document.name}",
        f"b/{mended.document.name}",
    )
    return "".join(row if row.endswith("\n") else f"{row}\n\\ No newline at end of file\n" for row in rows)


def _schema(document: Document) -> str:
    """The path from a map to the JSON Schema that lies beside it or its library's settings, "" if none does."""
    here = os.path.dirname(document.path)
    for folder in dict.fromkeys((here, document.settings.folder)):
        path = os.path.join(folder, SCHEMA_FILE)
        if os.path.isfile(path):
            return os.path.relpath(path, here or ".").replace(os.sep, "/")
    return ""
