"""A list item put into a map file where it belongs, everything else byte for byte as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Sequence


def insert_item(text: str, entry: Sequence[str], key: str, item: str, rows: str) -> str:
    """The text with one item more at the end of the list under `key` of an entry, "" where that cannot be done.

    `entry` are the keys that lead to the entry, none for the whole file. In brackets the list takes the `item`, in
    rows of its own the `rows`, the first of them with its dash. A list that is not there is begun behind the entry's
    other keys.
    """
    try:
        root = yaml.compose(text, Loader=getattr(yaml, "CLoader", yaml.Loader))
    except yaml.YAMLError:
        return ""
    if root is None and not entry:
        return _below(text, len(text.rstrip()), f"{key}:\n{rows}", 0)
    here = root
    for name in entry:
        here = _under(here, name)
    if not isinstance(here, yaml.MappingNode) or not here.value:
        return ""
    found = _under(here, key)
    if isinstance(found, yaml.SequenceNode):
        return _longer(text, found, item, rows)
    if found is None:
        return _begun(text, here, key, item, rows)
    is_empty = isinstance(found, yaml.ScalarNode) and not found.value and not entry
    return _below(text, int(found.start_mark.index), rows, 0) if is_empty else ""


def _longer(text: str, items: yaml.SequenceNode, item: str, rows: str) -> str:
    """The text with an item more at the end of a list."""
    if not items.flow_style:
        return _below(text, _end(text, items), rows, _column(items))
    if not items.value:
        inside = int(items.start_mark.index) + 1
        return text[:inside] + item + text[inside:]
    end = _end(text, items.value[-1])
    return f"{text[:end]}, {item}{text[end:]}"


def _begun(text: str, entry: yaml.MappingNode, key: str, item: str, rows: str) -> str:
    """The text with a list begun behind the last key of an entry."""
    end = _end(text, entry.value[-1][1])
    if entry.flow_style:
        return f"{text[:end]}, {key}: [{item}]{text[end:]}"
    is_short = rows == f"- {item}" and not item.startswith("{")
    return _below(text, end, f"{key}: [{item}]" if is_short else f"{key}:\n{rows}", _column(entry))


def _under(node: yaml.Node | None, key: str) -> yaml.Node | None:
    """The value of a key, None without one. Of sections that stand twice the last, which is where more would go."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((value for name, value in reversed(pairs) if name.value == key), None)


def _below(text: str, at: int, rows: str, column: int) -> str:
    """The text with rows below the line in which a place is, moved to a column."""
    line_break = "\r\n" if "\r\n" in text else "\n"
    end = text.find("\n", at)
    before, after = (text, "") if end < 0 else (text[: end + 1], text[end + 1 :])
    if before and not before.endswith("\n"):
        before += line_break
    moved = "".join(f"{' ' * column}{row}{line_break}" if row else line_break for row in rows.split("\n"))
    return before + moved + after


def _end(text: str, node: yaml.Node) -> int:
    """Where what a node says ends; the marks of blocks are behind the blanks and comments that follow."""
    while isinstance(node, (yaml.MappingNode, yaml.SequenceNode)) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    end = int(node.end_mark.index)
    is_block = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
    return len(text[:end].rstrip()) if is_block else end


def _column(node: yaml.Node) -> int:
    return int(node.start_mark.column)
