"""Libraries that are kept between runs, for the tests of what is kept: one to change, and what commands answer."""

from __future__ import annotations

from pathlib import Path

from consoles import Ran, run

COMMANDS = ("cruxes", "list", "links", "sources", "stats", "gaps", "check")
MAP = """\
source: {{id: {name}, title: The document {name}, thesis: thesis}}
claims:
  thesis: {{text: What {name} says., passage: words of {name}}}
  other: {{text: What holds {number} times., supports: [thesis]}}
failure_modes:
  rust: {{text: It rusts.}}
cruxes:
  crux-{number}:
    text: Does it hold {number} times?
    positions:
      optimist: {{text: It does., because: [other]}}
      pessimist: {{text: It does not., because: []}}
"""


def environment(tmp_path: Path) -> dict[str, str]:
    """An environment with folders of its own for what is kept."""
    return {"CRUXMAP_CACHE": str(tmp_path / "cache"), "XDG_DATA_HOME": str(tmp_path / "data")}


def write_vault(folder: Path) -> Path:
    """A library of three maps, two of which are linked."""
    folder.mkdir()
    for number, name in enumerate("abc"):
        (folder / f"{name}.yaml").write_text(MAP.format(name=name, number=number))
    (folder / "links.yaml").write_text("links:\n- {from: a/other, relation: supports, to: b/thesis}\n")
    return folder


def files(env: dict[str, str]) -> list[Path]:
    """What is kept there, by name."""
    folder = Path(env["CRUXMAP_CACHE"])
    return sorted(folder.iterdir()) if folder.is_dir() else []


def answers(folder: Path, env: dict[str, str]) -> list[Ran]:
    """What the commands answer in the folder's parent, which is the same each time."""
    return [
        run("-L", folder.name, command, *form, folder=folder.parent, env=env)
        for command in COMMANDS
        for form in ((), ("--json",))
    ]


def fresh(folder: Path) -> list[Ran]:
    """The same with nothing kept."""
    return answers(folder, {"CRUXMAP_CACHE": "off"})
