"""What makes two nodes alike: addresses, names, words in any script, neighbours."""

from __future__ import annotations

import pytest
from cruxmap.graph.graph import Graph
from cruxmap.graph.likeness import Likeness
from cruxmap.graph.model import Link, Node, Reference
from cruxmap.graph.names import address, is_generic
from cruxmap.graph.opposites import antonyms, negates
from cruxmap.graph.suggest_links import suggest
from cruxmap.graph.words import stem, stems, words
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://arxiv.org/abs/2105.14111", "http://www.arxiv.org/pdf/2105.14111v2"),
        ("https://doi.org/10.1000/XYZ.1", "https://dl.acm.org/doi/pdf/10.1000/xyz.1"),
        ("https://youtu.be/abcdefghijk?si=x", "https://www.youtube.com/watch?t=3&v=abcdefghijk"),
        ("https://example.org/a/index.html", "example.org/a/"),
    ],
)
def test_addresses_of_one_thing(one: str, other: str) -> None:
    assert address(one) == address(other) != ""


def test_addresses_of_different_things() -> None:
    urls = ["", "https://", "https://a.org/x?id=1", "https://a.org/x?id=2", "https://a.org/X", "https://a.org/x#part"]
    keys = [address(url) for url in urls]
    assert keys[:2] == ["", ""]
    assert len(set(keys[2:])) == 4
    ends = [Reference(id=f"{at}/r", kind="reference", text="Night ferries") for at in "ab"]
    assert [item.confidence for item in suggest(Graph(ends, []))] == ["likely"]


@pytest.mark.parametrize(
    "name", ["The Goal", "Example 3", "Overview", "Conclusion", "Key idea:", "Why it matters", "…"]
)
def test_generic_labels(name: str) -> None:
    assert is_generic(name)


@pytest.mark.parametrize("name", ["Reward hacking", "RLHF", "The barn owl", "Goal misgeneralisation"])
def test_labels_that_name_something(name: str) -> None:
    assert not is_generic(name)


@given(st.text())
def test_any_text_has_words(text: str) -> None:
    assert all(word and stem(word) for word in words(text))
    assert len(stems(text)) <= len(words(text))
    assert negates(f"{text} never")
    assert antonyms(text, text) == []


def test_scripts_without_spaces_share_words() -> None:
    ends = [
        Node(id=f"{at}/n", kind="claim", text=text)
        for at, text in zip("ab", ("人工知能の安全性は大切な問題である", "安全性は大切な問題"), strict=True)
    ]
    (only,) = suggest(Graph(ends, []))
    assert (only.from_id, only.relation, only.to_id) == ("a/n", "refines", "b/n")


def test_nodes_that_share_a_neighbour_say_so() -> None:
    work = [Reference(id=f"{at}/w", kind="reference", text="Work", url="https://a.org/w") for at in "ab"]
    claims = [Node(id=f"{at}/c", kind="claim", text="Hedges shelter birds in hard winters.") for at in "ab"]
    cites = [Link(from_id=f"{at}/c", relation="cites", to_id=f"{at}/w") for at in "ab"]
    likeness = Likeness(Graph([*work, *claims], cites))
    assert likeness.neighbours(("a/c", "b/c")) == 1
