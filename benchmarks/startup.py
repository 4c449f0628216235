"""`cruxmap cruxes` on the shipped maps, against `python -c pass`."""

from __future__ import annotations

import sys

from paired import compare, cruxmap

if __name__ == "__main__":
    sys.exit(not compare("shipped maps, cruxes", cruxmap("-L", "@shipped", "cruxes"), pairs=31, most_ratio=12))
