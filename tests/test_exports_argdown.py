"""The argdown export: Argdown's own program takes it, and our own reader makes the same graph of it."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import cruxmap
import pytest
from argdowns import debates, understood
from cruxmap.exports import export
from cruxmap.exports.exporter import Options
from cruxmap.graph.build import build
from cruxmap.graph.canonical import without_positions
from cruxmap.graph.foreign_data import decoded
from cruxmap.graph.model import SourceMap
from cruxmap.graph.query import select
from cruxmap.sources.argdown import read
from cruxmap.sources.map_yaml import read as read_map
from hypothesis import given, settings
from msgspec.structs import replace
from strategies import source_maps

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cruxmap.graph.expectation import Expectation
    from cruxmap.graph.model import Link, Node

SIGNS = [
    "5 * 3 = a_b, [sic] {x} <y> #1 @me \\ end\\",
    "See http://x.org/*y*/ // here. .A. :smile: e.g. so ...",
    "=== front === - dash\n\n+ plus\t|tab|",
    "} x {a: 1} , ]: >: [a](b) @[c] <!-- no --> ½ é 😀 \u2028 end",
    "- starts so",
    "(1) numbered",
    "** bold ** __x__ 1. one",
    "Untitled 7",
    "constructor",
    "__proto__",
]


def said(graph: cruxmap.Graph) -> tuple[dict[str, tuple[Node, object]], dict[tuple[str, str, str], Link]]:
    """What a graph says, without order and places; numbers of data count by their worth."""
    found = without_positions(SourceMap(id="x", nodes=tuple(graph.nodes.values()), links=graph.links))
    links = {(link.from_id, link.relation, link.to_id): link for link in found.links}
    return {node.id: (replace(node, data=""), decoded(node.data)) for node in found.nodes}, links


def expects(maps: Sequence[SourceMap]) -> list[Expectation]:
    return [entry for one in maps for entry in without_positions(one).expects]


def back(text: str) -> cruxmap.Graph:
    """The graph that a text in Argdown is, which its program takes."""
    errors = understood(text)[1]
    assert not errors, text
    parsed = read(text, "x.argdown", True)
    assert not parsed.findings, text
    return build(parsed.maps).graph


def test_the_shipped_maps_come_back_and_argdown_s_program_takes_them(node_modules: Path, tmp_path: Path) -> None:
    graph = cruxmap.load("@shipped")
    text = export(graph, "argdown").text
    assert text == export(graph, "argdown").text
    again = back(text)
    assert said(again) == said(graph)
    assert list(again.nodes) == list(graph.nodes)
    for position in [node.id for node in select(graph, kinds=["position"])]:
        for relation in ("supports", "attacks"):
            reasons = [link.from_id for link in graph.into(position, relation)]
            assert [link.from_id for link in again.into(position, relation)] == reasons
    (tmp_path / "all.argdown").write_text(text, "utf-8")
    program = node_modules / ".bin" / "argdown"
    subprocess.run([program, "json", "all.argdown", "out", "--silent"], cwd=tmp_path, check=True)
    found = json.loads((tmp_path / "out" / "all.json").read_text("utf-8"))
    arguments = [node for node in graph.nodes.values() if node.kind == "argument"]
    assert len(found["arguments"]) == len(arguments)
    assert len(arguments) > 10
    for node in arguments:
        steps = [line["role"] for line in found["arguments"][node.title or node.slug]["pcs"]]
        assert steps.count("premise") == len(graph.into(node.id, "premise_of"))


@settings(max_examples=30, deadline=None)
@given(source_maps())
def test_any_graph_comes_back(one: SourceMap) -> None:
    graph = build([one]).graph
    text = export(graph, "argdown", Options(maps=(one,))).text
    again = back(text)
    assert (said(again), list(again.nodes)) == (said(graph), list(graph.nodes))
    assert expects(read(text, "x.argdown", True).maps) == expects([one])


@settings(max_examples=30, deadline=None)
@given(debates)
def test_what_was_argdown_is_argdown_again(text: str) -> None:
    found = understood(text)[0]
    if not found:
        return
    parsed = read(text, "x.argdown", True)
    graph = build(parsed.maps).graph
    again = export(graph, "argdown").text
    nodes, links = said(back(again))
    assert {name: node for name, (node, _) in nodes.items()} == {
        name: node for name, (node, _) in said(graph)[0].items()
    }
    lines = [node.data for node in graph.nodes.values() if '"lines"' in node.data]
    if not any(_repeats(decoded(data)) for data in lines):
        assert links == said(graph)[1]


def _repeats(data: dict[str, Any]) -> bool:
    """Whether an argument has a statement twice, which a map has no place for."""
    names = data["argdown"]["lines"]
    return len(names) != len(set(names))


@pytest.mark.parametrize("words", SIGNS)
def test_signs_are_words(words: str) -> None:
    document = {
        "source": {"id": "s", "title": words},
        "claims": {
            "a": {"text": words, "title": words, "section": words, "tags": [words, "b"], "note": words},
            "b": {"text": f"{words} again", "supports": ["a", {"to": "p", "note": words}]},
        },
        "arguments": {"p": {"text": words, "title": words, "attacks": ["a"]}},
    }
    parsed = read_map(json.dumps(document, ensure_ascii=False).replace("\u2028", "\\u2028"), "s.yaml", True)
    graph = build(parsed.maps).graph
    assert len(graph) == 4
    assert said(back(export(graph, "argdown").text)) == said(graph)
    plain = export(graph, "argdown", Options(form="plain")).text
    assert "cruxmap" not in plain
    assert {node.text for node in back(plain).nodes.values()} >= {" ".join(words.split())}


ANALOGY = """\
source: {id: s, title: Hives}
claims: {bee: {text: A bee.}, worker: {text: A worker.}}
analogies: {hive: {text: A firm is a hive., mapping: [{element: bee, stands_for: worker}]}}
"""


def test_what_a_node_implies_is_not_written_as_a_link_too() -> None:
    graph = build(read_map(ANALOGY, "s.yaml", True).maps).graph
    text = export(graph, "argdown").text
    (one,) = read(text, "x.argdown", True).maps
    assert (one.links, len(graph.links)) == ((), 1)
    assert said(back(text)) == said(graph)


AGAINST = """\
source: {id: s, title: Bridges}
claims:
  safe: {text: The bridge is safe.}
  rust: {text: Its cables rust., premise_of: [unsafe]}
  paint: {text: The rust is only paint., attacks: [unsafe]}
arguments:
  unsafe: {text: Rust makes it unsafe., attacks: [{to: safe, basis: inferred}]}
"""


def test_an_argument_against_something_concludes_that_it_is_not_so() -> None:
    graph = build(read_map(AGAINST, "s.yaml", True).maps).graph
    text = export(graph, "argdown").text
    assert said(back(text)) == said(graph)
    for form in ("full", "plain"):
        found, _ = understood(export(graph, "argdown", Options(form=form)).text)
        assert found
        steps = found["arguments"]["unsafe"]["pcs"]
        assert [(step["title"], step["role"]) for step in steps] == [
            ("rust", "premise"),
            ("Not: safe", "main-conclusion"),
        ]
        relations = {(one["relationType"], one["from"], one["to"]) for one in found["relations"]}
        assert relations == {("attack", "Not: safe", "safe"), ("undercut", "paint", "unsafe")}


def test_tags_stand_in_the_text_where_they_did() -> None:
    debate = "# Zoo #town\n\n[Keep]: Keep the #zoo for #(young people), #1 of all. #pro {x: 1}\n  - <Cages>\n"
    text = export(build(read(debate, "x.argdown", True).maps).graph, "argdown", Options(form="plain")).text
    assert "Keep the #zoo for #(young people), #1 of all. #pro {" in text
    assert "model:" not in text
    (old, _), (new, _) = understood(debate), understood(text)
    assert old
    assert new
    assert old["sections"][0]["title"] == new["sections"][0]["title"] == "Zoo #town"
    one, other = (found["statements"]["Keep"] for found in (old, new))
    assert other["tags"] == one["tags"] == ["zoo", "young people", "1", "pro"]
    assert other["members"][0]["text"] == one["members"][0]["text"]


STEPS = """\
[Rain]: It rains.
  -> <Picnic>
  _> [Sun]: The sun shines.

<Picnic>

(1) [Sun]
(2) [Day]: It is a day off.
----
(3) [Dry]: The meadow is dry.
(4) [Food]: There is food.
-- {uses: [2, 4]} --
(5) [Fun]: A picnic is fun.
(6) [Go]: We like fun.
----
(7) [So]: We go. {uses: [3, 5, 6]}
"""


def test_relations_and_steps_of_argdown_are_the_same_again() -> None:
    """An attack on an argument that is no undercut, an undercut of a statement, lines that a conclusion uses."""
    graph = build(read(STEPS, "x.argdown", True).maps).graph
    text = export(graph, "argdown").text
    assert said(back(text)) == said(graph)
    (old, _), (new, _) = understood(STEPS), understood(text)
    assert old
    assert new
    for found in (old, new):
        assert [line["title"] for line in found["arguments"]["Picnic"]["pcs"]] == [
            *("Sun", "Day", "Dry", "Food", "Fun", "Go", "So")
        ]
        relations = {(one["relationType"], one["from"], one["to"]) for one in found["relations"]}
        assert relations == {("attack", "Rain", "Picnic"), ("undercut", "Rain", "Sun")}


@pytest.mark.parametrize(
    ("old", "new"), [("  -> [safe]", ""), ("  -> [safe]", "  -> [safe]\n  + [paint]"), ("  -> [safe]", "  +> [safe]")]
)
def test_what_denies_something_and_more_is_a_claim(old: str, new: str) -> None:
    text = export(build(read_map(AGAINST, "s.yaml", True).maps).graph, "argdown").text
    assert text.count(old) == 1
    denial = next(node for node in back(text.replace(old, new)).nodes.values() if node.title == "Not: safe")
    assert denial.text == "Not so: The bridge is safe."
    assert denial.kind == "claim"


def test_what_is_changed_in_the_text_counts(tmp_path: Path) -> None:
    text = export(cruxmap.load("@shipped"), "argdown").text
    title = "Why it must hide"
    changed = (
        text.replace(f"<{title}>: Because", f"<{title}>: Just because") + "\n[New]: Something new.\n  -> [Saint]\n"
    )
    assert changed.count("Just because") == 1
    graph = back(changed)
    assert graph.node("dragan/arg-must-hide").text.startswith("Just because")
    new = next(node for node in graph.nodes.values() if node.title == "New")
    assert [link.relation for link in graph.out(new.id)] == ["attacks"]
    (tmp_path / "all.argdown").write_text(changed, "utf-8")
    assert len(cruxmap.load(tmp_path / "all.argdown")) == len(graph)
