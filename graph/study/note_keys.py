"""What the words of a written study note mean: the one table that its writer and its reader share."""

from __future__ import annotations

import re

from msgspec import Struct

from ..model import AGAINST, BECAUSE
from ..schema import KINDS, RELATIONS


class Part(Struct, frozen=True):
    """A section of a note: its head, and the words by which it is known again whatever stands around them."""

    name: str
    head: str
    known_by: str


class Group(Struct, frozen=True):
    """A subsection of a part, "" for the part itself, and the kinds of node that have their entries there, in order.

    It is a list of what is of the kind `item` if nothing else is said; where that is "", entries have headings of their
    own and are of the first kind. With `is_brief` it is of those of which little is told.
    """

    part: str
    head: str
    kinds: tuple[str, ...]
    item: str = ""
    is_brief: bool = False


class Key(Struct, frozen=True):
    """A bold key that tells links at a node, which is the target of those that come `inward`.

    What is written out under the key, and not only named, is a node of that `kind` unless it says otherwise.
    """

    words: str
    relation: str
    inward: bool
    kind: str


# fmt: off
PARTS: tuple[Part, ...] = (
    Part("thesis", "🧠 Core Thesis", "core thesis"),
    Part("map", "🗺️ Visual Concept Map", "concept map"),
    Part("concepts", "🔑 Key Concepts & Mechanisms", "key concepts"),
    Part("structure", "📊 Structural Analysis", "structural analysis"),
    Part("connections", "🔗 Contextual Connections", "contextual connections"),
    Part("recall", "⚔️ Active Recall (The Feynman Test)", "active recall"),
    Part("reading", "📚 Further Reading (The Path to Mastery)", "further reading"),
    Part("answers", "🗝️ Answers", "answers"),
    Part("text", "🔎 In the Text", "in the text"),
)

GROUPS: tuple[Group, ...] = (
    Group("thesis", "", ("thesis",), "claim"),
    Group("concepts", "", ("concept", "mechanism", "analogy")),
    Group("concepts", "In Brief", ("concept", "mechanism", "analogy"), "concept", is_brief=True),
    Group("structure", "Cruxes", ("crux",)),
    Group("structure", "Failure Modes", ("failure_mode",)),
    Group("structure", "Failure Modes in Brief", ("failure_mode",), "failure_mode", is_brief=True),
    Group("structure", "Mitigations", ("mitigation",), "mitigation"),
    Group("structure", "Arguments", ("argument",), "argument"),
    Group("structure", "Claims", ("claim",), "claim"),
    Group("structure", "Evidence", ("evidence",), "evidence"),
    Group("structure", "Examples", ("example",), "example"),
    Group("connections", "Voices", ("person",), "person"),
    Group("recall", "", ("question",), "question"),
    Group("reading", "", ("reference", "source"), "reference"),
)

TEXT_KEYS: dict[str, str] = {
    "concept": "The Logic",
    "mechanism": "How It Works",
    "failure_mode": "How It Goes Wrong",
    "analogy": "The Comparison",
    "crux": "The Question",
}
"""Under a heading: the key of what the node says, which tells its kind."""

KEYS: tuple[Key, ...] = (
    Key("Sides", "position_on", True, "position"),             Key("Answers to", "position_on", False, "crux"),
    Key("Point", "about", True, "claim"),                      Key("About", "about", False, "concept"),
    Key("Because", "supports", True, "claim"),                 Key("Speaks for", "supports", False, "claim"),
    Key("Against", "attacks", True, "claim"),                  Key("Speaks Against", "attacks", False, "claim"),
    Key("Premises", "premise_of", True, "claim"),              Key("Premise of", "premise_of", False, "argument"),
    Key("Bears on It", "bears_on", True, "claim"),             Key("Bears on", "bears_on", False, "crux"),
    Key("Concrete Example", "example_of", True, "example"),    Key("Example of", "example_of", False, "concept"),
    Key("Mitigated by", "mitigates", True, "mitigation"),      Key("Mitigates", "mitigates", False, "failure_mode"),
    Key("Comes From", "causes", True, "mechanism"),            Key("Leads to", "causes", False, "claim"),
    Key("Made Possible by", "enables", True, "mechanism"),     Key("Makes Possible", "enables", False, "claim"),
    Key("Strengthened by", "amplifies", True, "mechanism"),    Key("Strengthens", "amplifies", False, "mechanism"),
    Key("Needed by", "requires", True, "claim"),               Key("Needs", "requires", False, "claim"),
    Key("Comes After", "precedes", True, "mechanism"),         Key("Then", "precedes", False, "mechanism"),
    Key("Kinds", "specializes", True, "concept"),              Key("A Kind of", "specializes", False, "concept"),
    Key("Parts", "part_of", True, "concept"),                  Key("Part of", "part_of", False, "concept"),
    Key("Unlike", "contrasts_with", False, "concept"),         Key("Like", "analogous_to", False, "analogy"),
    Key("Adjacent Dots", "related_to", True, "concept"),       Key("Near to", "related_to", False, "concept"),
    Key("The Same as", "same_as", False, "concept"),
    Key("Told More Fully", "refines", True, "claim"),          Key("Tells More Fully", "refines", False, "claim"),
    Key("Prerequisites", "prerequisite_of", True, "concept"),  Key("Next Steps", "prerequisite_of", False, "concept"),
    Key("Asked by", "asks_about", True, "question"),           Key("Asks About", "asks_about", False, "concept"),
    Key("Answer to", "answered_by", True, "question"),         Key("Answer", "answered_by", False, "claim"),
    Key("Holds", "held_by", True, "claim"),                    Key("Held by", "held_by", False, "person"),
    Key("Cited by", "cites", True, "claim"),                   Key("See", "cites", False, "reference"),
)

AT_TARGET: frozenset[str] = frozenset((
    "supports", "attacks", "premise_of", "position_on", "bears_on", "example_of", "mitigates", "part_of",
    "prerequisite_of",
))
"""The relations told at the node that the link leads to, so that reasons stand under what they speak for."""

AT_SOURCE: frozenset[str] = frozenset(("prerequisite_of", "related_to"))
"""The relations told at the note's own document whichever way they lead."""

NESTED: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "claim": (
        ("supports", ("position", "thesis")),
        ("attacks", ("position", "thesis")),
        ("bears_on", ("crux",)),
        ("premise_of", ("argument",)),
        ("about", ("concept", "mechanism", "failure_mode", "analogy")),
        ("supports", ("concept", "mechanism", "failure_mode", "analogy")),
        ("part_of", ("concept", "mechanism", "failure_mode", "analogy")),
    ),
    "evidence": (
        ("supports", ("position", "thesis", "concept", "mechanism", "failure_mode", "analogy")),
        ("premise_of", ("argument",)),
    ),
    "example": (("example_of", ("concept", "mechanism", "failure_mode", "analogy", "thesis")),),
    "mitigation": (("mitigates", ("failure_mode",)),),
}
"""What is written out at another node where it belongs, and not in a list of its kind: along the first of these
relations, to the first node of these kinds that it leads to, "thesis" being the claim that is one. None of those is
itself written out elsewhere."""
# fmt: on

PASSAGE_KEY, NOTE_KEY, TAGS_KEY, ALIASES_KEY = "In the Text", "Note", "Tags", "Also Called"
URL_KEY, FORM_KEY, AUTHORS_KEY, PUBLISHED_KEY, THESIS_KEY = "Link", "Form", "By", "Published", "Thesis"
TITLE_KEY, GROUP_KEY, OPEN_KEY, MAPPING_KEY = "In Short", "Group", "Open", "What Stands for What"
TAG = re.compile(r"(?=[^#\s]*[^\W\d_])[^\W_]+(?:[-/_][^\W_]+)*")
"""A tag that can be written with a hash before it, as Obsidian knows them."""
NONE, YES = "none", "yes"
ALSO = "·"
"""What stands between one key with its value and the next on the same line."""
RECALL_HINT = "Answer each before you look: the answers stand at the end."
NO_LEVEL = "–"
LEVEL = re.compile(r" \((?:Complexity: (?:(\d+)|–)(?: → ELI ?(\d+))?|ELI ?(\d+))\)$")
"""How hard a topic is, as it stands behind the title in a heading."""

FIELD_KEYS: dict[str, str] = {
    "title": TITLE_KEY,
    "passage": PASSAGE_KEY,
    "note": NOTE_KEY,
    "tags": TAGS_KEY,
    "aliases": ALIASES_KEY,
    "url": URL_KEY,
    "form": FORM_KEY,
    "authors": AUTHORS_KEY,
    "published": PUBLISHED_KEY,
    "thesis": THESIS_KEY,
    "group": GROUP_KEY,
    "open": OPEN_KEY,
    "mapping": MAPPING_KEY,
}
"""The bold keys that tell a field of a node; the passage's tells the section too. They are written in the last part."""

KEY: dict[tuple[str, bool], Key] = {(key.relation, key.inward): key for key in KEYS}
KEY_NAMED: dict[str, Key] = {key.words.casefold(): key for key in KEYS if key.relation != "position_on"}
KIND_OF_TEXT: dict[str, str] = {words.casefold(): kind for kind, words in TEXT_KEYS.items()}
FIELD_NAMED: dict[str, str] = {words.casefold(): name for name, words in FIELD_KEYS.items()}
KIND_WORDS: dict[str, str] = {kind.label: kind.name for kind in KINDS}


def is_free(words: str) -> bool:
    """Whether a note has no meaning of its own for a bold key, so that it can name what is said of a topic."""
    folded = words.casefold()
    taken = folded in KEY_NAMED or folded in FIELD_NAMED
    return bool(folded) and not (taken or absence_named(words, "position") or words.endswith(":"))


def absence_key(name: str) -> str:
    """The bold key under which a note says that a node is without a relation, as its map names it.

    >>> absence_key("mitigated_by"), absence_key("because")
    ('Mitigated by', 'Because')
    """
    return _ABSENCE[name]


def absence_named(words: str, kind: str) -> str:
    """The relation that a node of a kind is without where the note says so under a bold key, "" for other keys."""
    if kind == "position" and words.casefold() in _REASONS:
        return _REASONS[words.casefold()]
    return next((name for name, known in _ABSENCE.items() if known.casefold() == words.casefold()), "")


_ABSENCE = {
    name: KEY[relation.name, inward].words
    for relation in RELATIONS
    for name, inward in ((relation.name, False), (relation.inverse, True))
    if (relation.name, inward) in KEY
} | {"mapping": MAPPING_KEY, BECAUSE: KEY["supports", True].words, AGAINST: KEY["attacks", True].words}
_REASONS = {_ABSENCE[name].casefold(): name for name in (BECAUSE, AGAINST)}
