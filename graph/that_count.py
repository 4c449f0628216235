"""Which of several maps count: one for each source, and of views what no other map has told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from .model import source_id
from .problem import Finding, quoted

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from .model import Link, Node, SourceMap


def that_count(maps: Iterable[SourceMap], findings: list[Finding]) -> list[SourceMap]:
    """The maps that count, by source id, those of no single source last and by file; why others do not is found.

    Of two maps with one source id the one whose file sorts first counts, and views only tell of documents that no
    other map is of, so that every node is in one map.
    """
    chosen = _one_map_a_source(maps, findings)
    return _beside_views(chosen, findings) if any(source_map.is_view for source_map in chosen) else chosen


def _one_map_a_source(maps: Iterable[SourceMap], findings: list[Finding]) -> list[SourceMap]:
    """The maps by source id, files that hold only links last and by file."""
    chosen: dict[str, SourceMap] = {}
    for place, source_map in enumerate(sorted(maps, key=lambda source_map: source_map.file)):
        key = "" if source_map.is_view else source_map.id
        first = chosen.setdefault(key or f"\uffff{place:09}", source_map)
        if first is not source_map and source_map.nodes:
            findings.append(
                Finding(
                    rule="duplicate-source",
                    message=f"source id {quoted(source_map.id)} is taken by {first.file}",
                    span=source_map.nodes[0].span,
                    hint="this map is left out: give it an id of its own, or join the two",
                )
            )
    return [chosen[key] for key in sorted(chosen)]


def _beside_views(chosen: list[SourceMap], findings: list[Finding]) -> list[SourceMap]:
    """The maps, and of views only what they say of documents that none of these, and no view before, has told of."""
    known = {node.id for source_map in chosen if not source_map.is_view for node in source_map.nodes}
    owners = {source_map.id: source_map.file for source_map in chosen if source_map.id and not source_map.is_view}
    links = {(link.from_id, link.relation, link.to_id) for one in chosen if not one.is_view for link in one.links}
    found: list[SourceMap] = []
    for one in chosen:
        if not one.is_view:
            found.append(one)
            continue
        more = next((node for node in one.nodes if node.source in owners and node.id not in known), None)
        if more:
            findings.append(_beyond(more, owners[more.source]))
        mine = tuple(node for node in one.nodes if node.source not in owners and node.id not in known)
        new = tuple(link for link in one.links if _is_new(link, owners, links))
        known |= {node.id for node in mine}
        links |= {(link.from_id, link.relation, link.to_id) for link in new}
        found.append(replace(one, nodes=mine, links=new))
    return found


def _is_new(link: Link, owners: Container[str], links: Container[tuple[str, str, str]]) -> bool:
    """Whether a view's link is for the view to tell: another's two ends have told all of theirs."""
    told = source_id(link.from_id) in owners and source_id(link.to_id) in owners
    return not told and (link.from_id, link.relation, link.to_id) not in links


def _beyond(node: Node, owner: str) -> Finding:
    message = f"{owner} is the map of {quoted(node.source)}, and does not have {quoted(node.slug)}"
    hint = "what is new in a note belongs into the map, where it counts; or write the note anew: cruxmap study note"
    return Finding(rule="document-shadowed", message=message, span=node.span, hint=hint)
