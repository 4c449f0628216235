"""Study notes in the forms other people write them in: a small note for each, and what must come of it."""

from __future__ import annotations

import pytest
from cruxmap.graph.model import Crux, Position, Source, SourceMap
from cruxmap.sources import study_note

NOTE = """# Bees

## Core Thesis
Maja Wild argues that swarms decide well. {thesis}

## Key Concepts
### Swarm
{concept}

## Structural Analysis
{table}

## Contextual Connections
{ties}

## Active Recall
{recall}

## Further Reading
{reading}
"""


PARTS = ("thesis", "concept", "table", "ties", "recall", "reading")


def noted(**parts: str) -> SourceMap:
    """The map of a note with these parts."""
    empty = dict.fromkeys(PARTS, "")
    found = study_note.read(NOTE.format(**{**empty, **parts}), "bees.md", True).source_map
    assert found is not None
    return found


def test_two_names_at_the_head_of_a_column_are_one_side() -> None:
    table = """
| Claim | Wild & Busy | Lazy and Slow |
| --- | --- | --- |
| Swarms choose the best hive | Nearly always | Often not |
"""
    found = noted(table=table)
    (crux,) = (node for node in found.nodes if isinstance(node, Crux))
    sides = {node.side: node.text for node in found.nodes if isinstance(node, Position) and node.crux == crux.id}
    assert sides == {"wild-busy": "Nearly always", "lazy-and-slow": "Often not"}


def test_the_first_name_of_a_speaker_at_the_head_of_a_column_is_the_speaker() -> None:
    table = """
| Question | Maja | Willi |
| --- | --- | --- |
| Is the dance a language? | It is | It is not |
"""
    found = noted(table=table)
    assert sorted(node.title for node in found.nodes if node.kind == "person") == ["Maja Wild", "Willi"]


def test_rows_called_by_numbers_take_the_head_along() -> None:
    found = noted(table="\n| Year | What came |\n| --- | --- |\n| 1944 | The dance is read |\n")
    assert "Year 1944" in {node.title for node in found.nodes}


@pytest.mark.parametrize("key", ["Concrete Example 1", "Example #2", "Example 3"])
def test_numbered_examples(key: str) -> None:
    found = noted(concept=f"*   **{key}**: A swarm on a lamp.")
    assert [node.text for node in found.nodes if node.kind == "example"] == ["A swarm on a lamp."]


@pytest.mark.parametrize("head", ["3 - Waggle dance", "3. 💃 Waggle dance (a.k.a. the map)", "3) Waggle dance"])
def test_heads_of_concepts(head: str) -> None:
    found = noted(concept=f"It flies.\n\n### {head}\nIt tells the way.")
    assert "Waggle dance" in {node.title for node in found.nodes}


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("*   **Prerequisites**: none", []),
        ("*   **Prerequisites**: pollen, nectar, etc.", ["pollen", "nectar"]),
        ("*   **Prerequisites**: **Pollen** (food), **nectar**, and wax.", ["Pollen", "nectar", "wax"]),
        ("*   **Prerequisites**: Know **pollen**. After it, learn of **nectar**.", ["pollen", "nectar"]),
        ("*   **Prerequisites**: **Pollen**; **Nectar**; wax", ["Pollen", "Nectar", "wax"]),
        ("*   **Prerequisites**: pollen, and, ideally, wax", ["pollen", "wax"]),
        ("*   **Prerequisites**: flowers, then fruit", ["flowers", "fruit"]),
        ("Prerequisites: flowers\nNext: wasps\nRelated: ants", ["flowers"]),
    ],
)
def test_prerequisites(said: str, names: list[str]) -> None:
    found = noted(ties=said)
    titles = {node.id: node.title for node in found.nodes}
    links = [link for link in found.links if link.relation == "prerequisite_of" and link.to_id == "bees/source"]
    assert [titles[link.from_id] for link in links] == names


def test_words_of_one_sentence_stay_with_their_name() -> None:
    found = noted(ties="*   **Prerequisites**: You should know of **pollen**. After this, do look at **nectar**.")
    texts = {node.title: node.text for node in found.nodes}
    assert (texts["pollen"], texts["nectar"]) == ("You should know of pollen", "After this, do look at nectar")


@pytest.mark.parametrize(
    ("asked", "questions"),
    [
        ("**1. Why dance?** Say it.\n\n**2. Who dances?**", ["Why dance? Say it.", "Who dances?"]),
        ("Why do bees dance?\nWho is it that dances?", ["Why do bees dance?", "Who is it that dances?"]),
        ("1. **Why do bees dance?**\n   Who looks on?", ["Why do bees dance? Who looks on?"]),
    ],
)
def test_questions(asked: str, questions: list[str]) -> None:
    assert [node.text for node in noted(recall=asked).nodes if node.kind == "question"] == questions


@pytest.mark.parametrize(
    ("item", "title", "text", "url"),
    [
        ('"On Dancing" by Maja Wild.', "On Dancing", '"On Dancing" by Maja Wild.', ""),
        ("[[Dances]] – my note.", "Dances", "my note.", ""),
        (
            "https://www.bees.example/dance/",
            "bees.example/dance",
            "bees.example/dance",
            "https://www.bees.example/dance/",
        ),
        ("**Film**: [Hive](https://a.example/1) | [Text](https://a.example/2)", "Hive", "Hive", "https://a.example/1"),
    ],
)
def test_references(item: str, title: str, text: str, url: str) -> None:
    first = next(node for node in noted(reading=f"- {item}").nodes if node.kind == "reference")
    assert (first.title, first.text, getattr(first, "url", "")) == (title, text, url)


def test_a_link_within_a_concept_stands_in_its_section() -> None:
    found = noted(concept="*   **The Logic**: They dance, as [the film](https://a.example/f) shows.")
    work = next(node for node in found.nodes if node.kind == "reference")
    assert work.section == "Swarm"


def test_what_takes_something_back_supports_no_thesis() -> None:
    found = noted(thesis="They vote by dancing on the comb. However, cold swarms decide badly.")
    texts = {node.id: node.text for node in found.nodes}
    supporting = [texts[link.from_id] for link in found.links if link.relation == "supports"]
    assert supporting == ["They vote by dancing on the comb."]


def test_mind_maps_with_several_roots_hang_on_the_thesis() -> None:
    drawn = "## Mind Map\n\n```mermaid\nmindmap\n  root((Bees))\n    Honey\n  Wasps\n    Stings\n```\n"
    found = study_note.read(NOTE.format(**dict.fromkeys(PARTS, "")) + drawn, "bees.md", True).source_map
    source = next(node for node in found.nodes if isinstance(node, Source)) if found else None
    assert source is not None
    assert source.outline is not None
    assert (source.outline.node, len(source.outline.children)) == (source.thesis, 2)


def test_columns_beside_those_of_two_camps_tell_of_the_crux() -> None:
    table = """
| Scenario | Likelihood | Maja's View | Willi's View |
| --- | --- | --- | --- |
| A cold spring | Low | They starve | They sleep |
"""
    found = noted(table=table)
    (crux,) = (node for node in found.nodes if isinstance(node, Crux))
    assert {node.side: node.text for node in found.nodes if isinstance(node, Position)} == {
        "maja": "They starve",
        "willi": "They sleep",
    }
    (told,) = (node for node in found.nodes if node.title == "Likelihood: Low")
    assert crux.id in {link.to_id for link in found.links if link.from_id == told.id}
