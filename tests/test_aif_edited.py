"""AIF written again: after edits of its map, in the form of other tools, and of several documents at once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from aifs import PONDS, TALK, comes_back, graph_of, links, read_aif
from consoles import run
from cruxmap.exports import export
from cruxmap.exports.exporter import Options
from cruxmap.graph.build import build
from cruxmap.sources import map_yaml

if TYPE_CHECKING:
    from pathlib import Path


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
