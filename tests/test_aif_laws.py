"""AIF comes back as it was, straight and by way of a map file, whatever the document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from aifs import odd, read_aif, sound
from cruxmap.exports import export
from cruxmap.exports.exporter import Options
from cruxmap.graph.build import build
from cruxmap.graph.check import check
from cruxmap.graph.rule import Subject
from cruxmap.sources import map_yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import source_maps

if TYPE_CHECKING:
    from cruxmap.graph.model import SourceMap


def written(source_map: SourceMap) -> Any:
    built = build([source_map])
    problems = check(Subject(built.graph, lost=built.lost), built.findings)
    assert [problem for problem in problems if problem.severity == "error"] == []
    return json.loads(export(built.graph, "aif", Options()).text)


def by_way_of_a_map(source_map: SourceMap) -> SourceMap:
    parsed = map_yaml.read(map_yaml.write(source_map), "m.yaml")
    assert parsed.findings == ()
    assert parsed.source_map
    return parsed.source_map


@given(sound() | odd())
@settings(max_examples=100)
def test_a_document_comes_back_as_it_was(document: dict[str, Any]) -> None:
    found = read_aif(json.dumps(document)).source_map
    assert found
    assert written(found) == document
    assert written(by_way_of_a_map(found)) == document


@given(st.text(max_size=40) | sound().map(json.dumps), st.data())
@settings(max_examples=60)
def test_no_text_whatever_breaks_the_reader(text: str, data: st.DataObject) -> None:
    cut, more = (
        data.draw(st.integers(0, len(text))),
        data.draw(st.sampled_from(("", "}", "]", '"', ",", "\\", "1e999", "-"))),
    )
    parsed = read_aif(text[:cut] + more + text[cut + 1 :])
    assert parsed.source_map or parsed.findings


@given(source_maps())
@settings(max_examples=25)
def test_any_graph_is_written_as_a_document_that_comes_back(source_map: SourceMap) -> None:
    """Nodes have ids of their own, edges lead between them, and what is read of it is written the same again."""
    graph = build([source_map]).graph
    document = json.loads(export(graph, "aif", Options()).text)
    ids = [node["nodeID"] for node in document["nodes"]]
    assert len(set(ids)) == len(ids)
    assert {edge[end] for edge in document["edges"] for end in ("fromID", "toID")} <= set(ids)
    said = [node["text"] for node in document["nodes"] if node["type"] == "I"]
    assert said == [node.text for node in graph.nodes.values() if node.kind not in ("source", "person", "argument")]
    again = read_aif(json.dumps(document))
    assert again.findings == ()
    assert again.source_map
    assert written(again.source_map) == document
