"""The graph and what can be asked of it: order, twins, ways, trees, search, gaps."""

from __future__ import annotations

import random
from itertools import pairwise

import cruxmap
import networkx
import pytest
from cruxmap.graph.build import build
from cruxmap.graph.model import Link, Node, SourceMap
from cruxmap.graph.paths import LEADS, Ground, cycles
from cruxmap.graph.rules import RULES, report
from cruxmap.graph.schema import INVERSE, KINDS, RELATION, RELATIONS, SECTION, allows
from cruxmap.sources import map_yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import source_maps


def graph_of(*texts: str) -> cruxmap.Graph:
    """The graph of map texts, which must be without problems."""
    parsed = [map_yaml.read(text, f"m{place}.yaml") for place, text in enumerate(texts)]
    built = build(item.source_map for item in parsed if item.source_map)
    assert [*built.findings, *(finding for item in parsed for finding in item.findings)] == []
    return built.graph


def test_vocabulary_has_no_two_names_for_one_thing() -> None:
    names = [*RELATION, *INVERSE, *(kind.name for kind in KINDS)]
    assert len(set(names)) == len(names)
    assert len(SECTION) == len(KINDS) - 1
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)


def test_ends_are_kinds_and_symmetric_relations_fit_both_ways() -> None:
    kinds = [kind.name for kind in KINDS]
    for relation in RELATIONS:
        assert any(allows(relation, first, second) for first in kinds for second in kinds)
        assert all(end in kinds for pair in relation.ends for group in pair for end in group)
        if relation.symmetric:
            for first in kinds:
                for second in kinds:
                    assert allows(relation, first, second) == allows(relation, second, first)


@given(st.lists(source_maps(), max_size=4), st.randoms())
@settings(max_examples=60, deadline=None)
def test_the_order_of_files_does_not_matter(maps: list[SourceMap], rng: random.Random) -> None:
    from msgspec.structs import replace

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


def test_ways_are_as_short_as_networkx_says(shipped: cruxmap.Graph) -> None:
    plain: networkx.DiGraph[str] = networkx.DiGraph()
    for link in shipped.links:
        if link.relation in LEADS:
            ends = (link.to_id, link.from_id) if link.relation == "requires" else (link.from_id, link.to_id)
            plain.add_edge(*ends, weight=1)
        if link.relation == "same_as":
            plain.add_edge(link.from_id, link.to_id, weight=0)
            plain.add_edge(link.to_id, link.from_id, weight=0)
    rng = random.Random(1)
    nodes = sorted(shipped.nodes)
    found = 0
    for _ in range(2000):
        start, end = rng.sample(nodes, 2)
        ways = cruxmap.paths(shipped, start, end)
        try:
            length = networkx.shortest_path_length(plain, start, end, weight="weight")
        except (networkx.NetworkXNoPath, networkx.NodeNotFound):
            assert ways == []
            continue
        found += 1
        for way in ways:
            assert (way[0].start, way[-1].end) == (start, end)
            assert all(hop.end == following.start for hop, following in pairwise(way))
            assert sum(hop.link.relation != "same_as" for hop in way) == length
    assert found > 20


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_ways_on_random_graphs(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 12))
    nodes = [Node(id=f"s/{number}", kind="claim", text=str(number)) for number in range(size)]
    pairs = data.draw(st.sets(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)), max_size=30))
    links = [Link(from_id=f"s/{a}", relation="supports", to_id=f"s/{b}") for a, b in sorted(pairs) if a != b]
    graph = cruxmap.Graph(nodes, links)
    plain: networkx.DiGraph[str] = networkx.DiGraph((link.from_id, link.to_id) for link in links)
    ways = cruxmap.paths(graph, "s/0", "s/1", most=1000)
    if "s/0" not in plain or "s/1" not in plain or not networkx.has_path(plain, "s/0", "s/1"):
        assert ways == []
        return
    wanted = sorted(networkx.all_shortest_paths(plain, "s/0", "s/1"))
    assert sorted([way[0].start, *(hop.end for hop in way)] for way in ways) == wanted


LOOP = """source: {id: s, title: T}
mechanisms:
  a: {text: A., causes: [b]}
  b: {text: B., causes: [a, c]}
  c: {text: C.}
"""


def test_cycles_are_named() -> None:
    assert cycles(graph_of(LOOP), "causes") == [["s/a", "s/b"]]


def shown(ground: Ground) -> list[str]:
    below = [node for branch in (*ground.for_it, *ground.against_it) for node in shown(branch)]
    return [f"{ground.node.slug}{'*' * ground.repeated}", *below]


def test_trees_unfold_every_node_once_and_count_what_is_hidden(shipped: cruxmap.Graph) -> None:
    assert shown(cruxmap.why(graph_of(LOOP), "s/c", depth=9)) == ["c", "b", "a", "b*"]
    whole = cruxmap.why(shipped, "cotra/claim-major-risk", depth=50)
    unfolded = [ground.node.id for ground in _grounds(whole) if ground.for_it or ground.against_it]
    assert len(set(unfolded)) == len(unfolded)
    everything = {ground.node.id for ground in _grounds(whole)}
    for depth in (1, 2, 3, 50):
        grounds = _grounds(cruxmap.why(shipped, "cotra/claim-major-risk", depth=depth))
        hidden = sum(ground.hidden for ground in grounds)
        assert (hidden == 0) == (depth == 50)
        assert len({ground.node.id for ground in grounds}) + hidden == len(everything)


def _grounds(root: Ground) -> list[Ground]:
    return [root, *(below for branch in (*root.for_it, *root.against_it) for below in _grounds(branch))]


def test_reach_turns_why_round(shipped: cruxmap.Graph) -> None:
    for node_id in ("cotra/sgd", "dragan/world-model", "cotra/crux-saints.pessimist", "cotra/reward"):
        for branch in cruxmap.reach(shipped, node_id, depth=1).for_it:
            back = cruxmap.why(shipped, branch.node.id, depth=1)
            assert node_id in [found.node.id for found in back.for_it]


TWINS = """source: {id: s, title: T}
failure_modes:
  a: {text: A., same_as: [b]}
  b: {text: B.}
  c: {text: C.}
  d: {text: D., modality: hypothetical}
mitigations:
  m: {text: M., mitigates: [b]}
"""


def test_gaps_count_what_a_twin_has() -> None:
    gaps = [(gap.gap, gap.node.slug) for gap in cruxmap.gaps(graph_of(TWINS))]
    assert gaps == [("unmitigated-failure-mode", "c")]


def test_gaps_of_every_sort() -> None:
    text = """source: {id: s, title: T}
claims:
  a: {text: A.}
concepts:
  named: {text: N., related_to: [used]}
  used: {text: U., enables: [a]}
cruxes:
  one: {text: One?, positions: {yes: {text: Y., because: [a]}}}
  two: {text: Two?, positions: {"yes": {text: Y., because: [a]}, "no": {text: N., because: []}}}
questions:
  q: {text: Q?}
  open: {text: O?, open: true}
"""
    gaps = [(gap.gap, gap.node.slug, gap.detail) for gap in cruxmap.gaps(graph_of(text))]
    assert gaps == [
        ("unsupported-claim", "a", ""),
        ("one-sided-crux", "one", "has fewer than two positions"),
        ("one-sided-crux", "two", "no reason given by: no"),
        ("unanswered-question", "q", ""),
        ("unanswered-question", "open", "left open"),
        ("unexplained-concept", "named", ""),
    ]


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_search_survives_any_query(shipped: cruxmap.Graph, words: str) -> None:
    hits = cruxmap.search(shipped.nodes.values(), words)
    assert all(hit.matched for hit in hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@pytest.mark.parametrize(
    ("words", "first", "matched"),
    [
        ("goal guarding", "cotra/mech-goal-guarding", "title"),
        ("sycophants", "cotra/sycophant-model", "title"),
        ("AlphaZero", "dragan/goal-conditioned-alphazero", "title"),
        ('"quoted" AND (broken* NEAR', "cotra/", "text"),
        ("thneebs", "cotra/ex-thneeb", "title"),
    ],
)
def test_search_ranks_titles_first(shipped: cruxmap.Graph, words: str, first: str, matched: str) -> None:
    hit = cruxmap.search(shipped.nodes.values(), words)[0]
    assert hit.node.id.startswith(first)
    assert matched in hit.matched


def test_search_finds_scripts_without_spaces_and_signs() -> None:
    graph = graph_of("source: {id: s, title: T}\nclaims:\n  a: {text: 这是一个论点。}\n  b: {text: 'C++ ?!'}\n")
    assert [hit.node.slug for hit in cruxmap.search(graph.nodes.values(), "论点")] == ["a"]
    assert [hit.node.slug for hit in cruxmap.search(graph.nodes.values(), "?!")] == ["b"]


@pytest.mark.parametrize(
    ("word", "full"),
    [
        ("cotra/sgd", "cotra/sgd"),
        ("sgd", "cotra/sgd"),
        ("SGD", "cotra/sgd"),
        ("cotra", "cotra/source"),
        ("crux-goals", "cotra/crux-goals"),
        ("crux-goals.optimist", "cotra/crux-goals.optimist"),
        ("young-businessperson", "cotra/analogy-young-businessperson"),
        ("schemer model", "cotra/schemer-model"),
    ],
)
def test_short_ids(shipped: cruxmap.Graph, word: str, full: str) -> None:
    assert cruxmap.resolve(shipped, word) == full


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("thesis", "'thesis' is ambiguous: cotra/thesis, dragan/thesis"),
        ("sgdd", "there is no node 'sgdd': did you mean cotra/sgd?"),
        ("", "there is no node '': `cruxmap search` finds ids by their words"),
        ("cotra/", "there is no node 'cotra/': did you mean"),
        ("\x1b[31m", r"there is no node '\x1b[31m'"),
    ],
)
def test_ids_that_are_not_one_node(shipped: cruxmap.Graph, word: str, says: str) -> None:
    with pytest.raises(cruxmap.CruxmapError) as caught:
        cruxmap.resolve(shipped, word)
    assert str(caught.value).startswith(says)


def test_load_raises_with_every_error(tmp_path: object) -> None:
    from pathlib import Path

    broken = Path(str(tmp_path)) / "m.yaml"
    broken.write_text("source: {id: s, title: T}\nclaims:\n  a: {text: A., supports: [b, c]}\n")
    with pytest.raises(cruxmap.CruxmapError) as caught:
        cruxmap.load(broken)
    assert [line.split(" ")[1] for line in str(caught.value).splitlines()] == ["CM104", "CM104"]


def findings_of(text: str) -> list[str]:
    """The rules that a map's text and its build are found to break."""
    parsed = map_yaml.read(text, "m.yaml")
    assert parsed.source_map
    return [finding.rule for finding in (*parsed.findings, *build([parsed.source_map]).findings)]


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


def test_names_that_two_nodes_have_are_ambiguous_unless_one_is_a_crux() -> None:
    first = (
        "source: {id: s, title: T}\nclaims: {a: {text: A., title: Same}, a-b: {text: B., title: Same}, x: {text: X.}}\n"
    )
    graph = graph_of(first, "source: {id: t, title: U}\ncruxes: {x: {text: 'X?'}}\n")
    assert cruxmap.resolve(graph, "x", kind="crux") == "t/x"
    for word in ("Same", "x"):
        with pytest.raises(cruxmap.CruxmapError, match="is ambiguous"):
            cruxmap.resolve(graph, word)


def test_a_crux_has_the_positions_of_its_twin() -> None:
    positions = "{o: {text: O., because: [x]}}"
    one = f"source: {{id: a, title: A}}\ncruxes: {{k: {{text: 'K?', same_as: [b/k], positions: {positions}}}}}\n"
    two = (
        "source: {id: b, title: B}\nclaims: {x: {text: X., supported_by: [x-2]}, x-2: {text: Y., supported_by: [x]}}\n"
    )
    two += "cruxes: {k: {text: 'K?', positions: {o: {text: O., because: [x]}, p: {text: P., because: [x]}}}}\n"
    graph = graph_of(one + "claims: {x: {text: X., supported_by: [b/x]}}\n", two)
    assert cruxmap.gaps(graph) == []


def test_every_colour_role_has_a_colour() -> None:
    from cruxmap.exports.layout import COLOURS

    assert {kind.colour for kind in KINDS} <= COLOURS.keys()
