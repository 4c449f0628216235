"""A vault of 500 study notes: `cruxmap cruxes` on notes never read before, and on notes that were, in seconds.

The bounds are seconds on the machine at hand, so `python -c pass` runs beside each, to tell how fast that is.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile

from made_up_notes import generate
from paired import BARE, cruxmap, keep_in, run

NOTES = 500


def measure(title: str, command: tuple[str, ...], *, pairs: int, most_seconds: float) -> bool:
    """Print the median of the seconds and of the ratios, run by run, and whether it is within bounds."""
    rows = [(run(BARE), run(command)) for _ in range(pairs)]
    seconds = statistics.median(there.wall for _, there in rows)
    ratio = statistics.median(there.wall / bare.wall for bare, there in rows)
    megabytes = max(there.megabytes for _, there in rows)
    good = seconds <= most_seconds
    print(
        f"{title}: {seconds:.2f} s, {ratio:.0f} x python -c pass ({pairs} pairs), "
        f"at most {most_seconds:g} s wanted; {megabytes:.0f} MB" + ("" if good else "   MISSED")
    )
    return good


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        keep_in(folder)
        vault = os.path.join(folder, "vault")
        kind = generate(vault, NOTES)
        counts = json.loads(
            subprocess.run(cruxmap("-L", vault, "stats", "--json"), capture_output=True, check=False).stdout
        )
        print(f"{NOTES} notes, {kind}: {counts['nodes']:,} nodes, {counts['links']:,} links")
        asked = cruxmap("-L", vault, "cruxes")
        anew = ("sh", "-c", 'rm -rf "$0"; exec "$@"', os.environ["CRUXMAP_CACHE"], *asked)
        results = [
            measure("read for the first time, cruxes", anew, pairs=5, most_seconds=5),
            measure("read before, cruxes", asked, pairs=15, most_seconds=0.5),
        ]
    sys.exit(not all(results))
