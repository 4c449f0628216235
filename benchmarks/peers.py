"""The peers beside cruxmap, on the same data: Argdown's program, rdflib and networkx, each pair of runs in turn.

Needs node and, below tests/node, `npm ci` for Argdown; what is not installed is left out and said so.
"""

from __future__ import annotations

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING

import made_up_graph
from cruxmap.graph.graph import Graph
from cruxmap.graph.paths import paths
from cruxmap.graph.rdf.terms import PREFIXES
from cruxmap.sources.queries import named_queries
from made_up import generate
from paired import cruxmap, keep_in, run

if TYPE_CHECKING:
    from collections.abc import Callable

    from networkx import DiGraph

HERE = os.path.dirname(os.path.abspath(__file__))
ARGDOWN = os.path.join(HERE, "..", "tests", "node", "node_modules", ".bin", "argdown")
PAIRS = 5
MOST_WAYS = 10
RDFLIB = """
import sys, rdflib
data = rdflib.Dataset(default_union=True)
data.parse(sys.argv[1], format="nquads")
print(len(list(data.query(open(sys.argv[2]).read()))))
"""


def against(title: str, ours: tuple[str, ...], theirs: tuple[str, ...], called: str) -> bool:
    """Print how much processor time and memory we need of what they need, and whether it is less of both."""
    run(ours)
    rows = [(run(theirs), run(ours)) for _ in range(PAIRS)]
    cpu = statistics.median(mine.cpu / other.cpu for other, mine in rows)
    memory = statistics.median(mine.megabytes / other.megabytes for other, mine in rows)
    mine, other = (statistics.median(row[place].cpu for row in rows) for place in (1, 0))
    good = cpu < 1 and memory < 1
    print(
        f"{title}: {cpu:.2f} x the processor time and {memory:.2f} x the memory of {called} ({PAIRS} pairs; "
        f"{mine:.1f} s against {other:.1f} s), less of both wanted{'' if good else '   MISSED'}"
    )
    return good


def argdown(folder: str, arguments: int = 10_000) -> bool:
    """Both read the same arguments and write JSON."""
    if not (os.path.exists(ARGDOWN) and shutil.which("node")):
        print("Argdown's program is not there: left out")
        return True
    debate = os.path.join(folder, "debate.argdown")
    with open(debate, "w", encoding="utf-8") as file:
        file.write(_debate(arguments))
    ours = cruxmap("--cache", "off", "-L", debate, "export", "json")
    theirs = (ARGDOWN, "json", debate, os.path.join(folder, "theirs"))
    return against(f"{arguments:,} arguments in Argdown, read and written as JSON", ours, theirs, "`argdown json`")


def rdflib(folder: str) -> bool:
    """Both ask 2,000 made-up nodes which cruxes there are: we of the maps, rdflib of the quads made of them."""
    if not (find_spec("rdflib") and find_spec("pyoxigraph")):
        print("rdflib or pyoxigraph is not there: left out")
        return True
    library, quads, query = (os.path.join(folder, name) for name in ("library", "library.nq", "cruxes.rq"))
    generate(library, nodes=2000, maps=20)
    with open(quads, "wb") as file:
        subprocess.run(cruxmap("-L", library, "export", "nquads"), stdout=file, check=True)
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    with open(query, "w", encoding="utf-8") as text:
        text.write(prefixes + named_queries()["cruxes"].text)
    ours = cruxmap("--cache", "off", "-L", library, "sparql", "cruxes", "--csv")
    theirs = (sys.executable, "-c", RDFLIB, quads, query)
    return against("2,000 nodes, their cruxes in SPARQL", ours, theirs, "rdflib")


def networkx(nodes: int = 100_000) -> bool:
    """Both have the graph in memory: built, and near nodes joined by all shortest ways."""
    graph = made_up_graph.graph(nodes)
    ids = list(graph.nodes)
    pairs = [(ids[place + 300], ids[place]) for place in range(0, nodes - 300, nodes // 10)]
    built = _seconds(lambda: Graph(graph.nodes.values(), graph.links)), _seconds(graph.to_networkx)
    plain = _plain(graph)
    found = _seconds(lambda: [paths(graph, *pair) for pair in pairs]), _seconds(lambda: _ways(plain, pairs))
    good = built[0] < built[1] and found[0] < found[1]
    print(
        f"{nodes:,} nodes and {len(graph.links):,} links: built in {built[0] / built[1]:.2f} x the time of a networkx "
        f"MultiDiGraph ({built[0]:.1f} s against {built[1]:.1f} s), all shortest ways of {len(pairs)} pairs in "
        f"{found[0] / found[1]:.2f} x that of networkx on a bare DiGraph{'' if good else '   MISSED'}"
    )
    return good


def _debate(arguments: int) -> str:
    """So many arguments, each with two premises and a conclusion, each for or against one before it."""
    chance = random.Random(7)
    parts = ["# A made-up debate\n\n[Thesis]: What holds for one case need not hold for the next of them. #made-up\n"]
    for place in range(arguments):
        relation, target = chance.choice("+-"), f"<A{chance.randrange(place)}>" if place else "[Thesis]"
        parts.append(f"<A{place}>: Since case {place} is like the others, it is decided as they are.\n")
        parts.append(f"{target}\n  {relation} <A{place}>\n")
        parts.append(
            f"<A{place}>\n\n(1) Case {place} is like case {chance.randrange(arguments)}.\n"
            f"(2) What is alike is decided alike.\n-- analogy --\n(3) [C{place}]: Case {place} is decided as it was.\n"
        )
    return "\n".join(parts)


def _plain(graph: Graph) -> DiGraph[str]:
    from networkx import DiGraph

    plain: DiGraph[str] = DiGraph()
    plain.add_nodes_from(graph.nodes)
    plain.add_edges_from((link.from_id, link.to_id) for link in graph.links)
    return plain


def _ways(plain: DiGraph[str], pairs: list[tuple[str, str]]) -> list[list[str]]:
    from networkx import all_shortest_paths, has_path

    return [
        way
        for start, end in pairs
        if has_path(plain, start, end)
        for way in islice(all_shortest_paths(plain, start, end), MOST_WAYS)
    ]


def _seconds(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        keep_in(place)
        results = [argdown(place), rdflib(place), networkx()]
    sys.exit(not all(results))
