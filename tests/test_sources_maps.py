"""The shipped maps against the two documents and the inventory of what a faithful encoding holds."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import cruxmap
import pytest
from cruxmap.graph.model import Analogy, Position, Question, Source, own_source_id
from cruxmap.graph.query import crux_view
from cruxmap.graph.schema import RELATION
from cruxmap.sources.library import read_library
from cruxmap.sources.passages import Text, find, fold_text, is_in_section

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def inventory(shared: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((shared / "reference" / "inventory.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def texts(seeds: dict[str, str]) -> dict[str, Text]:
    return {source: fold_text(text) for source, text in seeds.items()}


def full_id(inventory: dict[str, Any], short: str) -> str:
    """Our id of a node of the inventory."""
    source = {"c": "cotra", "d": "dragan"}[short[0]]
    if short in ("d-src-note", "c-src-post"):
        return own_source_id(source)
    for crux in inventory["cruxes"]:
        for side in ("optimist", "pessimist"):
            if crux[side]["position"] == short:
                return f"{source}/{crux['id'][2:]}.{side}"
    return f"{source}/{short[2:]}"


def test_shipped_maps_read_without_problems() -> None:
    assert read_library(["@shipped"]).problems == []


def test_every_marker_resolves_to_one_passage_in_its_section(shipped: cruxmap.Graph, texts: dict[str, Text]) -> None:
    marked = [node for node in shipped.nodes.values() if node.passage]
    assert len(marked) >= len(shipped) - 5
    for node in marked:
        assert node.passage
        text = texts[node.source]
        places = find(text, node.passage, node.section).places
        assert len(places) == 1, f"{node.id}: {node.passage} stands in {len(places)} places"
        assert is_in_section(text, places[0][0], node.section), f"{node.id} is not in {node.section}"


def test_markers_are_short_and_copy_no_sentence(shipped: cruxmap.Graph) -> None:
    for node in shipped.nodes.values():
        if node.passage:
            marker = f"{node.passage.start} {node.passage.end or ''}".split()
            assert len(marker) <= 12, node.id


def test_texts_are_in_our_own_words(shipped: cruxmap.Graph, texts: dict[str, Text]) -> None:
    """No eight words in a row of any node's text stand in the documents."""
    for node in shipped.nodes.values():
        words = re.findall(r"[\w'-]+", node.text.lower())
        for start in range(len(words) - 7):
            run = " ".join(words[start : start + 8])
            assert run not in texts[node.source].folded, f"{node.id} copies: {run}"


def test_every_node_of_tiers_1_and_2_is_there(shipped: cruxmap.Graph, inventory: dict[str, Any]) -> None:
    wanted = [full_id(inventory, node["id"]) for node in inventory["nodes"] if node["tier"] <= 2]
    assert [node_id for node_id in wanted if node_id not in shipped] == []


def test_relations_of_the_inventory(shipped: cruxmap.Graph, inventory: dict[str, Any]) -> None:
    have = {(link.from_id, link.relation, link.to_id) for link in shipped.links}
    have |= {(end, name, start) for start, name, end in have if RELATION[name].symmetric}
    renamed = {"evidence_for": "supports", "step_before": "precedes"}

    def ours(row: dict[str, str]) -> tuple[str, str, str]:
        start, end = full_id(inventory, row["from"]), full_id(inventory, row["to"])
        if row["type"] == "undercuts":
            source, _, slug = end.partition("/")
            return start, "attacks", f"{source}/arg-{slug}"
        return start, renamed.get(row["type"], row["type"]), end

    lost = [ours(row) for row in inventory["relations"] if ours(row) not in have]
    assert len(lost) <= 0.05 * len(inventory["relations"]), lost
    assert [row["id"] for row in inventory["cross_links"] if ours(row) not in have] == []


def test_cross_links_are_inferred_but_the_shared_reference(shipped: cruxmap.Graph) -> None:
    across = [link for link in shipped.links if link.from_id.partition("/")[0] != link.to_id.partition("/")[0]]
    assert [link.from_id for link in across if link.basis == "explicit"] == ["cotra/ref-goal-misgen"]


@pytest.mark.parametrize(("source", "key"), [("dragan", "dragan-note"), ("cotra", "cotra-post (generated)")])
def test_outlines_are_the_same_trees(shipped: cruxmap.Graph, inventory: dict[str, Any], source: str, key: str) -> None:
    def tree(item: Any) -> Any:
        return full_id(inventory, item["node"]), [tree(child) for child in item["children"]]

    def ours(item: Any) -> Any:
        return item.node, [ours(child) for child in item.children]

    node = shipped.node(own_source_id(source))
    assert isinstance(node, Source)
    assert ours(node.outline) == tree(inventory["mindmaps"][key])


def test_recall_questions_are_answered(shipped: cruxmap.Graph) -> None:
    questions = [node for node in shipped.nodes.values() if isinstance(node, Question) and not node.open]
    assert sum(node.source == "dragan" for node in questions) == 5
    assert sum(node.source == "cotra" for node in questions) >= 8
    assert [node.id for node in questions if not shipped.out(node.id, "answered_by")] == []


def test_taking_a_side_changes_the_conclusion(shipped: cruxmap.Graph) -> None:
    for view in cruxmap.cruxes(shipped):
        by_side = {side.position.side: side for side in view.sides}
        assert {item.node.id for item in by_side["pessimist"].decides if item.link.relation == "supports"} >= {
            "cotra/claim-major-risk"
        }
        assert {item.node.id for item in by_side["optimist"].decides if item.link.relation == "attacks"} >= {
            "cotra/claim-major-risk"
        }
        assert all(len(side.decides) >= 3 for side in view.sides)


def test_reasons_of_the_cruxes_are_those_of_the_text_in_order(
    shipped: cruxmap.Graph, inventory: dict[str, Any]
) -> None:
    for row in inventory["cruxes"]:
        crux = shipped.node(full_id(inventory, row["id"]))
        sides = {side.position.side: side for side in crux_view(shipped, crux).sides}  # type: ignore[arg-type]
        for name in ("optimist", "pessimist"):
            own = [item.node.id for item in sides[name].because if item.node.source == "cotra"]
            assert own == [full_id(inventory, short) for short in row[name]["sub_arguments"]]
            assert sides[name].position.unreasoned == (not own)


def test_author_holds_pessimist_positions_in_part(shipped: cruxmap.Graph) -> None:
    held = [link for link in shipped.into("cotra/cotra", "held_by") if isinstance(shipped.node(link.from_id), Position)]
    assert len(held) == 5
    assert {link.qualifier for link in held} == {"partial"}


def test_undercuts_attack_arguments(shipped: cruxmap.Graph) -> None:
    for node in shipped.nodes.values():
        if node.kind == "argument":
            assert shipped.into(node.id, "premise_of"), f"{node.id} has no premise"
            assert len(shipped.out(node.id, "supports", "attacks")) == 1, f"{node.id} wants one conclusion"
    undercut = [
        node.id for node in shipped.nodes.values() if node.kind == "argument" and shipped.into(node.id, "attacks")
    ]
    assert len(undercut) >= 5


def test_analogies_are_mapped_to_nodes(shipped: cruxmap.Graph) -> None:
    young = shipped.node("cotra/analogy-young-businessperson")
    assert isinstance(young, Analogy)
    pairs = {pair.element.partition("/")[2]: pair.stands_for.partition("/")[2] for pair in young.mapping}
    assert pairs["an-child"] == "human-trainer"
    assert pairs["an-hiring"] == "training"
    assert pairs["an-no-records"] == "behavior-only"


def test_titles_are_short_and_distinct(shipped: cruxmap.Graph) -> None:
    for source in ("cotra", "dragan"):
        titles = [node.title for node in shipped.nodes.values() if node.source == source and node.kind != "source"]
        assert all(0 < len(title) <= 34 for title in titles)
        assert len(set(titles)) == len(titles)
