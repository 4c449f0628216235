"""What is taken, assumed, denied and believed on the command line, over what the reader has written down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ..exports.layout import flow
from ..graph.ids import short_form, sides_of
from ..graph.problem import CruxmapError, quoted
from ..graph.reasoning.time_limit import SECONDS
from ..graph.suggest import did_you_mean
from .answer import Answer
from .options import completed, completed_names, every_id, library_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from click.shell_completion import CompletionItem

    from ..graph.graph import Graph
    from ..graph.reasoning.stance import Stance
    from ..graph.reasoning.time_limit import OutOfTime
    from ..sources.beliefs import Reader
    from .answer import Console

Words = tuple[str, ...]


def stance_of(
    graph: Graph, reader: Reader, *, takes: Words = (), assumes: Words = (), denies: Words = (), believes: Words = ()
) -> Stance:
    """The reader's stance with what was given on the command line over it, which raises CruxmapError where it names
    nothing, is no number, or says two things of one."""
    from ..graph.reasoning.layers import over  # only for commands that weigh
    from ..graph.reasoning.naming import weighed
    from ..graph.reasoning.stance import Stance

    given = Stance(
        takes=_takes(graph, takes),
        assumed=tuple(dict.fromkeys(weighed(graph, word) for word in assumes)),
        denied=tuple(dict.fromkeys(weighed(graph, word) for word in denies)),
        beliefs=_beliefs(graph, believes),
    )
    return over(graph, given, reader.stance)


def _takes(graph: Graph, words: Words) -> dict[str, str]:
    """The sides taken, by crux. A side taken on one crux counts over one taken wherever there is one."""
    found: dict[str, str] = {}
    wide, narrow = _Once("is taken"), _Once("is taken")
    for word in words:
        crux, sign, side = word.rpartition("=")
        once = narrow if sign else wide
        for meant, taken in [_taken(graph, crux, side)] if sign else _taken_anywhere(graph, word):
            once.put(graph.one(meant), taken, meant)
            found[meant] = taken
    return {crux: narrow.said.get(graph.one(crux), side) for crux, side in found.items()}


def _taken(graph: Graph, crux: str, side: str) -> tuple[str, str]:
    from ..graph.reasoning.naming import crux_meant, side_meant

    meant = crux_meant(graph, crux)
    return meant, side_meant(graph, meant, side)


def _taken_anywhere(graph: Graph, word: str) -> Iterator[tuple[str, str]]:
    """Every crux that has a side so called, with it; or the crux of the one side whose id the word is."""
    from ..graph.model import Position
    from ..graph.reasoning.naming import begun, sides_at, weighed

    sides = sides_of(graph)
    found = begun(word, sides)
    if len(found) == 1:
        yield from ((node.id, found[0]) for node in graph.of_kinds("crux") if found[0] in sides_at(graph, node.id))
        return
    if found:
        raise CruxmapError(f"{quoted(word)} is ambiguous: the sides are {', '.join(found)}")
    try:
        node = graph.node(weighed(graph, word))
    except CruxmapError:
        node = None
    if not isinstance(node, Position):
        there = f"write CRUX=SIDE, or a side: {', '.join(sides)}" if sides else "there are no cruxes to take sides on"
        hint = did_you_mean(word, sides)
        raise CruxmapError(f"{quoted(word)} is no side: {f'{hint} ' if hint else ''}{there}")
    yield node.crux, node.side


def _beliefs(graph: Graph, words: Words) -> dict[str, float]:
    from ..graph.reasoning.layers import one
    from ..graph.reasoning.naming import credence, weighed

    found: dict[str, float] = {}
    once = _Once("is believed")
    for word in words:
        node, sign, number = word.rpartition("=")
        if not sign:
            raise CruxmapError(f"{quoted(word)} says no credence: write ID=0.7")
        meant, score = weighed(graph, node), credence(number)
        once.put("/".join(one(graph, meant)), score, meant)
        found[meant] = score
    return found


class _Once:
    """What was said of each thing, which must be one thing."""

    def __init__(self, verb: str) -> None:
        self.verb = verb
        self.said: dict[str, Any] = {}

    def put(self, thing: str, value: object, name: str) -> None:
        """Note what is said of a thing; CruxmapError if something else was."""
        before = self.said.setdefault(thing, value)
        if before != value:
            raise CruxmapError(f"{name} {self.verb} twice, {before} and {value}: keep one of them")


def _cruxes_and_sides(graph: Graph) -> list[str]:
    from ..graph.reasoning.naming import sides_at

    pairs = ((short_form(graph, crux.id), sides_at(graph, crux.id)) for crux in graph.of_kinds("crux"))
    return [*sides_of(graph), *(f"{crux}={side}" for crux, sides in pairs for side in sides)]


def _complete_take(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Sides, and `crux=`; behind that the crux's own sides."""
    from click.shell_completion import CompletionItem  # only when a shell asks

    found = _cruxes_and_sides(library_of(ctx).graph)
    if "=" not in incomplete:
        found = list(dict.fromkeys(word.partition("=")[0] + ("=" if "=" in word else "") for word in found))
    return [CompletionItem(word) for word in found if word.startswith(incomplete)]


def _semantics(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from ..graph.reasoning.semantics import SEMANTIC

    return completed_names(SEMANTIC)(_ctx, _param, incomplete)


take = click.option(
    "--take",
    "takes",
    multiple=True,
    metavar="CRUX=SIDE",
    shell_complete=_complete_take,
    help="Side with this side of the crux; a SIDE alone, wherever there is one; repeatable.",
)
assume = click.option(
    "--assume",
    "assumes",
    multiple=True,
    metavar="ID",
    shell_complete=completed(every_id),
    help="Let this stand, whatever speaks against it; repeatable.",
)
deny = click.option(
    "--deny",
    "denies",
    multiple=True,
    metavar="ID",
    shell_complete=completed(every_id),
    help="Let this fall, whatever speaks for it; repeatable.",
)
believe = click.option(
    "--believe",
    "believes",
    multiple=True,
    metavar="ID=P",
    shell_complete=completed(every_id),
    help="Give this the base score P, 0 to 1 or a percentage; repeatable.",
)
semantics = click.option(
    "--semantics",
    default="",
    metavar="NAME",
    shell_complete=_semantics,
    help="How strengths are worked out: mlp (unless the settings say otherwise), df-quad, quadratic-energy, euler.",
)


limit = click.option(
    "--limit",
    type=click.FloatRange(0, 86400, min_open=True),
    default=SECONDS,
    metavar="SECONDS",
    show_default=True,
    help="Give up looking for extensions when so many seconds are over.",
)


def out_of_time(error: OutOfTime, console: Console) -> Answer:
    """What to say where the limit is over: exit code 1, for there may be an answer."""
    return Answer(err=tuple(flow([(f"{error}", "failure")], console.error_width)), code=1)


def a_stance(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options --take, --assume, --deny and --believe, which `stance_of` takes under those plurals."""
    options: Sequence[Callable[..., Any]] = (believe, deny, assume, take)
    for option in options:
        command = option(command)
    return command
