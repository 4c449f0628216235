"""A map file brought into canonical order and form, without losing a comment.

An entry with comments stays as it is written, and so do the entries whose links would have to move into it or out
of it. Sections change places only if no comment stands outside their entries. What cannot be read whole is left
alone, and so is a file in which anything at all would change its meaning, or with comments between lines that end
otherwise than others.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from ..graph.canonical import without_positions, written_at
from ..graph.model import Position, SourceMap, own_source_id
from ..graph.problem import Findings
from ..graph.schema import KIND, SECTION
from .map_ignores import is_ignore
from .map_write import SCHEMA_LINE, TOP_KEYS
from .map_yaml import read, write
from .yaml_comments import OTHER_BREAKS, comments
from .yaml_tree import Mapping, Scalar, build_tree

if TYPE_CHECKING:
    from ..graph.model import Link
    from .yaml_comments import Comment

_SCHEMA = "yaml-language-server:"
_INDENT = 3  # the column of entries in canonical form

Name = tuple[str, str]


class Chunk(Struct, frozen=True):
    """The lines of one entry of a section, or of a whole section ("" as the entry's name), comments above included."""

    name: Name
    rows: tuple[str, ...]
    first: int
    column: int = _INDENT


class Section(Struct, frozen=True):
    """A top-level block: the lines down to its first entry, and its entries."""

    name: str
    head: tuple[str, ...]
    first: int
    chunks: tuple[Chunk, ...]


def tidy(text: str, schema: str = "") -> str:
    """The text in canonical order and form, as far as its comments let it; itself if it cannot be read whole.

    `schema` is the path of the JSON Schema for editors to name in the first line, if the text names none. What the
    text says never changes: `read` gives the same map before and after, places apart.
    """
    parsed = read(text, "")
    plain = text.replace("\r\n", "\n")
    if parsed.source_map is None or parsed.findings:
        return text
    notes = comments(plain)
    if OTHER_BREAKS.search(plain) and (notes or _lost_lines(parsed.source_map)):
        return text  # its lines cannot be told apart as YAML does
    result = _opening(plain, notes, schema) + _body(plain, parsed.source_map, notes)
    if not _says_the_same(parsed.source_map, notes, result):
        return text
    return result.replace("\n", "\r\n") if "\r\n" in text else result


def _opening(text: str, notes: list[Comment], schema: str) -> str:
    """What stands before the first key, with a line that names the schema."""
    rows = text.split("\n")[: _first_key(text) - 1]
    while rows[-2:] == ["", ""] or rows == [""]:
        rows.pop()
    if schema and not any(_SCHEMA in note.text for note in notes):
        rows.insert(0, f"{SCHEMA_LINE.partition('=')[0]}={schema}")
    return "".join(f"{row}\n" for row in rows)


def _body(text: str, source_map: SourceMap, notes: list[Comment]) -> str:
    """The file from its first key on."""
    canonical = write(source_map).partition("\n")[2]
    begin = _first_key(text)
    kept = {note.line for note in notes if not is_ignore(note.text) and _SCHEMA not in note.text}
    lost = _lost_lines(source_map)
    if not lost and not any(line >= begin - 1 for line in kept):
        return canonical
    old, new = _sections(text), {section.name: section for section in _sections(canonical)}
    chunks = [chunk for section in old for chunk in section.chunks]
    noted = {chunk.name for chunk in chunks if any(line in kept | lost for line in _range(chunk.first, chunk.rows))}
    fixed = _with_moves(noted, source_map, chunks)
    loose = {note.line for note in notes if note.column == 1 and note.line in kept}
    outside = begin - 1 in kept or any(line in loose for part in chunks for line in _range(part.first, part.rows))
    outside = outside or any(line in kept for part in old for line in _range(part.first, part.head))
    names = [section.name for section in old]
    order = names if outside else sorted(names, key=_rank)
    by_name = {section.name: section for section in old}
    blocks = [_block(by_name[name], new.get(name), fixed, kept) for name in order]
    blocks += ["\n".join(_rows(new[name])) for name in new if name not in names and ("links", "") not in fixed]
    return "\n\n".join(block.rstrip("\n") for block in blocks if block.strip()) + "\n"


def _lost_lines(source_map: SourceMap) -> set[int]:
    return {link.span.line for link in source_map.links if _is_lost(link, source_map)}


def _is_lost(link: Link, source_map: SourceMap) -> bool:
    """Whether the node in whose entry a link belongs is not there: then it stays where it is written, unless that is
    a row of `links:`, where it would come to stand anyway."""
    holder = "" if link.end_spans else written_at(link, source_map.id)
    return bool(holder) and all(node.id != holder for node in source_map.nodes)


def _block(old: Section, new: Section | None, fixed: set[Name], kept: set[int]) -> str:
    """One section, each entry as it is written if it is fixed, else as it should be."""
    noted = any(line in kept for line in _range(old.first, old.head))
    if not noted and not any(chunk.name in fixed for chunk in old.chunks):
        return "\n".join(_rows(new)) if new else ""
    if len(old.chunks) == 1 and not old.chunks[0].name[1]:
        return "\n".join(old.chunks[0].rows if old.chunks[0].name in fixed or not new else _rows(new))
    right = {chunk.name: chunk for chunk in new.chunks} if new else {}
    rows = [*old.head]
    for chunk in old.chunks:
        rows += chunk.rows if chunk.name in fixed or chunk.name not in right else right[chunk.name].rows
    return "\n".join(rows)


def _with_moves(noted: set[Name], source_map: SourceMap, chunks: list[Chunk]) -> set[Name]:
    """The entries that must stay as they are: those given, and all whose links stand in one and belong in another."""
    ids = {node.id: node for node in source_map.nodes}
    names = {chunk.name for chunk in chunks}
    by_line = {line: chunk.name for chunk in chunks for line in _range(chunk.first, chunk.rows)}
    columns = {chunk.name: chunk.column for chunk in chunks}

    def home(node_id: str) -> Name:
        node = ids.get(node_id)
        if node is None:
            return "links", ""
        if node_id == own_source_id(source_map.id):
            return "source", ""
        entry = ids[node.crux] if isinstance(node, Position) else node
        name = KIND[entry.kind].section, entry.slug
        return name if name in names else (name[0], "")

    moves = {
        (by_line.get(link.span.line, ("", "")), home(written_at(link, source_map.id))) for link in source_map.links
    }
    fixed, size = set(noted), -1
    while size != len(fixed):
        size = len(fixed)
        for start, end in moves:
            if start in fixed or end in fixed:
                fixed |= {start, end}
        sections = {name[0] for name in fixed if columns.get(name, _INDENT) != _INDENT}
        fixed |= {name for name in names if name[0] in sections}
    return fixed


def _sections(text: str) -> list[Section]:
    """The blocks of a file that reads without findings."""
    tree = build_tree(text, "", Findings())
    rows = text.split("\n")
    found: list[Section] = []
    items = tree.items if isinstance(tree, Mapping) else []
    starts = [_start(rows, key.line, first=place == 0) for place, (key, _) in enumerate(items)] + [len(rows) + 1]
    for place, (key, value) in enumerate(items):
        first, end = starts[place], starts[place + 1]
        entries = value.items if isinstance(value, Mapping) and key.value in SECTION else []
        keys = [entry for entry, _ in entries]
        if not keys or _shares_lines(key, keys):
            whole = Chunk((key.value, ""), tuple(rows[first - 1 : end - 1]), first)
            found.append(Section(key.value, (), first, (whole,)))
            continue
        begins = [max(_start(rows, entry.line), key.line + 1) for entry in keys] + [end]
        chunks = tuple(
            Chunk((key.value, entry.value), tuple(rows[begins[at] - 1 : begins[at + 1] - 1]), begins[at], entry.column)
            for at, entry in enumerate(keys)
        )
        found.append(Section(key.value, tuple(rows[first - 1 : begins[0] - 1]), first, chunks))
    return found


def _start(rows: list[str], line: int, *, first: bool = False) -> int:
    """The line on which a block begins: that of its key, or of the first of the comments right above it."""
    while not first and line > 1 and rows[line - 2].lstrip().startswith("#"):
        line -= 1
    return line


def _shares_lines(key: Scalar, entries: list[Scalar]) -> bool:
    lines = [key.line, *(entry.line for entry in entries)]
    return len(set(lines)) < len(lines)


def _rows(section: Section) -> list[str]:
    return [*section.head, *(row for chunk in section.chunks for row in chunk.rows)]


def _range(first: int, rows: tuple[str, ...]) -> range:
    return range(first, first + len(rows))


def _first_key(text: str) -> int:
    tree = build_tree(text, "", Findings())
    return tree.items[0][0].line if isinstance(tree, Mapping) and tree.items else 1


def _rank(name: str) -> int:
    return TOP_KEYS.index(name)


def _says_the_same(source_map: SourceMap, notes: list[Comment], result: str) -> bool:
    """Whether the result reads as the same map and has every comment of the original."""
    again = read(result, "")
    if again.findings or again.source_map is None:
        return False
    had = Counter(note.text for note in notes if not is_ignore(note.text))
    has = Counter(note.text for note in comments(result) if not is_ignore(note.text))
    return not had - has and without_positions(again.source_map) == without_positions(source_map)
