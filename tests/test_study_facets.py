"""What cards ask, and what they leave out, one small map at a time; cases/study-cards has every facet."""

from __future__ import annotations

import re
from pathlib import Path

import cruxmap
import pytest
from cruxmap.graph.study.facets import FACETS, cards
from graphs import graph_of


def asked(text: str, facet: str) -> list[str]:
    """The cards of a facet, each as its question and the points of its answer."""
    return [
        " | ".join(
            [card.question, *(f"{point.lead}: {point.text}" if point.lead else point.text for point in card.answer)]
        )
        for card in cards(graph_of(text))
        if card.facet == facet
    ]


def test_the_guide_lists_the_facets() -> None:
    page = (Path(__file__).parent.parent / "docs" / "study.md").read_text("utf-8")
    guide = page.partition("## Questions grown")[2].partition("\n## ")[0]
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| .*? \| (.*) \|$", guide, re.MULTILINE))
    shipped = {card.question: card.facet for card in cards(cruxmap.load())}
    assert list(rows) == [facet.name for facet in FACETS]
    assert all(f"| `{facet.name}` | {facet.meaning} |" in guide for facet in FACETS)
    assert all(shipped.get(question) == facet for facet, question in rows.items() if facet != "table")


@pytest.mark.parametrize(
    ("node", "question"),
    [
        ("concepts: {n: {title: Tides, text: Tides are the pull of the moon on water.}}", "What are tides?"),
        ("concepts: {n: {title: The pilot, text: The pilot is whoever steers the ship home.}}", "Who is the pilot?"),
        ("concepts: {n: {title: Low tide, text: Low tide is needed to walk.}}", "What role does low tide play?"),
        ("concepts: {n: {title: ISO, text: ISO is a number for how fast a film takes light.}}", "What is ISO?"),
        ("concepts: {n: {title: Bora, text: Bora is wind that falls from cold hills.}}", "What is meant by “Bora”?"),
        ("concepts: {n: {title: '\"Free\" tide', text: Boats rise for nothing.}}", "What is meant by “‘Free’ tide”?"),
        ("mitigations: {n: {title: Drop it, text: Ships wait outside.}}", "What proposal is meant by “Drop it”?"),
        ("failure_modes: {n: {title: Ebb, text: Ships run dry on the sand.}}", "What failure is meant by “Ebb”?"),
    ],
)
def test_names_fit_into_the_question(node: str, question: str) -> None:
    text = f"source: {{id: sea, title: Sea}}\n{node}\nclaims: {{c: {{text: Boats wait for low tide., about: [n]}}}}"
    assert [item.partition(" | ")[0] for item in asked(text, "meaning")] == [question]


def test_a_loop_that_is_meant_is_asked_for() -> None:
    text = """
source: {id: wash, title: Washing}
mechanisms:
  washing: {title: Washing, text: Washing is a round that ends when the water stays clear.}
  soak: {title: Soak, text: Cloth takes up water., part_of: [washing], precedes: [wring]}
  wring: {title: Wring, text: Hands press it out., part_of: [washing], precedes: [look]}
  look: {title: Look, text: Eyes judge the grey., part_of: [washing], precedes: [{to: wring, loop: true}]}
"""
    (card,) = (card for card in cards(graph_of(text)) if card.facet == "steps")
    assert card.question == "What are the steps of washing, in order, and to which of them does it return?"
    assert [point.lead for point in card.answer] == ["Soak", "Wring", "Look", "and again"]
    assert card.answer[-1].node == "wash/wring"
    assert card.ordered


def test_steps_that_make_up_nothing_follow_on_the_first() -> None:
    text = """
source: {id: day, title: Day}
mechanisms:
  dawn: {title: Dawn, text: Light comes., precedes: [noon]}
  noon: {title: Noon, text: Shadows shrink., precedes: [dusk]}
  dusk: {title: Dusk, text: Lamps are lit.}
"""
    assert asked(text, "steps") == [
        "What follows on “Dawn”, step by step? | Noon: Shadows shrink. | Dusk: Lamps are lit."
    ]


def test_steps_without_one_order_are_not_asked_for() -> None:
    text = """
source: {id: day, title: Day}
mechanisms:
  dawn: {title: Dawn, text: Light comes., precedes: [noon, dusk]}
  noon: {title: Noon, text: Shadows shrink.}
  dusk: {title: Dusk, text: Lamps are lit.}
"""
    assert asked(text, "steps") == []


def test_what_the_question_tells_is_not_asked_for() -> None:
    text = """
source: {id: ship, title: Ship}
concepts: {hull: {title: Hull, text: The hull is what floats.}}
analogies:
  shell: {title: Hull as shell, text: A hull is like a shell., mapping: [{element: shell, stands_for: hull}]}
"""
    assert asked(text, "stands-for") == []


def test_a_question_asked_by_two_documents_says_which() -> None:
    first = """
source: {id: a, title: First}
claims:
  c: {text: It rains., supports: [d]}
  e: {text: It pours., supports: [d]}
  d: {text: Mud.}
"""
    second = first.replace("id: a, title: First", "id: b, title: Second")
    assert [card.question for card in cards(graph_of(first, second)) if card.facet == "support"] == [
        "“Mud.” What speaks for this? (in “First”)",
        "“Mud.” What speaks for this? (in “Second”)",
    ]


def test_a_crux_that_is_a_topic() -> None:
    text = """
source: {id: t, title: T}
claims: {r: {text: Bridges last., supports: [crux-stone.mason]}}
cruxes:
  crux-stone:
    text: Stone
    positions: {mason: {text: Build with it}, optimist: {text: Leave it}}
"""
    assert asked(text, "sides")[0].startswith("“Stone”: what does each side say, and why? | mason: Build with it")
    assert asked(text, "reasons") == ["On “Stone” one side says: “Build with it”. For what reasons? | Bridges last."]


def test_every_side_stands_by_its_own_reasons_however_alike_the_sides_are() -> None:
    text = """
source: {id: t, title: T}
claims: {r: {text: Demand grows.}, s: {text: Supply grows.}}
cruxes:
  crux-rents:
    text: Will rents rise?
    positions: {owner: {text: Rents rise., because: [r]}, tenant: {text: Rents rise no more., because: [s]}}
"""
    assert asked(text, "sides") == [
        (
            "Will rents rise? What does each side answer, and why? | owner: Rents rise. | because: Demand grows."
            " | tenant: Rents rise no more. | because: Supply grows."
        )
    ]


def test_what_a_side_says_is_asked_about_together_with_its_crux() -> None:
    text = """
source: {id: t, title: T}
claims: {flood: {text: The mill floods each May., attacks: [crux-mill.optimist]}}
cruxes:
  crux-mill:
    text: Should the mill be sold
    positions: {optimist: {text: Hardly ever.}, pessimist: {text: At once.}}
"""
    assert asked(text, "sides")[0].startswith("Should the mill be sold? What does each side answer? |")
    asks = "Should the mill be sold? The optimist answers: “Hardly ever.” What speaks against this?"
    assert asked(text, "objection") == [f"{asks} | The mill floods each May."]


def test_what_perhaps_answers_a_question_is_told_once() -> None:
    text = """
source: {id: t, title: T}
claims: {long: {text: It freezes. Pipes burst.}, short: {text: It freezes.}}
questions:
  why:
    text: Why drain the pipes?
    answered_by: [{to: long, basis: inferred}, {to: short, basis: inferred}]
"""
    assert asked(text, "recall") == ["Why drain the pipes? | perhaps: It freezes. Pipes burst."]


def test_equally_strong_objections_are_all_asked_for() -> None:
    text = """
source: {id: t, title: T}
claims:
  c: {text: Snow is warm.}
  d: {text: Hands freeze in it., attacks: [c]}
  e: {text: Pipes burst under it., attacks: [c]}
"""
    assert asked(text, "objection") == [
        "“Snow is warm.” What speaks against this? | Hands freeze in it. | Pipes burst under it."
    ]


@pytest.mark.parametrize(
    ("title", "question"),
    [
        ("What is a gale?", "What is a gale?"),
        ("Why oilskins, not wool", "Why oilskins, not wool?"),
        ("What sailors say", "What belongs to “What sailors say”?"),
        ("Deck gear", "What belongs to “Deck gear”?"),
    ],
)
def test_a_heading_that_asks_is_the_question(title: str, question: str) -> None:
    text = f"""
source: {{id: sea, title: Sea}}
concepts:
  n: {{title: '{title}', text: '{title}'}}
  ropes: {{title: Ropes, text: Ropes hold sails., part_of: [n]}}
  knives: {{title: Knives, text: Knives cut ropes., part_of: [n]}}
"""
    assert asked(text, "parts") == [f"{question} | Ropes hold sails. | Knives cut ropes."]


def test_a_heading_that_could_stand_anywhere_says_where_it_belongs() -> None:
    text = """
source: {id: sea, title: Sea}
concepts:
  reef: {title: Coral reef, text: Coral reef}
  goal: {title: The goal, text: The goal, part_of: [reef]}
  fish: {title: Fish, text: Fish find shelter., part_of: [goal]}
  waves: {title: Waves, text: Waves break on it., part_of: [goal]}
"""
    assert asked(text, "parts") == [
        "What belongs to “The goal” in “Coral reef”? | Fish find shelter. | Waves break on it."
    ]


def test_a_cell_of_a_table_is_asked_for_by_its_column() -> None:
    text = """
source: {id: boats, title: Boats}
mitigations: {raft: {title: Raft, text: Raft}}
claims:
  price: {title: 'Price: low', text: 'Raft – Price: low', about: [raft]}
  fault: {title: 'Fault: slow', text: 'Raft – Fault: slow', attacks: [raft]}
"""
    assert asked(text, "table") == [
        "What does the table say of “Raft” under “Price” and “Fault”? | Price: low | Fault: slow"
    ]
    assert asked(text, "objection") == []


def test_what_stands_for_its_like_is_not_asked_for() -> None:
    text = """
source: {id: sea, title: Sea}
concepts: {whale: {title: Sperm whale, text: It dives a mile.}}
analogies:
  tale: {title: The tale, text: A tale is told., mapping: [{element: the white whale, stands_for: whale}]}
"""
    assert asked(text, "stands-for") == []


def test_the_small_print_of_a_story_is_not_asked_for() -> None:
    text = """
source: {id: tale, title: Tale}
failure_modes: {storm: {title: Storm, text: The mast breaks.%s}}
mitigations: {anchor: {title: Anchor, text: Iron holds the ship., mitigates: [storm]}}
"""
    assert asked(text % "", "remedy") == ["What is proposed against “Storm”? | Anchor: Iron holds the ship."]
    assert asked(text % ", modality: hypothetical", "remedy") == []


def test_an_answer_too_long_to_learn_is_not_asked_for() -> None:
    text = """
source: {id: reef, title: Reef}
concepts:
  reef: {title: Coral reef, text: Coral reef}
"""
    animals = [f"  n{number}: {{text: Animal {number} hides., part_of: [reef]}}\n" for number in range(30)]
    assert len(asked(text + "".join(animals[:9]), "parts")) == 1
    assert asked(text + "".join(animals), "parts") == []


def test_reasons_that_the_answer_lists_are_no_reasons() -> None:
    text = """
source: {id: t, title: T}
claims:
  cheap: {text: it is cheap, supports: [crux-stone.mason]}
  light: {text: it is light, supports: [crux-stone.mason]}
cruxes:
  crux-stone:
    text: Is slate good for roofs?
    positions: {mason: {text: 'Yes, for it is cheap and it is light.'}, thatcher: {text: 'No, straw is warmer.'}}
"""
    assert asked(text, "reasons") == []
    (sides,) = asked(text, "sides")
    assert sides.startswith("Is slate good for roofs? What does each side answer? | mason: Yes, for")
    assert "because" not in sides


def test_what_perhaps_answers_is_not_what_the_question_tells() -> None:
    text = """
source: {id: bees, title: Bees}
claims:
  tell: {text: Bees keep warm.}
  how: {text: Shivering makes heat.}
questions:
  q: {text: Bees keep warm. How?, answered_by: [{to: tell, basis: inferred}, {to: how, basis: inferred}]}
"""
    (card,) = cards(graph_of(text))
    assert [(point.lead, point.text) for point in card.answer] == [("perhaps", "Shivering makes heat.")]
