"""The map format: what is written reads back the same, and no text at all makes reading fail."""

from __future__ import annotations

import random
import re
from pathlib import Path

import cruxmap
import pytest
from cruxmap.graph.canonical import without_positions
from cruxmap.graph.model import Passage, SourceMap, passage_text
from cruxmap.graph.rules import report
from cruxmap.sources import map_yaml
from cruxmap.sources.map_values import Context, passage
from cruxmap.sources.yaml_tree import Scalar
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import source_maps

DAMAGE = ("\tkey: value\n", "  '\n", "x: : y\n", "@\n", "  *alias : x\n", "\x01\n", "  - - -: ]\n", '  "\n', "  {[\n")
MAPS = sorted((Path(cruxmap.__file__).parent / "sources" / "maps").glob("*.yaml"))


@given(source_maps())
@settings(max_examples=60, deadline=None)
def test_read_after_write_is_identity_and_write_is_stable(source_map: SourceMap) -> None:
    written = map_yaml.write(source_map)
    parsed = map_yaml.read(written, "m.yaml")
    assert parsed.findings == ()
    assert parsed.source_map is not None
    assert without_positions(parsed.source_map) == without_positions(source_map)
    assert map_yaml.write(parsed.source_map) == written


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.name)
def test_shipped_maps_are_in_canonical_form(path: Path) -> None:
    text = path.read_text("utf-8")
    parsed = map_yaml.read(text, path.name)
    assert parsed.findings == ()
    assert parsed.source_map is not None
    assert map_yaml.write(parsed.source_map) == text


@given(st.text())
@settings(max_examples=400, deadline=None)
def test_any_text_gives_a_map_or_findings(text: str) -> None:
    parsed = map_yaml.read(text, "m.yaml")
    assert parsed.source_map is not None or parsed.findings
    assert all(problem.span.line >= 1 and problem.span.column >= 1 for problem in report(parsed.findings))


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_a_damaged_map_gives_findings_and_keeps_what_is_whole(data: st.DataObject) -> None:
    lines = MAPS[1].read_text("utf-8").splitlines(keepends=True)
    rng = random.Random(data.draw(st.integers(0, 10**6)))
    at = rng.choice([place for place, line in enumerate(lines) if place > 60 and re.match(r"  \w", line)])
    damage = data.draw(st.sampled_from(DAMAGE))
    parsed = map_yaml.read("".join([*lines[:at], damage, *lines[at:]]), "m.yaml")
    assert parsed.findings
    assert parsed.source_map is not None
    assert len(parsed.source_map.nodes) > 40


@given(st.text(st.sampled_from("ab \\….")), st.none() | st.text(st.sampled_from("ab \\….")))
def test_every_marker_survives_writing(start: str, end: str | None) -> None:
    marker = Passage(" ".join(start.split()) or "x", end if end is None else " ".join(end.split()) or "x")
    context = Context("m.yaml")
    value = Scalar(passage_text(marker), 1, 1, plain=False)
    found = passage(context, value)
    assert found is not None
    assert (found.start, found.end) == (marker.start, marker.end)
    assert context.findings.found() == ()


def test_positions_are_those_of_the_file() -> None:
    claims = "  a:\n    text: A.\n    supports: [b, {to: b, note: twice}]\n  b: {text: B.}\n"
    text = f"source: {{id: s, title: T}}\nclaims:\n{claims}"
    parsed = map_yaml.read(text, "m.yaml")
    assert parsed.source_map is not None
    places = {node.id: str(node.span) for node in parsed.source_map.nodes}
    assert places == {"s/source": "m.yaml:1:9", "s/a": "m.yaml:3:3", "s/b": "m.yaml:6:3"}
    assert [str(link.span) for link in parsed.source_map.links] == ["m.yaml:5:16", "m.yaml:5:24"]


def test_inverse_names_and_reasons_are_the_same_links() -> None:
    forward = "source: {id: s, title: T}\nclaims:\n  a: {text: A., supports: [b]}\n  b: {text: B.}\n"
    backward = "source: {id: s, title: T}\nclaims:\n  a: {text: A.}\n  b: {text: B., supported_by: [a]}\n"
    maps = [map_yaml.read(text, "m.yaml").source_map for text in (forward, backward)]
    assert maps[0] is not None
    assert maps[1] is not None
    assert without_positions(maps[0]) == without_positions(maps[1])


def test_a_side_that_is_its_own_reason_is_not_without_reasons() -> None:
    text = (
        "source: {id: s, title: T}\ncruxes: {a: {text: A?, positions: {b: {text: B., because: [], supports: [a.b]}}}}\n"
    )
    parsed = map_yaml.read(text, "m.yaml")
    assert [finding.rule for finding in parsed.findings] == ["link-denied"]
    assert parsed.source_map is not None
    again = map_yaml.read(map_yaml.write(parsed.source_map), "m.yaml").source_map
    assert again is not None
    assert without_positions(again) == without_positions(parsed.source_map)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 5_000_000,
        "[" * 5_000_000,
        "{a: " * 1_000_000,
        "- " * 2_000_000,
        "'" * 5_000_001,
        "\t" * 5_000_000,
        "a: b: " * 900_000,
    ],
    ids=["word", "brackets", "braces", "dashes", "quotes", "tabs", "colons"],
)
def test_huge_single_lines_are_refused_with_a_place(text: str) -> None:
    parsed = map_yaml.read(text, "m.yaml")
    assert parsed.source_map is None
    assert 1 <= len(parsed.findings) <= 20
    assert all(len(finding.message) < 300 for finding in parsed.findings)
