"""Answers of a library that took long to make, kept until something of it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from . import cache_folder
from .digest import digest

if TYPE_CHECKING:
    from .cache_folder import Cache


class KeptAnswers(Struct, frozen=True):
    """The answers of one library in one state, which its `generation` stands for."""

    cache: Cache
    library: str
    generation: bytes

    def find(self, question: bytes) -> memoryview | None:
        """The answer to a question, None if it was not kept."""
        found = cache_folder.kept(self.cache, self._name(question))
        size = len(self.generation)
        return found[size:] if found and found[:size] == self.generation else None

    def keep(self, question: bytes, answer: bytes) -> None:
        """Keep the answer to a question, in place of that of another time."""
        cache_folder.keep(self.cache, self._name(question), self.generation + answer)

    def _name(self, question: bytes) -> str:
        return f"{self.library}{cache_folder.ANSWER}{digest(question)[:16].hex()}"
