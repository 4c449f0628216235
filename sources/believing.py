"""What a reader comes to believe, written down: credences and sides, in place of what was said before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.problem import CruxmapError
from ..graph.reasoning.layers import crux_of, one, spoken_of
from ..graph.reasoning.naming import crux_meant, weighed
from .belief_file import BELIEF, TAKE, words_in, write_beliefs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..graph.graph import Graph
    from ..graph.reasoning.layers import Thing


def write_credence(graph: Graph, path: str, node_id: str, score: float) -> None:
    """Record a credence, in place of one for a twin or for the other of two sides, and of the side taken on its crux.

    Raises CruxmapError, with the file as it was, if that cannot be.
    """
    thing, crux = one(graph, node_id), crux_of(graph, node_id)
    said = _believed(graph, path)
    word = next((word for word, meant in said.items() if meant == thing), node_id)
    spoken = spoken_of(graph, node_id)
    others = [other for other, meant in said.items() if meant in spoken and other != word]
    settled = [other for other, meant in _taken(graph, path).items() if crux and meant == crux]
    write_beliefs(path, put={BELIEF: {word: score}}, drop={BELIEF: others, TAKE: settled})


def write_side(graph: Graph, path: str, crux: str, side: str) -> None:
    """Record the side taken on a crux. Raises CruxmapError, with the file as it was, if that cannot be."""
    same = [word for word, meant in _taken(graph, path).items() if meant == graph.one(crux)] or [crux]
    write_beliefs(path, put={TAKE: {same[0]: side}}, drop={TAKE: same[1:]})


def forget(graph: Graph, paths: Iterable[str], node_id: str) -> list[str]:
    """Drop the side taken on a crux, of any other node the credence; the files that had it."""
    held: list[str] = []
    is_crux = graph.node(node_id).kind == "crux"
    for path in paths:
        crux = [word for word, meant in _taken(graph, path).items() if is_crux and meant == graph.one(node_id)]
        node = [word for word, meant in _believed(graph, path).items() if not is_crux and meant == one(graph, node_id)]
        if crux or node:
            write_beliefs(path, drop={BELIEF: node, TAKE: crux})
            held.append(path)
    return held


def _believed(graph: Graph, path: str) -> dict[str, Thing]:
    """What each word of the file's credences means; words that mean nothing are left out."""
    found: dict[str, Thing] = {}
    for word in words_in(path, BELIEF):
        try:
            found[word] = one(graph, weighed(graph, word))
        except CruxmapError:
            continue
    return found


def _taken(graph: Graph, path: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in words_in(path, TAKE):
        try:
            found[word] = graph.one(crux_meant(graph, word))
        except CruxmapError:
            continue
    return found
