"""Small libraries for tests: files written below a folder, and what `cruxmap` makes of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from consoles import run

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = '[library]\nsources = ["maps"]\n'
OWLS = """\
source: {id: owls, title: Owls of the barn, thesis: hunt}
claims:
  hunt: {text: The barn owl finds mice by ear alone in a dark barn., title: Hunting by ear}
concepts:
  disc: {text: The facial disc gathers faint sound for the ears., title: Facial disc}
  goal: {text: Saving the old barn for its owls., title: The Goal}
references:
  konishi: {text: A paper on sound., title: Locating prey, url: "https://www.example.org/owls/?utm_source=feed"}
people:
  ann: {text: Ann Marsh counts owls., title: Dr. Ann Marsh}
"""
BATS = """\
source: {id: bats, title: Bats of the church, thesis: deaf}
claims:
  deaf: {text: The barn owl does not find mice by ear alone in a dark barn., title: Hunting with the eyes}
concepts:
  disc: {text: "The facial disc gathers faint sound for the ears, as a dish does, and guides it.", title: Facial disc}
  goal: {text: Writing a field guide about moths., title: The Goal}
references:
  prey: {text: Where the prey is., title: Locating prey by sound, url: "http://example.org/owls"}
people:
  marsh: {text: She hangs up boxes., title: Ann Marsh}
"""


def vault(folder: Path, **maps: str) -> Path:
    """A library in a folder: `cruxmap.toml`, and a map of each name below `maps`."""
    (folder / "maps").mkdir(parents=True, exist_ok=True)
    (folder / "cruxmap.toml").write_text(SETTINGS, "utf-8")
    for name, text in maps.items():
        (folder / "maps" / f"{name}.yaml").write_bytes(text.encode("utf-8"))
    return folder


def asked(folder: Path, *words: str) -> Any:
    """What a command answers with `--json`."""
    ran = run(*words, "--json", folder=folder)
    assert (ran.stderr, ran.code) == ("", 0), ran.stderr
    return json.loads(ran.stdout)


def link_set(folder: Path) -> set[tuple[str, str, str, str, str | None]]:
    """All links of a library."""
    rows = json.loads(run("links", "--json", folder=folder).stdout)
    return {(row["from"], row["relation"], row["to"], row["basis"], row["note"]) for row in rows}
