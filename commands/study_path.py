"""The command that tells what to learn before something, and in which order."""

from __future__ import annotations

from functools import partial

import click

from ..exports import json_learning, terminal_learning
from ..graph.ids import resolve
from ..graph.problem import CruxmapError
from ..graph.study.learning import learning_path, needed_only
from . import options
from .answer import Answer, Session

Words = tuple[str, ...]


@click.command()
@click.argument("target", metavar="TARGET", shell_complete=options.completed(options.every_id))
@click.option(
    "--known",
    multiple=True,
    metavar="ID",
    shell_complete=options.completed(options.every_id),
    help="What you know already, left out with all that only it needs; repeatable, or several with commas.",
)
@click.option("--needed", is_flag=True, help="Leave out what can be skipped.")
@click.option("--all", "everything", is_flag=True, help="Say of each step that can be skipped why it is there.")
@click.option("--mermaid", is_flag=True, help="Print a Mermaid flowchart.")
@options.as_json
@click.pass_context
def path(
    ctx: click.Context, /, *, target: str, known: Words, needed: bool, everything: bool, mermaid: bool, as_json: bool
) -> Answer:
    """What to learn before TARGET, in order: what it needs, its parts, what brings it about.

    A step comes after all that it needs; of those that are ready the least complex comes first. A source's id
    stands for all that the document teaches. What is only wanted by inferred links, or by what is put forward as
    merely possible, can be skipped.
    """
    if mermaid and as_json:
        raise CruxmapError("--mermaid and --json are two forms of the answer: choose one")
    session = Session(ctx)
    words = [word.strip() for given in known for word in given.split(",")]
    ids = [resolve(session.graph, word) for word in words if word]
    found = learning_path(session.graph, resolve(session.graph, target), ids)
    found = needed_only(session.graph, found) if needed else found
    if mermaid:
        from ..exports.mermaid.learning import chart  # only where it is drawn

        return Answer(chart(session.graph, found), session.errors, 1 if session.errors else 0)
    view = partial(terminal_learning.learning_path, everything=everything)
    return session.answer_one(as_json, found, json_learning.path, view)
