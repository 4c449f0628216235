"""The lines of a PDF file put together: headings, paragraphs and list items, as Markdown."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from .pdf_pages import HYPHEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .pdf_pages import Line

    Block = list[Line]

LARGER = 1.12  # a heading's letters, against those of most lines
WIDEST = 1.6  # the step between lines, against their letters
APART = 1.4  # the step to a new paragraph, against that between lines
INDENT = 5.0
COLUMN = 120.0
FLUSH = 1.5
LONGEST_HEADING = 200
COMPOUND = ("well", "self", "non")  # what keeps its hyphen before any word


def blocks_of(lines: Sequence[Line]) -> Iterator[str]:
    """The blocks of the text, each as Markdown."""
    look = _Look(lines)
    blocks = list(_across_pages(_blocks(lines, look)))
    sizes = sorted({round(block[0].size) for block in blocks if look.is_heading(block)}, reverse=True)
    steps = _steps(blocks, look)
    open_: list[float] = []  # how far the items are set in that the next one may be part of
    for block in blocks:
        text, bold = look.text(block)
        item = _ITEM.match(text)
        start = item.end() if item else 0
        words = _styled(text[start:], max(bold - start, 0))
        indent = look.indent(block)
        if look.is_heading(block):
            open_ = []
            yield f"{'#' * min(1 + sizes.index(round(block[0].size)), 6)} {_inside(text)}"
        elif item or any(abs(indent - step) < INDENT for step in steps):
            open_ = [step for step in open_ if step < indent - INDENT]
            number = f"{item[1]}." if item and item[1] else "-"
            yield f"{'    ' * len(open_)}{number} {words}"
            open_.append(indent)
        else:
            open_ = []
            yield words


class _Look:
    """What most of a document's lines look like."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.size = _most(lines, lambda line: line.size) or 10.0
        own = [line for line in lines if self.is_body(line)]
        steps = [one.bottom - other.bottom for one, other in pairwise(own) if one.page == other.page]
        steps = [step for step in steps if 0 < step < 3 * self.size]
        self.step = min(median(steps) if steps else self.size, WIDEST * self.size)
        self.columns = {page: _columns(lefts) for page, lefts in _lefts(own).items()}
        rights: dict[tuple[int, float], list[float]] = {}
        for line in own:
            rights.setdefault(self._column(line.page, line.left), []).append(line.right)
        self.rights = {column: sorted(found)[len(found) * 9 // 10] for column, found in rights.items()}
        full = sum(abs(right - self.rights[column]) < FLUSH for column, found in rights.items() for right in found)
        self.is_flush = full > len(own) / 4
        whole = _BROKEN_WORD.sub(" ", "\n".join(line.text for line in lines))
        self.words = Counter(re.findall(r"\w+(?:-\w+)*", whole))

    def is_body(self, line: Line) -> bool:
        return abs(line.size - self.size) < 0.6

    def is_heading(self, block: Block) -> bool:
        """Whether the block is short and its letters are larger than those of most lines."""
        length = sum(len(line.text) for line in block)
        return 0 < self.size * LARGER < block[0].size and length < LONGEST_HEADING

    def indent(self, block: Block) -> float:
        """How far the block begins to the right of its column; what its first line alone is set in does not count."""
        left = min(line.left for line in block)
        return left - self._column(block[0].page, left)[1]

    def has_room(self, line: Line, word: str) -> bool:
        """Whether a word would have stood at the end of the line, had it not been put on the next for a reason."""
        width = FLUSH if self.is_flush else (line.right - line.left) / len(line.text) * (len(word) + 2)
        return line.right + width < self.rights.get(self._column(line.page, line.left), 0.0)

    def _column(self, page: int, left: float) -> tuple[int, float]:
        starts = [start for start in self.columns.get(page, ()) if start < left + INDENT]
        return page, starts[-1] if starts else left

    def text(self, block: Block) -> tuple[str, int]:
        """The words of a block on one line, and how many characters at their beginning are bold."""
        text, bold, goes_on = "", 0, True
        for line in block:
            *broken, last = line.text.split(HYPHEN)
            for part in (*(f"{part}-" for part in broken), last):
                text = self._joined(text, part)
            if goes_on and line.bold:
                bold = max(len(text) - len(line.text) + line.bold, 0)
            goes_on = goes_on and line.bold == len(line.text)
        return text, bold

    def _joined(self, text: str, more: str) -> str:
        """Two pieces of text joined; a hyphen that only ends a line goes."""
        end, start = _BROKEN.search(text[-80:]), re.match(r"\w+", more)
        if not end:
            return f"{text} {more}" if text else more
        if not start or not more[0].islower():
            return text + more
        first, second = end[1], start[0]
        is_compound = self.words[first] and self.words[second] and not self.words[first + second]
        keeps = self.words[f"{first}-{second}"] or is_compound or first.lower() in COMPOUND
        return text + more if keeps else text[:-1] + more


_ITEM = re.compile(r"(?:[•◦▪‣●○■∙*–-]|(\d{1,3})[.)])\s+")
_BROKEN_WORD = re.compile(rf"\w+(?:[-‐\u00ad]\n|{HYPHEN})\w+")
_BROKEN = re.compile(r"(\w+)[-‐\u00ad]\Z")


def _blocks(lines: Sequence[Line], look: _Look) -> Iterator[Block]:
    """The lines in groups that belong together, each on one page."""
    block: Block = []
    for line in lines:
        if block and _is_new(block, line, look):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _is_new(block: Block, line: Line, look: _Look) -> bool:
    """Whether a line begins another block than the lines before it."""
    last = block[-1]
    step = last.bottom - line.bottom
    if line.page != last.page or abs(line.size - last.size) > 0.6:
        return True
    if not 0 < step < APART * look.step * max(line.size / look.size, 1) and line.size > 0:
        return True
    if not look.is_body(line):
        return False
    is_whole = last.bold == len(last.text)
    if is_whole != (line.bold == len(line.text)) and not (is_whole and line.bold):
        return True
    ends = last.text.rstrip("”\"’')]").endswith((".", "!", "?", ":", ";"))
    is_item = _ITEM.match(block[0].text) is not None
    item = _ITEM.match(line.text)
    if item and (is_item or ends or not item[1]):
        return True
    if len(block) == 1 and (line.left < last.left - INDENT or is_item):
        return is_item and line.left < last.left - INDENT
    if abs(line.left - last.left) > INDENT:
        return True
    return look.has_room(last, line.text.split()[0]) and (ends or not line.text[0].islower())


def _across_pages(blocks: Iterator[Block]) -> Iterator[Block]:
    """The blocks, paragraphs that go on in another column or on the next page put together."""
    last: Block = []
    for block in blocks:
        goes_on = last and abs(last[-1].size - block[0].size) <= 0.6 and block[0].text[0].islower()
        if goes_on and not last[-1].text.endswith((".", "!", "?", ":")) and last[-1].page <= block[0].page:
            last = [*last, *block]
        else:
            if last:
                yield last
            last = block
    if last:
        yield last


def _steps(blocks: Sequence[Block], look: _Look) -> list[float]:
    """How far list items are set in, level by level: what several blocks share, and no first lines of paragraphs."""
    firsts = Counter(
        round(block[0].left - block[1].left) for block in blocks if len(block) > 1 and look.is_body(block[0])
    )
    found: Counter[int] = Counter()
    for block in blocks:
        indent = round(look.indent(block))
        if look.is_body(block[0]) and indent > 2 * INDENT and not (len(block) == 1 and firsts[indent] > 1):
            found[indent] += 1
    steps: list[float] = []
    for indent in sorted(indent for indent, count in found.items() if count > 1):
        if not steps or indent - steps[-1] > INDENT:
            steps.append(indent)
    return steps


def _lefts(lines: Sequence[Line]) -> dict[int, Counter[int]]:
    found: dict[int, Counter[int]] = {}
    for line in lines:
        found.setdefault(line.page, Counter())[round(line.left)] += 1
    return found


def _columns(lefts: Counter[int]) -> list[int]:
    """Where the columns of a page begin: where many lines do, far from each other, and the first of all."""
    many = [left for left in sorted(lefts) if sum(lefts[left + step] for step in (-1, 0, 1)) > lefts.total() / 5]
    columns: list[int] = []
    for left in many or sorted(lefts):
        if not columns or left - columns[-1] > COLUMN:
            columns.append(left)
    return columns


def _most(lines: Sequence[Line], size: Callable[[Line], float]) -> float:
    counts: Counter[float] = Counter()
    for line in lines:
        counts[size(line)] += len(line.text)
    return counts.most_common(1)[0][0] if counts else 0.0


def _styled(text: str, bold: int) -> str:
    head = text[:bold].rstrip()
    return f"**{_inside(head)}**{_inside(text[len(head) :])}" if head else _MARK.sub(r"\1\\\2", _inside(text))


_MARK = re.compile(r"\A(\d{0,9})([#>+=~|-]|[.)](?=\s))")


def _inside(text: str) -> str:
    """The text with what Markdown would take for a mark escaped."""
    return re.sub(r"[\\`*<]|(?<!\w)_|_(?!\w)", r"\\\g<0>", text)
