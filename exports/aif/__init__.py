"""The aif export: a graph in the Argument Interchange Format, as JSON of AIFdb or as xAIF.

What came from AIF goes back as it came, but for what was edited since. All else becomes statements (I), inferences
(RA), conflicts (CA) and rephrases (MA), and who holds what is said in locutions (L).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from ...graph.aif.document import value_of
from ...graph.aif.kept import restored
from ..exporter import Output
from ..heading import by_source, documents
from .draft import Draft
from .lines import in_lines
from .links import add_link
from .sources import add_restored

if TYPE_CHECKING:
    from ...graph.aif.document import Document
    from ...graph.foreign_data import Data
    from ...graph.graph import Graph
    from ..exporter import Options

UNSAYABLE = ("source", "person")


def render(graph: Graph, options: Options) -> Output:
    """The graph as one document; `form` is aif or xaif, "" for the one it came in, aif if in none."""
    draft = Draft()
    own = {source.source: source for source in documents(graph, options)}
    found = (restored(source, own.get(source), nodes) for source, nodes in by_source(graph).items())
    parts = [part for part in found if part.is_aif]
    draft.reserve(part.document for part in parts)
    for part in parts:
        add_restored(draft, part, graph)
    for node in graph.nodes.values():
        if node.kind not in UNSAYABLE and node.id not in draft.ids:
            draft.add_node(node, graph)
    for link in graph.links:
        if not draft.is_told(link):
            add_link(draft, link, graph)
    document = _in_form(draft.document(is_new=not parts), options.form, draft.notes)
    return Output(text=in_lines(value_of(document)) + "\n", notes=tuple(draft.all_notes()))


def _in_form(document: Document, form: str, notes: list[str]) -> Document:
    if form == "aif" and document.wrapper:
        if document.around:
            notes.append(f"left out, for it is of xAIF alone: {', '.join(sorted(document.around))}")
        return replace(document, wrapper="", around={})
    if form == "xaif" and not document.wrapper:
        lists: dict[str, Data] = {key: [] for key in _LISTS}
        own: dict[str, Data] = {"nodes": [], "edges": [], "firstname": "", "surname": "", "url": ""}
        around: dict[str, Data] = {"text": "", "dialog": bool(document.rest.get("locutions")), "OVA": own}
        return replace(document, wrapper="AIF", around=around, rest={**lists, **document.rest})
    return document


_LISTS = ("schemefulfillments", "descriptorfulfillments", "participants", "locutions")
