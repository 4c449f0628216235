"""Passages after the document changed: none is taken for another, most are found again, what is gone is an orphan."""

from __future__ import annotations

import json
import random
import re
from typing import TYPE_CHECKING, Any

import pytest
from consoles import run
from cruxmap.graph.model import Node, passage_text
from cruxmap.graph.tie import STATES, state
from cruxmap.sources.folding import fold
from cruxmap.sources.markers import mark
from cruxmap.sources.passages import fold_text
from cruxmap.sources.ties import page_of, ties
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.fuzz import ratio

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

MARKED = 500
GONE = 200
LETTERS = ["sailors", "bakers", "weavers", "miners", "potters", "clerks", "judges", "farmers"]
THINGS = ["rain", "wind", "salt", "flour", "gold", "clay", "ink", "law", "bread", "rope", "wool", "tin"]
OTHERS = ["quietly", "other", "thing", "never", "mostly", "seven", "green", "not"]
SENTENCE = re.compile(r"(?<=[\n ])[A-Z“\"][^\n.!?|#*_\[\]()]{35,400}[.!?](?=[\s”\"])")


@pytest.fixture(scope="module")
def real(shared: Path) -> str:
    """The real documents, one below the other."""
    paths = [path for folder in ("notes", "articles") for path in sorted((shared / folder).iterdir())]
    return "\n\n".join(re.sub(r"^---\n.*?\n---\n", "", path.read_text("utf-8"), flags=re.DOTALL) for path in paths)


@pytest.fixture(scope="module")
def document(real: str) -> str:
    """At least 200 kB: the real documents, and sentences of our own that are much alike."""
    drawn = random.Random(5)
    parts = [real]
    while sum(map(len, parts)) < 200_000:
        parts.append("\n\n".join([f"## Part {len(parts)}", *(paragraph(drawn) for _ in range(6))]))
    return "\n\n".join(parts)


def paragraph(drawn: random.Random) -> str:
    return " ".join(sentence(drawn) for _ in range(5))


def sentence(drawn: random.Random) -> str:
    who, what, more = drawn.choice(LETTERS), drawn.choice(THINGS), drawn.sample(THINGS, 3)
    year = drawn.randrange(1200, 1900)
    return (
        f"In {year} the {who} of the town believed that {what} — “the {more[0]} of the {more[1]}” — "
        f"would soon be {drawn.choice(['dearer', 'cheaper', 'rarer'])} than {more[2]}, and they kept it."
    )


def drawn_sentences(document: str, count: int) -> list[str]:
    """Sentences that stand once, from all over the document."""
    every = list(dict.fromkeys(match.group() for match in SENTENCE.finditer(document)))
    once = [found for found in every if document.count(found) == 1]
    return random.Random(7).sample(once, count)


def library(folder: Path, document: str, sentences: Sequence[str]) -> dict[str, str]:
    """A map with a claim for each sentence, verified once; the sentences by the claims' ids."""
    text = fold_text(document)
    rows = ["source: {id: m, title: M, text: m.md}", "claims:"]
    claims: dict[str, str] = {}
    for number, found in enumerate(sentences):
        start = document.index(found)
        marker = mark(text, start, start + len(found))
        if marker:
            rows.append(f"  c{number}: {{text: Claim {number}., passage: {json.dumps(passage_text(marker))}}}")
            claims[f"m/c{number}"] = found
    (folder / "m.yaml").write_text("\n".join(rows) + "\n", "utf-8")
    (folder / "m.md").write_text(document, "utf-8")
    assert run("-L", "m.yaml", "verify", folder=folder).code == 0
    return claims


def verified(folder: Path, document: str) -> dict[str, dict[str, Any]]:
    (folder / "m.md").write_text(document, "utf-8")
    shown = json.loads(run("-L", "m.yaml", "verify", "--json", folder=folder).stdout)
    return {row["id"]: row for row in shown["passages"]}


def edited(words: str, drawn: random.Random) -> str:
    """Two words in a hundred replaced, left out or put in."""
    parts = re.split(r"(\w+)", words)
    for at in range(1, len(parts), 2):
        if drawn.random() < 0.02:
            kind = drawn.randrange(3)
            parts[at] = "" if kind == 0 else drawn.choice(OTHERS) + (f" {parts[at]}" if kind == 1 else "")
    return "".join(parts)


def clipped_again(words: str) -> str:
    """Other quotes, dashes and marks of emphasis."""
    for old, new in (("“", '"'), ("”", '"'), ("’", "'"), (" — ", "--"), ("—", " - "), ("…", "..."), ("**", "__")):
        words = words.replace(old, new)
    return words


def changed(document: str, sentences: Sequence[str], change: Callable[[str], str]) -> tuple[str, dict[str, str]]:
    """The document changed piece by piece, and what became of each sentence."""
    became = {}
    parts, done = [], 0
    for start, found in sorted((document.index(found), found) for found in sentences):
        parts.append(change(document[done:start]))
        became[found] = change(found)
        parts.append(became[found])
        done = start + len(found)
    return "".join([*parts, change(document[done:])]), became


def test_typography_alone_changes_nothing(document: str, tmp_path: Path) -> None:
    sentences = drawn_sentences(document, MARKED)
    claims = library(tmp_path, document, sentences)
    now, _ = changed(document, sentences, clipped_again)
    assert {row["state"] for row in verified(tmp_path, now).values()} == {"exact"}
    assert len(claims) > 0.97 * MARKED


@pytest.mark.parametrize("seed", [1, 2])
def test_of_an_edited_document_no_passage_is_taken_for_another_and_most_are_found(
    document: str, real: str, tmp_path: Path, seed: int
) -> None:
    sentences = drawn_sentences(document, MARKED)
    claims = library(tmp_path, document, sentences)
    drawn = random.Random(seed)
    now, became = changed(document, sentences, lambda words: clipped_again(edited(words, drawn)))
    found, theirs = 0, 0
    for claim, row in verified(tmp_path, now).items():
        meant = fold(became[claims[claim]])
        if row["words"]:
            found += 1
            theirs += claims[claim] in real
            assert ratio(fold(row["words"]), meant.strip(" .\"'!?")) > 93, (row, meant)
        if row["state"] == "exact":
            assert fold(row["words"]) == fold(row["before"])
    assert found > 0.85 * len(claims)
    assert theirs > 0.95 * sum(words in real for words in claims.values())


@pytest.mark.parametrize("seed", [1, 2])
def test_what_was_taken_out_is_an_orphan_and_the_rest_stays(document: str, tmp_path: Path, seed: int) -> None:
    claims = library(tmp_path, document, drawn_sentences(document, MARKED))
    gone = random.Random(seed).sample(sorted(claims), GONE)
    now = document
    for claim in gone:
        now = now.replace(claims[claim], "")
    rows = verified(tmp_path, now)
    states = {claim: row["state"] for claim, row in rows.items()}
    assert [(rows[claim], claims[claim]) for claim in gone if states[claim] != "orphan"] == []
    assert [
        rows[claim] for claim in claims if claim not in gone and rows[claim]["words"] != rows[claim]["before"]
    ] == []


def test_siblings_that_differ_by_a_word_are_not_taken_for_each_other(tmp_path: Path) -> None:
    drawn = random.Random(3)
    verbs, ends = ("makes", "spoils", "raises", "lowers"), ("price of corn", "trade of the town", "mood of the market")
    alike = [
        f"The {who} say that {what} {verb} the {end}."
        for who in LETTERS
        for what in THINGS
        for verb in verbs
        for end in ends
    ]
    alike = drawn.sample(alike, 150)
    claims = library(tmp_path, "\n- ".join(alike), alike[::2])
    gone = drawn.sample(sorted(claims), 30)
    rows = verified(tmp_path, "\n- ".join(found for found in alike if found not in [claims[claim] for claim in gone]))
    assert {rows[claim]["state"] for claim in gone} == {"orphan"}


SAID = ["a", "bee", "sees", "the", "old", "oak.", "“No”,", "*it*", "—", "falls\n\n##", "Up\n\n-", "é", "語"]
WORDS = st.lists(st.sampled_from(SAID), max_size=60).map(" ".join)


@given(WORDS, WORDS)
def test_whatever_a_text_becomes_every_passage_has_a_state_and_stands_within_it(before: str, after: str) -> None:
    page = page_of(before, "m.md")
    stretches = [match.span() for match in re.finditer(r"[^\n]+", before)]
    markers = [marker for stretch in stretches if (marker := mark(page.text, *stretch))]
    nodes = [Node(id=f"m/n{at}", kind="claim", text="", passage=marker) for at, marker in enumerate(markers)]
    known = {tie.node_id: tie.now for tie in ties(page, nodes, {}, recording=True) if tie.now}
    assert len(known) == len(nodes)
    assert {state(tie) for tie in ties(page, nodes, known)} <= {"exact"}
    for tie in ties(page_of(after, "m.md"), nodes, known):
        now = tie.moved.now if tie.moved else tie.now
        assert state(tie) in STATES
        assert (now is None) == (state(tie) in ("orphan", "ambiguous", "missing"))
        if now:
            assert fold(now.exact) in fold(after)
