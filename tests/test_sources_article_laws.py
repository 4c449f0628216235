"""Laws of drafting: any text at all gives a map that `check` finds no error in, whatever its pieces and their order."""

from __future__ import annotations

import pytest
from cruxmap.graph.build import build
from cruxmap.graph.model import Position
from cruxmap.graph.rules import RULE
from cruxmap.sources import article
from hypothesis import given
from hypothesis import strategies as st

PIECES = [
    "# Should it be?\n\n",
    "## The case for it\n\n",
    "## The case against it\n\n",
    "### Step 1: Go\n\n",
    "## Where both sides agree\n\n",
    "**Is it so?**\n\n",
    "**Optimists**\n\n",
    "**Crux 1: A thing.** ",
    "**Pros:**\n\n",
    "**Cons:**\n\n",
    "- **Will it be?**\n",
    "  - Optimists say it will. It was.\n",
    "  - Pessimists, like Ada Brook, think not, because it never was.\n",
    "1. One thing is done.\n",
    "2. **Ramp** -- a plate that slopes.\n",
    "Some hens believe it is good; others doubt it. ",
    "If you believe it is, it is vital. If you believe it is not, it is unwise. ",
    "| Pro | Con |\n|---|---|\n| a b c | d |\n\n",
    "> **Is it?** Yes: it is. No: it is not.\n\n",
    "For example, a hen. Let's say a hen lays an egg. ",
    "A study found that 3% of hens fly. ",
    "[a link](https://x.example/y) and [[a page]] ",
    "**A hen is a bird that lays**. ",
    "I think hens matter. ",
    "<svg><text>x</text></svg>\n\n",
    "\n\n",
    "---\n",
    "title: x: y\n",
    "```\ncode\n```\n\n",
    "Камп 1: да. 鶏は飛ぶ。\n\n",
    "\t",
    "(",
    "“",
]


def errors(text: str) -> list[str]:
    """What is wrong with the draft of a text: findings that are errors, and what building a graph of it finds."""
    parsed = article.read(text, "any.md", True)
    assert parsed.source_map is not None
    built = build([parsed.source_map])
    assert len(built.graph.nodes) == len(parsed.source_map.nodes)
    return [found.message for found in (*parsed.findings, *built.findings) if RULE[found.rule].severity == "error"]


@given(st.text())
def test_any_text_gives_a_map_without_errors(text: str) -> None:
    assert errors(text) == []


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_pieces_of_articles_in_any_order_give_a_map_without_errors(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert errors(text) == []
    assert article.suits(text) in (True, False)


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_the_same_text_gives_the_same_draft(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert article.read(text, "any.md") == article.read(text, "any.md")


@given(st.lists(st.sampled_from(PIECES), max_size=20), st.sampled_from(["\n", "\n\n", " "]))
def test_what_stands_before_a_question_never_hides_its_sides(pieces: list[str], gap: str) -> None:
    before = "".join(pieces).replace("---\n", "").replace("```", "").replace("<svg>", "").replace("agree", "meet")
    text = f"{before}{gap}\n\n# Hens\n\n- **Do hens fly?**\n  - Fans say they do.\n  - Critics say they do not.\n"
    found = article.read(text, "any.md").source_map
    assert found is not None
    cruxes = {node.id for node in found.nodes if node.text == "Do hens fly?"}
    sides = {node.side for node in found.nodes if isinstance(node, Position) and node.crux in cruxes}
    assert sides >= {"fan", "critic"}


@pytest.mark.parametrize(
    "piece",
    [
        "- **Is it?**\n  - Fans say a\n  - Critics say b\n",
        "# a\n",
        "**a** ",
        "Fans say; critics say, ",
        "> ",
        "(",
        "[a](b) ",
        "!",
    ],
)
def test_long_monotonous_texts_are_read(piece: str) -> None:
    assert errors(piece * (30_000 // len(piece))) == []


def test_reading_stops_after_many_nodes_and_says_where() -> None:
    text = "".join(f"Hen {number} lays an egg a day.\n\n" for number in range(10_100))
    parsed = article.read(text, "hens.md")
    assert parsed.source_map is not None
    assert len(parsed.source_map.nodes) < 10_010
    (told,) = parsed.findings
    assert (told.rule, told.span.line) == ("not-understood", 19_999)
