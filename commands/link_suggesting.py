"""Links between documents suggested, as a list or one by one, and the pairs that were rejected."""

from __future__ import annotations

import shlex
from collections import Counter
from typing import TYPE_CHECKING, cast

from click.core import ParameterSource

from ..exports import json_, terminal
from ..exports.layout import flow
from ..exports.terminal_links import pair_list, suggestion, suggestion_list
from ..graph.ids import known_sources
from ..graph.new_link import allowed_between
from ..graph.problem import CruxmapError
from ..graph.schema import RELATION
from ..graph.suggest_links import pair_of, suggest
from ..sources.add_link import BrokenFile
from ..sources.files import writing
from ..sources.rejected import reject, rejected_paths
from .answer import Answer, Session
from .link_writing import added_link, broken, named_link, put, rejected_pairs
from .options import library_paths

if TYPE_CHECKING:
    from collections.abc import Collection

    import click

    from ..exports.layout import Line
    from ..graph.likeness import Pair
    from ..graph.proposals import Confidence
    from ..graph.suggest_links import Suggestion
    from .answer import Dialogue, Talk
    from .linking import Asked

YES, NO, SKIP, QUIT = WORDS_THAT_END = ("yes", "no", "skip", "quit")
WORDS = (*WORDS_THAT_END, "relation")
QUESTION = "[y]es, another [r]elation, [n]o and never again, [s]kip, [q]uit?"


def suggestions(ctx: click.Context, asked: Asked) -> Answer:
    """What might be linked, best first."""
    session = Session(ctx)
    pairs, faults = rejected_pairs(session)
    called = _called(ctx)

    def lines(page: terminal.Page, found: list[Suggestion]) -> list[Line]:
        return suggestion_list(page, found, called)

    found = _found(session, asked, pairs)
    answer = session.answer(asked.as_json, found, json_.suggestion, lines, _nothing(asked))
    return Answer(answer.out, (*answer.err, *faults), 1 if faults else answer.code)


def rejected(ctx: click.Context, asked: Asked) -> Answer:
    """The rejected pairs, with their remarks."""
    session = Session(ctx)
    pairs, faults = rejected_pairs(session)
    rows = sorted(pairs.items())
    if asked.as_json:
        shapes: list[json_.Json] = [{"pair": list(pair), "note": remark or None} for pair, remark in rows]
        return Answer(json_.dumps(shapes) + "\n", faults, 1 if faults else 0)
    page = terminal.Page(session.graph, session.console.width, session.console.wrap)
    told: tuple[Line, ...] = () if rows else ([("no pair is rejected", "")],)
    return Answer(pair_list(page, rows), (*faults, *told), 1 if faults else 0)


def review(ctx: click.Context, asked: Asked) -> Dialogue:
    """Go through the suggestions: each is written, rejected or left, at once."""
    session = Session(ctx)
    pairs, faults = rejected_pairs(session)
    if faults:
        return Answer("", faults, 1)
    found = _found(session, asked, pairs)
    done: Counter[str] = Counter()
    for number, item in enumerate(found, 1):
        page = terminal.Page(session.graph, session.console.width, session.console.wrap)
        head: Line = [(f"{number} of {len(found)}", "heading")]
        word = yield from _decision(session, asked, item, [head, *suggestion(page, item)])
        done[word] += 1
        if word == QUIT:
            break
        if word == YES:
            session = Session(ctx)  # what was written counts from now on
    said = f"{done[YES]} written, {done[NO]} rejected, {len(found) - done[YES] - done[NO]} left"
    return Answer("", ([(said if found else _nothing(asked), "")],))


def _decision(session: Session, asked: Asked, item: Suggestion, shown: list[Line]) -> Talk[str]:
    """Ask what to do with a suggestion until it is done; the word for it."""
    while True:
        reply = (yield shown, QUESTION).strip().lower()
        word = next((word for word in WORDS if reply and word.startswith(reply)), "")
        shown = []
        if word in (SKIP, QUIT):
            return word
        if word == NO:
            path = rejected_paths(session.library)[0]
            with writing(path):
                reject(path, pair_of(item.from_id, item.to_id), asked.note)
            return word
        if word:
            relation = item.relation if word == YES else (yield from _relation(session, item))
            told, is_done = _taken(session, asked, item, relation)
            if is_done:
                yield told, ""
                return YES
            shown = told


def _relation(session: Session, item: Suggestion) -> Talk[str]:
    """Ask for the relation to write instead."""
    first, second = session.graph.node(item.from_id), session.graph.node(item.to_id)
    inverse = (RELATION[name].inverse for name in allowed_between(second, first))
    listed = ", ".join(dict.fromkeys((*allowed_between(first, second), *inverse)))
    shown = flow([(f"{first.id} … {second.id}: {listed}", "faint")], session.console.width, first=[("  ", "")])
    return (yield shown, "relation?").strip()


def _taken(session: Session, asked: Asked, item: Suggestion, relation: str) -> tuple[list[Line], bool]:
    """Write the link; what to say of it, and whether it is written."""
    try:
        new = named_link(session.graph, item.from_id, relation, item.to_id, basis=asked.basis, note=asked.note)
        added = added_link(session, new)
        if isinstance(added, BrokenFile):
            return [*broken(session, added)], False
        return put(session, added, new), True
    except CruxmapError as error:
        return [[(str(error), "failure")]], False


def _found(session: Session, asked: Asked, pairs: Collection[Pair]) -> list[Suggestion]:
    return suggest(
        session.graph,
        rejected=pairs,
        sources=known_sources(session.graph, asked.sources),
        kinds=asked.kinds,
        sure=cast("Confidence", asked.sure),
        least=asked.least,
        most=asked.most,
    )


def _nothing(asked: Asked) -> str:
    return "no links to suggest" + ("" if asked.sure == "faint" else "; --sure faint also gives weaker ones")


def _called(ctx: click.Context) -> str:
    """How cruxmap was called, with the library that was named on the command line."""
    is_named = ctx.find_root().get_parameter_source("library") is ParameterSource.COMMANDLINE
    named = library_paths(ctx) if is_named else ()
    return " ".join(["cruxmap", *(f"-L {shlex.quote(path)}" for path in named)])
