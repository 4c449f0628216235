"""The graph that is built of maps: whatever their order, with what does not fit left out and found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cruxmap
import networkx
import pytest
from cruxmap.graph.build import build
from cruxmap.graph.rules import report
from cruxmap.graph.schema import RELATION, allows
from graphs import findings_of, graph_of
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import source_maps

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from cruxmap.graph.model import SourceMap


@given(st.lists(source_maps(), max_size=4), st.randoms())
@settings(max_examples=30, deadline=None)
def test_the_order_of_files_does_not_matter(maps: list[SourceMap], rng: random.Random) -> None:
    named = [replace(source_map, file=f"{place}.yaml") for place, source_map in enumerate(maps)]
    shuffled = named[:]
    rng.shuffle(shuffled)
    first, second = build(named), build(shuffled)
    assert [*first.graph.nodes.values()] == [*second.graph.nodes.values()]
    assert first.graph.links == second.graph.links
    assert report(first.findings) == report(second.findings)
    for link in first.graph.links:
        ends = first.graph.node(link.from_id).kind, first.graph.node(link.to_id).kind
        assert allows(RELATION[link.relation], *ends)


def test_links_are_indexed_at_both_ends(shipped: cruxmap.Graph) -> None:
    assert sorted(map(repr, shipped.links)) == sorted(
        repr(link) for node in shipped.nodes for link in shipped.out(node)
    )
    assert sorted(map(repr, shipped.links)) == sorted(
        repr(link) for node in shipped.nodes for link in shipped.into(node)
    )


def test_reasons_keep_the_authors_order_and_foreign_ones_come_last_by_id(shipped: cruxmap.Graph) -> None:
    reasons = [link.from_id for link in shipped.into("cotra/crux-goals.optimist", "supports")]
    assert reasons == [
        "cotra/opt-goals-tools", "cotra/opt-goals-habit", "cotra/opt-goals-myopic", "cotra/opt-goals-compose",
        "cotra/opt-goals-anthropomorphic", "dragan/claim-current-ai",
    ]  # fmt: skip


def test_to_networkx_has_everything(shipped: cruxmap.Graph) -> None:
    multigraph = shipped.to_networkx()
    assert isinstance(multigraph, networkx.MultiDiGraph)
    assert (multigraph.number_of_nodes(), multigraph.number_of_edges()) == (len(shipped), len(shipped.links))
    assert multigraph.nodes["cotra/sgd"]["kind"] == "mechanism"
    assert multigraph.nodes["cotra/sgd"]["source"] == "cotra"
    edge = multigraph.edges["cotra/crux-goals", "cotra/crux-saints", "bears_on"]
    assert (edge["basis"], edge["polarity"], edge["symmetric"]) == ("explicit", "", False)


def test_load_raises_with_every_error(tmp_path: Path) -> None:
    broken = tmp_path / "m.yaml"
    broken.write_text("source: {id: s, title: T}\nclaims:\n  a: {text: A., supports: [b, c]}\n")
    with pytest.raises(cruxmap.CruxmapError) as caught:
        cruxmap.load(broken)
    assert [line.split(" ")[1] for line in str(caught.value).splitlines()] == ["CM104", "CM104"]


HEAD = "source: {id: s, title: T}\nclaims: {a: {text: A.}, b: {text: B.}}\n"
CRUX = "cruxes: {k: {text: K?, positions: {o: {text: O.}}}, j: {text: J?}}\n"


@pytest.mark.parametrize(
    ("rest", "rules"),
    [
        ("analogies: {x: {text: X., mapping: [{element: a, stands_for: a}]}}", ["self-link"]),
        ("analogies: {x: {text: X., mapping: [{element: s/typo, stands_for: a}]}}", ["dangling-id"]),
        ("analogies: {x: {text: X., mapping: [{element: and/or, stands_for: plain words}]}}", []),
        (f"{CRUX}links: [{{from: a, relation: bears_on, to: k, leans: oo}}]", ["unknown-side"]),
        (f"{CRUX}links: [{{from: a, relation: bears_on, to: k, leans: o}}]", []),
        (f"{CRUX}links: [{{from: k.o, relation: position_on, to: j}}]", ["bad-value"]),
        ("evidence: {e: {text: E., supported_by: [{to: a, from: b}]}}", ["wrong-shape"]),
        ("evidence: {e: {text: E., supports: [s/]}}", ["bad-id"]),
    ],
)
def test_links_that_are_not_right_are_found(rest: str, rules: list[str]) -> None:
    assert findings_of(HEAD + rest) == rules


def test_a_thesis_is_a_claim() -> None:
    text = "source: {id: s, title: T, thesis: c}\nconcepts: {c: {text: C.}}\n"
    assert findings_of(text) == ["bad-value"]


def test_reasons_written_in_a_positions_own_file_keep_their_order() -> None:
    other = "source: {id: b, title: B}\nclaims: {c: {text: C.}, d: {text: D., supports: [a/k.o]}}\n"
    own = "source: {id: a, title: A}\nclaims: {c: {text: C.}}\n"
    own += "cruxes: {k: {text: 'K?', positions: {o: {text: O., because: [b/c, c]}}}}\n"
    graph = graph_of(own, other)
    assert [link.from_id for link in graph.into("a/k.o", "supports")] == ["b/c", "a/c", "b/d"]
