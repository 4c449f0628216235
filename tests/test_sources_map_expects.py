"""`expect:` of map files: read, written and carried along."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from consoles import run
from cruxmap.graph.canonical import without_positions
from cruxmap.graph.expectation import Expectation, named_nodes
from cruxmap.sources import map_yaml
from cruxmap.sources.map_tidy import tidy
from cruxmap.sources.renaming import renamed
from hypothesis import given
from strategies import slugs, source_maps

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cruxmap.graph.model import SourceMap

SOURCE = "source: {id: ponds, title: On ponds}\n"


def read(text: str) -> SourceMap:
    parsed = map_yaml.read(text, "m.yaml")
    assert parsed.findings == ()
    assert parsed.source_map is not None
    return parsed.source_map


def test_ids_are_local_or_full_and_each_knows_its_place() -> None:
    text = f"{SOURCE}expect:\n- take: {{crux-gnats: they-do}}\n  falls: [dig-one, wells/deep]\n"
    (expectation,) = read(text).expects
    (taking,) = expectation.take
    assert (taking.crux.id, str(taking.crux.span)) == ("ponds/crux-gnats", "m.yaml:3:10")
    assert (taking.side.id, str(taking.side.span)) == ("they-do", "m.yaml:3:22")
    assert [(node.id, str(node.span)) for node in named_nodes(expectation)] == [
        ("ponds/dig-one", "m.yaml:4:11"),
        ("wells/deep", "m.yaml:4:20"),
    ]
    assert str(expectation.span) == "m.yaml:3:3"


def test_a_file_may_hold_nothing_else() -> None:
    source_map = read("expect:\n- {stands: [ponds/dig-one]}\n")
    assert (source_map.id, source_map.nodes) == ("", ())
    assert [node.id for expectation in source_map.expects for node in named_nodes(expectation)] == ["ponds/dig-one"]


def test_one_bad_entry_costs_no_other() -> None:
    entries = "- {stands: [a]}\n- {stands: [b], falls: 3}\n- {open: [c]}\n"
    parsed = map_yaml.read(f"{SOURCE}expect:\n{entries}", "m.yaml")
    assert parsed.source_map is not None
    assert [node.id for one in parsed.source_map.expects for node in named_nodes(one)] == ["ponds/a", "ponds/c"]
    assert [str(finding.span) for finding in parsed.findings] == ["m.yaml:4:24"]


def test_a_broken_row_costs_no_other() -> None:
    parsed = map_yaml.read(f"{SOURCE}expect:\n- {{stands: [a]}}\n- {{stands: [b}}\n- {{open: [c]}}\n", "m.yaml")
    assert parsed.source_map is not None
    assert [node.id for one in parsed.source_map.expects for node in named_nodes(one)] == ["ponds/a", "ponds/c"]


@pytest.mark.parametrize(
    ("number", "written"),
    [("0.50", "0.5"), ("1.0", "1"), ("-0", "0"), (".25", "0.25"), ("1e-7", "0.0000001"), ("+0.1", "0.1")],
)
def test_numbers_are_written_in_one_way(number: str, written: str) -> None:
    text = f"{SOURCE}expect:\n- strength:\n    a: {{at_most: {number}}}\n"
    assert f"a: {{at_most: {written}}}\n" in map_yaml.write(read(text))


def test_numbers_of_any_length_are_answered() -> None:
    for number in ("9" * 50_000, "0." + "3" * 50_000, "1e-999999999", "1e999999999"):
        parsed = map_yaml.read(f"{SOURCE}expect: [{{believe: {{a: {number}}}, stands: [a]}}]\n", "m.yaml")
        assert parsed.source_map is not None
        assert len(parsed.source_map.expects) + len(parsed.findings) == 1


@given(source_maps(), slugs)
def test_another_source_id_goes_through_all_that_is_expected(source_map: SourceMap, new: str) -> None:
    def sources(expects: Iterable[Expectation]) -> list[str]:
        return [node.id.partition("/")[0] for one in expects for node in named_nodes(one)]

    before, after = sources(source_map.expects), sources(renamed(source_map, new).expects)
    assert after == [new if source == source_map.id else source for source in before]


def test_tidying_keeps_the_entries_their_order_and_their_comments() -> None:
    text = (
        f"expect:\n# gnats first\n- stands: [b]\n  take: {{c: d}}\n- {{falls: [a]}}  # then the rest\n\n"
        f"{SOURCE}\nclaims:\n  a: {{text: A.}}\n"
    )
    tidied = tidy(text)
    assert without_positions(read(tidied)).expects == without_positions(read(text)).expects
    assert "# gnats first" in tidied
    assert "# then the rest" in tidied
    assert tidy(tidied) == tidied


def test_tidying_brings_them_to_the_end_in_canonical_form() -> None:
    tidied = tidy(f"expect: [{{falls: [ponds/a], take: {{c: d}}}}]\n{SOURCE}claims: {{a: {{text: A.}}}}\n")
    assert tidied.endswith("\nexpect:\n- take: {c: d}\n  falls: [a]\n")
    assert tidied.startswith("source:\n")


def test_a_comment_that_silences_rules_stays_at_its_entry() -> None:
    text = f"{SOURCE}expect:\n- {{stands: [a]}}\n- {{stands: [b]}}  # cruxmap: ignore[CM601] not yet\n"
    source_map = read(text)
    assert [ignore.at for ignore in source_map.ignores] == ["expect 2"]
    written = map_yaml.write(source_map)
    assert "- stands: [b]  # cruxmap: ignore[CM601] not yet\n" in written
    assert without_positions(read(written)) == without_positions(source_map)


def test_a_new_link_leaves_them_where_they_are(tmp_path: Path) -> None:
    path = tmp_path / "ponds.yaml"
    claims = "claims:\n  a: {text: A.}\n  b: {text: B.}\n\n"
    expect = "expect:\n# why not\n- {stands: [a],   open: []}\n"
    path.write_text(f"{SOURCE}{claims}{expect}", "utf-8")
    (tmp_path / "cruxmap.toml").write_text("", "utf-8")
    assert run("-L", str(tmp_path), "link", "ponds/a", "supports", "ponds/b").code == 0
    after = path.read_text("utf-8")
    assert after.endswith(expect)
    assert "supports: [{to: b, basis: inferred}]" in after


def test_a_link_to_another_source_is_put_beside_them(tmp_path: Path) -> None:
    (tmp_path / "cruxmap.toml").write_text("", "utf-8")
    (tmp_path / "ponds.yaml").write_text(f"{SOURCE}claims:\n  a: {{text: A.}}\n", "utf-8")
    (tmp_path / "wells.yaml").write_text("source: {id: wells, title: W}\nclaims:\n  b: {text: B.}\n", "utf-8")
    links = tmp_path / "links.yaml"
    links.write_text("expect:\n- {stands: [ponds/a]}\n", "utf-8")
    assert run("-L", str(tmp_path), "link", "ponds/a", "supports", "wells/b").code == 0
    source_map = read(links.read_text("utf-8"))
    assert len(source_map.links) == len(source_map.expects) == 1
