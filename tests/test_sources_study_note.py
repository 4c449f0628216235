"""Study notes as they stand: eight real ones and the seed, all that is in them counted by hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pytest
from consoles import run
from cruxmap.graph.graph import Graph
from cruxmap.graph.model import Crux, OutlineItem, Source, SourceMap, Topic
from cruxmap.sources import study_note
from cruxmap.sources.folding import fold
from cruxmap.sources.passages import find, fold_text
from mermaids import bare, plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Counts(NamedTuple):
    """What a person counts in a note."""

    stem: str
    thesis: int  # sentences
    concepts: int
    rated: int  # with a complexity
    rows: int  # of all tables
    cells: int  # besides the first of each row
    cruxes: int
    labels: int  # of the mind map
    before: int  # prerequisites
    after: int  # next steps
    beside: int  # adjacent dots
    questions: int
    references: int


NOTES = (
    Counts("80-000-hours", 4, 6, 6, 8, 21, 0, 46, 4, 3, 4, 5, 6),
    Counts("anthropic-alignment-faking", 3, 3, 0, 2, 4, 0, 18, 1, 1, 2, 3, 3),
    Counts("anthropic-controlling", 3, 3, 0, 3, 6, 0, 17, 1, 1, 2, 3, 3),
    Counts("anthropic-what-is", 2, 3, 0, 3, 6, 0, 18, 1, 1, 1, 3, 5),
    Counts("concordia-ai", 4, 5, 5, 7, 18, 0, 39, 3, 3, 4, 5, 6),
    Counts("far-ai-buck", 3, 5, 5, 8, 16, 0, 30, 3, 3, 4, 5, 6),
    Counts("far-ai-sam", 3, 5, 5, 8, 11, 0, 33, 3, 2, 4, 5, 6),
    Counts("foresight", 4, 5, 5, 8, 16, 4, 34, 3, 2, 3, 5, 6),
    Counts("dragan", 4, 5, 5, 7, 14, 0, 35, 4, 3, 4, 5, 6),
)


class Note(NamedTuple):
    """A note, the text it is read from, and its map."""

    counts: Counts
    text: str
    map: SourceMap

    def nodes(self, kind: str) -> list[str]:
        """The ids of all nodes of a kind."""
        return [node.id for node in self.map.nodes if node.kind == kind]

    def linked(self, relation: str, *, to: str = "", start: str = "") -> set[str]:
        """The far ends of links of a relation to a node, or from it."""
        return {
            link.from_id if to else link.to_id
            for link in self.map.links
            if link.relation == relation and (to in ("", link.to_id)) and (start in ("", link.from_id))
        }

    @property
    def source(self) -> Source:
        """Its own node."""
        assert isinstance(self.map.nodes[0], Source)
        return self.map.nodes[0]


@pytest.fixture(scope="module")
def notes(shared: Path, seeds: dict[str, str]) -> dict[str, Note]:
    """All notes by the beginning of their file's name."""
    found = {}
    for counts in NOTES:
        paths = list((shared / "notes").glob(f"{counts.stem}*.md"))
        text = paths[0].read_text("utf-8") if paths else seeds[counts.stem]
        parsed = study_note.read(text, paths[0].name if paths else f"{counts.stem}.md", True)
        assert study_note.suits(text)
        assert parsed.findings == ()
        assert parsed.source_map is not None
        found[counts.stem] = Note(counts, text, parsed.source_map)
    return found


@pytest.fixture(params=[counts.stem for counts in NOTES])
def note(request: pytest.FixtureRequest, notes: dict[str, Note]) -> Note:
    return notes[request.param]


def test_thesis(note: Note) -> None:
    own = note.source.thesis
    assert own == f"{note.map.id}/thesis"
    assert len(note.linked("supports", to=own)) == note.counts.thesis - 1


def test_every_concept_with_its_logic_and_its_example(note: Note) -> None:
    heads = re.findall(r"^### \d\. (.+)$", note.text, re.MULTILINE)
    assert len(heads) == note.counts.concepts
    topics = [node for node in note.map.nodes if isinstance(node, Topic)]
    for head in heads:
        title = re.sub(r" \(Complexity.*", "", head)
        (topic,) = (node for node in topics if title in (node.title, f"{node.title} ({''.join(node.aliases)})"))
        rated = re.search(r"Complexity: (\d+) → ELI(\d+)", head)
        assert (topic.complexity, topic.eli) == ((int(rated[1]), int(rated[2])) if rated else (None, None))
        below = note.linked("about", to=topic.id) | note.linked("part_of", to=topic.id)
        assert below - {node.id for node in topics} or len(below) == 3
        assert len([node for node in note.linked("example_of", to=topic.id) if "-example" in node]) == 1
    assert sum(topic.complexity is not None for topic in topics) == note.counts.rated


def test_every_row_and_cell_of_every_table(note: Note) -> None:
    rows = [
        [fold(cell) for cell in line.strip("|").split("|")]
        for table in re.findall(r"^\| :-.*\n((?:\|.*\n?)+)", note.text, re.MULTILINE)
        for line in table.splitlines()
    ]
    assert len(rows) == note.counts.rows
    assert sum(len(row) - 1 for row in rows) == note.counts.cells
    said = [fold(f"{node.title} {node.text} {node.note}") for node in note.map.nodes]
    said += [fold(link.note) for link in note.map.links if link.note]
    for row in rows:
        assert all(any(cell.strip() in words for words in said) for cell in row)
    assert len(note.nodes("crux")) == note.counts.cruxes
    assert len(note.nodes("position")) == 2 * note.counts.cruxes


def test_every_label_of_the_mind_map(note: Note, tmp_path: Path) -> None:
    assert note.source.outline is not None
    outline = list(branches(note.source.outline))
    assert len(outline) == note.counts.labels
    known = {node.id for node in note.map.nodes}
    assert all(item.node in known for _, item in outline)
    drawn = re.search(r"```mermaid\nmindmap\n(.*?)\n```", note.text, re.DOTALL)
    assert drawn is not None
    labels = [re.sub(r"^root\(\((.*)\)\)$", r"\1", line.strip()) for line in drawn[1].splitlines()]
    depths = [(len(line) - len(line.lstrip())) // 2 - 1 for line in drawn[1].splitlines()]
    assert [(depth, item.label) for depth, item in outline] == list(zip(depths, labels, strict=True))
    (tmp_path / "note.md").write_text(note.text, "utf-8")
    again = run("-L", "note.md", "export", "mermaid", "--as", "mindmap", folder=tmp_path).stdout
    assert [len(indent) // 2 - 1 for indent in re.findall(r"^( +)n\d+[\[(]", again, re.MULTILINE)] == depths
    assert [bare(plain(label)) for label in re.findall(r'^ +n\d+[\[(]+"(.*?)"', again, re.MULTILINE | re.DOTALL)] == [
        bare(label) for label in labels
    ]


def test_connections(note: Note) -> None:
    own = note.source.id
    assert len(note.linked("prerequisite_of", to=own)) == note.counts.before
    assert len(note.linked("prerequisite_of", start=own)) == note.counts.after
    assert len(note.linked("related_to", to=own)) == note.counts.beside


def test_questions_with_what_they_ask_about_and_what_answers_them(note: Note) -> None:
    assert len(note.nodes("question")) == note.counts.questions
    for question in note.nodes("question"):
        assert note.linked("asks_about", start=question) or note.linked("answered_by", start=question)


def test_references_with_title_and_address(note: Note) -> None:
    assert len(note.nodes("reference")) == note.counts.references
    assert note.linked("cites", start=note.source.id) == set(note.nodes("reference"))
    urls = set(re.findall(r"\]\((https?://[^)]+)\)", note.text))
    works = [node for node in note.map.nodes if node.kind == "reference"]
    assert {getattr(work, "url", "") for work in works} == urls
    assert all(work.title and work.text and work.note for work in works)


def test_every_node_has_a_passage_that_fits_one_place_of_its_section(note: Note) -> None:
    text = fold_text(note.text)
    for node in note.map.nodes:
        assert node.passage, node.id
        assert len(find(text, node.passage, node.section).places) == 1, node.id


def test_check_finds_neither_errors_nor_warnings(notes: dict[str, Note], tmp_path: Path) -> None:
    for found in notes.values():
        (tmp_path / f"{found.map.id}.md").write_text(found.text, "utf-8")
    ran = run("check", "--output-format", "concise", ".", folder=tmp_path)
    assert ran.code == 0, ran.stdout
    assert ran.stderr == ""


def test_a_debate_in_a_table_is_a_crux_per_row_with_its_speakers(notes: dict[str, Note]) -> None:
    graph = Graph(notes["foresight"].map.nodes, notes["foresight"].map.links)
    cruxes = [node for node in graph.nodes.values() if isinstance(node, Crux)]
    for crux in cruxes:
        for side in ("yudkowsky", "miller"):
            (holder,) = graph.out(f"{crux.id}.{side}", "held_by")
            assert graph.node(holder.to_id).title.lower().endswith(side)
    reasoned = [crux.id for crux in cruxes if graph.into(f"{crux.id}.yudkowsky", "supports")]
    assert len(reasoned) >= 2


def test_speakers_are_people_who_hold_the_thesis(notes: dict[str, Note]) -> None:
    named = {
        stem: {node.title for node in found.map.nodes if node.id in found.linked("held_by", start=found.source.thesis)}
        for stem, found in notes.items()
    }
    assert named == {
        "80-000-hours": {"Buck Shlegeris"},
        "anthropic-alignment-faking": set(),
        "anthropic-controlling": set(),
        "anthropic-what-is": set(),
        "concordia-ai": {"David Krueger"},
        "far-ai-buck": {"Buck Shlegeris"},
        "far-ai-sam": {"Sam Bowman"},
        "foresight": set(),
        "dragan": {"Anca Dragan"},
    }


def branches(item: OutlineItem, depth: int = 0) -> Iterator[tuple[int, OutlineItem]]:
    """A branch of an outline and all below it, each with its depth."""
    yield depth, item
    for child in item.children:
        yield from branches(child, depth + 1)
