"""The shortcodes of Argdown: what its texts write for signs of logic and for faces."""

from __future__ import annotations

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
