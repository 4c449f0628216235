"""A small library with cruxes to take sides on, and what two readers of it may believe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents import write

if TYPE_CHECKING:
    from pathlib import Path

ORCHARD = """\
source: {id: orchard, title: The old orchard, thesis: keep}
claims:
  keep: {text: The old orchard should be kept., requires: [{to: sound, strict: true}]}
  sound: {text: The trees can be made sound again.}
  frost: {text: A late frost would take the whole crop., attacks: [keep]}
  wall: {text: The wall keeps the frost away., attacks: [frost]}
cruxes:
  crux-graft:
    text: Should the old trees be grafted?
    positions:
      optimist: {text: Grafts take on old wood., because: [wall], supports: [sound]}
      pessimist: {text: Old wood refuses grafts., attacks: [sound]}
  crux-sell:
    text: Who is to buy the fruit?
    positions:
      market: {text: The market takes all of it., supports: [keep]}
      press: {text: Only the press takes it.}
      nobody: {text: Nobody wants it., attacks: [keep]}
"""
ANA = """\
[belief]
"orchard/crux-graft.optimist" = 0.8
"orchard/frost" = 0.2
[take]
"orchard/crux-sell" = "market"
"""
BEN = """\
[belief]
"orchard/crux-graft.pessimist" = 0.9
"orchard/frost" = 0.6
"""


def orchard(folder: Path, *, beliefs: str = "", settings: str = "") -> Path:
    """The library in a folder, with what is believed of it and further settings."""
    write(folder / "cruxmap.toml", f'[library]\nsources = ["maps"]\n{settings}')
    write(folder / "maps" / "orchard.yaml", ORCHARD)
    if beliefs:
        write(folder / "beliefs.toml", beliefs)
    return folder
