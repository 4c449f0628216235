"""Words that are still free: what is to have an id or name of its own gets a number behind it where that is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class FreeWords:
    """Gives each asker a word of its own, in time that does not grow with how many want the same.

    >>> free = FreeWords(["ice"])
    >>> free.like("ice"), free.like("ice"), free.like("snow")
    ('ice-2', 'ice-3', 'snow')
    """

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._numbers: dict[str, int] = {}

    def like(self, base: str) -> str:
        """The word, or that with the first number behind it that is free; it is taken from now on."""
        found = base
        while found in self._taken:
            number = self._numbers.get(base, 2)
            found, self._numbers[base] = f"{base}-{number}", number + 1
        self._taken.add(found)
        return found

    def take(self, words: Iterable[str]) -> None:
        """Let nobody else have these words."""
        self._taken.update(words)
