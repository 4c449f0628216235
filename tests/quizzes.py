"""A small library to be asked about, and its reviews as its file has them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from consoles import Ran, run

if TYPE_CHECKING:
    from pathlib import Path

MAP = """\
source: {id: bees, title: How bees keep warm, url: "https://example.org/bees"}
claims:
  shiver:
    text: Bees shiver with their flight muscles to make heat.
    passage: muscles that move the wings
  cluster: {text: They crowd around the queen in a dense ball.}
  honey: {text: Honey fuels the shivering all winter.}
questions:
  how-warm: {text: How do bees make heat?, answered_by: [shiver]}
  where: {text: Where do they sit in winter?, answered_by: [cluster]}
  fuel: {text: What does the heat cost the hive?, answered_by: [honey, shiver]}
"""
CARDS = ["bees/fuel#recall", "bees/how-warm#recall", "bees/where#recall"]
NOW = "2026-03-01T09:00Z"


def bees(folder: Path) -> Path:
    """The library, its settings beside its map."""
    (folder / "cruxmap.toml").write_text('[library]\nsources = ["bees.yaml"]\n', "utf-8")
    (folder / "bees.yaml").write_text(MAP, "utf-8")
    return folder


def record(folder: Path) -> list[dict[str, Any]]:
    """What reviews.jsonl says, line by line."""
    path = folder / "reviews.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def quiz(folder: Path, *words: str, now: str = NOW, stdin: bytes = b"") -> Ran:
    """Run a quiz of the recall questions."""
    return run("study", "quiz", "--facet", "recall", "--now", now, *words, folder=folder, stdin=stdin)


def asked(folder: Path, *words: str, now: str = NOW) -> dict[str, Any]:
    """What a quiz would ask, as JSON."""
    found: dict[str, Any] = json.loads(quiz(folder, "--json", *words, now=now).stdout)
    return found


def ids(session: dict[str, Any]) -> list[str]:
    """The ids of the cards that are asked."""
    return [card["id"] for card in session["cards"]]
