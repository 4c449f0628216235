"""The obsidian export: every link leads to the note that is meant, properties and base are as Obsidian reads them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest
import yaml
from cruxmap.exports.exporter import Options
from cruxmap.graph.build import build
from cruxmap.graph.gaps import GAPS, gaps
from cruxmap.graph.model import Topic
from cruxmap.graph.part import narrowed
from graphs import graph_of, parts_of
from hostile import EMPTY, HOSTILE, UNHOLDABLE, hostile_graph
from hypothesis import given, settings
from obsidian import LINK, SMALL, ids, properties, resolve, shown, targets, vault
from strategies import source_maps

if TYPE_CHECKING:
    from collections.abc import Mapping

    import cruxmap
    from cruxmap.graph.gaps import GapKind
    from cruxmap.graph.model import SourceMap

SCHEMA = json.loads((Path(__file__).parent / "data" / "jsoncanvas-1.0.schema.json").read_text("utf-8"))


def leads(link: str, path: str, files: Mapping[str, str]) -> str:
    """The id of the node that a property's link leads to."""
    named = LINK.fullmatch(link)
    assert named, link
    return ids(files)[resolve(named[1], path, files)]


def test_every_node_has_a_note_and_every_link_is_a_property_of_one_of_its_ends(shipped: cruxmap.Graph) -> None:
    files = vault(shipped)
    nodes = ids(files)
    assert sorted(nodes.values()) == sorted(shipped.nodes)
    told: set[tuple[str, str]] = set()
    for path, node in nodes.items():
        found = properties(files[path])
        for value in found.values():
            links = [each for each in (value if isinstance(value, list) else [value]) if str(each).startswith("[[")]
            told |= {(node, leads(link, path, files)) for link in links}
    both_ways = told | {(end, start) for start, end in told}
    assert {(link.from_id, link.to_id) for link in shipped.links} <= both_ways


def test_every_link_stands_in_the_notes_of_both_its_ends(shipped: cruxmap.Graph) -> None:
    files = vault(shipped)
    path_of = {node: path for path, node in ids(files).items()}
    body = {path: text.partition("\n---\n")[2] for path, text in files.items()}
    for link in shipped.links:
        for here, there in ((link.from_id, link.to_id), (link.to_id, link.from_id)):
            assert f"[[{path_of[there].removesuffix('.md')}|" in body[path_of[here]], link


def test_properties_of_a_note_and_its_text() -> None:
    files = vault(graph_of(SMALL))
    assert sorted(files) == [
        "Cruxes.canvas",
        "Index.md",
        "Overview.base",
        "owls/Are ears enough.md",
        "owls/Ears – no.md",
        "owls/Ears – yes.md",
        "owls/Facial disc.md",
        "owls/How does an owl hunt.md",
        "owls/Hunting – by ear.md",
        "owls/Mice are loud.md",
        "owls/Owls at night.md",
        "owls/Snow is quiet.md",
        "owls/Wind drowns the sound.md",
    ]
    assert files["owls/Hunting – by ear.md"] == (
        "---\n"
        "id: owls/hunt\n"
        "cruxmap: node\n"
        "kind: claim\n"
        'source: "[[owls/Owls at night|Owls at night]]"\n'
        "aliases:\n"
        "  - 'Hunting: by ear?'\n"
        "tags:\n"
        "  - night-life\n"
        "  - y2020\n"
        "  - gap/unsupported-claim\n"
        "---\n"
        "An owl can hunt by ear alone.\n"
        "\n"
        "> [!quote] Passage\n"
        "> by ear … alone\n"
        ">\n"
        "> [Read it in the document](<https://example.org/owls#:~:text=by%20ear,alone>)\n"
        "\n"
        "## Answers\n"
        "\n"
        "- [[owls/How does an owl hunt|How does an owl hunt?]]\n"
    )
    crux = files["owls/Are ears enough.md"]
    assert (
        "## Yes\n\n**[[owls/Ears – yes|Yes]]:** They are.\n\n"
        "- *Because*\n"
        "  - [[owls/Mice are loud|Mice are loud.]] *(inferred)* – as heard\n"
        "- *Against*\n"
        "  - [[owls/Snow is quiet|Snow is quiet.]]\n\n"
        "## No\n\n**[[owls/Ears – no|No]]:** They are not.\n"
    ) in crux
    assert (
        "> [!success]- Answer\n> - [[owls/Hunting – by ear|Hunting: by ear?]]: An owl"
        in files["owls/How does an owl hunt.md"]
    )
    assert "\npublished: 2020-01-02\n" in files["owls/Owls at night.md"]


def test_a_note_of_a_heading_says_what_the_document_says_under_it() -> None:
    text = """
source: {id: sauces, title: Sauces, form: note}
concepts:
  roux: {text: Roux, title: Roux, passage: Roux}
claims:
  logic: {text: Fat keeps the grains apart., title: "Roux: The Logic", about: [roux], passage: Fat keeps … apart}
  whole: {text: Cook it first., passage: Cook it first}
examples:
  ex: {text: "Butter and flour, cooked until they smell of nuts.", title: "Roux: Example", example_of: [roux]}
"""
    files = vault(graph_of(text))
    assert files["sauces/Roux.md"].partition("\n---\n")[2] == (
        "## Has example\n"
        "\n"
        "- [[sauces/Roux – Example|Roux: Example]]: Butter and flour, cooked until they smell of nuts.\n"
        "\n"
        "## Topic of\n"
        "\n"
        "- [[sauces/Roux – The Logic|Roux: The Logic]]: Fat keeps the grains apart.\n"
    )
    assert "> Fat keeps … apart\n" in files["sauces/Roux – The Logic.md"]
    assert files["sauces/Cook it first.md"].endswith("\n---\nCook it first.\n")


def test_full_passages_where_texts_are_at_hand() -> None:
    options = Options(passages={"owls/hunt": "by ear, and by ear\nalone"})
    assert "> by ear, and by ear alone\n" in vault(graph_of(SMALL), options)["owls/Hunting – by ear.md"]


def test_the_index_of_a_source_leads_to_all_its_nodes(shipped: cruxmap.Graph) -> None:
    files = vault(shipped)
    nodes = ids(files)
    for source in shipped.sources():
        (path,) = (path for path, node in nodes.items() if node == source.id)
        there = {nodes[resolve(link, path, files)] for link in targets(files[path])}
        own = {node.id for node in shipped.nodes.values() if node.source == source.source and node.kind != "position"}
        assert own <= there | {source.id}
    assert {nodes[resolve(link, "Index.md", files)] for link in targets(files["Index.md"]) if "." not in link} >= {
        source.id for source in shipped.sources()
    }


@pytest.mark.parametrize("gap", GAPS, ids=lambda gap: gap.name)
def test_the_base_shows_each_sort_of_gap(shipped: cruxmap.Graph, gap: GapKind) -> None:
    files = vault(shipped)
    base = yaml.safe_load(files["Overview.base"])
    rows = shown(base, gap.heading, files)
    expected = {each.node.id for each in gaps(shipped) if each.gap == gap.name}
    assert {ids(files)[path] for path in rows} == expected


def test_the_base_shows_cruxes_and_concepts_by_complexity(shipped: cruxmap.Graph) -> None:
    files = vault(shipped)
    base = yaml.safe_load(files["Overview.base"])
    assert set(base) == {"filters", "properties", "views"}
    assert all(view["type"] == "table" for view in base["views"])
    named = {column for view in base["views"] for column in view["order"]}
    assert named <= {"file.name"} | {f"note.{key}" for text in files.values() for key in properties(text)}
    nodes = ids(files)
    rows = shown(base, "Cruxes", files)
    assert {nodes[path] for path in rows} == {node.id for node in shipped.of_kinds("crux")}
    topics = [shipped.node(nodes[path]) for path in shown(base, "Concepts by complexity", files)]
    assert len(topics) == len(list(shipped.of_kinds("concept", "mechanism", "failure_mode")))
    hard = [topic.complexity or 99 for topic in topics if isinstance(topic, Topic)]
    assert hard == sorted(hard)
    assert len(shown(base, "Everything", files)) == len(shipped)


def test_the_canvas_is_valid_and_shows_every_crux_with_its_reasons(shipped: cruxmap.Graph) -> None:
    files = vault(shipped)
    canvas = json.loads(files["Cruxes.canvas"])
    jsonschema.validate(canvas, SCHEMA)
    texts = "\n".join(node.get("text", "") for node in canvas["nodes"])
    there = {ids(files)[resolve(link, "Cruxes.canvas", files)] for link in targets(texts)}
    assert {node.id for node in shipped.of_kinds("crux", "position")} <= there
    reasons = {link.from_id for link in shipped.links if shipped.node(link.to_id).kind == "position"}
    assert {reason for reason in reasons if shipped.node(reason).kind == "claim"} & there
    assert "Cruxes.canvas" not in vault(narrowed(shipped, kinds=["claim"]))


@pytest.mark.parametrize("name", ["all", "dragan", "focus", "positions", "empty"])
def test_every_part_is_a_whole_vault(shipped: cruxmap.Graph, name: str) -> None:
    part = parts_of(shipped)[name]
    files = vault(part, Options(sources=shipped.sources()))
    assert len(ids(files)) == len({*part.nodes, *(source.id for source in shipped.sources())})


def test_hostile_texts_leave_every_link_whole() -> None:
    graph = hostile_graph((*HOSTILE, *UNHOLDABLE, EMPTY))
    files = vault(graph)
    nodes = ids(files)
    assert sorted(nodes.values()) == sorted(graph.nodes)
    jsonschema.validate(json.loads(files["Cruxes.canvas"]), SCHEMA)
    for path, node in nodes.items():
        ends = {end for link in graph.at(node) for end in (link.from_id, link.to_id)} - {node}
        there = {nodes[resolve(link, path, files)] for link in targets(files[path])}
        assert ends <= there


@settings(max_examples=60)
@given(source_maps())
def test_any_map_gives_a_whole_vault(source_map: SourceMap) -> None:
    graph = build([source_map]).graph
    files = vault(graph)
    by_id = {node: path for path, node in ids(files).items()}
    assert sorted(by_id) == sorted(graph.nodes)
    for node in graph.nodes.values():
        found = properties(files[by_id[node.id]])
        assert found["kind"] == node.kind
        assert found.get("modality", "asserted") == node.modality
        assert len(found.get("aliases", [])) <= 1 + len(node.aliases)
        assert all(name.strip() for name in found.get("aliases", ["-"]))
