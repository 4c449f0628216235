"""What a text in Argdown says, as Argdown's own program understands it, whether read directly or from its JSON."""

from __future__ import annotations

from msgspec import Struct, field

from ...graph.foreign_data import Data

Fields = dict[str, Data]

STATEMENT, ARGUMENT, INFERENCE = "statement", "argument", "inference"
SUPPORT, ATTACK, UNDERCUT, CONTRADICTORY = "support", "attack", "undercut", "contradictory"
ENTAILS, CONTRARY = "entails", "contrary"  # what support and attack between statements are in strict mode
MUTUAL = (CONTRADICTORY, CONTRARY)
UNTITLED = "Untitled "


class Inference(Struct):
    """A step of an argument: the rules it names, and what stands in braces beside them."""

    rules: list[str] = field(default_factory=list)
    data: Fields = field(default_factory=dict)


class Line(Struct):
    """A numbered line of a premise-conclusion structure; a conclusion knows the inference that led to it. `text` is
    what it says there, None where it refers to what is said elsewhere."""

    title: str
    data: Fields = field(default_factory=dict)
    inference: Inference | None = None
    text: str | None = None


class Entry(Struct):
    """All that is said under one title: a statement with all that are equivalent to it, or an argument.

    Of several texts the last counts, or the last that says `isCanonical`. `at` is where it comes up first; `lines` are
    an argument's premises and conclusions. `section` is a number of the debate's sections, -1 for none,
    `first_section` that of its first mention.
    """

    title: str
    at: tuple[int, int]
    text: str = ""
    is_canonical: bool = False
    tags: dict[str, None] = field(default_factory=dict)
    data: Fields = field(default_factory=dict)
    section: int = -1
    first_section: int | None = None
    lines: list[Line] = field(default_factory=list)

    def say(self, text: str, data: Fields) -> None:
        """Take one more text of it."""
        canonical = bool(data.get("isCanonical"))
        if canonical or not self.is_canonical:
            self.text, self.is_canonical = text, canonical

    @property
    def is_untitled(self) -> bool:
        """Whether Argdown made its title, for want of one."""
        return self.title.startswith(UNTITLED) and self.title[len(UNTITLED) :].isdigit()


class End(Struct, frozen=True):
    """One end of a relation: a statement or an argument by its title, or the inference that leads to the line of that
    place in an argument."""

    sort: str
    title: str
    place: int = -1


class Relation(Struct, frozen=True):
    """A relation of one of Argdown's sorts."""

    sort: str
    start: End
    end: End


class Section(Struct):
    """A heading and what is said of it; `parent` is the number of the one it stands under, -1 for none."""

    title: str
    level: int = 1
    parent: int = -1
    tags: dict[str, None] = field(default_factory=dict)
    data: Fields = field(default_factory=dict)


class Debate(Struct):
    """A whole text: statements and arguments by title, in no particular order; `front` is its front matter."""

    statements: dict[str, Entry] = field(default_factory=dict)
    arguments: dict[str, Entry] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    front: Fields = field(default_factory=dict)


def merged(first: Fields, second: Fields) -> Fields:
    """Both objects in one, the second's values counting where they differ; lists are joined place by place."""
    found = dict(first)
    for key, value in second.items():
        found[key] = _joined(found.get(key), value)
    return found


def _joined(first: Data, second: Data) -> Data:
    if isinstance(first, dict) and isinstance(second, dict):
        return merged(first, second)
    if isinstance(first, list) and isinstance(second, list):
        return [_joined(first[n] if n < len(first) else None, value) for n, value in enumerate(second)] + first[
            len(second) :
        ]
    return second
