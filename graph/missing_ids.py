"""Ids that no node has: what to say of one, which may be meant, and which certainly is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .model import own_source_id
from .problem import Edit, Finding, Span, quoted
from .suggest import did_you_mean, only_near

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .model import Node

MOST_HINTS = 1000  # guesses at missing ids take time in proportion to the ids there are


class Names:
    """The ids there are, and the links that are `written`, indexed for suggestions when the first id is missing."""

    def __init__(self, nodes: Mapping[str, Node], written: frozenset[tuple[str, str, str]] = frozenset()) -> None:
        self.nodes = nodes
        self.slugs: dict[str, list[str]] = {}
        self.written = written
        self.missed = 0
        self.homes: dict[str, list[str]] = {}

    def is_mistyped(self, words: str) -> bool:
        """Whether words of an analogy are an id of a known source that is no node."""
        source, _, slug = words.partition("/")
        is_id = bool(slug) and not any(char.isspace() for char in words)
        return is_id and words not in self.nodes and own_source_id(source) in self.nodes

    def missing(self, node_id: str, span: Span, fits: Callable[[str], bool] | None = None) -> Finding:
        """What to say of an id that no node has; among those that `fits` lets through one may be meant."""
        if not self.slugs:
            self._index()
        source, slash, slug = node_id.partition("/")
        if not slash:
            return self._homeless(node_id, span)
        edit = self._edit(node_id, span, fits)
        if source not in self.slugs:
            hint = did_you_mean(source, self.slugs) or f"sources: {', '.join(sorted(self.slugs)) or 'none'}"
            message = f"{quoted(node_id)} is in a source that is not in the library"
            return Finding(rule="unknown-source", message=message, span=span, hint=hint, edit=edit)
        known = [edit.new] if edit else self.homes.get(slug, [])
        self.missed += 1
        hint = f"did you mean '{known[0]}'?" if known else ""
        if not known and self.missed <= MOST_HINTS:
            hint = did_you_mean(slug, self.slugs[source])
        return Finding(
            rule="dangling-id",
            message=f"there is no node {quoted(node_id)}",
            span=span,
            hint=hint or "name a node that exists, or write it",
            edit=edit,
        )

    def _index(self) -> None:
        for known in sorted(self.nodes):
            source, _, slug = known.partition("/")
            self.slugs.setdefault(source, []).append(slug)
            self.homes.setdefault(slug, []).append(known)

    def _homeless(self, slug: str, span: Span) -> Finding:
        """An id without its source, in a file that has none of its own."""
        known = self.homes.get(slug, [])
        if len(known) > 1:
            message = f"{quoted(slug)} may be {' or '.join(known)}"
            return Finding(rule="ambiguous-id", message=message, span=span, hint="write it with its source")
        edit = Edit(span, slug, known[0]) if known else None
        hint = f"did you mean '{known[0]}'?" if known else "write source/slug"
        message = f"{quoted(slug)} does not say its source"
        return Finding(rule="dangling-id", message=message, span=span, hint=hint, edit=edit)

    def _edit(self, node_id: str, span: Span, fits: Callable[[str], bool] | None) -> Edit | None:
        """The id in place of a missing one, if only one is near that could stand there."""
        source, _, slug = node_id.partition("/")
        home = source if source in self.slugs else only_near(source, self.slugs)
        near = only_near(slug, self.slugs.get(home, ()))
        new = f"{home}/{near}"
        return Edit(span, node_id, new) if near and (fits is None or fits(new)) else None
