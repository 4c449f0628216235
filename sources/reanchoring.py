"""Passages found again whose words or whose markers' words changed: in the one place that must be meant, or nowhere.

What was verified last is laid over the text where most of its pairs of words stand, word by word and with the words
around it, so that a passage which was taken out fits on nothing. A place counts only if its words are very like, both
neighbours agree, no other place comes near, none came as near when the passage was verified, and no other verified
passage stands there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from .folding import fold
from .runs import WORD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph.tie import Verified
    from .passages import Text

    Span = tuple[int, int]

LIKE = 0.8
MOST_CHANGED = 6  # of so many words of the passage one may be another, in it or around it, and one in any case
MOST_AROUND = 1
MARGIN = 0.1
MOST_CANDIDATES = 6
RARE = 40


class Fit(Struct, frozen=True):
    """How a recorded passage fits a place of the folded text.

    `likeness` of the words is 0 to 1; `changed` counts the words that are not the same, `around` those before and
    behind, of `known` that were recorded.
    """

    span: tuple[int, int]
    likeness: float
    changed: int
    around: int
    known: int

    @property
    def agrees(self) -> bool:
        """Whether the neighbours are the same, but for a word."""
        return self.around <= MOST_AROUND

    @property
    def score(self) -> float:
        """All in one, 0 to 1."""
        return 0.6 * self.likeness + 0.4 * (1 - self.around / max(self.known, 1))


def fit_at(text: Text, record: Verified, span: Span) -> Fit:
    """How a recorded passage fits a place."""
    from rapidfuzz.distance import Levenshtein  # only where passages are compared with a record
    from rapidfuzz.fuzz import ratio

    exact, prefix, suffix = (_words(fold(part)) for part in (record.exact, record.prefix, record.suffix))
    spans = text.runs.words
    first, last = bisect_left(spans, (span[0], 0)), bisect_left(spans, (span[1], 0))
    words = [text.folded[slice(*word)] for word in spans[max(first - len(prefix), 0) : last + len(suffix)]]
    before = words[: min(len(prefix), first)]
    inside = words[len(before) : len(before) + last - first]
    behind = words[len(before) + last - first :]
    around = _unlike(prefix[1:][::-1], before[::-1]) + _unlike(suffix[:-1], behind)
    return Fit(
        span,
        ratio(fold(record.exact), text.folded[slice(*span)]) / 100,
        Levenshtein.distance(exact, inside),
        around,
        len(prefix[1:]) + len(suffix[:-1]),
    )


def _unlike(wanted: list[str], there: list[str]) -> int:
    """How many words next to a passage are not the recorded ones, counted from the passage on."""
    from rapidfuzz.distance import Levenshtein  # as above

    most = range(max(len(wanted) - 1, 0), len(wanted) + 2)
    return min(Levenshtein.distance(wanted, there[:count]) for count in most)


def found_again(text: Text, record: Verified, taken: Sequence[Span] = ()) -> tuple[Fit | None, bool]:
    """The place that a recorded passage fits best, None if none comes near, and whether it is certain.

    `taken` are places of the folded text where other passages stand that were verified and did not change.
    """
    fits = sorted(_fits(text, record), key=lambda fit: -fit.score)
    if not fits:
        return None, False
    best = fits[0]
    second = next((fit.score for fit in fits if not overlap(fit.span, best.span)), 0.0)
    is_free = not any(overlap(best.span, place) for place in taken)
    most = max(1, len(_words(fold(record.exact))) // MOST_CHANGED)
    is_like = best.likeness >= max(LIKE, record.rival + MARGIN) and best.changed + best.around <= most
    return best, is_like and best.agrees and best.score - second >= MARGIN and is_free


def rival_of(text: Text, record: Verified, span: Span) -> float:
    """How like a passage's words are to those of the place in its own text that comes nearest, 0 to 1."""
    return max((fit.likeness for fit in _fits(text, record) if not overlap(fit.span, span)), default=0.0)


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two places share at least half of the shorter."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return 2 * shared >= min(one[1] - one[0], other[1] - other[0])


def _fits(text: Text, record: Verified) -> list[Fit]:
    """The passage laid over the places where most of its words may stand."""
    parts = [_words(fold(part)) for part in (record.prefix, record.exact, record.suffix)]
    first, last = len(parts[0]), len(parts[0]) + len(parts[1])
    quote = [word for part in parts for word in part]
    starts = _likely_starts(text, record, len(quote))
    spans = [_laid_over(text, quote, (first, last), start) for start in starts]
    return [fit_at(text, record, span) for span in dict.fromkeys(spans) if span]


def _words(folded: str) -> list[str]:
    return WORD.findall(folded)


def _likely_starts(text: Text, record: Verified, length: int) -> list[int]:
    """The numbers of the words of the text at which the quotation may start, the likeliest first."""
    whole = fold(f"{record.prefix} {record.exact} {record.suffix}")
    spans = [match.span() for match in WORD.finditer(whole)]
    votes: list[int] = []
    for at, ((start, _), (_, stop)) in enumerate(pairwise(spans)):
        places = text.runs.places(whole[start:stop], RARE)
        votes += [bisect_left(text.runs.words, (place, 0)) - at for place in places]
    votes.sort()
    width = max(4, length // 4)
    counted = [(bisect_right(votes, vote + width) - at, vote) for at, vote in enumerate(votes)]
    chosen: list[int] = []
    for _, vote in sorted(counted, key=lambda row: -row[0]):
        if all(abs(vote - other) > width for other in chosen):
            chosen.append(vote)
        if len(chosen) == MOST_CANDIDATES:
            break
    return chosen


def _laid_over(text: Text, quote: list[str], inner: Span, start: int) -> Span | None:
    """Where the inner words of a quotation come to lie in the text, laid over it word by word from about a word on."""
    from rapidfuzz.distance import Indel  # as above

    spans = text.runs.words
    slack = max(6, len(quote) // 3)
    begin = max(start - slack, 0)
    window = spans[begin : start + len(quote) + 2 * slack]
    words = [text.folded[slice(*span)] for span in window]
    pairs = [
        (block.src_start + step, block.dest_start + step)
        for block in Indel.opcodes(quote, words)
        if block.tag == "equal"
        for step in range(block.src_end - block.src_start)
    ]
    inside = [at for at, (word, _) in enumerate(pairs) if inner[0] <= word < inner[1]]
    if not inside:
        return None
    before = pairs[inside[0] - 1][1] if inside[0] else -1
    after = pairs[inside[-1] + 1][1] if inside[-1] + 1 < len(pairs) else len(words)
    (head, first), (tail, last) = pairs[inside[0]], pairs[inside[-1]]
    first = max(before + 1, first - (head - inner[0]))
    last = min(after - 1, last + (inner[1] - 1 - tail))
    return window[first][0], window[last][1]
