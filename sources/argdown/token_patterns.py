"""The sorts of Argdown's tokens and the patterns they are cut by."""

from __future__ import annotations

import re
from enum import IntEnum


class Is(IntEnum):
    """The sorts of token. From TEXT on they are what a statement says, before it what holds statements together."""

    END = 0
    EMPTY_LINE = 1
    FRONT_MATTER = 2
    DATA = 3
    INDENT = 4
    DEDENT = 5
    INFERENCE = 6
    INFERENCE_END = 7
    COMMA = 8
    RELATION = 9
    HEADING = 10
    NUMBER = 11
    ITEM = 12
    STATEMENT = 13
    STATEMENT_REFERENCE = 14
    ARGUMENT = 15
    ARGUMENT_REFERENCE = 16
    TEXT = 20
    ESCAPED = 21
    SHORTCODE = 22
    NEWLINE = 23
    LINK = 24
    TAG = 25
    MENTION = 26
    OPEN = 27
    CLOSE = 28


Token = tuple[Is, str, int]
"""The sort of a token, the piece of text it is, and where that begins."""

# What JavaScript takes for white space, and for the end of a line: Python's patterns differ.
SPACE = "\\t\\n\\v\\f\\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
LINE_STOP = "[\\n\\r\u2028\u2029]"
GAP = "[' \\t]*"

EMPTY_LINE = re.compile("(?:[ \\t]*\\r?\\n){2,}")
NEWLINE = re.compile("[ \\t]*(?:\\r\\n|\\n|\\r)")
RULE = re.compile(f"{GAP}--")
LINE_START = re.compile(
    f"(?P<relation>{GAP}(?:\\+>|->|<?\\+|<?-|><|_>|<_|_(?=[{SPACE}])))"
    "|(?P<heading>#+ )"
    f"|(?P<number>{GAP}\\([0-9]+\\))"
    f"|(?P<item>{GAP}(?:[0-9]+\\.|\\*)(?=[{SPACE}]))"
)
PLAIN = re.compile("[^\\\\@#*_\\[\\],.:;</>\\-\\r\\n(){}]+")
RUN = re.compile(
    "[^\\\\@#*_\\[\\],.:;</>\\-\\r\\n(){}]+(?:[,;()\\]}>\\-](?![ \\t]*=)[^\\\\@#*_\\[\\],.:;</>\\-\\r\\n(){}]*)*"
)
CONTROL = re.compile("[@#*_\\[\\],.:;</>\\-(){}][ \\t]?")
SPACES = re.compile("[ \\t]+")
ESCAPED = re.compile("\\\\[^\\n\\r\u2028\u2029] *")
SHORTCODE = re.compile(f"(?:\\.[^{SPACE}]+?\\.|:[^{SPACE}]+?:)[ \\t]?")
TAG = re.compile("#[a-zA-z0-9\\-\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef]+[ \\t]?")
OPEN = re.compile(f"(?:\\*\\*|__|\\*|_)(?![{SPACE}])")
CLOSE = {
    mark: re.compile(f"{re.escape(mark)}(?:[ \\t]|(?=[\\n\\r)}}_.,!?;:\\-*]|\\Z))") for mark in ("**", "__", "*", "_")
}
DATA_STOP = f"}}(?=[{SPACE}][^,}}])|[\\r\u2028\u2029]"
GOES_ON = re.compile(f"[{SPACE}]*[,}}]")
EQUALS = re.compile("===+")
DASHES = re.compile("-{2,}")
COMMENT_TAIL = {
    Is.EMPTY_LINE: re.compile("(?:[ \\t]*\\r\\n|\\n|\\r)*"),
    Is.NEWLINE: re.compile("(?:[ \\t]*(?:\\r\\n|\\n|\\r)(?![ \\t]*[\\n\\r]))?"),
}
NO_TAIL = re.compile("")
SORTS = {"heading": Is.HEADING, "number": Is.NUMBER, "item": Is.ITEM, "relation": Is.RELATION}
