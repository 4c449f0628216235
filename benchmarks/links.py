"""What `link --suggest` finds, against links made by hand and against copies whose original is known, and its time.

Three figures. First, of the links between the two documents that a reader made by hand (`cross_links` of the
inventory beside the checkout, which few share words) how many are among the first suggestions for the two maps
without their links. Second, of the nodes of a map copied without titles and with every third word left out, for how
many the first suggestion is the original. Third, the time for a large library, against loading it.
"""

from __future__ import annotations

import json
import os
import random
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import cruxmap
from cruxmap.graph.graph import Graph
from cruxmap.graph.model import Node
from cruxmap.graph.suggest_links import pair_of, suggest
from cruxmap.sources.map_write import canonical_text
from paired import compare
from paired import cruxmap as command

if TYPE_CHECKING:
    from cruxmap.graph.likeness import Pair

INVENTORY = Path(__file__).resolve().parent.parent.parent / "shared" / "reference" / "inventory.json"
AT = (20, 50, 100)
LEAST_RIGHT = 0.85


def without_links() -> Graph:
    """The shipped maps as if nobody had linked them."""
    shipped = cruxmap.load("@shipped")
    own = [link for link in shipped.links if link.from_id.partition("/")[0] == link.to_id.partition("/")[0]]
    return Graph(shipped.nodes.values(), own)


def made_by_hand(graph: Graph) -> set[Pair]:
    """The pairs of the inventory's links between the documents, by our ids."""

    def ours(name: str) -> str:
        slug = f"{'cotra' if name[0] == 'c' else 'dragan'}/{name[2:]}"
        side = re.fullmatch(r"c-(opt|pes)-(\w+)", name)
        sides = {"opt": "optimist", "pes": "pessimist"}
        return slug if slug in graph or side is None else f"cotra/crux-{side[2]}.{sides[side[1]]}"

    rows = json.loads(INVENTORY.read_text("utf-8"))["cross_links"]
    return {pair_of(ours(row["from"]), ours(row["to"])) for row in rows}


def recall() -> None:
    """Print how many of the links made by hand are among the first suggestions."""
    graph = without_links()
    wanted = made_by_hand(graph)
    found = [pair_of(item.from_id, item.to_id) for item in suggest(graph, most=10_000)]
    figures = ", ".join(f"{len(wanted.intersection(found[:at]))} among the first {at}" for at in AT)
    print(f"of {len(wanted)} links made by hand: {figures}, {len(wanted.intersection(found))} among all {len(found)}")


def right_copies(source: str) -> float:
    """Of the nodes of a map copied without titles and with every third word left out the share that finds itself."""
    mine = [node for node in cruxmap.load("@shipped").nodes.values() if node.source == source]
    kinds = ("claim", "concept", "mechanism", "failure_mode", "mitigation")
    mine = [node for node in mine if node.kind in kinds]
    copies = [Node(id=node.id.replace("/", "-copy/"), kind=node.kind, text=_shortened(node.text)) for node in mine]
    first: dict[str, str] = {}
    for item in suggest(Graph([*mine, *copies], []), most=10_000):
        copy, original = sorted((item.from_id, item.to_id), key=lambda node: "-copy/" not in node)
        first.setdefault(copy, original)
    return sum(first.get(copy.id) == copy.id.replace("-copy/", "/") for copy in copies) / len(copies)


def varied(folder: str, copies: int) -> int:
    """Write copies of the shipped maps with a fifth of the words of each text changed; how many nodes that is."""
    from msgspec.structs import replace

    maps = cruxmap.read_library(["@shipped"]).maps
    chance = random.Random(1)
    written = 0
    for number in range(copies):
        for source_map in (found for found in maps if found.id):
            text = canonical_text(
                replace(
                    source_map,
                    ignores=(),
                    nodes=tuple(replace(node, text=_varied(node.text, number, chance)) for node in source_map.nodes),
                )
            )
            name = f"{source_map.id}-{number:04}"
            text = text.replace(f"\n  id: {source_map.id}\n", f"\n  id: {name}\n", 1)
            Path(folder, f"{name}.yaml").write_text(text, "utf-8")
            written += len(source_map.nodes)
    return written


def _shortened(text: str) -> str:
    return " ".join(word for at, word in enumerate(text.split()) if at % 3 != 2)


def _varied(text: str, number: int, chance: random.Random) -> str:
    return " ".join(f"{word}{number % 9}" if chance.random() < 0.2 else word for word in text.split())


if __name__ == "__main__":
    if INVENTORY.is_file():
        recall()
    shares = {source: right_copies(source) for source in ("cotra", "dragan")}
    for source, share in shares.items():
        print(f"copies of {source}: {share:.0%} find their original first, at least {LEAST_RIGHT:.0%} wanted")
    os.environ["CRUXMAP_CACHE"] = "off"  # what is kept would take the loading out of both
    with tempfile.TemporaryDirectory() as folder:
        nodes = varied(folder, 170)
        good = compare(
            f"{nodes} nodes in 340 maps, link --suggest",
            command("-L", folder, "link", "--suggest"),
            pairs=3,
            most_ratio=6,
            against=command("-L", folder, "sources"),
            called="loading them",
        )
    sys.exit(not good or min(shares.values()) < LEAST_RIGHT)
