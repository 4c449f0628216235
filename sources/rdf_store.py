"""A graph in a store for SPARQL: in memory, or in a folder where only sources that changed are put in anew."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from msgspec import msgpack

from .. import __version__
from ..graph.model import Analogy
from ..graph.problem import CruxmapError, quoted
from ..graph.rdf.parts import as_maps
from ..graph.rdf.quads import named, quads
from ..graph.rdf.terms import Literal as OurLiteral
from .files import read_utf8, write_text, writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import pyoxigraph

    from ..graph.graph import Graph
    from ..graph.model import SourceMap
    from ..graph.rdf.terms import Quad

    Progress = Callable[[Sequence[str], str], Iterable[str]]

FILLED = "cruxmap-store.json"
_DATA = "rdf"
_FORM = 1


def store_of(graph: Graph) -> pyoxigraph.Store:
    """A store in memory that holds the graph. CruxmapError where pyoxigraph is missing."""
    store: pyoxigraph.Store = _pyoxigraph().Store()
    store.bulk_extend(_stored(quads(as_maps(graph.nodes.values(), graph.links))))
    return store


@contextmanager
def store_in(folder: str, graph: Graph, progress: Progress) -> Iterator[pyoxigraph.Store]:
    """The store in a folder, made if it is not there, that holds the graph and nothing else.

    What a source says is put in anew only where it changed. A file beside the data names what is in it, by digests:
    what is about to change is taken out of it first and named again when it has reached the disk, so that a run that
    was cut short is made good by the next. CruxmapError where the folder is in use, is not a store, or is damaged.
    """
    maps = as_maps(graph.nodes.values(), graph.links)
    known = dict(named(maps))
    wanted = {iri: _digest(source_map, graph) for iri, source_map in known.items()}
    before = _filled(folder)
    store = _opened(folder)
    try:
        there = {graph_name.value for graph_name in store.named_graphs()}
        same = {iri: digest for iri, digest in wanted.items() if iri in there and before.get(iri) == digest}
        changed = sorted((wanted.keys() | there) - same.keys())
        if changed or before != wanted:
            _note(folder, same)
            for iri in progress(changed, "filling the store"):
                store.remove_graph(_pyoxigraph().NamedNode(iri))
                store.bulk_extend(_stored(quads(maps, only=(iri,))))
            store.flush()
            _note(folder, wanted)
        yield store
    except (OSError, RuntimeError) as error:
        raise _damaged(folder, error) from error
    finally:
        del store  # which lets go of the folder


def _opened(folder: str) -> pyoxigraph.Store:
    ox = _pyoxigraph()
    data = os.path.join(folder, _DATA)
    if os.path.exists(folder) and not os.path.isdir(folder):
        raise CruxmapError(f"{folder} is no folder: name one for the store")
    if os.path.isdir(folder) and not set(os.listdir(folder)) <= {_DATA, FILLED}:
        raise CruxmapError(f"{folder} holds other files: name an empty folder, or a new one, for the store")
    with writing(folder):
        os.makedirs(data, exist_ok=True)
    try:
        opened: pyoxigraph.Store = ox.Store(data)
    except OSError as error:
        if "LOCK" in str(error):
            raise CruxmapError(f"{folder} is in use: another process has the store open") from error
        raise CruxmapError(f"{folder} cannot be opened as a store: {error}") from error
    except RuntimeError as error:
        raise _damaged(folder, error) from error
    return opened


def _damaged(folder: str, error: Exception) -> CruxmapError:
    why = " ".join(str(error).split())
    return CruxmapError(f"{folder} is damaged: {why}; it is only a copy, so remove it and ask again")


def _filled(folder: str) -> dict[str, str]:
    """What a store says it holds: digests by the IRI of the named graph; {} where that cannot be known."""
    text, _ = read_utf8(os.path.join(folder, FILLED))
    try:
        said = json.loads(text)
    except ValueError:
        return {}
    if (
        not isinstance(said, dict)
        or said.get("form") != [_FORM, __version__]
        or not isinstance(said.get("graphs"), dict)
    ):
        return {}
    return {str(iri): str(digest) for iri, digest in said["graphs"].items()}


def _note(folder: str, graphs: dict[str, str]) -> None:
    with writing(folder):
        text = json.dumps({"form": [_FORM, __version__], "graphs": graphs}, indent=1, sort_keys=True)
        write_text(os.path.join(folder, FILLED), text + "\n")


def _digest(source_map: SourceMap, graph: Graph) -> str:
    """What a map's quads depend on: what it says, and which words of its analogies are nodes."""
    rows = [pair for node in source_map.nodes if isinstance(node, Analogy) for pair in node.mapping]
    named_there = [side for pair in rows for side in (pair.element, pair.stands_for) if side in graph]
    try:
        said = msgpack.encode((source_map, named_there))
    except UnicodeEncodeError:  # the name of its file is no text
        said = repr((source_map, named_there)).encode()
    return blake2b(said, digest_size=16).hexdigest()


def _stored(facts: Iterable[Quad]) -> Iterator[pyoxigraph.Quad]:
    """The quads as the store takes them."""
    ox = _pyoxigraph()
    node, literal, quad = cache(ox.NamedNode), ox.Literal, ox.Quad
    for subject, predicate, value, graph in facts:
        if isinstance(value, OurLiteral):
            end: Any = literal(value.value, datatype=node(value.datatype) if value.datatype else None)
        else:
            end = node(value)
        yield quad(node(subject), node(predicate), end, node(graph))


def _pyoxigraph() -> Any:
    try:
        import pyoxigraph  # twenty megabytes that only RDF needs
    except ImportError as error:
        raise CruxmapError(f'{quoted("sparql")} needs pyoxigraph: pip install "cruxmap[rdf]"') from error
    return pyoxigraph
