"""What Argdown's signs mean: those of relations, and the shortcodes for signs of logic and for faces."""

from __future__ import annotations

from .debate import ATTACK, CONTRADICTORY, SUPPORT, UNDERCUT

# fmt: off
_LOGIC = {
    "A": "∀", "E": "∃", "O": "𝗢", "P": "𝗣", "->": "→", "<->": "↔", "~": "¬", "^": "∧", "v": "∨", "v_": "⊻", "<>": "◇",
    "[]": "◻",
}
_FACES = {
    "happy": "😀", "smiley": "☺", "laugh": "😆", "lol": "😆", "rofl": "🤣", "joy": "😂", "heart": "❤",
    "?": "❓", "question": "❓", "love": "😍", "wink": "😉", "shush": "🤫", "meh": "😐", "eye-roll": "🙄", "sad": "😢",
    "disappointed": "😞", "scream": "😱", "+1": "👍", "up": "👍", "-1": "👎", "down": "👎", "think": "🤔", "star": "⭐",
    "y": "✔", "agree": "✔", "n": "❌", "disagree": "❌",
}
# fmt: on

SHORTCODES: dict[str, str] = {
    **{f"{mark}{name}{mark}": sign for name, sign in (_LOGIC | _FACES).items() for mark in ".:"},
    ":smile:": "☺\ufe0f",
    ".smile.": "☺",
}

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
