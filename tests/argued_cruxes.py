"""Snippets with cases for and against, lists and tables of them, and such as have no crux at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from articles import Sides

CASES: dict[str, tuple[str, dict[str, Sides]]] = {
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
