"""Real articles drafted by rule: every crux with its sides and reasons, and none that the text does not have."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from articles import Drafted, drafted
from click.testing import CliRunner
from cruxmap.cli import cli
from cruxmap.sources.passages import find, fold_text

if TYPE_CHECKING:
    from pathlib import Path

    import cruxmap
    from cruxmap.graph.model import Node
    from cruxmap.sources.passages import Text

COTRA = ["crux-goals", "crux-saints", "crux-checks", "crux-solve", "crux-deploy"]
"""The cruxes of the shipped encoding in the order of the text."""

ARTICLES = {
    "argumend-climate-change-finding-common-ground.md": {
        "Climate sensitivity": {"low": 1, "high": 0},
        "Discount rate and intergenerational": {"high": 0, "low": 0},
        "Economic feasibility of rapid": {"proponent": 3, "skeptic": 4},
        "The role of nuclear": {"opponent": 1, "supporter": 1},
    },
    "argumend-minimum-wage-both-sides.md": {"How Sensitive Is Low-Wage": {"against": 6, "for": 6}},
    "argumend-nuclear-energy-what-both-sides-get-right.md": {
        "Should we expand nuclear": {"proponent": 3, "skeptic": 3},
        "How urgent is decarbonization?": {"proponent": 0, "skeptic": 0},
        "Can renewables plus storage": {"skeptic": 0, "proponent": 0},
        "How do you value": {"skeptic": 0, "proponent": 0},
    },
}
"""Cruxes by the first words of their title or question, with the number of reasons of each side, counted by hand."""


@pytest.fixture(scope="module")
def cotra(seeds: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Drafted:
    """The draft of the seed article."""
    return drafted(tmp_path_factory.mktemp("seed"), seeds["cotra"], "cotra.md")


@pytest.mark.parametrize("name", ARTICLES)
def test_every_announced_crux_is_drafted_with_its_sides_and_reasons(name: str, shared: Path) -> None:
    draft = Drafted(shared / "articles" / name)
    cruxes = {_first_words(node.title or node.text): draft.sides(node.id) for node in draft.of_kind("crux")}
    counted = {crux: {side: len(reasons) for side, reasons in sides.items()} for crux, sides in cruxes.items()}
    assert counted == ARTICLES[name]


def _first_words(words: str) -> str:
    return " ".join(words.split()[:4])


def test_the_seed_gives_five_cruxes_with_both_sides(cotra: Drafted) -> None:
    counted = [{side: len(reasons) for side, reasons in sides.items()} for sides in cotra.cruxes().values()]
    assert counted == [
        {"optimist": 5, "pessimist": 1},
        {"optimist": 2, "pessimist": 2},
        {"optimist": 2, "pessimist": 2},
        {"optimist": 2, "pessimist": 1},
        {"optimist": 0, "pessimist": 4},
    ]
    assert {node.text for node in cotra.of_kind("person")} == {"Optimists", "Pessimists"}


def test_every_reason_of_the_shipped_encoding_is_said_by_the_right_side(
    cotra: Drafted, seeds: dict[str, str], shipped: cruxmap.Graph
) -> None:
    text = fold_text(seeds["cotra"])
    drafts = cotra.of_kind("crux")
    for shipped_crux, crux in zip(COTRA, drafts, strict=True):
        for position in cotra.positions(crux.id):
            said = [position, *_all_behind(cotra, position.id)]
            places = [place for node in said for place in _places(text, node)]
            for link in shipped.into(f"cotra/{shipped_crux}.{position.side}", "supports"):
                if link.from_id.startswith("cotra/"):
                    reason = shipped.node(link.from_id)
                    ((start, end),) = _places(text, reason)
                    assert any(first < end and start < last for first, last in places), reason.id


def test_the_crux_section_alone_gives_the_same_cruxes(cotra: Drafted, shared: Path) -> None:
    alone = Drafted(shared / "articles" / "variant-cotra-crux-html2text.md")
    assert alone.cruxes() == cotra.cruxes()


def test_the_seed_gives_its_archetypes_and_its_steps(cotra: Drafted) -> None:
    named = [node.title for node in cotra.of_kind("concept")]
    assert [name for name in named if name.startswith("S") and " " not in name] == ["Saints", "Sycophants", "Schemers"]
    followed = [pair for pair in cotra.linked("precedes") if pair[0].startswith("Developing")]
    assert [first.split()[1] for first, _ in followed] == ["a", "situational"]
    assert len(cotra.linked("precedes")) == 5, "two in the way to a schemer, two in training, one to the next in series"


SHAPES: dict[str, list[tuple[str, str]]] = {
    "without bold": [(r"\*\*", "")],
    "in italics": [(r"\*\*", "*")],
    "with underscores": [(r"\*\*", "__")],
    "with tabs": [(r"^    \* ", "\t- "), (r"^  \* ", "- ")],
    "numbered": [(r"^    \* ", "     * "), (r"^  \* ", "  1. ")],
    "headings and paragraphs": [(r"^    \* (.*)$", r"\n\1\n"), (r"^  \* \*\*(.*)\*\*", r"### \1\n")],
    "headings and lists": [(r"^    \* ", "- "), (r"^  \* \*\*(.*)\*\*", r"\n### \1\n")],
    "bold paragraphs": [(r"^    \* (.*)$", r"\n\1\n"), (r"^  \* (\*\*.*\*\*)", r"\1\n")],
    "bold paragraphs and lists": [(r"^    \* ", "* "), (r"^  \* (\*\*.*\*\*)", r"\n\1\n")],
    "bold camps": [(r"(Optimists|Pessimists)", r"**\1**")],
    "called cruxes": [(r"\*\*(.*\?)\*\*", r"**Crux: \1**")],
    "without a heading": [(r"^## .*$", "")],
}


@pytest.mark.parametrize("shape", SHAPES)
def test_cruxes_are_the_same_in_whatever_shape_they_are_written(shape: str, shared: Path, tmp_path: Path) -> None:
    text = (shared / "articles" / "variant-cotra-crux-html2text.md").read_text("utf-8")
    cruxes = drafted(tmp_path, text).cruxes()
    for pattern, written in SHAPES[shape]:
        text = re.sub(pattern, written, text, flags=re.MULTILINE)
    assert drafted(tmp_path, text).cruxes() == cruxes


def test_lines_broken_after_every_few_words_change_no_crux(
    cotra: Drafted, seeds: dict[str, str], shared: Path, tmp_path: Path
) -> None:
    assert drafted(tmp_path, wrapped(seeds["cotra"])).cruxes() == cotra.cruxes()
    for name in ARTICLES:
        original = shared / "articles" / name
        assert drafted(tmp_path, wrapped(original.read_text("utf-8")), name).cruxes() == Drafted(original).cruxes()


def wrapped(text: str) -> str:
    """The text with its long lines broken as html2text and pandoc do, but for headings and front matter."""
    front, mark, body = text.partition("\n---\n")
    lines = [line if line[:1] in "#!" or "<svg" in line else _broken(line) for line in body.split("\n")]
    return front + mark + "\n".join(lines)


def _broken(line: str) -> str:
    """A line broken before words where it would grow beyond sixty characters."""
    rows = [""]
    for word in re.split(r" (?=[A-Za-z“‘(*])", line):
        if len(rows[-1]) + len(word) > 60 and rows[-1].strip(" -*"):
            rows.append(word)
        else:
            rows[-1] += f" {word}" if rows[-1] else word
    return "\n".join(rows)


def test_a_bullet_that_points_to_further_reading_becomes_references_of_its_crux(cotra: Drafted) -> None:
    first = cotra.of_kind("crux")[0].id
    cited = [to for one, relation, to in cotra.links() if (one, relation) == (first, "cites")]
    assert len(cited) == 3
    assert {cotra.node[reference].kind for reference in cited} == {"reference"}


def test_agreements_are_claims_and_no_cruxes(shared: Path) -> None:
    draft = Drafted(shared / "articles" / "argumend-climate-change-finding-common-ground.md")
    agreed = [node for node in draft.of_kind("claim") if "agreed" in node.tags]
    assert len(agreed) == 5
    assert all(node.title for node in agreed)


def test_every_passage_stands_where_the_draft_says(shared: Path, seeds: dict[str, str], tmp_path: Path) -> None:
    texts = {path.name: path.read_text("utf-8") for path in sorted((shared / "articles").glob("*.md"))}
    for name, original in {**texts, "cotra.md": seeds["cotra"]}.items():
        draft, text = drafted(tmp_path, original, name), fold_text(original)
        marked = [node for node in draft.map.nodes if node.passage]
        assert len(marked) > 30
        assert [node.id for node in marked if len(_places(text, node)) != 1] == []


def test_check_finds_neither_errors_nor_warnings_in_drafts(shared: Path, seeds: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "cotra.md").write_text(seeds["cotra"], "utf-8")
    for path in (*sorted((shared / "articles").glob("*.md")), tmp_path / "cotra.md"):
        answer = CliRunner().invoke(cli, ["check", "--output-format", "json", str(path)])
        assert {problem["severity"] for problem in json.loads(answer.stdout)} <= {"info"}, path.name


def _all_behind(draft: Drafted, node_id: str) -> list[Node]:
    """What supports a node, and what supports that."""
    direct = [draft.node[one] for one, relation, to in draft.links() if (relation, to) == ("supports", node_id)]
    return [*direct, *(node for one in direct for node in _all_behind(draft, one.id))]


def _places(text: Text, node: Node) -> list[tuple[int, int]]:
    return list(find(text, node.passage, node.section).folded) if node.passage else []
