"""Damage by a wrong encoding undone in 10 MB of each sort of text, against a tenth of it: linear means ten times."""

from __future__ import annotations

import random
import sys
import time
from typing import TYPE_CHECKING

from cruxmap.sources.decoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZE = 10_000_000
MOST_SECONDS = 10.0
MOST_RATIO = 15.0
MAC = bytes(range(0x80, 0x100)).decode("mac_roman")


def main() -> int:
    """Print each sample's seconds; 1 if one takes longer than it may."""
    missed = False
    for name, text in samples():
        whole, part = (measure(text[: len(text) // share].encode()) for share in (1, 10))
        ratio = whole / max(part, 0.01)
        missed |= whole > MOST_SECONDS or ratio > MOST_RATIO
        print(f"{name:30} {whole:5.1f} s for {len(text.encode()) / 1e6:4.1f} MB, {ratio:5.1f} x a tenth")
    return int(missed)


def samples() -> Iterator[tuple[str, str]]:
    yield "English", filled("Clean, and “quoted” – as it should be…\n")
    yield "French", filled("l’été est déjà là, «état» d’âme\n")
    yield "damaged", filled("cafÃ© doesnâ€™t â€” matter\n")
    yield "damaged, on one line", filled("cafÃ© doesnâ€™t ")
    yield "every line damaged in part", filled("cafÃ© doesnâ€™t — é\n")
    yield "may be damaged, line by line", "cafÃ©\n" + filled("Ã…\n")
    yield "signs of MacRoman at random", "".join(random.Random(1).choices(f"{MAC} \nab", k=SIZE // 3))
    yield "damaged four times", filled(damaged("déjà vu – ", times=4))


def filled(unit: str) -> str:
    return unit * (SIZE // len(unit.encode()))


def damaged(text: str, *, times: int) -> str:
    for _ in range(times):
        text = text.encode().decode("mac_roman")
    return text


def measure(data: bytes) -> float:
    """The seconds of the processor that decoding takes."""
    start = time.process_time()
    decode(data, "text.md")
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
