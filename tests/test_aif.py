"""AIF read as a map and written: what becomes of each sort of node, what is told of odd ones, and what edits do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from aifs import comes_back, graph_of, read_aif
from consoles import run
from cruxmap.exports import export
from cruxmap.exports.exporter import Options
from cruxmap.graph.build import build
from cruxmap.sources import map_yaml, read

if TYPE_CHECKING:
    from pathlib import Path

    from cruxmap.graph.graph import Graph


def node(key: int, type_: str, text: str = "", **more: Any) -> dict[str, Any]:
    return {"nodeID": str(key), "type": type_, "text": text or type_, **more}


def document(nodes: list[dict[str, Any]], *ends: tuple[int, int], **more: Any) -> dict[str, Any]:
    edges = [
        {"edgeID": str(100 + place), "fromID": str(start), "toID": str(end), "formEdgeID": None}
        for place, (start, end) in enumerate(ends)
    ]
    return {"nodes": nodes, "edges": edges, **more}


PONDS = document(
    [
        node(1, "I", "Frogs need ponds.", timestamp="2012-04-12 18:18:26"),
        node(2, "I", "Frogs lay eggs in water."),
        node(3, "I", "Ponds are water."),
        node(4, "RA", scheme="PracticalReasoning"),
        node(5, "I", "Some frogs breed in moss."),
        node(6, "CA", "Default Conflict"),
        node(7, "I", "Frogs lay eggs in water."),
    ],
    *((2, 4), (3, 4), (4, 1), (5, 6), (6, 4)),
)
TALK = document(
    [
        node(1, "L", "Ann: frogs need ponds"),
        node(2, "YA", "Asserting"),
        node(3, "I", "Frogs need ponds"),
        node(4, "L", "Bo Lind : do they?"),
        node(5, "YA", "Pure Questioning"),
        node(6, "TA", "Default Transition"),
        node(7, "I", "Ponds are vital to frogs"),
        node(8, "MA", "Default Rephrase"),
        node(9, "I", "Frogs are animals"),
        node(10, "MA", "Requires"),
        node(11, "PA"),
    ],
    *((1, 2), (2, 3), (4, 5), (5, 3), (1, 6), (6, 4), (7, 8), (8, 3), (3, 10), (10, 9), (3, 11), (11, 7)),
    participants=[{"participantID": "8", "firstname": "Ann", "surname": "Oak"}],
    locutions=[{"nodeID": "1", "personID": "8"}, {"nodeID": "7", "personID": "12", "start": None}],
)


def links(graph: Graph) -> list[str]:
    return [f"{link.from_id[2:]} {link.relation} {link.to_id[2:]}" for link in graph.links]


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


def edited(before: dict[str, Any], *edits: tuple[str, str]) -> dict[str, Any]:
    """A document written again after its map was edited as text."""
    source_map = read_aif(json.dumps(before)).source_map
    assert source_map
    text = map_yaml.write(source_map)
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    parsed = map_yaml.read(text, "d.yaml")
    assert parsed.findings == ()
    assert parsed.source_map
    found: dict[str, Any] = json.loads(export(build([parsed.source_map]).graph, "aif", Options()).text)
    return found


def test_a_claim_worded_anew_is_worded_anew_and_nothing_else_changes() -> None:
    after = edited(PONDS, ("text: Frogs need ponds.", "text: Frogs like ponds."))
    assert after == {**PONDS, "nodes": [{**PONDS["nodes"][0], "text": "Frogs like ponds."}, *PONDS["nodes"][1:]]}


def test_a_link_that_is_dropped_takes_its_edge_along() -> None:
    after = edited(PONDS, ("    premise_of: [ra-4]\n", ""), ("    attacks: [ra-4]\n", ""))
    assert after["nodes"] == PONDS["nodes"]
    assert [edge["edgeID"] for edge in after["edges"]] == ["101", "102", "103"]
    dropped = edited(
        TALK, ("    related_to:\n    - {to: i-3, note: Default Rephrase}\n", ""), ("    held_by: [ann-oak]\n", "")
    )
    assert [found["nodeID"] for found in dropped["nodes"]] == ["3", "4", "5", "7", "9", "10", "11"]
    assert [edge["edgeID"] for edge in dropped["edges"]] == ["102", "103", "108", "109", "110", "111"]
    assert dropped["locutions"] == TALK["locutions"][1:]


def test_a_part_has_what_is_said_of_it_and_no_more(tmp_path: Path) -> None:
    (tmp_path / "d.json").write_text(json.dumps(TALK), "utf-8")
    part = json.loads(run("-L", "d.json", "export", "aif", "--focus", "i-9", "--depth", "1", folder=tmp_path).stdout)
    assert [found["text"] for found in part["nodes"]] == [
        *("Ann: frogs need ponds", "Asserting", "Frogs need ponds"),
        *("Bo Lind : do they?", "Pure Questioning", "Default Transition", "Frogs are animals", "Requires"),
    ]


def test_what_is_added_gets_ids_that_are_free() -> None:
    after = edited(
        PONDS,
        (
            "  i-7:\n",
            "  new:\n    text: Moss is wet.\n    supports: [i-5]\n    held_by: [ann]\n    attacks: [i-1]\n  i-7:\n",
        ),
        ("arguments:\n", "people:\n  ann:\n    text: Ann Oak\n\narguments:\n"),
    )
    assert after["nodes"][:7] == PONDS["nodes"]
    assert after["edges"][:5] == PONDS["edges"]
    assert after["nodes"][7:] == [
        {"nodeID": "8", "type": "I", "text": "Moss is wet."},
        {"nodeID": "9", "type": "RA", "text": "Default Inference", "scheme": "Default Inference"},
        {"nodeID": "10", "type": "CA", "text": "Default Conflict", "scheme": "Default Conflict"},
        {"nodeID": "11", "type": "L", "text": "Ann Oak: Moss is wet."},
        {"nodeID": "12", "type": "YA", "text": "Asserting"},
    ]
    assert [(edge["edgeID"], edge["fromID"], edge["toID"]) for edge in after["edges"][5:]] == [
        ("105", "8", "9"),
        ("106", "9", "5"),
        ("107", "8", "10"),
        ("108", "10", "1"),
        ("109", "11", "12"),
        ("110", "12", "8"),
    ]
    assert after["participants"] == [{"participantID": "1", "firstname": "Ann", "surname": "Oak"}]
    assert after["locutions"] == [{"nodeID": "11", "personID": "1"}]


def test_xaif_goes_back_as_xaif_unless_asked_otherwise() -> None:
    wrapped = {"AIF": PONDS, "text": "<p>", "OVA": {"nodes": []}}
    assert comes_back(wrapped) == wrapped
    assert comes_back(wrapped, "aif") == PONDS
    assert comes_back(PONDS, "xaif")["AIF"]["nodes"] == PONDS["nodes"]
    assert comes_back(comes_back(PONDS, "xaif")) == comes_back(PONDS, "xaif")


def test_what_ova_wrote_before_xaif_is_read_and_written_too(tmp_path: Path) -> None:
    pond = {
        "nodes": [
            {"id": 2, "type": "I", "text": "Frogs need ponds.", "scheme": "0", "x": 7},
            {"id": 4, "type": "I", "text": "Frogs lay eggs in water.", "scheme": "0", "x": 8},
            {"id": 5, "type": "RA", "text": "Sign", "scheme": "30", "x": 9},
            {"id": 6, "type": "L", "text": "they need ponds", "scheme": "0", "participantID": 4},
            {"id": 7, "type": "YA", "text": "Asserting", "scheme": "74"},
        ],
        "edges": [
            {"from": {"id": start}, "to": {"id": end}, "visible": True}
            for start, end in ((4, 5), (5, 2), (6, 7), (7, 2))
        ],
        "participants": [{"id": 4, "firstname": "Ann", "surname": "Oak"}],
        "analysis": {"txt": "…"},
    }
    assert links(graph_of(pond)) == ["i-4 premise_of ra-5", "ra-5 supports i-2", "i-2 held_by ann-oak"]
    assert comes_back(pond) == pond
    (tmp_path / "a.json").write_text(json.dumps(PONDS), "utf-8")
    (tmp_path / "b.json").write_text(json.dumps(pond), "utf-8")
    (tmp_path / "other.json").write_text('{"nodes": [{"id": 1}], "edges": [{"from": 1, "to": 1}]}', "utf-8")
    both = json.loads(run("-L", ".", "export", "aif", folder=tmp_path).stdout)
    ids = {found.get("nodeID", found.get("id")) for found in both["nodes"]}
    assert len(ids) == len(PONDS["nodes"]) + len(pond["nodes"])
    again = graph_of(both)
    assert len(again.links) == len(graph_of(PONDS).links) + 3


def test_documents_with_the_same_ids_become_one(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(PONDS), "utf-8")
    (tmp_path / "b.json").write_text(json.dumps(TALK), "utf-8")
    ran = run("-L", ".", "export", "aif", folder=tmp_path)
    assert "ids that several documents have are given anew" in ran.stderr
    both = json.loads(ran.stdout)
    assert len({found["nodeID"] for found in both["nodes"]}) == len(PONDS["nodes"]) + len(TALK["nodes"])
    again = graph_of(both)
    assert len(again.links) == len(graph_of(PONDS).links) + len(graph_of(TALK).links)


def test_documents_in_a_folder_are_known_by_their_form(tmp_path: Path) -> None:
    known = {
        "empty": {"nodes": [], "edges": []},
        "nobody": {"nodes": [], "edges": [], "locutions": []},
        "wrapped": {"AIF": {"nodes": []}, "text": ""},
    }
    others = {"graph": {"nodes": [{"id": 1}], "links": []}, "bare": {"nodes": [], "edges": [], "directed": True}}
    for name, value in {**known, **others}.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(value), "utf-8")
    ran = run("-L", ".", "sources", "--json", folder=tmp_path)
    assert ({item["source"] for item in json.loads(ran.stdout)}, ran.stderr) == (set(known), "")


def test_a_converted_map_stands_for_its_document(tmp_path: Path) -> None:
    (tmp_path / "talk.json").write_text(json.dumps({"AIF": TALK}), "utf-8")
    ran = run("convert", "talk.json", "-o", "talk.yaml", folder=tmp_path)
    assert ran.code == 0, ran.stderr
    assert json.loads(run("-L", ".", "export", "aif", folder=tmp_path).stdout) == {"AIF": TALK}
