"""Where a reading of Argdown is, and what is said there: a statement or an argument."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from ...graph.problem import quoted
from .content import content, tag_of, text_of
from .debate import ARGUMENT, STATEMENT, UNTITLED, Fields, Inference
from .token_patterns import Is
from .tokens import tokens
from .values import data_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from .token_patterns import Token

    Tell = Callable[[int, str, str], None]
    """Takes what is wrong: a place of the text, what, and what to do."""


class Said(Struct):
    """A statement or argument where it is named: what is told of it there."""

    sort: str
    title: str
    at: int
    text: str = ""
    is_reference: bool = False
    tags: dict[str, None] = field(default_factory=dict)
    data: Fields = field(default_factory=dict)


class Cursor:
    """Goes through the tokens of one text; `i` is the place of the next."""

    def __init__(self, text: str, tell: Tell) -> None:
        self.text = text
        self.tokens: list[Token] = tokens(text)
        self.tell = tell
        self.i = 0
        self.untitled = 0
        self.keeps_tags = True

    def next(self) -> Is:
        """The sort of the next token."""
        return self.tokens[self.i][0]

    def said(self) -> Said | None:
        """A statement or argument as it is named or told; None, and a finding, where there is none."""
        sort, image, at = self.tokens[self.i]
        if sort in (Is.STATEMENT, Is.ARGUMENT):
            self.i += 1
            said = Said(STATEMENT if sort is Is.STATEMENT else ARGUMENT, image[1:-2], at)
            if self.next() < Is.TEXT:
                self.tell(at, f"nothing is said of {quoted(said.title)}", "write its text, or leave out the colon")
                said.is_reference = True
            said.text, said.tags = self.content()
        elif sort in (Is.STATEMENT_REFERENCE, Is.ARGUMENT_REFERENCE):
            self.i += 1
            kind = STATEMENT if sort is Is.STATEMENT_REFERENCE else ARGUMENT
            said = Said(kind, image[1:-1], at, is_reference=True)
            while self.next() is Is.TAG:
                said.tags[tag_of(self.take()[1])] = None
            if self.next() is Is.NEWLINE:
                self.i += 1
            elif self.next() >= Is.TEXT:
                self.fault(f"text after {quoted(image)} is not read", "write a colon behind the title, or @ before it")
                self.content()
        elif sort >= Is.TEXT:
            said = Said(STATEMENT, "", at)
            said.text, said.tags = self.content()
        else:
            self.fault("a statement or an argument is missing here")
            return None
        said.data = self._data()
        return said

    def _data(self) -> Fields:
        if self.next() is not Is.DATA:
            return {}
        _, image, at = self.take()
        if self.next() is Is.NEWLINE:
            self.i += 1
        return self.read(image, at)

    def read(self, image: str, at: int) -> Fields:
        """The data that a token is; what is wrong with it is told."""
        found, fault = data_of(image)
        if fault:
            self.tell(at + fault.at, fault.message, fault.hint)
        return found

    def inference(self) -> Inference:
        """The rules between two rows of hyphens, and their data."""
        self.i += 1
        found, words = Inference(), [""]
        while self.next() not in (Is.INFERENCE_END, Is.EMPTY_LINE, Is.END):
            sort, image, at = self.take()
            if sort is Is.DATA:
                found.data = self.read(image, at)
            elif sort is Is.COMMA:
                words.append("")
            elif sort is Is.NEWLINE and self.next() is Is.NEWLINE:
                self.fault("an inference has no empty lines", "close it by -- in the line after its rules")
            else:
                if found.data and sort is not Is.NEWLINE and image.strip():
                    self.tell(at, "nothing can follow the data of an inference", "write its rules before them")
                words[-1] += text_of(sort, image)
        found.rules = [rule for rule in (" ".join(word.split()) for word in words) if rule]
        if self.next() is Is.INFERENCE_END:
            self.i += 1
        else:
            self.fault("the inference does not end", "close it by --")
        if self.next() is Is.NEWLINE:
            self.i += 1
        return found

    def content(self) -> tuple[str, dict[str, None]]:
        """What is said, as text and as tags, up to what says no more."""
        text, tags, self.i, unclosed = content(self.tokens, self.i, keeps_tags=self.keeps_tags)
        if unclosed >= 0:
            hint = "close them, or write \\* and \\_ for the signs"
            self.tell(unclosed, "bold or italic words do not end here", hint)
        return text, tags

    def new_title(self) -> str:
        self.untitled += 1
        return f"{UNTITLED}{self.untitled}"

    def take(self) -> Token:
        self.i += 1
        return self.tokens[self.i - 1]

    def skip(self, stops: tuple[Is, ...]) -> None:
        while self.next() not in stops and self.next() is not Is.END:
            self.i += 1

    def fault(self, message: str, hint: str = "") -> None:
        self.tell(self.tokens[self.i][2], message, hint)
