"""YAML text to plain data in which every value knows its line and column.

The map format is a strict subset of YAML: block and flow mappings, lists and scalars; no aliases, anchors,
tags, merge keys or second documents. All scalars are text here; what they mean is the reader's business.
Works on libyaml's events, in one pass and without recursion.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import yaml
from msgspec import Struct

from ..graph.problem import Finding, Findings, Span, quoted

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..graph.foreign_data import Data

MAX_DEPTH = 60


class Scalar(Struct, frozen=True, gc=False):
    """A piece of text with its place; `plain` if it was written without quotes."""

    value: str
    line: int
    column: int
    plain: bool


class Mapping(Struct, frozen=True):
    """Keys and values in the order written. Keys are unique, but for repeated sections of the whole file."""

    items: list[tuple[Scalar, Value]]
    line: int
    column: int


class Sequence(Struct, frozen=True):
    """A list with its place."""

    items: list[Value]
    line: int
    column: int


Value = Scalar | Mapping | Sequence


def build_tree(text: str, file: str, findings: Findings) -> Value | None:
    """The document as plain data, None if it holds nothing; what the subset refuses goes to `findings`.

    Raises yaml.YAMLError where the text is not YAML, or deeper than MAX_DEPTH.
    """
    builder = _Builder(file, findings)
    builder.run(text)
    return builder.root


class _Builder:
    """Builds one tree from libyaml's events; open containers lie on a stack."""

    def __init__(self, file: str, findings: Findings) -> None:
        self.file = file
        self.findings = findings
        self.root: Value | None = None
        self.stack: list[Mapping | Sequence] = []
        self.keys: list[Scalar | None] = []
        self.seen: list[dict[str, int]] = []
        self.skipping = 0
        self.is_full = False
        self.wants_key = False

    def run(self, text: str) -> None:
        """Read the events to the end."""
        handlers: dict[type[yaml.Event], Callable[[Any], None]] = {
            yaml.MappingStartEvent: self._open,
            yaml.SequenceStartEvent: self._open,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
            yaml.StreamEndEvent: self._end,
        }
        next_event = _LOADER(text).get_event
        while not self.is_full:
            event = next_event()
            kind = type(event)
            if kind is yaml.ScalarEvent:  # most events are: no call for them but one
                if not self.skipping:
                    mark = event.start_mark
                    scalar = Scalar(event.value, mark.line + 1, mark.column + 1, not event.style)
                    if event.anchor or event.tag:
                        self._refuse(event, "tags" if event.tag else "anchors")
                    if self.wants_key:
                        self.keys[-1] = scalar
                        self.wants_key = False
                    else:
                        self._add(scalar)
            elif kind in handlers:
                handlers[kind](event)

    def _alias(self, event: yaml.AliasEvent) -> None:
        self._refuse(event, "aliases")
        if not self.skipping:
            self._leave_out()

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        if self.root is not None:
            self._refuse(event, "several documents in one file", "make it a file of its own")
            self.is_full = True

    def _end(self, _event: yaml.StreamEndEvent) -> None:
        self.is_full = True

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        if event.anchor or event.tag:
            self._refuse(event, "tags" if event.tag else "anchors")
        if len(self.stack) + self.skipping >= MAX_DEPTH:  # libyaml takes quadratic time over nested brackets
            self._too_deep(event)
        if self.skipping or self.wants_key:
            if not self.skipping:
                self._refuse(event, "mappings or lists as keys", "a key is a word")
            self.skipping += 1
            return
        container = Mapping if isinstance(event, yaml.MappingStartEvent) else Sequence
        self.stack.append(container([], *_place(event)))
        self.keys.append(None)
        self.seen.append({})
        self.wants_key = container is Mapping

    def _too_deep(self, event: yaml.Event) -> None:
        """Say where the entry began that goes too deep, in the form of libyaml's own errors."""
        outer = self.stack[min(2, len(self.stack) - 1)] if self.stack else None
        context = yaml.error.Mark("", 0, outer.line - 1, outer.column - 1, None, 0) if outer else None
        mark = cast("yaml.error.Mark", event.start_mark)  # libyaml's marks have the same attributes
        raise yaml.MarkedYAMLError("while parsing a flow sequence", context, f"more than {MAX_DEPTH} levels", mark)

    def _close(self, _event: yaml.CollectionEndEvent) -> None:
        if self.skipping:
            self.skipping -= 1
            if not self.skipping:
                self._leave_out()
            return
        self.keys.pop()
        self.seen.pop()
        self._add(self.stack.pop())

    def _leave_out(self) -> None:
        """Go on behind a refused key or value: a key loses its value, a value its key."""
        if self.wants_key:
            self.keys[-1] = None
            self.wants_key = False
        elif self.stack:
            self.wants_key = isinstance(self.stack[-1], Mapping)

    def _add(self, value: Value) -> None:
        """Put a value where it belongs: under the key that waits for it, or at the end of its list."""
        if not self.stack:
            self.root = value
            self.wants_key = False
            return
        parent = self.stack[-1]
        if isinstance(parent, Sequence):
            parent.items.append(value)
            self.wants_key = False
            return
        self.wants_key = True
        key = self.keys[-1]
        if key is None:
            return
        seen = self.seen[-1]
        if key.value in seen:
            self._repeated(key, seen[key.value])
            if len(self.stack) > 1:
                return
        seen[key.value] = key.line
        parent.items.append((key, value))

    def _repeated(self, key: Scalar, first: int) -> None:
        in_file = len(self.stack) == 1
        hint = f"line {first} has it: join the two" + ("" if in_file else " or rename one; the first one counts")
        message = f"key {quoted(key.value)} stands twice in this {'file' if in_file else 'block'}"
        span = Span(self.file, key.line, key.column)
        self.findings.add(Finding(rule="duplicate-key", message=message, span=span, hint=hint))

    def _refuse(self, event: yaml.Event, what: str, hint: str = "") -> None:
        hint = hint or ("write the value out where it is needed" if what == "aliases" else "drop it: no map needs one")
        span = Span(self.file, *_place(event))
        self.findings.add(Finding(rule="yaml-feature", message=f"maps may not use {what}", span=span, hint=hint))


_LOADER = getattr(yaml, "CLoader", yaml.Loader)


def _place(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def plain_data(value: Value, scalar: Callable[[Scalar], Data]) -> Data:
    """A value as data without places, each scalar as the function takes it."""
    match value:
        case Mapping():
            return {key.value: plain_data(item, scalar) for key, item in value.items}
        case Sequence():
            return [plain_data(item, scalar) for item in value.items]
        case Scalar():
            return scalar(value)
