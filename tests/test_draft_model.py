"""`cruxmap draft --from-json`: what stands in the document comes into the map, and nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from consoles import run
from cruxmap.graph.model import Position
from documents import CLIP, write
from hypothesis import given
from hypothesis import strategies as st
from model_answers import ANSWER, INVENTED, LINKS, NODES, PLAIN, drafted, from_model, rejected, told

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """A document on which rules find little, in a folder of its own."""
    return write(tmp_path / "plain.md", PLAIN)


@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "Sure! Here is the map you asked for:\n\n```json\n{}\n```\n\nLet me know if {{this}} helps.",
        '<think>\nThe user wants {{"nodes": []}} I guess.\n</think>\n{}',
        "\ufeff{}",
    ],
)  # fmt: skip
def test_chatter_around_an_answer(plain: Path, around: str) -> None:
    ran = told(plain, around.format(json.dumps(ANSWER, indent=1)))
    assert (len(from_model(ran)), rejected(ran)) == (3, [])


def test_trailing_commas(plain: Path) -> None:
    text = (
        json.dumps(ANSWER).replace("}]", "},]").replace("]}", "],}").replace("them out", 'them, ] out", "note": "a,}')
    )
    ran = told(plain, text)
    assert len(from_model(ran)) == 2
    assert rejected(ran) == ["the words of its marker are not in passage 2", "'n3' is no node"]


def test_words_that_are_not_in_the_passage_never_come_into_the_map(plain: Path) -> None:
    elsewhere = {**NODES[1], "id": "n8", "passage": 1}
    nearly = {**NODES[0], "id": "n7", "marker": "The well has water all winter"}
    ran = told(
        plain,
        {
            "nodes": [*NODES, INVENTED, elsewhere, nearly],
            "links": [*LINKS, {"from": "n9", "relation": "supports", "to": "n1"}],
        },
    )
    assert len(from_model(ran)) == 3
    assert rejected(ran) == [
        "the words of its marker are not in passage 1",
        "the words of its marker are not in passage 1",
        "the words of its marker are not in passage 1",
        "'n9' is no node",
    ]
    assert "holy" not in ran.stdout


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"kind": "prophecy"}, "unknown kind 'prophecy'"),
        ({"kind": "source"}, "unknown kind 'source'"),
        ({"text": " "}, "it has no text"),
        ({"text": "x" * 601}, "its text has more than 600 characters"),
        ({"passage": 3}, "there is no passage 3"),
        ({"passage": "2"}, "of the wrong form: Expected `int`, got `str` - at `$.passage`"),
        ({"marker": "…"}, "it has no marker"),
        ({"marker": ""}, "it has no marker"),
        ({"id": "n2"}, "the id 'n2' is taken"),
        ({"id": ""}, "it has no id"),
        ({"kind": "position"}, "'' is no node"),
        ({"kind": "position", "crux": "n2"}, "'n2', which it answers, is no crux"),
        ({"kind": None}, "of the wrong form: Object missing required field `kind`"),
        ({"text": ["a"]}, "of the wrong form: Expected `str`, got `array` - at `$.text`"),
    ],
)
def test_nodes_that_do_not_hold(plain: Path, change: dict[str, Any], reason: str) -> None:
    odd = {**NODES[0], "id": "odd"} | change
    ran = told(plain, {"nodes": [*NODES[1:], odd]})
    assert ran.code == 0
    assert (len(from_model(ran)), rejected(ran)) == (2, [reason])


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ({"from": "n3", "relation": "loves", "to": "n2"}, "unknown relation 'loves'"),
        ({"from": "n3", "relation": "mitigates", "to": "n5"}, "'n5' is no node"),
        ({"from": "n2", "relation": "mitigates", "to": "n3"},
         "a failure mode cannot be linked to a mitigation by 'mitigates'"),
        ({"from": "n3", "relation": "mitigates"}, "of the wrong form: Object missing required field `to`"),
        ("n3 -> n2", "of the wrong form: Expected `object`, got `str`"),
    ],
)  # fmt: skip
def test_links_that_do_not_hold(plain: Path, link: object, reason: str) -> None:
    ran = told(plain, {"nodes": NODES, "links": [*LINKS, link]})
    assert (len(from_model(ran)), rejected(ran)) == (3, [reason])
    assert len([link for link in drafted(ran).links if link.basis == "inferred"]) == 1


def test_a_crux_with_its_sides_and_reasons(plain: Path) -> None:
    old = {"kind": "position", "crux": 1, "passage": 1}
    nodes = [
        {"id": 1, "kind": "Crux", "text": "Does the well dry up?", "passage": 1, "marker": "water all summer"},
        {**old, "id": 2, "side": "Old Hands", "text": "It does not.", "marker": "The well has"},
        {**old, "id": 3, "side": "old hands", "text": "Never.", "marker": "Children drop"},
        {"id": 4, "kind": "claim", "text": "It stops.", "passage": 2, "marker": "it stops"},
    ]
    links = [{"from": 4, "relation": "attacks", "to": 2}, {"from": 4, "relation": "Supports", "to": 3}]
    ran = told(plain, {"nodes": nodes, "links": links})
    assert rejected(ran) == []
    positions = [node for node in drafted(ran).nodes if isinstance(node, Position)]
    assert [(node.side, node.text) for node in positions] == [("old-hands", "It does not.")]
    assert {link.relation for link in drafted(ran).links if link.to_id == positions[0].id} == {"attacks", "supports"}


def test_what_rules_found_stays_and_is_not_repeated(tmp_path: Path) -> None:
    path = write(tmp_path / "well.md", CLIP)
    base = drafted(run("draft", "well.md", folder=tmp_path))
    again = [
        {"id": f"n{number}", "kind": node.kind, "text": "Said again.", "passage": passage, "marker": node.passage.start}
        for number, node in enumerate(base.nodes)
        if node.passage and node.passage.end is None and node.kind in ("claim", "concept", "crux")
        for passage in range(1, 12)
    ]
    ran = told(path, {"nodes": again})
    kept = {node.id: node for node in drafted(ran).nodes}
    assert {node.id for node in base.nodes} <= set(kept)
    assert [node for node in kept.values() if node.text == "Said again."] == []


def test_the_prompt_is_printed_and_takes_its_answer_from_anywhere(plain: Path) -> None:
    ran = run("draft", plain.name, "--prompt-only", folder=plain.parent)
    assert ran.code == 0
    assert ran.stdout.startswith("===== question 1 of 1: passages 1 to 2, about ")
    assert "\n[1] The well has water all summer. Children drop stones into it.\n" in ran.stdout
    assert "----- system -----" in ran.stdout
    write(plain.parent / "one.json", json.dumps({"nodes": NODES[:1]}))
    write(plain.parent / "two.json", json.dumps({"nodes": NODES[1:], "links": LINKS}))
    both = run("draft", plain.name, "--from-json", "one.json", "--from-json", "two.json", folder=plain.parent)
    assert len(from_model(both)) == 3


def test_what_was_turned_down_is_kept_in_a_file(plain: Path) -> None:
    ran = told(plain, {"nodes": [*NODES, INVENTED]}, "--rejected", "no.json", "-o", "map.yaml")
    assert (ran.stdout, ran.code) == ("", 0)
    assert "turned down: 1, written to no.json" in ran.stderr
    (row,) = json.loads((plain.parent / "no.json").read_text())
    assert row["reason"] == "the words of its marker are not in passage 1"
    assert json.loads(row["item"])["text"] == "The water is holy."
    assert "A grid keeps stones out." in (plain.parent / "map.yaml").read_text()


def test_mixtures_that_make_no_sense(plain: Path) -> None:
    for words in (["--dry-run"], ["--prompt-only", "--from-json", "-"], ["--model", "m", "--from-json", "-"]):
        ran = run("draft", plain.name, *words, folder=plain.parent)
        assert (ran.stdout, ran.code) == ("", 2), words
    missing = run("draft", plain.name, "--from-json", "none.json", folder=plain.parent)
    assert missing[1:] == ("Error: 'none.json' is not there\n", 2)


odd_texts = st.text(st.characters(codec=None), max_size=40)
odd_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | odd_texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(odd_texts, inner, max_size=3),
    max_leaves=8,
)
odd_nodes = st.fixed_dictionaries(
    {},
    optional={
        "id": odd_values,
        "kind": st.sampled_from(["claim", "crux", "position", "analogy"]) | odd_values,
        "text": odd_values,
        "title": odd_texts,
        "passage": st.integers(0, 3) | odd_values,
        "marker": st.sampled_from(["The well has", "stones … it"]) | odd_texts,
        "crux": st.sampled_from(["a", "b"]) | odd_values,
        "side": odd_texts,
    },
)


@given(st.lists(odd_nodes | odd_values, max_size=5), odd_values, st.integers(0, 400))
def test_any_answer_at_all_gives_a_map(
    tmp_path_factory: pytest.TempPathFactory, nodes: object, links: object, cut: int
) -> None:
    path = write(tmp_path_factory.getbasetemp() / "any" / "plain.md", PLAIN)
    text = json.dumps({"nodes": nodes, "links": links})
    for answer in (text, text[:cut], text[cut:]):
        ran = told(path, answer)
        assert ran.code == 0
        found = drafted(ran)
        assert all(node.passage for node in found.nodes if "drafted-by-model" in node.tags)
