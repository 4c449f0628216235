"""500 markers resolved in a text of 200 kB, folding included; and verified by the command, against loading the map."""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time

from cruxmap.graph.model import Passage, passage_text
from cruxmap.sources.markers import mark
from cruxmap.sources.passages import find, fold_text
from paired import compare, cruxmap

BYTES, MARKERS, ROUNDS = 200_000, 500, 15
MOST_SECONDS = 0.3
SYLLABLES = [
    "ba",
    "ke",
    "lo",
    "mi",
    "nu",
    "ra",
    "so",
    "ti",
    "va",
    "we",
    "yo",
    "zu",
    "cha",
    "dre",
    "fli",
    "gro",
    "pla",
    "ster",
]


def document(drawn: random.Random) -> tuple[str, list[tuple[int, int]]]:
    """A made-up Markdown text of that size with headings, lists, links and emphasis, and where its sentences stand."""
    parts: list[str] = []
    sentences: list[tuple[int, int]] = []
    length = 0
    words = sorted({"".join(drawn.choices(SYLLABLES, k=drawn.randint(1, 3))) for _ in range(3000)})
    while length < BYTES:
        for _ in range(drawn.randint(2, 6)):
            said = drawn.choices(words, k=drawn.randint(6, 24))
            said[2] = f"**{said[2]}**"
            said[4] = drawn.choice([f"“{said[4]}”", f"[{said[4]}](https://example.org/{length})", f"{said[4]} —"])
            sentence = " ".join(said).capitalize() + "."
            sentences.append((length, length + len(sentence)))
            parts.append(sentence + " ")
            length += len(parts[-1])
        parts.append(drawn.choice(["\n\n", "\n- ", f"\n\n## {drawn.choice(words)}\n\n"]))
        length += len(parts[-1])
    return "".join(parts), sentences


def chosen(text: str, sentences: list[tuple[int, int]], drawn: random.Random) -> list[Passage]:
    """Markers of sentences from all over the text."""
    folded = fold_text(text)
    found = (mark(folded, *sentence) for sentence in drawn.sample(sentences, MARKERS + 50))
    return [marker for marker in found if marker][:MARKERS]


def resolve(text: str, markers: list[Passage]) -> float:
    """The seconds it takes to fold the text and to find every marker in one place."""
    begin = time.perf_counter()
    folded = fold_text(text)
    places = [find(folded, marker).places for marker in markers]
    seconds = time.perf_counter() - begin
    assert {len(place) for place in places} == {1}
    return seconds


def scan(text: str) -> float:
    """The seconds it takes to lower the case of every character of the text one by one."""
    begin = time.perf_counter()
    "".join([char.lower() for char in text])
    return time.perf_counter() - begin


if __name__ == "__main__":
    drawn = random.Random(1)
    text, sentences = document(drawn)
    markers = chosen(text, sentences, drawn)
    rows = [(scan(text), resolve(text, markers)) for _ in range(ROUNDS + 1)][1:]
    median = statistics.median(there for _, there in rows)
    ratio = statistics.median(there / bare for bare, there in rows)
    good = median < MOST_SECONDS
    print(
        f"{MARKERS} markers in a text of {len(text.encode()) // 1000} kB: {median:.3f} s, less than {MOST_SECONDS:g} s "
        f"wanted; {ratio:.0f} x lowering its characters one by one ({ROUNDS} pairs)" + ("" if good else "   MISSED")
    )
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "m.yaml")
        with open(os.path.join(folder, "m.md"), "w", encoding="utf-8") as file:
            file.write(text)
        with open(path, "w", encoding="utf-8") as file:
            file.write("source: {id: m, title: M, text: m.md}\nclaims:\n")
            for number, marker in enumerate(markers):
                row = f"  c{number}:\n    text: Claim {number}.\n    passage: '{passage_text(marker)}'\n"
                file.write(row)
        subprocess.run(cruxmap("-L", path, "verify"), check=True, capture_output=True)  # which records them
        good &= compare(
            f"{MARKERS} passages verified, cruxmap verify",
            cruxmap("-L", path, "verify"),
            pairs=9,
            most_ratio=6,
            against=cruxmap("-L", path, "sources"),
            called="loading the map",
        )
    sys.exit(not good)
