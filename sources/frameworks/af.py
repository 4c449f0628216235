"""The format of the competition of 2023: a line `p af N`, then attacks between the numbers 1 to N, # for comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...graph.problem import Span, quoted
from .facts import Attacks, Misread, words_of

if TYPE_CHECKING:
    from .facts import Word

COMMENT = "#"
MOST_ARGUMENTS = 10_000_000


def read_af(text: str, name: str) -> Attacks:
    """The framework in a text, its arguments named by their numbers. Misread at the first mistake."""
    rows = enumerate(text.split("\n"), 1)
    said = ((number, line) for number, line in rows if line.strip() and not line.lstrip().startswith(COMMENT))
    first = next(said, None)
    if first is None:
        raise Misread(Span(name), "no line 'p af N', which says how many arguments there are")
    size = _size(words_of(first[1], name, first[0]))
    names = dict.fromkeys(map(str, range(1, size + 1)), "")
    attacks, lines = [], []
    for number, line in said:
        words = line.split()
        if len(words) != 2 or words[0] not in names or words[1] not in names:
            raise _no_attack(words_of(line, name, number), size)
        attacks.append((words[0], words[1]))
        lines.append(number)
    return Attacks(names, tuple(attacks), tuple(lines))


def _size(words: list[Word]) -> int:
    """How many arguments the line `p af N` says there are."""
    if [word.text for word in words[:2]] != ["p", "af"] or len(words) != 3:
        line = quoted(" ".join(word.text for word in words))
        raise words[0].wrong(f"expected 'p af N' before the attacks, N arguments being numbered 1 to N, not {line}")
    count = words[2].text
    if not _is_number(count):
        raise words[2].wrong(f"{quoted(count)} is no number of arguments; write 0 or more, in digits")
    digits = count.lstrip("0") or "0"
    if len(digits) > len(str(MOST_ARGUMENTS)) or int(digits) > MOST_ARGUMENTS:
        raise words[2].wrong(f"{quoted(count)} arguments are too many; {MOST_ARGUMENTS} can be read")
    return int(digits)


def _no_attack(words: list[Word], size: int) -> Misread:
    if words[0].text == "p":
        return words[0].wrong("a second line 'p'; the number of arguments is said once, at the top")
    for word in words[:2]:
        if not _is_number(word.text):
            return word.wrong(f"{quoted(word.text)} is no number; an attack is two, as in '1 2'")
        if word.text.startswith("0") or len(word.text) > len(str(size)) or int(word.text) > size:
            there = f"they are numbered 1 to {size}" if size else "there are none"
            return word.wrong(f"there is no argument {quoted(word.text)}; {there}")
    if len(words) == 1:
        return words[0].wrong(f"{quoted(words[0].text)} attacks nothing; an attack is two numbers, as in '1 2'")
    return words[2].wrong(f"{quoted(words[2].text)} is one word too many; an attack is two numbers, as in '1 2'")


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdecimal()
