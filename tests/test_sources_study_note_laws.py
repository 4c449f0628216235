"""Laws of reading study notes: any text gives a whole map, in whatever order its sections stand, however long it is."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from cruxmap.graph.build import build
from cruxmap.graph.canonical import ordered
from cruxmap.graph.rules import RULE
from cruxmap.sources import read, study_note
from cruxmap.sources.encoding import Encoding
from cruxmap.sources.markdown import Markdown, read_markdown, walk
from cruxmap.sources.notes.draft import MOST_NODES, Draft
from cruxmap.sources.notes.tables import read_table
from cruxmap.sources.passages import find, fold_text
from hypothesis import given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from pathlib import Path

    from cruxmap.graph.model import SourceMap
    from cruxmap.graph.problem import Finding

PIECES = (
    "# 🐝 Bees (Ann Lee vs Bo Ray)\n",
    "## 🧠 Core Thesis\n",
    "Ann Lee (a keeper) argues that bees swarm. They need room.\n",
    "## Visual Concept Map\n",
    "```mermaid\nmindmap\n  root((Bees))\n    Risks\n      Damp (cold)\n```\n",
    "```mermaid\ngraph TD\n A[Bees] -->|need| B(Room) & C\n C -.-> A\n```\n",
    "```mermaid\npie title x\n```\n",
    "## Key Concepts & Mechanisms\n",
    "### 1. Swarms (The Exit) (Complexity: 5 → ELI15)\n",
    "### \n",
    "#### Queens\n",
    "*   **The Logic**: They go because: (1) it is full, (2) it is hot. Then they fly.\n",
    "*   **The Logic**: \n    - **Damp**: drips. It kills.\n    - bare\n",
    "*   **Concrete Example**: Imagine a tin roof. It rings.\n",
    "*   **Engineering Challenge**: no lid fits\n",
    "## 📊 Structural Analysis (Data)\n",
    "| Failure Mode | Example | Mitigation |\n|---|---|---|\n| **Damp** | drips | a vent |\n| Swarms |\n",
    "| Claim | Ann Lee | Bo Ray |\n|---|---|---|\n| Room | Agree | Dispute |\n| Hay | Yes | Yes |\n",
    "| Thing | Required | How It Emerges |\n|---|---|---|\n| Swarms | Yes | heat |\n|  | No |  |\n",
    "| A | B |\n|---|---|\n| x | y |\n",
    "## 🔗 Contextual Connections\n",
    '*   **Prerequisites**: Understanding of heat, 80,000 hours (a, b), Ann Lee\'s "Hive," and **wax**.\n',
    "*   **Next Steps**: swarms. They should be watched in every month of spring.\n",
    "*   **Odd**: things\n",
    "## ⚔️ Active Recall (The Feynman Test)\n",
    "1. **Why do bees swarm?** When? (Hint: heat)\n2. **Say**: why room?\n    - A: it is full\n",
    "*in italics*\n",
    "Q: Why?\nA: Because.\n",
    "## 📚 Further Reading\n",
    "*   **Book**: [Bees](https://bees.example) and [Wax](https://wax.example) - both old\n*   *Hives* by Lee\n",
    "> ⚠️ All links were tried.\n",
    "## Something Else\n",
    "<div>words</div>\n<!-- none -->\n",
    "[^1]: a footnote\n",
    "---\n",
    "---\nid: bees\nauthor: [Ann Lee]\n---\n",
    "\n",
    "<details>\n<summary>1. Whence wax?</summary>\nFrom glands.\n</details>\n",
    "<details>\n<summary>Whence honey?</summary>\n\nFrom nectar.\n\n</details>\n",
    "**Table 1: a caption**\n",
    "1. **Moulds** (Complexity: 4)\n   * **The Logic**: warm air\n2. **Drones** (in May): idle all day\n",
    "prose that goes on\n**in bold** words\n",
    "**Speaker**: Cy Dee\n**Date**: 2024-02-30\n",
    "| Camp | Core Belief |\n|---|---|\n| Keepers | all is well |\n",
    "### Prerequisites\n- hay: dry\n",
    "“no\tend ( [ **",
    "    code\n",
)

notes = st.lists(st.sampled_from(PIECES) | st.text(max_size=40), max_size=30).map("".join)


def whole(text: str) -> tuple[SourceMap, tuple[Finding, ...]]:
    """The map of a text and what was found; its ids, links and outline fit together."""
    parsed = study_note.read(text, "bees.md", True)
    assert parsed.source_map is not None
    found = parsed.source_map
    built = build([found])
    assert [finding for finding in built.findings if RULE[finding.rule].severity != "info"] == []
    assert len(built.graph.nodes) == len(found.nodes)
    assert all(node.text.strip() for node in found.nodes)
    assert ordered(found) == ordered(ordered(found))
    assert {finding.rule for finding in parsed.findings} <= RULE.keys()
    return found, parsed.findings


@given(notes)
@settings(max_examples=300, deadline=None)
def test_any_text_gives_a_whole_map(text: str) -> None:
    found, _ = whole(text)
    folded = fold_text(text)
    for node in found.nodes:
        if node.passage:
            assert len(find(folded, node.passage, node.section).places) == 1


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_text_of_any_letters(text: str) -> None:
    whole(text)


SECTIONS = {
    "thesis": "## Core Thesis\n\nAnn Lee argues that bees swarm for want of room. Heat alone is no reason.\n\n",
    "map": "## Visual Concept Map\n\n```mermaid\nmindmap\n  root((Bees))\n    Risks\n      Damp\n      Swarms\n```\n\n",
    "concepts": "## Key Concepts\n\n### 1. Swarms\n*   **The Logic**: Half of the bees leave. The rest stay.\n\n",
    "tables": "## Structural Analysis\n\n| Risk | Mitigation |\n|---|---|\n| Damp | a vent |\n| Swarms | room |\n\n",
    "links": "## Contextual Connections\n\n*   **Prerequisites**: wax, swarms.\n\n",
    "recall": "## Active Recall\n\n1. Why do half of the bees leave in swarms?\n\n",
    "reading": "## Further Reading\n\n*   **Swarms**: [On swarms](https://bees.example) - old.\n\n",
}


def test_the_order_of_sections_does_not_matter() -> None:
    def told(order: tuple[str, ...]) -> tuple[object, ...]:
        found, findings = whole("# Bees\n\n" + "".join(SECTIONS[name] for name in order))
        assert findings == ()
        nodes = {(node.id, node.kind, node.text, node.title, node.section, node.tags) for node in found.nodes}
        return nodes, {(link.from_id, link.relation, link.to_id, link.basis) for link in found.links}

    expected = told(tuple(SECTIONS))
    orders = list(permutations(SECTIONS))[:: len(SECTIONS) * 30]
    assert len(orders) > 20
    assert all(told(order) == expected for order in orders)


@pytest.mark.parametrize("part", SECTIONS)
def test_a_section_that_is_missing_takes_nothing_else_along(part: str) -> None:
    found, findings = whole("# Bees\n\n" + "".join(text for name, text in SECTIONS.items() if name != part))
    assert findings == ()
    everything, _ = whole("# Bees\n\n" + "".join(SECTIONS.values()))
    kept = {node.text for node in found.nodes}
    assert {node.text for node in everything.nodes if node.section not in SECTIONS[part]} - kept <= {"Bees"}


@pytest.mark.parametrize(
    "piece",
    [
        "a ",
        "(a. B ",
        "“a, ",
        '"a". ',
        "**a** ",
        "**a**: b\n",
        "* **a**: b\n",
        "1. why?\n",
        "## a\n\n",
        "### 1. a\n\nb. C.\n\n",
        "(1) a ",
        "| a | b |\n",
        "[a](https://b.example) ",
        "```mermaid\nmindmap\n a\n  b\n```\n",
        "> ",
        "- ",
        "\t",
        "a, ",
        "and ",
        "see ",
        "!",
        "<!--",
        "<summary>",
        "\xa0",
    ],
)
def test_long_texts_of_one_piece(piece: str) -> None:
    opening = "## Core Thesis\n\nBees swarm.\n\n## Key Concepts\n\n| a | b |\n|---|---|\n" if "|" in piece else ""
    for head in (
        "## Core Thesis\n\n",
        "## Contextual Connections\n\n* **Next Steps**: ",
        "## Active Recall\n\n",
        "## Further Reading\n\n* a: ",
        "",
    ):
        found, _ = whole((opening or head) + piece * 3000)
        assert len(found.nodes) <= MOST_NODES + 1


@pytest.mark.parametrize("most", range(1, 24))
def test_a_table_is_read_as_far_as_the_text_is(most: int) -> None:
    text = "| Risk | Remedy | Cost |\n|---|---|---|\n| damp | vent | low |\n"
    draft = Draft(Encoding("bees", text, "bees.md"))
    for block in read_markdown(text, most=most).blocks:
        read_table(draft, block, draft.main)
    said = {word for node in draft.encoding.nodes.values() for word in node.text.split()} & {"damp", "vent", "low"}
    assert said == {word for word in ("damp", "vent", "low") if word in _words_of(read_markdown(text, most=most))}


def _words_of(read: Markdown) -> set[str]:
    return {run.text for block in walk(read.blocks) for run in block.runs}


def test_reading_stops_where_there_are_too_many_nodes() -> None:
    count = MOST_NODES + 10
    text = "## Core Thesis\n\nBees swarm.\n\n## Key Concepts\n\n" + "".join(
        f"* point {n} is one\n" for n in range(count)
    )
    found, findings = whole(text)
    assert len(found.nodes) == MOST_NODES
    assert [finding.rule for finding in findings] == ["not-understood"]
    assert findings[0].span.line > MOST_NODES - 10


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12))
@settings(max_examples=100, deadline=None)
def test_no_words_are_lost(pieces: list[str]) -> None:
    """Every word that is more than markup is in a node, in a note on one, or in a finding."""
    text = "## Core Thesis\n\nBees swarm.\n\n## Key Concepts\n\n" + "\n".join(pieces)
    found, findings = whole(text)
    said = " ".join(
        [
            *(
                f"{node.text} {node.title} {node.note} {node.tags} {node.aliases} {getattr(node, 'url', '')}"
                for node in found.nodes
            )
        ]
    )
    said += " ".join([*(finding.message for finding in findings), *(link.note for link in found.links)])
    assert [word for word in WORDS if word in text and word not in said] == []


WORDS = (
    "swarm", "need room", "Damp", "pie title x", "Queens", "it is full", "drips", "bare", "tin roof", "no lid fits",
    "a vent", "Dispute", "heat", "80,000 hours", "wax", "every month of spring", "Hint: heat", "why room", "in italics",
    "Because", "both old", "Hives", "links were tried", "words", "a footnote", "things", "Whence wax",
    "From glands", "Whence honey", "From nectar", "a caption", "Moulds", "warm air", "Drones", "in May", "idle all day",
    "goes on in bold words", "Cy Dee", "Keepers", "all is well", "hay: dry",
)  # fmt: skip


def test_a_note_without_a_title_is_called_as_its_file_is(tmp_path: Path) -> None:
    path = tmp_path / "on-bees.md"
    path.write_text("## Core Thesis\n\nBees swarm.\n\n## Key Concepts\n\n### Queens\n", encoding="utf-8")
    found = read(str(path)).source_map
    assert found is not None
    assert found.nodes[0].title == "on-bees"
