"""The command that compares two readers."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..exports import json_compare, terminal_compare
from ..graph.problem import CruxmapError
from ..graph.reasoning.compare import compare as compare_
from ..graph.reasoning.naming import weighed
from ..graph.reasoning.semantics import semantics_named
from ..graph.reasoning.weigh import theses
from . import options, stances
from .answer import Session

if TYPE_CHECKING:
    from .answer import Answer

Words = tuple[str, ...]
_FILE = click.Path(exists=True, dir_okay=False)


@click.command()
@click.argument("first", metavar="A.toml", type=_FILE)
@click.argument("second", metavar="B.toml", type=_FILE)
@options.some_targets
@stances.a_stance
@stances.semantics
@options.as_json
@click.pass_context
def compare(
    ctx: click.Context, /, first: str, second: str, targets: Words, *, semantics: str, as_json: bool, **given: Words
) -> Answer:
    """Where two readers part, and which cruxes explain it most.

    A.toml and B.toml are what each believes, as `believe` keeps it in beliefs.toml. For each TARGET (the theses) the
    difference in strength is shared out among the points on which they part (Shapley values, which add up to it).
    Then comes what stands for one of them alone. --take, --assume, --deny and --believe count for both.
    """
    session = Session(ctx)
    graph = session.graph
    readers = [session.reader(path) for path in (first, second)]
    ids = list(dict.fromkeys(weighed(graph, word) for word in targets)) or theses(graph)
    if not ids:
        raise CruxmapError("no document has a thesis: name the TARGET on which they are to be compared")
    one, other = (stances.stance_of(graph, reader, **given) for reader in readers)
    found = compare_(
        graph,
        one,
        other,
        ids,
        semantics=semantics_named(semantics or readers[0].semantics),
        weights=readers[0].weights,
        modality=readers[0].modality,
    )
    named = partial(terminal_compare.comparison, readers=_names(first, second))
    return session.answer_one(as_json, found, partial(json_compare.comparison, readers=_names(first, second)), named)


def _names(first: str, second: str) -> tuple[str, str]:
    """What to call the readers: their files without the ending, where that tells them apart."""
    stems = Path(first).stem, Path(second).stem
    return stems if stems[0] != stems[1] else (first, second)
