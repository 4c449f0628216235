"""The facets of nodes that cards ask about: FACETS is the one table."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from ..model import label, own_source_id
from ..problem import CruxmapError
from ..problem import quoted as short
from ..suggest import did_you_mean
from .facets_analogies import likeness, stands_for
from .facets_arguments import objection, premises, support
from .facets_causes import effects, needs, origins, purpose, remedy, steps
from .facets_cruxes import reasons, sides, stakes
from .facets_questions import recall, thesis, turns
from .facets_terms import blank, difference, example, kinds, meaning, parts, table
from .material import Material
from .quoting import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..graph import Graph
    from ..model import Node
    from .card import Card


class Facet(Struct, frozen=True):
    """A facet: the kinds of node that have it, and the function that makes its cards of one of them.

    What only happens inside a story (`hypothetical`) is not worth every question: facets that ask about it are
    `imagined`.
    """

    name: str
    kinds: tuple[str, ...]
    meaning: str
    cards: Callable[[Material, Node], Iterator[Card]]
    imagined: bool = False


_IDEA = ("concept", "mechanism", "failure_mode")
_TERM = (*_IDEA, "mitigation")
_P = ("claim", *_TERM)
_BELIEVED = ("claim", "mechanism", "failure_mode", "mitigation", "evidence", "analogy")
_C = (*_P, "evidence", "example", "analogy")

# fmt: off
FACETS: tuple[Facet, ...] = (
    Facet("thesis", ("source",), "the main claim of a document", thesis, imagined=True),
    Facet("recall", ("question",), "a recall question of the document, with what answers it", recall, imagined=True),
    Facet("turns", ("question",), "the cruxes that a question comes down to", turns, imagined=True),
    Facet("sides", ("crux",), "what each side answers to a crux, and why", sides, imagined=True),
    Facet("reasons", ("position",), "the reasons of one side", reasons, imagined=True),
    Facet("stakes", ("position",), "what one side's answer counts against", stakes, imagined=True),
    Facet("premises", ("argument",), "what an argument takes together to its conclusion", premises, imagined=True),
    Facet("support", _BELIEVED, "what speaks for something", support, imagined=True),
    Facet("objection", (*_C, "argument", "position"), "the strongest objection to something", objection),
    Facet("meaning", _TERM, "what a term means", meaning),
    Facet("blank", _TERM, "which term fills the blank", blank),
    Facet("table", _TERM, "what a table says of something", table),
    Facet("kinds", _TERM, "the kinds of something", kinds),
    Facet("parts", _P, "what belongs to something", parts),
    Facet("difference", (*_TERM, "analogy"), "how two things differ", difference),
    Facet("example", _P, "what illustrates something", example),
    Facet("steps", (*_C, "argument"), "the steps of something, in order", steps, imagined=True),
    Facet("origins", ("claim", *_IDEA), "what leads to something or makes it possible", origins),
    Facet("effects", _P, "what something leads to or makes possible", effects),
    Facet("needs", _P, "what something requires", needs),
    Facet("remedy", _IDEA, "what is proposed against something", remedy),
    Facet("purpose", ("mitigation",), "what something is proposed against", purpose),
    Facet("stands-for", ("analogy",), "what an element of an analogy stands for", stands_for, imagined=True),
    Facet("likeness", _C, "what analogy something is explained by", likeness),
)
# fmt: on


FACET: dict[str, Facet] = {facet.name: facet for facet in FACETS}


def facet_named(name: str) -> Facet:
    """The facet with that name. CruxmapError with the nearest for another."""
    if name not in FACET:
        raise CruxmapError(f"there is no facet {short(name)}: {did_you_mean(name, FACET) or ', '.join(FACET)}")
    return FACET[name]


def cards(graph: Graph) -> list[Card]:
    """Every card the graph gives, by facet in the order of the table, then in the order of the nodes.

    No two have the same id, no two of a document the same question, and every one has an answer. The same graph
    gives the same cards; in which order it holds nodes and links changes none of their ids.
    """
    material = Material(graph)
    return _told_apart(
        graph,
        [
            card
            for facet in FACETS
            for node in graph.of_kinds(*facet.kinds)
            if facet.imagined or node.modality != "hypothetical"
            for card in facet.cards(material, node)
            if card.answer
        ],
    )


def _told_apart(graph: Graph, found: Iterable[Card]) -> list[Card]:
    """The cards, each question asked once for a document; where several documents ask it, each says its title."""
    found = list(found)
    asking: dict[str, dict[str, str]] = defaultdict(dict)
    for card in found:
        source = graph.node(card.node).source
        first = asking[card.question].setdefault(source, card.id)
        asking[card.question][source] = min(first, card.id)
    return [
        card if len(sources) == 1 else replace(card, question=f"{card.question} (in {_document(graph, source)})")
        for card in found
        for sources, source in [(asking[card.question], graph.node(card.node).source)]
        if sources[source] == card.id
    ]


def _document(graph: Graph, source: str) -> str:
    node_id = own_source_id(source)
    return quoted(label(graph.node(node_id))) if node_id in graph else source
