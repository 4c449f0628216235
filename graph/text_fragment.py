"""Links to the passages of nodes in the live page: text fragments (WICG), which browsers scroll to and highlight."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .model import Source, own_source_id

if TYPE_CHECKING:
    from .graph import Graph
    from .model import Node, Passage


def passage_link(graph: Graph, node: Node) -> str:
    """The link to a node's passage in the live page, "" if it has no passage or its source no address of the web."""
    own_id = own_source_id(node.source)
    source = graph.node(own_id) if own_id in graph else None
    return text_fragment(source.url, node.passage) if isinstance(source, Source) and node.passage else ""


def text_fragment(url: str, marker: Passage) -> str:
    """The address with a directive for the passage from its first words to its last, "" if it is not of the web.

    Case, and which of several places is meant, are the browser's business: it takes the first.

    >>> from .model import Passage
    >>> text_fragment("https://example.org/", Passage("one-sided, say", "the end"))
    'https://example.org/#:~:text=one%2Dsided%2C%20say,the%20end'
    """
    if not url.lower().startswith(("http://", "https://")):
        return ""
    ends = [marker.start] if marker.end is None else [marker.start, marker.end]
    joint = "&" if ":~:" in url else ":~:" if "#" in url else "#:~:"
    return f"{url}{joint}text={','.join(map(_encoded, ends))}"


_LONE_SURROGATE = "[\ud800-\udfff]"


def _encoded(words: str) -> str:
    """Words percent-encoded as JavaScript's encodeURIComponent does, and the dash, which would make them a context."""
    from urllib.parse import quote  # only where links are asked for

    return quote(re.sub(_LONE_SURROGATE, "\ufffd", words), safe="!'()*~._").replace("-", "%2D")
