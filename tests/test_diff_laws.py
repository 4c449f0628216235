"""Laws of differences: none to oneself, the other way round the same, whatever the order, and enough to get there."""

from __future__ import annotations

import json
from typing import Any

from changes import contents_of, versions
from cruxmap.exports import json_diff
from cruxmap.exports.diff_entries import Compared
from cruxmap.graph.build import build
from cruxmap.graph.difference.contents import Contents
from cruxmap.graph.difference.difference import Difference, LinkChange, NodeChange, difference
from cruxmap.graph.difference.wording import wording
from cruxmap.graph.foreign_data import canonical
from cruxmap.graph.model import SHAPE_CLASS, Link, Node, OutlineItem, Pairing, Passage, SourceMap
from cruxmap.graph.schema import KIND
from cruxmap.graph.with_ids import link_with_ids, node_with_ids
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import source_maps, texts


@given(source_maps())
@settings(max_examples=12)
def test_nothing_changed_from_a_map_to_itself(source_map: SourceMap) -> None:
    said = contents_of(source_map)
    assert not difference(said, said)


@given(versions())
@settings(max_examples=25)
def test_the_other_way_round_is_the_mirror(pair: tuple[SourceMap, SourceMap]) -> None:
    before, after = map(contents_of, pair)
    there, back = difference(before, after), difference(after, before)
    assert _sorted(back) == _sorted(_mirrored(there))


@given(versions(), st.randoms(use_true_random=False))
@settings(max_examples=12)
def test_the_order_of_nodes_and_links_does_not_matter(pair: tuple[SourceMap, SourceMap], random: Any) -> None:
    before, after = map(contents_of, pair)
    mixed = _shuffled(before, random), _shuffled(after, random)
    assert _sorted(difference(*mixed)) == _sorted(difference(before, after))


@given(versions())
@settings(max_examples=25)
def test_its_json_makes_the_second_of_the_first(pair: tuple[SourceMap, SourceMap]) -> None:
    before, after = map(contents_of, pair)
    graphs = [build([source_map]).graph for source_map in pair]
    found = Compared(names=("A", "B"), before=graphs[0], after=graphs[1], change=difference(before, after))
    told = json.loads(json.dumps(json_diff.compared(found)))
    assert _applied(before, told) == (dict(after.nodes), dict(after.links))


@given(texts, texts)
def test_words_that_stay_and_go_or_come_are_the_texts(before: str, after: str) -> None:
    pieces = wording(before, after)
    assert "".join(text for sign, text in pieces if sign != "+") == before
    assert "".join(text for sign, text in pieces if sign != "-") == after
    turned = {"=": "=", "-": "+", "+": "-"}
    assert sorted((turned[sign], text) for sign, text in wording(after, before)) == sorted(pieces)


def _sorted(found: Difference) -> list[list[str]]:
    rows = (found.added, found.removed, found.changed, found.links_added, found.links_removed, found.links_changed)
    return [[*sorted(map(repr, row))] for row in rows]


def _mirrored(found: Difference) -> Difference:
    return Difference(
        added=found.removed,
        removed=found.added,
        changed=tuple(NodeChange(item.after, item.before, _same_order(item), item.likeness) for item in found.changed),
        links_added=found.links_removed,
        links_removed=found.links_added,
        links_changed=tuple(LinkChange(item.after, item.before, item.fields) for item in found.links_changed),
        names={new: old for old, new in found.names.items()},
    )


def _same_order(item: NodeChange) -> tuple[str, ...]:
    """The fields in the order that the other shape of node comes first in."""
    names = [*type(item.after).__struct_fields__, *type(item.before).__struct_fields__]
    return tuple(sorted(item.fields, key=names.index))


def _shuffled(said: Contents, random: Any) -> Contents:
    nodes, links = list(said.nodes.items()), list(said.links.items())
    random.shuffle(nodes)
    random.shuffle(links)
    return Contents(dict(nodes), dict(links))


def _applied(before: Contents, told: dict[str, Any]) -> tuple[dict[str, Node], dict[Any, Link]]:
    """What a library says after what the JSON tells was done to it."""
    names = told["names"]
    gone = {node["id"] for node in told["nodes"]["removed"]}
    nodes = {}
    for node in before.nodes.values():
        if node.id not in gone:
            called = node_with_ids(node, lambda word: names.get(word, word))
            nodes[called.id] = called
    for change in told["nodes"]["changed"]:
        node = nodes[change["id"]]
        shape = SHAPE_CLASS[KIND[change["kind"]].shape]
        fields = {name: getattr(node, name) for name in shape.__struct_fields__ if hasattr(node, name)}
        fields |= {name: _field(name, said["after"]) for name, said in change["fields"].items() if name != "id"}
        nodes[node.id] = shape(**{name: fields[name] for name in shape.__struct_fields__ if name in fields})
    for shown in told["nodes"]["added"]:
        shape = SHAPE_CLASS[KIND[shown["kind"]].shape]
        given = {name: _field(name, shown[name]) for name in shape.__struct_fields__ if name in shown}
        nodes[shown["id"]] = shape(**{name: value for name, value in given.items() if value is not None})
    dropped = [*told["links"]["removed"], *(item["before"] for item in told["links"]["changed"])]
    left = {_key(shown) for shown in dropped}
    kept = (link for key, link in before.links.items() if key not in left)
    links = [link_with_ids(link, lambda word: names.get(word, word)) for link in kept]
    came = [*told["links"]["added"], *(item["after"] for item in told["links"]["changed"])]
    made = [*links, *map(_link, came)]
    return nodes, {(link.from_id, link.relation, link.to_id): link for link in made}


def _field(name: str, value: Any) -> Any:
    if name == "data":
        return canonical(value or {})
    if name == "passage":
        return value and Passage(value["start"], value["end"])
    if name == "mapping":
        return tuple(_pairing(row) for row in value or ())
    if name == "outline":
        return value and _outline(value)
    return tuple(value) if isinstance(value, list) else value


def _pairing(row: dict[str, str | None]) -> Pairing:
    return Pairing(
        element=row["element"] or "",
        stands_for=row["stands_for"] or "",
        basis=row["basis"] or "",
        note=row["note"] or "",
    )


def _outline(value: Any) -> OutlineItem:
    children = tuple(_outline(child) for child in value["children"])
    return OutlineItem(node=value["node"] or "", label=value["label"] or "", children=children)


def _key(shown: dict[str, Any]) -> tuple[str, str, str]:
    return shown["from"], shown["relation"], shown["to"]


def _link(shown: dict[str, Any]) -> Link:
    qualifier = next((shown[name] for name in ("leans", "degree", "strict") if name in shown), None)
    return Link(
        from_id=shown["from"],
        relation=shown["relation"],
        to_id=shown["to"],
        basis=shown["basis"],
        note=shown["note"] or "",
        modality=shown["modality"],
        qualifier="true" if qualifier is True else qualifier or "",
        loop=shown.get("loop", False),
    )
