"""The words of a note: nodes, links and fields as Markdown on one line, as the reader of notes knows them again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...graph.model import label, passage_text
from ...graph.schema import KIND, RELATION
from ...graph.study.note_ids import block_id
from ...graph.study.note_keys import TAG
from ...graph.study.note_ties import tie_words
from ...graph.text_fragment import passage_link
from ..markdown_text import escaped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...graph.graph import Graph
    from ...graph.model import Link, Node

LONGEST_NAME = 70


def named(node: Node, source: str, *, whole: bool = False) -> str:
    """A node as a link to where it is written out in the note, by the first words of a long name if not `whole`."""
    return f"[{escaped(label(node) if whole else name(node))}](#^{block_id(node.id, source)})"


def name(node: Node) -> str:
    """What a node is called where it is only named."""
    words = label(node)
    if len(words) <= LONGEST_NAME:
        return words
    return (words[:LONGEST_NAME].rpartition(" ")[0] or words[:LONGEST_NAME]).rstrip(" ,;:–") + "…"


def marked(words: str) -> str:
    """One of several words or phrases, told apart from its neighbours by being slanted."""
    return f"*{escaped(words)}*"


def remark(link: Link) -> str:
    """How sure a link is, which way it leans and what is noted of it, "" for nothing; with a space before."""
    words = _attributes(link)
    return (f" {marked(f'({words})')}" if words else "") + noted(link.note)


def tie(link: Link) -> str:
    """The same, as it follows what the node says that is written out at the link's other end."""
    words = tie_words(_attributes(link), link.note)
    return f" {marked(f'({words})')}" if words else ""


def _attributes(link: Link) -> str:
    relation = RELATION[link.relation]
    words = ["inferred"] if link.basis == "inferred" else []
    words += [link.modality] if link.modality != "asserted" else []
    words += ["loop"] if link.loop else []
    if link.qualifier and relation.qualifier:
        is_flag = relation.qualifier.is_flag
        words += [relation.qualifier.name if is_flag else f"{relation.qualifier.name}: {link.qualifier}"]
    return ", ".join(words)


def noted(note: str) -> str:
    """A note as it follows what it is about."""
    return f" – {escaped(note)}" if note else ""


def said(node: Node, kind: str) -> str:
    """What a node says, its kind where it is not the one that is taken for granted, and how firmly it says it."""
    words = [KIND[node.kind].label] if node.kind != kind else []
    words += [node.modality] if node.modality != "asserted" else []
    return escaped(node.text) + (f" {marked('(' + ', '.join(words) + ')')}" if words else "")


def passage(graph: Graph, node: Node) -> str:
    """Where a node stands in its document: the ends of its passage, with a link where that has an address, the head
    above, slanted where it holds a hash, and the tags if they fit here; "" if none of it is known."""
    quote = marked(f"“{passage_text(node.passage)}”") if node.passage else ""
    address = passage_link(graph, node) if quote else ""
    if address and _PLAIN_ADDRESS.fullmatch(address.translate(_PARENTHESES)):
        quote = f"[{quote}]({address.translate(_PARENTHESES)})"
    section = marked(node.section) if "#" in node.section else escaped(node.section)
    parts = [quote, f"– {section}" if section else "", hashed(node.tags) if fits_here(node) else ""]
    return " ".join(filter(None, parts))


def fits_here(node: Node) -> bool:
    """Whether the tags of a node stand behind its passage and section."""
    return bool(hashed(node.tags))


def hashed(tags: Sequence[str]) -> str:
    """Tags as Obsidian knows them, "" if one of them cannot be written so."""
    return " ".join(f"#{tag}" for tag in tags) if all(map(TAG.fullmatch, tags)) else ""


def is_plain(address: str) -> bool:
    """Whether an address can be a link's as it stands, whatever reads it."""
    return bool(_PLAIN_ADDRESS.fullmatch(address)) and not _ENTITY.search(address)


_PLAIN_ADDRESS = re.compile(r"https?://[\w./~:?#@!$&+,;=%-]+", re.ASCII)
_ENTITY = re.compile(r"&#?\w+;")
_PARENTHESES = {ord("("): "%28", ord(")"): "%29", ord("'"): "%27", ord("*"): "%2A"}
