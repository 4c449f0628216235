"""The properties at the head of a note: flat, as Obsidian shows and Bases filter them, links in quotes."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Any

from ...graph.model import Person, Position, Question, Reference, Source, Topic, own_source_id
from ...graph.schema import RELATIONS
from ..markdown import TOLD_AT_TARGET
from ..measure import squeezed
from ..xml_text import holdable
from .names import stem
from .text import Wikilink, wikilink, yaml

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ...graph.model import Node
    from .text import Vault

MARK, NODE = "cruxmap", "node"
"""The property that tells the notes of nodes from all others, and its value."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def front_matter(vault: Vault, node: Node, gaps: Collection[str]) -> str:
    """The properties of a node as YAML between lines of dashes; `gaps` are what it lacks, which becomes tags."""
    found = {name: _held(value) for name, value in _properties(vault, node, gaps) if value not in ("", [], None)}
    return f"---\n{yaml(found)}---\n"


def tag(text: str) -> str:
    """The text as a tag: letters, digits, `_`, `-` and `/`, not digits alone; "" if nothing is left.

    >>> tag("open problem"), tag("2021"), tag("#ai/safety")
    ('open-problem', 'y2021', 'ai/safety')
    """
    kept = "".join(char if _fits_tag(char) else "-" for char in unicodedata.normalize("NFC", text).strip())
    name = re.sub("/{2,}", "/", re.sub("-{2,}", "-", kept)).strip("-/")
    return f"y{name}" if name and not re.search(r"[^\d/]", name) else name


def _fits_tag(char: str) -> bool:
    return char in "_-/" or unicodedata.category(char)[0] in "LMN" or unicodedata.category(char) == "So"


def _properties(vault: Vault, node: Node, gaps: Collection[str]) -> Iterator[tuple[str, Any]]:
    no_alias = ("", stem(vault.paths[node.id]))
    other_names = [name for name in map(squeezed, (node.title, *node.aliases)) if name not in no_alias]
    yield "id", node.id
    yield MARK, NODE
    yield "kind", node.kind
    yield from _home(vault, node)
    yield "section", squeezed(node.section)
    yield "aliases", list(dict.fromkeys(other_names))
    yield "tags", list(dict.fromkeys(filter(None, (*map(tag, node.tags), *(f"gap/{name}" for name in gaps)))))
    yield "modality", "" if node.modality == "asserted" else node.modality
    yield from _own(vault, node)
    yield from _links(vault, node)


def _home(vault: Vault, node: Node) -> Iterator[tuple[str, Any]]:
    own_id = own_source_id(node.source)
    if node.id != own_id:
        own = next((source for source in vault.options.sources if source.id == own_id), vault.graph.nodes.get(own_id))
        yield "source", Wikilink(wikilink(vault, own)) if own and own.id in vault.paths else node.source


def _own(vault: Vault, node: Node) -> Iterator[tuple[str, Any]]:
    """The fields that only some kinds have."""
    match node:
        case Topic():
            yield "complexity", node.complexity
            yield "eli", node.eli
        case Position():
            crux = vault.graph.nodes.get(node.crux)
            yield "side", node.side
            yield "crux", Wikilink(wikilink(vault, crux)) if crux else ""
        case Question():
            yield "open", node.open or None
        case Person():
            yield "group", node.group or None
        case Reference():
            yield "url", node.url
        case Source():
            thesis = vault.graph.nodes.get(node.thesis)
            yield "form", node.form
            yield "authors", list(node.authors)
            yield "published", _day(node.published)
            yield "url", node.url
            yield "thesis", Wikilink(wikilink(vault, thesis)) if thesis else ""


def _day(published: str) -> date | str:
    """A whole date as one, so that it sorts and filters as dates do; what is less stays words."""
    try:
        return date.fromisoformat(published) if _DAY.fullmatch(published) else published
    except ValueError:
        return published


def _links(vault: Vault, node: Node) -> Iterator[tuple[str, list[Wikilink]]]:
    """The other ends by relation, each link at that one of its ends where one looks for it."""
    graph = vault.graph
    for relation in RELATIONS:
        at_target = relation.name in TOLD_AT_TARGET
        links = graph.into(node.id, relation.name) if at_target else graph.out(node.id, relation.name)
        ends = dict.fromkeys(link.from_id if at_target else link.to_id for link in links)
        name = relation.inverse if at_target else relation.name
        yield name, [Wikilink(wikilink(vault, graph.node(end))) for end in ends]


def _held(value: Any) -> Any:
    """Texts on one line, without what YAML cannot hold, and such that none passes for a link."""
    if isinstance(value, list):
        return [_held(each) for each in value]
    return squeezed(holdable(value)).replace("[[", "((").replace("]]", "))") if type(value) is str else value
