"""Map files mended: the edits that have one right answer made, and what is left brought into canonical form."""

from __future__ import annotations

import difflib
import os
from typing import TYPE_CHECKING

from msgspec import Struct

from .files import read_bytes, write_text, writing
from .map_edits import apply_edits
from .map_tidy import tidy
from .map_write import SCHEMA_FILE
from .map_yaml import read
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
            whole = data.decode("utf-8")
        except UnicodeDecodeError:
            continue
        before = whole.removeprefix(_MARK)
        edited, count = _edited(before, edits.get(document.name, ()))
        after = tidy(edited, schema_of(document)) if form else edited
        if after != before:
            mark = _MARK if whole != before else ""
            found.append(Mended(document, whole, mark + after, count, after != edited))
    return found


_MARK = "\ufeff"  # a byte order mark, which YAML's positions do not count


def _edited(text: str, edits: Sequence[Edit]) -> tuple[str, int]:
    """The text with the edits made, and how many; none of them if it could be read less well afterwards."""
    edited, count = apply_edits(text, edits)
    is_sound = not count or len(read(edited, "").findings) <= len(read(text, "").findings)
    return (edited, count) if is_sound else (text, 0)


def write_mended(mended: Iterable[Mended]) -> None:
    """Write the files as they should be. Raises CruxmapError at the first that cannot be written."""
    for change in mended:
        with writing(change.document.path):
            write_text(change.document.path, change.after)


def unified_diff(mended: Mended) -> str:
    """The change as a unified diff that `patch -p1` applies, file names as findings have them."""
    name = mended.document.name
    first, second = (name, name) if os.path.isabs(name) or name.startswith("..") else (f"a/{name}", f"b/{name}")
    tab = "\t" if any(char.isspace() for char in name) else ""  # without it patch ends the name at the blank
    rows = difflib.unified_diff(_lines(mended.before), _lines(mended.after), first + tab, second + tab)
    return "".join(row if row.endswith("\n") else f"{row}\n\\ No newline at end of file\n" for row in rows)


def _lines(text: str) -> list[str]:
    """The lines of a text with their ends; only a line feed ends one."""
    rows = [f"{row}\n" for row in text.split("\n")]
    rows[-1] = rows[-1][:-1]
    return rows if rows[-1] else rows[:-1]


def schema_of(document: Document) -> str:
    """The path from a map to the JSON Schema that lies beside it or its library's settings, "" if none does."""
    here = os.path.dirname(document.path)
    for folder in dict.fromkeys((here, document.settings.folder)):
        path = os.path.join(folder, SCHEMA_FILE)
        if os.path.isfile(path):
            return os.path.relpath(path, here or ".").replace(os.sep, "/")
    return ""
