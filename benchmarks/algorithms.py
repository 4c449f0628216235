"""Questions that go through a whole kept graph, in processes of their own: arrays, node by node, and networkx.

`python benchmarks/algorithms.py [NODES]`: 100,000 nodes and three times as many links unless told otherwise. A million
take some minutes.
"""

from __future__ import annotations

import os
import sys
import tempfile
from typing import TYPE_CHECKING

from cruxmap.graph import whole
from cruxmap.graph.graph import Graph
from cruxmap.graph.paths import paths, reach, why
from cruxmap.sources import kept_graph
from made_up_graph import graph, node_id
from paired import BARE, Run, run

if TYPE_CHECKING:
    from collections.abc import Callable

QUESTIONS: dict[str, Callable[[Graph, int], object]] = {
    "path": lambda kept, size: paths(kept, node_id(size - 5), node_id(5), most=3),
    "why": lambda kept, _: why(kept, node_id(5)),
    "reach": lambda kept, size: reach(kept, node_id(size - 5)),
}
HERE = (sys.executable, __file__)
MOST_MEGABYTES = 500
MOST_OF_ONE_BY_ONE = 0.5
MOST_OF_NETWORKX = 0.1
NETWORKX = "networkx"
READ = "read"
ONE_BY_ONE = "one by one"


def measure(folder: str, nodes: int) -> bool:
    """Print what was measured of so many nodes, and tell whether it is within bounds."""
    path = os.path.join(folder, "graph")
    run((*HERE, "make", path, str(nodes)))  # in a process of its own: memory is told of all since one began
    title = f"{nodes:,} nodes with three links each"
    results = []
    for question in QUESTIONS:
        arrays, walked = _asked(path, question), _asked(path, question, ONE_BY_ONE)
        good = arrays.cpu < MOST_OF_ONE_BY_ONE * walked.cpu and arrays.megabytes < MOST_MEGABYTES
        results.append(good)
        print(
            f"{title}, far {question}: {arrays.cpu:.2f} s and {arrays.megabytes:.0f} MB, "
            f"{arrays.cpu / walked.cpu:.2f} x the time of node by node ({walked.cpu:.1f} s and {walked.megabytes:.0f} "
            f"MB), at most {MOST_OF_ONE_BY_ONE} and {MOST_MEGABYTES} MB wanted{'' if good else '   MISSED'}"
        )
    bare, ours, theirs = run(BARE), _asked(path, READ), _asked(path, NETWORKX)
    each = [(one.megabytes - bare.megabytes) * 1e3 / nodes for one in (ours, theirs)]
    good = ours.cpu < MOST_OF_NETWORKX * theirs.cpu
    print(
        f"{title}, made ready: {ours.cpu:.2f} s and {each[0]:.2f} kB a node, {ours.cpu / theirs.cpu:.2f} x the time of "
        f"a networkx MultiDiGraph ({theirs.cpu:.1f} s and {each[1]:.2f} kB), at most {MOST_OF_NETWORKX} wanted"
        + ("" if good else "   MISSED")
    )
    return all((*results, good))


def ask(path: str, question: str, how: str = "") -> None:
    """Ask a kept graph one question."""
    kept = Graph.over(kept_graph.KeptGraph(path))
    if how == ONE_BY_ONE:
        whole.FEW = sys.maxsize
    if question == READ:
        kept.ends()
    elif question == NETWORKX:
        kept.to_networkx()
    else:
        QUESTIONS[question](kept, len(kept))


def _asked(path: str, *words: str) -> Run:
    return run((*HERE, "ask", path, *words))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["ask", place, *words]:
            ask(place, *words)
        case ["make", place, size]:
            kept_graph.write(place, graph(int(size)), ())
        case words:
            with tempfile.TemporaryDirectory() as place:
                is_good = measure(place, int(words[0].replace(",", "")) if words else 100_000)
            sys.exit(not is_good)
