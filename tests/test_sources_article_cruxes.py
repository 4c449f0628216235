"""What becomes a crux in an article and what does not: a small text for each way in which people write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from articles import Sides, drafted
from cruxmap.sources.articles.patterns import PATTERNS

if TYPE_CHECKING:
    from pathlib import Path

    from cruxmap.sources.articles.pattern import Pattern

CRUXES: dict[str, tuple[str, dict[str, Sides]]] = {
    "a bold item with items below": (
        """
- **Will the mill run dry?**
  - Optimists tend to think that the spring will hold. It held in the worst year.
  - Pessimists expect less rain, because the hills are bare.
""",
        {"Will the mill run dry?": {"optimist": ["It held in the worst year."], "pessimist": ["The hills are bare."]}},
    ),
    "a numbered question that goes on in its own line": (
        """
1. **Should the mill be sold?** Supporters say the town needs the money. Critics reply that it pays for the school.
2. **Should it be moved?** Proponents argue that the upper bank is dry; opponents argue that no cart gets there.
""",
        {
            "Should the mill be sold?": {"supporter": [], "critic": []},
            "Should it be moved?": {"proponent": [], "opponent": []},
        },
    ),
    "a heading with paragraphs": (
        """
## Is stone better than wood?

Advocates of stone point to fires, to floods, and to mice. They also say stone lasts.

Skeptics worry about the price. One study found that stone costs 40% more.
""",
        {
            "Is stone better than wood?": {
                "advocate": ["Fires", "Floods", "Mice", "They also say stone lasts."],
                "skeptic": ["One study found that stone costs 40% more."],
            }
        },
    ),
    "a heading with headings for its sides": (
        """
## Is stone better than wood?

### The supporters

They believe that stone lasts for ever. No mouse gnaws it.

### The opponents

- Stone is cold.
- Stone is dear.
""",
        {
            "Is stone better than wood?": {
                "supporter": ["No mouse gnaws it."],
                "opponent": ["Stone is cold.", "Stone is dear."],
            }
        },
    ),
    "bold words for headings": (
        """
**Should the ducks be fed?**

**Feeders**

They argue that fed ducks stay. Children love them.

**Watchers**

They hold that bread makes ducks ill.
""",
        {"Should the ducks be fed?": {"feeder": ["Children love them."], "watcher": []}},
    ),
    "one paragraph that opens with the question": (
        "Does the bell ring too early? Fans say it wakes the bakers. Detractors say it wakes the babies.\n",
        {"Does the bell ring too early?": {"fan": [], "detractor": []}},
    ),
    "camps by number": (
        """
### Can geese be trained?

Camp 1 (the farmers) says that they come when called. Camp 2 says that geese come for corn.
""",
        {"Can geese be trained?": {"camp-1": [], "camp-2": []}},
    ),
    "yes and no": (
        """
**Is the old road safe?**

- Yes: nobody has fallen since the rail was built.
- No. The rail is rotten.
""",
        {"Is the old road safe?": {"yes": [], "no": ["The rail is rotten."]}},
    ),
    "for and against in one line each": (
        """
#### Motion: the fair should last three days

- **For:** It would bring more guests. Guests buy honey.
- **Against:** It would leave more litter.
""",
        {"The fair should last three days": {"for": ["Guests buy honey."], "against": []}},
    ),
    "those who": (
        """
**Should dogs be let in?** Those in favor believe that dogs keep thieves away. Those against think dogs are the thieves.
""",
        {"Should dogs be let in?": {"for": [], "against": []}},
    ),
    "people of no known camp at the head of items": (
        """
* **What made the bridge fall?**
    * Masons believe that the mortar was thin.
    * Carters believe that the load was too heavy. The cart had eight oxen.
""",
        {"What made the bridge fall?": {"mason": [], "carter": ["The cart had eight oxen."]}},
    ),
    "some and others": (
        """
## Does music help cows?

Some farmers argue that it calms them. Other farmers doubt it.
""",
        {"Does music help cows?": {"farmer": [], "other-farmer": []}},
    ),
    "called a crux, with sides in sentences": (
        """
**Crux 1: The weir.** Is the weir worth its cost? Proponents of the weir point to the flood of 1901 and the calm since.
Skeptics like Ada Brook have argued that the calm is luck.
""",
        {"Is the weir worth its cost?": {"proponent": [], "skeptic": []}},
    ),
    "called a crux, with beliefs": (
        """
**Crux 2: Will traffic grow?** If you believe that traffic will double, the bridge becomes essential. If you believe
that traffic has peaked, the bridge is hard to justify.
""",
        {"Will traffic grow?": {"for": [], "against": []}},
    ),
    "called a crux, with one condition": (
        """
### Crux: Can steel get cheap?

If steel gets much cheaper, the case for the bridge grows. If it doesn't, the case for the bridge weakens.
""",
        {"Can steel get cheap?": {"for": [], "against": []}},
    ),
    "called a crux, with a contrast": (
        """
**Crux 3: Patience.** How long can the town wait? A high toll means that the debt is gone in a year. A low toll means
that it takes a lifetime.
""",
        {"How long can the town wait?": {"high": [], "low": []}},
    ),
    "called a crux, with halves of a sentence": (
        """
**Crux 4: Fishing.** Whether the weir should be opened is a dividing line. Some fishermen oppose it; others welcome it.
""",
        {"Should the weir be opened?": {"opponent": [], "supporter": []}},
    ),
    "called a crux, with two poles": (
        """
**Crux 5: How do you weigh flood damage versus drought losses?** Flood damage comes once.
Drought losses come each summer.
""",
        {"How do you weigh flood damage versus drought losses?": {"flood-damage": [], "drought-losses": []}},
    ),
    "called a crux, with schools": (
        """
## The Crux: What wears out a millstone?

- **The grain model** says that hard grain does. Rye is worse than wheat.
- **The speed model** says that haste does.
""",
        {"What wears out a millstone?": {"grain-model": ["Rye is worse than wheat."], "speed-model": []}},
    ),
    "among cruxes, whatever leads in bold words": (
        """
## Where they part ways

**Time.** How soon will it be done? Engineers expect two years. Carpenters expect ten.

**Money.** Proponents argue that tolls pay for it. Opponents doubt that anyone comes.

### Trust

Is the council honest? On one hand, it has never lied. On the other, it has never been asked.

**Weather.** It rains a lot.
""",
        {
            "How soon will it be done?": {"engineer": [], "carpenter": []},
            "Money": {"proponent": [], "opponent": []},
            "Is the council honest?": {"one-side": [], "other-side": []},
        },
    ),
    "people by name": (
        """
**Will the bridge stand?** Berg argues that it will stand for ever. Ann Lund thinks that it falls within a year.
""",
        {"Will the bridge stand?": {"berg": [], "ann-lund": []}},
    ),
    "some argue, others counter": (
        """
**Will it pay?** Some argue that it will. Others counter that nobody comes.
""",
        {"Will it pay?": {"some": [], "other": []}},
    ),
    "one noun for both camps": (
        """
**Should the toll be free?**

- Free-toll advocates argue that all will come.
- Paid-toll advocates argue that none will come.
""",
        {"Should the toll be free?": {"free-toll-advocate": [], "paid-toll-advocate": []}},
    ),
    "views by adjective": (
        """
## Will it rain?

### The optimistic view

Clouds pass. They always did.

### The pessimistic view

Clouds stay.
""",
        {"Will it rain?": {"optimist": ["They always did."], "pessimist": []}},
    ),
    "the case for and against, with bold leads": (
        """
# Should the town buy a clock?

## The Best Case For a Clock

- **Time is money.** Workers would come at six.
- **It is pretty.** Guests like towers.

The best version of this case is that a clock pays for itself.

## The Best Case Against a Clock

- **It is dear.** It costs as much as two cows.
""",
        {
            "Should the town buy a clock?": {
                "for": ["Workers would come at six.", "Guests like towers."],
                "against": ["It costs as much as two cows."],
            }
        },
    ),
    "the case of each camp": (
        """
---
title: "Clocks: what both sides get right"
---
## The Enthusiast Case

A clock makes a town proud.

## The Skeptic Case

A clock makes a town late, for it is always slow.

## What follows

So the answer to "Should we buy a clock?" is not simple.
""",
        {"Should we buy a clock?": {"enthusiast": [], "skeptic": []}},
    ),
    "pros and cons": (
        """
# A second mill: yes or no?

**Pros:**

- More flour.
- More work for the carters.

**Cons:**

- Less water for the first.
""",
        {
            "A second mill: yes or no?": {
                "pro": ["More flour.", "More work for the carters."],
                "con": ["Less water for the first."],
            }
        },
    ),
    "labels at the heads of lines": (
        """
## Is the barn worth mending?

**For:** It is dry. It is near.\x20\x20
**Against:** It is small.
""",
        {"Is the barn worth mending?": {"for": ["It is near."], "against": []}},
    ),
    "lines broken anywhere": (
        """
* **Will the mill run
dry?**
    * Related to the
      drought, optimists tend
      to think that the spring will hold. Some of
      them say so.
    * On the other hand, pessimists don\u2019t
      think that springs
      hold for ever.
""",
        {"Will the mill run dry?": {"optimist": ["Some of them say so."], "pessimist": []}},
    ),
    "points with numbers": (
        """
# Should zoos exist? Top 3 Pros and Cons

## Pro 1: Zoos educate.

Children see real animals.

## Con 1

Animals suffer in cages.

## Con 2: It costs a lot.
""",
        {
            "Should zoos exist?": {
                "pro": ["Children see real animals."],
                "con": ["Animals suffer in cages.", "It costs a lot."],
            }
        },
    ),
    "questions listed as cruxes": (
        """
## Key Cruxes

- Will cages grow?
- Can animals be happy?
  - If you believe that they can, zoos are worth keeping. If you believe that they cannot, zoos are unwise.
- **Money.** It is dear.
""",
        {"Will cages grow?": {}, "Can animals be happy?": {"for": [], "against": []}},
    ),
    "advantages and disadvantages as headings": (
        """
# Should hens roam free?

## Advantages

- Eggs taste better.

## Disadvantages

- Foxes roam free too.
""",
        {"Should hens roam free?": {"pro": ["Eggs taste better."], "con": ["Foxes roam free too."]}},
    ),
    "a bold question that ends a sentence, and a list of groups": (
        """
The question all circle is: **can a stone float?**

- Potters think it can, if it is porous.
- Masons think it cannot.
""",
        {"The question all circle is: can a stone float?": {"potter": [], "mason": []}},
    ),
    "questions in italics, with groups of no known camp that answer each other in one line": (
        """
Here are the main disagreements:

1. _Does the weir feed the mill?_ Millers tend to argue that it does. Eelers tend to argue that the brook does.
2. _Is it old?_ Millers believe that it is. Eelers believe that it is not.
""",
        {"Does the weir feed the mill?": {"miller": [], "eeler": []}, "Is it old?": {"miller": [], "eeler": []}},
    ),
    "a case whose last items have no bold lead": (
        """
# Should geese guard the gate?

## The case for geese

- **Noise.** They wake the whole house.
- They eat the grass too.

## The case against geese

- They bite the postman.
""",
        {
            "Should geese guard the gate?": {
                "for": ["They wake the whole house.", "They eat the grass too."],
                "against": ["They bite the postman."],
            }
        },
    ),
    "a table of pros and cons before headings of both": (
        """
# Is the well worth digging?

| PRO | CON |
|-----|-----|
| Cheap | Deep |
| Near | |

## PRO: It frees the children
They carry water all day.

## CON: It may run dry
The old one did.
""",
        {
            "Is the well worth digging?": {
                "pro": ["Cheap", "Near", "They carry water all day."],
                "con": ["Deep", "The old one did."],
            }
        },
    ),
    "two beliefs that are each other's contrary": (
        """
## Crux 1: Does the price of wool matter?

If you believe wool stays above a crown, then sheep pay. If you believe wool stays below a crown, goats pay more.

## Crux 2: Will the wolves come back?

If you believe they will, keep dogs. If you think they won't be back, sell the dogs.
""",
        {
            "Does the price of wool matter?": {"above": [], "below": []},
            "Will the wolves come back?": {"yes": [], "no": []},
        },
    ),
    "a table of questions": (
        """
| Question | Optimists | Pessimists |
|---|---|---|
| Will it rain? | Clouds are near. | Clouds pass. |
""",
        {"Will it rain?": {"optimist": [], "pessimist": []}},
    ),
    "a table of pros and cons": (
        """
# Is the barn worth mending?

| Pros | Cons |
|------|------|
| It is dry. | It is small. |
| It is near. | |
""",
        {"Is the barn worth mending?": {"pro": ["It is dry.", "It is near."], "con": ["It is small."]}},
    ),
}

NONE = {
    "agreements": """
## Where both sides agree

**Is water wet?** Optimists say yes. Pessimists say yes too.
""",
    "a question that one camp answers": "**Is the mill safe?** Critics say no. It stood through every storm.\n",
    "two names of one camp": "**Is the mill safe?** Supporters say it is. Advocates say it will be.\n",
    "both camps in one breath": "**Is the mill safe?** Optimists and pessimists alike believe that it is.\n",
    "questions and answers": """
## How old is the mill?

Two hundred years. Historians believe that a monk built it.

## Who owns it?

The town does. Critics of the council would rather sell it.
""",
    "a rhetorical question": "Who would not want bread? Bakers think that everybody does, and they are right.\n",
    "camps without a question": "Supporters of the mill say it is old. Critics counter that old is not good.\n",
    "a crux that is only spoken of": "## Where the real crux lies\n\nThe crux is about weighting, as ever.\n",
    "advice on finding cruxes": """
## How to find cruxes

**Ask why.** What would change your mind? If they say yes, that is good. If they don't, ask again.
""",
    "no crux at all": "# Bread\n\nBread is made of flour, water and salt. It takes a day.\n\n- Rye\n- Wheat\n",
}


@pytest.mark.parametrize("case", CRUXES)
def test_cruxes_are_found_with_their_sides_and_reasons(case: str, tmp_path: Path) -> None:
    text, expected = CRUXES[case]
    assert drafted(tmp_path, text.removeprefix("\n")).cruxes() == expected


@pytest.mark.parametrize("case", NONE)
def test_what_is_no_crux_becomes_none(case: str, tmp_path: Path) -> None:
    assert drafted(tmp_path, NONE[case].removeprefix("\n")).cruxes() == {}


@pytest.mark.parametrize("row", PATTERNS, ids=lambda row: row.name)
def test_every_pattern_takes_its_example(row: Pattern) -> None:
    words = re.sub(r"\*\*|^description: | …$", "", row.example).rstrip(":")
    assert row.sign.search(words)


def test_people_are_tied_to_the_side_they_hold(tmp_path: Path) -> None:
    text = """
**Crux 1: Does the weir help?** Proponents of the weir say that it does. Skeptics like Ada Brook say that it is luck.

**Crux 2: Fishing.** Is it good for fish? Some fishermen oppose the weir; others support it.
"""
    draft = drafted(tmp_path, text)
    held = [(draft.node[one].text, draft.node[to].text) for one, relation, to in draft.links() if relation == "held_by"]
    assert [holder for _, holder in held] == ["Proponents", "Skeptics", "Ada Brook", "Fishermen", "Fishermen"]
    degrees = [link.qualifier for link in draft.map.links if link.relation == "held_by"]
    assert degrees == ["", "", "", "partial", "partial"]


def test_what_a_reader_must_judge_is_marked(tmp_path: Path) -> None:
    text = (
        "**Crux 1: The weir.** Is it needed? If you believe in floods, it is vital. If you believe not, it is unwise.\n"
    )
    draft = drafted(tmp_path, text)
    assert [node.note.partition(" ")[0] for node in draft.positions(draft.of_kind("crux")[0].id)] == ["TODO", "TODO"]


def test_a_crux_whose_sides_nobody_names_is_kept_and_marked(tmp_path: Path) -> None:
    draft = drafted(tmp_path, "**Crux 1: Is it worth it?** Nobody has counted.\n")
    (crux,) = draft.of_kind("crux")
    assert (crux.text, crux.note.startswith("TODO "), draft.positions(crux.id)) == ("Is it worth it?", True, [])


def test_cruxes_bear_on_what_is_argued_throughout(tmp_path: Path) -> None:
    text = CRUXES["the case of each camp"][0] + "\n**Crux 1: Is it late?** Optimists say no. Pessimists say yes.\n"
    draft = drafted(tmp_path, text.removeprefix("\n"))
    assert draft.linked("bears_on") == [("Is it late?", "Should we buy a clock?")]


def test_a_case_made_for_one_side_elsewhere_is_no_third_side(tmp_path: Path) -> None:
    text = (
        "## Is the ferry cheaper?\n\nSupporters argue that it is.\n\nCritics believe that bridges pay.\n\n"
        "## The case for ferries\n\nPeople love them.\n"
    )
    assert drafted(tmp_path, text).cruxes() == {"Is the ferry cheaper?": {"supporter": [], "critic": []}}
