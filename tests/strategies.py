"""Hypothesis strategies: any source map the model can hold, and text that is nearly a map."""

from __future__ import annotations

from typing import Any

from cruxmap.graph.canonical import ordered
from cruxmap.graph.expectation import Bounds, Credence, Expectation, Mention, Taking
from cruxmap.graph.foreign_data import canonical
from cruxmap.graph.model import SHAPE_CLASS, Link, Node, OutlineItem, Pairing, Passage, Source, SourceMap, own_source_id
from cruxmap.graph.schema import BASES, FORMS, KINDS, MODALITIES, RELATION, RELATIONS, Kind
from hypothesis import strategies as st

# All that YAML can hold in one scalar; texts are not blank.
CHARACTERS = st.characters(codec="utf-8", exclude_characters="\x00\ufeff")
texts = st.text(CHARACTERS, min_size=1, max_size=30).filter(str.strip)
words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=8)
marker_ends = st.lists(words, min_size=1, max_size=4).map(" ".join)
slugs = st.from_regex(r"[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True).filter(lambda slug: slug != "source")
ids = st.builds("{}/{}".format, slugs, slugs)


def pairings(local: list[str]) -> st.SearchStrategy[Pairing]:
    sides = st.one_of(texts.map(lambda text: f"{text} "), ids, st.sampled_from(local) if local else st.nothing())
    return st.builds(Pairing, element=sides, stands_for=sides, basis=st.sampled_from(BASES), note=st.just("") | texts)


def outlines(local: list[str]) -> st.SearchStrategy[OutlineItem]:
    nodes = st.just("") | (st.sampled_from(local) if local else st.nothing())
    leaf = st.builds(OutlineItem, node=nodes, label=texts)
    return st.recursive(
        leaf,
        lambda below: st.builds(
            OutlineItem, node=nodes, label=texts, children=st.lists(below, min_size=1, max_size=3).map(tuple)
        ),
        max_leaves=6,
    )


@st.composite
def source_maps(draw: st.DrawFn) -> SourceMap:
    """A map in canonical order, with nodes of every kind and links of every relation."""
    source = draw(slugs)
    count = draw(st.integers(0, 6))
    names = draw(st.lists(slugs, min_size=count, max_size=count, unique=True))
    plain = [kind for kind in KINDS if kind.name != "position"]
    kinds = [draw(st.sampled_from(plain)) for _ in names]
    local = [f"{source}/{name}" for name in names]
    claims = [node_id for node_id, kind in zip(local, kinds, strict=True) if kind.name == "claim"]
    nodes: list[Node] = [draw(_own_source(source, local, claims))]
    for node_id, kind in zip(local, kinds, strict=True):
        nodes.append(draw(_node(node_id, kind, local)))
        if kind.name == "crux":
            sides = draw(st.lists(slugs, max_size=3, unique=True))
            nodes += [draw(_node(f"{node_id}.{side}", _POSITION, local, crux=node_id, side=side)) for side in sides]
    here = st.sampled_from([node.id for node in nodes])
    links = draw(
        st.lists(_links(here | ids), max_size=10, unique_by=lambda link: (link.from_id, link.relation, link.to_id))
    )
    expects = draw(st.lists(expectations(here | ids), max_size=3).map(tuple))
    return ordered(SourceMap(id=source, nodes=tuple(nodes), links=tuple(links), expects=expects))


def expectations(named: st.SearchStrategy[str]) -> st.SearchStrategy[Expectation]:
    """Entries of `expect:` that name such nodes, whether or not they make sense."""
    mentions = named.map(Mention)
    several = st.lists(mentions, max_size=3).map(tuple)
    some = st.lists(mentions, min_size=1, max_size=3).map(tuple)
    scores = st.floats(0, 1).map(abs)  # no negative zero
    both = st.tuples(scores, scores).map(sorted)
    bounds = both | scores.map(lambda least: [least, None]) | scores.map(lambda most: [None, most])

    def by_node(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[tuple[Mention, Any], ...]]:
        return st.dictionaries(mentions, values, max_size=3).map(lambda found: tuple(found.items()))

    return st.builds(
        Expectation,
        take=by_node(words.map(Mention)).map(lambda rows: tuple(Taking(*row) for row in rows)),
        assume=several,
        deny=several,
        believe=by_node(scores).map(lambda rows: tuple(Credence(*row) for row in rows)),
        stands=some,
        falls=several,
        open=several,
        strength=by_node(bounds).map(lambda rows: tuple(Bounds(node, *ends) for node, ends in rows)),
        note=st.just("") | texts,
    )


_POSITION = next(kind for kind in KINDS if kind.name == "position")


def _links(ends: st.SearchStrategy[str]) -> st.SearchStrategy[Link]:
    def link(name: str) -> st.SearchStrategy[Link]:
        qualifier = RELATION[name].qualifier
        values = st.just("")
        if qualifier:
            values |= st.sampled_from(qualifier.values) if qualifier.values else slugs
        return st.builds(
            Link,
            from_id=ends,
            relation=st.just(name),
            to_id=ends,
            basis=st.sampled_from(BASES),
            modality=st.sampled_from(MODALITIES),
            note=st.just("") | texts,
            qualifier=values,
            loop=st.booleans() if RELATION[name].acyclic else st.just(False),
        )

    written = [relation.name for relation in RELATIONS if relation.name != "position_on"]
    return st.sampled_from(written).flatmap(link)


def _node(node_id: str, kind: Kind, local: list[str], **given: object) -> st.SearchStrategy[Node]:
    fields: dict[str, st.SearchStrategy[object]] = {name: st.just(value) for name, value in given.items()}
    match kind.shape:
        case "topic":
            fields |= {"complexity": st.none() | st.integers(1, 10), "eli": st.none() | st.integers(1, 99)}
        case "analogy":
            fields["mapping"] = st.lists(pairings(local), max_size=3).map(tuple)
        case "position":
            fields["without"] = _keys(("because", "against", "held_by"))
        case "question":
            fields["open"] = st.booleans()
        case "person":
            fields["group"] = st.booleans()
        case "reference":
            fields["url"] = st.just("") | texts
        case "source":
            fields |= _document()
        case "node" | "crux":
            pass
    return st.builds(SHAPE_CLASS[kind.shape], id=st.just(node_id), kind=st.just(kind.name), **(_common() | fields))


def _own_source(source: str, local: list[str], claims: list[str]) -> st.SearchStrategy[Source]:
    common = _common() | {"title": texts}
    return st.builds(
        Source,
        id=st.just(own_source_id(source)),
        kind=st.just("source"),
        **common,
        **_document(),
        thesis=st.just("") | (st.sampled_from(claims) if claims else st.nothing()),
        text_file=st.just("") | texts,
        outline=st.none() | outlines(local),
    )


def _document() -> dict[str, st.SearchStrategy[object]]:
    return {
        "form": st.just("") | st.sampled_from(FORMS),
        "authors": st.lists(texts, max_size=2).map(tuple),
        "url": st.just("") | texts,
        "published": st.sampled_from(["", "2021", "2021-09", "2021-09-21"]),
    }


def _keys(names: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(names), max_size=2, unique=True).map(tuple)


def _common() -> dict[str, st.SearchStrategy[object]]:
    passages = st.builds(Passage, start=marker_ends, end=st.none() | marker_ends)
    return {
        "text": texts,
        "title": st.just("") | texts,
        "section": st.just("") | texts,
        "passage": st.none() | passages,
        "modality": st.sampled_from(MODALITIES),
        "tags": st.lists(texts, max_size=2).map(tuple),
        "note": st.just("") | texts,
        "aliases": st.lists(texts, max_size=2).map(tuple),
        "without": _keys(("causes", "caused_by", "mitigated_by", "contrasts_with")),
        "data": st.sampled_from(_DATA),
    }


# Few, since every node draws one; `test_sources_map_data` has the law for any.
_DATA = ("", "", "", canonical({"aif": {"nodeID": "1", "": [1.5, None, True]}}), canonical({"<<": {"é\n": "'\"#: "}}))
