"""Studying 10,000 made-up nodes: cards, a learning path and the page; reviews against fsrs alone; a package
for Anki against genanki's own."""

from __future__ import annotations

import gc
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import cruxmap as package
import fsrs
import genanki  # type: ignore[import-untyped]
from cruxmap.exports import export
from cruxmap.exports.anki.look import NAME
from cruxmap.exports.anki.note import FIELDS, notes
from cruxmap.exports.exporter import Options
from cruxmap.exports.html.study_data import study_data
from cruxmap.exports.json_ import dumps
from cruxmap.graph.study.review import Event, replay
from cruxmap.graph.study.schedule import Schedule, Wish
from made_up import generate
from paired import compare, cruxmap

if TYPE_CHECKING:
    from collections.abc import Callable

    from cruxmap.graph.graph import Graph

ROUNDS = 5
REVIEWS, CARDS = 20_000, 2_000
START = datetime(2026, 1, 1, tzinfo=UTC)


def beside(title: str, work: Callable[[], object], other: Callable[[], object], called: str, *, most: float) -> bool:
    """Print the median ratio of the time of two functions, in pairs after one warm-up, and whether it is in bounds."""
    work(), other()
    ratios = sorted(seconds(work) / seconds(other) for _ in range(ROUNDS))
    ratio = statistics.median(ratios)
    good = ratio <= most
    print(
        f"{title}: {ratio:.2f} x {called} (from {ratios[0]:.2f} to {ratios[-1]:.2f}, {ROUNDS} pairs), "
        f"at most {most:g} wanted{'' if good else '   MISSED'}"
    )
    return good


def seconds(work: Callable[[], object]) -> float:
    """How long a function takes, without collecting garbage, as at the command line."""
    gc.collect()
    gc.disable()
    begin = time.perf_counter()
    work()
    taken = time.perf_counter() - begin
    gc.enable()
    return taken


def commands(folder: str) -> list[bool]:
    """What study commands take on a library, against loading it and naming its sources."""
    loading = cruxmap("--cache", "off", "-L", folder, "sources")
    title, called = "10,000 nodes in 100 maps", "loading them"
    asked = (
        (("study", "cards", "--source", "map-0050", "--facet", "support"), "all cards made", 3.0),
        (("study", "path", "map-0050/source"), "study path to a whole document", 2.0),
    )
    return [
        compare(
            f"{title}, {what}",
            cruxmap("--cache", "off", "-L", folder, *words),
            pairs=7,
            most_ratio=most,
            against=loading,
            called=called,
        )
        for words, what, most in asked
    ]


def reviews() -> bool:
    """Reviews replayed, against handing each to the package."""
    chance = random.Random(1)
    events = [
        Event(
            id=f"{number:06}",
            at=START + timedelta(hours=number),
            card=f"s/n{chance.randrange(CARDS)}#recall",
            rating=chance.choice((1, 2, 3, 3, 3, 4)),
        )
        for number in range(REVIEWS)
    ]

    def alone() -> None:
        scheduler = fsrs.Scheduler(enable_fuzzing=False)
        cards: dict[str, fsrs.Card] = {}
        for event in events:
            card = cards.get(event.card) or fsrs.Card(card_id=0, due=event.at)
            cards[event.card], _ = scheduler.review_card(card, fsrs.Rating(event.rating or 1), event.at)

    schedule = Schedule(Wish())
    return beside(f"{REVIEWS:,} reviews replayed", lambda: replay(events, schedule), alone, "fsrs alone", most=2)


def packages(graph: Graph, folder: str) -> bool:
    """The cards as a package, made and written, against genanki writing notes that are ready."""
    path = os.path.join(folder, "cards.apkg")
    ready = notes(graph, Options())
    fields = [{"name": name} for name in FIELDS]
    model = genanki.Model(1, NAME, fields, [{"name": "Card", "qfmt": "{{Question}}", "afmt": "{{Answer}}"}])

    def by_genanki() -> None:
        deck = genanki.Deck(1, "cards")
        for note in ready:
            deck.add_note(genanki.Note(model=model, fields=[*note.fields], tags=[*note.tags], guid=note.guid))
        genanki.Package(deck).write_to_file(path)

    def by_us() -> None:
        with open(path, "wb") as file:
            file.write(export(graph, "anki").data)

    return beside(f"{len(ready):,} cards drawn and packed for Anki", by_us, by_genanki, "genanki's own write", most=8)


def page(title: str, asked: str, graph: Graph, folder: str, *, most: float) -> bool:
    """How much larger the page is for what it knows of studying."""
    path = os.path.join(folder, "page.html")
    subprocess.run([*cruxmap("-L", asked, "export", "html", "-o", path)], check=True, stderr=subprocess.DEVNULL)
    whole, part = os.path.getsize(path), len(dumps(study_data(graph)).encode())
    ratio = whole / (whole - part)
    good = ratio <= most
    print(
        f"{title}, page of {whole / 1e6:.1f} MB: {ratio:.2f} x itself without its cards, at most {most:g} wanted"
        + ("" if good else "   MISSED")
    )
    return good


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        library = os.path.join(place, "library")
        generate(library)
        whole_graph = package.load(library)
        results = [
            *commands(library),
            reviews(),
            packages(whole_graph, place),
            page("10,000 nodes", library, whole_graph, place, most=2.5),
            page("shipped maps", "@shipped", package.load("@shipped"), place, most=1.5),
        ]
    sys.exit(not all(results))
