"""Two libraries read to be compared: folders, documents, the shipped maps, or revisions of git."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ..exports import terminal
from ..exports.diff_entries import Compared
from ..graph.difference.beside import beside
from ..graph.difference.contents import contents
from ..graph.difference.difference import difference
from ..graph.difference.effect import Weighed, effect
from ..graph.problem import CruxmapError, quoted
from ..graph.reasoning.semantics import semantics_named
from ..graph.reasoning.stance import NO_STANCE
from ..sources.beliefs import Reader, reading
from ..sources.library import own_library, read_library
from ..sources.revision import read_revision, revision
from ..sources.settings import SHIPPED
from . import stances
from .options import cache_of, library_paths, repairs

if TYPE_CHECKING:
    import click

    from ..exports.layout import Line
    from ..graph.graph import Graph
    from ..sources.library import Library

THE_LIBRARY = "the library now"

_SERVERS = ("sparql+http://", "sparql+https://")
_OUTSIDE = "unknown-source"
_NOBODY = Reader(takes={}, beliefs={}, places={})


class Read(Struct, frozen=True):
    """A library that was named to be compared, by which words, and whether it is one of another time."""

    name: str
    library: Library
    is_past: bool = False


def read_side(ctx: click.Context, word: str) -> Read:
    """The library that a word names, "" being the one at hand. CruxmapError where it names nothing."""
    if not word:
        return Read(THE_LIBRARY, read_library(library_paths(ctx), repair=repairs(ctx), cache=cache_of(ctx)))
    if word == SHIPPED or os.path.exists(word) or word.startswith(_SERVERS):
        return Read(word, read_library([word], repair=repairs(ctx), cache=cache_of(ctx)))
    asked = revision(word, _home(library_paths(ctx), word))
    return Read(word, read_revision(asked), is_past=True)


def compare(first: Read, second: Read, given: dict[str, tuple[str, ...]]) -> Compared:
    """The difference of two libraries, and what it does to what stands: under a stance, if one is given, and as the
    settings of the one that lies here have it."""
    here = first.library if second.is_past and not first.is_past else second.library
    reader = _NOBODY if first.is_past and second.is_past else reading(here)
    before, after = _weighed((first.library.graph, second.library.graph), reader, given)
    change = difference(*(contents(side.library.graph, side.library.maps) for side in (first, second)))
    return Compared(
        names=(first.name, second.name),
        before=before.graph,
        after=after.graph,
        change=change,
        effect=effect(before, after, change),
        beside=beside(first.library.maps, second.library.maps, change.names),
    )


def errors_of(side: Read, width: int) -> tuple[Line, ...]:
    """What is wrong in a library, as lines. That documents named by themselves lead to others is no mistake."""
    is_part = all(document.named for document in side.library.documents)
    errors = [problem for problem in side.library.problems if problem.severity == "error"]
    told = [problem for problem in errors if not (is_part and problem.name == _OUTSIDE)]
    return tuple(terminal.problem_list(told, width))


def _home(paths: tuple[str, ...], word: str) -> str:
    """The folder or file whose revisions are meant: the library at hand, or where we are if a path says what of it."""
    if len(paths) == 1 and paths[0] != SHIPPED:
        return paths[0]
    try:
        return own_library(paths)
    except CruxmapError as error:
        if ":" in word:
            return os.curdir
        raise CruxmapError(f"{quoted(word)} is no file or folder here, and for a revision: {error}") from error


def _weighed(graphs: tuple[Graph, Graph], reader: Reader, given: dict[str, tuple[str, ...]]) -> tuple[Weighed, Weighed]:
    """Both graphs, weighed in one way; a side that only one has is taken there."""
    said: list[dict[str, list[str]]] = [{}, {}]
    for option, words in given.items():
        for word in words:
            faults = []
            for graph, kept in zip(graphs, said, strict=True):
                try:
                    stances.stance_of(graph, _NOBODY, **{option: (word,)})
                    kept.setdefault(option, []).append(word)
                except CruxmapError as error:
                    faults.append(error)
            if len(faults) == len(graphs):
                raise faults[-1]

    def weighed(graph: Graph, kept: dict[str, list[str]]) -> Weighed:
        words: dict[str, Any] = {option: tuple(found) for option, found in kept.items()}
        return Weighed(
            graph=graph,
            stance=stances.stance_of(graph, _NOBODY, **words) if words else NO_STANCE,
            semantics=semantics_named(reader.semantics),
            weights=reader.weights,
            modality=reader.modality,
        )

    return weighed(graphs[0], said[0]), weighed(graphs[1], said[1])
