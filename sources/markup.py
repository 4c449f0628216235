"""Markup taken out of a text: the words a reader sees, and where each stretch of them stands in the source.

Emphasis, code marks, links of every kind (inline, reference, autolinks, wiki links), images, footnote marks, the
angle brackets of block quotes, escapes, HTML tags, comments and drawings are taken out. Nothing need be well-formed,
and every pattern takes time in proportion to the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Stretch = tuple[int, int, str]

_INLINE = "a abbr b big cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup tt u var wbr"
_BLOCK = (
    "article aside blockquote body br caption center col colgroup dd details div dl dt figcaption figure footer h1 h2 "
    "h3 h4 h5 h6 head header hr html iframe img li link main meta nav ol p path picture pre section source summary "
    "table tbody td tfoot th thead time title tr ul video"
)
# Brackets may stand in a link's text and in its address, one deep; an empty line may not.
_TEXT = r"(?:[^\[\]\n]|\n(?![ \t]*+\n)|\[[^\[\]\n]*+\])*+"
_ADDRESS = r"\((?:[^()\n]|\n(?![ \t]*+\n)|\([^()\n]*+\))*+\)"
# Each alternative starts with its first letter, so that the search skips to those letters.
_MARKS = rf"""
      \*\**
    | ``*
    | _(?<!\w_)_*+(?=\S) | _(?<=[^\s_]_)_*+(?!\w)    # at the edges of words only, as == below
    | =(?<!\w=)=(?=[^\s=]) | =(?<=[^\s=]=)=(?![\w=])
    | ~~~*
    | \n(?P<quote>[ \t]*+(?:>[ \t]?)++)
    | \n(?P<footnote>[ ]{{0,3}}\[\^[^\[\]\s]++\]:)
    | \n[ ]{{0,3}}\[[^\[\]\n^][^\[\]\n]*+\]:[ \t]*+(?:<[^<>\n]*+>|[A-Za-z][A-Za-z0-9+.-]*+:[^\s]++|www\.\S++|[/#.]\S*+)
         (?:[ \t]++(?:"[^"\n]*+"|'[^'\n]*+'|\([^()\n]*+\)))?[ \t]*+(?=\n|\Z)
    | \[\^[^\[\]\s]++\]
    | !\[\[[^\[\]\n]*+\]\]
    | !\[{_TEXT}\](?:{_ADDRESS}|\[[^\[\]\n]*+\])
    | \[\[(?:[^\[\]|\n]++\|)?(?P<wiki>[^\[\]|\n]++)\]\]
    | \[(?P<text>{_TEXT})\]{_ADDRESS}
    | \[(?=<svg\b)
    | <(?P<address>[A-Za-z][A-Za-z0-9+.-]*+:[^\s<>]++|[^\s<>@]++@[^\s<>@]++)>
    | <sup\b[^<>]*+>\s*+\[?\d++\]?\s*+</sup\s*+>
    | <(?P<hidden>!--|svg\b|style\b|script\b)
    | </?(?:{_INLINE.replace(" ", "|")})(?:\s[^<>]*+|/)?>
    | </?(?P<block>{_BLOCK.replace(" ", "|")})(?:\s[^<>]*+|/)?>
    | \\(?P<escaped>[!-/:-@\[-`{{-~])
    | &(?P<entity>\#[0-9]{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});
"""
_NAMED = rf"| \[(?P<named>{_TEXT})\](?:[ ]?\[(?P<name>[^\[\]\n]*+)\])?"
_MARK = re.compile(_MARKS, re.VERBOSE)
_BEHIND = re.compile(rf"\]{_ADDRESS}")
_DEFINED = re.compile(r"^ {0,3}\[([^\[\]\n^][^\[\]\n]*+)\]:", re.MULTILINE)
_END = {"!--": "-->", "svg": "</svg>", "style": "</style>", "script": "</script>"}


def stretches(original: str) -> Iterator[Stretch]:
    """The stretches of a text that a reader sees, as (start, end, words), in order; none is empty.

    The words are those between the offsets, or stand for them: a blank for a tag, what an entity means.
    """
    names = {_name(match[1]) for match in _DEFINED.finditer(original)} if "]:" in original else set()
    return _seen(original, 0, len(original), names)


def _seen(original: str, start: int, stop: int, names: set[str]) -> Iterator[Stretch]:
    search = (_mark_or_name() if names else _MARK).search
    done = start
    unclosed: set[str] = set()
    while match := search(original, done, stop):
        first, last = match.span()
        if first > done:
            yield done, first, original[done:first]
        done = last
        if match.lastgroup == "hidden":
            done = _hidden_end(original, match, unclosed)
        elif match.lastgroup:
            yield from _words(original, match, names)
    if done < stop:
        yield done, stop, original[done:stop]


@lru_cache(maxsize=1)
def _mark_or_name() -> re.Pattern[str]:
    """Markup of texts that define names of links, which few do."""
    return re.compile(_MARKS + _NAMED, re.VERBOSE)


def _words(original: str, match: re.Match[str], names: set[str]) -> Iterator[Stretch]:
    """What a reader sees of a piece of markup."""
    first, last = match.span()
    match match.lastgroup:
        case "quote" | "footnote":
            yield first, last, "\n"
        case "block":
            yield first, last, " "
        case "entity":
            yield first, last, _meaning(match[0])
        case "text":
            yield from _seen(original, *match.span("text"), names)
        case "wiki" | "address" | "escaped" as group:
            yield *match.span(group), match[group]
        case _:
            yield from _bracketed(original, match, names)


def _bracketed(original: str, match: re.Match[str], names: set[str]) -> Iterator[Stretch]:
    """Words in square brackets: a link if the name given for it, or the words, are defined as one."""
    first, last = match.span("named")
    is_link = _name(match["name"] or match["named"]) in names
    if not is_link:
        yield first - 1, first, "["
    yield from _seen(original, first, last, names)
    if not is_link:
        yield last, match.end(), original[last : match.end()]


def _hidden_end(original: str, match: re.Match[str], unclosed: set[str]) -> int:
    """Where something hidden ends; what is never closed hides nothing, and is looked for once only."""
    kind = match["hidden"]
    end = -1 if kind in unclosed else original.find(_END[kind], match.end())
    if end >= 0:
        end += len(_END[kind])
        link = _BEHIND.match(original, end) if kind == "svg" else None  # drawings are often links
        return link.end() if link else end
    unclosed.add(kind)
    return match.end()


def _meaning(entity: str) -> str:
    from html import unescape  # few texts have any

    return unescape(entity) or " "


def _name(words: str) -> str:
    return " ".join(words.casefold().split())


def plain(original: str) -> str:
    """A document's text as a reader sees it, its paragraphs kept apart.

    >>> plain("see [the *paper*](https://example.org),\\nthen\\n\\nthis")
    'see the paper, then\\n\\nthis'
    """
    return plain_at(original, [(0, len(original))])[0]


def plain_at(original: str, places: Iterable[tuple[int, int]]) -> list[str]:
    """Parts of a document's text as `plain` gives them; one may start or end inside a link.

    >>> plain_at("see [the *paper*](https://example.org)", [(9, 15)])
    ['paper']
    """
    seen = list(stretches(original))
    starts = [start for start, *_ in seen]
    return [_plain_part(seen[max(bisect_right(starts, first) - 1, 0) :], first, last) for first, last in places]


def _plain_part(seen: list[Stretch], first: int, last: int) -> str:
    """The words between two offsets, the stretches being those from the first offset on."""
    near = takewhile(lambda stretch: stretch[0] < last, seen)
    kept = "".join(_cut(stretch, first, last) for stretch in near)
    return "\n\n".join(filter(None, (" ".join(part.split()) for part in re.split(r"\n\s*\n", kept))))


def _cut(stretch: Stretch, first: int, last: int) -> str:
    start, stop, words = stretch
    if stop - start != len(words):
        return words if stop > first else ""
    return words[max(first - start, 0) : max(last - start, 0)]
