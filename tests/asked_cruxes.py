"""Snippets in which a question is asked and camps part on it: the text, and the sides with their reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from articles import Sides

ASKED: dict[str, tuple[str, dict[str, Sides]]] = {
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
}
