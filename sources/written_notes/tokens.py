"""The words of a written note in stretches of one style, and what they say: definitions, names and remarks."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from ...graph.schema import MODALITIES
from ...graph.study.note_keys import ALSO, KIND_WORDS, NONE, TAG
from ...graph.study.note_ties import says_what
from ...graph.study.projection import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..markdown import Run


class Token(Struct, frozen=True, kw_only=True):
    """Words in one style, from the place `start` of the text; `ref` is the block that they lead to, "" for none, `url`
    any other address."""

    text: str
    start: int
    bold: bool = False
    italic: bool = False
    ref: str = ""
    url: str = ""

    @property
    def words(self) -> str:
        """The words on one line."""
        return one_line(self.text)


class Definition(Struct, frozen=True, kw_only=True):
    """A node as it is written out: `block` is its block id, `kind` "" and `modality` "asserted" if it does not say.

    `tie` is what is said of how it hangs on the node above. `behind` is each key with its value that follows
    on the same line. `is_bold` says that all its words are bold, so that they are title and text in one, or a question.
    """

    start: int
    title: str
    text: str
    block: str = ""
    kind: str = ""
    modality: str = "asserted"
    url: str = ""
    tie: str = ""
    behind: tuple[list[Token], ...] = ()
    is_bold: bool = False


class Name(Struct, frozen=True):
    """A node that is only named, by its block id, and what is said of the tie to it."""

    block: str
    start: int
    attributes: str = ""
    note: str = ""


def tokens_of(runs: Iterable[Run]) -> list[Token]:
    """The runs of a block as tokens, without blank ones at its ends."""
    found = []
    for style, group in groupby(runs, key=lambda run: (run.bold, run.italic, run.url)):
        bold, italic, url = style
        several = list(group)
        ref = url[2:] if url.startswith("#^") else ""
        text = "".join(run.text for run in several)
        found.append(
            Token(text=text, start=several[0].start, bold=bold, italic=italic, ref=ref, url="" if ref else url)
        )
    return _trimmed(found)


def joined(tokens: Iterable[Token]) -> str:
    """The words of tokens on one line."""
    return one_line("".join(token.text for token in tokens))


def keyed(tokens: Sequence[Token]) -> tuple[Token | None, list[Token]]:
    """The bold words that a colon follows at the beginning, None if there are none, and the tokens behind it."""
    if not tokens or not tokens[0].bold:
        return None, list(tokens)
    first, rest = tokens[0], list(tokens[1:])
    if rest and not rest[0].bold and rest[0].text.lstrip().startswith(":"):
        text = rest[0].text.lstrip()[1:]
        return first, _trimmed([replace(rest[0], text=text), *rest[1:]])
    if first.text.rstrip().endswith(":"):
        return replace(first, text=first.text.rstrip()[:-1]), _trimmed(rest)
    return None, list(tokens)


def parted(tokens: Sequence[Token]) -> list[list[Token]]:
    """The tokens of a line, parted where a further key with its value begins."""
    starts = [
        place
        for place in range(1, len(tokens))
        if tokens[place].bold and tokens[place - 1].text.rstrip().endswith(ALSO) and keyed(tokens[place:])[0]
    ]
    found = []
    for start, end in zip([0, *starts], [*starts, len(tokens)], strict=True):
        part = list(tokens[start:end])
        if end < len(tokens):
            part[-1] = replace(part[-1], text=part[-1].text.rstrip().removesuffix(ALSO))
        found.append(_trimmed(part))
    return found


def without_colon(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without a colon before them."""
    rest = _trimmed(list(tokens))
    return _trimmed([replace(rest[0], text=rest[0].text.lstrip().removeprefix(":")), *rest[1:]]) if rest else []


def without_block(tokens: Sequence[Token]) -> tuple[list[Token], str]:
    """The tokens without the block id at their end, and that id, "" if there is none."""
    found = _BLOCK.search(tokens[-1].text) if tokens and not tokens[-1].bold else None
    if not found:
        return list(tokens), ""
    return _trimmed([*tokens[:-1], replace(tokens[-1], text=tokens[-1].text[: found.start()])]), found[1]


def definition(
    tokens: Sequence[Token], start: int, *, titled: bool = True, blocked: bool = True, tied: bool = False
) -> Definition:
    """The node that tokens write out.

    If `titled`, what stands in bold before a colon, or all that stands there, is its title; if `blocked`, a block id
    may stand at the end; if `tied`, slanted parentheses at the end may say how it hangs on the node above.
    """
    rest, block = without_block(tokens) if blocked else (list(tokens), "")
    rest, *behind = parted(rest)
    rest, tie = _without_tie(rest) if tied else (rest, "")
    rest, kind, modality = _without_attributes(rest)
    title, rest = keyed(rest) if titled else (None, rest)
    is_bold = titled and title is None and len(rest) == 1 and rest[0].bold
    title = rest[0] if is_bold else title
    first = title or (rest[0] if rest else None)
    return Definition(
        start=start,
        title=title.words if title else "",
        text=joined(rest),
        block=block,
        kind=kind,
        modality=modality,
        url=(first.url if first else "") or next((token.url for token in rest if token.url), ""),
        tie=tie,
        behind=tuple(behind),
        is_bold=is_bold,
    )


def names(tokens: Sequence[Token]) -> list[Name]:
    """The nodes that tokens name, each with what is said of it up to the next."""
    places = [place for place, token in enumerate(tokens) if token.ref]
    found = []
    for place, end in zip(places, [*places[1:], len(tokens)], strict=False):
        attributes, note = remark(tokens[place + 1 : end], is_last=end == len(tokens))
        found.append(Name(tokens[place].ref, tokens[place].start, attributes, note))
    return found


def remark(tokens: Sequence[Token], *, is_last: bool = True) -> tuple[str, str]:
    """What is said of a tie: the words in slanted parentheses, and the note behind a dash."""
    rest = _trimmed(list(tokens))
    attributes = ""
    if rest and rest[0].italic and (inside := _parenthesised(rest[0])):
        attributes, rest = inside, rest[1:]
    words = joined(rest)
    words = words if is_last else words.removesuffix(";").rstrip()
    return attributes, words.removeprefix("–").lstrip()


def says_none(tokens: Sequence[Token]) -> bool:
    """Whether the tokens are nothing but the word for nothing, which is no link."""
    return len(tokens) == 1 and tokens[0].words == NONE and not (tokens[0].ref or tokens[0].bold or tokens[0].italic)


def slanted(tokens: Sequence[Token]) -> list[str]:
    """The slanted words, or if there are none those between commas."""
    found = [token.words for token in tokens if token.italic and token.words]
    return found or [words for part in joined(tokens).split(",") if (words := part.strip())]


def hashes(words: str) -> tuple[str, tuple[str, ...]]:
    """Words without the tags at their end, and these.

    >>> hashes("Bees in winter #bees #cold")
    ('Bees in winter', ('bees', 'cold'))
    """
    found = _TAGS.search(words)
    return (words[: found.start()], tuple(found[0].replace("#", " ").split())) if found else (words, ())


_TAGS = re.compile(rf"(?:(?:^|\s)#{TAG.pattern})+$")
_BLOCK = re.compile(r"(?:^|\s)\^([A-Za-z0-9-]+)\s*$")


def _trimmed(tokens: list[Token]) -> list[Token]:
    while tokens and not tokens[0].text.strip():
        tokens = tokens[1:]
    while tokens and not tokens[-1].text.strip():
        tokens = tokens[:-1]
    return tokens


def _parenthesised(token: Token) -> str:
    words = token.words
    return words[1:-1] if words.startswith("(") and words.endswith(")") else ""


def _without_tie(tokens: list[Token]) -> tuple[list[Token], str]:
    """The tokens without what slanted parentheses at their end say of a tie, and that."""
    inside = _parenthesised(tokens[-1]) if len(tokens) > 1 and tokens[-1].italic else ""
    return (_trimmed(tokens[:-1]), inside) if inside and not says_what(inside) else (tokens, "")


def _without_attributes(tokens: list[Token]) -> tuple[list[Token], str, str]:
    """The tokens without kind and modality in slanted parentheses at their end, and these."""
    inside = _parenthesised(tokens[-1]) if len(tokens) > 1 and tokens[-1].italic else ""
    words = inside.split(", ") if inside and says_what(inside) else []
    if not words:
        return tokens, "", "asserted"
    kind = next((KIND_WORDS[word] for word in words if word in KIND_WORDS), "")
    return _trimmed(tokens[:-1]), kind, next((word for word in words if word in MODALITIES), "asserted")
