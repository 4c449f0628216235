"""`link --suggest`: what of different documents may be one thing, a fuller account of it, or its opposite."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import cruxmap
import pytest
from consoles import run
from cruxmap.graph.build import build
from cruxmap.graph.graph import Graph
from cruxmap.graph.likeness import Likeness
from cruxmap.graph.model import Link, Node, Reference
from cruxmap.graph.names import address
from cruxmap.graph.proposals import CONFIDENCES
from cruxmap.graph.schema import RELATION, allows
from cruxmap.graph.suggest_links import Suggestion, pair_of, suggest
from cruxmap.sources import map_yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from linked_maps import BATS, OWLS, asked, vault
from strategies import source_maps

if TYPE_CHECKING:
    from pathlib import Path

    from cruxmap.graph.model import SourceMap


def pairs(suggestions: list[Any]) -> dict[tuple[str, str], Any]:
    return {pair_of(item["from"], item["to"]): item for item in suggestions}


def test_same_refined_opposite_and_why(tmp_path: Path) -> None:
    found = asked(vault(tmp_path, owls=OWLS, bats=BATS), "link", "--suggest")
    by_pair = pairs(found)
    assert set(list(by_pair)[:2]) == {("bats/marsh", "owls/ann"), ("bats/prey", "owls/konishi")}
    assert [item["confidence"] for item in found[:2]] == ["certain", "certain"]
    assert by_pair["bats/prey", "owls/konishi"]["because"] == ["same address: example.org/owls"]
    same = by_pair["bats/disc", "owls/disc"]
    assert (same["relation"], same["confidence"], same["flags"]) == ("same_as", "likely", [])
    opposite = by_pair["bats/deaf", "owls/hunt"]
    assert (opposite["relation"], opposite["flags"]) == ("contrasts_with", ["negation"])
    assert opposite["because"] == ["shared words: alone, dark, find, hunting, mice, barn and 2 more"]
    assert ("bats/goal", "owls/goal") not in by_pair
    assert all(item.keys() >= {"from", "relation", "to", "score", "because", "flags"} for item in found)
    assert all(0 < item["score"] <= 1 and item["confidence"] in CONFIDENCES for item in found)


def test_what_is_fainter_shows_when_asked_for_and_says_what_is_doubtful(tmp_path: Path) -> None:
    here = vault(tmp_path, owls=OWLS, bats=BATS.replace("Writing a field guide about moths.", "Saving barn walls."))
    faint = pairs(asked(here, "link", "--suggest", "--sure", "faint"))
    assert faint["bats/goal", "owls/goal"]["flags"] == ["generic label"]
    assert faint["bats/goal", "owls/goal"]["confidence"] == "faint"
    assert [item["confidence"] for item in asked(here, "link", "--suggest", "--sure", "certain")] == ["certain"] * 2


def test_a_fuller_account_refines_the_shorter(tmp_path: Path) -> None:
    short = "source: {id: s, title: S}\nmechanisms: {m: {text: Ferries drift when the rope is slack., title: Drift}}\n"
    long = (
        "source: {id: t, title: T}\nfailure_modes: {f: {text: 'Ferries drift when the rope is slack, and at low water "
        "they then run aground on the gravel below the mill.', title: Drift at low water}}\n"
    )
    (only,) = asked(vault(tmp_path, s=short, t=long), "link", "--suggest")
    assert (only["from"], only["relation"], only["to"]) == ("t/f", "refines", "s/m")


def test_antonyms_and_numbers_are_seen(tmp_path: Path) -> None:
    one = "source: {id: s, title: S}\nclaims: {c: {text: The iron bridge of 1890 is safe for heavy carts.}}\n"
    two = "source: {id: t, title: T}\nclaims: {c: {text: The iron bridge of 1891 is unsafe for heavy carts.}}\n"
    (only,) = asked(vault(tmp_path, s=one, t=two), "link", "--suggest")
    assert only["relation"] == "contrasts_with"
    assert only["flags"] == ["antonyms", "numbers differ"]
    assert "opposite words: safe – unsafe" in only["because"]


def test_works_of_one_name_and_two_addresses_are_flagged_and_others_left_alone(tmp_path: Path) -> None:
    one = """\
source: {id: s, title: S}
references:
  a: {text: About sleepers., title: Sleeper trains of the north, url: "https://example.org/1"}
  b: {text: About sleepers., title: Night ferries, url: "https://example.org/2"}
"""
    two = """\
source: {id: t, title: T}
references:
  a: {text: A book., title: Sleeper trains of the North, url: "https://example.org/3"}
  b: {text: About harbours., title: Bread and butter, url: "https://example.org/2/"}
"""
    found = pairs(asked(vault(tmp_path, s=one, t=two), "link", "--suggest", "--sure", "faint"))
    assert {pair: item["flags"] for pair, item in found.items()} == {
        ("s/a", "t/a"): ["addresses differ"],
        ("s/b", "t/b"): ["names differ"],
    }
    assert found["s/b", "t/b"]["confidence"] == "likely"


def test_camps_of_the_same_name_are_hardly_one_camp(tmp_path: Path) -> None:
    camp = "people: {{critics: {{text: Critics of the {}., title: Critics, group: true}}}}\n"
    one = "source: {id: s, title: S}\n" + camp.format("toll")
    two = "source: {id: t, title: T}\n" + camp.format("harvest")
    here = vault(tmp_path, s=one, t=two)
    assert asked(here, "link", "--suggest") == []
    (only,) = asked(here, "link", "--suggest", "--sure", "faint")
    assert (only["relation"], only["flags"], only["because"]) == (
        "same_as",
        ["generic label"],
        ["same name: Critics", "shared words: critics"],
    )


def test_linked_pairs_and_those_of_twins_are_not_suggested(tmp_path: Path) -> None:
    third = OWLS.replace("id: owls", "id: hawks")
    here = vault(tmp_path, owls=OWLS, bats=BATS, hawks=third)
    (here / "maps" / "links.yaml").write_text(
        "links:\n- {from: owls/disc, relation: related_to, to: bats/disc}\n"
        "- {from: owls/disc, relation: same_as, to: hawks/disc}\n"
    )
    found = pairs(asked(here, "link", "--suggest", "--sure", "faint", "--most", "1000"))
    discs = {"owls/disc", "bats/disc", "hawks/disc"}
    assert not [pair for pair in found if set(pair) <= discs]
    same = [pair for pair, item in found.items() if item["relation"] == "same_as" and "/ann" in "".join(pair)]
    assert len(same) == 2  # of three that are one, the third pair would follow


def test_filters(tmp_path: Path) -> None:
    here = vault(tmp_path, owls=OWLS, bats=BATS, hawks=OWLS.replace("id: owls", "id: hawks"))
    every = ("link", "--suggest", "--most", "1000")
    one = asked(here, *every, "--source", "bats")
    assert one
    assert all("bats/" in item["from"] + item["to"] for item in one)
    two = asked(here, *every, "--source", "bats", "--source", "owls")
    assert {tuple(sorted(end.partition("/")[0] for end in (item["from"], item["to"]))) for item in two} == {
        ("bats", "owls")
    }
    people = asked(here, *every, "--kind", "people")
    assert {item["from"].partition("/")[2] for item in people} <= {"ann", "marsh"}
    assert len(asked(here, "link", "--suggest", "--most", "2")) == 2
    least = asked(here, *every, "--least", "0.9")
    assert all(item["score"] >= 0.9 for item in least)
    assert run("link", "--suggest", "--source", "owl", folder=here).code == 2


def test_the_page_names_both_ends_and_the_commands(tmp_path: Path) -> None:
    here = vault(tmp_path, owls=OWLS, bats=BATS)
    ran = run("-L", str(here), "link", "--suggest", "--most", "1", folder=tmp_path)
    assert (ran.code, ran.stderr) == (0, "")
    rows = ran.stdout.splitlines()
    assert rows[-2].strip() == f"cruxmap -L {here} link bats/prey same_as owls/konishi"
    assert rows[-1].strip() == f"cruxmap -L {here} link --reject bats/prey owls/konishi"
    assert "Locating prey reference [owls/konishi]" in ran.stdout
    assert run("link", "--suggest", folder=here).stdout.count("  cruxmap link ") == 2 * len(
        asked(here, "link", "--suggest")
    )


def test_a_library_of_one_document_has_nothing_to_suggest(tmp_path: Path) -> None:
    here = vault(tmp_path, owls=OWLS)
    ran = run("link", "--suggest", folder=here)
    assert (ran.stdout, ran.code) == ("", 0)
    assert ran.stderr == "no links to suggest; --sure faint also gives weaker ones\n"
    assert asked(here, "link", "--suggest") == []


def test_errors_of_the_library_are_told_and_the_rest_answers(tmp_path: Path) -> None:
    here = vault(tmp_path, owls=OWLS, bats=BATS + "claims: {x: {text: Twice.}}\n")
    ran = run("link", "--suggest", "--json", folder=here)
    assert ran.code == 1
    assert " error CM" in ran.stderr
    assert json.loads(ran.stdout)


def test_the_shipped_maps_without_their_links_find_the_paper_both_cite(shipped: Any) -> None:
    bare = Graph(shipped.nodes.values(), [link for link in shipped.links if link.from_id[:2] == link.to_id[:2]])
    found = suggest(bare)
    assert (found[0].from_id, found[0].to_id) == ("cotra/ref-goal-misgen", "dragan/ref-goal-misgen")
    linked = {pair_of(link.from_id, link.to_id) for link in shipped.links}
    assert linked.isdisjoint(pair_of(item.from_id, item.to_id) for item in suggest(shipped, most=1000))


@pytest.fixture(scope="module")
def notes(shared: Path) -> Graph:
    """The graph of the eight notes, read as they stand."""
    return cruxmap.load(str(shared / "notes"))


def test_notes_that_cite_one_work_find_each_other(notes: Graph) -> None:
    """All references to one address, and nodes of one person's name, are joined by what is certain."""
    sure = [item for item in suggest(notes, sure="certain", most=1000) if item.relation == "same_as"]
    joined = Graph(
        notes.nodes.values(), [Link(from_id=item.from_id, relation="same_as", to_id=item.to_id) for item in sure]
    )
    by_key: dict[str, set[str]] = {}
    for node in notes.nodes.values():
        key = address(node.url) if isinstance(node, Reference) and node.url else ""
        if key:
            by_key.setdefault(key, set()).add(node.id)
    several = [group for group in by_key.values() if len({node.partition("/")[0] for node in group}) > 1]
    assert len(several) >= 5
    for group in several:
        names = {notes.node(node).title.casefold() for node in group}
        assert len(names) > 1 or len({joined.one(node) for node in group}) == 1, group
    assert len(sure) < 40


def test_notes_that_use_one_term_find_each_other_and_template_words_do_not_count(notes: Graph) -> None:
    found = suggest(notes, sure="likely", most=1000)
    names = {notes.node(item.from_id).title.casefold() for item in found if item.relation == "same_as"}
    assert names >= {"ai control", "alignment faking", "reward hacking"}
    weak = suggest(notes, most=1000)
    generic = [item for item in weak if "generic label" in item.flags]
    assert generic
    assert {item.confidence for item in generic} <= {"possible", "faint"}


def test_a_link_within_a_note_leaves_the_note_alone(tmp_path: Path, shared: Path) -> None:
    names = ("anthropic-controlling-powerful-ai.md", "anthropic-alignment-faking-in-large-language-models.md")
    for name in names:
        (tmp_path / name).write_bytes((shared / "notes" / name).read_bytes())
    graph = cruxmap.load(str(tmp_path))
    concepts = [node.id for node in graph.nodes.values() if node.kind == "concept"]
    home = concepts[0].partition("/")[0]
    second = next(node for node in reversed(concepts) if node.startswith(home) and not graph.at(node, "related_to"))
    ran = run("-L", str(tmp_path), "link", concepts[0], "related_to", second)
    assert ran.code == 0, ran.stderr
    then = cruxmap.load(str(tmp_path))
    assert len(then.links) == len(graph.links) + 1
    assert all((tmp_path / name).read_bytes() == (shared / "notes" / name).read_bytes() for name in names)


@given(st.lists(source_maps(), min_size=2, max_size=4), st.randoms())
@settings(max_examples=20, deadline=None)
def test_laws_of_any_library(maps: list[SourceMap], order: Any) -> None:
    """The order of nodes and links does not matter; kinds allow what is suggested; what is rejected stays away."""
    named = {source_map.id: source_map for source_map in maps}
    graph = build(named.values()).graph
    found = suggest(graph, most=1000)
    nodes, links = list(graph.nodes.values()), list(graph.links)
    order.shuffle(nodes)
    order.shuffle(links)
    assert suggest(Graph(nodes, links), most=1000) == found
    linked = {pair_of(graph.one(link.from_id), graph.one(link.to_id)) for link in graph.links}
    for item in found:
        ends = graph.node(item.from_id), graph.node(item.to_id)
        assert ends[0].source != ends[1].source
        assert allows(RELATION[item.relation], ends[0].kind, ends[1].kind)
        assert pair_of(graph.one(item.from_id), graph.one(item.to_id)) not in linked
        assert 0 < item.score <= 1
    rejected = {pair_of(item.from_id, item.to_id) for item in found[::2]}
    again = suggest(graph, rejected=rejected, most=1000)
    assert rejected.isdisjoint(pair_of(item.from_id, item.to_id) for item in again)


def note(source: str, texts: dict[str, tuple[str, str]]) -> list[Node]:
    return [Node(id=f"{source}/{slug}", kind="claim", text=text, title=title) for slug, (title, text) in texts.items()]


def test_labels_that_many_documents_have_for_different_things_are_learned() -> None:
    texts = ("Herons wade.", "Bakers knead.", "Clocks tick.", "Rain falls.", "Wolves howl.")
    nodes = [node for at, text in enumerate(texts) for node in note(f"s{at}", {"a": ("Second helping", text)})]
    assert Likeness(Graph(nodes, [])).generic == {node.id for node in nodes}
    alike = [node for at in range(5) for node in note(f"s{at}", {"a": ("Second helping", f"More soup, take {at}.")})]
    assert Likeness(Graph(alike, [])).generic == frozenset()


def test_hundreds_of_documents_with_the_same_words_still_answer() -> None:
    texts = {f"n{at}": ("", f"Word{at} and thing{at} make part{at % 7} of it.") for at in range(20)}
    graph = Graph([node for at in range(120) for node in note(f"s{at}", texts)], [])
    found = suggest(graph)
    assert len(found) == 20
    assert {item.confidence for item in found} == {"certain"}
    assert all(item.from_id.partition("/")[2] == item.to_id.partition("/")[2] for item in found)


def test_a_shortened_copy_of_a_map_finds_its_original_first(shipped: Any) -> None:
    """Every third word left out and no titles: for most nodes the first suggestion is still their original."""
    mine = [node for node in shipped.nodes.values() if node.source == "cotra" and node.kind in ("claim", "concept")]
    copies = []
    for node in mine:
        kept = " ".join(word for at, word in enumerate(node.text.split()) if at % 3 != 2)
        copies.append(Node(id=node.id.replace("cotra/", "copy/"), kind=node.kind, text=kept))
    first: dict[str, Suggestion] = {}
    for item in suggest(Graph([*mine, *copies], []), most=10_000):
        first.setdefault(item.from_id if item.from_id.startswith("copy/") else item.to_id, item)
    right = sum(
        copy.id in first and copy.id.replace("copy/", "cotra/") in (first[copy.id].from_id, first[copy.id].to_id)
        for copy in copies
    )
    assert right / len(copies) > 0.85


def test_a_map_read_in_any_file_order_gives_the_same(tmp_path: Path) -> None:
    parsed = [map_yaml.read(text, name).source_map for name, text in (("z.yaml", OWLS), ("a.yaml", BATS))]
    maps = [found for found in parsed if found]
    assert suggest(build(maps).graph) == suggest(build(maps[::-1]).graph)
