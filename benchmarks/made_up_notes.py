"""A vault of study notes: `python benchmarks/made_up_notes.py DIR [NOTES]`, the same every time.

Where real notes lie beside the checkout (../shared/notes) they are varied: some of their words change places, and every
title gets a number. Else the notes are made up, of the same template and about as long.
"""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path

REAL = Path(__file__).resolve().parent.parent.parent / "shared" / "notes"
SHARE_OF_WORDS = 0.1
# What readers of the template go by stays: headings of sections, keys, fences, the lines between tables.
_FIXED = re.compile(r"^## |^\s*(mindmap|```)|^\s*\*\s+\*\*The Logic|^\|[\s:|-]+\|$")
_WORD = re.compile(r"\b[a-z]{5,}\b")
WORDS = tuple(
    re.findall(
        r"\w+",
        """water orchard pruning lattice harvest season kettle bridge ledger signal timber window garden market ferry
        weather copper village stream mirror saddle granite winter candle meadow anchor basket cellar drizzle engine""",
    )
)


def generate(folder: str, notes: int = 500) -> str:
    """Write the notes, and tell of which kind they are."""
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    real = [path.read_text("utf-8") for path in sorted(REAL.glob("*.md"))]
    for number in range(notes):
        rng = random.Random(number)
        text = _varied(real[number % len(real)], number, rng) if real else _made_up(number, rng)
        (place / f"note-{number:04}.md").write_text(text, "utf-8")
    return f"varied from {len(real)} real ones" if real else "made up"


def _varied(note: str, number: int, rng: random.Random) -> str:
    pool = _WORD.findall(note)

    def varied(line: str) -> str:
        if line.startswith("# "):
            return f"{line} ({number})"
        if _FIXED.search(line):
            return line
        return _WORD.sub(lambda word: rng.choice(pool) if rng.random() < SHARE_OF_WORDS else word[0], line)

    return "\n".join(map(varied, note.split("\n")))


def _made_up(number: int, rng: random.Random) -> str:
    def words(count: int) -> str:
        return " ".join(rng.choice(WORDS) for _ in range(count))

    def sentence(count: int = 14) -> str:
        return f"{words(count).capitalize()}."

    def said(sentences: int) -> str:
        return " ".join(sentence() for _ in range(sentences))

    branches = "".join(f"    {words(2)}\n" + "".join(f"      {words(4)}\n" for _ in range(6)) for _ in range(6))
    concepts = "".join(
        f"### {place}. {words(3).title()} (Complexity: {rng.randint(2, 9)} → ELI15)\n"
        f"*   **The Logic**: {said(4)}\n*   **Concrete Example**: {said(2)}\n\n"
        for place in range(1, 7)
    )
    return f"""\
# {words(4).title()} ({number})

## 🧠 Core Thesis

{said(5)}

## 🗺️ Visual Concept Map

```mermaid
mindmap
  root(({words(2)}))
{branches}```

## 🔑 Key Concepts & Mechanisms

{concepts}## 📊 Structural Analysis

| Failure Mode | Concrete Example | Mitigation |
| :--- | :--- | :--- |
{"".join(f"| **{words(3)}** | {words(7)} | {words(5)} |" + chr(10) for _ in range(5))}
| Claim | {words(1).title()} | {words(1).title()} |
| :--- | :--- | :--- |
{"".join(f"| **{words(5)}** | {words(6)} | {words(6)} |" + chr(10) for _ in range(3))}
## 🔗 Contextual Connections

*   **Prerequisites**: {words(3)}, {words(2)}, understanding of {words(3)}.
*   **Next Steps**: {words(4)}, {words(3)}, and {words(4)}.
*   **Adjacent Dots**: {words(2)}, {words(2)}, {words(3)}.

## ⚔️ Active Recall (The Feynman Test)

{"".join(f"{place}. **What does {words(6)}?** {sentence(8)}{chr(10)}{chr(10)}" for place in range(1, 6))}
## 📚 Further Reading

{"".join(f"*   [{words(4).title()}](https://example.org/{words(1)}): {words(6)}{chr(10)}" for _ in range(4))}"""


if __name__ == "__main__":
    print(generate(sys.argv[1], *(int(word) for word in sys.argv[2:])))
