"""Sources fetched from a server into a library: what is new or newer there, and nothing that was changed here."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from ...graph.problem import CruxmapError, quoted
from ...graph.rdf.maps import maps_of
from ...graph.rdf.quads import named
from ...graph.rdf.terms import id_of
from ...graph.suggest import did_you_mean
from ..documents import is_map
from ..files import write_text
from ..given import usable_id
from ..map_yaml import read as read_map
from ..map_yaml import write as map_text
from ..new_files import NewFile, write_new
from . import Fault
from .graphs import place_of
from .standing import Seen, read_record, standing, write_record
from .triples import digest_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from ...graph.model import SourceMap
    from ...graph.problem import Finding
    from .graphs import Here
    from .server import Row, Server
    from .standing import Standing

DEFAULT_GRAPH = ""


class There(Struct, frozen=True):
    """A graph on a server, and what the manifest says of it."""

    graph: str
    row: Row | None

    @property
    def name(self) -> str:
        """The id of its source, as its IRI has it; "" for a graph that is not named as ours are."""
        return id_of(self.graph)


class Fetched(Struct, frozen=True):
    """A source as it came: how it stands to the one here, the file it was written to, "" if it was not, why not, and
    what was not understood."""

    source: str
    graph: str
    standing: Standing
    file: str = ""
    refused: str = ""
    findings: tuple[Finding, ...] = ()


def graphs_there(server: Server, sources: Collection[str]) -> list[There]:
    """The graphs of a server that hold maps, all or those of the sources named.

    Without any named graph of ours it is the default graph. Raises CruxmapError for a source that is not there.
    """
    found = [There(graph, row) for graph, row in server.listing().items()] or [There(DEFAULT_GRAPH, None)]
    names = [there.name for there in found if there.name]
    for source in sources:
        if source not in names and all(there.name for there in found):
            hint = did_you_mean(source, names) or f"sources there: {', '.join(names[:20])}"
            raise CruxmapError(f"there is no source {quoted(source)} on the server: {hint}")
    return [there for there in found if not sources or not there.name or there.name in sources]


def digest_there(server: Server, graph: str, row: Row | None = None) -> str:
    """A digest of the map that a graph holds."""
    maps, _ = maps_of(server.graph(graph, row), graph)
    return digest_of(maps[0]) if maps else ""


class Fetching:
    """Fetches into a folder, and into files of the library that were not changed here since they last were in step."""

    def __init__(self, server: Server, found: Iterable[Here], folder: str, record_path: str, *, force: bool) -> None:
        self.fault = ""
        self._server = server
        self._here = {one.name: one for one in found}
        self._folder = folder
        self._path = record_path
        self._force = force
        self._record = read_record(record_path)
        self._seen = dict(self._record.get(server.query, {}))

    def fetch(
        self,
        found: Sequence[There],
        progress: Callable[[Sequence[There], str], Iterable[There]],
        sources: Collection[str] = (),
        *,
        dry_run: bool = False,
    ) -> Iterator[Fetched]:
        """What comes of each graph; where `fault` is set in the end, the rest was not fetched."""
        try:
            for there in progress(found, "fetching"):
                for fetched in self._fetched(there, dry_run=dry_run):
                    if there.name or not sources or fetched.source in sources:
                        yield fetched
        except Fault as fault:
            self.fault = str(fault)
        finally:
            if not dry_run and self._seen != self._record.get(self._server.query, {}):
                write_record(self._path, {**self._record, self._server.query: self._seen})

    def _fetched(self, there: There, *, dry_run: bool) -> Iterator[Fetched]:
        said = there.row.digest if there.row else ""
        if there.name and said:
            stands = self._standing(there.name, there.graph, said)
            if not self._is_wanted(stands):
                yield Fetched(there.name, there.graph, stands)
                return
        maps, findings = maps_of(self._server.graph(there.graph, there.row), there.graph or self._server.query)
        for own, source_map in named(maps):
            if len(maps) > 1 and not (source_map.id or source_map.nodes or source_map.links):
                continue  # what is only said of the graph
            digest = said if said and len(maps) == 1 else digest_of(source_map)
            graph = own if source_map.id or not there.name else there.graph
            source = id_of(graph)
            stands = self._standing(source, graph, digest)
            fetched = Fetched(source, there.graph, stands, findings=tuple(findings))
            if not self._is_wanted(stands):
                yield fetched
            else:
                yield self._written(fetched, graph, source_map, Seen("", digest), dry_run=dry_run)
        if not maps and there.graph:
            refused = "there is no map in it"
            name = there.name or there.graph
            yield Fetched(name, there.graph, "new there", refused=refused, findings=tuple(findings))

    def _standing(self, source: str, graph: str, digest: str) -> Standing:
        here = self._here.get(source)
        stands = standing(here.digest if here else "", digest, self._seen.get(graph))
        if stands == "same" and here:
            self._seen[graph] = Seen(here.digest, digest, file=here.file)
        return stands

    def _is_wanted(self, stands: Standing) -> bool:
        return stands in ("new there", "changed there") or (self._force and stands != "same")

    def _written(self, fetched: Fetched, graph: str, source_map: SourceMap, seen: Seen, *, dry_run: bool) -> Fetched:
        """The map written to its file, if that is one of ours to write; what was seen is recorded of that graph."""
        if source_map.is_view or (source_map.nodes and not source_map.id):
            return replace(fetched, refused="its nodes are of no document")
        try:
            name = usable_id(source_map.id) if source_map.id else fetched.source.replace(".", "-").replace("/", "-")
            usable_id(name)
        except CruxmapError as error:
            return replace(fetched, refused=str(error))
        here = self._here.get(fetched.source)
        if here and not (here.path and is_map(here.path)):
            return replace(fetched, refused=f"{here.path} is no map, and is not overwritten")
        path = here.path if here else os.path.normpath(os.path.join(self._folder, f"{name}.yaml"))
        text = map_text(source_map)
        if not here and os.path.lexists(path):
            return replace(fetched, refused=f"{path} is there already and is no such source: it is not overwritten")
        if not dry_run:
            try:
                if here:
                    write_text(path, text)
                else:
                    write_new([NewFile(path, text.encode())])
            except OSError as error:
                return replace(fetched, refused=f"{path} cannot be written: {error.strerror or error}")
            again = read_map(text, path).source_map
            place = "" if source_map.id else place_of(path, os.path.dirname(self._path))
            self._seen[graph] = replace(seen, here=digest_of(again) if again else "", file=place)
        return replace(fetched, file=path)
