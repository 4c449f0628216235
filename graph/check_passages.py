"""Checks of passage markers: whether each still picks out one passage in its section, and is only a marker."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from .model import NOWHERE, Passage, passage_text
from .problem import Edit, Span, quoted
from .rule import Fault, Subject
from .suggest import did_you_mean
from .tie import MOST_MARKER_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .graph import Graph
    from .tie import Tie


def passage_not_found(subject: Subject) -> Iterator[Fault]:
    """Markers whose words are not in the text."""
    for tie, marker in _ties(subject):
        if tie.moved or tie.is_orphan:
            continue
        match tie.miss:
            case "" | "order":
                continue
            case "start":
                message = f"the passage's first words {quoted(marker.start)} are not in {tie.text_file}"
            case "end":
                message = f"the passage's last words {quoted(marker.end or '')} are not in {tie.text_file}"
            case "apart":
                message = f"first and last words of {quoted(passage_text(marker))} are in no one passage"
            case _:
                assert_never(tie.miss)
        hint = f"nearest there: {quoted(tie.near)}" if tie.near else "copy the words from the text"
        if tie.miss == "apart":
            hint = "they stand too far apart, or a heading comes between: choose words of one passage"
        yield Fault(_span(subject.graph, tie), message, hint)


def passage_ambiguous(subject: Subject) -> Iterator[Fault]:
    """Markers that fit several passages, none or several of them in the node's section."""
    for tie, marker in _ties(subject):
        if len(tie.places) > 1:
            lines = ", ".join(str(place.line) for place in tie.places)
            more = f" and {tie.fits - len(tie.places)} more" if tie.fits > len(tie.places) else ""
            message = f"{quoted(passage_text(marker))} fits lines {lines}{more} of {tie.text_file}"
            unique = [(place.line, place.unique) for place in tie.places if place.unique]
            told = "; ".join(f"line {line}: '{passage_text(found)}'" for line, found in unique)
            yield Fault(_span(subject.graph, tie), message, f"unique are: {told}" if told else "choose other words")


def passage_needs_section(subject: Subject) -> Iterator[Fault]:
    """Markers that only the section settles: a link into the live page would lead to the first that fits."""
    for tie, marker in _ties(subject):
        if len(tie.places) == 1 and tie.others:
            unique = tie.places[0].unique
            message = f"{quoted(passage_text(marker))} fits {tie.others + 1} passages, only the section tells which"
            hint = f"unique is: '{passage_text(unique)}'" if unique else "choose other words"
            edit = Edit(_span(subject.graph, tie), passage_text(marker), passage_text(unique)) if unique else None
            yield Fault(_span(subject.graph, tie), message, hint, edit)


def passage_outside_section(subject: Subject) -> Iterator[Fault]:
    """Passages that stand under another heading than the node says."""
    for tie, _ in _ties(subject):
        if tie.in_section or len(tie.places) != 1:
            continue
        node = subject.graph.node(tie.node_id)
        there = tie.places[0].section
        where = f"under {quoted(there)}" if there else "before the first heading"
        known = "" if node.section in tie.sections else did_you_mean(node.section, tie.sections)
        hint = known or "correct the section, or choose the words in it"
        message = f"the passage stands {where} (line {tie.places[0].line}), not in section {quoted(node.section)}"
        yield Fault(_span(subject.graph, tie), message, hint)


def passage_end_before_start(subject: Subject) -> Iterator[Fault]:
    """Markers whose last words come before their first."""
    for tie, marker in _ties(subject):
        if tie.miss == "order" and not (tie.moved or tie.is_orphan):
            message = f"the last words {quoted(marker.end or '')} do not come after the first, {quoted(marker.start)}"
            yield Fault(_span(subject.graph, tie), message, "swap them, or choose last words that do come after")


def passage_moved(subject: Subject) -> Iterator[Fault]:
    """Passages that stood in another section when last verified."""
    for tie, _ in _ties(subject):
        if tie.now and tie.before and tie.now.section != tie.before.section:
            message = f"the passage moved from {_heading(tie.before.section)} to {_heading(tie.now.section)}"
            hint = "read it again; then `cruxmap verify --accept` records its new place"
            yield Fault(_span(subject.graph, tie), message, hint)


def passage_changed(subject: Subject) -> Iterator[Fault]:
    """Passages whose words are not those last verified."""
    for tie, marker in _ties(subject):
        if tie.now and tie.before and tie.now.hash != tie.before.hash:
            message = f"the words of the passage {quoted(passage_text(marker))} changed since they were last verified"
            hint = "read it again: does the node still say what it says? then `cruxmap verify --accept`"
            yield Fault(_span(subject.graph, tie), message, hint)


def passage_reanchored(subject: Subject) -> Iterator[Fault]:
    """Passages whose marker no longer fits, found again by what was verified last."""
    for tie, marker in _ties(subject):
        if tie.moved:
            there = f"line {tie.moved.line} of {tie.text_file}"
            new = passage_text(tie.moved.marker) if tie.moved.marker else ""
            if new == passage_text(marker):
                message = f"the passage {quoted(new)} stands among other words now: {there}"
            else:
                message = f"the passage {quoted(passage_text(marker))} now reads {quoted(tie.moved.now.exact)}: {there}"
            hint = f"if it still says so: '{new}', or `cruxmap verify --accept`" if new else "choose new words for it"
            yield Fault(_span(subject.graph, tie), message, hint)


def passage_orphan(subject: Subject) -> Iterator[Fault]:
    """Passages that were verified once and are gone."""
    for tie, marker in _ties(subject):
        if tie.is_orphan:
            message = f"the passage {quoted(passage_text(marker))} is no longer in {tie.text_file}"
            hint = f"nearest there: {quoted(tie.near)}" if tie.near else "look for it elsewhere, or leave the node out"
            yield Fault(_span(subject.graph, tie), message, hint)


def long_marker(subject: Subject) -> Iterator[Fault]:
    """Markers that copy the text instead of marking it."""
    for node in subject.graph.nodes.values():
        if node.passage:
            count = len(f"{node.passage.start} {node.passage.end or ''}".split())
            if count > MOST_MARKER_WORDS:
                message = f"the passage marker of {quoted(node.id)} has {count} words, {MOST_MARKER_WORDS} are the most"
                span = node.passage.span if node.passage.span != NOWHERE else node.span
                yield Fault(span, message, "a few first and last words are enough: first words … last words")


def _ties(subject: Subject) -> Iterator[tuple[Tie, Passage]]:
    for tie in subject.ties:
        marker = subject.graph.node(tie.node_id).passage
        if marker:
            yield tie, marker


def _span(graph: Graph, tie: Tie) -> Span:
    node = graph.node(tie.node_id)
    return node.passage.span if node.passage and node.passage.span != NOWHERE else node.span


def _heading(section: str) -> str:
    return quoted(section) if section else "before the first heading"
