"""A document's node where only some nodes are told: without a thesis or branches that would lead nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Container

    from .model import OutlineItem, Source


def outlined(source: Source, known: Container[str]) -> Source:
    """The same document, of whose outline what the known nodes need is left: branches of others stay as labels as long
    as something is below them."""
    thesis = source.thesis if source.thesis in known else ""
    outline = _pruned(source.outline, known) if source.outline else None
    return replace(source, thesis=thesis, outline=outline)


def _pruned(item: OutlineItem, known: Container[str]) -> OutlineItem | None:
    below = tuple(child for child in (_pruned(child, known) for child in item.children) if child)
    if not item.node or item.node in known:
        return replace(item, children=below)
    return replace(item, node="", label=item.label or item.node.partition("/")[2], children=below) if below else None
