"""The record of reviews: events replayed in any order, merged files, torn lines, and the schedule of the package."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import fsrs
import msgspec
import pytest
from consoles import run
from cruxmap.graph.study.review import Event, Progress, replay
from cruxmap.graph.study.schedule import Schedule, Wish
from cruxmap.sources.reviews import append_reviews, read_reviews, written
from hypothesis import given, settings
from hypothesis import strategies as st
from quizzes import CARDS, NOW, bees, record

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from cruxmap.graph.problem import Finding

SCHEDULE = Schedule(Wish())
START = datetime(2026, 1, 1, tzinfo=UTC)


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Events of a few cards, undoing, flagging and moving among them; times may be the same."""
    events: list[Event] = []
    for number in range(draw(st.integers(0, 14))):
        at = START + timedelta(hours=draw(st.integers(0, 2000)))
        card = draw(st.sampled_from(["a/x#recall", "a/y#recall", "b/z#sides"]))
        what = draw(
            st.one_of(
                st.fixed_dictionaries({"rating": st.integers(1, 4), "said": st.sampled_from(["", "one", "two"])}),
                st.fixed_dictionaries({"flag": st.booleans()}),
                st.fixed_dictionaries({"progress": st.sampled_from(["keep", "reset"])}),
                st.fixed_dictionaries({"move": st.sampled_from(["a/x#recall", "b/new#recall"])}),
                st.fixed_dictionaries({"undo": st.sampled_from([event.id for event in events] or ["none"])}),
            )
        )
        events.append(msgspec.convert({"id": f"{number:02}", "at": at, "card": card, **what}, Event))
    return events


@given(histories(), st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_of_events_makes_a_difference(events: list[Event], chance: random.Random) -> None:
    again = [*events, *chance.sample(events, len(events) // 2)]
    chance.shuffle(again)
    assert replay(again, SCHEDULE) == replay(events, SCHEDULE)


@given(histories(), st.lists(st.integers(0, 3)), st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_two_machines_merge_to_the_same_state_whichever_way(
    tmp_path_factory: pytest.TempPathFactory, events: list[Event], turns: list[int], chance: random.Random
) -> None:
    folder = tmp_path_factory.mktemp("merged")
    here, there = events[: len(events) * 2 // 3], events[len(events) // 3 :]
    lines = [[written(event) + b"\n" for event in side] for side in (here, there)]
    states: list[dict[str, Progress]] = []
    both = lines[0] + lines[1]
    for order in (both, lines[1] + lines[0], chance.sample(both, len(both))):
        (folder / "reviews.jsonl").write_bytes(b"".join(order))
        findings: list[Finding] = []
        states.append(replay(read_reviews(str(folder / "reviews.jsonl"), findings), SCHEDULE))
        assert findings == []
    assert states[0] == states[1] == states[2] == replay(events, SCHEDULE)


@given(histories(), st.data())
@settings(max_examples=50)
def test_wherever_a_file_was_torn_off_every_whole_line_survives(
    tmp_path_factory: pytest.TempPathFactory, events: list[Event], data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("torn") / "reviews.jsonl"
    append_reviews(str(path), events)
    text = path.read_bytes() if events else b""
    cut = data.draw(st.integers(0, len(text)))
    path.write_bytes(text[:cut])
    whole = events[: text[:cut].count(b"\n")]
    is_all_but_the_end = text[cut : cut + 1] == b"\n" and cut > 0 and text[cut - 1 : cut] != b"\n"
    whole = events[: len(whole) + is_all_but_the_end]
    assert read_reviews(str(path), []) == whole
    new = Event(id="new", at=START, card="a/x#recall", rating=3)
    append_reviews(str(path), [new])
    findings: list[Finding] = []
    assert read_reviews(str(path), findings) == [*whole, new]
    assert findings == []


def test_many_processes_append_at_once(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from datetime import UTC, datetime\n"
        "from cruxmap.graph.study.review import Event\n"
        "from cruxmap.sources.reviews import append_reviews\n"
        "for n in range(40):\n"
        "    event = Event(id=f'{sys.argv[2]}-{n}', at=datetime(2026, 1, 1, tzinfo=UTC), card='a/x#recall', rating=3)\n"
        "    append_reviews(sys.argv[1], [event])\n"
    )
    path = str(tmp_path / "reviews.jsonl")
    started = [subprocess.Popen([sys.executable, "-c", script, path, str(number)]) for number in range(4)]
    assert [process.wait(60) for process in started] == [0, 0, 0, 0]
    findings: list[Finding] = []
    assert len({event.id for event in read_reviews(path, findings)}) == 160
    assert findings == []


BROKEN = {
    '{"id": "1", "at": "2026-01-01T00:00:00Z", "card": "a/x#recall", "rat': "it breaks off, or is no JSON",
    '{"id": "1", "at": "2026-01-01T00:00:00Z", "card": "a/x#recall", "rating": 9}': "Expected `int` <= 4",
    '{"id": "1", "at": "2026-01-01T00:00:00Z", "card": "a/x#recall", "rating": true}': "Expected `int | null`",
    '{"id": "1", "at": "2026-01-01T00:00:00", "card": "a/x#recall", "rating": 3}': "timezone",
    '{"id": "1", "at": "0001-01-01T00:00:00+09:00", "card": "a/x#recall", "rating": 3}': "the year 1 cannot be",
    '{"id": "1", "at": "2026-01-01T00:00:00Z", "card": "a/x#recall"}': "must say one thing",
    '{"id": "1", "at": "2026-01-01T00:00:00Z", "card": "a/x#recall", "rating": 3, "flag": true}': "must say one thing",
    "[1, 2]": "is no review",
    "\x00": "it breaks off, or is no JSON",
    "[" * 100_000: "it breaks off, or is no JSON",
}


@pytest.mark.parametrize("line", BROKEN, ids=lambda line: line[:90])
def test_a_broken_line_is_told_and_the_others_count(tmp_path: Path, line: str) -> None:
    folder = bees(tmp_path)
    good = [Event(id=str(number), at=START, card=card, rating=4) for number, card in enumerate(CARDS[:2])]
    text = written(good[0]) + b"\n" + line.encode() + b"\n" + written(good[1]) + b"\n"
    (folder / "reviews.jsonl").write_bytes(text)
    ran = run("study", "due", "--facet", "recall", "--json", "--now", NOW, folder=folder)
    assert "reviews.jsonl:2:1: warning CM505 bad-reviews" in ran.stderr
    assert BROKEN[line] in " ".join(ran.stderr.split())
    assert json.loads(ran.stdout)["now"] == 2
    assert ran.code == 0


def test_marks_of_a_merge_are_told_and_both_sides_count(tmp_path: Path) -> None:
    folder = bees(tmp_path)
    lines = [written(Event(id=str(number), at=START, card=card, rating=4)) for number, card in enumerate(CARDS[:2])]
    text = b"\n".join([b"<<<<<<< HEAD", lines[0], b"=======", lines[1], b">>>>>>> other", b""])
    (folder / "reviews.jsonl").write_bytes(text)
    ran = run("check", folder=folder)
    assert "warning CM505 bad-reviews: a merge left its marks here" in ran.stdout
    assert "--> reviews.jsonl:1:1" in ran.stdout
    assert "reviews.jsonl merge=union" in ran.stdout
    assert json.loads(run("study", "due", "--json", "--now", NOW, folder=folder).stdout)["now"] == 2


@pytest.mark.skipif(not shutil.which("git"), reason="there is no git here")
def test_git_merges_two_machines_to_one_state(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    rate(bees(here), NOW, f"{CARDS[0]}=3")
    (here / ".gitattributes").write_text("reviews.jsonl merge=union\n", "utf-8")
    git(here, "init", "--quiet")
    commit(here)
    git(tmp_path, "clone", "--quiet", "here", "there")
    rate(here, "2026-03-02T09:00Z", f"{CARDS[0]}=2", f"{CARDS[1]}=4")
    rate(there, "2026-03-01T21:00Z", f"{CARDS[0]}=undo", f"{CARDS[2]}=1", f"{CARDS[1]}=flag")
    for machine in (here, there):
        commit(machine)
        git(machine, "branch", "mine")
    for machine, other in ((here, there), (there, here)):
        git(machine, "pull", "--quiet", "--no-rebase", "--no-edit", str(other), "mine")
    words = ("study", "quiz", "--all", "--json", "--now", NOW)
    merged = [json.loads(run(*words, folder=folder).stdout) for folder in (here, there)]
    assert merged[0] == merged[1]
    assert {card["id"]: card["progress"]["reviews"] for card in merged[0]["cards"]} == {CARDS[0]: 1, CARDS[2]: 1}
    assert merged[0]["flagged"] == [CARDS[1]]
    assert len(record(here)) == len(record(there)) == 6
    assert run("check", folder=here).stdout.count("CM505") == 0


def rate(folder: Path, now: str, *answers: str) -> None:
    """Write down answers at a time."""
    words = [word for answer in answers for word in ("--answer", answer)]
    assert run("study", "quiz", "--now", now, *words, folder=folder).code == 0


def git(folder: Path, *words: str) -> None:
    """Run git as somebody, without settings of this machine."""
    who = {f"GIT_{role}_{what}": "me@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    env = {**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", *words], cwd=folder, env=env, check=True, capture_output=True)


def commit(folder: Path) -> None:
    """Commit all there is."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "rated")


RETENTIONS = st.sampled_from([0.8, 0.9, 0.95])


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 60 * 24 * 400)), min_size=1, max_size=12), RETENTIONS)
@settings(max_examples=60)
def test_intervals_are_those_of_the_package(reviews: list[tuple[int, int]], retention: float) -> None:
    scheduler = fsrs.Scheduler(desired_retention=retention, enable_fuzzing=False)
    schedule = Schedule(Wish(retention=retention))
    card, memory, at = fsrs.Card(card_id=1, due=START), None, START
    for rating, minutes in reviews:
        at += timedelta(minutes=minutes)
        shown = schedule.intervals(memory, at)
        package = [scheduler.review_card(card, fsrs.Rating(number), at)[0].due - at for number in range(1, 5)]
        assert list(shown) == package
        card, _ = scheduler.review_card(card, fsrs.Rating(rating), at)
        memory = schedule.reviewed(memory, rating, at)
        assert (memory.due, memory.stability, memory.difficulty) == (card.due, card.stability, card.difficulty)
        assert schedule.recall(memory, at) == scheduler.get_card_retrievability(card, at)


def test_the_command_shows_the_intervals_of_the_package(tmp_path: Path) -> None:
    folder = bees(tmp_path)
    scheduler, card = fsrs.Scheduler(enable_fuzzing=False), fsrs.Card(card_id=1, due=START)
    time = datetime(2026, 3, 1, 9, tzinfo=UTC)
    for rating in (3, 3, 2, 1, 3, 4):
        now = f"{time:%Y-%m-%dT%H:%MZ}"
        words = (
            "study",
            "quiz",
            "--all",
            "--json",
            "--now",
            now,
            "--focus",
            "where",
            "--depth",
            "1",
            "--facet",
            "recall",
        )
        (asked,) = json.loads(run(*words, folder=folder).stdout)["cards"]
        package = [scheduler.review_card(card, fsrs.Rating(number), time)[0].due - time for number in range(1, 5)]
        assert list(asked["intervals"].values()) == [span.total_seconds() for span in package]
        ran = run("study", "quiz", "--answer", f"{CARDS[2]}={rating}", "--now", now, folder=folder)
        assert ran.code == 0, ran.stderr
        card, _ = scheduler.review_card(card, fsrs.Rating(rating), time)
        time = card.due
    assert [event["rating"] for event in record(folder)] == [3, 3, 2, 1, 3, 4]


def test_however_hard_it_is_tried_numbers_do_not_run_over() -> None:
    lowest, highest = fsrs.scheduler.LOWER_BOUNDS_PARAMETERS, fsrs.scheduler.UPPER_BOUNDS_PARAMETERS
    for parameters in (lowest, highest, (*highest[:9], 0.0, *highest[10:19], 0.0, highest[20])):
        schedule = Schedule(Wish(parameters=parameters, retention=0.5))
        ratings = [Event(id=f"{n:04}", at=START + timedelta(days=n * 20), card="a/x#r", rating=4) for n in range(3000)]
        memory = replay(ratings, schedule)["a/x#r"].memory
        assert memory is not None
        assert memory.due > memory.last
