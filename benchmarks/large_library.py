"""A library of 10,000 nodes in 100 maps: answering `cruxes`, kept or read anew, against `python -c pass`."""

from __future__ import annotations

import os
import sys
import tempfile

from made_up import generate
from paired import compare, cruxmap, keep_in

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        keep_in(folder)
        library = os.path.join(folder, "library")
        generate(library)
        asked = ("-L", library, "cruxes")
        title = "10,000 nodes in 100 maps, cruxes"
        results = [
            compare(title, cruxmap(*asked), pairs=15, most_ratio=20, most_megabytes=100),
            compare(
                f"{title}, read anew", cruxmap("--cache", "off", *asked), pairs=7, most_ratio=100, most_megabytes=250
            ),
        ]
    sys.exit(not all(results))
