"""How cards look in Anki: the note type's templates and style, which are files beside this."""

from __future__ import annotations

from importlib.resources import files

NAME = "cruxmap"
MODEL_ID = 1_740_226_113_842
CHANGED = 1_767_225_600
"""When the templates or the style last changed, in seconds since 1970: Anki takes over newer ones."""


def part(name: str) -> str:
    """One of the files beside this: front.html, back.html or style.css."""
    return files(__package__).joinpath(name).read_text("utf-8")
