"""RDF files: what is exported is read back, by us and by others; what others write is read as far as it goes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import rdflib
from consoles import run_line
from cruxmap.exports import export
from cruxmap.exports.exporter import Options
from cruxmap.graph.canonical import without_positions
from cruxmap.graph.graph import Graph
from cruxmap.graph.model import Source
from cruxmap.sources.library import read_library
from cruxmap.sources.rdf import read
from hypothesis import given, settings
from msgspec.structs import replace
from strategies import source_maps

if TYPE_CHECKING:
    from cruxmap.graph.model import SourceMap

EXAMPLE = Path(__file__).parent.parent / "sources" / "example"
NAMES = {"turtle": "x.ttl", "trig": "x.trig", "nquads": "x.nq", "jsonld": "x.jsonld"}
EMPTY = Graph((), ())
HEAD = """\
@prefix cm: <https://w3id.org/cruxmap/ns#> .
@prefix schema: <https://schema.org/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
"""


@given(source_maps())
@settings(max_examples=25, deadline=None)
def test_every_map_comes_back_from_every_syntax_and_goes_there_again_byte_for_byte(source_map: SourceMap) -> None:
    for name, file in NAMES.items():
        text = export(EMPTY, name, Options(maps=(source_map,))).text
        parsed = read(text, file)
        assert not parsed.findings
        assert [without_positions(one) for one in parsed.maps] == [without_positions(source_map)]
        placed = export(EMPTY, name, Options(maps=parsed.maps)).text
        assert export(EMPTY, name, Options(maps=read(placed, file).maps)).text == placed


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own, of its own names
def test_rdflib_finds_the_same_statements_in_every_syntax_and_gives_them_back(caplog: pytest.LogCaptureFixture) -> None:
    library = read_library([str(EXAMPLE)])
    texts = {name: export(library.graph, name, Options(maps=library.maps)).text for name in NAMES}
    found = {name: rdflib.Dataset(default_union=True) for name in NAMES}
    for name, form in zip(NAMES, ("turtle", "trig", "nquads", "json-ld"), strict=True):
        found[name].parse(data=texts[name], format=form)
    triples = {name: {quad[:3] for quad in dataset.quads()} for name, dataset in found.items()}
    assert triples["turtle"] == triples["trig"] == triples["nquads"] == triples["jsonld"]
    assert not any(isinstance(term, rdflib.BNode) for triple in triples["nquads"] for term in triple)
    again = read(found["nquads"].serialize(format="nquads"), "again.nq")
    assert not again.findings
    assert export(EMPTY, "trig", Options(maps=again.maps)).text == texts["trig"]
    part = rdflib.Dataset().parse(data=export(library.graph, "nquads").text, format="nquads")
    assert set(library.graph.to_rdflib().quads()) == set(part.quads())
    assert not caplog.records


def test_a_library_of_rdf_is_the_library_it_was_written_of(tmp_path: Path) -> None:
    library = read_library(["@shipped"])
    for name, file in NAMES.items():
        (tmp_path / file).write_text(export(library.graph, name, Options(maps=library.maps)).text, "utf-8")
        found = read_library([str(tmp_path / file)])
        assert dict(found.graph.nodes) == dict(library.graph.nodes)
        assert found.graph.links == library.graph.links
        assert [replace(one, edit=None) for one in found.problems] == [
            replace(one, edit=None) for one in library.problems
        ]


CIRCLE = {"bad-value", "missing-key"}
BY_HAND = """
@prefix ex: <http://example.org/tea#> .
ex:talk a cm:Source ; schema:name "On tea"@en, "Über Tee"@de .
ex:MilkFirst a cm:Claim ; schema:text "Milk goes in first." ; cm:supportedBy ex:scald ; schema:keywords "milk", "cups" .
ex:scald a cm:Evidence ; rdfs:label "Hot tea scalds cold milk." .
ex:order a cm:Crux ; schema:text "Does the order matter?" .
[] a cm:Position ; cm:positionOn ex:order ; cm:side "optimist" ; schema:text "It does." .
[] a cm:Position ; cm:positionOn ex:order ; rdfs:label "Not at all" .
ex:scald cm:bearsOn ex:order .
"""


def test_rdf_written_by_hand_needs_no_more_than_kinds_texts_and_direct_links(tmp_path: Path) -> None:
    head = HEAD + "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    (tmp_path / "tea.ttl").write_text(head + BY_HAND, "utf-8")
    shown = json.loads(run_line("cruxmap -L tea.ttl links --json", tmp_path).stdout)
    assert sorted((link["from"], link["relation"], link["to"]) for link in shown) == [
        ("tea/order.not-at-all", "position_on", "tea/order"),
        ("tea/order.optimist", "position_on", "tea/order"),
        ("tea/scald", "bears_on", "tea/order"),
        ("tea/scald", "supports", "tea/milk-first"),
    ]
    for first, second in (("tea.ttl", "a.ttl"), ("a.ttl", "b.ttl")):
        assert run_line(f"cruxmap -L {first} export turtle {second}", tmp_path).code == 0
    assert (tmp_path / "a.ttl").read_bytes() == (tmp_path / "b.ttl").read_bytes()
    nodes = json.loads(run_line("cruxmap -L tea.ttl list --json", tmp_path).stdout)
    found = {node["id"]: (node["kind"], node["text"], node["line"]) for node in nodes}
    assert found["tea/milk-first"] == ("claim", "Milk goes in first.", 8)
    assert found["tea/source"] == ("source", "On tea", 7)


def test_a_published_term_that_runs_the_other_way_is_read_so() -> None:
    """In AIF an inference has premises."""
    text = """@prefix aif: <http://www.arg.dundee.ac.uk/aif#> . @prefix s: <https://schema.org/> . @base <http://x/> .
<rule> a aif:RA-node ; s:text "So it is." ; aif:Premise <one> . <one> a aif:I-node ; s:text "It is one." .
"""
    (link,) = read(text, "so.ttl").maps[0].links
    assert (link.from_id, link.relation, link.to_id) == ("so/one", "premise_of", "so/rule")


@pytest.mark.parametrize("file", ["part.ttl", "part.argdown"])
def test_a_part_names_nothing_that_is_not_in_it(file: str, tmp_path: Path) -> None:
    part = f"cruxmap export {file.partition('.')[2]} --kind claim --kind concept --kind source {file}"
    assert run_line(part, tmp_path).code == 0
    ran = run_line(f"cruxmap -L {file} show cotra/source --json", tmp_path)
    assert (ran.code, ran.stderr) == (0, "")
    told, untold, *_ = json.loads(ran.stdout)["outline"]["children"]
    assert (told["node"], untold["node"]) == ("cotra/claim-holden-dangerous-goals", None)
    assert untold["children"]


def test_a_side_without_its_crux_is_read_as_the_part_that_it_is(tmp_path: Path) -> None:
    part = "cruxmap export nquads --kind position"
    assert run_line(f"{part} part.nq", tmp_path).code == 0
    again = run_line("cruxmap -L part.nq list --json", tmp_path).stdout
    ours = json.loads(run_line("cruxmap list --kind position --json", tmp_path).stdout)
    assert [node for node in json.loads(again) if node["kind"] == "position"] == ours


@pytest.mark.parametrize(
    ("statements", "rules"),
    [
        ('<a> a cm:Claim ; schema:text "A" ; cm:suports <b> .', {"unknown-key"}),
        ('<a> a cm:Claim ; schema:text "A" ; cm:supports <b> .', {"dangling-id"}),
        ('<a> a cm:Claim ; schema:text "A" ; cm:supports "b" .', {"bad-value"}),
        ('<a> a cm:Claim ; schema:text "A", "B" .', {"duplicate-key"}),
        ('<a> a cm:Claim, cm:Evidence ; schema:text "A" .', {"duplicate-key"}),
        ("<a> a cm:Claim .", {"missing-key"}),
        ('<a> a cm:Clam ; schema:text "A" .', {"unknown-key"}),
        ('<a> schema:text "A" ; cm:supports <b> . <b> a cm:Claim ; schema:text "B" .', {"missing-key", "dangling-id"}),
        ('<a> a cm:Position ; schema:text "A" .', {"missing-key"}),
        ('<a> a cm:Claim ; schema:text "A" ; cm:modality "perhaps" .', {"bad-value"}),
        ('<a> a cm:Concept ; schema:text "A" ; cm:complexity 11 .', {"out-of-range"}),
        ('<a> a cm:Claim ; schema:text "A" ; cm:data "[" .', {"bad-value"}),
        ("<a> a cm:Link ; cm:from <a> ; cm:to <b> ; cm:relation cm:supports .", {"dangling-id"}),
        ("<a> a cm:Link ; cm:from <a> .", {"missing-key"}),
        ('<a> a cm:Claim ; schema:text "A" ; cm:without "suports" .', {"bad-value"}),
        ('<a> a cm:Reference ; schema:text "A" ; schema:url <http://x.org/1>, <http://x.org/2> .', {"duplicate-key"}),
        ('<s/source> a cm:Source ; schema:text "S" ; cm:thesis <s/source> .', {"bad-value"}),
        (
            '<c> a cm:Crux ; schema:text "C" . <p> a cm:Position; cm:positionOn <c>; cm:side "N O"; schema:text "P" .',
            {"bad-id"},
        ),
        ('<g> a cm:Map ; cm:expects "[7]" . <a> a cm:Claim ; schema:text "A" .', {"bad-value"}),
        (
            '<s/source> a cm:Source ; schema:text "S" ; cm:outline <#o> . <#o> cm:branch <#o> .',
            {"bad-value", "missing-key"},
        ),
        ('<a> a cm:Claim ; schema:text "A" ; schema:position <<( <a> <b> <c> )>> .', set()),
        ('<a> a cm:Claim ; schema:text "A" . <b', {"broken-rdf"}),
        (
            '<a/../b> a cm:Claim; schema:text "A". <> a cm:Claim; schema:text "B". <x/y/z> a cm:Claim; rdf:value 1 .',
            {"bad-id"},
        ),
    ],
)
def test_what_is_not_understood_is_told(statements: str, rules: set[str], tmp_path: Path) -> None:
    (tmp_path / "m.ttl").write_text(HEAD + statements, "utf-8")
    library = read_library([str(tmp_path / "m.ttl")])
    told = {problem.name for problem in library.problems if problem.severity != "info"}
    assert told - {"unknown-source"} == rules
    assert {problem.span.file for problem in library.problems} == {str(tmp_path / "m.ttl")}


@pytest.mark.parametrize(
    ("property_", "said"),
    [
        ("ignores", '[{"at": "x", "codes": ["CM203"], "note": "", "first": 1e999}]'),
        ("ignores", '[{"at": "x", "codes": ["CM203"], "note": "", "last": -1}]'),
        ("expects", '[{"believe": [["a/b", 1e999]]}]'),
        ("expects", '[{"strength": [["a/b", NaN, null]]}]'),
    ],
)
def test_numbers_that_no_map_has_beside_its_graph_are_told(property_: str, said: str) -> None:
    found = read(f"{HEAD}<a> a cm:Map ; cm:{property_} '{said}' .", "m.ttl")
    assert [finding.rule for finding in found.findings] == ["bad-value"]
    assert [(one.ignores, one.expects) for one in found.maps] == [((), ())]


def test_files_of_links_come_in_the_order_of_their_numbers_however_long_these_are() -> None:
    numbers = ["2", "02", "10", "x", "y", "1" * 5000]
    graphs = [
        f"<links.{number}> {{ <links.{number}> a cm:Map . <a/{place}> cm:supports <b/{place}> }}"
        for place, number in enumerate(numbers)
    ]
    links = [one.links[0].from_id for one in read(f"{HEAD}{' '.join(graphs)}", "m.trig").maps]
    assert links == ["a/5", "a/3", "a/4", "a/1", "a/0", "a/2"]


def test_what_is_passed_over_where_words_should_be_is_told() -> None:
    said = """<a> a cm:Claim ; schema:text "A"@en, "Ah"@de, "Á"@pt ; skos:note <http://x.org/note> ; cm:section [] .
    <s> a cm:Source ; dcterms:title "S" ; dcterms:creator <http://x.org/nobody>, <http://x.org/ann>, "Bob" .
    <http://x.org/ann> foaf:name "Ann" ."""
    names = {"skos": "2004/02/skos/core#", "dcterms": "dc/terms/", "foaf": "foaf/0.1/"}
    homes = {"skos": "http://www.w3.org/", "dcterms": "http://purl.org/", "foaf": "http://xmlns.com/"}
    head = "".join(f"@prefix {name}: <{homes[name]}{rest}> .\n" for name, rest in names.items())
    found = read(HEAD + head + said, "m.ttl")
    assert sorted(finding.message for finding in found.findings) == [
        "1 statement is left out, with cm:section",
        "1 statement is left out, with dcterms:creator",
        "1 statement is left out, with skos:note",
        "2 statements are left out, in another language (de, pt)",
    ]
    nodes = {node.slug: node for node in found.maps[0].nodes}
    assert isinstance(nodes["s"], Source)
    assert (nodes["s"].authors, nodes["a"].text) == (("Ann", "Bob"), "A")


def test_a_property_of_a_list_is_one_of_each_of_its_members(tmp_path: Path) -> None:
    said = """<m/a> a cm:Claim ; schema:text "A" ; cm:supports ( <m/b> <m/c> ), <m/d> ; schema:keywords ("x" "y") .
    <m/b> a cm:Claim ; schema:text "B" ; cm:supports () . <m/c> a cm:Claim ; schema:text "C" ; cm:supports _:l .
    <m/d> a cm:Claim ; schema:text "D" . _:l rdf:first <m/d> ; rdf:rest _:l ."""
    found = read(HEAD + said, "m.ttl")
    assert not found.findings
    assert found.maps[0].nodes[1].tags == ("x", "y")
    ends = {(link.from_id, link.to_id) for link in found.maps[0].links}
    assert ends == {("m/a", "m/b"), ("m/a", "m/c"), ("m/a", "m/d"), ("m/c", "m/d")}


def test_entities_of_xml_are_read_in_either_quotes_and_never_from_other_files(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("a secret")
    text = f"""<?xml version="1.0"?><!DOCTYPE r:RDF [<!ENTITY cm 'https://w3id.org/cruxmap/ns#'>
    <!ENTITY out SYSTEM "file://{tmp_path}/secret"> <!ENTITY who 'Ann "A" Bob'>]>
    <r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:cm="&cm;" xmlns:s="https://schema.org/">
    <cm:Claim r:about="http://x.org/a"><s:text>Says &who;&out;</s:text></cm:Claim></r:RDF>"""
    found = read(text, "x.rdf")
    assert [node.text for node in found.maps[0].nodes[1:]] == ['Says Ann "A" Bob']
    assert [finding.rule for finding in found.findings] == ["left-out"]


def test_a_broken_line_of_statements_costs_only_itself() -> None:
    lines = export(EMPTY, "nquads", Options(maps=read_library(["@shipped"]).maps)).text.split("\n")
    broken = read("\n".join([*lines[:50], "<a> b .", *lines[50:]]), "x.nq")
    assert [(finding.rule, finding.span.line) for finding in broken.findings] == [("broken-rdf", 51)]
    assert broken.maps == read("\n".join(lines), "x.nq").maps


def test_files_of_other_things_are_passed_over_in_a_folder_and_told_of_when_named(tmp_path: Path) -> None:
    (tmp_path / "beds.ttl").write_text("<http://example.org/a> <http://example.org/b> 3 .", "utf-8")
    (tmp_path / "m.yaml").write_text("source: {id: m, title: M}\n", "utf-8")
    assert [one.rule for one in read_library([str(tmp_path)]).findings] == []
    assert "empty-document" in [one.rule for one in read_library([str(tmp_path / "beds.ttl")]).findings]


MANY = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
BOMB = f"""<!DOCTYPE r [<!ENTITY e0 "0123456789">{MANY}]><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<r:Description r:about="http://x/a"><r:value>&e11;</r:value></r:Description></r:RDF>"""


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("x.jsonld", '{"@graph":' + '{"http://x":' * 50_000 + "1" + "}" * 50_001),
        ("x.jsonld", '{"@context": "https://schema.org/", "name": "x"}'),
        ("x.ttl", "<a> <b> " + "(" * 20_000),
        ("x.rdf", BOMB),
        ("x.ttl", "\0"),
        ("x.nq", "x\n" * 3000),
        ("x.rdf", "<rdf:RDF>"),
    ],
)
def test_what_is_no_rdf_is_told_with_its_place(file: str, text: str) -> None:
    found = read(text, file)
    assert not found.maps
    assert found.findings[0].rule == "broken-rdf"
    assert found.findings[0].span.file == file
    assert found.findings[0].message.isprintable()


def test_rdf_is_checked_against_the_texts_of_its_documents_as_its_maps_are(tmp_path: Path) -> None:
    here = tmp_path / "maps"
    for folder, name in (("maps", "changing-the-clocks.yaml"), ("texts", "changing-the-clocks.md")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_bytes((EXAMPLE / name).read_bytes())
    by_map = run_line("cruxmap check changing-the-clocks.yaml", here).stdout
    assert run_line("cruxmap -L changing-the-clocks.yaml export turtle clocks.ttl", here).code == 0
    assert run_line("cruxmap check clocks.ttl", here).stdout == by_map
    assert "passages looked up" in by_map
