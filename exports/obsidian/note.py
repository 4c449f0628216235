"""The note of a node: its text, its passage with the way there, and every link of it as a link between notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...graph.model import Analogy, Crux, Position, Question, Reference, passage_text
from ...graph.query import crux_view
from ...graph.schema import RELATION, RELATIONS
from ...graph.text_fragment import passage_link
from ..markdown_text import escaped
from ..measure import squeezed
from .names import stem
from .text import callout, name_of, titled, web_link, wikilink

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ...graph.model import Link, Node
    from ...graph.query import CruxView, Reason
    from .text import Vault

    Words = Callable[[Vault, Node], str]

# What relations are called at positions and cruxes, where there are better words than in the vocabulary.
_AT_A_POSITION = {"supported_by": "because", "attacked_by": "against", "position_on": "answers"}
_AT_A_CRUX = {"affected_by": "what bears on it"}
_TELLING = frozenset(["supports", "attacks", "premise_of", "about", "example_of"])
_TOLD_BY_SIDE = frozenset(["has_position", "answered_by"])


def body(vault: Vault, node: Node) -> str:
    """All of a note below its properties, blocks apart by empty lines."""
    blocks = [*head(vault, node), *_passage(vault, node), *_of_kind(vault, node)]
    return "\n\n".join((*blocks, *linked(vault, node))) + "\n"


def head(vault: Vault, node: Node) -> Iterator[str]:
    """The title, where the file is called otherwise, the text where that says more, and the encoder's remark."""
    name = squeezed(node.title)
    if name and _letters(name) != _letters(stem(vault.paths[node.id])):
        yield f"# {escaped(name)}"
    if squeezed(node.text) and squeezed(node.text) != name:
        yield escaped(node.text)
    if squeezed(node.note):
        yield f"*Remark:* {escaped(node.note)}"


def linked(vault: Vault, node: Node) -> Iterator[str]:
    """The links of a node in both directions, a heading for each relation in the order of the vocabulary."""
    words = _AT_A_POSITION if isinstance(node, Position) else _AT_A_CRUX if isinstance(node, Crux) else {}
    for relation in RELATIONS:
        out, into = (at(node.id, relation.name) for at in (vault.graph.out, vault.graph.into))
        ways = (
            [(relation.name, (*out, *into))] if relation.symmetric else [(relation.name, out), (relation.inverse, into)]
        )
        for name, links in ways:
            if links and name not in _TOLD_BY_SIDE:
                yield f"## {_heading(words.get(name, name))}"
                yield "\n".join(f"- {_end(vault, node, link)}" for link in links)


def _passage(vault: Vault, node: Node) -> Iterator[str]:
    """The words of the document, unless the note says just these, and the way there."""
    if node.passage:
        address = passage_link(vault.options.within or vault.graph, node)
        words = vault.options.passages.get(node.id) or passage_text(node.passage)
        found = [] if _letters(words) in (_letters(node.text), _letters(node.title)) else [escaped(words)]
        found += [web_link("Read it in the document", address)] if address else []
        if found:
            yield callout("quote", "Passage", [found[0], *(line for more in found[1:] for line in ("", more))])


def _of_kind(vault: Vault, node: Node) -> Iterator[str]:
    """What only nodes of its kind have."""
    match node:
        case Crux():
            yield from _sides(vault, crux_view(vault.graph, node))
        case Analogy() if node.mapping:
            rows = [(_thing(vault, row.element), _thing(vault, row.stands_for), row.note) for row in node.mapping]
            yield "## What stands for what"
            yield "\n".join(f"- {first} → {second}{_remark(note)}" for first, second, note in rows)
        case Question():
            answers = vault.graph.out(node.id, "answered_by")
            if answers:
                ends = (vault.graph.node(link.to_id) for link in answers)
                yield callout("success-", "Answer", [f"- {titled(vault, end)}" for end in ends])
        case Reference() if squeezed(node.url):
            yield web_link(escaped(node.url), node.url)
        case _:
            pass


def _sides(vault: Vault, view: CruxView) -> Iterator[str]:
    for side in view.sides:
        yield f"## {escaped(_heading(side.position.side))}"
        text = escaped(side.position.text)
        yield f"**{wikilink(vault, side.position, side.position.side.capitalize())}:** {text}".rstrip()
        points = [
            *_reasons(vault, "Because", side.because),
            *_reasons(vault, "Against", side.against),
            *_reasons(vault, "Held by", side.held_by, wikilink),
        ]
        if points:
            yield "\n".join(points)


def _reasons(vault: Vault, words: str, reasons: Iterable[Reason], words_of: Words = titled) -> Iterator[str]:
    found = [f"  - {words_of(vault, reason.node)}{_how(reason.link)}" for reason in reasons]
    if found:
        yield f"- *{words}*"
        yield from found


def _end(vault: Vault, node: Node, link: Link) -> str:
    """The other end of a link, with its text where that tells of the node, and how sure the link is."""
    other = vault.graph.node(link.to_id if link.from_id == node.id else link.from_id)
    tells = other.id == link.from_id and link.relation in _TELLING
    return (titled(vault, other) if tells else wikilink(vault, other)) + _how(link)


def _how(link: Link) -> str:
    qualifier = RELATION[link.relation].qualifier
    words = []
    if qualifier and link.qualifier:
        words.append(qualifier.name if qualifier.is_flag else f"{qualifier.name}: {escaped(link.qualifier)}")
    words += ["inferred"] if link.basis == "inferred" else []
    words += [link.modality] if link.modality != "asserted" else []
    return (f" *({', '.join(words)})*" if words else "") + _remark(link.note)


def _remark(note: str) -> str:
    return f" – {escaped(note)}" if squeezed(note) else ""


def _thing(vault: Vault, words: str) -> str:
    """One side of an analogy's row: a link where it names a node, else its words."""
    node = vault.graph.nodes.get(words)
    return wikilink(vault, node, name_of(node)) if node else escaped(words)


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name)).casefold()


def _heading(name: str) -> str:
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]
