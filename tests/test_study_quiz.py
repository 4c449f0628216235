"""The quiz without a terminal: what a session asks, answers given beforehand, and what the reviews tell."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from consoles import run
from quizzes import CARDS, NOW, asked, bees, ids, quiz, record

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return bees(tmp_path)


def test_lines_on_standard_input_do_for_a_terminal(folder: Path) -> None:
    ran = quiz(folder, stdin=b"\n4\n\n4\nquit\n")
    assert ran.code == 0
    assert "2 cards answered: 2 easy" in ran.stdout
    assert len(record(folder)) == 2


def test_the_seed_settles_the_order_and_nothing_else_does(folder: Path) -> None:
    orders = {tuple(ids(asked(folder, "--seed", str(seed)))) for seed in range(20)}
    assert len(orders) > 1
    assert all(sorted(order) == CARDS for order in orders)
    assert ids(asked(folder, "--seed", "7")) == ids(asked(folder, "--seed", "7", now="2026-05-01T09:00Z"))
    by_pairs = [order.index(CARDS[0]) < order.index(CARDS[1]) for order in orders]
    assert len(set(by_pairs)) == 2


def test_caps_hold(folder: Path) -> None:
    found = asked(folder, "--new", "1")
    assert len(found["cards"]) == 1
    assert sorted([*ids(found), *found["more"]]) == CARDS
    assert asked(folder, "--most", "2")["new"] == 2
    (folder / "cruxmap.toml").write_text('[library]\nsources = ["bees.yaml"]\n[study]\nnew = 0\n', "utf-8")
    assert asked(folder)["cards"] == []
    assert asked(folder, "--new", "3")["new"] == 3
    assert asked(folder, "--all")["new"] == 3


def test_due_cards_come_first_and_again_when_due(folder: Path) -> None:
    quiz(folder, "--answer", f"{CARDS[2]}=easy")
    later = asked(folder, now="2026-03-09T09:01Z")
    assert (later["due"], later["new"]) == (1, 2)
    assert ids(later)[0] == CARDS[2]
    assert asked(folder, now="2026-03-09T08:59Z")["due"] == 0


SAME_ANSWER = """\
source: {id: loaf, title: Loaves}
concepts: {starter: {title: Starter, text: A starter is flour and water in which wild yeast lives.}}
questions: {q: {text: What keeps wild yeast at hand?, answered_by: [starter]}}
"""
SIBLINGS = """\
source: {id: tea, title: Tea}
cruxes:
  milk:
    text: Does milk go in first?
    positions:
      optimist: {text: Yes., because: [cracks]}
      pessimist: {text: No., because: [strength]}
claims:
  cracks: {text: Hot tea cracks a cold cup.}
  strength: {text: Only then one sees how strong it is.}
questions:
  why: {text: What does hot tea do to a cold cup?, answered_by: [cracks]}
"""


def test_siblings_are_kept_to_another_day(tmp_path: Path) -> None:
    (tmp_path / "tea.yaml").write_text(SIBLINGS, "utf-8")
    words = ("-L", "tea.yaml", "study", "quiz", "--json", "--new", "50")
    found = json.loads(run(*words, "--now", NOW, folder=tmp_path).stdout)
    families = [card["family"] for card in found["cards"]]
    assert len(families) == len(set(families))
    everything = json.loads(run(*words, "--all", "--now", NOW, folder=tmp_path).stdout)
    assert sorted(ids(everything)) == sorted([*ids(found), *found["siblings"]])
    places = [card["family"] for card in everything["cards"]]
    assert len(set(places[: len(set(places))])) == len(set(places))


def test_one_of_several_cards_with_one_answer_is_asked_a_day(tmp_path: Path) -> None:
    (tmp_path / "loaf.yaml").write_text(SAME_ANSWER, "utf-8")
    words = ("-L", "loaf.yaml", "study", "quiz", "--facet", "meaning", "--facet", "recall", "--json", "--now", NOW)
    found = json.loads(run(*words, folder=tmp_path).stdout)
    everything = json.loads(run(*words, "--all", folder=tmp_path).stdout)
    assert len({card["family"] for card in everything["cards"]}) == len(ids(everything)) == 2
    assert (len(ids(found)), len(found["siblings"])) == (1, 1)


def test_a_sibling_of_what_was_asked_today_waits_until_tomorrow(tmp_path: Path) -> None:
    (tmp_path / "tea.yaml").write_text(SIBLINGS, "utf-8")
    every = json.loads(run("-L", "tea.yaml", "study", "cards", "--json", folder=tmp_path).stdout)
    family = "tea/milk"
    siblings = [card["id"] for card in every if card["family"] == family]
    run("-L", "tea.yaml", "study", "quiz", "--answer", f"{siblings[0]}=4", "--now", NOW, folder=tmp_path)
    today, tomorrow = (
        json.loads(run("-L", "tea.yaml", "study", "quiz", "--json", "--now", now, folder=tmp_path).stdout)
        for now in ("2026-03-01T20:00Z", "2026-03-02T09:00Z")
    )
    assert not {card["id"] for card in today["cards"]} & set(siblings)
    assert (family in {card["family"] for card in tomorrow["cards"]}) == (len(siblings) > 1)


def test_answers_given_beforehand(folder: Path) -> None:
    ran = quiz(folder, "--answer", "where#recall=good", "--answer", f"{CARDS[0]}=1", "--json")
    first, second = json.loads(ran.stdout)
    assert (first["card"], first["stage"], first["due"]) == (CARDS[2], "learning", "2026-03-01T09:10:00+00:00")
    assert (second["card"], second["reviews"]) == (CARDS[0], 1)
    assert json.loads(quiz(folder, "--answer", f"{CARDS[0]}=undo", "--json").stdout)[0]["stage"] == "new"
    assert quiz(folder, "--answer", f"{CARDS[0]}=flag").stdout == f"{CARDS[0]}  new, flagged\n"
    assert CARDS[0] not in ids(asked(folder, "--all"))
    assert ids(asked(folder, "--flagged")) == [CARDS[0]]
    assert quiz(folder, "--answer", f"{CARDS[0]}=unflag").stdout == f"{CARDS[0]}  new\n"
    assert json.loads(quiz(folder, "--answer", f"{CARDS[2]}=reset", "--json").stdout)[0]["stage"] == "new"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("where#recall=5", "is no answer"),
        ("where#recall", "is no answer"),
        ("=3", "there is no card ''"),
        ("bees/wher#recall=3", "did you mean"),
        ("bees/where#recal=3", "did you mean 'bees/where#recall'"),
        ("where=3", "did you mean bees/where#recall"),
        ("honey=3", "there is no card 'honey': `cruxmap study cards` lists them"),
        ("bees/where#recall=undo", "nothing is on record"),
        ("bees/where#recall=²", "is no answer"),
    ],
)
def test_what_is_no_answer_is_refused_and_nothing_is_written(folder: Path, said: str, why: str) -> None:
    ran = quiz(folder, "--answer", f"{CARDS[0]}=3", "--answer", said)
    assert ran.code == 2
    assert why in " ".join(ran.stderr.split())
    assert record(folder) == []


def test_more_is_undone_than_was_done_is_refused_and_nothing_is_written(folder: Path) -> None:
    card = CARDS[0]
    ran = quiz(folder, "--answer", f"{card}=3", "--answer", f"{card}=undo", "--answer", f"{card}=undo")
    assert (ran.code, record(folder)) == (2, [])
    assert "nothing is on record" in ran.stderr
    assert quiz(folder, "--answer", f"{card}=3", "--answer", f"{card}=undo").stdout == f"{card}  new\n"


@pytest.mark.parametrize(
    ("setting", "why"),
    [
        ("retention = 1", "from 0.5 to 0.99, not '1'"),
        ("retention = [0.9]", "must be a number"),
        ("steps = 10", "must be a list of numbers"),
        ("steps = [1, 'x']", "from 0.1 to 1440, not 'x'"),
        ("new = 1.5", "must be a whole number from 0"),
        ("most = true", "must be a whole number from 1"),
        ("parameters = [1.0]", "fsrs takes no such parameters"),
        ("retentoin = 0.9", "unknown setting 'retentoin'"),
        ("retention = nan", "from 0.5 to 0.99"),
    ],
)
def test_settings_that_will_not_do_are_told(folder: Path, setting: str, why: str) -> None:
    (folder / "cruxmap.toml").write_text(f'[library]\nsources = ["bees.yaml"]\n[study]\n{setting}\n', "utf-8")
    ran = quiz(folder, "--json")
    assert why in " ".join(ran.stderr.split())
    assert "cruxmap.toml:4:1" in ran.stderr
    assert json.loads(ran.stdout)["new"] == 3


def test_settings_count(folder: Path) -> None:
    settings = '[library]\nsources = ["bees.yaml"]\n[study]\nsteps = []\nlongest = 5\nretention = 0.8\n'
    (folder / "cruxmap.toml").write_text(settings, "utf-8")
    intervals = asked(folder)["cards"][0]["intervals"]
    assert intervals["again"] == 86400
    assert intervals["easy"] == 5 * 86400


def test_a_record_that_cannot_be_written_is_told_and_nothing_is_lost(folder: Path) -> None:
    (folder / "reviews.jsonl").mkdir()
    ran = quiz(folder, stdin=b"\n4\nquit\n")
    assert "cannot be written" in ran.stdout
    assert "nothing answered" in ran.stdout
    assert quiz(folder, "--answer", f"{CARDS[0]}=3").code == 2


def test_git_is_told_to_keep_both_sides_once(folder: Path) -> None:
    (folder / ".git").mkdir()
    first, second = (quiz(folder, stdin=b"\n4\nquit\n") for _ in range(2))
    assert ".gitattributes has this line: reviews.jsonl merge=union" in " ".join(first.stdout.split())
    assert ".gitattributes" not in second.stdout
    (folder / "reviews.jsonl").unlink()
    (folder / ".gitattributes").write_text("reviews.jsonl merge=union\n", "utf-8")
    assert ".gitattributes" not in quiz(folder, stdin=b"\n4\nquit\n").stdout


@pytest.mark.parametrize("width", [40, 50, 80])
def test_a_rating_stands_with_its_interval_at_every_width(folder: Path, width: int) -> None:
    shown = run("study", "quiz", folder=folder, env={"COLUMNS": str(width)}, stdin=b"\nquit\n").stdout
    told = [line for line in shown.splitlines() if line[1:].startswith((" again", " hard", " good", " easy"))]
    assert "  ".join(told).split("  ") == ["1 again 1 min", "2 hard 5.5 min", "3 good 10 min", "4 easy 8 days"]


SIDES = """\
source: {id: hive, title: Hives}
claims: {dense: {text: A dense ball keeps the warmth in.}, damp: {text: Wet wood rots.}}
cruxes:
  crux-wrap:
    text: Should a hive be wrapped in winter?
    positions: {yes-wrap: {text: It should., because: [dense]}, no-wrap: {text: It should not., because: [damp]}}
"""


@pytest.mark.parametrize("command", [("cards",), ("quiz", "--all")])
def test_reasons_stand_below_the_side_that_gives_them(tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "hive.yaml").write_text(SIDES, "utf-8")
    words = ("-L", "hive.yaml", "study", *command, "--facet", "sides")
    lines = run(*words, folder=tmp_path, stdin=b"\nq\n").stdout.splitlines()
    assert [line[: line.index("·")] for line in lines if line.startswith("  ") and "·" in line] == ["  ", "    "] * 2


def test_the_same_filters_for_the_cards_and_the_quiz(folder: Path) -> None:
    for filters in (("--node", "where"), ("--focus", "where", "--depth", "1"), ("--kind", "question")):
        listed = json.loads(run("study", "cards", "--json", "--facet", "recall", *filters, folder=folder).stdout)
        assert {card["id"] for card in listed} == set(ids(asked(folder, "--all", *filters))) != set()
    assert ids(asked(folder, "--all", "--node", "where")) == ["bees/where#recall"]


@pytest.mark.parametrize("command", ["cards", "quiz", "due", "stats", "leeches"])
def test_a_filter_that_leaves_no_card_is_told(folder: Path, command: str) -> None:
    ran = run("study", command, "--tag", "wasps", folder=folder)
    assert (ran.code, ran.stderr.splitlines()[0]) == (0, "no such card; there is no tag 'wasps'")


def test_why_nothing_is_asked(folder: Path) -> None:
    assert quiz(folder, "--flagged").stderr == "no card is flagged\n"
    assert "3 more wait, since no new ones are wanted" in quiz(folder, "--new", "0").stderr


def test_caps_that_are_given_hold_for_all_cards_too(folder: Path) -> None:
    quiz(folder, "--answer", f"{CARDS[0]}=3")
    assert len(ids(asked(folder, "--all"))) == 3
    assert ids(asked(folder, "--all", "--new", "0")) == [CARDS[0]]
    capped = asked(folder, "--all", "--most", "2")
    assert (len(ids(capped)), len(capped["more"])) == (2, 1)


def test_what_a_quiz_of_all_cards_begins_with(folder: Path) -> None:
    quiz(folder, "--answer", f"{CARDS[0]}=3", "--answer", f"{CARDS[1]}=4")
    said = quiz(folder, "--all", now="2026-03-02T09:00Z", stdin=b"quit\n").stdout.splitlines()[0]
    assert said.startswith("1 due, 1 asked before and 1 new · ")
