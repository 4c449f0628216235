"""A small map with an error, a warning and a hint, and how the tests of `check` ask about it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from consoles import Ran, run

if TYPE_CHECKING:
    from pathlib import Path

BROKEN = """source:
  id: kettles
  title: On kettles
  thesis: buy-one

claims:
  buy-one:
    text: Every office should buy a kettle.
  boils-fast:
    text: A kettle boils water fast.
    supports: [buy-one]
    attacks: [buy-one]
  cheap:
    text: 'It is cheap: 100% so, "really" </script>.'
    supports: [buy-two-of-them]
  loud:
    text: It is loud.
"""


def check(folder: Path, *words: str) -> Ran:
    """`cruxmap check m.yaml WORDS` in a folder."""
    return run("check", "m.yaml", *words, folder=folder)


def codes(ran: Ran) -> list[str]:
    """The codes of the problems that a command printed as JSON."""
    return [problem["code"] for problem in json.loads(ran.stdout)]
