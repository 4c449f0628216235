"""The text of a discussion on Kialo taken apart: title, numbered entries, and the sources at its end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SEE = re.compile(r"-> See (\d+(?:\.\d+)*)\.?")


END = "\n"
BEYOND = 1_000_000_000
"""From here on are numbers that no entry has, of at most nine digits each."""


class Entry(Struct, frozen=True):
    """An entry: its number without the last full stop, the one it stands under ("" for a thesis), its stance (`Pro`,
    `Con`, "" for a thesis), its words as they are written, and where it starts in the text."""

    number: str
    above: str
    stance: str
    text: str
    start: int
    faults: tuple[str, ...] = ()


class Outline(Struct, frozen=True):
    """A discussion. `sources` are addresses, or what else is told of a work, by the number of their footnote; `head` is
    what stands between the title's line and the first entry, `END` at the least.
    """

    title: str
    entries: tuple[Entry, ...]
    sources: Mapping[str, str]
    head: str = END


def read_outline(text: str) -> Outline:
    """The discussion in a text. Every word of it is in the title, an entry or a source; linear in its length."""
    sources: dict[str, str] = {}
    end = len(text)
    below = _SOURCES.match(text, text.rfind("\nSources:"))
    if below:
        end = below.start()
        sources = {row[1]: row[2].strip() for row in _SOURCE.finditer(text, below.start())}
    titled = _TITLE.match(text)
    title, at = (titled[1].strip(), titled.end()) if titled else ("", 0)
    first = _FIRST.search(text, at, end) if titled else None
    head = text[at : first.start()] if first else END
    return Outline(title, tuple(_entries(text, first.start() if first else at, end)), sources, head)


_TITLE = re.compile(r"\s*Discussion (?:Title|Name):[ \t]*\n?([^\n]*)\n")
_FIRST = re.compile(r"^[ \t]*1\.(?=\s)", re.MULTILINE)
_SOURCES = re.compile(r"\nSources:[ \t]*\n\s*(?:\[\d+\][^\n]*(?:\n\s*|\Z))+\Z")
_SOURCE = re.compile(r"^[ \t]*\[(\d+)\]([^\n]*)", re.MULTILINE)
_LINE = re.compile(
    r"[ \t]*(\d{1,9}(?:\.\d{1,9}){0,300})(?:\.?[ \t]+(Pro|Con)[ \t]*:[ \t]*(.*)|\.[ \t]+(.*)|\.[ \t]*)", re.IGNORECASE
)


class _Row(Struct):
    number: str
    above: str
    stance: str
    start: int
    lines: list[str]
    faults: list[str]


def _entries(text: str, at: int, end: int) -> Iterator[Entry]:
    """The entries. Lines that are none belong to the entry before them."""
    rows: dict[str, _Row] = {}
    last: _Row | None = None
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        line = text[at:stop]
        found = _LINE.fullmatch(line)
        row = _row(rows, last, found[1], (found[2] or "").capitalize(), at) if found else None
        if row is not None and found is not None:
            row.lines.append(found[3] or found[4] or "")
            rows[row.number] = last = row
        elif last is not None:
            last.lines.append(line)
        elif line.strip():
            last = rows["0"] = _Row("0", "", "", at, [line], ["this stands before the first thesis"])
        at = stop + 1
    for row in rows.values():
        yield Entry(row.number, row.above, row.stance, "\n".join(row.lines).strip(), row.start, tuple(row.faults))


def _row(rows: Mapping[str, _Row], last: _Row | None, number: str, stance: str, at: int) -> _Row | None:
    """The entry that begins so, None where the line belongs to the words of the one before, as a list in them does."""
    above = number.rpartition(".")[0]
    is_listed = last is not None and len(last.lines) > 1
    if not stance:
        is_thesis = not above or (above in rows and not rows[above].stance)
        if number in rows or not is_thesis or (is_listed and not above):
            return None
        return _Row(number, above, "", at, [], [])
    faults = []
    if number in rows:
        faults.append(f"there is a {number} already")
        number = f"{above}.{BEYOND + len(rows)}" if above else str(BEYOND + len(rows))
    while above and above not in rows:
        above = above.rpartition(".")[0]
    if above != number.rpartition(".")[0] or not above:
        faults.append(f"there is nothing above {number}" if not above else f"what stands above {number} is missing")
    return _Row(number, above, stance, at, [], faults)


def plain(text: str, sources: Mapping[str, str] | None = None) -> str:
    r"""What is written, as it is read: on one line, links as their words, without footnotes and backslashes.

    >>> plain(r"Bees [sting](https://bees.example) \(once\)."), plain("So it is. [2]", {"2": "https://bees.example"})
    ('Bees sting (once).', 'So it is.')
    """
    noted = _NOTE.sub(lambda note: "" if note[1] in (sources or {}) else note[0], text)
    return " ".join(_ESCAPED.sub(r"\1", _LINK.sub(r"\1", noted)).split())


def written(words: str) -> str:
    r"""Words as Kialo writes them.

    >>> written("Bees (and wasps) sting."), written("-> See 1.")
    ('Bees \\(and wasps\\) sting.', '\\-> See 1.')
    """
    text = re.sub(r"[\\()\[\]]", r"\\\g<0>", " ".join(words.split()))
    return f"\\{text}" if text.startswith("->") else text


def footnotes_of(text: str, sources: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What a text points to, as words and address, which may be "": links in it, and footnotes whose sources are told
    at the end."""
    for link in _LINK.finditer(text):
        address = _ESCAPED.sub(r"\1", link[2])
        if not re.search(r"\s", address):
            yield plain(link[1]) or address, address
    yield from ((sources[number], address_in(sources[number])) for number in notes_in(text, sources) if sources[number])


def address_in(source: str) -> str:
    """The address of a work of which that is told, "" if there is none.

    >>> address_in("https://bees.example"), address_in("Ann Oak: Bees (2001), https://oak.example, p. 3")
    ('https://bees.example', 'https://oak.example')
    """
    found = _ADDRESS.search(source)
    return found[0] if found else "" if " " in source else source


def notes_in(text: str, sources: Mapping[str, str]) -> list[str]:
    """The footnotes of a text whose sources are told, by their numbers, each once."""
    return list(dict.fromkeys(note[1] for note in _NOTE.finditer(text) if note[1] in sources))


_LINK = re.compile(
    r"(?<!\\)\[((?:[^\[\]\\\n]|\\.)*)\]"
    r"\(((?:[^\s()\\]|\\.|\([^\s()]*\))+|https?://(?:[^()\\\n]|\\.|\([^()\n]*\))+)\)"
)
_ADDRESS = re.compile(r"https?://\S*[^\s.,;:)]", re.IGNORECASE)
_NOTE = re.compile(r"[ \t]*(?<!\\)\[(\d{1,9})\](?!\()")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
