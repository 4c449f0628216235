"""The fields of an Anki note as HTML: `plain` is the one escaping function of what is shown."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from ...graph.text_fragment import passage_link
from ..xml_text import escaped, holdable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ...graph.graph import Graph
    from ...graph.model import Node, Source
    from ...graph.study.card import Card, Point

MOST_SHOWN = 2

# What Anki would play, look up or hand to LaTeX wherever it stands in a field.
_COMMANDS = re.compile(r"\[(?=/?(?:sound|anki|latex|\$))", re.IGNORECASE)
_OF_THE_WEB = re.compile(r"https?://", re.IGNORECASE)


def plain(text: str) -> str:
    """The text as HTML that shows it, whatever it looks like; white space runs together.

    >>> plain("a <b>  [sound:x.mp3]")
    'a &lt;b&gt; &#91;sound:x.mp3]'
    """
    return _COMMANDS.sub("&#91;", escape(holdable(" ".join(text.split())), quote=False))


def answer(card: Card) -> str:
    """The points of an answer: a list, numbered where their order counts, or the one point alone.

    Reasons are listed below what they are reasons for.
    """
    items: list[tuple[str, list[str]]] = []
    for point in card.answer:
        if items and point.is_reason:
            items[-1][1].append(_point(point, "i"))
        else:
            items.append((_point(point, "b"), []))
    shown = [words + (_list("ul", below) if below else "") for words, below in items]
    return shown[0] if len(shown) == 1 else _list("ol" if card.ordered else "ul", shown)


def _list(kind: str, items: Iterable[str]) -> str:
    return f"<{kind}>" + "".join(f"<li>{item}</li>" for item in items) + f"</{kind}>"


def _point(point: Point, mark: str) -> str:
    return (f"<{mark}>{plain(point.lead)}:</{mark}> " if point.lead else "") + plain(point.text)


def passages(graph: Graph, card: Card, full: Mapping[str, str]) -> str:
    """The passages that the answer stands on, each with the link to its place in the live page; many are folded."""
    ids = dict.fromkeys((*(point.node for point in card.answer), card.node))
    found = list(dict.fromkeys(_passages(graph, [graph.node(node_id) for node_id in ids if node_id in graph], full)))
    shown = "".join(f"<p>{passage}</p>" for passage in found)
    if len(found) <= MOST_SHOWN:
        return shown
    return f"<details><summary>{len(found)} passages</summary>{shown}</details>"


def _passages(graph: Graph, nodes: list[Node], full: Mapping[str, str]) -> Iterator[str]:
    for node in nodes:
        if node.passage:
            ends = filter(None, (node.passage.start, node.passage.end))
            yield _linked(full.get(node.id) or " … ".join(ends), passage_link(graph, node))


def source_line(source: Source) -> str:
    """The document with its authors and date, linked to where it lies in the web."""
    credits_ = ", ".join(filter(None, (*source.authors, source.published)))
    return _linked(source.title or source.source, source.url) + (f" · {plain(credits_)}" if credits_ else "")


def _linked(words: str, url: str) -> str:
    return f'<a href="{escaped(url)}">{plain(words)}</a>' if _OF_THE_WEB.match(url) else plain(words)
