"""Rules CM6: what maps expect of reasoning."""

from __future__ import annotations

from . import check_reasoning
from .rule import Rule

# fmt: off
EXPECTATIONS: tuple[Rule, ...] = (
    Rule("CM601", "expectation-not-met", "warning",
         "A node does not stand, fall or stay open as the map expects of it.",
         why="A link was lost, turned round or added without thinking of what hangs on it, or the map never said what "
             "its author took it to say. The answers of weigh and rank are other than was meant.",
         fix="Look at what decided it (the hint names the command). If the map is wrong, mend its links; if it has "
             "rightly changed, change what is expected.",
         bad="""
claims: {skate: {text: The ice will bear skaters today.}}
cruxes: {thaw: {text: Did the night thaw the ice?, positions: {
  did: {text: It rained till dawn., attacks: [skate]}, did-not: {text: The rain was snow.}}}}
expect: [{take: {thaw: did}, stands: [skate]}]
""",
         good="""
claims: {skate: {text: The ice will bear skaters today.}}
cruxes: {thaw: {text: Did the night thaw the ice?, positions: {
  did: {text: It rained till dawn., attacks: [skate]}, did-not: {text: The rain was snow.}}}}
expect: [{take: {thaw: did}, falls: [skate]}]
""",
         check=check_reasoning.expectation_not_met),
    Rule("CM602", "expectation-strength", "warning",
         "The strength of a node is not within the bounds that the map expects. Strengths are those of mlp with the "
         "weights they come with, whatever a library's settings or its reader's beliefs say.",
         why="The reasons in the map bear it out less, or more, than its author holds, so every ranking by strength "
             "is off.",
         fix="See whether a reason is missing or counted twice, or a modality is too firm. Leave the bounds some room: "
             "they are to notice what matters, not every new link.",
         bad="""
claims:
  bake: {text: The stall should sell rye bread too.}
  asked: {text: Three customers have asked for it., supports: [bake]}
expect: [{strength: {bake: {at_least: 0.9}}}]
""",
         good="""
claims:
  bake: {text: The stall should sell rye bread too.}
  asked: {text: Three customers have asked for it., supports: [bake]}
expect: [{strength: {bake: {at_least: 0.5}}}]
""",
         check=check_reasoning.expectation_strength),
    Rule("CM603", "expectation-of-unknown", "error",
         "An expectation names a node, a crux or a side that does not exist.",
         why="The whole expectation is not tried, so the map looks tested where it is not.",
         fix="Correct the id or the side. Ids without a slash are looked for in the map's own source; when a file is "
             "checked alone, name the maps it speaks of as well.",
         bad="""
claims: {walk: {text: The dog should be walked at dusk.}}
expect: [{stands: [walks]}]
""",
         good="""
claims: {walk: {text: The dog should be walked at dusk.}}
expect: [{stands: [walk]}]
""",
         check=check_reasoning.expectation_of_unknown),
    Rule("CM604", "expectation-contradictory", "error",
         "An expectation contradicts itself: it holds a node both in and out, takes two sides of one crux, or expects "
         "two things of one node. Nodes that are the same count as one.",
         why="Nothing can meet it, so it says nothing about the map.",
         fix="Keep one of the two, or make two expectations of it.",
         bad="""
claims: {plant: {text: The beans can be planted now.}}
cruxes: {frost: {text: Will there be frost?, positions: {will: {text: It will freeze., attacks: [plant]},
                                                         will-not: {text: It stays mild.}}}}
expect: [{take: {frost: will}, deny: [frost.will], falls: [plant]}]
""",
         good="""
claims: {plant: {text: The beans can be planted now.}}
cruxes: {frost: {text: Will there be frost?, positions: {will: {text: It will freeze., attacks: [plant]},
                                                         will-not: {text: It stays mild.}}}}
expect: [{take: {frost: will}, falls: [plant]}, {deny: [frost.will], stands: [plant]}]
""",
         check=check_reasoning.expectation_contradictory),
    Rule("CM605", "expectation-not-weighed", "error",
         "An expectation names something that neither stands nor falls, as a question, a person or a crux.",
         why="The whole expectation is not tried, so the map looks tested where it is not.",
         fix="Name a claim, an argument or another node that is argued about. Of a crux, name a side.",
         bad="""
cruxes: {lid: {text: Should the pot have its lid on?, positions: {on: {text: On., because: []},
                                                                  off: {text: Off., because: []}}}}
expect: [{open: [lid]}]
""",
         good="""
cruxes: {lid: {text: Should the pot have its lid on?, positions: {on: {text: On., because: []},
                                                                  off: {text: Off., because: []}}}}
expect: [{open: [lid.on, lid.off]}]
""",
         check=check_reasoning.expectation_not_weighed),
)
# fmt: on
