"""How much of what a faithful encoding holds is in the map that a reader makes of the same text, by passages.

    python benchmarks/coverage.py [FOLDER]      # the folder with seeds/ and reference/, ../shared if not given

The inventory names for each node of the reference the first and last words of its passage. A node counts as

- touched, if some node of the map stands on part of its passage,
- held, if a passage of the map covers most of it and is not much longer,
- its own, if it can be given a node of the map that holds it and is given to no other (a largest matching).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cruxmap.graph.model import Passage
from cruxmap.sources import read
from cruxmap.sources.passages import find, fold_text
from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cruxmap.sources.passages import Text

MOST_OF, TIMES_LONGER = 0.6, 4.0

DOCUMENTS = {"d": ("000_*.txt", "dragan.md", "mac_roman"), "c": ("004_*.txt", "cotra.md", "")}
"""By the prefix of its nodes in the inventory: the seed, the name to read it under, and what it was misread as."""


class Wanted(Struct, frozen=True):
    """A node of the inventory and where it stands in the folded text."""

    id: str
    tier: int
    words: str
    place: tuple[int, int]


class Score(Struct, frozen=True):
    """What became of the nodes of a tier."""

    wanted: int
    touched: list[Wanted]
    held: list[Wanted]
    own: list[Wanted]


def main() -> None:
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "shared"
    inventory = json.loads((shared / "reference" / "inventory.json").read_text("utf-8"))
    for prefix, (seed, name, misread) in DOCUMENTS.items():
        path = next((shared / "seeds").glob(seed))
        text = path.read_text("utf-8")
        report(text.encode(misread).decode("utf-8") if misread else text, name, prefix, inventory)


def report(text: str, name: str, prefix: str, inventory: dict[str, Any]) -> None:
    """Print the scores of one document."""
    folded = fold_text(text)
    wanted = wanted_of(folded, [node for node in inventory["nodes"] if node["id"].startswith(f"{prefix}-")])
    places = places_of(folded, text, name)
    print(f"{name}: {len(places)} nodes with a passage; {len(wanted)} passages of the inventory found in the text")
    for tier in sorted({want.tier for want in wanted}):
        score = scored([want for want in wanted if want.tier == tier], list(places.values()))
        figures = ((word, len(found)) for word, found in zip(("touched", "held", "own"), score[1:], strict=True))
        told = ", ".join(f"{word} {count} ({count / score[0]:.0%})" for word, count in figures)
        print(f"  tier {tier}, {score[0]} nodes: {told}")
        for want in (want for want in wanted if want.tier == tier and want not in score[2]):
            print(f"    not held: {want.id}: {want.words}")
    on_it = sum(any(overlap(place, want.place) for want in wanted) for place in places.values())
    print(
        f"  {on_it} of {len(places)} nodes of the map ({on_it / len(places):.0%}) stand on a passage of the inventory"
    )


def wanted_of(text: Text, nodes: Sequence[dict[str, Any]]) -> list[Wanted]:
    """The nodes of the inventory whose passages are found in the text."""
    found: list[Wanted] = []
    for node in nodes:
        anchor = node.get("anchor") or {"start": "", "end": ""}
        place = place_of(text, Passage(anchor["start"], anchor["end"]), node["section"])
        if place:
            found.append(Wanted(node["id"], node["tier"], f"{anchor['start']} … {anchor['end']}", place))
    return found


def places_of(text: Text, original: str, name: str) -> dict[str, tuple[int, int]]:
    """Where the nodes of the map stand that the reader makes of the text, by id."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(original, "utf-8")
        source_map = read(str(path)).source_map
    nodes = source_map.nodes if source_map else ()
    places = ((node.id, place_of(text, node.passage, node.section)) for node in nodes if node.passage)
    return {node: place for node, place in places if place}


def place_of(text: Text, passage: Passage, section: str) -> tuple[int, int] | None:
    """Where a passage stands in the folded text; the first of several places."""
    whole = find(text, passage, section).folded or find(text, Passage(f"{passage.start} {passage.end}"), section).folded
    return whole[0] if whole else None


def scored(
    wanted: list[Wanted], places: Sequence[tuple[int, int]]
) -> tuple[int, list[Wanted], list[Wanted], list[Wanted]]:
    """How many are wanted, and which of them are touched, held, and have a node of their own."""
    touched = [want for want in wanted if any(overlap(want.place, place) for place in places)]
    holders = {want.id: [at for at, place in enumerate(places) if holds(place, want.place)] for want in wanted}
    held = [want for want in wanted if holders[want.id]]
    given = matched(holders)
    return len(wanted), touched, held, [want for want in wanted if want.id in given]


def overlap(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def holds(place: tuple[int, int], wanted: tuple[int, int]) -> bool:
    """Whether a passage covers most of the one wanted and is not much longer."""
    length = wanted[1] - wanted[0]
    return overlap(place, wanted) >= MOST_OF * length and place[1] - place[0] <= TIMES_LONGER * max(length, 40)


def matched(holders: dict[str, list[int]]) -> set[str]:
    """Which of those wanted get a holder of their own in a largest matching."""
    given: dict[int, str] = {}

    def place(want: str, seen: set[int]) -> bool:
        for at in holders[want]:
            if at not in seen:
                seen.add(at)
                if at not in given or place(given[at], seen):
                    given[at] = want
                    return True
        return False

    for want in holders:
        place(want, set())
    return set(given.values())


if __name__ == "__main__":
    main()
