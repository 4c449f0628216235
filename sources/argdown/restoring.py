"""A map that was written as Argdown, made of it again: what Argdown has no word for lies beside it, under `cruxmap`."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, cast

from msgspec.structs import replace

from ...graph.expectation import with_mentions
from ...graph.foreign_data import Data, decoded
from ...graph.model import SourceMap, own_source_id, source_id
from ...graph.problem import Finding, Span
from ...graph.schema import KIND, RELATION, SLUG_PATTERN
from .mapping import FORMAT

if TYPE_CHECKING:
    from ...graph.model import Link, Node, OutlineItem, Source
    from .debate import Fields

KEY = "cruxmap"
_ID = re.compile(f"({SLUG_PATTERN})/({SLUG_PATTERN})(?:\\.({SLUG_PATTERN}))?")
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")  # what YAML takes only as an escape
NOT_FIELDS = ("id", "kind", "data", "lines", "denies")
_EXTRAS = ("basis", "modality", "note", "loop")


def restored(found: SourceMap, front: Fields) -> tuple[tuple[SourceMap, ...], tuple[Finding, ...]]:
    """The maps that were written, changed as the text was since; the map itself if none were.

    Titles, texts, tags, headings and relations are those of the text, all else is what lies beside it. The maps are put
    together as files of maps are written and read as these are, so that nothing gets in that a map cannot hold.
    """
    told = front.get(KEY)
    if not isinstance(told, dict) and not any(f'"{KEY}"' in node.data for node in found.nodes):
        return (found,), ()
    return _Restoring(_without_denials(found), told if isinstance(told, dict) else {}).run()


def _without_denials(found: SourceMap) -> SourceMap:
    """The map in which an argument attacks what its conclusion denies, if nothing else was said of that since."""
    told = {node.id for node in found.nodes if '"denies"' in node.data and "denies" in _taken(decoded(node.data))[1]}
    links = {node_id: [link for link in found.links if node_id in (link.from_id, link.to_id)] for node_id in told}
    attacks: dict[tuple[str, str], Link] = {}
    for node_id, ends in links.items():
        if [link.to_id == node_id for link in ends] == [True, False] and ends[1].relation == "attacks":
            attacks[ends[0].from_id, node_id] = replace(ends[1], from_id=ends[0].from_id)
    gone = {denial for _, denial in attacks}
    kept = [link for link in found.links if not {link.from_id, link.to_id} & gone]
    nodes = tuple(node for node in found.nodes if node.id not in gone)
    return replace(found, nodes=nodes, links=(*kept, *attacks.values()))


class _Restoring:
    """Maps being put together: the entry of each node by its id, and the links between documents; `ids` are those that
    the text alone gives."""

    def __init__(self, found: SourceMap, told: Fields) -> None:
        self.found = found
        self.told = told
        self.entries: dict[str, Fields] = {}
        self.kinds: dict[str, str] = {}
        self.ids: dict[str, str] = {}
        self.spans: dict[str, Span] = {}
        self.source = found.id
        self.across: list[Fields] = []

    def run(self) -> tuple[tuple[SourceMap, ...], tuple[Finding, ...]]:
        """Nodes, links, then the maps of these."""
        own, *nodes = self.found.nodes
        in_front = [item for item in _objects(self.told.get("nodes")) if self._usable(item)]
        sources = [source_id(str(item["id"])) for item in in_front if item.get("kind") == "source"]
        self.source = next((name for name in sources if own_source_id(name) in self.kinds), self.source)
        for item in in_front:
            node_id = str(item["id"])
            self.entries[node_id] = {key: value for key, value in item.items() if key not in ("id", "kind")}
        for node in nodes:
            self._node(node)
        for name in dict.fromkeys((self.source, *map(source_id, self.entries))):
            if own_source_id(name) not in self.entries:
                self.entries[own_source_id(name)] = _of_source(cast("Source", own)) if name == self.source else {}
        self.ids[own.id] = own_source_id(self.source)
        self._rename()
        self._links()
        self._order()
        return self._maps()

    def _usable(self, item: Fields) -> bool:
        """Whether an object of the front matter can be a node; its id is taken from here on."""
        node_id, kind = item.get("id"), item.get("kind")
        if not isinstance(node_id, str) or not _ID.fullmatch(node_id) or kind not in KIND or node_id in self.kinds:
            return False
        self.kinds[node_id] = str(kind)
        return "." not in node_id

    def _node(self, node: Node) -> None:
        data = decoded(node.data)
        beside, told = _taken(data)
        kind = told.get("kind")
        kind = kind if isinstance(kind, str) and kind in KIND else node.kind
        node_id = self._id(node, told.get("id"), kind)
        self.ids[node.id], self.kinds[node_id], self.spans[node_id] = node_id, kind, node.span
        entry: Fields = {"text": node.text, "title": node.title, "tags": list(node.tags), "section": node.section}
        entry |= {key: value for key, value in told.items() if key not in NOT_FIELDS}
        if told and not told.get("lines"):
            beside.pop("lines", None)
        if not told:
            entry["without"] = list(node.without)
        more = told.get("data")
        whole = {**(more if isinstance(more, dict) else {})}
        before = whole.pop(FORMAT, {})
        joined: Data = {**(before if isinstance(before, dict) else {}), **beside}
        if joined:
            whole[FORMAT] = joined
        self.entries[node_id] = {**entry, "data": whole}

    def _id(self, node: Node, told: Data, kind: str) -> str:
        """The id that was told if it is one and free, else one as the text gives it."""
        match = _ID.fullmatch(told) if isinstance(told, str) else None
        if match and match[0] not in self.kinds and bool(match[3]) == (kind == "position"):
            return match[0]
        number, base = 1, f"{self.source}/{node.slug}"
        found = base
        while found in self.kinds:
            number += 1
            found = f"{base}-{number}"
        return found

    def _rename(self) -> None:
        """Let the data of arguments name others by the ids that they have again."""
        slugs = {old.partition("/")[2]: new.partition("/")[2] for old, new in self.ids.items()}
        for entry in self.entries.values():
            data = entry.get("data")
            told = data.get(FORMAT) if isinstance(data, dict) else None
            if isinstance(told, dict) and isinstance(told.get("lines"), list):
                told["lines"] = [slugs.get(str(slug), slug) for slug in cast("list[Data]", told["lines"])]
            if isinstance(told, dict) and "step_of" in told:
                told["step_of"] = slugs.get(str(told["step_of"]), told["step_of"])

    def _links(self) -> None:
        noted = {_ends(row): row for row in _objects(self.told.get("noted"))}
        for link in self.found.links:
            ends = (self.ids[link.from_id], link.relation, self.ids[link.to_id])
            row = noted.get(ends) or ({"note": link.note} if link.note else {})
            self._link(*ends, row)
        for row in _objects(self.told.get("links")):
            start, relation, end = _ends(row)
            if relation in RELATION and start in self.entries and end in self.kinds:
                self._link(start, relation, end, row)

    def _link(self, start: str, relation: str, end: str, row: Fields) -> None:
        qualifier = RELATION[relation].qualifier
        names = (*_EXTRAS, qualifier.name) if qualifier else _EXTRAS
        extras = {name: row[name] for name in names if name in row}
        if source_id(start) != source_id(end):
            self.across.append({"from": start, "relation": relation, "to": end, **extras})
            return
        key = {"supports": "because", "attacks": "against"}.get(relation, "") if self.kinds[end] == "position" else ""
        holder = end if key else start
        item: Fields = {"from" if key else "to": start if key else end, **extras}
        rows = self.entries[holder].setdefault(key or relation, [])
        if isinstance(rows, list):
            rows.append(item)

    def _order(self) -> None:
        """Put nodes, and the reasons at positions, into the order that was told; what is new comes last."""
        ranks: dict[str, int] = {}
        for row in _objects(self.told.get("order")):
            of, slugs = str(row.get("of")), row.get("nodes")
            for slug in slugs if isinstance(slugs, list) else ():
                ranks.setdefault(f"{of}/{slug}", len(ranks))
            for key in ("because", "against"):
                told, rows = row.get(key), self.entries.get(of, {}).get(key)
                if isinstance(told, list) and isinstance(rows, list):
                    places = {str(reason): place for place, reason in reversed([*enumerate(told)])}
                    rows.sort(key=lambda item: places.get(str(cast("Fields", item)["from"]), len(places)))
        self.entries = dict(sorted(self.entries.items(), key=lambda entry: ranks.get(entry[0], len(ranks))))

    def _maps(self) -> tuple[tuple[SourceMap, ...], tuple[Finding, ...]]:
        from ..map_yaml import read  # what was written as Argdown is rarely read again

        documents: dict[str, Fields] = {}
        for node_id, entry in self.entries.items():
            name, _, slug = node_id.partition("/")
            document = documents.setdefault(name, {})
            bare = entry.pop("without", [])
            for key in bare if isinstance(bare, list) else []:
                entry.setdefault(str(key), [])
            fields: Fields = {key: value for key, value in entry.items() if not _is_empty(key, value)}
            if node_id == own_source_id(name):
                document["source"] = {"id": name, **_block(fields, name)}
            elif self.kinds[node_id] == "position":
                crux, _, side = slug.partition(".")
                section = cast("Fields", document.setdefault("cruxes", {}))
                holder = cast("Fields", section.setdefault(crux, {}))
                cast("Fields", holder.setdefault("positions", {}))[side] = fields
            else:
                section = cast("Fields", document.setdefault(KIND[self.kinds[node_id]].section, {}))
                section[slug] = {**fields, **cast("Fields", section.get(slug, {}))}
        if self.across:
            documents[""] = {"links": [*self.across]}
        for row in _objects(self.told.get("expect")):
            name = str(row.get("of"))
            document = documents[name if name in documents else self.source]
            expected: Data = {key: value for key, value in row.items() if key != "of"}
            cast("list[Data]", document.setdefault("expect", [])).append(expected)
        maps: list[SourceMap] = []
        findings: list[Finding] = []
        for document in documents.values():
            text = _UNSAFE.sub(_escaped, json.dumps(document, ensure_ascii=False))
            parsed = read(text, self.found.file, True)
            maps += [self._placed(one) for one in parsed.maps]
            findings += [replace(finding, span=Span(self.found.file)) for finding in parsed.findings]
        return tuple(maps) or (self.found,), tuple(findings)

    def _placed(self, one: SourceMap) -> SourceMap:
        """The map with the places in the text at hand."""
        here = Span(self.found.file)
        nodes = tuple(replace(node, span=self.spans.get(node.id, here)) for node in one.nodes)
        links = tuple(replace(link, span=self.spans.get(link.from_id, here), end_spans=None) for link in one.links)
        expects = tuple(
            replace(with_mentions(entry, lambda mention: replace(mention, span=here)), span=here)
            for entry in one.expects
        )
        return replace(one, nodes=nodes, links=links, expects=expects)


def _is_empty(key: str, value: Data) -> bool:
    return value is False or value in ("", None, {}) or (value == [] and key in ("tags", "aliases"))


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _taken(data: Fields) -> tuple[Fields, Fields]:
    """What Argdown's own data is, and what lies beside it for us."""
    found = data.get(FORMAT)
    beside: Fields = dict(found) if isinstance(found, dict) else {}
    told: Fields = {}
    for key in ("data", "inference"):
        inside = beside.get(key)
        if isinstance(inside, dict) and isinstance(inside.get(KEY), dict):
            told = cast("Fields", inside[KEY])
            rest: Data = {name: value for name, value in inside.items() if name != KEY}
            beside = {name: rest if name == key else value for name, value in beside.items() if name != key or rest}
    return beside, told


def _block(fields: Fields, name: str) -> Fields:
    """The fields of a document as a map writes them in its block."""
    found = dict(fields)
    summary, outline = found.pop("text", ""), found.pop("outline", None)
    if summary and summary != found.setdefault("title", name):
        found["summary"] = summary
    if "text_file" in found:
        found["text"] = found.pop("text_file")
    if isinstance(outline, dict):
        found["outline_root"] = {key: value for key, value in outline.items() if key != "children"}
        found["outline"] = outline.get("children", [])
    return found


def _of_source(own: Source) -> Fields:
    """The fields of the document's node as the text alone tells it."""
    data = decoded(own.data)
    found: Fields = {"title": own.title, "text": own.text, "authors": list(own.authors), "published": own.published}
    if own.outline:
        found["outline"] = _branch(own.outline)
    front = cast("Fields", data.get(FORMAT, {})).get("frontMatter")
    rest = {key: value for key, value in front.items() if key != KEY} if isinstance(front, dict) else {}
    told = {key: value for key, value in cast("Fields", data.get(FORMAT, {})).items() if key != "frontMatter"}
    return found | {"data": {FORMAT: {**told, "frontMatter": rest}}}


def _branch(item: OutlineItem) -> Fields:
    return {"label": item.label, "children": [_branch(child) for child in item.children if not child.node]}


def _ends(row: Fields) -> tuple[str, str, str]:
    return str(row.get("from")), str(row.get("relation")), str(row.get("to"))


def _objects(found: Data) -> list[Fields]:
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []
