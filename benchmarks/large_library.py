"""A library of 10,000 nodes in 100 maps: loading it and answering `cruxes`, against `python -c pass`."""

from __future__ import annotations

import sys
import tempfile

from made_up import generate
from paired import compare, cruxmap

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        generate(folder)
        command = cruxmap("-L", folder, "cruxes")
        good = compare("10,000 nodes in 100 maps, cruxes", command, pairs=7, most_ratio=100, most_megabytes=250)
    sys.exit(not good)
