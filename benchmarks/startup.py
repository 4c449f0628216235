"""`cruxmap cruxes` on the shipped maps, kept from the run before or read anew, against `python -c pass`."""

from __future__ import annotations

import sys
import tempfile

from paired import compare, cruxmap, keep_in

if __name__ == "__main__":
    asked = ("-L", "@shipped", "cruxes")
    with tempfile.TemporaryDirectory() as folder:
        keep_in(folder)
        results = [
            compare("shipped maps, cruxes", cruxmap(*asked), pairs=31, most_ratio=6),
            compare("the same, read anew", cruxmap("--cache", "off", *asked), pairs=31, most_ratio=12),
        ]
    sys.exit(not all(results))
