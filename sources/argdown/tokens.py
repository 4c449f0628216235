"""Argdown's text as tokens, cut where Argdown's own program (version 1.7) cuts it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .token_patterns import (
    CLOSE,
    COMMENT_TAIL,
    CONTROL,
    DASHES,
    DATA_STOP,
    EMPTY_LINE,
    EQUALS,
    ESCAPED,
    GOES_ON,
    LINE_START,
    LINE_STOP,
    NEWLINE,
    NO_TAIL,
    OPEN,
    PLAIN,
    RULE,
    RUN,
    SHORTCODE,
    SORTS,
    SPACES,
    TAG,
    Is,
    Token,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def tokens(text: str) -> list[Token]:
    """The tokens of a text, those of its indentation among them, and END.

    Takes time in proportion to the length of the text, whatever that holds. A backslash at the end of a line, which
    Argdown refuses, is text.
    """
    return _Lexer(text).run()


class _Next:
    """Where a pattern is found next. Asked for growing places, it looks at every character once."""

    def __init__(self, pattern: str, text: str) -> None:
        self._search = re.compile(pattern).search
        self._text = text
        self._asked = self._found = -1

    def __call__(self, start: int) -> int:
        if not self._asked <= start <= self._found:
            match = self._search(self._text, start)
            self._asked, self._found = start, match.start() if match else len(self._text)
        return self._found


class _Lexer:
    """Cuts one text. `last` is the sort of the token before, on which much depends; spaces and comments are none."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.out: list[Token] = []
        self.last = Is.END
        self.indents = [0]
        self.marks: list[str] = []
        self.in_rule = False
        self.line_stop = _Next(LINE_STOP, text)
        self.close = {sign: _Next(re.escape(sign), text) for sign in ("]", "]:", ">", ">:", ")", "===", "*/", "-->")}
        self.close |= {f"@{sign}": _Next(sign, text) for sign in "]>"} | {"#": _Next("\\)", text)}
        self.data_stop = _Next(DATA_STOP, text)
        self.data_end = (-1, -1)
        in_rules: dict[str, Callable[[int], int]] = {
            "{": self._data,
            "/": self._comment,
            "<": self._comment,
            "\\": self._escaped,
            ".": self._shortcode,
            ":": self._shortcode,
        }
        self.in_text = in_rules | {
            "[": self._bracket,
            "<": self._angle,
            "@": self._mention,
            "#": self._tag,
            "=": self._front_matter,
            "*": self._mark,
            "_": self._mark,
        }
        self.in_rules = in_rules | {"-": self._rule_end, ",": self._comma}

    def run(self) -> list[Token]:
        """Cut to the end. Each cutter tells where its token ends, and puts it out; the place itself if it has none."""
        text, size, at = self.text, len(self.text), 0
        plain, run, spaces, control = PLAIN.match, RUN.match, SPACES.match, CONTROL.match
        put = self.out.append
        while at < size:
            char = text[at]
            if char in " \t\r\n":
                end = self._line_end(at)
                if end > at:
                    at = end
                    continue
            if self.last <= Is.EMPTY_LINE or self.last is Is.NEWLINE:
                end = self._line_start(at)
                if end > at:
                    at = end
                    continue
            cut = (self.in_rules if self.in_rule else self.in_text).get(char)
            if cut:
                end = cut(at)
                if end > at:
                    at = end
                    continue
            if char in " \t":
                at = spaces(text, at).end()  # type: ignore[union-attr]
                continue
            match = (plain if self.in_rule else run)(text, at) or control(text, at)
            image = match[0] if match else char
            put((Is.TEXT, image, at))
            self.last = Is.TEXT
            at += len(image)
        if self.last is Is.EMPTY_LINE:
            self.out.pop()
        self._dedent_to(0, size)
        put((Is.END, "", size))
        return self.out

    def _put(self, sort: Is, at: int, end: int) -> int:
        self.out.append((sort, self.text[at:end], at))
        self.last = sort
        return end

    def _matched(self, sort: Is, pattern: re.Pattern[str], at: int) -> int:
        match = pattern.match(self.text, at)
        return self._put(sort, at, match.end()) if match else at

    def _line_end(self, at: int) -> int:
        empty = None if self.in_rule or self.last is Is.EMPTY_LINE else EMPTY_LINE.match(self.text, at)
        if not empty:
            return self._matched(Is.NEWLINE, NEWLINE, at)
        if empty.end() == len(self.text):
            return empty.end()
        self._dedent_to(0, at)
        return self._put(Is.EMPTY_LINE, at, empty.end())

    def _line_start(self, at: int) -> int:
        """What stands only where a line begins: relations, headings, numbers and items; or lines of an inference."""
        if self.in_rule:
            return at
        rule = None if self.last is Is.EMPTY_LINE else RULE.match(self.text, at)
        if rule:
            self._dedent_to(0, at)
            self.in_rule = True
            return self._put(Is.INFERENCE, at, rule.end())
        match = LINE_START.match(self.text, at)
        if not match:
            return at
        sort = SORTS[match.lastgroup or ""]
        if sort is Is.NUMBER:
            self._dedent_to(0, at)
        elif sort is not Is.HEADING:
            width = len(match[0]) - len(match[0].lstrip("' \t"))
            self._indent_to(width + (sort is Is.ITEM), at)
        return self._put(sort, at, match.end())

    def _indent_to(self, width: int, at: int) -> None:
        if width > self.indents[-1]:
            self.indents.append(width)
            self.out.append((Is.INDENT, "", at))
        self._dedent_to(width, at)

    def _dedent_to(self, width: int, at: int) -> None:
        while width < self.indents[-1]:
            self.indents.pop()
            self.out.append((Is.DEDENT, "", at))

    def _comment(self, at: int) -> int:
        """Comments are no tokens; some take the end of their line with them."""
        text = self.text
        if text.startswith("//", at):
            end = self.line_stop(at)
            if end == len(text) or text[end] not in "\r\n":
                return at
        else:
            sign = "*/" if text.startswith("/*", at) else "-->" if text.startswith("<!--", at) else ""
            begin = at + (2 if sign == "*/" else 4)
            end = self.close[sign](begin) + len(sign) if sign else len(text) + 1
            if end > len(text):
                return at
        return (COMMENT_TAIL.get(self.last, NO_TAIL).match(text, end) or NO_TAIL.match(text, end)).end()  # type: ignore[union-attr]

    def _front_matter(self, at: int) -> int:
        opening = EQUALS.match(self.text, at)
        if not opening:
            return at
        end = self.close["==="](opening.end())
        closing = EQUALS.match(self.text, end)
        if closing:
            return self._put(Is.FRONT_MATTER, at, closing.end())
        return self._put(Is.FRONT_MATTER, at, opening.end()) if opening.end() - at >= 6 else at

    def _data(self, at: int) -> int:
        """Data goes to the last brace that closes it, before one that white space and something else follow."""
        stop = self.data_stop(at + 1)
        if self.data_end[0] != stop:
            end = self.text.rfind("}", at + 1, stop + 1)
            while end > at and GOES_ON.match(self.text, end + 1):
                end = self.text.rfind("}", at + 1, end)
            self.data_end = (stop, end)
        end = self.data_end[1]
        return self._put(Is.DATA, at, end + 1) if end > at else at

    def _escaped(self, at: int) -> int:
        return self._matched(Is.ESCAPED, ESCAPED, at)

    def _shortcode(self, at: int) -> int:
        return self._matched(Is.SHORTCODE, SHORTCODE, at)

    def _comma(self, at: int) -> int:
        return self._put(Is.COMMA, at, at + 1)

    def _rule_end(self, at: int) -> int:
        end = self._matched(Is.INFERENCE_END, DASHES, at)
        self.in_rule = end == at
        return end

    def _bracket(self, at: int) -> int:
        text, close = self.text, self.close["]"](at + 1)
        if close > at + 1 and text.startswith("(", close + 1) and not text.startswith(")", close + 2):
            end = self.close[")"](close + 2)
            if end < len(text):
                return self._put(Is.LINK, at, self._and_space(end + 1))
        return self._titled(at, "]", Is.STATEMENT, Is.STATEMENT_REFERENCE)

    def _angle(self, at: int) -> int:
        end = self._comment(at)
        return end if end > at else self._titled(at, ">", Is.ARGUMENT, Is.ARGUMENT_REFERENCE)

    def _titled(self, at: int, sign: str, definition: Is, reference: Is) -> int:
        end = self.close[f"{sign}:"](at + 2)
        if end < len(self.text) and end < self.line_stop(at + 1):
            return self._put(definition, at, end + 2)
        if self.text.startswith("-", at + 1):
            return at
        end = self.close[sign](at + 2)
        in_line = end < len(self.text) and end < self.line_stop(at + 2)
        return self._put(reference, at, end + 1) if in_line else at

    def _mention(self, at: int) -> int:
        sign = {"[": "]", "<": ">"}.get(self.text[at + 1 : at + 2])
        if not sign:
            return at
        end = self.close[f"@{sign}"](at + 3)
        in_line = end < len(self.text) and end < self.line_stop(at + 2)
        return self._put(Is.MENTION, at, self._and_space(end + 1)) if in_line else at

    def _tag(self, at: int) -> int:
        if not self.text.startswith("(", at + 1):
            return self._matched(Is.TAG, TAG, at)
        end = self.close["#"](at + 2)
        return self._put(Is.TAG, at, self._and_space(end + 1)) if at + 2 < end < len(self.text) else at

    def _mark(self, at: int) -> int:
        """Bold and italic: only what was opened last can be closed."""
        closing = CLOSE[self.marks[-1]].match(self.text, at) if self.marks else None
        if closing:
            self.marks.pop()
            return self._put(Is.CLOSE, at, closing.end())
        opening = OPEN.match(self.text, at)
        if not opening:
            return at
        self.marks.append(opening[0])
        return self._put(Is.OPEN, at, opening.end())

    def _and_space(self, end: int) -> int:
        return end + (self.text[end : end + 1] in (" ", "\t"))
