"""The command that keeps what the reader believes: credences, and the sides settled on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from ..exports import json_beliefs, terminal_beliefs
from ..exports.json_ import dumps
from ..exports.terminal import Page
from ..graph.ids import resolve
from ..graph.model import Crux
from ..graph.problem import CruxmapError
from ..graph.reasoning.framework import framework
from ..graph.reasoning.layers import crux_of, one
from ..graph.reasoning.naming import credence, crux_meant, side_meant, sides_at, weighed
from ..graph.reasoning.outlook import Change, outlook
from ..graph.reasoning.stance import Stance, bases
from ..sources.beliefs import belief_paths, reading
from ..sources.believing import forget, write_credence, write_side
from . import options
from .answer import Answer, Session

if TYPE_CHECKING:
    from ..exports.layout import Line
    from ..graph.graph import Graph
    from ..graph.model import Node

NOTHING_YET = "nothing is believed yet: `cruxmap believe ID 0.8` says how far you believe a node"


@click.command()
@options.a_belief
@click.option("--forget", "forgets", is_flag=True, help="Drop what was said of the ID.")
@options.as_json
@click.pass_context
def believe(ctx: click.Context, /, words: tuple[str, ...], forgets: bool, as_json: bool) -> Answer:
    """What you believe of the library: say how far you believe ID, 0 to 1 or a percentage; without words, list it.

    A SIDE in place of the number settles a crux. Both are kept in beliefs.toml beside the library's cruxmap.toml (of
    the shipped maps in your own data folder), which you may edit too, and count in `weigh` and `rank`: a credence as
    base score, what is not given to one of two sides as the other's. --forget drops a credence, of a crux the side.
    """
    session = Session(ctx)
    word, value = _asked(words)
    if value and forgets:
        raise click.UsageError("--forget takes an ID and no number")
    if forgets and not word:
        raise click.UsageError("--forget wants the ID to drop")
    if forgets:
        return _told(session, _forget(ctx, session, resolve(session.graph, word, kind="crux")), as_json)
    if value:
        return _told(session, _say(ctx, session, word, value), as_json)
    return _list(session, word, as_json)


def _asked(words: tuple[str, ...]) -> tuple[str, str]:
    """The id and what is said of it, "" for what is left out; also as one word, ID=0.8 or CRUX=SIDE."""
    if len(words) > 2:
        raise click.UsageError("say ID 0.8, or CRUX SIDE")
    if len(words) == 1 and "=" in words[0]:
        word, _, value = words[0].rpartition("=")
        if not word or not value:
            raise click.UsageError("say ID=0.8, or CRUX=SIDE")
        return word, value
    word, value = (*words, "", "")[:2]
    if "" in words:
        raise click.UsageError("say ID 0.8, or CRUX SIDE")
    return word, value


def _list(session: Session, word: str, as_json: bool) -> Answer:
    reader = session.reader()
    only = resolve(session.graph, word) if word else ""
    found = outlook(session.graph, reader.stance, reader.places, only)
    otherwise = f"nothing is said of {only}" if only else NOTHING_YET
    told: tuple[Line, ...] = () if found.credences or found.settled or as_json else ([(otherwise, "")],)
    return session.answer_one(as_json, found, json_beliefs.outlook, terminal_beliefs.outlook, told=told)


def _say(ctx: click.Context, session: Session, word: str, value: str) -> Change:
    """Write what is said of a node or crux."""
    graph, path = session.graph, _paths(ctx, session)[0]
    before = _read(ctx, session)
    if not re.match(r"[-+]?\.?\d", value) and isinstance(graph.node(resolve(graph, word, kind="crux")), Crux):
        node_id = crux_meant(graph, word)
        side = side_meant(graph, node_id, value)
        write_side(graph, path, node_id, side)
        rest: tuple[tuple[Node, float], ...] = ()
    else:
        score, node_id = credence(value), weighed(graph, word)
        write_credence(graph, path, node_id, score)
        rest = _rest(graph, _read(ctx, session), node_id)
    now = _said(graph, session.reader().stance, node_id)
    return Change(node=graph.node(node_id), now=now, before=_said(graph, before, node_id), rest=rest, files=(path,))


def _forget(ctx: click.Context, session: Session, node_id: str) -> Change:
    """Drop what is said of a node or crux."""
    graph, before = session.graph, _read(ctx, session)
    files = forget(graph, _paths(ctx, session), node_id)
    reader = session.reader()
    still = next((place for name, place in reader.places.items() if one(graph, name) == one(graph, node_id)), None)
    if not files and still is None:
        raise CruxmapError(f"nothing is said of {node_id}: `cruxmap believe` lists what is")
    was, now = (_said(graph, stance, node_id) for stance in (before, reader.stance))
    return Change(node=graph.node(node_id), now=now, before=was, files=tuple(files), still=still)


def _paths(ctx: click.Context, session: Session) -> list[str]:
    """The files that hold what is believed, the first for what is new."""
    paths = belief_paths(session.library, options.library_paths(ctx))
    if not paths:
        raise CruxmapError("there is no folder to keep it in: you have no home folder, and no library is named")
    return paths


def _read(ctx: click.Context, session: Session) -> Stance:
    return reading(session.library, options.library_paths(ctx)).stance


def _said(graph: Graph, stance: Stance, node_id: str) -> float | str | None:
    """What a stance says of a node: its credence, else the side taken on a crux, for one of its sides too."""
    score = next((score for name, score in stance.beliefs.items() if one(graph, name) == one(graph, node_id)), None)
    asked = crux_of(graph, node_id) or graph.one(node_id)
    side = next((side for crux, side in stance.takes.items() if graph.one(crux) == asked), None)
    return side if score is None else score


def _rest(graph: Graph, stance: Stance, node_id: str) -> tuple[tuple[Node, float], ...]:
    """The other sides of the crux that a position answers, and what is left for each."""
    crux = crux_of(graph, node_id)
    others = (
        [position for position in sides_at(graph, crux).values() if one(graph, position) != one(graph, node_id)]
        if crux
        else []
    )
    if not others:
        return ()
    made = framework(graph)
    scores = bases(made, stance)
    return tuple((graph.node(other), scores[made.place[other]]) for other in others)


def _told(session: Session, change: Change, as_json: bool) -> Answer:
    """What was said anew, and where it is written."""
    page = Page(session.graph, session.console.width, session.console.wrap)
    told: list[Line] = [[(f"wrote it to {file}", "")] for file in change.files]
    if change.still:
        told.append([(f"{change.still} says it still: edit that file yourself", "")])
    out = dumps(json_beliefs.change(change)) + "\n" if as_json else terminal_beliefs.change(page, change)
    return Answer(out, (*session.errors, *told))
