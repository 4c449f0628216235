"""The trivial graph format: a line for each argument, a line `#`, a line for each attack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...graph.problem import Span, quoted
from .facts import Attacks, Misread, words_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from .facts import Word

DIVIDE = "#"


def read_tgf(text: str, name: str) -> Attacks:
    """The framework in a text. What follows an argument on its line is its label; what follows an attack means nothing.

    Misread at the first mistake.
    """
    lines = text.split("\n")
    divide = next((number for number, line in enumerate(lines) if line.strip() == DIVIDE), None)
    if divide is None:
        end = max(number for number, line in enumerate(lines, 1) if line.strip())
        raise Misread(Span(name, end), "no line '#' after the arguments; it stands even where no attacks follow")
    arguments: dict[str, str] = {}
    for words in filter(None, (line.split(None, 1) for line in lines[:divide])):
        arguments[words[0]] = arguments.get(words[0]) or "".join(words[1:]).strip()
    attacks, places = [], []
    for number, line in enumerate(lines[divide + 1 :], divide + 2):
        words = line.split(None, 2)
        if len(words) > 1 and words[0] in arguments and words[1] in arguments:
            attacks.append((words[0], words[1]))
            places.append(number)
        elif words:
            raise _no_attack(words_of(line, name, number), arguments)
    return Attacks(arguments, tuple(attacks), tuple(places))


def _no_attack(words: list[Word], arguments: Collection[str]) -> Misread:
    if words[0].text == DIVIDE:
        return words[0].wrong("a second line '#'; only attacks may follow the first")
    for word in words[:2]:
        if word.text not in arguments:
            return word.unknown(arguments, "arguments have lines of their own before the line '#'")
    return words[0].wrong(f"{quoted(words[0].text)} attacks nothing; write attacker and attacked, as in 'a b'")
