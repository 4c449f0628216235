"""What the signs of Argdown's relations mean."""

from __future__ import annotations

from .debate import ATTACK, CONTRADICTORY, SUPPORT, UNDERCUT

SIGNS: dict[str, tuple[str, bool]] = {
    "+>": (SUPPORT, True),
    "->": (ATTACK, True),
    "_>": (UNDERCUT, True),
    "><": (CONTRADICTORY, True),
    "+": (SUPPORT, False),
    "<+": (SUPPORT, False),
    "-": (ATTACK, False),
    "<-": (ATTACK, False),
    "_": (UNDERCUT, False),
    "<_": (UNDERCUT, False),
}
"""Each sign's relation, and whether it leads from the line above to the one it stands in."""
