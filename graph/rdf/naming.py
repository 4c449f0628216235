"""Which node and which map each thing in RDF is: ids for IRIs of ours, of others and for what has none."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ..model import own_source_id, source_id
from ..problem import quoted
from ..schema import KINDS, SLUG_LIMIT, SLUG_PATTERN, SOURCE_SLUG
from .facts import compact
from .terms import DEFINED_BY, FIELD_IRIS, KIND_OF, LABEL, MAP, PRIMARY_SOURCE, TYPE, expanded, id_of, property_iri

if TYPE_CHECKING:
    from .facts import Facts

_PUBLISHED = {expanded(kind.iri): kind.name for kind in KINDS if not kind.iri.startswith("cm:")}
POSITION_ON = property_iri("position_on")
WORDS_IN_ID = 6


class Names:
    """The kinds and ids of all nodes and the names of all maps that the facts tell of.

    `kinds` and `ids` are by IRI, `homes` is the map of each node by the node's IRI. A map goes by its source's id, or
    by the name of its graph if it has none.
    """

    def __init__(self, facts: Facts, default: str) -> None:
        self.facts, self.default = facts, slug(default) or "unnamed"
        self.kinds = {thing: kind for thing in facts.of if (kind := self._kind(thing))}
        self.graphs = {thing: self._graph_name(thing) for thing in facts.of if MAP in facts.of[thing].get(TYPE, ())}
        self.views = {name for thing, name in self.graphs.items() if facts.flag(thing, property_iri("is_view"))}
        self.homes = {thing: self._home(thing) for thing in self.kinds}
        self.ids: dict[str, str] = {}
        self._taken: dict[str, str] = {}
        own = self._own_sources()
        later = [thing for thing, kind in self.kinds.items() if kind == "position"]
        for thing, kind in self.kinds.items():
            if kind != "position":
                self._take(thing, own_source_id(self.homes[thing]) if thing in own else self._wanted(thing, kind))
        for thing in later:
            self._position(thing)

    def end(self, thing: str) -> str:
        """The id that an end of a link names, whether or not there is such a node."""
        known = self.ids.get(thing)
        return known or id_of(thing) or f"{self.default}/{_last(thing) or 'unnamed'}"

    def side(self, thing: str) -> str:
        """The side that a position takes: as it says, else as its IRI or label does."""
        said = self._side_said(thing)
        given = id_of(thing).partition(".")[2] or _last(thing) or slug(self.facts.words(thing, LABEL, *_TEXTS))
        return said or given or "unnamed"

    def _side_said(self, thing: str) -> str:
        said = self.facts.words(thing, FIELD_IRIS["side"])
        if not said or _SLUG.fullmatch(said):
            return said
        made = slug(said)
        self.facts.find("bad-id", thing, f"{quoted(said)} cannot be an id", f"it is read as {made}" if made else "")
        return made

    def crux(self, thing: str) -> str:
        """The IRI of the crux that a position answers, "" for none."""
        return self.facts.thing(thing, POSITION_ON)

    def map_of(self, graph: str) -> str:
        """The name of the map that a named graph is, "" for the default graph."""
        return self.graphs.get(graph) or (self._graph_name(graph) if graph else "")

    def _kind(self, thing: str) -> str:
        types = self.facts.of[thing].get(TYPE, {})
        found = [KIND_OF[one] for one in types if isinstance(one, str) and one in KIND_OF]
        found = found or [_PUBLISHED[one] for one in types if isinstance(one, str) and one in _PUBLISHED]
        if len(set(found)) > 1:
            message = f"{quoted(compact(thing))} is of {len(set(found))} kinds: {', '.join(sorted(set(found)))}"
            self.facts.find("duplicate-key", thing, message, f"it is read as {min(found)}: drop the other")
        return min(found) if found else ""

    def _graph_name(self, graph: str) -> str:
        own = id_of(graph)
        if own and "/" not in own:
            return own
        return _last(graph) or self.default

    def _home(self, thing: str) -> str:
        said = self.facts.things(thing, DEFINED_BY)
        graphs = [self.map_of(graph) for graph in (*said[:1], self.facts.graph_of(thing)) if graph]
        view = next((name for name in graphs if name in self.views), "")
        own = id_of(thing)
        if view or "/" in own:
            return view or source_id(own) or self.default
        sources = self.facts.things(thing, PRIMARY_SOURCE)
        if sources and not graphs:
            own = id_of(sources[0])
            return source_id(own) if "/" in own else _last(sources[0]) or self.default
        return next((name for name in graphs if "." not in name), self.default)

    def _own_sources(self) -> set[str]:
        """The things that are the documents their maps are of: those that nodes have as their source, or the only one
        of a map whose IRIs are not ours."""
        found: dict[str, list[str]] = {}
        for thing, kind in self.kinds.items():
            if kind == "source" and not id_of(thing):
                found.setdefault(self.homes[thing], []).append(thing)
        named = {source for thing in self.kinds for source in self.facts.things(thing, PRIMARY_SOURCE)}
        own: set[str] = set()
        for home, things in found.items():
            chosen = [thing for thing in things if thing in named] or things
            if len(chosen) == 1:
                own.add(chosen[0])
                self.homes[chosen[0]] = home
        return own

    def _wanted(self, thing: str, kind: str) -> str:
        own = id_of(thing)
        name = own.partition("/")[2]
        home = source_id(own) if name else self.homes[thing]
        if name and not (set(own.replace("/", "", 1)) & set("/. \t\n")) and (name != SOURCE_SLUG or kind == "source"):
            if not _SLUG.fullmatch(name) or len(name) > SLUG_LIMIT:
                hint = f"small letters and digits, with single hyphens between words, {SLUG_LIMIT} at most"
                self.facts.find("bad-id", thing, f"{quoted(name)} cannot be an id", hint)
            return own
        made = slug(name) or _last(thing)
        if not made:
            made = "-".join(slug(self.facts.words(thing, *_TEXTS, LABEL)).split("-")[:WORDS_IN_ID])
        if name:
            self.facts.find("bad-id", thing, f"{quoted(own)} cannot be an id", f"it is read as {home}/{made}")
        return f"{home}/{made or kind.replace('_', '-')}"

    def _take(self, thing: str, wanted: str) -> None:
        """Give a thing the id, or if it is taken the next that is free."""
        free, number = wanted, 1
        while free in self._taken or (free.endswith(f"/{SOURCE_SLUG}") and self.kinds[thing] != "source"):
            number += 1
            free = f"{wanted}-{number}"
        self._taken[free] = thing
        self.ids[thing] = free

    def _position(self, thing: str) -> None:
        crux, own, side = self.crux(thing), id_of(thing), self.side(thing)
        if crux not in self.kinds and crux and own == f"{id_of(crux)}.{side}":
            self._take(thing, own)  # of a part that the crux is no part of
            return
        if self.kinds.get(crux) != "crux":
            del self.kinds[thing]
            message = f"the position {quoted(compact(thing))} answers no crux"
            hint = "say which: cm:positionOn, and the crux in the same file"
            self.facts.find("missing-key", thing, message, hint)
            return
        self.homes[thing] = self.homes[crux]
        self._take(thing, f"{self.ids[crux]}.{side}")


_TEXTS = (FIELD_IRIS["title"], FIELD_IRIS["text"])
_SLUG = re.compile(SLUG_PATTERN)


def slug(words: str) -> str:
    """Words as an id.

    >>> slug("GlobalWarming 2°"), slug("Überblick")
    ('global-warming-2', 'uberblick')
    """
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", words)
    plain = unicodedata.normalize("NFKD", apart).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")[:SLUG_LIMIT].strip("-")


def _last(iri: str) -> str:
    """The last part of an IRI as an id, "" for what has no IRI."""
    parts = [] if iri.startswith("_:") else re.split("[/#:]", unquote(iri).rstrip("/#"))
    return slug(parts[-1]) if parts else ""
