"""One link more in a library: in which file it belongs, and that file's text with it, proved by reading it again."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from ..graph.build import build
from ..graph.canonical import without_positions, written_at
from ..graph.model import AGAINST, BECAUSE, NOWHERE, Link, Position, SourceMap, position_of, source_id
from ..graph.problem import CruxmapError, Finding, quoted
from ..graph.schema import KIND, SOURCE_SLUG
from . import read as read_file
from .files import read_bytes
from .library import Document
from .map_insert import insert_item
from .map_write import SCHEMA_FILE, flow_row_of_links, item_of_links, row_of_links
from .map_yaml import read, write
from .mend import Mended, schema_of
from .settings import SHIPPED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..graph.expectation import Expectation
    from ..graph.graph import Graph
    from .library import Library

LINKS_FILE = "links.yaml"
_SUFFIXES = (".yaml", ".yml")
_MARK = "\ufeff"


class BrokenFile(Struct, frozen=True):
    """A file that is not touched because of what is wrong in it already."""

    document: Document
    findings: tuple[Finding, ...]


def add_link(library: Library, link: Link) -> Mended | BrokenFile:
    """The file that takes the link, before and after; nothing is written yet.

    A link within a map goes to the entry of its start, any other to the library's file of links, a new one if there
    is none. The new text is read again: the library has exactly this link more, and nothing more is wrong with it.
    Raises CruxmapError where no file can take the link.
    """
    maps = library.maps
    home = _own_map(library, link)
    if home is not None:
        added = _added(library.graph, maps, home, link)
        if added is not None:
            return added
    place = _file_of_links(library, maps, link)
    read_already = read_file(place.path, place.name) if os.path.exists(place.path) else None
    if read_already and read_already.findings:
        return BrokenFile(place, read_already.findings)
    added = _added(library.graph, maps, place, link)
    if added is None:
        raise CruxmapError(f"{place.name} cannot take the link as it is written: add it by hand, {row_of_links(link)}")
    return added


def _own_map(library: Library, link: Link) -> Document | None:
    """The map that both ends of a link are of, if it is the user's to write."""
    source = source_id(link.from_id)
    if source != source_id(link.to_id):
        return None
    node = library.graph.node(link.from_id)
    found = next((document for document in library.documents if document.name == node.span.file), None)
    return found if found and _is_a_map(found) else None


def _file_of_links(library: Library, maps: Sequence[SourceMap], link: Link) -> Document:
    """The library's file of links, as a document that need not be there yet."""
    homes = [library.graph.node(end).span.file for end in (link.from_id, link.to_id)]
    mine = [document for document in library.documents if not document.name.startswith(f"{SHIPPED}/")]
    if not mine:
        raise CruxmapError(
            "the shipped maps are not yours to write: start a library of your own with `cruxmap init DIR`, "
            f'to which sources = ["maps", "{SHIPPED}"] in its cruxmap.toml adds them'
        )
    bare = {found.file for found in maps if not found.id}
    known = {found.file for found in maps}
    there = [
        document
        for document in mine
        if _is_a_map(document) and (document.name in bare or (document.name not in known and _is_called_so(document)))
    ]
    if there:
        return min(there, key=lambda document: (not _is_called_so(document), document.name))
    first = min(mine, key=lambda document: (document.name not in homes, document.name))
    folder = _folder_for_links(first, mine)
    if not folder:
        raise CruxmapError(
            f"links between documents lie in a file of their own, and no folder of the library is known: "
            f"name one with -L instead of {quoted(first.name)}"
        )
    names = (LINKS_FILE, *(f"links-{number}.yaml" for number in range(2, 100)))
    path = next(path for name in names if not os.path.exists(path := os.path.normpath(os.path.join(folder, name))))
    return Document(path, path.replace(os.sep, "/"), named=False, settings=first.settings)


def _folder_for_links(document: Document, documents: list[Document]) -> str:
    """The folder of a document's library for a new file: `maps`, else the first with a map, else the first; "" if
    only files are named."""
    folders = [place for place in document.settings.places if place != SHIPPED and os.path.isdir(place)]
    maps = {os.path.dirname(os.path.normpath(other.path)) for other in documents if _is_a_map(other)}
    called = [folder for folder in folders if os.path.basename(os.path.normpath(folder)) == "maps"]
    holding = [folder for folder in folders if os.path.normpath(folder) in maps]
    return next(iter((*called, *holding, *folders)), "")


def _is_a_map(document: Document) -> bool:
    return document.path.lower().endswith(_SUFFIXES) and not document.name.startswith(f"{SHIPPED}/")


def _is_called_so(document: Document) -> bool:
    return os.path.splitext(os.path.basename(document.path))[0] == "links"


def _added(graph: Graph, maps: Sequence[SourceMap], document: Document, link: Link) -> Mended | None:
    """A file with the link, in the first of the ways that read as they should; None if none does."""
    data, fault = read_bytes(document.path) if os.path.exists(document.path) else (b"", "")
    if fault:
        raise CruxmapError(f"{document.name} {fault}")
    try:
        whole = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    before = whole.removeprefix(_MARK)
    mark = whole[: len(whole) - len(before)]
    for after in _ways(graph, document, before, link):
        if _proves(maps, document, before, after, link):
            return Mended(document, whole, mark + after, 1, tidied=False)
    return None


def _ways(graph: Graph, document: Document, before: str, link: Link) -> Iterator[str]:
    """The text with the link: in canonical form if it has that, else put in where it belongs."""
    if not before.strip():
        schema = schema_of(document) or SCHEMA_FILE
        yield f"# yaml-language-server: $schema={schema}\nlinks:\n{row_of_links(link)}\n"
        return
    there = read(before, document.name).source_map
    if there is not None and write(there) == before:
        yield write(replace(there, links=(*there.links, link)))
    own = there.id if there else ""
    if own and own == source_id(link.from_id):
        holder, entry, key = _entry(graph, link, own)
        item = item_of_links(link, holder, own)
        yield insert_item(before, entry, key, item, f"- {item}")
    else:
        yield insert_item(before, (), "links", flow_row_of_links(link), row_of_links(link))


def _entry(graph: Graph, link: Link, own: str) -> tuple[str, tuple[str, ...], str]:
    """The node in whose entry a map writes a link, the keys that lead to the entry, and the key of the list."""
    node = graph.node(written_at(link, own))
    key = link.relation
    if position_of(link) == node.id:
        key = BECAUSE if link.relation == "supports" else AGAINST
    if node.slug == SOURCE_SLUG:
        return node.id, ("source",), key
    if isinstance(node, Position):
        return node.id, (KIND["crux"].section, node.crux.partition("/")[2], "positions", node.side), key
    return node.id, (KIND[node.kind].section, node.slug), key


def _proves(maps: Sequence[SourceMap], document: Document, before: str, after: str, link: Link) -> bool:
    """Whether a text says all that it said before and this link, and the whole library is none the worse for it."""
    old, new = read(before, document.name), read(after, document.name)
    if not after or new.source_map is None or _kinds(old.findings if before.strip() else ()) != _kinds(new.findings):
        return False
    was = old.source_map or SourceMap(id="", file=document.name)
    if _links(new.source_map.links) != _links((*was.links, link)) or _expects(new.source_map) != _expects(was):
        return False
    others = [found for found in maps if found.file != document.name]
    built, then = build([*others, was]), build([*others, new.source_map])
    return (
        then.graph.nodes.keys() == built.graph.nodes.keys()
        and _kinds(then.findings) == _kinds(built.findings)
        and _links(then.graph.links) == _links((*built.graph.links, link))
    )


def _kinds(findings: tuple[Finding, ...] | list[Finding]) -> Counter[tuple[str, str]]:
    return Counter((finding.rule, finding.message) for finding in findings)


def _expects(source_map: SourceMap) -> tuple[Expectation, ...]:
    return without_positions(source_map).expects


def _links(links: tuple[Link, ...]) -> Counter[Link]:
    return Counter(replace(link, span=NOWHERE, end_spans=None) for link in links)
