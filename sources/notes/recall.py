"""The recall questions of a study note, in all their forms, and what of the note answers them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...graph.model import Question
from ..encoding import slug_of
from ..words import Words
from .answers import answers, asked_about, index_of
from .body import TAG, below, other_block
from .entries import entries

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..markdown import Block
    from .draft import Draft
    from .entries import Entry


def read_questions(draft: Draft, blocks: Iterable[Block], *, is_open: bool = False) -> None:
    """Questions as nodes, with answers that stand below them. What is asked with none is linked to by `answer`."""
    last = ""
    is_folded = False
    for found in entries(blocks):
        said = found.block.text
        if found.block.kind == "html" and "<" in found.block.raw:
            last = _unfold(draft, found.block, last, is_open=is_open)
            is_folded = found.block.raw.count("<details") > found.block.raw.count("</details")
        elif found.block.kind not in ("paragraph", "item"):
            other_block(draft, found.block, draft.main)
        elif last and (is_folded or _ANSWER.match(said)):
            _answer(draft, last, found.block)
        elif last and _HINT.match(said):
            _hint(draft, last, found.block)
        elif _asks(found.block):
            last = _question(draft, found, is_open=is_open)
        elif _is_remark(found.block):
            draft.remarks.append(said)
        else:
            _no_question(draft, found.block, last)


_ANSWER = re.compile(r"(?:[>*\s]*)(?:A|Ans|Answer|Solution)\s*[:.)]\s*", re.IGNORECASE)
_HINT = re.compile(r"\W*hints?\s*:\s*", re.IGNORECASE)
_ASKING = re.compile(
    r"\W*(?:\d+[.)]\s*)?(?:Q\d*\s*[:.)]\s*)?(?:what|why|how|when|where|which|who|explain|describe|name|give|list|compare"
    r"|define|contrast|sketch|state|draw|teach|can|could|does|do|is|are|if|in|imagine|suppose|true or false)\b",
    re.IGNORECASE,
)


def _unfold(draft: Draft, block: Block, last: str, *, is_open: bool) -> str:
    """A question whose answer is folded away below it, in HTML; returns the question read last."""
    words = Words(block.runs)
    is_told = False
    for match in _SUMMARY.finditer(words.text):
        summary, answer = (" ".join(TAG.sub(" ", match[group]).split()) for group in (1, 2))
        if _ASKING.match(summary) or "?" in summary:
            last = draft.add("question", _NUMBER.sub("", summary), words.stretch(*match.span(1)), open=is_open)
        elif last and not answer:
            draft.note(last, summary)
        if last and answer:
            claim = draft.add("claim", answer, words.stretch(*match.span(2)))
            draft.join(last, ("answered_by",), claim, words.stretch(*match.span(2)))
        is_told = bool(last)
    if not is_told:
        other_block(draft, block, draft.main)
    return last


_SUMMARY = re.compile(
    r"<summary[^<>]*>((?:(?!<summary).)*?)</summary>(.*?)(?=<summary|</details|$)", re.DOTALL | re.IGNORECASE
)
_NUMBER = re.compile(r"^\d{1,3}[.)]\s+")


def _no_question(draft: Draft, block: Block, last: str) -> None:
    """Words that ask nothing: kept as a claim, and reported."""
    if block.text:
        claim = draft.claim(Words(block.runs))
        draft.not_understood("no question", block.text, block.words[0], "end it with a question mark, or number it")
        draft.join(claim, ("about", "related_to"), last or draft.main, block.words)
    below(draft, block.children, draft.main, draft.main)


def _asks(block: Block) -> bool:
    if block.kind == "item" and (block.number is not None or "?" in block.text):
        return bool(block.text)
    return "?" in block.text or (bool(_ASKING.match(block.text)) and not _is_remark(block))


def _is_remark(block: Block) -> bool:
    """Whether a paragraph is set in italics as a whole, as what tells how to use the questions is."""
    return (
        block.kind == "paragraph" and bool(block.runs) and all(run.italic or not run.text.strip() for run in block.runs)
    )


def _question(draft: Draft, found: Entry, *, is_open: bool) -> str:
    """A question: a label before it becomes a tag and is noted, as is a hint behind it."""
    runs = found.rest if found.key and found.rest and not found.key.endswith("?") else found.block.runs
    words = Words(runs)
    label = found.key if runs is found.rest else ""
    start = match.end() if (match := _MARK.match(words.text)) else 0
    hint = _TAIL_HINT.search(words.text, start)
    said = words.said(start, hint.start() if hint else None)
    if not said:
        said, start, hint = words.said(), 0, None
    question = draft.add(
        "question",
        said,
        words.stretch(start, hint.start() if hint else None),
        within=found.block.words,
        tags=(slug_of(label),) if slug_of(label) else (),
        note="; ".join(filter(None, (label, f"{_HINT_WORD}: {hint[1].strip()}" if hint else ""))),
        open=is_open,
    )
    for child in entries(found.block.children):
        _below(draft, question, child)
    return question


_MARK = re.compile(r"\s*(?:(?:Q\d*|Question(?: \d+)?)\s*[:.)]|\d{1,2}[.)]\s)\s*", re.IGNORECASE)
_TAIL_HINT = re.compile(
    r"(?<!\s)\s*+[(\[]\s*hints?\s*:\s*+([^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*)[)\]]\W*$", re.IGNORECASE
)
_HINT_WORD = "Hint"


def _below(draft: Draft, question: str, found: Entry) -> None:
    """What stands below a question: an answer, a hint, or a question that is part of it."""
    said = found.block.text
    if found.block.kind not in ("paragraph", "item"):
        other_block(draft, found.block, draft.main)
    elif _HINT.match(said):
        _hint(draft, question, found.block)
    elif "?" in said and not _ANSWER.match(said):
        part = _question(draft, found, is_open=False)
        draft.join(part, ("part_of",), question, found.block.words)
    elif said:
        _answer(draft, question, found.block)


def _hint(draft: Draft, question: str, block: Block) -> None:
    draft.note(question, f"{_HINT_WORD}: {_HINT.sub('', block.text, count=1)}")
    below(draft, block.children, draft.main, draft.main)


def _answer(draft: Draft, question: str, block: Block) -> None:
    words = Words(block.runs)
    start = match.end() if (match := _ANSWER.match(words.text)) else 0
    answer = draft.claim(words, start) if words.said(start) else ""
    if answer:
        draft.join(question, ("answered_by",), answer, words.stretch(start))
    below(draft, block.children, answer or draft.main, draft.main)


def answer(draft: Draft) -> None:
    """Link each question to what it asks about and to what answers it best, by the words they share."""
    encoding = draft.encoding
    questions = [node for node in encoding.nodes.values() if isinstance(node, Question)]
    if not questions:
        return
    index = index_of(encoding.nodes.values(), encoding.links.values(), draft.statements)
    for question in questions:
        at = draft.places[question.id]
        topics = asked_about(index, question.text)
        for topic in topics:
            draft.join(question.id, ("asks_about",), topic, at, basis="inferred")
        if not question.open and not draft.has(question.id, "answered_by"):
            for node in answers(index, question.text, topics):
                draft.join(question.id, ("answered_by",), node, at, basis="inferred")
