"""The format of ASPARTIX: facts `arg(a).` and `att(a,b).` in any order, % for comments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...graph.problem import Span, quoted
from .facts import Attacks, Word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .facts import Misread

_NAME = r'\s*("[^"\n]*"|[^\s(),%"]+)\s*'
_BLANK = re.compile(r"(?:\s|%[^\n]*)*")
_FACT = re.compile(rf"(?:arg\s*\({_NAME}\)|att\s*\({_NAME},{_NAME}\))\s*\.{_BLANK.pattern}")
_CALL = re.compile(r"([^\s(),.%]+)\s*\([^()\n]*(\)?)")
_FULL_STOP = re.compile(r"\s*\.")
_KNOWN = "the facts here are arg(a). and att(a,b)."
_SHAPES = {"arg": "one argument, as in arg(a).", "att": "two arguments, as in att(a,b)."}


def read_apx(text: str, name: str) -> Attacks:
    """The framework in a text. An argument may be told of after its attacks. Misread at the first mistake."""
    arguments: dict[str, str] = {}
    attacks: list[re.Match[str]] = []
    blank = _BLANK.match(text)
    at = blank.end() if blank else 0
    while at < len(text):
        fact = _FACT.match(text, at)
        if fact is None:
            raise _misread(text, at, name)
        if fact[1]:
            arguments[fact[1]] = ""
        else:
            attacks.append(fact)
        at = fact.end()
    for fact in attacks:
        for group in (2, 3):
            if fact[group] not in arguments:
                word = Word(_span(text, fact.start(group), name), fact[group])
                raise word.unknown(arguments, f"arg({word.text}). should stand somewhere")
    return Attacks(arguments, tuple((fact[2], fact[3]) for fact in attacks), tuple(_lines(text, attacks)))


def _lines(text: str, facts: list[re.Match[str]]) -> Iterator[int]:
    """The lines on which the facts begin."""
    line, before = 1, 0
    for fact in facts:
        line += text.count("\n", before, fact.start())
        before = fact.start()
        yield line


def _span(text: str, at: int, name: str) -> Span:
    return Span(name, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _misread(text: str, at: int, name: str) -> Misread:
    """What keeps the text from going on with a fact here."""
    call = _CALL.match(text, at)
    if call is None:
        message = f"cannot read {quoted(text[at : at + 200].split(maxsplit=1)[0])}; {_KNOWN}"
    elif call[1] not in _SHAPES:
        message = f"{quoted(call[1])} is no fact about attacks; {_KNOWN}"
    elif not call[2] and text.startswith("(", call.end()):
        message = f"a bracket in a name, behind {quoted(call[0])}; names with brackets go in double quotes"
    elif not call[2]:
        message = f"no closing bracket after {quoted(call[0].rstrip())}; {_KNOWN}"
    elif _FULL_STOP.match(text, call.end()):
        message = f"{quoted(call[0])} should name {_SHAPES[call[1]]} Other names go in double quotes"
    else:
        message = f"no full stop after {quoted(call[0])}; every fact ends in one"
    return Word(_span(text, at, name), call[0] if call else "").wrong(message)
