"""Checking a library of 10,000 nodes in 100 maps, against loading it and naming its sources."""

from __future__ import annotations

import sys
import tempfile

from made_up import generate
from paired import compare, cruxmap

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        generate(folder)
        good = compare(
            "10,000 nodes in 100 maps, check",
            cruxmap("--cache", "off", "-L", folder, "check", "--exit-zero", "--output-format", "concise"),
            pairs=7,
            most_ratio=3,
            against=cruxmap("--cache", "off", "-L", folder, "sources"),
            called="loading them",
        )
    sys.exit(not good)
