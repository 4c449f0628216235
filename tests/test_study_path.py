"""Learning paths: all that is needed, in an order to learn it in, and what of it can be left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from consoles import run
from cruxmap.graph.graph import Graph
from cruxmap.graph.model import Link, Node
from cruxmap.graph.schema import RELATION
from cruxmap.graph.study.learning import learning_path
from cruxmap.graph.study.needs import NEEDS
from graphs import graph_of

if TYPE_CHECKING:
    from pathlib import Path

    from cruxmap.graph.study.learning import LearningPath
    from cruxmap.graph.study.needs import Need

BREAD = """
source: {id: bread, title: How bread rises, thesis: slow}
claims:
  slow: {text: Slow dough makes better bread., about: [dough]}
concepts:
  gluten: {text: Protein that stretches., complexity: 3}
  yeast: {text: A fungus that eats sugar., complexity: 2}
  dough: {text: Flour and water that hold together., complexity: 4, requires: [gluten]}
  chemistry: {text: What matter does., prerequisite_of: [source], complexity: 9}
  oven: {text: A hot box.}
mechanisms:
  rise: {text: Gas lifts the dough., requires: [dough, {to: oven, basis: inferred}], caused_by: [yeast]}
failure_modes:
  flat: {text: The loaf stays flat.}
mitigations:
  proof: {text: Try the yeast in warm water first., mitigates: [flat]}
references:
  book: {text: A book on what matter does., title: Matter, url: "https://example.org/matter", about: [chemistry]}
"""


def slugs(path: LearningPath) -> list[str]:
    return [step.node.slug for step in path.steps]


def test_all_that_is_needed_the_least_complex_first() -> None:
    path = learning_path(graph_of(BREAD), "bread/rise")
    assert slugs(path) == ["yeast", "gluten", "dough", "oven", "rise"]
    assert [step.node.slug for step in path.steps if step.optional] == ["oven"]
    assert [[link.relation for link in step.because] for step in path.steps] == [
        ["causes"],
        ["requires"],
        ["requires"],
        ["requires"],
        [],
    ]
    assert path.steps[-1].role == "target"


def test_what_is_known_is_left_out_with_all_that_only_it_needs() -> None:
    path = learning_path(graph_of(BREAD), "bread/rise", ["bread/dough", "bread/flat"])
    assert slugs(path) == ["yeast", "oven", "rise"]
    assert [node.slug for node in path.known] == ["dough"]
    assert [node.slug for node in path.skipped] == ["gluten"]
    assert [node.slug for node in path.unneeded] == ["flat"]


def test_a_document_is_what_it_takes_for_granted_then_what_it_teaches_its_thesis_last() -> None:
    path = learning_path(graph_of(BREAD), "bread/source")
    assert slugs(path) == ["chemistry", "yeast", "gluten", "dough", "oven", "rise", "flat", "proof", "slow"]
    granted, *_, thesis = path.steps
    assert granted.external
    assert [work.slug for work in granted.references] == ["book"]
    assert thesis.role == "thesis"
    assert {step.node.slug for step in path.steps if step.role == "taught"} == {"proof", "rise"}


def test_twins_are_one_step_shown_by_the_one_at_home() -> None:
    other = """
source: {id: other, title: Other}
concepts:
  leaven: {text: What makes dough rise., same_as: [bread/yeast], requires: [sugar]}
  sugar: {text: Food for it.}
"""
    path = learning_path(graph_of(BREAD, other), "bread/rise")
    assert slugs(path) == ["gluten", "dough", "oven", "sugar", "yeast", "rise"]
    assert [[twin.id for twin in step.twins] for step in path.steps if step.twins] == [["other/leaven"]]


def test_a_circle_is_named_and_its_things_stand_together() -> None:
    path = learning_path(
        graph_of("""
source: {id: s, title: S}
mechanisms:
  end: {text: The end., caused_by: [hen]}
  hen: {text: A hen., causes: [egg], complexity: 6}
  egg: {text: An egg., causes: [hen], complexity: 3}
  corn: {text: Corn., enables: [hen], complexity: 9}
"""),
        "s/end",
    )
    assert slugs(path) == ["corn", "egg", "hen", "end"]
    assert [[step.node.slug for step in circle] for circle in path.circles] == [["egg", "hen"]]


def test_a_weak_need_gives_way_where_it_would_close_a_circle() -> None:
    path = learning_path(
        graph_of("""
source: {id: s, title: S}
mechanisms:
  hen: {text: A hen., causes: [egg], complexity: 6}
  egg: {text: An egg., causes: [{to: hen, basis: inferred}], complexity: 3}
"""),
        "s/egg",
    )
    assert slugs(path) == ["hen", "egg"]
    assert path.circles == []


def test_a_known_target_leaves_nothing_to_learn() -> None:
    path = learning_path(graph_of(BREAD), "bread/rise", ["bread/rise"])
    assert path.steps == ()
    assert [node.slug for node in path.skipped] == ["yeast", "gluten", "dough", "oven"]


@pytest.mark.parametrize("need", NEEDS, ids=lambda need: need.relation)
def test_each_relation_puts_its_first_end_first(need: Need) -> None:
    kinds, others = RELATION[need.relation].ends[0]
    firsts, laters = (kinds, others) if need.before == "from" else (others, kinds)
    first = Node(id="s/first", kind=min(firsts & {*need.kinds} if need.kinds else firsts), text="First.")
    later = Node(id="s/later", kind=min(laters - {*need.but_for}), text="Later.")
    start, end = (first, later) if need.before == "from" else (later, first)
    graph = Graph([later, first], [Link(from_id=start.id, relation=need.relation, to_id=end.id)])
    assert slugs(learning_path(graph, later.id)) == ["first", "later"]
    assert slugs(learning_path(graph, first.id)) == ["first"]


CASE = """
source: {id: s, title: Of dams}
claims:
  dams-fail: {text: Old dams fail.}
  rot: {text: Old concrete crumbles., supports: [dams-fail]}
  frost: {text: Frost cracks concrete., supports: [rot]}
analogies: {bridge: {text: A dam ages like a bridge., supports: [dams-fail]}}
examples: {arch: {text: An arch sags., part_of: [bridge]}}
"""


def test_what_speaks_for_a_claim_is_learned_before_it_but_not_before_what_leads_to_it() -> None:
    assert slugs(learning_path(graph_of(CASE), "s/dams-fail")) == ["rot", "bridge", "dams-fail"]
    assert slugs(learning_path(graph_of(CASE), "s/rot")) == ["frost", "rot"]


def test_the_story_of_an_analogy_is_learned_as_a_whole() -> None:
    assert slugs(learning_path(graph_of(CASE), "s/bridge")) == ["bridge"]


def test_a_document_of_cruxes_leads_to_them_and_one_of_nothing_says_so(tmp_path: Path) -> None:
    cruxes = """
source: {id: clocks, title: Clocks}
claims:
  sleep: {text: Sleep is lost., bears_on: [keep]}
cruxes:
  keep: {text: Should the clocks be changed?}
"""
    path = learning_path(graph_of(cruxes), "clocks/source")
    assert [(step.node.slug, step.role) for step in path.steps] == [("sleep", "needed"), ("keep", "taught")]
    (tmp_path / "clocks.yaml").write_text(cruxes, "utf-8")
    ran = run("-L", "clocks.yaml", "study", "path", "clocks", folder=tmp_path)
    assert ran.stdout.endswith("→ what the document's camps part on\n")
    (tmp_path / "empty.yaml").write_text("source: {id: empty, title: Empty}\n", "utf-8")
    ran = run("-L", "empty.yaml", "study", "path", "empty", folder=tmp_path)
    assert ran == ("Empty [empty]\n  it names nothing to learn, and no thesis\n", "", 0)


def test_a_heading_is_told_by_what_the_document_says_under_it() -> None:
    note = """
source: {id: sauces, title: Sauces, form: note}
concepts:
  roux: {text: Roux (the base), title: Roux}
  fat: {text: Butter or oil., title: Fat}
  jus: {text: Jus (the gravy), title: Jus}
claims:
  guess: {text: Chefs argue., about: [{to: roux, basis: inferred}]}
  logic: {text: Flour is cooked in fat., title: "Roux: The Logic", about: [roux]}
"""
    says = {step.node.slug: step.says for step in learning_path(graph_of(note), "sauces/source").steps}
    assert says == {"roux": "Flour is cooked in fat.", "fat": "Butter or oil.", "jus": "Jus (the gravy)"}


@pytest.mark.parametrize(
    ("node", "is_external"),
    [
        ("{text: Roux, title: Roux, prerequisite_of: [white]}", True),
        ("{text: Flour cooked in fat., title: Roux, prerequisite_of: [white]}", False),
        ("{text: Flour cooked in fat., title: Roux, prerequisite_of: [source]}", True),
        ("{text: Flour cooked in fat., title: Roux, related_to: [source], required_by: [white]}", False),
    ],
)
def test_only_what_is_named_or_taken_for_granted_is_to_be_looked_up(node: str, is_external: bool) -> None:
    text = f"""
source: {{id: sauces, title: Sauces, thesis: five}}
claims:
  five: {{text: Five sauces are the mothers of all.}}
concepts:
  white: {{text: Milk thickened by a roux., title: Béchamel}}
  roux: {node}
"""
    external = {step.node.slug: step.external for step in learning_path(graph_of(text), "sauces/source").steps}
    assert external == {"roux": is_external, "white": False, "five": False}
