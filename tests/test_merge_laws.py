"""Laws of merging: with oneself or nothing the same, whoever comes first, no words lost, and valid maps as a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml
from changes import contents_of, versions
from cruxmap.graph.canonical import without_positions
from cruxmap.graph.doubt import Choice, Decision, Doubt
from cruxmap.graph.merge import UNITED, merge
from cruxmap.graph.model import Node, SourceMap
from cruxmap.sources.comment_keeping import keep_comments
from cruxmap.sources.map_yaml import read, write
from cruxmap.sources.yaml_comments import OTHER_BREAKS, comments
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import source_maps

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

Pair = tuple[SourceMap, SourceMap]


@given(source_maps())
@settings(max_examples=12)
def test_with_itself_and_with_nothing_a_map_is_the_same(one: SourceMap) -> None:
    for others in ((one,), ()):
        found = merge([one], others)
        assert found.doubts == ()
        assert contents_of(*found.maps) == contents_of(one)
    again = merge([one], [one], base=[one]).maps
    assert contents_of(*again) == contents_of(one)
    ends = {(*sorted((link.from_id, link.to_id)), link.relation) for link in one.links}
    if len(ends) == len(one.links):  # a symmetric link that stands twice, which is refused, stands once then
        assert [*map(_plain, again)] == [_plain(one)]


@given(versions())
@settings(max_examples=25)
def test_whoever_comes_first_the_same_comes_of_it(pair: Pair) -> None:
    there = merge(pair[:1], pair[1:], settle=_always("ours"))
    back = merge(pair[1:], pair[:1], settle=_always("theirs"))
    first, second = contents_of(*there.maps), contents_of(*back.maps)
    assert first.links == second.links
    assert {node.id: _unordered(node) for node in first.nodes.values()} == {
        node.id: _unordered(node) for node in second.nodes.values()
    }


@given(versions(), st.randoms(use_true_random=False), st.lists(st.integers(0, 10_000), max_size=6))
@settings(max_examples=25)
def test_every_comment_stays_and_changes_nothing(pair: Pair, random: Random, places: list[int]) -> None:
    tree = yaml.safe_load(write(pair[0]))
    shuffled = dict(random.sample(list(tree.items()), len(tree)))
    style = random.choice([False, None])
    rows = yaml.safe_dump(shuffled, sort_keys=False, allow_unicode=True, default_flow_style=style).split("\n")
    for number, place in enumerate(places):
        row = place % len(rows)
        rows.insert(row, f"{' ' * (place % 7)}# {number}") if place % 2 else None
        rows[row] += "" if place % 2 else f"  # {number}"
    text, after = "\n".join(rows), write(pair[1])
    is_sound = len(comments(after)) == 1 and not OTHER_BREAKS.search(text + after)  # others silence rules
    if is_sound and read(text, "").source_map:
        kept, lost = keep_comments(text, after)
        assert lost == 0
        said = [note.text for note in (*comments(after), *comments(text))]
        assert sorted(note.text for note in comments(kept)) == sorted(said)
        again, wanted = (read(one, "").source_map for one in (kept, after))
        assert again is not None
        assert wanted is not None
        assert without_positions(again) == without_positions(wanted)


@given(versions(), st.sampled_from(["ours", "theirs", "both", None]))
@settings(max_examples=25)
def test_what_comes_of_it_reads_back_and_nothing_is_lost_but_what_was_decided(pair: Pair, word: Choice | None) -> None:
    found = merge(pair[:1], pair[1:], settle=_always(word) if word else lambda _doubt: None)
    for merged in found.maps:
        parsed = read(write(merged), merged.file)
        assert parsed.source_map is not None
        assert _plain(parsed.source_map) == _plain(merged)
    ids = {node.id for merged in found.maps for node in merged.nodes}
    assert ids >= {node.id for one in pair for node in one.nodes}
    texts = {node.text for merged in found.maps for node in merged.nodes}
    texts |= {getattr(side, "text", "") for doubt in found.doubts for side in (doubt.ours, doubt.theirs)}
    texts |= {getattr(side, "text", "") for doubt, _ in found.settled for side in (doubt.ours, doubt.theirs)}
    assert texts >= {node.text for one in pair for node in one.nodes}


@given(versions())
@settings(max_examples=25)
def test_with_a_common_base_what_one_side_did_is_done(pair: Pair) -> None:
    before, after = pair
    if before.id == after.id:
        for ours, theirs in ((before, after), (after, before)):
            found = merge([ours], [theirs], base=[before])
            assert [doubt for doubt in found.doubts if doubt.is_conflict] == []
            assert contents_of(*found.maps).nodes.keys() == contents_of(after).nodes.keys()


def _plain(one: SourceMap) -> SourceMap:
    return without_positions(one)


def _unordered(node: Node) -> Node:
    """The node with what both sides say of it in one order."""
    united = {name: tuple(sorted(getattr(node, name))) for name in UNITED}
    return replace(node, **united)


def _always(word: Choice) -> Callable[[Doubt], Decision | None]:
    """Settle every conflict so, where that can be, else for ours; leave likely twins as they are."""
    return lambda doubt: Decision(choice=word if word in doubt.choices else "ours") if doubt.is_conflict else None
