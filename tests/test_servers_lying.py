"""Servers that give less than they have, or something else: noticed, and nothing is written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from consoles import run
from served import PAGE, contents, send
from servers import Reply, faulty

if TYPE_CHECKING:
    from pathlib import Path


def test_an_answer_that_is_cut_short_is_noticed_and_nothing_is_written(tmp_path: Path) -> None:
    def cut(own: Reply) -> Reply:
        return own._replace(body=b"".join(own.body.splitlines(keepends=True)[:3]))

    with faulty() as server:
        send(server, tmp_path)
        server.instead.append(contents(cut))
        ran = run("pull", "--endpoint", server.url, "-o", "got", folder=tmp_path)
        as_library = run("-L", f"sparql+{server.url}", "list")
    assert ran.code == 1
    assert "it gives only 3 of the" in ran.stderr
    assert not list(tmp_path.glob("got/*.yaml"))
    assert "it gives only 3 of the" in " ".join(as_library.stderr.split())


def test_a_page_in_place_of_rdf_is_noticed(tmp_path: Path) -> None:
    with faulty() as server:
        send(server, tmp_path)
        server.instead.append(contents(lambda _: PAGE))
        ran = run("pull", "--endpoint", server.url, "-o", "got", folder=tmp_path, env={"COLUMNS": "200"})
    assert ran.code == 1
    assert "is no RDF: it calls itself text/html" in ran.stderr


@pytest.mark.parametrize(
    "rows",
    [
        [{"other": {"value": "x"}}],
        [{"graph": {"value": "https://w3id.org/cruxmap/id/a> } #"}}],
        [{"graph": {"type": "uri", "value": f"https://w3id.org/cruxmap/id/g{number:05}"}} for number in range(5000)],
    ],
    ids=["another name", "no IRI", "the same page for ever"],
)
def test_rows_that_nobody_asked_for_do_no_harm(rows: list[object], tmp_path: Path) -> None:
    body = json.dumps({"head": {"vars": ["graph"]}, "results": {"bindings": rows}}).encode()
    with faulty() as server:
        said = Reply(200, "application/sparql-results+json", body)
        server.instead.append(lambda request, _: said if request.query.startswith("SELECT DISTINCT") else None)
        ran = run("pull", "--endpoint", server.url, "-o", "got", "--source", "g00001", folder=tmp_path)
        assert len(server.asked) < 20
    assert ran.code in (1, 2)
    assert not list(tmp_path.glob("got/*.yaml"))


def test_names_from_a_server_lead_nowhere_but_into_the_folder(tmp_path: Path) -> None:
    ns, id_ = "https://w3id.org/cruxmap/ns#", "https://w3id.org/cruxmap/id/"
    with faulty() as server:
        for name in ("..%2F..%2Fevil", "..", "CON.yaml", "%2Fetc%2Fpasswd"):
            graph = f"{id_}{name}"
            server.store.update(
                f"INSERT DATA {{ GRAPH <{graph}> {{ <{graph}> a <{ns}Map> . <{graph}/source> a <{ns}Source> ; "
                f'<http://purl.org/dc/terms/title> "T" }} }}'
            )
        (tmp_path / "deep" / "er").mkdir(parents=True)
        before = sorted(tmp_path.rglob("*"))
        ran = run("pull", "--endpoint", server.url, "-o", "deep/er", folder=tmp_path)
        new = [path for path in tmp_path.rglob("*") if path not in before]
    assert ran.code in (0, 1)
    assert all(path.parent == tmp_path / "deep" / "er" for path in new)


def test_graphs_that_are_not_called_as_the_documents_in_them_are_fetched_by_these(tmp_path: Path) -> None:
    ns, id_ = "https://w3id.org/cruxmap/ns#", "https://w3id.org/cruxmap/id/"
    with faulty() as server:
        for graph, source in (("tea/leaves", "tea"), ("links.1", "links.1"), ("views.1", "views.1")):
            server.store.update(
                f"INSERT DATA {{ GRAPH <{id_}{graph}> {{ <{id_}{graph}> a <{ns}Map> . <{id_}{source}/source> a "
                f"<{ns}Source> ; <http://purl.org/dc/terms/title> 'T' . <{id_}{source}/first> a <{ns}Claim> }} }}"
            )
        words = ("pull", "--endpoint", server.url, "-o", "got", "--json")
        first, again = (json.loads(run(*words, folder=tmp_path).stdout)["sources"] for _ in range(2))
        only = json.loads(run(*words, "--source", "tea/leaves", folder=tmp_path).stdout)["sources"]
    assert [item["status"] for item in first] == ["refused", "fetched", "refused"]
    assert {item["reason"] for item in first} == {None, "its nodes are of no document"}
    assert [item["status"] for item in again] == ["refused", "same", "refused"]
    assert [(item["source"], item["status"]) for item in only] == [("tea", "same")]
    assert [path.name for path in tmp_path.glob("got/*.yaml")] == ["tea.yaml"]


def test_a_count_of_thousands_of_digits_is_none(tmp_path: Path) -> None:
    row = {"graph": "https://w3id.org/cruxmap/id/a", "digest": "x", "triples": "9" * 5000, "count": "9" * 5000}
    rows = [{name: {"value": value} for name, value in row.items()}]
    body = json.dumps({"head": {"vars": [*row]}, "results": {"bindings": rows}}).encode()
    with faulty() as server:
        said = Reply(200, "application/sparql-results+json", body)
        server.instead.append(lambda request, _: said if request.query.startswith("SELECT") else None)
        ran = run("pull", "--endpoint", server.url, "-o", "got", folder=tmp_path)
    assert (ran.code, "Traceback" in ran.stderr, list(tmp_path.glob("got/*.yaml"))) == (1, False, [])
