"""Laws of links: writing one adds that one, and every pair of kinds has an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from consoles import run
from cruxmap.graph.model import Link
from cruxmap.graph.new_link import allowed_between, objection
from cruxmap.graph.schema import KINDS, RELATION, RELATIONS
from cruxmap.sources import map_yaml
from cruxmap.sources.library import read_library
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import source_maps, texts

if TYPE_CHECKING:
    import pytest
    from cruxmap.graph.graph import Graph
    from cruxmap.graph.model import SourceMap


@given(source_maps(), source_maps(), st.data())
@settings(max_examples=25, deadline=None)
def test_writing_then_reading_gives_exactly_one_link_more(
    tmp_path_factory: pytest.TempPathFactory, first: SourceMap, second: SourceMap, data: st.DataObject
) -> None:
    """Whatever the maps, in canonical form or with a comment that forbids it."""
    folder = tmp_path_factory.mktemp("vault")
    for source_map in {first.id: first, second.id: second}.values():
        text = map_yaml.write(source_map)
        mark = "# mine\n" if data.draw(st.booleans()) else ""
        (folder / f"{source_map.id}.yaml").write_text(text + mark, "utf-8", newline="")
    library = read_library([str(folder)])
    ids = sorted(library.graph.nodes)
    ends = data.draw(st.sampled_from(ids)), data.draw(st.sampled_from(ids))
    nodes = [library.graph.node(end) for end in ends]
    allowed = allowed_between(nodes[0], nodes[1]) or tuple(relation.name for relation in RELATIONS)
    relation, note = data.draw(st.sampled_from(allowed)), data.draw(st.just("") | texts)
    new = Link(from_id=ends[0], relation=relation, to_id=ends[1], note=note, basis="inferred")
    ran = run("-L", str(folder), "link", ends[0], relation, ends[1], f"--note={note}")
    then = read_library([str(folder)])
    if objection(library.graph, new):
        assert ran.code == 2
        assert then == library or then.graph.links == library.graph.links
        return
    assert ran.code == 0, ran.stderr
    gained = {bare(link) for link in then.graph.links} - {bare(link) for link in library.graph.links}
    assert gained == {bare(new)}
    assert len(then.graph.links) == len(library.graph.links) + 1
    assert len(then.findings) == len(library.findings)
    assert list(then.graph.nodes) == list(library.graph.nodes)


def bare(link: Link) -> tuple[str, str, str, str, str, str]:
    return link.from_id, link.relation, link.to_id, link.basis, link.note, link.qualifier


def test_every_relation_has_an_answer_for_every_pair_of_kinds(shipped: Graph) -> None:
    by_kind = {node.kind: node for node in shipped.nodes.values()}
    assert len(by_kind) == len(KINDS)
    for first in by_kind.values():
        for second in by_kind.values():
            for name in RELATION:
                said = objection(shipped, Link(from_id=first.id, relation=name, to_id=second.id))
                assert not said or "\n" not in said
