"""Ids as people type them: any unambiguous short form to the full id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .model import Position, label, own_source_id, slug_of
from .problem import CruxmapError, quoted
from .suggest import did_you_mean, nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from .graph import Graph

MOST_CANDIDATES = 8
LONGEST_LIST = 240


def resolve(graph: Graph, word: str, *, kind: str = "") -> str:
    """The full id meant by a full id, a bare source id, a slug, a title, or whole words of a slug.

    Capitals do not count. Of several nodes whose slugs hold the words, one whose whole slug the others hold
    is meant, and a crux rather than its positions; words of a crux, a dot and a side mean a position. With `kind`,
    nodes of that kind come first. Raises CruxmapError: for an ambiguous word with the candidates, for an unknown one
    with the nearest.
    """
    if word in graph:
        return word
    if own_source_id(word) in graph and kind in ("", "source"):
        return own_source_id(word)
    wanted = word.casefold()
    for ids in ([node.id for node in graph.of_kinds(kind)] if kind else (), graph.nodes):
        named = [node_id for node_id in ids if wanted in (slug_of(node_id).casefold(), node_id.casefold())]
        titled = [] if named else [node_id for node_id in ids if label(graph.node(node_id)).casefold() == wanted]
        found = named or titled or _holding(ids, wanted)
        meant = found[0] if len(found) == 1 else _innermost(found) if found and not (named or titled) else ""
        if meant:
            return meant
        if found:
            raise CruxmapError(f"{quoted(word)} is ambiguous: {_listed(graph, _shortest_first(found))}")
    raise CruxmapError(_unknown(graph, word))


def known_sources(graph: Graph, names: Collection[str]) -> tuple[str, ...]:
    """The source ids as given. Raises CruxmapError, with the nearest, for one that the graph does not have."""
    there = graph.source_ids() if names else ()
    for name in names:
        if name not in there:
            hint = did_you_mean(name, there) or f"sources: {', '.join(there) or 'none'}"
            raise CruxmapError(f"there is no source {quoted(name)}: {hint}")
    return tuple(names)


def no_such(graph: Graph, what: str, *, tags: Collection[str] = (), sides: Collection[str] = (), **_: object) -> str:
    """What to say where filters left nothing: that, and which tag or side the graph does not have at all."""
    told = [f"no such {what}"]
    for name, words, those_of in (("tag", tags, tags_of), ("side", sides, sides_of)):
        known = those_of(graph) if words else []
        for word in words:
            if word not in known:
                hint = did_you_mean(word, known)
                told.append(f"there is no {name} {quoted(word)}" + (f", {hint}" if hint else ""))
    return "; ".join(told)


def tags_of(graph: Graph) -> list[str]:
    """Every tag, in alphabetical order."""
    return sorted({tag for node in graph.nodes.values() for tag in node.tags})


def sides_of(graph: Graph) -> list[str]:
    """Every side of a position, in alphabetical order."""
    return sorted({node.side for node in graph.of_kinds("position") if isinstance(node, Position)})


def short_form(graph: Graph, node_id: str) -> str:
    """A node's shortest unambiguous id: its slug where no other source has it."""
    slug = slug_of(node_id)
    is_taken = graph.shares_slug(node_id) or own_source_id(slug) in graph
    return node_id if is_taken or node_id not in graph else slug


def _holding(ids: Iterable[str], wanted: str) -> list[str]:
    """The ids whose slugs hold the words; of a crux and its positions the crux; else positions by crux and side."""
    every = list(ids)
    found = [node_id for node_id in every if _holds(slug_of(node_id), wanted)]
    known = {*found}
    crux, dot, side = wanted.rpartition(".")
    if not found and dot:
        parts = [(node_id, *slug_of(node_id).casefold().rpartition(".")) for node_id in every]
        return [node_id for node_id, of, _, own in parts if own == side and of and _holds(of, crux)]
    return [node_id for node_id in found if node_id.rpartition(".")[0] not in known]


def _holds(slug: str, words: str) -> bool:
    """Whether the words are whole words of the slug: `goals` of `crux-goals`, not of `subgoals`."""
    return bool(words) and f"-{words}-".replace(".", "-") in f"-{slug}-".replace(".", "-")


def _innermost(ids: list[str]) -> str:
    """The one id whose slug all the others hold, "" if there is none."""
    first = min(ids, key=lambda node_id: len(slug_of(node_id)))
    inner = slug_of(first)
    others = [slug_of(node_id) for node_id in ids if node_id != first]
    return first if all(_holds(slug, inner) and slug != inner for slug in others) else ""


def _shortest_first(ids: list[str]) -> list[str]:
    return sorted(ids, key=lambda node_id: (len(slug_of(node_id)), node_id))


def _unknown(graph: Graph, word: str) -> str:
    names: dict[str, str] = {}
    for node in graph.nodes.values():
        names |= {label(node).casefold(): node.id, node.slug: node.id, node.id: node.id}
    near = [names[name] for name in nearest(word, names, most=6) + nearest(word.casefold(), names, most=6)]
    found = list(dict.fromkeys(near))[:3]
    hint = f"did you mean {_listed(graph, found, ' or ')}?" if found else "`cruxmap search` finds ids by their words"
    return f"there is no node {quoted(word)}: {hint}"


def _listed(graph: Graph, ids: list[str], joint: str = ", ") -> str:
    """The first ids, in full where that can be read at a glance."""
    shown = joint.join(ids[:MOST_CANDIDATES])
    if len(shown) > LONGEST_LIST:
        shown = joint.join(short_form(graph, node_id) for node_id in ids[:MOST_CANDIDATES])
    return shown + (f" and {len(ids) - MOST_CANDIDATES} more" if len(ids) > MOST_CANDIDATES else "")
