"""The markers of one document looked up in its text, and what the record of the last time says of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from ..graph.model import passage_text
from ..graph.tie import CONTEXT, MOST_PLACES, Miss, Moved, Place, Tie, Verified
from .folding import fold, place_at, start_of, stop_of, written
from .lock import digest
from .markdown import Lines
from .markers import mark, nearest_words, unique_marker
from .passages import Found, Text, find, fold_text, is_in_section, place_of, section_at
from .reanchoring import MARGIN, Fit, fit_at, found_again, overlap, rival_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..graph.model import Node, Passage

    Span = tuple[int, int]

NEAR = 0.5
TELLING = 5  # words that hardly come together twice by chance


class Page(Struct, frozen=True):
    """A document's text with the name of its file, made ready for looking passages up."""

    text: Text
    lines: Lines
    name: str


def page_of(original: str, name: str) -> Page:
    """A text made ready for looking passages up."""
    return Page(fold_text(original), Lines(original), name)


def ties(page: Page, marked: Iterable[Node], known: Mapping[str, Verified], *, recording: bool = False) -> list[Tie]:
    """The markers of a document's nodes looked up; `known` is what was recorded of them, by id.

    A marker that leads nowhere any more, or to other words among other neighbours, leads to where the recorded
    passage certainly stands, or its passage is an orphan. For `recording` each passage's rival is looked for too.
    """
    found = [(node, node.passage, find(page.text, node.passage, node.section)) for node in marked if node.passage]
    looked = [_looked_up(page, node, marker, at, known.get(node.id)) for node, marker, at in found]
    standing = [
        (tie.before, at.folded[0])
        for tie, (*_, at) in zip(looked, found, strict=True)
        if tie.now and tie.before and tie.now.hash == tie.before.hash
    ]
    settled = [
        _with_record(page, tie, node, at, standing) if tie.before else tie
        for tie, (node, _, at) in zip(looked, found, strict=True)
    ]
    return [_with_rival(page, tie) for tie in settled] if recording else settled


def _looked_up(page: Page, node: Node, marker: Passage, found: Found, known: Verified | None) -> Tie:
    text = page.text
    mark_digest = digest(passage_text(marker))
    tie = Tie(node_id=node.id, text_file=page.name, before=known if known and known.marker == mark_digest else None)
    if not found.places:
        miss, words = _miss(text, marker)
        return replace(tie, miss=miss, near=nearest_words(text, words) if miss in ("start", "end") else "")
    is_vague = len(found.places) > 1 or found.others
    places = tuple(
        Place(page.lines.at(at)[0], section_at(text, at), unique_marker(text, marker, folded) if is_vague else None)
        for (at, _), folded in zip(found.places[:MOST_PLACES], found.folded, strict=False)
    )
    if len(found.places) > 1:
        return replace(tie, fits=len(found.places), places=places)
    in_section = not node.section or is_in_section(text, found.places[0][0], node.section)
    return replace(
        tie,
        fits=1,
        places=places,
        others=found.others,
        in_section=in_section,
        sections=() if in_section else tuple(text.titles),
        now=_verified(text, found.folded[0], section=places[0].section, marker=mark_digest, twins=found.others),
    )


def _verified(text: Text, span: Span, *, section: str, marker: str, twins: int) -> Verified:
    start, stop = span
    return Verified(
        section=section,
        marker=marker,
        hash=digest(text.folded[start:stop]),
        exact=_written(text, start, stop),
        prefix=_written(text, max(start - CONTEXT, 0), start),
        suffix=_written(text, stop, min(stop + CONTEXT, len(text.folded))),
        offset=start_of(text.fold, start),
        twins=twins,
    )


def _with_record(page: Page, tie: Tie, node: Node, found: Found, standing: Sequence[tuple[Verified, Span]]) -> Tie:
    """What became of a passage that was verified before under this marker."""
    before, span = tie.before, found.folded[0] if len(found.folded) == 1 else None
    if before is None or len(found.folded) > 1:
        return tie
    here = fit_at(page.text, before, span) if span else None
    if here and _is_same(tie.now, before, here):
        return tie
    taken = [place for other, place in standing if not _shared(other, before)]
    best, is_certain = found_again(page.text, before, taken)
    if best and is_certain:
        return tie if best.span == span else _moved(page, tie, best, node.section)
    if here and here.agrees and here.likeness >= max(NEAR, before.rival + MARGIN):
        return tie
    if here and tie.now and tie.now.hash == before.hash and not before.twins:
        return tie if tie.now.section != before.section else _moved(page, tie, here, node.section)
    near = _written(page.text, *best.span) if best and best.likeness >= NEAR else tie.near
    return _lost(tie, near=near, is_orphan=True)


def _with_rival(page: Page, tie: Tie) -> Tie:
    """The tie with what is to be recorded complete; what was recorded of the same words still holds."""
    now, before = tie.moved.now if tie.moved else tie.now, tie.before
    if now is None:
        return tie
    if before and before.hash == now.hash:
        return replace(tie, now=replace(now, rival=before.rival)) if tie.now else tie
    start = place_at(page.text.fold, now.offset)
    rival = rival_of(page.text, now, (start, start + len(fold(now.exact))))
    now = replace(now, rival=round(rival, 3))
    return replace(tie, moved=replace(tie.moved, now=now)) if tie.moved else replace(tie, now=now)


def _is_same(now: Verified | None, before: Verified, here: Fit) -> bool:
    """Whether the words found are those recorded: half of their neighbours too, or enough words that stood nowhere
    else, in the same section."""
    if now is None or now.hash != before.hash:
        return False
    is_own = not before.twins and now.section == before.section and len(before.exact.split()) >= TELLING
    return is_own or 2 * here.around <= here.known


def _shared(one: Verified, other: Verified) -> bool:
    """Whether two passages lay over each other when they were recorded."""
    return overlap((one.offset, one.offset + len(one.exact)), (other.offset, other.offset + len(other.exact)))


def _moved(page: Page, tie: Tie, fit: Fit, section: str) -> Tie:
    text = page.text
    start, stop = fit.span
    offset = start_of(text.fold, start)
    there = section_at(text, offset)
    same = section if is_in_section(text, offset, section) else there
    marker = mark(text, offset, stop_of(text.fold, stop - 1), same)
    moved = Moved(
        line=page.lines.at(offset)[0],
        likeness=fit.likeness,
        marker=marker,
        now=_verified(text, fit.span, section=there, marker=digest(passage_text(marker)) if marker else "", twins=0),
    )
    return _lost(tie, moved=moved)


def _lost(tie: Tie, **now: object) -> Tie:
    """The tie of a passage that the marker does not lead to, whatever it fits."""
    return replace(tie, fits=0, places=(), others=0, in_section=True, sections=(), now=None, **now)


def _miss(text: Text, marker: Passage) -> tuple[Miss, str]:
    """Why a marker fits nowhere, and the words that are missing."""
    folded, start, end = text.folded, fold(marker.start), fold(marker.end or "")
    first = place_of(folded, start, 0, len(folded)) if start else -1
    if first < 0:
        return "start", marker.start
    if not end or place_of(folded, end, 0, len(folded)) < 0:
        return "end", marker.end or ""
    is_behind = place_of(folded, end, first + len(start), len(folded)) >= 0
    return ("apart", "") if is_behind else ("order", "")


def _written(text: Text, start: int, stop: int) -> str:
    return written(text.fold, text.original, (start, stop))
