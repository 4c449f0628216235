"""Large made-up libraries kept from the run before, against `python -c pass`; the first run, and one changed document.

`python benchmarks/large_library.py [NODES]...`: of 10,000 and 100,000 nodes unless others are named. A million of them
take some minutes.
"""

from __future__ import annotations

import os
import sys
import tempfile
from typing import NamedTuple

from made_up import generate
from paired import compare, cruxmap, keep_in, run

ASKED = (("show", "map-0003/claim-3"), ("search", "claim", "3"), ("cruxes",), ("gaps",))
LEAST_NODES_A_SECOND = 10_000
MOST_SECONDS_FOR_A_CHANGE = 1


class Bounds(NamedTuple):
    """In how many maps there are so many nodes, and what a command may take of them at most."""

    maps: int
    ratio: float
    megabytes: float


BOUNDS = {10_000: Bounds(100, 15, 100), 100_000: Bounds(1_000, 15, 250), 1_000_000: Bounds(10_000, 40, 500)}


def measure(folder: str, nodes: int) -> bool:
    """Print what was measured of a library of so many nodes, and tell whether it is within bounds."""
    bounds = BOUNDS.get(nodes) or Bounds(max(1, nodes // 100), 40, 500)
    library = os.path.join(folder, f"library-{nodes}")
    generate(library, nodes, bounds.maps)
    title = f"{nodes:,} nodes in {bounds.maps:,} maps"
    first = run(cruxmap("-L", library, *ASKED[0]))
    speed = nodes / first.wall
    good = [speed >= LEAST_NODES_A_SECOND]
    print(
        f"{title}, first run: {first.wall:.1f} s, {speed:,.0f} nodes a second, "
        f"at least {LEAST_NODES_A_SECOND:,} wanted; "
        f"{first.megabytes:.0f} MB" + ("" if good[0] else "   MISSED")
    )
    for asked in ASKED:
        command = cruxmap("-L", library, *asked)
        good.append(
            compare(f"{title}, {asked[0]}", command, pairs=9, most_ratio=bounds.ratio, most_megabytes=bounds.megabytes)
        )
    path = os.path.join(library, f"map-{bounds.maps // 2:04}.yaml")
    with open(path, encoding="utf-8") as file:
        document = file.read()
    with open(path, "w", encoding="utf-8") as file:
        file.write(document.replace("next of them", "rest of them"))
    changed = run(cruxmap("-L", library, *ASKED[0]))
    good.append(changed.wall < MOST_SECONDS_FOR_A_CHANGE)
    print(
        f"{title}, one of which changed: {changed.wall:.2f} s, less than {MOST_SECONDS_FOR_A_CHANGE} wanted; "
        f"{changed.megabytes:.0f} MB" + ("" if good[-1] else "   MISSED")
    )
    return all(good)


if __name__ == "__main__":
    sizes = [int(word.replace(",", "")) for word in sys.argv[1:]] or [10_000, 100_000]
    with tempfile.TemporaryDirectory() as folder:
        keep_in(folder)
        results = [measure(folder, nodes) for nodes in sizes]
        title = "10,000 nodes in 100 maps, cruxes, read anew"
        library = os.path.join(folder, "library-10000")
        if 10_000 in sizes:
            command = cruxmap("--no-cache", "-L", library, "cruxes")
            results.append(compare(title, command, pairs=7, most_ratio=100, most_megabytes=250))
    sys.exit(not all(results))
