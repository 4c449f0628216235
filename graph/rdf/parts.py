"""A graph, or a part of one, as maps: what was built, taken apart again by document."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ..canonical import ordered
from ..model import Analogy, Source, SourceMap, source_id
from ..outlined import outlined
from ..schema import SOURCE_SLUG

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model import AnyNode, Link, Node


def as_maps(nodes: Iterable[Node], links: Iterable[Link]) -> tuple[SourceMap, ...]:
    """One map for each source that has a node, and one for each file that holds only links, by id and file.

    `build` makes the same nodes and links of them, and of documents what is said of these nodes alone. A link is
    in the map of the document in whose file it is written.
    """
    by_source: dict[str, list[AnyNode]] = defaultdict(list)
    rows: set[tuple[str, str, str, object]] = set()
    told = {node.id: node for node in nodes}
    for node in told.values():
        by_source[node.source].append(outlined(node, told) if isinstance(node, Source) else node)
        if isinstance(node, Analogy):
            rows |= {(row.element, "analogous_to", row.stands_for, row.span) for row in node.mapping}
    homes = {node.span.file: node.source for found in by_source.values() for node in found if node.slug == SOURCE_SLUG}
    own: dict[str, list[Link]] = defaultdict(list)
    bare: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        is_implied = (link.from_id, link.relation, link.to_id, link.span) in rows or link.relation == "position_on"
        if is_implied:
            continue
        first, second = source_id(link.from_id), source_id(link.to_id)
        if first == second:
            own[first].append(link)
        elif link.span.file in homes:
            own[homes[link.span.file]].append(link)
        else:
            bare[link.span.file].append(link)
    maps = [
        SourceMap(id=name, nodes=tuple(found), links=tuple(own.pop(name, ())), file=found[0].span.file)
        for name, found in sorted(by_source.items())
    ]
    maps += [SourceMap(id="", links=tuple(found), file=file) for file, found in sorted(bare.items())]
    return tuple(map(ordered, maps))
