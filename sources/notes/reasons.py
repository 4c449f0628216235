"""Why each side of a dispute holds what it holds: claims of the same speaker elsewhere in the note that speak of it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ...graph.model import Position
from .answers import stems

if TYPE_CHECKING:
    from .draft import Draft

FEWEST, MOST = 2, 3
"""How many telling words a reason shares with the dispute at least, and how many reasons a position gets."""


def give_reasons(draft: Draft) -> None:
    """Link claims of a speaker to their positions where both speak of the same thing, as the reader's own step."""
    encoding = draft.encoding
    positions = [node for node in encoding.nodes.values() if isinstance(node, Position)]
    if not positions:
        return
    holders: dict[str, list[str]] = defaultdict(list)
    parts: dict[str, list[str]] = defaultdict(list)
    for link in encoding.links.values():
        if link.relation == "held_by":
            holders[link.to_id].append(link.from_id)
        elif link.relation == "part_of":
            parts[link.to_id].append(link.from_id)
    claims = {
        person: [(node, frozenset(stems(encoding.nodes[node].text))) for node in held if draft.kind(node) == "claim"]
        for person, held in holders.items()
    }
    named = {stem for node in draft.people.values() for stem in stems(encoding.nodes[node].title)}
    for position in positions:
        wanted = frozenset(stems(f"{encoding.nodes[position.crux].text} {position.text}")) - named
        for person in (person for person, held in holders.items() if position.id in held):
            shared = {node: len(words & wanted) for node, words in claims[person]}
            found = [node for node in sorted(shared, key=lambda node: -shared[node]) if shared[node] >= FEWEST]
            told = [node for node in found if not set(parts[node]) & set(found)]
            for node in told[:MOST]:
                draft.join(node, ("supports",), position.id, draft.places[node], basis="inferred")
