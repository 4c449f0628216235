"""Maps to quads and back, and quads written by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cruxmap.graph.canonical import without_positions
from cruxmap.graph.rdf.maps import maps_of
from cruxmap.graph.rdf.quads import quads
from cruxmap.sources.library import read_library
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import source_maps

if TYPE_CHECKING:
    from cruxmap.graph.model import SourceMap

libraries = st.lists(source_maps(), min_size=1, max_size=2, unique_by=lambda one: one.id)


@given(libraries)
@settings(max_examples=20, deadline=None)
def test_maps_come_back_from_rdf_as_they_were_and_go_there_again_as_they_did(maps: list[SourceMap]) -> None:
    bare = [replace(one, id="", nodes=(), links=one.links) for one in maps[:1] if one.links]
    given_maps = [replace(one, file=f"{one.id}.yaml") for one in maps] + [replace(one, file="z.yaml") for one in bare]
    told = list(quads(given_maps))
    found, findings = maps_of(told, "all.nq")
    thesis_less = [finding for finding in findings if finding.rule != "dangling-id"]
    assert not thesis_less
    by_id = sorted(given_maps, key=lambda one: (not one.id, one.id))
    assert [without_positions(one) for one in found] == [without_positions(one) for one in by_id]
    assert set(quads(found, positions=False)) == set(quads(given_maps, positions=False))


def test_positions_and_all_come_back_of_the_shipped_maps() -> None:
    told = list(quads(read_library(["@shipped"]).maps))
    found, findings = maps_of(told, "shipped.nq")
    assert not findings
    assert list(quads(found)) == told
