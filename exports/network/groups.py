"""Which nodes of a network stand together: by document, and in it by community."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import networkx

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Path = tuple[int, ...]
    Ends = Iterable[tuple[int, int]]

DEPTH = 4
LARGEST_GROUP, SMALLEST_GROUP, MOST_GROUPS = 80, 4, 100
DOCUMENTS_IN_A_BLOCK = 100


def paths(sources: Sequence[str], ends: Ends) -> list[Path]:
    """For each node, by number, the numbers of its block of documents, its document, its group and its place there.

    Numbers at each level run from 0. Groups are the communities of a document that the method of Louvain finds
    (Blondel et al. 2008), those that are too small together and those that are too large in parts, so that no level
    holds many more than MOST_GROUPS things, however the graph is made.
    """
    members, within = defaultdict[str, list[int]](list), defaultdict[str, list[tuple[int, int]]](list)
    for node, source in enumerate(sources):
        members[source].append(node)
    for one, other in ends:
        if sources[one] == sources[other]:
            within[sources[one]].append((one, other))
    found: dict[int, Path] = {}
    for document, source in enumerate(sorted(members)):
        home = divmod(document, DOCUMENTS_IN_A_BLOCK)
        for number, group in enumerate(_groups(members[source], within[source])):
            found |= {node: (*home, number, place) for place, node in enumerate(group)}
    return [found[node] for node in range(len(sources))]


def _groups(nodes: Sequence[int], ends: Ends) -> list[list[int]]:
    least = max(SMALLEST_GROUP, len(nodes) // MOST_GROUPS)
    communities = _communities(nodes, ends)
    lone = [node for found in communities if len(found) < least for node in found]
    return [found for found in communities if len(found) >= least] + _pieces(lone, LARGEST_GROUP // 2)


def _communities(nodes: Iterable[int], ends: Ends) -> list[list[int]]:
    """Numbers, not ids: sets of them come in the same order in every process."""
    graph: networkx.Graph[int] = networkx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(ends)
    communities = sorted(sorted(found) for found in networkx.community.louvain_communities(graph, seed=1))
    found: list[list[int]] = []
    for community in communities:
        if len(community) <= LARGEST_GROUP:
            found.append(community)
        elif len(communities) > 1:
            found += _communities(community, list(graph.subgraph(community).edges))
        else:
            found += _pieces(community, LARGEST_GROUP)
    return found


def _pieces(nodes: Sequence[int], size: int) -> list[list[int]]:
    return [list(nodes[start : start + size]) for start in range(0, len(nodes), size)]
