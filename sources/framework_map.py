"""Frameworks of attacks as maps: a claim for each argument, called as the file of names says, and its attacks."""

from __future__ import annotations

import os
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import MsgspecError, Struct, json

from ..graph.foreign_data import FRAMEWORK, NAMES, canonical
from ..graph.free_words import FreeWords
from ..graph.model import Link, Node, Source, SourceMap, own_source_id, slug_of
from ..graph.problem import Finding, Span
from ..graph.schema import SLUG_LIMIT, SOURCE_SLUG
from . import encoding
from .files import read_utf8
from .frameworks import SUFFIXES, form_of
from .frameworks.facts import Misread
from .parsed import Parsed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .frameworks import FrameworkFormat
    from .frameworks.facts import Attacks

MOST = 2_000_000
HELPER = "helper"
"""The tag of claims that stand for no node of the map that a framework was made of."""

ITSELF = {"not": "Not so", "yet": "So it is"}
ROOM = 10  # for what tells ids apart


class Named(Struct, frozen=True):
    """What the file of names says of an argument: the node it stands for; or that it denies or keeps open others."""

    id: str = ""
    text: str = ""
    title: str = ""
    denies: tuple[str, ...] = ()
    opens: str = ""


class _Sidecar(Struct, frozen=True):
    arguments: dict[str, Named | str]


def read(text: str, name: str, named: bool) -> Parsed:  # noqa: ARG001 - all readers are called alike
    """The framework as a map that has the same extensions. Never raises for any text."""
    findings: list[Finding] = []
    source = encoding.source_id_of(name)
    if _size(text) > MOST:
        hint = f"`cruxmap solve` takes them; a map takes {MOST} arguments and attacks"
        return _broken("there are too many arguments and attacks for a map", Span(name), hint)
    try:
        found = _form(text, name).read(text, name)
    except Misread as error:
        return _broken(error.message, error.span)
    names = _names(name + NAMES, findings)
    ids = _Ids(source, found, names)
    busy = {argument for ends in found.attacks for argument in ends}
    nodes = {
        argument: _claim(argument, ids.of, found, names, name, is_alone=argument not in busy)
        for argument in found.arguments
    }
    links = list(_links(found, ids, nodes, name))
    title = os.path.splitext(os.path.basename(name))[0]
    own = Source(
        id=own_source_id(source),
        kind="source",
        title=title,
        text=f"{_several(len(found.arguments), 'argument')} and {_several(len({*found.attacks}), 'attack')}.",
        form="debate",
        span=Span(name),
    )
    return Parsed(SourceMap(id=source, nodes=(own, *nodes.values()), links=tuple(links), file=name), tuple(findings))


def _form(text: str, name: str) -> FrameworkFormat:
    """The format that the suffix says; what came without a name is known by how it begins."""
    if name.lower().endswith(SUFFIXES):
        return form_of(name)
    return form_of(".af" if _TOLD.match(text) else ".apx" if re.search(r"\barg\s*\(", text) else ".tgf")


def _several(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _broken(message: str, span: Span, hint: str = "") -> Parsed:
    return Parsed(None, (Finding(rule="broken-framework", message=message, span=span, hint=hint),))


def _size(text: str) -> int:
    """At least how many arguments and attacks there are, as far as that shows before the text is read."""
    told = _TOLD.match(text)
    return int(told[1]) if told else text.count("\n") // 2


_TOLD = re.compile(r"(?:\s*#.*\n)*\s*p\s+af\s+(\d{1,18})")


def _names(path: str, findings: list[Finding]) -> Mapping[str, Named]:
    """What the file beside says of each argument, nothing if there is none."""
    if not os.path.lexists(path):
        return {}
    text, fault = read_utf8(path)
    try:
        said = json.decode(text, type=_Sidecar).arguments if not fault else {}
    except MsgspecError as error:
        fault, said = f"is not as it should be: {error}", {}
    if fault:
        hint = 'it says {"arguments": {"1": {"id": "ferry/toll", "text": "The toll keeps people away."}}}'
        findings.append(
            Finding(rule="broken-framework", message=f"the file of names {fault}", span=Span(path), hint=hint)
        )
    return {name: Named(text=words) if isinstance(words, str) else words for name, words in said.items()}


class _Ids:
    """A full id for each argument: that of its node, as far as a claim may have it, else one made of its name."""

    def __init__(self, source: str, found: Attacks, names: Mapping[str, Named]) -> None:
        self._source = source
        self._free = FreeWords([SOURCE_SLUG])
        self.of = {name: self._fresh(_slug(name, label, names)) for name, label in found.arguments.items()}

    def beside(self, argument: str, word: str) -> str:
        """An id for a claim that belongs to an argument."""
        return self._fresh(f"{slug_of(self.of[argument])}-{word}")

    def _fresh(self, slug: str) -> str:
        return f"{self._source}/{self._free.like(slug)}"


def _slug(argument: str, label: str, names: Mapping[str, Named]) -> str:
    own = slug_of(names[argument].id) if argument in names else ""
    words = encoding.slug_of_whole(own) if own else encoding.slug_of(label or bare(argument))
    slug = words[: SLUG_LIMIT - ROOM].strip("-")
    return f"a{slug}" if slug.isdecimal() else slug or "argument"


def bare(argument: str) -> str:
    """The name of an argument without the quotes that a format wants.

    >>> bare('"no toll"'), bare("a1")
    ('no toll', 'a1')
    """
    return argument[1:-1] if len(argument) > 1 and argument[0] == argument[-1] == '"' else argument


def _claim(
    argument: str, ids: Mapping[str, str], found: Attacks, names: Mapping[str, Named], file: str, *, is_alone: bool
) -> Node:
    """The claim for an argument; of one that is alone the framework says that it attacks nothing."""
    said = names.get(argument, Named())
    is_helper = bool(said.denies or said.opens)
    return Node(
        id=ids[argument],
        kind="claim",
        text=" ".join(_text(argument, found, names).split()),
        title=" ".join(said.title.split()),
        tags=(HELPER,) if is_helper else (),
        without=("attacks",) if is_alone else (),
        data=canonical({FRAMEWORK: {"argument": argument}}),
        span=Span(file),
    )


def _text(argument: str, found: Attacks, names: Mapping[str, Named]) -> str:
    """What an argument says, as far as that is known, else what it is called."""
    said = names.get(argument, Named())
    if said.denies:
        denied = " / ".join(_text(other, found, names) for other in said.denies if not _is_helper(other, names))
        return f"Not so: {denied}"
    if said.opens and not _is_helper(said.opens, names):
        return f"Left open: {_text(said.opens, found, names)}"
    label = found.arguments.get(argument, "")
    return said.text or said.title or label or f"Argument {bare(argument)}"


def _is_helper(argument: str, names: Mapping[str, Named]) -> bool:
    said = names.get(argument, Named())
    return bool(said.denies or said.opens)


def _links(found: Attacks, ids: _Ids, nodes: dict[str, Node], file: str) -> Iterator[Link]:
    """The attacks, each once. No node is linked to itself: what attacks itself does so through two claims that say so,
    which changes nothing for all others."""
    lines = dict(zip(reversed(found.attacks), reversed(found.lines), strict=True))
    for attacker, attacked in dict.fromkeys(found.attacks):
        span = Span(file, lines[attacker, attacked])
        ring = [ids.of[attacker], ids.of[attacked]]
        if attacker == attacked:
            ring[1:1] = [_beside(nodes, ids, attacker, word, span) for word in ITSELF]
        for one, other in pairwise(ring):
            yield Link(from_id=one, relation="attacks", to_id=other, span=span)


def _beside(nodes: dict[str, Node], ids: _Ids, argument: str, word: str, span: Span) -> str:
    """Add a claim by which an argument comes to attack itself; its id."""
    node_id, text = ids.beside(argument, word), f"{ITSELF[word]}: {nodes[argument].text}"
    data = canonical({FRAMEWORK: {"itself": argument}})
    nodes[node_id] = Node(id=node_id, kind="claim", text=text, tags=(HELPER,), data=data, span=span)
    return node_id
