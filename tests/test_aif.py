"""AIF read as a map and written: what becomes of each sort of node, and what is told of odd ones."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from aifs import PONDS, TALK, comes_back, document, graph_of, links, node, read_aif
from consoles import run
from cruxmap.sources import read

if TYPE_CHECKING:
    from pathlib import Path


def test_statements_are_claims_of_their_own_and_schemes_are_arguments() -> None:
    graph = graph_of(PONDS)
    assert [(found.kind, found.text) for found in graph.nodes.values()][1:] == [
        ("claim", "Frogs need ponds."),
        ("claim", "Frogs lay eggs in water."),
        ("claim", "Ponds are water."),
        ("argument", "Practical reasoning: “Frogs lay eggs in water.” and 1 more, so “Frogs need ponds.”"),
        ("claim", "Some frogs breed in moss."),
        ("argument", "Conflict: “Some frogs breed in moss.” against “Practical reasoning (RA 4)”"),
        ("claim", "Frogs lay eggs in water."),
    ]
    assert links(graph) == [
        "i-2 premise_of ra-4",
        "i-3 premise_of ra-4",
        "ra-4 supports i-1",
        "i-5 premise_of ca-6",
        "ca-6 attacks ra-4",
    ]
    assert graph.sources()[0].thesis == "d/i-1"


def test_a_dialogue_tells_who_holds_what_and_what_says_it_otherwise() -> None:
    graph = graph_of(TALK)
    assert [found.text for found in graph.of_kinds("person")] == ["Ann Oak", "Person 12"]
    assert links(graph) == [
        "i-7 related_to i-3",
        "i-3 requires i-9",
        "i-3 contrasts_with i-7",
        "i-3 held_by ann-oak",
        "i-7 held_by person-12",
    ]
    assert [link.note for link in graph.links if link.note] == ["Default Rephrase", "preferred to the other"]
    assert graph.sources()[0].form == "debate"


def test_speakers_are_known_however_tools_write_them() -> None:
    """The locutions of Araucaria's corpus, surnames that a tool did not know, acts without a name, ids as numbers."""
    act = "YA_0123456789abcdef0123456789abcdef"
    talk = document(
        [
            node(1, "L", "Ann says 'Frogs sing'"),
            node(2, "YA", act),
            node(3, "I", "Frogs sing"),
            node(4, "L", "they do"),
            node(5, "YA", "Default Illocuting"),
        ],
        *((1, 2), (2, 3), (4, 5), (5, 3)),
        participants=[{"participantID": 0, "firstname": "Bo", "surname": "None"}] * 2,
        locutions=[{"nodeID": 4.0, "personID": 0}],
    )
    graph = graph_of(talk)
    assert [found.text for found in graph.of_kinds("person")] == ["Bo", "Ann"]
    assert sorted(links(graph)) == ["i-3 held_by ann", "i-3 held_by bo"]
    assert comes_back(talk) == talk


@pytest.mark.parametrize(
    ("odd", "told"),
    [
        (document([node(1, "I")], (1, 2)), ["d.json:3:11: an edge leads nowhere: there is no node '2'"]),
        (document([node(1, "I")] * 2), ["d.json:2:54: a second node has the nodeID '1'; edges mean the first"]),
        (document([{"type": "I", "text": "Ice."}]), ["d.json:2:11: a node has no nodeID"]),
        (document([node(1, "EN")]), ["d.json:2:11: a node has the type 'EN', which AIF does not know"]),
        (
            {"nodes": [None], "edges": {}},
            ["d.json:1:1: 'edges' is no list, and is kept as it stands", "d.json:2:11: a node is no object"],
        ),
        (document([node(1, "RA"), node(2, "RA"), node(3, "I")], (1, 2), (2, 1), (1, 1), (3, 3), (2, 3), (2, 3)), []),
        (document([node(1, "I"), node(2, "RA"), node(3, "I")], (1, 2), (2, 1), (2, 3), (1, 3), (3, 1)), []),
    ],
)  # fmt: skip
def test_what_aif_does_not_foresee_is_told_and_kept(odd: dict[str, Any], told: list[str]) -> None:
    text = json.dumps(odd).replace('"nodes"', '\n"nodes"').replace('"edges"', '\n"edges"')
    parsed = read_aif(text)
    assert [f"{found.span}: {found.message}" for found in parsed.findings] == told
    assert comes_back(odd) == odd


def test_text_that_is_no_aif_is_refused_with_its_place(tmp_path: Path) -> None:
    said = {
        '{"nodes": [\n{"nodeID": "1",}], "edges": []}': ("broken-json", 2, 15),
        '{"nodes": [\n{"nodeID": "1"},\n], "edges": []}': ("broken-json", 2, 16),
        '{"nodes": [{"nodeID": "1", "text": None}], "edges": []}': ("broken-json", 1, 36),
        '{"nodes": [{"nodeID": "1"}], // all\n "edges": []}': ("broken-json", 1, 30),
        '{"nodes": [{"nodeID": "\\x"}], "edges": []}': ("broken-json", 1, 24),
        '{"nodes": [1 2], "edges": []}': ("broken-json", 1, 14),
        '{"nodes": [], "edges": []} x': ("broken-json", 1, 28),
        '{"nodes": [NaN], "edges": []}': ("broken-json", 1, 12),
        '{"nodes": [' + "[" * 100_000: ("broken-json", 1, 12),
        '{"nodes": [' + "[" * 200 + "]" * 200 + '], "edges": []}': ("broken-json", 1, 1),
        '{"nodes": [' + "9" * 5000 + '], "edges": []}': ("broken-json", 1, 12),
        '{"name": "package", "version": "1"}': ("unknown-format", 1, 1),
        "[1, 2]": ("unknown-format", 1, 1),
    }
    path = tmp_path / "d.json"
    for text, expected in said.items():
        path.write_text(text, "utf-8")
        (finding,) = read(str(path)).findings
        assert (finding.rule, finding.span.line, finding.span.column) == expected
        assert "conversion" not in finding.message
    assert read(str(path), named=False).findings == ()


def test_what_is_wrong_with_json_is_said_in_plain_words() -> None:
    said = {
        '{"nodes": [{"nodeID": "1",}]}': "a comma stands before the end of the object",
        '{"nodes": [{"nodeID": "1"},\n ]}': "a comma stands before the end of the list",
        '{"nodes": [{"nodeID": None}]}': "'None' is no value of JSON",
        '{"nodes": [{"nodeID": }]}': "a value is missing",
        '{"nodes": [], # all\n"edges": []}': "a comment stands here, and JSON has none",
        '{"nodes": [{/* all */"nodeID": "1"}]}': "a comment stands here, and JSON has none",
        '{"nodes": [{"text": "a\\xb"}]}': "a backslash stands before a sign that it does not go with",
        "{'nodes': []}": "a key in double quotes is missing",
    }
    assert {text: read_aif(text).findings[0].message for text in said} == said


def test_a_key_that_stands_twice_counts_once_and_is_told() -> None:
    parsed = read_aif(
        '{"nodes": [{"nodeID": "1", "type": "I", "text": "Ice.", "text": "Snow."}],\n "edges": [], "edges": [1]}'
    )
    assert parsed.source_map
    assert [found.text for found in parsed.source_map.nodes if found.kind == "claim"] == ["Ice."]
    assert [(found.rule, found.span.line) for found in parsed.findings] == [("duplicate-key", 1), ("duplicate-key", 2)]


def test_half_of_a_character_is_told() -> None:
    parsed = read_aif('{"nodes": [{"nodeID": "1", "type": "I", "text": "Ice \\ud83d."}], "edges": []}')
    assert [(found.rule, found.span.column) for found in parsed.findings] == [("not-understood", 12)]
    assert read_aif('{"nodes": [{"nodeID": "1", "type": "I", "text": "\\ud83d\\udc38"}], "edges": []}').findings == ()


def test_text_that_was_damaged_before_goes_back_as_it_came(tmp_path: Path) -> None:
    damaged = document([node(1, "I", "Ä café costs Â£3 — naÃ¯ve, isnâ€™t it? CafÃ© noir, naÃ¯ve")])
    (tmp_path / "d.json").write_text(json.dumps(damaged, ensure_ascii=False), "utf-8")
    assert json.loads(run("-L", "d.json", "export", "aif", folder=tmp_path).stdout) == damaged
    for write in (["convert", "d.json", "-o", "d.yaml"], ["-L", "d.json", "export", "trig", "-o", "d.trig"]):
        run(*write, folder=tmp_path)
        assert json.loads(run("-L", write[-1], "export", "aif", folder=tmp_path).stdout) == damaged
        assert run("-L", write[-1], "check", folder=tmp_path).code == 0
