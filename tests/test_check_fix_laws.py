"""Laws of mending: comments that silence rules survive writing, tidying keeps the map and every comment."""

from __future__ import annotations

import yaml
from cruxmap.graph.canonical import without_positions
from cruxmap.graph.model import Ignore, SourceMap
from cruxmap.sources import map_yaml
from cruxmap.sources.map_ignores import is_ignore
from cruxmap.sources.map_tidy import tidy
from cruxmap.sources.yaml_comments import comments
from hypothesis import given
from hypothesis import strategies as st
from strategies import source_maps


@st.composite
def with_ignores(draw: st.DrawFn) -> SourceMap:
    from msgspec.structs import replace

    source_map = draw(source_maps())
    entries = [node.id for node in source_map.nodes]
    entries += [f"expect {place + 1}" for place in range(len(source_map.expects))]
    chosen = draw(st.lists(st.sampled_from(entries), max_size=3, unique=True))
    codes = st.lists(st.sampled_from(["CM203", "CM301", "orphan"]), min_size=1, max_size=2, unique=True)
    notes = st.text("ab :,[]'\"{}", max_size=12).map(lambda text: " ".join(text.split()))
    ignores = [Ignore(at=entry, codes=tuple(draw(codes)), note=draw(notes)) for entry in chosen]
    return replace(source_map, ignores=tuple(sorted(ignores, key=lambda ignore: entries.index(ignore.at))))


def reread(text: str) -> SourceMap:
    parsed = map_yaml.read(text, "")
    assert parsed.source_map is not None
    return without_positions(parsed.source_map)


@given(with_ignores())
def test_ignores_survive_writing_and_reading(source_map: SourceMap) -> None:
    text = map_yaml.write(source_map)
    again = reread(text)
    assert sorted(again.ignores, key=repr) == sorted(without_positions(source_map).ignores, key=repr)
    assert map_yaml.write(again) == text


@given(with_ignores(), st.randoms(use_true_random=False), st.lists(st.integers(0, 10_000), max_size=4))
def test_tidying_keeps_the_map_and_every_comment(source_map: SourceMap, random: object, places: list[int]) -> None:
    tree = yaml.safe_load(map_yaml.write(source_map))
    shuffled = dict(random.sample(list(tree.items()), len(tree)))  # type: ignore[attr-defined] # a Random
    style = random.choice([False, None])  # type: ignore[attr-defined] # likewise
    rows = yaml.safe_dump(shuffled, sort_keys=False, allow_unicode=True, default_flow_style=style).split("\n")
    for number, place in enumerate(places):
        row = place % len(rows)
        said = ("note", "cruxmap: see note", "x # cruxmap: ignore[CM203] y")[place % 3]
        rows[row] += f"  # {said} {number}" if place % 2 else ""
        rows.insert(row, f"# {said}, line {number}") if place % 5 == 0 else None
    text = "\n".join(rows)
    before = map_yaml.read(text, "")
    after = tidy(text)
    assert tidy(after) == after
    if any(char in text for char in "\x85\u2028\u2029") and comments(text):
        assert after == text
    elif before.source_map is not None and not before.findings:
        assert reread(after) == without_positions(before.source_map)
        ours = [note.text for note in comments(after) if not is_ignore(note.text)]
        assert sorted(ours) == sorted(note.text for note in comments(text) if not is_ignore(note.text))
        if not comments(text):
            assert after == map_yaml.write(before.source_map).partition("\n")[2]
    else:
        assert after == text


def test_a_row_of_links_whose_ends_are_not_there_takes_its_form_all_the_same() -> None:
    text = "source:\n  id: a\n  title: A\n\nlinks:\n- from: a/gone\n  relation: attacks\n  to: a/source\n"
    assert tidy(text) == "source:\n  id: a\n  title: A\n\nlinks:\n- {from: a/gone, relation: attacks, to: a/source}\n"


def test_a_file_with_unusual_ends_of_lines_is_left_alone() -> None:
    for end in ("\x85", "\u2028", "\u2029", "\r"):
        text = (
            f"links:\n\n- {{from: b/a,\n  relation: supports, to: a/b}}  # why\nsource:\n  id: a\n  title: 'A{end} B'\n"
        )
        assert tidy(text) == text
