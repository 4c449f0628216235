"""What nodes are called in a question: a phrase of their own text where it fits, else their label in quotes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ..model import label
from ..names import is_generic
from ..words import stems, words
from .quoting import is_ended, quoted

if TYPE_CHECKING:
    from ..model import Node
    from .material import Material

STATED = ("claim", "argument", "evidence", "example", "position")
"""The kinds that are quoted by their text, not called by their title."""

_ASKS = re.compile(
    r"(?:why\s+\S|(?:how|what|when|where|who|which)\s+(?:is|are|was|were|do|does|did|can|could|will|would|should)\s)",
    re.IGNORECASE,
)
_THE = re.compile(r"the\s+\S+(?:\s+\S+)?$", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
_BEFORE = re.compile(
    r"(?:^|\b(?:in|of|by|with|for|under|through|against|is|are|has|have|as)\s+|\b((?:the|an?)\s+))$", re.IGNORECASE
)
_USUAL_END = re.compile(r"(?:ed|ing|al|ive|ion|ions|ity|ness|ment|ments|ous|ary|able|ible|ic|ism)$")
_PLURAL = re.compile(r"\s+(?:are|were|have|do)\b")
_SINGULAR = re.compile(r"\s+(?:is|was|has|does)\b")
_S = re.compile(r"[^siu]s$", re.IGNORECASE)
MOST_KEPT = 30_000
"""How many texts are kept with their words, which several facets ask for."""
_LONGEST_PHRASE = 4
_ENOUGH_WORDS = 3


def label_of(material: Material, node: Node) -> str:
    """The label of a node without quotes: its own, or that of the topic which its title only adds a heading to.

    >>> from cruxmap.graph.graph import Graph
    >>> from cruxmap.graph.model import Node
    >>> from cruxmap.graph.study.material import Material
    >>> label_of(Material(Graph((), ())), Node(id="a/b", kind="concept", text="What is luck?"))
    'What is luck'
    """
    topic = explained(material, node)
    name = label(topic) if topic else label(node)
    return name.strip().rstrip(".?:").rstrip() or name


def explained(material: Material, node: Node, *relations: str) -> Node | None:
    """The topic that a node explains or illustrates (or else) under a heading: "Luck: The Logic" is about "Luck"."""
    if not node.title or ":" not in node.title:
        return None
    graph = material.graph
    for link in graph.out(node.id, *(relations or ("about", "example_of"))):
        topic = graph.node(link.to_id)
        if node.title.startswith(f"{label(topic)}:"):
            return topic
    return None


def is_stated(node: Node) -> bool:
    """Whether a node is quoted by its text: a statement, unless that is no sentence but a mere label."""
    return node.kind in STATED and not (is_bare(node) and not is_ended(node.text))


def asks(material: Material, node: Node) -> str:
    """The question that a label asks by itself ("Why no rain"), with what it is part of; "" for other labels."""
    name = label_of(material, node)
    if not _ASKS.match(name):
        return ""
    where = _whole(material, node)
    return f"{name}? (in {quoted(label_of(material, where))})" if where else f"{name}?"


def is_bare(node: Node) -> bool:
    """Whether a node's text says little more than its title, which it repeats.

    >>> from cruxmap.graph.model import Node
    >>> is_bare(Node(id="a/b", kind="concept", title="Luck", text="Luck (good or bad)"))
    True
    """
    known, found = stems_of(node.title), stems_of(node.text)
    if not node.title or not known <= found:
        return False
    return len(found - known) < (1 if is_ended(node.text) else _ENOUGH_WORDS)


@lru_cache(maxsize=MOST_KEPT)
def stems_of(text: str) -> frozenset[str]:
    """The stems of the words of a text that carry meaning."""
    return frozenset(stems(text))


def called(material: Material, node: Node) -> str:
    """What a node is called inside a question."""
    return phrase(material, node) or in_quotes(material, node)


def in_quotes(material: Material, node: Node) -> str:
    """A node's label in quotes, with what it is part of if that is a story or it could stand anywhere ("The goal")."""
    name = quoted(label_of(material, node))
    if node.kind == "analogy":
        return name if "analogy" in name.lower() else f"the comparison {name}"
    whole = _whole(material, node)
    if whole and whole.kind != "analogy" and not _is_vague(node):
        return name
    return f"{name} in {quoted(label_of(material, whole))}" if whole else name


def is_plural(material: Material, node: Node) -> bool:
    """Whether what a node is called inside a question stands for several."""
    found = place_of(node)
    name = phrase(material, node)
    if not name or not found:
        return False
    behind = node.text[found.end() :]
    if _PLURAL.match(behind):
        return True
    return bool(_S.search(name)) and not _SINGULAR.match(behind) and not name.startswith(("a ", "an "))


def phrase(material: Material, node: Node) -> str:
    """A node's title as its own text writes it, with its article: "a lucky guess", "luck"; "" where it does not."""
    found = place_of(node)
    if not found or is_bare(node):
        return ""
    before = _BEFORE.search(node.text[: found.start()])
    if not before:
        return ""
    article = (before[1] or "").lower()
    if article or found.start():
        return article + found[0]
    return _lowered(material, found[0], several=bool(_PLURAL.match(node.text, found.end())))


def _whole(material: Material, node: Node) -> Node | None:
    """What a node is part of, that tells where it belongs: a story, or a topic whose own name tells something."""
    wholes = (material.graph.node(link.to_id) for link in material.out(node, "part_of"))
    return next((end for end in wholes if end.kind == "analogy" or not (end.kind in STATED or _is_vague(end))), None)


def _is_vague(node: Node) -> bool:
    name = label(node)
    return is_generic(name) or (is_bare(node) and bool(_THE.match(name)))


def place_of(node: Node) -> re.Match[str] | None:
    """Where a node's text holds its title, but for article and capitals; None for sentences and long titles."""
    core = _ARTICLE.sub("", node.title, count=1) if _ARTICLE.match(node.title) else node.title
    if node.kind in STATED or core.lower() not in node.text.lower() or not 0 < len(words(core)) <= _LONGEST_PHRASE:
        return None
    return re.search(rf"(?<![\w-]){re.escape(core)}(?![\w'’-])", node.text, re.IGNORECASE)


def _lowered(material: Material, name: str, *, several: bool) -> str:
    """A name from the start of a sentence as it stands inside one; "" where nobody can tell."""
    first = name.split(maxsplit=1)[0]
    if first[1:] != first[1:].lower() or first in material.words:
        return name
    if several or first.lower() in material.words or _USUAL_END.search(first):
        return name[0].lower() + name[1:]
    return ""
