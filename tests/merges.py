"""Two libraries to be merged by tests, what the first document of both comes from, and the command that does it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from consoles import Ran, run

if TYPE_CHECKING:
    from pathlib import Path

BASE = """
source: {id: kiln, title: The kiln, thesis: wood}
claims:
  wood: {text: The potters should fire with wood.}
  ash: {text: Ash from the fire glazes the pots in ways that no recipe repeats., supports: [wood]}
  cheap: {text: Wood costs less than gas., supports: [wood]}
"""
OURS = BASE.replace("should fire", "should always fire") + "  smoke: {text: Smoke settles., attacks: [wood]}\n"
THEIRS = (
    BASE.replace("should fire", "should never fire").replace("  ash:", "  glaze:").replace("repeats", "ever repeats")
)
THEIRS = THEIRS.replace("less than gas.,", "less than gas., note: By the cord.,")
OTHER = "source: {id: well, title: The well}\nclaims: {old: {text: The well is old., related_to: [kiln/wood]}}\n"


def libraries(folder: Path) -> Path:
    """A library of ours, one of theirs with a document more, and what the first document of both came from."""
    for name, files in {
        "ours": {"maps/kiln.yaml": OURS, "cruxmap.toml": '[library]\nsources = ["maps"]\n'},
        "theirs": {"kiln.yaml": THEIRS, "well.yaml": OTHER},
        "base": {"kiln.yaml": BASE},
    }.items():
        for path, text in files.items():
            (folder / name / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / name / path).write_text(text)
    return folder


def texts_in(*place: str, folder: Path) -> dict[str, str]:
    """The texts of a library by id."""
    ran = run(*place, "list", "--json", folder=folder)
    assert ran.code == 0, ran.stderr
    return {node["id"]: node["text"] for node in json.loads(ran.stdout)}


def merged(home: Path, *words: str, stdin: bytes = b"") -> Ran:
    """Merge both into a third."""
    return run("merge", "ours", "theirs", "-o", "both", *words, folder=home, stdin=stdin)
