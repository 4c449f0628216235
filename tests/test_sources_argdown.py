"""Argdown: read directly it says what Argdown's own program says, whose JSON is read as well."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import cruxmap
import pytest
from argdowns import debates, links, mapped, pieces, understood
from cruxmap.graph.build import build
from cruxmap.graph.model import Source
from cruxmap.sources.argdown import read, read_json, suits_json
from hypothesis import given, settings

if TYPE_CHECKING:
    from pathlib import Path


BEES = """===
title: Bees in town
author: [A. Keeper]
date: 2024-05-01
===

# The question

[Hives]: The town should allow hives on roofs. #proposal
  + <Harvest>: Lime trees in town *flower* long.
    - <Drought>
  - [Stings]: Neighbours get stung. {weight: 2}
  >< [Ban]

## The case {isGroup: true}

<Harvest>

(1) [Limes]: Lime trees flower for weeks.
(2) Where trees flower for weeks, hives thrive.
-- modus ponens {uses: [1, 2]} --
  <_ <Drought>: In dry years limes do not flower.
(3) [Thrive]: Hives thrive in town.
(4) What thrives should be allowed.
----
(5) [Hives]
"""


def test_what_argdown_says_is_in_the_map() -> None:
    parsed = read(BEES, "b.argdown", True)
    assert parsed.source_map
    assert not parsed.findings
    graph = build([parsed.source_map]).graph
    own = graph.node("b/source")
    assert isinstance(own, Source)
    assert own.outline
    assert (own.title, own.authors, own.published) == ("Bees in town", ("A. Keeper",), "2024-05-01")
    assert [child.label for child in own.outline.children] == ["The question"]
    hives, stings = graph.node("b/hives"), graph.node("b/stings")
    assert (hives.title, hives.text, hives.tags) == (
        "Hives",
        "The town should allow hives on roofs. #proposal",
        ("proposal",),
    )
    assert (hives.section, graph.node("b/limes").section) == ("The question", "The case")
    assert stings.data == '{"argdown": {"data": {"weight": 2}}}'
    assert (stings.span.line, stings.span.column) == (12, 5)
    assert graph.node("b/harvest-3").data == (
        '{"argdown": {"inference": {"uses": [1, 2]}, "rules": ["modus ponens"], "step_of": "harvest"}}'
    )
    assert sorted(links(graph)) == [
        "ban attacks hives (contradictory)",
        "drought attacks harvest",
        "drought attacks harvest-3 (undercut)",
        "harvest supports hives",
        "harvest-3 supports thrive",
        "hives attacks ban (contradictory)",
        "limes premise_of harvest-3",
        "stings attacks hives",
        "thrive premise_of harvest",
        "what-thrives-should-be-allowed premise_of harvest",
        "where-trees-flower-for-weeks-hives-thrive premise_of harvest-3",
    ]


def test_the_program_s_json_is_the_same_map_with_and_without_its_drawing(node_modules: Path, tmp_path: Path) -> None:
    (tmp_path / "b.argdown").write_text(BEES, "utf-8")
    direct = cruxmap.load(tmp_path / "b.argdown")
    program = node_modules / ".bin" / "argdown"
    subprocess.run([program, "json", "b.argdown", "bare", "--silent"], cwd=tmp_path, check=True)
    drawn, _ = understood(BEES, drawn=True)
    assert drawn
    assert drawn["map"]["nodes"]
    (tmp_path / "drawn").mkdir()
    (tmp_path / "drawn" / "b.json").write_text(json.dumps(drawn), "utf-8")
    for folder in ("bare", "drawn"):
        found = cruxmap.load(tmp_path / folder / "b.json")
        assert [node.id for node in found.nodes.values()] == [node.id for node in direct.nodes.values()]
        assert links(found) == links(direct)
        assert found.node("b/stings").span.column > 1


@settings(max_examples=120, deadline=None)
@given(debates)
def test_direct_reading_and_the_program_s_json_give_one_map(text: str) -> None:
    parsed = read(text, "d.argdown", True)
    assert parsed.source_map
    assert not build([parsed.source_map]).findings
    found, errors = understood(text)
    if found is None:
        assert errors
        return
    assert not [finding for finding in parsed.findings if finding.rule == "argdown-syntax"]
    said = json.dumps(found)
    assert suits_json(said)
    assert mapped(read_json(said, "d.json", True)) == mapped(parsed)


@settings(max_examples=150, deadline=None)
@given(pieces)
def test_any_text_is_read_and_what_the_program_refuses_is_told(text: str) -> None:
    parsed = read(text, "d.argdown", True)
    assert parsed.source_map
    assert not build([parsed.source_map]).findings
    found, errors = understood(text)
    if found and "undefined" in json.dumps(found):
        return  # a slip of the program's own: what it has no text for yet
    if found:
        assert mapped(read_json(json.dumps(found), "d.json", True)) == mapped(parsed)
    elif errors and text.strip():
        assert parsed.findings or _says_nothing(errors)


def _says_nothing(errors: list[str]) -> bool:
    """Whether the program only misses something to read, or breaks down itself."""
    return not any(error[:1].isdigit() for error in errors) or any(
        f"found{sign} ''" in " ".join(errors) for sign in (":", " -->")
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[A]: a\n+ [B]: b\n", "2:1 a relation must stand further in than what it relates to"),
        ("[A]: a snake_case\n\n[B]: b", "1:13 bold or italic words do not end here"),
        (" 1. a\n * b\n", "2:1 a list has either numbers or stars"),
        ("[A] is good\n", "1:5 text after '[A]' is not read"),
        ("[A]: a {b: [}\n", "1:13 this is not YAML"),
        ("[A]: a {b: 1, b: 2}\n", "1:15 key 'b' stands twice"),
        ("===\ntitle: x\n  y: [\n===\n\n[A]: a\n", "3:4 the front matter: this is not YAML"),
        ("<A>: a\n\n(1) b\n(2) c\n", "3:1 this argument comes to no conclusion"),
        ("<A>: a\n(1) b\n----\n(2) c\n", "2:1 an empty line must come before this"),
        ("Bees <Hum>:\n", "1:6 this must begin a line"),
        ("[A]: a\n\n  + [B]: b\n    - [C]: c\n", "3:1 a relation has nothing above it here to relate to"),
        ("[A]: a\n    + b\n+ c\n", "3:1 a relation must stand further in than what it relates to"),
        (" * a\n   * b\n     1. c\n * d\n", "2:1 a list within a list is none of Argdown's"),
        ("(1) a\n----\n----\n(2) b\n", "3:1 the inference before this one leads to nothing"),
        ("(1) a\n----\n(2) b\n----\n\nc\n", "4:5 this inference leads to nothing"),
        ("(1) a\n----\n  - [C]\n(2) b\n", "3:1 an inference can only be undercut"),
        ("(1) a\n--\nmodus ponens\n\n--\n(2) b\n", "4:1 an inference has no empty lines"),
        ("(1) a\n--\n{x: 1} rule --\n(2) b\n", "3:8 nothing can follow the data of an inference"),
        ("<A>\n\n(1) b\n----\n(2) c\n\n<A>\n\n(1) d\n----\n(2) e", "9:1 'A' has its premises and conclusions already"),
    ],
)
def test_slips_are_told_and_read_on(text: str, said: str) -> None:
    parsed = read(text, "d.argdown", True)
    assert understood(text)[1], "the program refuses it too"
    first = parsed.findings[0]
    assert f"{first.span.line}:{first.span.column} {first.message}" == said
    assert parsed.source_map
    assert len(parsed.source_map.nodes) > 1


def test_what_stands_below_an_empty_line_is_kept_with_all_below_it() -> None:
    parsed = read("[A]: a\n\n  + [B]: b\n    - [C]: c\n  - [D]: d\n", "d.argdown", True)
    assert len(parsed.findings) == 1
    graph = build(parsed.maps).graph
    assert [node.title for node in graph.nodes.values()][1:] == ["A", "B", "C", "D"]
    assert links(graph) == ["c attacks b"]


@pytest.mark.parametrize(
    "text",
    [
        "x {a: 1_000, b: 0x1f, c: 1e999, d: -0, e: .5, f: 08, g: 0b2}",
        "x {a: 2024-2-3, b: 2023-02-30, c: 2024-2-3 1:02:03 +2:30, d: 2024-13-01}",
        "x {\n  - a\n  - b\n\t}",
        "===\t\ntitle: x\n\t===\n\n[A]: a\n",
        "===\nmodel:\n===\n\n<A>\n\n(1) a\n----\n(2) b\n\n<A>\n  -> <B>\n",
        "a [b]([c](d) e\n",
        "a [b\n  [c](d) e\n",
    ],
)
def test_what_the_program_makes_of_odd_values_and_links(text: str) -> None:
    found, errors = understood(text)
    assert found, errors
    parsed = read(text, "d.argdown", True)
    assert not parsed.findings
    assert mapped(read_json(json.dumps(found), "d.json", True)) == mapped(parsed)


@pytest.mark.parametrize(
    "sign", ["[", "<", "@[", "#(", "{", "/*", "<!--", "===", "[a](", "*", "[-", "{ }x", "  \n", "(1)", "+ "]
)
def test_endless_signs_are_read(sign: str) -> None:
    assert read(sign * 20_000, "d.argdown", True).source_map


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"statements": 1}', '{"arguments": {}, "statements": []}', '{"arguments":']
)
def test_other_json_is_none_of_argdown_s(text: str) -> None:
    assert not suits_json(text)


@pytest.mark.parametrize(
    "found",
    [
        {"arguments": {"a": 1, "b": {"pcs": [3, {}], "section": [], "tags": 5}}, "statements": {"": {}}},
        {"arguments": {"a": {"pcs": [{"title": "x", "inference": {}}]}}, "statements": {}, "relations": [{}, 1]},
        {
            "arguments": {},
            "statements": {"s": {"members": [{"text": None, "data": []}]}},
            "sections": [{"children": [1, {}]}],
        },
    ],
)
def test_damaged_json_is_read_as_far_as_it_goes(found: dict[str, object]) -> None:
    parsed = read_json(json.dumps(found), "d.json", True)
    assert parsed.source_map
    assert not build([parsed.source_map]).findings
