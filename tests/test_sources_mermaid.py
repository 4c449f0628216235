"""Mermaid read back: labels whole where brackets are words, shapes and entities undone, arrows with their words."""

from __future__ import annotations

import pytest
from consoles import run
from cruxmap.sources.mermaid import MOST_LABELS, label_of, read_diagram
from hypothesis import given
from hypothesis import strategies as st
from mermaids import bare


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("root((The Hive))", "The Hive"),
        ("n1[Brood]", "Brood"),
        ("n1(Brood nest)", "Brood nest"),
        ('x["one (two) [three]"]', "one (two) [three]"),
        ("id))Bang((", "Bang"),
        ("id)Cloud(", "Cloud"),
        ("id{{Hexagon}}", "Hexagon"),
        ("[Brood]", "Brood"),
        ('["`**Bold** and _soft_ words`"]', "Bold and soft words"),
        ("Brood:::urgent large", "Brood"),
        ("Smoke#quot; and#35;", 'Smoke" and#'),
        ("two<br/>lines", "two lines"),
        ("Smoke (white)", "Smoke (white)"),
        ("Smoke [white]", "Smoke [white]"),
        ('Guard ["not cheap"]', 'Guard ["not cheap"]'),
        ("Nectar -> ??? -> Honey", "Nectar -> ??? -> Honey"),
        ("P(sting) = P(bee) x P(sting | bee)", "P(sting) = P(bee) x P(sting | bee)"),
        ("f(x)", "f(x)"),
        ("P(sting)", "P(sting)"),
        ("(white) or (grey)", "(white) or (grey)"),
        ('Doubt ("I sting, so I am")', 'Doubt ("I sting, so I am")'),
        ("Does it help?", "Does it help?"),
        ("1. First", "1. First"),
    ],
)
def test_a_label_is_what_the_line_says(line: str, label: str) -> None:
    assert label_of(line) == label


def test_a_mind_map_is_a_tree_by_indentation() -> None:
    code = (
        "---\nconfig: {theme: dark}\n---\n%%{init: {}}%%\nmindmap\n\troot((Hive))\n\t\tBrood\n"
        '\t\t\tn3("a\nb")\n\t\t::icon(fa fa-bug)\n\n\t\t:::class\n      %% no label\n\t\tHoney\n'
    )
    found = read_diagram(code)
    assert [(label.depth, label.text) for label in found.labels] == [
        (0, "Hive"),
        (1, "Brood"),
        (2, "a b"),
        (1, "Honey"),
    ]
    assert [code[label.start : label.end] for label in found.labels][:2] == ["Hive", "Brood"]
    assert found.unread == ()


def test_a_line_indented_less_than_any_is_another_root() -> None:
    found = read_diagram("mindmap\n    a\n      b\n  c\n    d\n")
    assert [(label.depth, label.text) for label in found.labels] == [(0, "a"), (1, "b"), (0, "c"), (1, "d")]


def test_a_flowchart_is_boxes_and_arrows() -> None:
    code = (
        'flowchart LR; A[Smoke] -->|calms| B("The (old) bees") & C{{Drones}}\n'
        "  B -- then --> D((Quiet)); C -.-> A\n  D === E:::big\n"
        "  subgraph box\n  F --> G --> H\n  end\n  style A fill:#fff\n  classDef big fill:#000\n  ??? what\n"
    )
    found = read_diagram(code)
    assert {box.name: box.text for box in found.boxes} == {
        "A": "Smoke", "B": "The (old) bees", "C": "Drones", "D": "Quiet", "E": "E", "F": "F", "G": "G", "H": "H",
    }  # fmt: skip
    assert [(arrow.tail, arrow.head, arrow.text, arrow.is_plain) for arrow in found.arrows] == [
        ("A", "B", "calms", False), ("A", "C", "calms", False), ("B", "D", "then", False), ("C", "A", "", False),
        ("D", "E", "", True), ("F", "G", "", False), ("G", "H", "", False),
    ]  # fmt: skip
    assert [code[start:end] for start, end in found.unread] == ["??? what"]


def test_other_diagrams_are_left_unread_and_named() -> None:
    found = read_diagram('pie title Honey\n  "Clover" : 3\n')
    assert (found.kind, found.labels, found.boxes) == ("pie", (), ())
    assert found.unread == ((0, 31),)


def test_a_mind_map_is_read_up_to_a_limit_and_says_so() -> None:
    code = "mindmap\n" + "".join(f"  label {n}\n" for n in range(MOST_LABELS + 5))
    found = read_diagram(code)
    assert len(found.labels) == MOST_LABELS
    assert code[slice(*found.unread[0])].split() == [
        word for n in range(MOST_LABELS, MOST_LABELS + 5) for word in ("label", str(n))
    ]


@given(st.text(max_size=80), st.sampled_from(["", "mindmap\n", "graph TD\n", "flowchart\n"]))
def test_any_code_is_read(code: str, opening: str) -> None:
    found = read_diagram(opening + code)
    places = [(label.start, label.end) for label in found.labels] + [(box.start, box.end) for box in found.boxes]
    assert all(0 <= start <= end <= len(opening + code) for start, end in places)
    assert all(label.text for label in found.labels)


@pytest.mark.parametrize("source", ["cotra", "dragan"])
def test_what_is_exported_is_read_back(source: str) -> None:
    labels = {
        form: [bare(label.text) for label in read_diagram(run(*export(source, form)).stdout).labels]
        for form in ("github", "obsidian")
    }
    assert labels["github"] == labels["obsidian"]
    assert len(labels["github"]) > 20


def export(source: str, host: str) -> list[str]:
    return ["-L", "@shipped", "export", "mermaid", "--as", "mindmap", "--source", source, "--for", host]
