"""What becomes a crux in an article and what does not: a small text for each way in which people write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from argued_cruxes import CASES, NONE
from articles import drafted
from asked_cruxes import ASKED
from cruxmap.sources.articles.patterns import PATTERNS

if TYPE_CHECKING:
    from pathlib import Path

    from cruxmap.sources.articles.pattern import Pattern

CRUXES = {**ASKED, **CASES}


@pytest.mark.parametrize("case", CRUXES)
def test_cruxes_are_found_with_their_sides_and_reasons(case: str, tmp_path: Path) -> None:
    text, expected = CRUXES[case]
    assert drafted(tmp_path, text.removeprefix("\n")).cruxes() == expected


@pytest.mark.parametrize("case", NONE)
def test_what_is_no_crux_becomes_none(case: str, tmp_path: Path) -> None:
    assert drafted(tmp_path, NONE[case].removeprefix("\n")).cruxes() == {}


@pytest.mark.parametrize("row", PATTERNS, ids=lambda row: row.name)
def test_every_pattern_takes_its_example(row: Pattern) -> None:
    words = re.sub(r"\*\*|^description: | …$", "", row.example).rstrip(":")
    assert row.sign.search(words)


def test_people_are_tied_to_the_side_they_hold(tmp_path: Path) -> None:
    text = """
**Crux 1: Does the weir help?** Proponents of the weir say that it does. Skeptics like Ada Brook say that it is luck.

**Crux 2: Fishing.** Is it good for fish? Some fishermen oppose the weir; others support it.
"""
    draft = drafted(tmp_path, text)
    held = [(draft.node[one].text, draft.node[to].text) for one, relation, to in draft.links() if relation == "held_by"]
    assert [holder for _, holder in held] == ["Proponents", "Skeptics", "Ada Brook", "Fishermen", "Fishermen"]
    degrees = [link.qualifier for link in draft.map.links if link.relation == "held_by"]
    assert degrees == ["", "", "", "partial", "partial"]


def test_what_a_reader_must_judge_is_marked(tmp_path: Path) -> None:
    text = (
        "**Crux 1: The weir.** Is it needed? If you believe in floods, it is vital. If you believe not, it is unwise.\n"
    )
    draft = drafted(tmp_path, text)
    assert [node.note.partition(" ")[0] for node in draft.positions(draft.of_kind("crux")[0].id)] == ["TODO", "TODO"]


def test_a_crux_whose_sides_nobody_names_is_kept_and_marked(tmp_path: Path) -> None:
    draft = drafted(tmp_path, "**Crux 1: Is it worth it?** Nobody has counted.\n")
    (crux,) = draft.of_kind("crux")
    assert (crux.text, crux.note.startswith("TODO "), draft.positions(crux.id)) == ("Is it worth it?", True, [])


def test_cruxes_bear_on_what_is_argued_throughout(tmp_path: Path) -> None:
    text = CRUXES["the case of each camp"][0] + "\n**Crux 1: Is it late?** Optimists say no. Pessimists say yes.\n"
    draft = drafted(tmp_path, text.removeprefix("\n"))
    assert draft.linked("bears_on") == [("Is it late?", "Should we buy a clock?")]


def test_a_case_made_for_one_side_elsewhere_is_no_third_side(tmp_path: Path) -> None:
    text = (
        "## Is the ferry cheaper?\n\nSupporters argue that it is.\n\nCritics believe that bridges pay.\n\n"
        "## The case for ferries\n\nPeople love them.\n"
    )
    assert drafted(tmp_path, text).cruxes() == {"Is the ferry cheaper?": {"supporter": [], "critic": []}}
