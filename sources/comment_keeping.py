"""Comments of a map file put into what is written over it: each at the key that it was at, none lost.

Where that key is gone a comment goes to the end of what held it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import yaml
from msgspec import Struct

from ..graph.canonical import without_positions
from .map_ignores import without_ignores
from .map_yaml import read
from .yaml_comments import OTHER_BREAKS, comments

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .yaml_comments import Comment

    Path = tuple[str, ...]

_SCHEMA = "yaml-language-server:"
_ENDS = ("from", "relation", "to", "node", "element", "stands_for")


class Place(Struct, frozen=True):
    """A key or an item of a list: what leads to it, its line and column from 0, the last line of what it holds, and
    whether it is the first on its line."""

    path: Path
    line: int
    column: int
    last: int
    leads: bool


def keep_comments(before: str, after: str) -> tuple[str, int]:
    """The canonical text that is to be written over another, with the comments of that; and how many are lost.

    None are but where the lines of the text end in unusual ways. Those that silence rules, which `after` has already,
    are left as they are there. What the text says does not change; its lines end as they did.
    """
    plain = before.replace("\r\n", "\n")
    notes = [(note, said) for note in comments(plain) if (said := without_ignores(note.text))]
    if not notes:
        return _ended_as(before, after), 0
    if OTHER_BREAKS.search(plain) or OTHER_BREAKS.search(after):
        return _ended_as(before, after), len(notes)
    found = _Keeping(plain, after).kept(notes)
    missing = Counter(said for _, said in notes) - Counter(without_ignores(note.text) for note in comments(found))
    if missing.total() or not _say_the_same(found, after):
        return _ended_as(before, after), len(notes)
    return _ended_as(before, found), 0


def _ended_as(before: str, text: str) -> str:
    return text.replace("\n", "\r\n") if "\r\n" in before else text


class _Keeping:
    """Two texts, and where the comments of the first come to stand in the second."""

    def __init__(self, before: str, after: str) -> None:
        self.old = _places(before)
        self.rows = after.split("\n")
        self.new: dict[Path, Place] = {}
        for place in _places(after):
            self.new.setdefault(place.path, place)
        self.closed = {note.line - 1 for note in comments(after)} | _running_on(after)
        self.above: dict[int, list[str]] = defaultdict(list)
        self.below: dict[int, list[str]] = defaultdict(list)
        self.tail: list[str] = []

    def kept(self, notes: list[tuple[Comment, str]]) -> str:
        for note, said in notes:
            if not self.old or note.line - 1 < self.old[0].line:
                self._at_the_head(said)
            elif note.alone:
                self._alone(note, said)
            else:
                self._beside(note, said)
        rows = []
        for number, row in enumerate(self.rows):
            rows += [*self.above[number], row, *self.below[number]]
        return "\n".join([*rows[:-1], *self.tail, rows[-1]])

    def _at_the_head(self, said: str) -> None:
        if _SCHEMA in said:
            self.rows[0] = said
        else:
            self.below[0].append(said)

    def _alone(self, note: Comment, said: str) -> None:
        """A comment on lines of its own is about what comes next, unless it stands further in than that."""
        line, column = note.line - 1, note.column - 1
        following = next((place for place in self.old if place.line > line and place.leads), None)
        if following and following.column >= column:
            self._put(following.path, said, is_above=True)
        elif column:
            before = [place for place in self.old if place.line < line and place.leads]
            level = [place for place in before if place.column <= column]
            self._put((level or before)[-1].path, said, is_above=False)
        else:
            self.tail.append(said)

    def _beside(self, note: Comment, said: str) -> None:
        """A comment behind something is about what its line begins with."""
        line = note.line - 1
        here = [place for place in self.old if place.line == line and place.leads]
        before = [place for place in self.old if (place.line, place.column) < (line, note.column)]
        path = (here or before[-1:])[0].path
        place = self.new.get(path)
        if place and place.leads and place.line not in self.closed:
            self.closed.add(place.line)
            self.rows[place.line] += f"  {said}"
        else:
            self._put(path, said, is_above=True)

    def _put(self, path: Path, said: str, *, is_above: bool) -> None:
        """Put a comment above or below what a path leads to, or at the end of what is left of the way to it."""
        place = self.new.get(path)
        while path and not (place and place.leads):
            path, is_above = path[:-1], is_above and place is not None
            place = self.new.get(path)
        if not place:
            self.tail.append(said)
        elif is_above:
            self.above[place.line].append(f"{' ' * place.column}{said}")
        else:
            self.below[place.last].append(f"{' ' * place.column}{said}")


def _places(text: str) -> list[Place]:
    """All keys and items of lists, in the order in which they are written."""
    rows = text.split("\n")
    root = yaml.compose(text, Loader=getattr(yaml, "CLoader", yaml.Loader))
    found = _below(root, (), rows) if root else ()
    return sorted(found, key=lambda place: (place.line, place.column, len(place.path)))


def _below(node: yaml.Node, path: Path, rows: list[str]) -> Iterator[Place]:
    is_list = isinstance(node, yaml.SequenceNode)
    if not isinstance(node, yaml.CollectionNode):
        return
    for pair in node.value:
        key, value = (pair, pair) if is_list else pair
        mark = key.start_mark
        column = node.start_mark.column if is_list and not node.flow_style else mark.column
        name = _name(value) if is_list else str(key.value)
        leads = not rows[mark.line][: mark.column].strip(" -")
        yield Place((*path, name), mark.line, column, _last(value), leads)
        yield from _below(value, (*path, name), rows)


def _name(item: yaml.Node) -> str:
    """By what an item of a list is known again: its word, or the ends that it names."""
    if isinstance(item, yaml.MappingNode):
        pairs = {key.value: value.value for key, value in item.value if isinstance(value, yaml.ScalarNode)}
        return " ".join(str(pairs[name]) for name in _ENDS if name in pairs)
    return str(item.value)


def _last(node: yaml.Node) -> int:
    """The last line of what a node says."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    is_block = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
    return int(node.end_mark.line) - (1 if is_block and not node.end_mark.column else 0)


def _running_on(text: str) -> set[int]:
    """The lines whose text goes on in the next, so that no comment may stand behind it."""
    found: set[int] = set()
    for event in yaml.parse(text, Loader=getattr(yaml, "CLoader", yaml.Loader)):
        if isinstance(event, yaml.ScalarEvent) and event.start_mark and event.end_mark:
            found.update(range(event.start_mark.line, event.end_mark.line))
    return found


def _say_the_same(one: str, other: str) -> bool:
    maps = [read(text, "").source_map for text in (one, other)]
    return maps[0] is not None and maps[1] is not None and without_positions(maps[0]) == without_positions(maps[1])
