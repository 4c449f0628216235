"""Ids as a note carries them: Obsidian's block ids, which are letters, digits and dashes alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..free_words import FreeWords
from ..model import Position, Source, own_source_id
from ..schema import SLUG_PATTERN, SOURCE_SLUG

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..model import Node

SOURCE_MARK, SIDE_MARK = "---", "--"
"""What stands for the slash and the full stop of an id; no slug has two dashes in a row."""


def block_id(node_id: str, source: str) -> str:
    """A fitting id as a block id, in a note of that source, or of several if it is "".

    >>> block_id("ponds/crux-ice.optimist", "ponds"), block_id("ponds/ice", "")
    ('crux-ice--optimist', 'ponds---ice')
    """
    home, _, slug = node_id.partition("/")
    bare = slug.replace(".", SIDE_MARK)
    return bare if source else f"{home}{SOURCE_MARK}{bare}"


def id_of_block(block: str, source: str) -> str:
    """The id that a block id stands for, "" if it stands for none in a note of that source, or of several.

    >>> id_of_block("ponds---crux-ice--optimist", ""), id_of_block("No Such", "ponds")
    ('ponds/crux-ice.optimist', '')
    """
    home, mark, bare = (source, SOURCE_MARK, block) if source else block.partition(SOURCE_MARK)
    found = f"{home}/{bare.replace(SIDE_MARK, '.', 1)}" if mark else ""
    return found if _FIT.fullmatch(found) else ""


def fitting_ids(nodes: Iterable[Node]) -> dict[str, str]:
    """For every node with an id that no block id can stand for, the nearest one that is free."""
    every = {node.id: node for node in nodes}
    unfit = [node for node in every.values() if not _fits(node)]
    sources = {node.source for node in every.values()}
    homes = {source: source for source in sources if re.fullmatch(SLUG_PATTERN, source)}
    free_home = FreeWords(homes)
    for source in sorted(sources - homes.keys()):
        homes[source] = free_home.like(_slug(source) or "document")
    free_id = FreeWords(every.keys() - {node.id for node in unfit})
    found: dict[str, str] = {}
    for node in sorted(unfit, key=lambda node: isinstance(node, Position)):
        found[node.id] = free_id.like(_nearest(node, homes[node.source], found))
    return found


def _nearest(node: Node, home: str, found: Mapping[str, str]) -> str:
    """The fitting id that is most like a node's, taken or not; its crux has its own by now."""
    if isinstance(node, Position):
        return f"{found.get(node.crux, node.crux)}.{_slug(node.side) or 'side'}"
    if isinstance(node, Source) and node.slug == SOURCE_SLUG:
        return own_source_id(home)
    slug = _slug(node.slug)
    return f"{home}/{slug if slug not in ('', SOURCE_SLUG) else node.kind.replace('_', '-')}"


def _fits(node: Node) -> bool:
    if isinstance(node, Position):
        return bool(_FIT.fullmatch(node.id)) and node.id == f"{node.crux}.{node.side}"
    is_own = node.slug == SOURCE_SLUG
    return bool(_FIT.fullmatch(node.id)) and "." not in node.slug and (not is_own or isinstance(node, Source))


def _slug(words: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", words.lower()))


_FIT = re.compile(rf"{SLUG_PATTERN}/{SLUG_PATTERN}(?:\.{SLUG_PATTERN})?")
