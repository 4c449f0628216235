"""Who says what in an AIF document: its locutions and participants, or the name with which a locution begins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from .document import LOCUTION, key_in, listed_in, objects_in, type_of
from .words import text_in, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..foreign_data import Data
    from .document import Document

PARTICIPANTS, LOCUTIONS = "participants", "locutions"


class Speaker(Struct, frozen=True):
    """Somebody under the `key` by which the document tells them apart, and the places of the nodes that they say."""

    key: str
    name: str
    nodes: tuple[int, ...]


def speakers_of(document: Document, places: Mapping[str, int]) -> tuple[Speaker, ...]:
    """Everybody who says something, in the order in which they begin to. `places` are those of nodes by their ids."""
    names = {
        key_in(row, "participantID"): _name_of(row) for row in objects_in(listed_in(document.rest.get(PARTICIPANTS)))
    }
    known = {name.casefold(): key for key, name in names.items() if name}
    said: dict[str, dict[int, None]] = {}
    spoken: set[int] = set()
    for row in objects_in(listed_in(document.rest.get(LOCUTIONS))):
        place, person = places.get(key_in(row, "nodeID"), -1), key_in(row, "personID")
        if place >= 0 and person:
            said.setdefault(person, {})[place] = None
            spoken.add(place)
            if not names.get(person):
                names[person] = _name_before(words_of(document.nodes[place])) or f"Person {person}"
    for place, node in enumerate(document.nodes):
        if type_of(node) != LOCUTION or place in spoken:
            continue
        name = names.get(key_in(node, "participantID")) or _name_before(words_of(node))
        if name:
            key = known.setdefault(name.casefold(), name)
            names.setdefault(key, name)
            said.setdefault(key, {})[place] = None
    return tuple(Speaker(key, names[key], tuple(nodes)) for key, nodes in said.items())


def _name_of(participant: Data) -> str:
    """What somebody is called; tools that know of no surname write the word None."""
    words = (text_in(participant, "firstname"), text_in(participant, "surname"))
    return " ".join(word for word in words if word not in ("", "None"))


def _name_before(words: str) -> str:
    """The name with which a locution begins, "" if it begins with none.

    >>> _name_before("Bob : It may break"), _name_before("Bob says 'It may break'"), _name_before("It may break")
    ('Bob', 'Bob', '')
    """
    found = _NAMED.match(words) or _SAYING.fullmatch(words)
    return found[1] if found else ""


_NAMED = re.compile(r"([^\W\d_][^:?!\"“”]{0,58}?)\s*:\s")
_SAYING = re.compile(r"([^\W\d_][^:?!\"'“”]{0,58}?) says '.*'")
