"""Cards of terms: what they mean, the blank they fill, their kinds, parts and examples, how two of them differ."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..gaps import explains
from ..model import label
from ..words import stems, words
from .asking import Found, about, card, other, part_name, said, thing
from .card import Point
from .naming import (
    STATED,
    asks,
    called,
    explained,
    in_quotes,
    is_bare,
    is_plural,
    is_stated,
    label_of,
    phrase,
    place_of,
)
from .quoting import quoted
from .rows import row_of
from .steps import in_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Node
    from .card import Card
    from .material import Material

_BY_KIND = {
    "concept": "What is meant by {}?",
    "mechanism": "What is meant by {}?",
    "failure_mode": "What failure is meant by {}?",
    "mitigation": "What proposal is meant by {}?",
}
_IDEA = "What is the idea behind {}?"
_NO_DEFINITION = re.compile(r"\s*(?:is|are|was|were)\s+(?:not|necessary|\w+ed)\b")
_WHO = re.compile(r"\s*(?:is|are)\s+(?:who|whoever|someone|somebody|anyone|anybody|people|those who)\b")
_ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
_GAP = "____"
_LEAST_LEFT = 5
_MOST_PARTS = 10
_LEAST = 2


def meaning(material: Material, node: Node) -> Iterator[Card]:
    """What a term means, by its own text or by what explains it."""
    if not _is_explained(material, node):
        return
    ask = _definition(material, node)
    if is_bare(node):
        links = [link for link in material.into(node, "about") if _explains(material, link.from_id, node)]
        found = [said(material.graph.node(link.from_id), link) for link in links]
        ask = asks(material, node) or _IDEA.format(called(material, node))
    else:
        found = [said(node)]
    if ask:
        yield from card(material, node, "meaning", ask, found)


def blank(material: Material, node: Node) -> Iterator[Card]:
    """The text of a term with the term left out, where the rest tells which it is."""
    found = place_of(node)
    if not found or is_bare(node) or not _is_explained(material, node) or not phrase(material, node):
        return
    if _NO_DEFINITION.match(node.text[found.end() :]):
        return
    term = found[0]
    rest = re.sub(rf"(?<![\w-]){re.escape(term)}(?![\w-])", _GAP, node.text, flags=re.IGNORECASE)
    rest = re.sub(rf"\ban? {_GAP}", _GAP, rest, flags=re.IGNORECASE)  # the article would tell how the term begins
    left = set(stems(rest.replace(_GAP, "")))
    initials = "".join(word[0] for word in words(term))
    if len(left) < _LEAST_LEFT or left & set(stems(term)) or (len(initials) > 1 and initials in words(rest)):
        return
    question = f"Which term fills the blank? {quoted(rest)}"
    yield from card(material, node, "blank", question, [Found(Point(label(node), node.id))])


def table(material: Material, node: Node) -> Iterator[Card]:
    """What the rows of a table say of their subject, column by column."""
    found = [
        Found(Point(row.cell, link.from_id, row.column), (link,))
        for link in material.into(node, "about", "supports", "attacks")
        if (row := row_of(material.graph.node(link.from_id)))
    ]
    columns = [quoted(column) for column in dict.fromkeys(item.point.lead for item in found)]
    listed = " and ".join(filter(None, [", ".join(columns[:-1]), *columns[-1:]]))
    ask = f"What does the table say of {called(material, node)} under {listed}?"
    yield from card(material, node, "table", ask, found)


def kinds(material: Material, node: Node) -> Iterator[Card]:
    """The kinds of something, where several are told apart."""
    links = material.into(node, "specializes")
    found = [thing(material, material.graph.node(link.from_id), link) for link in links]
    if len(found) >= _LEAST:
        name = _ARTICLE.sub("", phrase(material, node)) or in_quotes(material, node)
        ask = f"Which kinds of {name} are told apart?"
        yield from card(material, node, "kinds", ask, found)


def parts(material: Material, node: Node) -> Iterator[Card]:
    """What belongs to something, unless its parts are the steps of it."""
    graph = material.graph
    links = [link for link in material.into(node, "part_of") if graph.node(link.from_id).text not in node.text]
    if in_order(graph, [link.from_id for link in links]).steps:
        return
    found = [thing(material, graph.node(link.from_id), link, brief=True) for link in links]
    if _LEAST <= len(found) <= _MOST_PARTS:
        ask = "What comes under {}?" if is_stated(node) else "What belongs to {}?"
        yield from card(material, node, "parts", asks(material, node) or about(material, node, ask), found)


def example(material: Material, node: Node) -> Iterator[Card]:
    """What illustrates something; every example is asked for once, where most of its like are."""
    links = [link for link in material.into(node, "example_of") if link.basis == "explicit"]
    found = [said(material.graph.node(link.from_id), link) for link in links]
    if any(material.illustrated[link.from_id] == node.id for link in links):
        ask = "Which example illustrates {}?" if len(found) == 1 else "Which examples illustrate {}?"
        yield from card(material, node, "example", about(material, node, ask), found)


def difference(material: Material, node: Node) -> Iterator[Card]:
    """How two things differ that are set against each other."""
    graph = material.graph
    for link in material.out(node, "contrasts_with"):
        second = graph.node(other(node, link))
        ends = (node, second)
        if link.from_id != node.id or any(not end.title or end.kind in STATED or is_bare(end) for end in ends):
            continue
        first, last = (called(material, end) for end in ends)
        found = [said(end, link, lead=label_of(material, end)) for end in ends]
        ask = f"What is the difference between {first} and {last}?"
        yield from card(material, node, "difference", ask, found, part=part_name(second, node))


def _definition(material: Material, node: Node) -> str:
    """The question for which a term's text is the answer, "" where there is none."""
    name, found = phrase(material, node), place_of(node)
    if not name or not found:
        return _BY_KIND[node.kind].format(in_quotes(material, node))
    behind = node.text[found.end() :]
    if node.kind == "mitigation":
        return "" if _NO_DEFINITION.match(behind) else _BY_KIND[node.kind].format(in_quotes(material, node))
    several = is_plural(material, node)
    if _NO_DEFINITION.match(behind):
        return f"What role {'do' if several else 'does'} {name} play?"
    return f"{'Who' if _WHO.match(behind) else 'What'} {'are' if several else 'is'} {name}?"


def _is_explained(material: Material, node: Node) -> bool:
    """Whether a document says what the node is: no step, no part of a story, and not merely something to read up."""
    graph = material.graph
    beside = graph.out(node.id, "prerequisite_of", "related_to")
    return (
        bool(node.title)
        and not explained(material, node, "about", "example_of", "mitigates")
        and not graph.at(node.id, "precedes")
        and not any(graph.node(link.to_id).kind == "source" for link in beside)
        and explains(graph, node.id)
    )


def _explains(material: Material, node_id: str, topic: Node) -> bool:
    found = explained(material, material.graph.node(node_id))
    return found is not None and found.id == topic.id
