"""Front matter: the block of YAML that clippers and note-takers put before a text, read as far as it can be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from ..graph.problem import Findings, quoted
from .yaml_tree import Mapping, Scalar, Sequence, build_tree

if TYPE_CHECKING:
    from .yaml_tree import Value

LONGEST = 60_000


class Fault(Struct, frozen=True):
    """What is wrong with front matter: a place in the text, what, and what to do."""

    at: int
    message: str
    hint: str


class FrontMatter(Struct, frozen=True):
    """What stands before a text: the words under each key, and the offset `end` at which the text itself begins.

    Keys are told apart by their letters and digits alone: `source_url`, `Source URL` and `source-url` are one.
    `fault` is the first thing that had to be read leniently, None if nothing had.
    """

    end: int = 0
    fields: dict[str, tuple[str, ...]] = {}
    fault: Fault | None = None

    def words(self, *keys: str) -> tuple[str, ...]:
        """The values under the first of the keys that has any: one for a text, several for a list."""
        return next((found for key in keys if (found := self.fields.get(folded(key), ()))), ())

    def word(self, *keys: str) -> str:
        """The one value under the first of the keys that has any, the first of a list, "" if there is none."""
        return next(iter(self.words(*keys)), "")


def front_matter(text: str) -> FrontMatter:
    """The front matter of a text, empty if it has none. Never raises; aliases and tags are not followed."""
    opening = _OPENING.match(text)
    if not opening:
        return FrontMatter()
    closing = _CLOSING.search(text, opening.end(), opening.end() + LONGEST)
    if not closing:
        return _unclosed(text, opening.end())
    inside = text[opening.end() : closing.start()]
    if not _looks_like_keys(inside):
        return FrontMatter(closing.end() if not inside.strip() else 0)
    fields, fault = _fields(inside, opening.end())
    return FrontMatter(closing.end(), fields, fault)


def folded(key: str) -> str:
    """What two spellings of one key have in common.

    >>> folded("Source URL") == folded("source_url")
    True
    """
    return re.sub(r"[\W_]+", "", key).lower()


_OPENING = re.compile(r"\ufeff?(?:[ \t]*\r?\n){0,20}---[ \t]*\r?\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)", re.MULTILINE)


def _unclosed(text: str, start: int) -> FrontMatter:
    """Keys that no `---` closes are taken for front matter up to the first empty line."""
    blank = re.compile(r"^[ \t]*\r?$", re.MULTILINE).search(text, start, start + LONGEST)
    end = blank.start() if blank else min(len(text), start + LONGEST)
    if not _looks_like_keys(text[start:end]):
        return FrontMatter()
    hint = "put a line of --- behind the last key; the keys up to the first empty line are read"
    fields, fault = _fields(text[start:end], start)
    return FrontMatter(end, fields, Fault(start, "the front matter has no end", hint) if fault is None else fault)


def _looks_like_keys(inside: str) -> bool:
    """Whether the first line that says anything starts with a key, so that two rules across a text are none."""
    lines = (line for line in inside.splitlines() if line.strip() and not line.lstrip().startswith(("#", "%")))
    return _key_and_value(next(lines, "").lstrip("{ ")) is not None


def _fields(inside: str, start: int) -> tuple[dict[str, tuple[str, ...]], Fault | None]:
    """The words by key: as YAML if it is, else line by line."""
    import yaml

    findings = Findings()
    try:
        tree = build_tree(inside, "", findings)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line if mark else 0
        hint = "put quotes round a value that holds ': ' or starts with a mark; it is read line by line"
        return _by_lines(inside), Fault(_offset(inside, start, line), _explained(error, inside, line), hint)
    found = findings.found()
    if found and found[0].rule == "duplicate-key":
        fault = Fault(_offset(inside, start, found[0].span.line - 1), found[0].message, "the first one counts")
        return _of_tree(tree), fault
    if found or not isinstance(tree, Mapping):
        line = found[0].span.line - 1 if found else 0
        what = found[0].message.replace("maps", "front matter") if found else "the front matter has no keys"
        fault = Fault(_offset(inside, start, line), what, "write plain keys and values; it is read line by line")
        return _by_lines(inside), fault
    return _of_tree(tree), None


def _explained(error: Exception, inside: str, line: int) -> str:
    lines = inside.splitlines()
    at = f" at {quoted(lines[line].strip())}" if line < len(lines) else ""
    return f"front matter that is no YAML{at}: {getattr(error, 'problem', None) or 'a character it may not hold'}"


def _offset(inside: str, start: int, line: int) -> int:
    """Where a line, counted from 0, begins."""
    return start + sum(len(one) for one in inside.splitlines(keepends=True)[:line])


def _of_tree(tree: Value | None) -> dict[str, tuple[str, ...]]:
    fields: dict[str, tuple[str, ...]] = {}
    for key, value in tree.items if isinstance(tree, Mapping) else ():
        words = tuple(_scalars(value))
        if words and folded(key.value):
            fields.setdefault(folded(key.value), words)
    return fields


def _scalars(value: Value) -> list[str]:
    """The words in a value: of a mapping (`{name: …, url: …}`) those of its name."""
    match value:
        case Scalar():
            words = " ".join(value.value.split())
            return [words] if words and not (value.plain and words in ("~", "null")) else []
        case Sequence():
            return [word for item in value.items for word in _scalars(item)]
        case Mapping():
            named = [item for key, item in value.items if folded(key.value) in ("name", "title", "label", "text")]
            return _scalars(named[0]) if named else []


def _by_lines(inside: str) -> dict[str, tuple[str, ...]]:
    """Keys and values as they stand on their lines; lines that are neither key, item nor goes-on are passed over."""
    fields: dict[str, list[str]] = {}
    current: list[str] = []
    for line in inside.splitlines():
        item = _ITEM.match(line)
        pair = _key_and_value(line)
        if item:
            current.extend(_values(item[1]))
        elif pair:
            current = fields.setdefault(folded(pair[0]), [])
            current.extend(_values(pair[1]) if not current else [])
        elif line[:1] in (" ", "\t") and line.strip() and current:
            current[-1] = f"{current[-1]} {_bare(line)}".strip()
        elif line[:1] in (" ", "\t") and line.strip():
            current.extend(_values(line))
    return {key: tuple(words) for key, words in fields.items() if words}


_ITEM = re.compile(r"[ \t]*-[ \t]+(\S.*)")


def _key_and_value(line: str) -> tuple[str, str] | None:
    key, colon, value = line.partition(":")
    is_key = bool(colon) and bool(_KEY.fullmatch(key)) and (not value or value[0] in " \t\r")
    return (key.strip("\"' "), value.strip()) if is_key else None


_KEY = re.compile(r"[\"']?[^\W\d][\w .-]{0,60}[\"']?[ \t]{0,8}")


def _values(words: str) -> list[str]:
    """The values of a line: several if it is a list in brackets."""
    if words.startswith("[") and words.endswith("]") and not words.startswith("[["):
        return [bare for part in _LISTED.findall(words[1:-1]) if (bare := _bare(part))]
    bare = _bare(words)
    return [bare] if bare and bare not in ("|", ">", "|-", ">-", "~", "null") else []


_LISTED = re.compile(r"""[ \t]*("[^"]*"|'[^']*'|[^,]+)""")


def _bare(words: str) -> str:
    """Without quotes, YAML's tags and anchors, and names that stand for something written elsewhere."""
    words = re.sub(r"^(?:[!&]\S*\s+)+", "", words.strip())
    if words.startswith(("*", "!", "&")):
        return ""
    pair = words[:1] in ("'", '"') and words[-1:] == words[:1] and len(words) > 1
    return " ".join((words[1:-1] if pair else words.strip("\"'") if words[:1] in ("'", '"') else words).split())
