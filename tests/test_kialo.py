"""Discussions of Kialo: read, written, and the same after both; any text is read; what has no place is told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import cruxmap
import pytest
from argued import map_of
from consoles import run
from cruxmap.exports import export
from cruxmap.graph.build import build
from cruxmap.graph.kialo_text import written
from cruxmap.sources import kialo
from documents import write
from graphs import graph_of
from hypothesis import given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from pathlib import Path

    from cruxmap.graph.model import SourceMap

ZOO = r"""Discussion Title: Should the town keep its zoo?

1. The zoo should stay.
1.1. Pro: Children learn there \(most of them\) what [animals](https://a.example/b_\(c\)) need. [3]
1.1.1. Con: They learn it from films too.

Or from books:
1. thick ones
2. thin ones
1.1.1.1. Con: -> See 1.2.
1.2. Con: The cages are small. [1]
1.2.1. Pro: So says the *keeper*: 2 \* 3 steps.
1.3. Pro: -> See 1.1.1.

Sources:
[1] https://cages.example/x
[3] https://three.example
"""

SEVERAL = """Discussion Title: What should stand on the market square?

1. What should stand on the market square?
1.1. A fountain.
1.1.1. Pro: It cools the square.
1.1.2. Con: It leaks.
1.2. A stage.
1.2.1. Pro: -> See 1.1.2.
1.2.2. Con: -> See 1.1.
1.3. Con: Nothing should.
"""

# As the site writes it: no line break at the end, addresses with blanks and escaped brackets; and with a background.
PARK = r"""Discussion Title: Should the park close at night?

Background Info: Vandals broke
both benches.

1. ينبغي إغلاق الحديقة
1.1. Pro: Others do \([Oak v. Elm](https://court.example/#{"id":\["001-6"\]}), [Fir](http://Fir v. Elm)\). [1] [2]
1.1.1. Con: ليس كلها.
1.2. Con: -> See 1.1.1.

Sources:
[1] Ann Oak: Parks at night (2001), https://parks.example, p. 3
[2] Ann Oak, a letter"""


def read(text: str, name: str = "zoo.txt") -> SourceMap:
    found = kialo.read(text, name).source_map
    assert found
    return found


def again(text: str) -> str:
    return export(build([read(text)]).graph, "kialo").text


def test_a_discussion_is_a_map() -> None:
    found = read(ZOO)
    assert (found.nodes[0].title, found.nodes[0].kind) == ("Should the town keep its zoo?", "source")
    texts = {node.id: node.text for node in found.nodes}
    claims = [node.text for node in found.nodes if node.kind == "claim"]
    assert claims == [
        "The zoo should stay.",
        "Children learn there (most of them) what animals need.",
        "They learn it from films too. Or from books: 1. thick ones 2. thin ones",
        "The cages are small.",
        "So says the *keeper*: 2 * 3 steps.",
    ]
    said = [(texts[link.from_id][:8], link.relation, texts[link.to_id][:8]) for link in found.links]
    assert sorted(link for link in said if link[1] != "cites") == [
        ("Children", "supports", "The zoo "),
        ("So says ", "supports", "The cage"),
        ("The cage", "attacks", "The zoo "),
        ("The cage", "attacks", "They lea"),
        ("They lea", "attacks", "Children"),
        ("They lea", "supports", "The zoo "),
    ]
    assert [node.span.line for node in found.nodes if node.kind == "claim"] == [3, 4, 5, 11, 12]
    assert {node.url for node in found.nodes if isinstance(node, cruxmap.graph.model.Reference)} == {
        "https://a.example/b_(c)",
        "https://three.example",
        "https://cages.example/x",
    }


def test_a_discussion_tells_its_background_and_its_works() -> None:
    found = read(PARK, "park.txt")
    assert found.nodes[0].text == "Background Info: Vandals broke both benches."
    assert [node.id for node in found.nodes if node.kind == "claim"] == [
        *("park/claim-1", "park/others-do-oak-v-elm-fir", "park/claim-1-1-1")
    ]
    works = [(node.text, node.url) for node in found.nodes if isinstance(node, cruxmap.graph.model.Reference)]
    assert works == [
        ("Oak v. Elm", 'https://court.example/#{"id":["001-6"]}'),
        ("Ann Oak: Parks at night (2001), https://parks.example, p. 3", "https://parks.example"),
        ("Ann Oak, a letter", ""),
    ]
    assert [node.text for node in found.nodes if node.kind == "claim"][1] == "Others do (Oak v. Elm, Fir)."


def test_an_outline_by_hand_is_read_as_it_is_meant() -> None:
    text = "Discussion Title: Tea\n\n1. Tea.\n1.1. pro: It is hot.\n1.2 Con : It is late.\n"
    assert again(text) == "Discussion Title: Tea\n\n1. Tea.\n1.1. Pro: It is hot.\n1.2. Con: It is late.\n"


def test_several_theses_are_the_answers_to_a_crux() -> None:
    graph = build([read(SEVERAL)]).graph
    (crux,) = cruxmap.graph.query.cruxes(graph)
    assert crux.crux.text == "What should stand on the market square?"
    told = {
        side.position.text: (
            [reason.node.text for reason in side.because],
            [reason.node.text for reason in side.against],
        )
        for side in crux.sides
    }
    assert told == {
        "A fountain.": (["It cools the square."], ["It leaks."]),
        "A stage.": (["It leaks."], ["A fountain."]),
    }
    assert [reason.node.text for reason in crux.bears_on] == ["Nothing should."]


@pytest.mark.parametrize("text", [ZOO, SEVERAL, PARK])
def test_a_discussion_comes_back_byte_for_byte(text: str, tmp_path: Path) -> None:
    assert again(text) == text
    write(tmp_path / "zoo.txt", text)
    run("init", "--bare", "lib", folder=tmp_path)
    (item,) = json.loads(run("add", "../zoo.txt", "--json", folder=tmp_path / "lib").stdout)
    assert (item["form"], item["files"], item["todos"]) == ("kialo", ["maps/zoo.yaml"], 0)
    assert run("export", "kialo", folder=tmp_path / "lib").stdout == text


@st.composite
def discussions(draw: st.DrawFn) -> str:
    """Any discussion as Kialo would number it, with links, footnotes, and entries that point to others."""
    numbers, stances, above, pairs = ["1"], [""], [""], set()
    lines = ["Discussion Title: " + written(draw(words)), "", f"1. {draw(raw)}"]
    children, last = {"1": 0}, "1"
    for _ in range(draw(st.integers(0, 12))):
        # Entries are numbered in the order in which they are written, so each goes below the last one or one above it.
        chain = [number for number in children if f"{last}.".startswith(f"{number}.")]
        parent = draw(st.sampled_from(chain))
        children[parent] += 1
        number, stance = f"{parent}.{children[parent]}", draw(st.sampled_from(["Pro", "Con"]))
        targets = [
            other
            for other, up, had in zip(numbers, above, stances, strict=True)
            if (other, parent, stance) not in pairs and (up, had) != (parent, stance) and other != parent
        ]
        if targets and draw(st.integers(0, 3)) == 0:
            target = draw(st.sampled_from(targets))
            pairs.add((target, parent, stance))
            lines.append(f"{number}. {stance}: -> See {target}.")
            last = parent
            continue
        numbers.append(number)
        stances.append(stance)
        above.append(parent)
        children[number], last = 0, number
        lines.append(f"{number}. {stance}: {draw(raw)}")
    return "\n".join(lines) + "\n"


words = st.text("ab (.)[]\\*é-> See1:", min_size=1, max_size=25).filter(lambda text: text.strip() != "")
raw = st.one_of(
    words.map(written).map(str.strip),
    st.sampled_from([r"**a** [b](https://x.example) \(c\)", "one\n\ntwo", "list:\n1. a\n2. b", r"1\. so", "-"]),
)


@settings(max_examples=60)
@given(discussions())
def test_any_discussion_comes_back(text: str) -> None:
    assert again(text) == text


PIECES = ["1", "2", ".", " ", "\n", "\n1.1. ", "Pro: ", "Con: ", "-> See ", "[1]", "\\", "\nSources:\n", "(", "[x](y)"]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_text_is_read_and_what_is_written_of_it_stays_so(text: str) -> None:
    found = kialo.read(f"Discussion Title: T\n\n1. a\n{text}", "x.txt").source_map
    assert found
    once = export(build([found]).graph, "kialo").text
    assert again(once) == once


def test_a_map_is_told_as_far_as_an_outline_can() -> None:
    graph = graph_of(
        map_of("b supports a", "c attacks a", "d attacks b", "d supports c", "arg1 supports c", "e premise_of arg1",
               "mech1 causes a", sides="goals: pro con")
    )  # fmt: skip
    output = export(graph, "kialo")
    assert output.text == (
        "Discussion Title: A test\n\n"
        "1. What of goals?\n1.1. The answer of the pro on goals.\n1.2. The answer of the con on goals.\n"
        "2. A holds.\n2.1. Pro: B holds.\n2.1.1. Con: D holds.\n2.2. Con: C holds.\n2.2.1. Pro: -> See 2.1.1.\n"
        "2.2.2. Pro: Arg1 holds.\n2.2.2.1. Pro: E holds.\n"
    )
    assert output.notes == ("an outline of pros and cons has no place for 1 node and 1 link",)


def test_circles_of_reasons_end(tmp_path: Path) -> None:
    text = export(graph_of(map_of("a attacks b", "b attacks c", "c attacks a")), "kialo").text
    assert text.endswith("1. A holds.\n1.1. Con: C holds.\n1.1.1. Con: B holds.\n1.1.1.1. Con: -> See 1.\n")
    deep = "\n".join(f"1{'.1' * depth}. Pro: So it is {depth}." for depth in range(1, 250))
    write(tmp_path / "deep.txt", f"Discussion Title: Deep\n\n1. It is.\n{deep}\n")
    assert again((tmp_path / "deep.txt").read_text()) == (tmp_path / "deep.txt").read_text()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("1.4. Con: -> See 9.", "1.4 points to what is not there"),
        ("1.6.1. Pro: An orphan.", "what stands above 1.6.1 is missing"),
        ("1.1. Pro: Once more.", "there is a 1.1 already"),
        ("1.2. Pro: -> See 1.1.", "1.2 says once more what was said before"),
        ("1.1.1. Pro: -> See 1.1.", "1.1.1 says once more what was said before"),
    ],
)
def test_what_is_odd_is_told_with_its_place(tmp_path: Path, line: str, said: str) -> None:
    write(tmp_path / "odd.txt", f"Discussion Title: Odd\n\n1. A.\n1.1. Pro: B.\n{line}\n")
    problems = json.loads(run("-L", "odd.txt", "check", "--output-format", "json", folder=tmp_path).stdout)
    assert [(found["name"], found["message"], found["line"]) for found in problems] == [("not-understood", said, 5)]


def test_a_discussion_may_lack_its_title_or_all_else(tmp_path: Path) -> None:
    (tmp_path / "zoo.txt").write_text("1. The zoo should stay.\n1.1. Con: Its cages are small.\n", "utf-8")
    (tmp_path / "new.txt").write_text("Discussion Title: Is it so?\n", "utf-8")
    exported = run("-L", "zoo.txt", "export", "kialo", folder=tmp_path).stdout
    assert exported == "Discussion Title: zoo\n\n1. The zoo should stay.\n1.1. Con: Its cages are small.\n"
    assert "Is it so?" in run("-L", "new.txt", "sources", folder=tmp_path).stdout


def test_text_that_is_no_discussion_is_left_alone(tmp_path: Path) -> None:
    for text in ("Discussion Title: Tea\n\nWe talked of tea.\n", "1. Tea\n1.1. Pro, hot\n", "Discussion Title:\n\n"):
        assert not kialo.suits(text)
    write(tmp_path / "list.txt", "1. milk\n2. tea\n")
    assert run("-L", ".", "sources", "--json", folder=tmp_path).stdout == "[]\n"
