"""Markdown to blocks with their places: one tree, whichever library read the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BlockKind = Literal[
    "heading", "paragraph", "list", "item", "table", "row", "cell", "quote", "code", "html", "footnote", "rule"
]
EventKind = Literal["start", "end", "text", "code", "break", "html"]

DEEPEST = 60
MOST_EVENTS = 1_500_000
UNSEEN_TAGS = ("svg", "style", "script", "head", "template", "noscript")


class Run(Struct, frozen=True, gc=False):
    """Words in one style, and the stretch of the text they were written in; `url` where they are a link."""

    text: str
    start: int
    end: int
    bold: bool = False
    italic: bool = False
    code: bool = False
    url: str = ""


class Block(Struct, frozen=True, kw_only=True):
    """A block of a document, from `start` to before `end` in its text, by characters.

    `runs` are its own words (an item's are those of its first paragraph), `children` the blocks inside it. `level` is
    a heading's, 1 to 6; `number` what an item of a numbered list counts as, None in other lists; `language` what a
    fenced block of code is said to be in; `is_head` marks a table's row of heads. The runs of code and HTML are their
    source as it stands, see `raw`.
    """

    kind: BlockKind
    start: int
    end: int
    runs: tuple[Run, ...] = ()
    children: tuple[Block, ...] = ()
    level: int = 0
    number: int | None = None
    language: str = ""
    is_head: bool = False

    @property
    def text(self) -> str:
        """Its own words on one line, without Markdown's marks."""
        return plain(self.runs)

    @property
    def raw(self) -> str:
        """The source of a block of code or HTML."""
        return "".join(run.text for run in self.runs)

    @property
    def words(self) -> tuple[int, int]:
        """From where to where its own words stand in the text, its start twice if it has none."""
        return (self.runs[0].start, self.runs[-1].end) if self.runs else (self.start, self.start)


class Markdown(Struct, frozen=True):
    """A text as blocks, and up to where it was read: all of it, unless it has more than MOST_EVENTS parts."""

    blocks: tuple[Block, ...]
    stop: int


class Event(Struct, frozen=True, gc=False):
    """What a library met in a text. `tag` is a BlockKind, or `bold`, `italic`, `link`, `image` or `other`."""

    kind: EventKind
    start: int
    end: int
    tag: str = ""
    text: str = ""
    number: int | None = None


class Lines:
    """Tells on which line and in which column a place of a text stands, both counted from 1."""

    def __init__(self, text: str) -> None:
        self._ends = [match.start() for match in re.finditer("\n", text)]

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        line = bisect_right(self._ends, offset - 1)
        return line + 1, offset - (self._ends[line - 1] if line else -1)


def read_markdown(text: str, start: int = 0, *, most: int = MOST_EVENTS) -> Markdown:
    """The blocks of a CommonMark text with tables, footnotes, strikethrough and [[wiki links]], from `start` on.

    Lists are the same whether tight or loose. HTML is kept apart from words; what stands inside drawings, styles and
    scripts, and what images say of themselves, is no word. Nesting beyond DEEPEST levels is taken for shallower.
    Never raises; takes time in proportion to the length of the text.
    """
    if find_spec("pyromark"):
        from .markdown_pyromark import events
    else:
        from .markdown_it import events
    tree = Tree(start)
    stop = len(text)
    for count, event in enumerate(events(text[start:] if start else text)):
        if count == most:
            stop = start + event.start
            break
        tree.take(event)
    return Markdown(tree.done(), stop)


def plain(runs: Iterable[Run]) -> str:
    """The words of runs on one line.

    >>> plain([Run("two ", 0, 4), Run("words\\n", 6, 12, bold=True)])
    'two words'
    """
    return " ".join("".join(run.text for run in runs).split())


def walk(found: Iterable[Block]) -> Iterator[Block]:
    """The blocks and all that is in them, in the order of the text."""
    for block in found:
        yield block
        yield from walk(block.children)


class _Open:
    """A block not yet ended."""

    def __init__(self, event: Event) -> None:
        self.event = event
        self.runs: list[Run] = []
        self.children: list[Block] = []


class Tree:
    """Blocks growing from events: take each of them, then ask for what is done."""

    def __init__(self, shift: int) -> None:
        self.shift = shift
        self.open = [_Open(Event("start", 0, 0))]
        self.styles: list[Event] = []
        self.unseen: list[str] = []
        self.too_deep = 0

    def take(self, event: Event) -> None:
        match event.kind:
            case "start" if event.tag in _STYLES:
                self.styles.append(event)
            case "end" if event.tag in _STYLES:
                self.styles.pop()
            case "start":
                self._begin(event)
            case "end":
                self._finish()
            case "html":
                self._html(event)
            case _:
                self._words(event)

    def done(self) -> tuple[Block, ...]:
        while len(self.open) > 1:
            self._finish()
        return tuple(self.open[0].children)

    def _begin(self, event: Event) -> None:
        self.unseen.clear()
        if len(self.open) > DEEPEST:
            self.too_deep += 1
        else:
            self.open.append(_Open(event))

    def _finish(self) -> None:
        if self.too_deep:
            self.too_deep -= 1
            return
        block = _closed(self.open.pop(), self.shift)
        above = self.open[-1]
        if block.kind == "paragraph" and above.event.tag == "item" and not above.runs and not above.children:
            above.runs = list(block.runs)
        elif block.kind != "paragraph" or block.runs:
            above.children.append(block)

    def _html(self, event: Event) -> None:
        """Tags are no words; those of drawings and the like take what is in them along."""
        if self.open[-1].event.tag in ("code", "html"):
            self.open[-1].runs.append(self._run(event))
            return
        tag = _TAG.match(event.text)
        name = tag[2].lower() if tag else ""
        if name in UNSEEN_TAGS and not event.text.endswith("/>"):
            if tag and not tag[1]:
                self.unseen.append(name)
            elif name in self.unseen:
                del self.unseen[self.unseen.index(name) :]
        elif name == "br":
            self._words(Event("break", event.start, event.end))

    def _words(self, event: Event) -> None:
        here = self.open[-1]
        is_seen = not self.unseen and not any(style.tag == "image" for style in self.styles)
        if is_seen or here.event.tag in ("code", "html"):
            here.runs.append(self._run(event))

    def _run(self, event: Event) -> Run:
        tags = [style.tag for style in self.styles]
        return Run(
            "\n" if event.kind == "break" else event.text,
            event.start + self.shift,
            event.end + self.shift,
            "bold" in tags,
            "italic" in tags,
            event.kind == "code",
            next((style.text for style in reversed(self.styles) if style.tag == "link"), ""),
        )


_STYLES = ("bold", "italic", "link", "image", "other")
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)")


def _closed(ended: _Open, shift: int) -> Block:
    event = ended.event
    kind: BlockKind = event.tag  # type: ignore[assignment]  # libraries' tags outside of styles are the kinds of blocks
    children = tuple(ended.children)
    if kind == "list" and event.number is not None:
        children = tuple(_numbered(item, event.number + place) for place, item in enumerate(children))
    return Block(
        kind=kind,
        start=event.start + shift,
        end=event.end + shift,
        runs=tuple(ended.runs if kind in ("code", "html") else _trimmed(ended.runs)),
        children=children,
        level=(event.number or 0) if kind == "heading" else 0,
        language=event.text if kind == "code" else "",
        is_head=kind == "row" and event.text == "head",
    )


def _numbered(item: Block, number: int) -> Block:
    from msgspec.structs import replace

    return replace(item, number=number)


def _trimmed(runs: list[Run]) -> list[Run]:
    """Without the white space before and after."""
    first = next((at for at, run in enumerate(runs) if run.text.strip()), len(runs))
    last = next((at for at in range(len(runs), first, -1) if runs[at - 1].text.strip()), first)
    return runs[first:last]
