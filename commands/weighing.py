"""The command that weighs: what stands under which sides, why, and under every combination of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from ..exports import terminal_weigh
from ..graph.ids import resolve
from ..graph.reasoning.weigh import weigh as weigh_
from . import options
from .answer import Session

if TYPE_CHECKING:
    from .answer import Answer

Words = tuple[str, ...]


@click.command()
@options.some_ids
@click.option("--take", "takes", multiple=True)
@click.option("--all", "everything", is_flag=True, help="List everything, also what stands as before.")
@options.as_json
@click.pass_context
def weigh(ctx: click.Context, /, nodes: Words, takes: Words, everything: bool, as_json: bool) -> Answer:
    """What stands, what falls and what is left open, with the sides you take."""
    from ..graph.reasoning.stance import Stance

    session = Session(ctx)
    t = {}
    for w in takes:
        c, _, s = w.partition("=")
        t[resolve(session.graph, c, kind="crux")] = s
    found = weigh_(session.graph, Stance(takes=t))
    ids = [resolve(session.graph, word) for word in nodes]
    view = partial(terminal_weigh.fates, ids=ids) if ids else partial(terminal_weigh.weighed, everything=everything)
    return session.answer_one(as_json, found, lambda _: None, view)
