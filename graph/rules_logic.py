"""Rules CM3: what is argued."""

from __future__ import annotations

from . import check_logic, check_texts
from .rule import Rule

# fmt: off
LOGIC: tuple[Rule, ...] = (
    Rule("CM301", "supports-and-attacks", "warning",
         "One node both supports and attacks another.",
         why="It stands among the reasons for and among those against, so a reader cannot tell what it should show.",
         fix="Keep the link that the text makes. If one side of it speaks for and another against, write them as two "
             "nodes.",
         bad="""
claims: {buy: {text: Buy a kettle.}, fast: {text: A kettle is fast., supports: [buy], attacks: [buy]}}
""",
         good="""
claims: {buy: {text: Buy a kettle.}, fast: {text: A kettle is fast., supports: [buy]}}
""",
         check=check_logic.supports_and_attacks),
    Rule("CM302", "circular-support", "warning",
         "Reasons support one another in a circle.",
         why="Each reason leans on the next and in the end on itself, so the circle looks like support and gives none.",
         fix="Find the step that is no reason and drop it. If the document holds that they bear each other up, as "
             "habits or institutions may, write loop: true on one of the links.",
         bad="""
claims:
  good: {text: The bakery is good., supports: [queue]}
  queue: {text: People queue at the bakery., supports: [good]}
""",
         good="""
claims:
  good: {text: The bakery is good., supports: [queue]}
  queue: {text: People queue at the bakery.}
""",
         check=check_logic.circular_support),
    Rule("CM303", "reason-for-both-sides", "warning",
         "One node is a reason for two sides of a crux.",
         why="Where the sides part it does not tell them apart, so a reader cannot see what would decide the crux.",
         fix="Keep the side it speaks for. If each side reads it in its own way, write each reading as a node; if it "
             "only matters to the question, write bears_on: at it instead.",
         bad="""
claims: {narrow: {text: The street is narrow.}}
cruxes:
  cars: {text: Close it to cars?, positions: {close: {text: Yes., because: [narrow]},
                                              open: {text: No., because: [narrow]}}}
""",
         good="""
claims: {narrow: {text: The street is narrow., bears_on: [cars]}}
cruxes:
  cars: {text: Close it to cars?, positions: {close: {text: Yes.}, open: {text: No.}}}
""",
         check=check_logic.reason_for_both_sides),
    Rule("CM304", "holder-of-both-sides", "warning",
         "Somebody holds two positions of a crux in full.",
         why="Whoever asks where somebody stands on the crux is told that they stand on both sides of it.",
         fix="Drop the position they do not hold. If they go along with one or both only so far, write "
             "degree: partial on that link.",
         bad="""
people: {vicar: {text: The vicar.}}
cruxes:
  night: {text: Should the clock strike at night?, positions: {strike: {text: Yes., held_by: [vicar]},
                                                               hush: {text: No., held_by: [vicar]}}}
""",
         good="""
people: {vicar: {text: The vicar.}}
cruxes:
  night: {text: Should the clock strike at night?, positions: {strike: {text: Yes.},
                                                               hush: {text: No., held_by: [vicar]}}}
""",
         check=check_logic.holder_of_both),
    Rule("CM305", "same-as-opposed", "warning",
         "Nodes that are said to be one contrast with or attack each other.",
         why="Paths and reasons treat the two as one node, which then differs from itself or speaks against itself.",
         fix="Drop the same_as if they differ. If they are one thing in two wordings, drop the link that opposes them.",
         bad="""
concepts:
  compost: {text: What a heap of kitchen scraps turns into., same_as: [mould]}
  mould: {text: What a heap of leaves turns into., contrasts_with: [compost]}
""",
         good="""
concepts:
  compost: {text: What a heap of kitchen scraps turns into.}
  mould: {text: What a heap of leaves turns into., contrasts_with: [compost]}
""",
         check=check_logic.same_as_opposed),
    Rule("CM306", "causes-and-mitigates", "warning",
         "One node both brings something about and mitigates it.",
         why="A remedy that brings on what it is against may be no remedy, and a reader cannot tell when it is one.",
         fix="Keep the link that the text makes. If it helps in one dose and harms in another, write the two as two "
             "nodes. Causing, enabling and amplifying all count as bringing about.",
         bad="""
failure_modes: {wilting: {text: The tomatoes wilt.}}
mitigations: {water: {text: Water them., mitigates: [wilting], causes: [wilting]}}
""",
         good="""
failure_modes: {wilting: {text: The tomatoes wilt., caused_by: [flood]}}
mitigations: {water: {text: Water them., mitigates: [wilting]}}
mechanisms: {flood: {text: Roots that stand in water rot.}}
""",
         check=check_logic.causes_and_mitigates),
    Rule("CM307", "supported-by-attacker", "warning",
         "A position rests on what attacks it.",
         why="One and the same node holds the position up and pulls it down, perhaps some steps away, so the position "
             "is told with a reason that speaks against it.",
         fix="Keep the side on which the text puts it, or drop the step between that is no reason. If two sides of it "
             "are meant, write them as two nodes.",
         bad="""
evidence: {count: {text: Two readers came after seven., supports: [wish]}}
claims: {wish: {text: Readers wish for late hours.}}
cruxes:
  late: {text: Open late?, positions: {open: {text: Yes., because: [wish], against: [count]}, shut: {text: No.}}}
""",
         good="""
evidence: {count: {text: Two readers came after seven.}}
claims: {wish: {text: Readers wish for late hours.}}
cruxes:
  late: {text: Open late?, positions: {open: {text: Yes., because: [wish], against: [count]}, shut: {text: No.}}}
""",
         check=check_logic.supported_by_attacker),
    Rule("CM308", "conclusion-as-premise", "warning",
         "An argument uses its conclusion as a premise.",
         why="Only a reader who already believes the conclusion grants the premise, so the argument convinces nobody.",
         fix="Drop the premise. If something else led the author to the conclusion, name that as the premise. A circle "
             "that is meant has loop: true on one of its links.",
         bad="""
claims: {right: {text: The tower clock is right., premise_of: [set]}}
arguments: {set: {text: A watch set by it agrees with it., supports: [right]}}
""",
         good="""
claims:
  right: {text: The tower clock is right.}
  pips: {text: It strikes with the radio pips., premise_of: [set]}
arguments: {set: {text: The pips are always right., supports: [right]}}
""",
         check=check_logic.conclusion_as_premise),
    Rule("CM309", "near-identical-texts", "info",
         "Two nodes say nearly the same and nothing links them.",
         why="What is linked to one of them does not count for the other, so each answer about it is half an answer.",
         fix="Link them by same_as if they are one thing, by refines or contrasts_with if they differ. If one was "
             "written twice by mistake, drop it.",
         bad="""
claims:
  frost: {text: A frost in May kills the blossom of the pear trees.}
  late-frost: {text: A frost in May kills the blossoms of the pear trees.}
""",
         good="""
claims:
  frost: {text: A frost in May kills the blossom of the pear trees.}
  late-frost: {text: A frost in May kills the blossoms of the pear trees., same_as: [frost]}
""",
         check=check_texts.near_identical),
    Rule("CM310", "linked-to-twin", "warning",
         "A node supports, causes or leads to what is said to be the same thing.",
         why="The two count as one node, so the link goes from a thing to itself and can give no reason, cause or part "
             "of it.",
         fix="Drop the link if they are one thing, the same_as if they are two. Where one only says more than the "
             "other, refines says so.",
         bad="""
claims:
  wool: {text: Wool warms even when wet., same_as: [jumper]}
  jumper: {text: A wet woollen jumper still warms., supports: [wool]}
""",
         good="""
claims:
  wool: {text: Wool warms even when wet.}
  jumper: {text: A wet woollen jumper still warms., supports: [wool]}
""",
         check=check_logic.linked_to_twin),
    Rule("CM311", "supports-its-rival", "warning",
         "A position supports another position of its crux.",
         why="Positions of one crux are rival answers. Where one speaks for another, a reader cannot tell on what "
             "they part.",
         fix="Drop the link, or make it contrasts_with. If the two go together, they are one position, or answers to "
             "two cruxes.",
         bad="""
cruxes:
  pond: {text: Should the pond be fenced?, positions: {fence: {text: Yes.},
                                                       leave: {text: No., supports: [pond.fence]}}}
""",
         good="""
cruxes:
  pond: {text: Should the pond be fenced?, positions: {fence: {text: Yes.},
                                                       leave: {text: No., contrasts_with: [pond.fence]}}}
""",
         check=check_logic.supports_its_rival),
    Rule("CM312", "premises-at-odds", "warning",
         "One premise of an argument attacks another.",
         why="An argument takes its premises together. If one speaks against another, nobody can grant them all.",
         fix="Drop the premise that the argument can do without. If each leads to the conclusion in its own way, make "
             "an argument of each.",
         bad="""
claims:
  ice: {text: The harbour is frozen over., attacks: [swell], premise_of: [stop]}
  swell: {text: High waves run in the harbour., premise_of: [stop]}
arguments: {stop: {text: So the ferry cannot sail.}}
""",
         good="""
claims:
  ice: {text: The harbour is frozen over., attacks: [swell], premise_of: [stop]}
  swell: {text: High waves run in the harbour.}
arguments: {stop: {text: So the ferry cannot sail.}}
""",
         check=check_logic.premises_at_odds),
    Rule("CM313", "leans-to-what-it-attacks", "warning",
         "A node is said to lean to a side that it attacks.",
         why="A reader who weighs up the crux meets it once as a point for the side and once as a point against it.",
         fix="Name the side it does favour, leave leans: out if it favours none, or drop the attack.",
         bad="""
claims: {nests: {text: Birds nest there., bears_on: [{to: hedge, leans: cut}], attacks: [hedge.cut]}}
cruxes:
  hedge: {text: Cut the hedge in May?, positions: {cut: {text: Yes.}, wait: {text: No.}}}
""",
         good="""
claims: {nests: {text: Birds nest there., bears_on: [{to: hedge, leans: wait}], attacks: [hedge.cut]}}
cruxes:
  hedge: {text: Cut the hedge in May?, positions: {cut: {text: Yes.}, wait: {text: No.}}}
""",
         check=check_logic.leans_to_what_it_attacks),
)
# fmt: on
