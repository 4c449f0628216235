"""What else an article gives: its head, sections, claims, evidence, examples, terms, steps and links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from articles import drafted, source_of
from cruxmap.graph.model import Analogy, Question, Reference
from cruxmap.sources import article, read

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (
            "---\ntitle: On weirs\nurl: https://weir.example/a\nauthor: Ada Brook\ndate: 2020-05-01\n---\n",
            {
                "title": "On weirs",
                "url": "https://weir.example/a",
                "authors": ("Ada Brook",),
                "published": "2020-05-01",
            },
        ),
        (
            "# On weirs\n\nBy Ada Brook and Tom Reed | May 1, 2020\n\nSource: <https://weir.example/b>\n\nText.\n",
            {
                "title": "On weirs",
                "url": "https://weir.example/b",
                "authors": ("Ada Brook", "Tom Reed"),
                "published": "2020-05-01",
            },
        ),
        ("Weirs are old.\n", {"title": "On old weirs", "url": "", "authors": (), "published": ""}),
        (
            "---\ntitle: 'On weirs'\nsource: '[On weirs](https://weir.example/c)'\ncreated: 2024-01-01\n---\n",
            {"title": "On weirs", "url": "https://weir.example/c", "published": ""},
        ),
    ],
    ids=["front matter", "lines above", "file name", "a link as source"],
)
def test_the_head_of_an_article_is_read_wherever_it_stands(text: str, fields: dict[str, Any], tmp_path: Path) -> None:
    own = source_of(drafted(tmp_path, text, "on-old_weirs.md"))
    assert {name: getattr(own, name) for name in fields} == fields
    assert (own.form, own.text_file) == ("article", "on-old_weirs.md")


def test_the_id_is_that_of_the_front_matter_else_of_the_file(tmp_path: Path) -> None:
    assert drafted(tmp_path, "---\nid: weirs\n---\nText.\n").map.id == "weirs"
    assert drafted(tmp_path, "Text.\n", "On weirs (2).md").map.id == "on-weirs-2"


@pytest.mark.parametrize(
    ("text", "is_clip"),
    [
        ("---\nsource: https://weir.example\n---\n", True),
        ("---\ntitle: Weirs\nlink: https://weir.example\n---\n", True),
        ("# Weirs\n\n**Source:** [weir.example](https://weir.example)\n", True),
        ("---\ntitle: Weirs\n---\nSee https://weir.example.\n", False),
        ("# To do\n\n- mend the weir\n", False),
    ],
)
def test_what_says_where_it_was_clipped_is_taken_for_an_article(text: str, is_clip: bool) -> None:
    assert article.suits(text) == is_clip


def test_drawings_and_html_are_no_text(tmp_path: Path) -> None:
    text = """
[<svg viewBox="0 0 9 9"><g><text>A drawn claim that is no claim.</text></g></svg>](https://weir.example)

<div class="share">Share this on every network there is today.</div>

A weir raises the water behind it by a yard.
"""
    draft = drafted(tmp_path, text)
    assert [node.text for node in draft.of_kind("claim")] == ["A weir raises the water behind it by a yard."]


def test_a_paragraph_gives_one_claim_with_its_evidence_and_examples(tmp_path: Path) -> None:
    text = """
## Weir keepers

A good keeper watches the sky as much as the water. Most of them are old. A survey found that 70% are over sixty. For
example, the keeper of Lower Ford is ninety. He has a boat.

Will there be others? This section does not say. Let's say nobody comes forward: then the gates stay shut.
"""
    draft = drafted(tmp_path, text.removeprefix("\n"))
    kinds = [(node.kind, node.modality) for node in draft.map.nodes if node.kind not in ("source", "concept")]
    assert kinds == [
        ("claim", "asserted"),
        ("evidence", "asserted"),
        ("example", "asserted"),
        ("example", "hypothetical"),
    ]
    claim = draft.of_kind("claim")[0].text
    assert draft.linked("about") == [(claim, "Weir keepers")]
    assert [to for _, to in draft.linked("supports")] == [claim]
    assert [to for _, to in draft.linked("example_of")] == [claim, claim]
    assert {link.basis for link in draft.map.links} == {"inferred"}


def test_numbered_lists_that_are_introduced_as_steps_follow_one_another(tmp_path: Path) -> None:
    text = """
## How a lock works

The boat is raised as follows:

1. The lower gate is shut.
2. Water is let in.
3. The upper gate is opened.

There are three reasons for patience:

1. Water is slow.
2. Gates are heavy.
"""
    draft = drafted(tmp_path, text.removeprefix("\n"))
    assert draft.linked("precedes") == [
        ("The lower gate is shut", "Water is let in"),
        ("Water is let in", "The upper gate is opened"),
    ]
    assert {to for _, to in draft.linked("part_of")} == {"How a lock works"}


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("First, the gate is shut. Then water is let in. Finally, the boat leaves.\n", 2),
        ("It takes two steps. First, the gate is shut. Second, water is let in.\n", 1),
        ("The reasons are plain. First, water is slow. Second, gates are heavy.\n", 0),
        ("First, a word about weirs. They are old.\n", 0),
    ],
)
def test_sentences_that_tell_what_comes_first_and_what_then_are_steps(text: str, steps: int, tmp_path: Path) -> None:
    assert len(drafted(tmp_path, text).linked("precedes")) == steps


def test_headings_of_steps_follow_one_another_and_belong_to_what_they_stand_under(tmp_path: Path) -> None:
    text = "## Lock keeping\n\n### Step 1: Shut\n\nShut the gate at once.\n\n### Step 2 - Fill\n\nWait.\n\n## Rest\n"
    draft = drafted(tmp_path, text)
    assert draft.linked("precedes") == [("Shut", "Fill")]
    assert draft.linked("part_of") == [("Shut", "Lock keeping"), ("Fill", "Lock keeping")]


@pytest.mark.parametrize(
    ("line", "term"),
    [
        ("- **Sill** -- the sunken beam on which a gate closes.", "Sill"),
        ("- **Sill**: the sunken beam on which a gate closes.", "Sill"),
        ("* **Sill** is the sunken beam on which a gate closes.", "Sill"),
        ("**Sill** – the sunken beam on which a gate closes.", "Sill"),
        ("What leaks is the **sill, which is old**. A **sill is the sunken beam on which a gate closes**.", "sill"),
    ],
)
def test_terms_that_bold_words_define_are_concepts(line: str, term: str, tmp_path: Path) -> None:
    assert [node.title for node in drafted(tmp_path, line + "\n").of_kind("concept")] == [term]


def test_an_analogy_says_what_stands_for_what(tmp_path: Path) -> None:
    text = """
## Analogy: the bath tub

In this analogy:

- The tap is the river above the town.
- The plug represents the gates.
"""
    (analogy,) = drafted(tmp_path, text.removeprefix("\n")).of_kind("analogy")
    assert isinstance(analogy, Analogy)
    assert [(row.element, row.stands_for) for row in analogy.mapping] == [
        ("tap", "the river above the town"),
        ("plug", "the gates"),
    ]


def test_a_heading_that_asks_is_a_question_answered_below_it(tmp_path: Path) -> None:
    draft = drafted(tmp_path, "## Who owns the weir?\n\nThe town owns it.\n")
    assert draft.linked("answered_by") == [("Who owns the weir?", "The town owns it.")]


def test_cruxes_belong_to_the_question_they_stand_under(tmp_path: Path) -> None:
    text = "## How long will it last?\n\n- **Is it sound?**\n  - Optimists say yes.\n  - Pessimists say no.\n"
    draft = drafted(tmp_path, text)
    assert draft.linked("part_of") == [("Is it sound?", "How long will it last?")]
    (question,) = draft.of_kind("question")
    assert isinstance(question, Question)
    assert question.open


@pytest.mark.parametrize(
    ("text", "thesis"),
    [
        ("Weirs are old.\n\n## More\n\n**I think weirs should go.**\n", "I think weirs should go."),
        ("I argue that weirs should go, and soon.\n\n## More\n\nText.\n", "I argue that weirs should go, and soon."),
        (
            "---\ndescription: Weirs should go because fish matter.\n---\nText.\n",
            "Weirs should go because fish matter.",
        ),
        ("Text.\n\n## The Bottom Line\n\nWeirs do more harm than good.\n", "Weirs do more harm than good."),
        ("---\ndescription: Why would anybody keep a weir?\n---\nText about the weir and nothing else.\n", None),
    ],
)
def test_the_sentence_that_says_what_is_argued_is_the_thesis(text: str, thesis: str | None, tmp_path: Path) -> None:
    draft = drafted(tmp_path, text)
    own = source_of(draft)
    assert (draft.node[own.thesis].text if own.thesis else None) == thesis


def test_links_are_references_once_cited_by_what_stands_round_them(tmp_path: Path) -> None:
    text = """
---
url: https://weir.example/a
---
Weirs are described in [a long report](https://docs.example/report#p3) that nobody reads ([here](https://docs.example/maps/old_weirs.html)).

The [report](https://docs.example/report) again, [a picture](/pics/1), [this page](https://weir.example/a#top), and
[mail](mailto:a@weir.example).

**Next in series:** [On locks](/b)

![an image](https://img.example/1.png)
"""
    draft = drafted(tmp_path, text.removeprefix("\n"))
    references = {node.title: node.url for node in draft.of_kind("reference") if isinstance(node, Reference)}
    assert references == {
        "a long report": "https://docs.example/report#p3",
        "old weirs (docs.example)": "https://docs.example/maps/old_weirs.html",
        "a picture": "https://weir.example/pics/1",
        "On locks": "https://weir.example/b",
    }
    cited = draft.linked("cites")
    assert [to for one, to in cited if one.startswith("Weirs are")] == ["a long report", "old weirs (docs.example)"]
    assert [to for _, to in draft.linked("precedes")] == ["On locks"]


def test_broken_front_matter_and_what_is_not_read_are_told(tmp_path: Path) -> None:
    text = "---\ntitle: Weirs: a history\n---\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    draft = drafted(tmp_path, text)
    assert sorted(draft.findings) == ["bad-front-matter", "not-understood"]
    assert source_of(draft).title == "Weirs: a history"


@pytest.mark.parametrize("text", ["", "\n\n", "---\n---\n", "---\ntitle: x\n---", "# \n", "\ufeff"])
def test_a_text_that_says_nothing_gives_a_map_of_its_source_alone(text: str, tmp_path: Path) -> None:
    path = tmp_path / "empty.md"
    path.write_text(text, "utf-8")
    parsed = read(str(path))
    assert parsed.source_map is None or [node.kind for node in parsed.source_map.nodes] == ["source"]


def test_points_counted_in_one_paragraph_are_claims_or_steps_where_the_heading_says_how(tmp_path: Path) -> None:
    counted = "First, the mill leaks badly. Second, the wheel is rotten throughout. Third, the miller has left."
    claims = drafted(tmp_path, f"# The mill\n\n## Why it closed\n\n{counted}\n").of_kind("claim")
    assert [node.text for node in claims] == counted.replace(". ", ".|").split("|")
    steps = drafted(tmp_path, f"# The mill\n\n## How it came to close\n\n{counted}\n")
    assert len(steps.linked("precedes")) == 2


def test_what_is_agreed_on_in_few_words_is_kept(tmp_path: Path) -> None:
    article = drafted(tmp_path, "# Bread\n\n## Common ground\n\n- Bread is good.\n- Bakers should be paid more.\n")
    assert [(node.text, node.tags) for node in article.of_kind("claim")] == [
        ("Bread is good.", ("agreed",)),
        ("Bakers should be paid more.", ("agreed",)),
    ]


def test_who_wrote_it_is_no_claim(tmp_path: Path) -> None:
    text = (
        "# Should the mill close?\n\nby [Ann Lee](https://a.example/ann) · March 3, 2024\n\n## For\n\n- It leaks.\n\n"
    )
    article = drafted(tmp_path, text + "## Against\n\n- It is old and fair.\n")
    assert source_of(article).authors == ("Ann Lee",)
    assert not [node.text for node in article.map.nodes if node.kind == "claim" and "Ann" in node.text]
