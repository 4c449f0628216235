"""Comments that silence rules in a map file: `# cruxmap: ignore[CM203] why`, read and written.

A comment belongs to the innermost entry (a node, a position, the source block, a row of `links:` or `expect:`) in which
it stands, or over which it stands on a line of its own, and silences the rules it names in that whole entry.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from ..graph.canonical import written_at
from ..graph.model import Ignore, Link, SourceMap, own_source_id
from ..graph.problem import quoted
from ..graph.schema import SECTION
from .yaml_comments import comments
from .yaml_tree import Mapping, Scalar, Sequence, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .map_values import Context

_COMMENT = re.compile(
    r"#[ \t]*cruxmap:[ \t]*ignore\b(?P<codes>\[[^\]\n#]*\])?[ \t]*(?P<note>(?:(?!#[ \t]*cruxmap:)[^\n])*)"
)
_OURS = "cruxmap:"
_EXAMPLE = "write # cruxmap: ignore[CM203] on the entry's first line"


class Entry(Struct, frozen=True):
    """An entry of a map file: what it is about, and its first and last line."""

    at: str
    first: int
    last: int


def read_ignores(context: Context, document: str, root: Mapping, source_map: SourceMap) -> tuple[Ignore, ...]:
    """The comments of a document that silence rules, in order; those that can silence nothing become findings."""
    if _OURS not in document:
        return ()
    is_in_text = any(_OURS in text for text in _texts(root))
    listed = comments(document, look_into_texts=is_in_text)
    found = [(comment, match) for comment in listed for match in _COMMENT.finditer(comment.text)]
    homes = _homes(sorted(entries(source_map, root, document), key=_outer_first), document) if found else {}
    ignores: list[Ignore] = []
    for comment, match in found:
        place = Scalar("", comment.line, comment.column + match.start(), plain=True)
        codes = tuple(filter(None, re.split(r"[\s,]+", (match["codes"] or "").strip("[]"))))
        entry = homes.get(comment.line)
        if not codes:
            context.find("bad-ignore", place, f"{quoted(match[0].strip())} names no rule", _EXAMPLE)
        elif entry is None:
            context.find("bad-ignore", place, f"{quoted(match[0].strip())} stands in no entry", _EXAMPLE)
        else:
            span, note = context.span(place), match["note"].strip()
            ignores.append(Ignore(at=entry.at, codes=codes, note=note, span=span, first=entry.first, last=entry.last))
    return _one_an_entry(ignores)


def _one_an_entry(ignores: list[Ignore]) -> tuple[Ignore, ...]:
    """Comments of one entry as one, which stands where the first does."""
    joined: dict[tuple[str, int], Ignore] = {}
    for ignore in ignores:
        first = joined.setdefault((ignore.at, ignore.first), ignore)
        if first is not ignore:
            codes = tuple(dict.fromkeys((*first.codes, *ignore.codes)))
            note = "; ".join(filter(None, [first.note, ignore.note]))
            joined[ignore.at, ignore.first] = replace(first, codes=codes, note=note)
    return tuple(joined.values())


def is_ignore(comment: str) -> bool:
    """Whether a comment says nothing but what it silences, so that writing the map says it again."""
    found = _COMMENT.fullmatch(comment)
    return found is not None and found["codes"] is not None


def without_ignores(comment: str) -> str:
    """What a comment says besides what it silences, "" for nothing."""
    return _COMMENT.sub(lambda found: found[0] if found["codes"] is None else "", comment).strip()


def entries(source_map: SourceMap, root: Mapping, document: str) -> Iterator[Entry]:
    """Every entry of a map file, outer ones before those inside them; a row that another entry could hold is its."""
    end = document.count("\n") + 1
    for place, (key, value) in enumerate(root.items):
        last = root.items[place + 1][0].line - 1 if place + 1 < len(root.items) else end
        if key.value == "source":
            yield Entry(own_source_id(source_map.id), key.line, last)
        elif key.value in SECTION and isinstance(value, Mapping):
            yield from _nodes(f"{source_map.id}/", value, last)
        elif key.value == "links" and isinstance(value, Sequence):
            yield from _rows(source_map, value, last)
        elif key.value == "expect" and isinstance(value, Sequence):
            yield from _expectations(source_map, value, last)


def add_ignores(text: str, written: SourceMap, ignores: tuple[Ignore, ...]) -> str:
    """The canonical text of a map, of which `written` is what it reads as, with the comments at their entries."""
    lines = {node.id: node.span.line for node in written.nodes}
    lines |= {row_name(link): link.span.line for link in written.links}
    lines |= {_number_name(place): expectation.span.line for place, expectation in enumerate(written.expects)}
    rows = text.split("\n")
    for ignore in ignores:
        line = lines.get(ignore.at)
        if line is not None:
            rows[line - 1] += f"  # cruxmap: ignore[{', '.join(ignore.codes)}] {ignore.note}".rstrip()
    return "\n".join(rows)


def row_name(link: Link) -> str:
    """What an ignore calls a row of `links:`."""
    return f"{link.from_id} {link.relation} {link.to_id}"


def _number_name(place: int) -> str:
    """What an ignore calls an entry of `expect:`."""
    return f"expect {place + 1}"


def _texts(value: Value) -> Iterator[str]:
    """All the texts below a value of the document."""
    queue: list[Value] = [value]
    while queue:
        match queue.pop():
            case Scalar(value=text):
                yield text
            case Mapping(items=pairs):
                for key, below in pairs:
                    queue += (key, below)
            case Sequence(items=items):
                queue += items


def _nodes(prefix: str, section: Mapping, last: int) -> Iterator[Entry]:
    for place, (key, value) in enumerate(section.items):
        end = section.items[place + 1][0].line - 1 if place + 1 < len(section.items) else last
        end = max(key.line, end)
        yield Entry(prefix + key.value, key.line, end)
        if isinstance(value, Mapping):
            for inner, (name, sides) in enumerate(value.items):
                if name.value == "positions" and isinstance(sides, Mapping):
                    below = value.items[inner + 1][0].line - 1 if inner + 1 < len(value.items) else end
                    yield from _nodes(f"{prefix}{key.value}.", sides, max(name.line, below))


def _rows(source_map: SourceMap, rows: Sequence, last: int) -> Iterator[Entry]:
    nodes = {node.id for node in source_map.nodes}
    links = {(link.span.line, link.span.column): link for link in source_map.links}
    for place, row in enumerate(rows.items):
        end = rows.items[place + 1].line - 1 if place + 1 < len(rows.items) else last
        link = links.get((row.line, row.column))
        holder = written_at(link, source_map.id) if link else ""
        name = holder if holder in nodes else row_name(link) if link else ""
        yield Entry(name, row.line, max(row.line, end))


def _expectations(source_map: SourceMap, rows: Sequence, last: int) -> Iterator[Entry]:
    numbers = {(one.span.line, one.span.column): place for place, one in enumerate(source_map.expects)}
    for place, row in enumerate(rows.items):
        end = rows.items[place + 1].line - 1 if place + 1 < len(rows.items) else last
        number = numbers.get((row.line, row.column))
        yield Entry("" if number is None else _number_name(number), row.line, max(row.line, end))


def _homes(listed: list[Entry], document: str) -> dict[int, Entry]:
    """The innermost entry of every line; comments alone on their lines, indented as an entry, belong to that below."""
    homes: dict[int, Entry] = {}
    starts: dict[int, Entry] = {}
    for entry in listed:
        homes |= dict.fromkeys(range(entry.first, entry.last + 1), entry)
        starts.setdefault(entry.first, entry)
    rows = document.split("\n")
    indents = {entry: _indent(rows[entry.first - 1]) for entry in starts.values()}
    for line in range(len(rows), 0, -1):
        row = rows[line - 1]
        below = starts.get(line + 1)
        if below and (not row.strip() or (row.lstrip().startswith("#") and _indent(row) == indents[below])):
            starts.setdefault(line, below)
            if row.strip():
                homes[line] = below
    return homes


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip())


def _outer_first(entry: Entry) -> tuple[int, int]:
    return entry.first, -entry.last
