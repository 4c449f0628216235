"""What the reviews of a library tell: what is due, how it goes, what was forgotten often, whose cards are gone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from consoles import run
from quizzes import CARDS, MAP, NOW, asked, bees, ids, quiz

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return bees(tmp_path)


@pytest.mark.parametrize(
    "now", ["soon", "2026-13-01", "0001-01-01", "9999-12-31T23:59Z", "²", "2026-03-01T09:00+99:00"]
)
def test_a_time_that_is_none_is_refused(folder: Path, now: str) -> None:
    ran = quiz(folder, now=now)
    assert ran.code == 2
    assert "is no time" in ran.stderr


def test_what_is_due_and_how_it_goes(folder: Path) -> None:
    for day, rating in enumerate((4, 1, 4, 1, 4, 1, 4, 1)):
        quiz(folder, "--answer", f"{CARDS[0]}={rating}", now=f"2026-03-{day * 3 + 1:02}T09:00Z")
    due = json.loads(
        run("study", "due", "--facet", "recall", "--json", "--now", "2026-03-22T09:05Z", folder=folder).stdout
    )
    assert (due["now"], due["today"], due["new"]) == (0, 1, 2)
    words = ("--facet", "recall", "--json", "--now", "2026-03-22T20:00Z")
    stats = json.loads(run("study", "stats", *words, folder=folder).stdout)
    assert stats["reviews"] == 8
    assert stats["days"][-1] == {"day": "2026-03-22", "reviews": 1, "recalled": 0}
    assert stats["retention"]["ever"] == {"recalled": 0, "tried": 4}
    assert stats["sources"] == [
        {"source": "bees", "new": 2, "learning": 0, "young": 1, "mature": 0, "recalled": 0, "tried": 4}
    ]
    (leech,) = json.loads(run("study", "leeches", "--json", folder=folder).stdout)
    assert (leech["id"], leech["progress"]["lapses"]) == (CARDS[0], 4)
    assert "forgotten 4 times in 8 reviews" in run("study", "leeches", folder=folder).stdout
    assert "no leeches" in run("study", "leeches", "--lapses", "5", folder=folder).stderr


def test_progress_of_a_node_that_was_renamed_is_an_orphan_until_it_is_moved(folder: Path) -> None:
    quiz(folder, "--answer", f"{CARDS[2]}=4")
    text = (folder / "bees.yaml").read_text("utf-8")
    (folder / "bees.yaml").write_text(text.replace("  where:", "  winter-quarters:"), "utf-8")
    (orphan,) = json.loads(run("study", "orphans", "--json", folder=folder).stdout)
    new = "bees/winter-quarters#recall"
    assert (orphan["card"], orphan["nearest"]) == (CARDS[2], new)
    assert new in run("study", "orphans", folder=folder).stdout
    assert "did you mean" in run("study", "orphans", "--move", CARDS[2], new + "s", folder=folder).stderr
    assert "there is no orphan" in run("study", "orphans", "--move", CARDS[0], new, folder=folder).stderr
    ran = run("study", "orphans", "--move", CARDS[2], "winter-quarters#recall", "--now", NOW, folder=folder)
    assert f"{new} goes on where {CARDS[2]} was" in " ".join(ran.stderr.split())
    assert "no orphans" in ran.stderr
    assert ids(asked(folder, now="2026-03-10T09:00Z"))[0] == new


@pytest.mark.parametrize("command", ["due", "stats", "orphans", "leeches", "quiz"])
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_a_library_without_cards(tmp_path: Path, command: str, form: tuple[str, ...]) -> None:
    (tmp_path / "none.yaml").write_text("source: {id: none, title: None}\n", "utf-8")
    ran = run("-L", "none.yaml", "study", command, *form, folder=tmp_path)
    assert ran.code == 0
    assert ran.stdout or ran.stderr
    assert not form or json.loads(ran.stdout) is not None


@pytest.mark.parametrize("width", [40, 60, 70, 100])
def test_how_it_goes_names_every_source_at_every_width(tmp_path: Path, width: int) -> None:
    name = "how-bees-keep-warm-in-winter"
    (tmp_path / "a.yaml").write_text(MAP.replace("id: bees", f"id: {name}"), "utf-8")
    (tmp_path / "b.yaml").write_text(MAP, "utf-8")
    ran = run("-L", "a.yaml", "-L", "b.yaml", "study", "stats", folder=tmp_path, env={"COLUMNS": str(width)})
    assert max(map(len, ran.stdout.splitlines())) <= width
    first, second = ran.stdout.index("bees"), ran.stdout.index(name)
    assert ran.stdout[first:second].split()[1] == ran.stdout[second:].split()[1] == "3"


@pytest.mark.parametrize(
    ("gone", "said", "nearest"),
    [
        ("bees/winter#recall", "Where do they sit in winter?\nThey crowd around the queen.", "bees/where#recall"),
        ("bees/how-worm#recall", "", "bees/how-warm#recall"),
        ("bees/swarm#recall", "Where do they go in May?\nThey hang in a tree like grapes.", None),
        ("bees/feed#recall", "", None),
    ],
)
def test_the_nearest_card_of_an_orphan_is_one_that_asks_the_same(
    folder: Path, gone: str, said: str, nearest: str | None
) -> None:
    event = {"id": "1", "at": "2026-03-01T09:00:00Z", "card": gone, "rating": 3, "said": said}
    (folder / "reviews.jsonl").write_text(json.dumps(event) + "\n", "utf-8")
    (orphan,) = json.loads(run("study", "orphans", "--json", folder=folder).stdout)
    assert orphan["nearest"] == nearest
