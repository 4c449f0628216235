"""The command sparql: results in the W3C's formats, stores on disk, queries that are wrong or never end."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import cruxmap
import pyoxigraph as ox
import pytest
from consoles import run
from cruxmap.exports.sparql_results import written
from cruxmap.graph.problem import CruxmapError
from cruxmap.graph.solutions import Solutions, Triples, Verdict
from cruxmap.sources.rdf_store import FILLED, store_in, store_of
from cruxmap.sources.sparql import ask
from hypothesis import given
from hypothesis import strategies as st
from linked_maps import BATS, OWLS, vault
from made_up import generate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cruxmap.graph.graph import Graph

EVERYTHING = "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }"
ODD = 'SELECT * { VALUES (?a ?b) { (1 "x\\ty,\\"z\\"\\n") (<mailto:a@b> "é"@fr) (UNDEF true) (2.5 "") } }'
FOREVER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def store(shipped: Graph) -> ox.Store:
    return store_of(shipped)


def rows(store: ox.Store, query: str) -> Solutions:
    found = ask(store, query, given={}, seconds=60)
    assert isinstance(found, Solutions)
    return found


def all_of(store: ox.Store) -> set[str]:
    return {" ".join(term.text for term in row if term) for row in rows(store, EVERYTHING).rows}


@pytest.mark.parametrize(("name", "form"), [("json", "JSON"), ("tsv", "TSV")])
@pytest.mark.parametrize("query", [ODD, "SELECT * { ?s ?p ?o }", "SELECT * {}", "SELECT ?a {}"])
def test_results_are_read_by_others_as_they_were_meant(store: ox.Store, query: str, name: str, form: str) -> None:
    found = rows(store, query)
    read = ox.parse_query_results(written(found, name), format=getattr(ox.QueryResultsFormat, form))
    assert isinstance(read, ox.QuerySolutions)
    assert [variable.value for variable in read.variables] == list(found.variables)
    assert [tuple(None if term is None else str(term) for term in row) for row in read] == [
        tuple(None if term is None else term.text for term in row) for row in found.rows
    ]


def test_csv_has_the_values_alone_and_line_ends_of_its_standard(store: ox.Store) -> None:
    expected = 'a,b\r\n,true\r\n1,"x\ty,""z""\n"\r\n2.5,\r\nmailto:a@b,é\r\n'
    assert written(rows(store, ODD), "csv") == expected.encode()


def test_triples_come_in_every_format_as_the_same_triples() -> None:
    query = "CONSTRUCT { ?s ?p ?o } { ?s a cm:Crux ; ?p ?o }"
    forms = {"turtle": "TURTLE", "ntriples": "N_TRIPLES", "jsonld": "JSON_LD", "rdfxml": "RDF_XML"}
    texts = {name: run("sparql", query, "--format", name).stdout for name in forms}
    read = [
        {str(quad.triple) for quad in ox.parse(text, format=getattr(ox.RdfFormat, forms[name]))}
        for name, text in texts.items()
    ]
    assert read[0]
    assert all(triples == read[0] for triples in read)
    assert run("sparql", query).stdout == texts["turtle"]
    assert run("sparql", query, "--json").stdout == texts["jsonld"]


def test_the_same_question_gives_the_same_bytes_in_memory_and_on_disk(tmp_path: Path, store: ox.Store) -> None:
    on_disk = [run("sparql", EVERYTHING, "--format", "tsv", "--store", str(tmp_path / "store")).stdout for _ in "ab"]
    assert on_disk == [run("sparql", EVERYTHING, "--format", "tsv").stdout] * 2
    assert len(rows(store, EVERYTHING).rows) + 1 == len(on_disk[0].splitlines())


def test_a_store_takes_in_what_changed_and_nothing_else(tmp_path: Path) -> None:
    folder = str(tmp_path / "store")
    told: list[list[str]] = []

    def watched(items: Sequence[str], _label: str) -> Sequence[str]:
        told.append([iri.rpartition("/")[2] for iri in items])
        return items

    states = [
        ({"owls": OWLS, "bats": BATS}, ["bats", "owls"]),
        ({"owls": OWLS, "bats": BATS}, []),
        ({"owls": OWLS, "bats": BATS.replace("hangs up", "takes down")}, ["bats"]),
        ({"owls": OWLS}, ["bats"]),
        ({"owls": OWLS.replace("Locating", "Finding"), "new": BATS}, ["bats", "owls"]),
    ]
    for maps, changed in states:
        shutil.rmtree(tmp_path / "library", ignore_errors=True)
        graph = cruxmap.load(vault(tmp_path / "library", **maps))
        told.clear()
        with store_in(folder, graph, watched) as filled:
            assert all_of(filled) == all_of(store_of(graph))
        del filled
        assert [iri for batch in told for iri in batch] == changed


def test_a_store_survives_being_killed_at_any_moment(tmp_path: Path) -> None:
    library, folder = tmp_path / "library", tmp_path / "store"
    generate(str(library), nodes=1200, maps=20)
    chance = random.Random(8)
    for _ in range(3):
        filling = _started("-L", str(library), "sparql", "sources", "--store", str(folder))
        while filling.poll() is None and not (folder / FILLED).exists():
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 0.5))
        filling.kill()
        filling.communicate()
        changed = library / f"map-{chance.randrange(20):04}.yaml"
        changed.write_text(changed.read_text("utf-8").replace("what holds", "all that holds"), "utf-8")
    graph = cruxmap.load(library)
    with store_in(str(folder), graph, lambda items, _: items) as filled:
        assert all_of(filled) == all_of(store_of(graph))


def test_a_store_is_not_for_two_at_once_nor_in_a_folder_of_other_things(tmp_path: Path, shipped: Graph) -> None:
    folder = tmp_path / "store"
    with store_in(str(folder), shipped, lambda items, _: items):
        taken = _started("sparql", "counts", "--store", str(folder))
        _, told = taken.communicate(timeout=60)
    assert (taken.returncode, told.decode()) == (2, f"Error: {folder} is in use: another process has the store open\n")
    (tmp_path / "thesis.txt").write_text("mine", "utf-8")
    for place, said in (("thesis.txt", "is no folder"), ("", "holds other files")):
        refused = run("sparql", "counts", "--store", str(tmp_path / place))
        assert (refused.code, said in refused.stderr) == (2, True)
    assert (tmp_path / "thesis.txt").read_text("utf-8") == "mine"
    (folder / "rdf" / "CURRENT").unlink()
    refused = run("sparql", "counts", "--store", str(folder))
    assert (refused.code, "is damaged" in refused.stderr, "Traceback" in refused.stderr) == (2, True, False)


def test_no_other_server_is_asked() -> None:
    query = "SELECT * { service silent<http://127.0.0.1:1/> { ?s ?p ?o } }"
    refused = run("sparql", query)
    assert (refused.code, "SERVICE asks another server" in refused.stderr) == (2, True)


def test_what_a_store_says_of_itself_is_believed_only_if_it_can_be(tmp_path: Path) -> None:
    graph = cruxmap.load(vault(tmp_path / "library", owls=OWLS))
    folder = tmp_path / "store"
    for said in ("", "[]", '{"form": [1, "0"], "graphs": 3}', "\x00"):
        with store_in(str(folder), graph, lambda items, _: items) as filled:
            assert all_of(filled) == all_of(store_of(graph))
        del filled
        (folder / FILLED).write_text(said, "utf-8")


def test_a_query_without_end_is_given_up_and_ctrl_c_is_heard() -> None:
    for words, then, told in (("--limit 0.5", "", "no answer within 0.5 seconds"), ("", CTRL_C, "Aborted!")):
        asked = _started("sparql", FOREVER, *words.split(), first=then)
        _, said = asked.communicate(timeout=60)
        assert asked.returncode == 1
        assert told in said.decode()
        assert "Traceback" not in said.decode()


CTRL_C = """
import os, signal, threading, time
def interrupt():
    while all(thread.name != "sparql" for thread in threading.enumerate()):
        time.sleep(0.01)
    time.sleep(0.2)
    os.kill(os.getpid(), signal.SIGINT)
threading.Thread(target=interrupt, daemon=True).start()
"""


def _started(*words: str, first: str = "") -> subprocess.Popen[bytes]:
    """A process of its own that runs `cruxmap WORDS`."""
    script = f"{first}\nimport sys\nfrom cruxmap.cli import main\nsys.argv[1:] = {list(words)!r}\nmain()"
    return subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE)


PIECES = [
    *("SELECT", "ASK", "CONSTRUCT", "WHERE", "*", "?x", "?y", "{", "}", "(", ")", ".", ";", "a", "cm:Crux", "<a/b>"),
    *(
        '"words"',
        "'",
        '"',
        "#",
        "\n",
        "FILTER",
        "ORDER BY",
        "UNION",
        "MINUS",
        "foo:bar",
        "INSERT DATA",
        "PREFIX x:",
        "\x00",
    ),
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=12).map(" ".join))
def test_no_query_breaks_anything(store: ox.Store, query: str) -> None:
    try:
        found: object = ask(store, f"{query} LIMIT 5", given={}, seconds=20)
    except CruxmapError as error:
        found = error
    assert isinstance(found, (CruxmapError, Solutions, Triples, Verdict))


def test_rows_come_in_the_order_that_the_query_says_or_in_one_of_their_own(store: ox.Store) -> None:
    numbers = "{ VALUES ?n { 10 9 1 } BIND(?n + 1 AS ?m)"
    assert [row[0].value for row in rows(store, f"SELECT ?m {numbers} }}").rows if row[0]] == ["2", "10", "11"]
    inner = f"SELECT ?m {{ {{ SELECT ?m {numbers} }} ORDER BY DESC(?m) }} }} # ORDER BY ?m"
    assert [row[0].value for row in rows(store, inner).rows if row[0]] == ["2", "10", "11"]
    outer = f"SELECT ?m {numbers} }} order\n by desc(?m)"
    assert [row[0].value for row in rows(store, outer).rows if row[0]] == ["11", "10", "2"]
