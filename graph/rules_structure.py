"""Rules CM2: how a map is built."""

from __future__ import annotations

from . import check_absences, check_structure
from .rule import Rule

# fmt: off
STRUCTURE: tuple[Rule, ...] = (
    Rule("CM201", "no-thesis", "info",
         "A source does not say which claim it argues for.",
         why="A reader cannot tell what all its reasons are for, and the list of documents shows no main claim for it.",
         fix="Name the claim under thesis: in the source block. Where a document argues for no one claim, silence the "
             "rule in that block with a comment.",
         bad="""
source: {id: sundials, title: On sundials}
claims: {no-winding: {text: A garden is better served by a sundial than by a clock.}}
""",
         good="""
source: {id: sundials, title: On sundials, thesis: no-winding}
claims: {no-winding: {text: A garden is better served by a sundial than by a clock.}}
""",
         check=check_structure.no_thesis),
    Rule("CM202", "one-position", "warning",
         "A crux has fewer than two positions.",
         why="A crux is where camps part. With one answer nobody parts, and a one-sided account looks settled.",
         fix="Write the other side's answer under positions:, with because: [] if the text gives no reason for it. "
             "If nobody disagrees, make it a question.",
         bad="""
cruxes:
  hedges: {text: Should hedges be cut in spring?, positions: {cut: {text: A spring cut keeps them dense.}}}
""",
         good="""
cruxes:
  hedges: {text: Should hedges be cut in spring?, positions: {
    cut: {text: A spring cut keeps them dense.}, wait: {text: Birds nest in them in spring.}}}
""",
         check=check_structure.one_position),
    Rule("CM203", "no-reason", "info",
         "A position has no reason.",
         why="A reader cannot tell whether the text gives no reason for this side or whether it was left out, and the "
             "side may look weaker than it is.",
         fix="Name what speaks for it under because:. If the text gives no reason, say so by because: [].",
         bad="""
cruxes:
  lanes: {text: Do bus lanes pay?, positions: {riders: {text: They pay.}, drivers: {text: They do not.}}}
""",
         good="""
evidence: {count: {text: More people took the bus.}}
cruxes:
  lanes: {text: Do bus lanes pay?, positions: {
    riders: {text: They pay., because: [count]}, drivers: {text: They do not., because: []}}}
""",
         check=check_absences.no_reason),
    Rule("CM204", "decides-nothing", "info",
         "No position of a crux leads to any claim, mechanism or failure mode.",
         why="A question on which nothing hangs is no crux: whichever side is right, nothing else in the map changes.",
         fix="Say at a position what it supports or attacks, at once or through further steps. If nothing hangs on "
             "it, make it a question, or write supports: [] and attacks: [] at each position.",
         bad="""
claims: {eat-oats: {text: Porridge is a healthy breakfast.}}
cruxes:
  season: {text: Salt or sugar?, positions: {salty: {text: Salt.}, sweet: {text: Sugar.}}}
""",
         good="""
claims: {eat-oats: {text: Porridge is a healthy breakfast.}}
cruxes:
  season: {text: Salt or sugar?, positions: {salty: {text: Salt.}, sweet: {text: Sugar., attacks: [eat-oats]}}}
""",
         check=check_structure.decides_nothing),
    Rule("CM205", "orphan", "info",
         "A claim, person, reference or other document is tied to nothing.",
         why="No reason, path or crux ever leads to it, so whoever asks about the rest of the map does not meet it.",
         fix="Link it to what it supports, attacks, holds or is cited by, or drop it. If it is meant to stand alone, "
             "write an empty list at it, such as supports: [] or cited_by: [].",
         bad="""
claims: {one-keeper: {text: One keeper could not tend the lamp all night.}}
people: {keeper: {text: The keeper of the north light.}}
""",
         good="""
claims: {one-keeper: {text: One keeper could not tend the lamp all night., held_by: [keeper]}}
people: {keeper: {text: The keeper of the north light.}}
""",
         check=check_absences.orphan),
    Rule("CM206", "no-effect", "info",
         "A mechanism brings nothing about.",
         why="A reader learns how something works and not what comes of it, and nothing can be traced through it.",
         fix="Say what it causes, enables, precedes or is part of. If the text names no effect, write causes: [].",
         bad="""
mechanisms: {rot: {text: Bacteria break down the leaves.}}
""",
         good="""
mechanisms: {rot: {text: Bacteria break down the leaves., causes: [warm-heap]}}
claims: {warm-heap: {text: A compost heap is warm inside.}}
""",
         check=check_absences.no_effect),
    Rule("CM207", "no-cause", "info",
         "Nothing brings a failure mode about.",
         why="A reader is told what goes wrong and not why, and so neither when to expect it nor where to step in.",
         fix="Name its cause, by causes: there or caused_by: here, or what it requires. If the text gives no cause, "
             "write caused_by: [].",
         bad="""
failure_modes: {flat: {text: The loaf comes out flat.}}
""",
         good="""
failure_modes: {flat: {text: The loaf comes out flat., caused_by: [cold]}}
mechanisms: {cold: {text: In a cold kitchen the yeast hardly works.}}
""",
         check=check_absences.no_cause),
    Rule("CM208", "no-mitigation", "info",
         "Nothing mitigates a failure mode.",
         why="A reader cannot tell a failure that has no remedy from one whose remedy was left out.",
         fix="Name a mitigation, by mitigates: there or mitigated_by: here. If the text has none, write "
             "mitigated_by: []. A failure inside a story is modality: hypothetical, and wants none.",
         bad="""
failure_modes: {stops: {text: The tower clock stops.}}
""",
         good="""
failure_modes: {stops: {text: The tower clock stops., mitigated_by: [rota]}}
mitigations: {rota: {text: A rota says who winds the clock.}}
""",
         check=check_absences.no_mitigation),
    Rule("CM209", "example-of-nothing", "info",
         "An example illustrates nothing.",
         why="An example makes something else clear. Alone it is an anecdote, and shows up beside nothing it could "
             "help to explain.",
         fix="Write example_of: with what it shows, or supports: if it is offered as a reason. If it shows nothing in "
             "the map, write example_of: [].",
         bad="""
examples: {hive-move: {text: Half a swarm flew back to where its hive had stood.}}
""",
         good="""
examples: {hive-move: {text: Half a swarm flew back to where its hive had stood., example_of: [homing]}}
claims: {homing: {text: Bees learn the place of their hive and not its look.}}
""",
         check=check_absences.example_of_nothing),
    Rule("CM210", "empty-analogy", "info",
         "An analogy does not say what stands for what.",
         why="Without its rows nobody can see how far the comparison carries, or where it breaks down.",
         fix="Add mapping: with a row {element: …, stands_for: …} for each likeness; a side is a node's id or plain "
             "words. If the text spells out none, write mapping: [].",
         bad="""
analogies: {kitchen: {text: A busy kitchen is like an orchestra.}}
""",
         good="""
analogies: {kitchen: {text: A busy kitchen is like an orchestra., mapping: [
  {element: the conductor, stands_for: the head cook}, {element: the score, stands_for: the orders}]}}
""",
         check=check_absences.empty_analogy),
    Rule("CM211", "half-mapped-analogy", "warning",
         "A row of an analogy has only one of its two sides.",
         why="The row is left out, so the comparison is silent on just the element it meant to explain.",
         fix="Give the row both element: and stands_for:. Where a side has no node, plain words do.",
         bad="""
analogies: {arch: {text: An arch is like a handshake., mapping: [{element: the grip}]}}
""",
         good="""
analogies: {arch: {text: An arch is like a handshake., mapping: [{element: the grip, stands_for: the keystone}]}}
"""),
    Rule("CM212", "mitigates-nothing", "info",
         "A mitigation is against nothing.",
         why="Nobody can weigh a remedy without knowing what it is for, and the failure it is meant for may look as "
             "if nothing helped.",
         fix="Write mitigates: with what it prevents, lessens or detects, or part_of: with the remedy it belongs to. "
             "If the text does not say what it is against, write mitigates: [].",
         bad="""
mitigations: {fleece: {text: A fleece is laid over the young beans.}}
""",
         good="""
mitigations: {fleece: {text: A fleece is laid over the young beans., mitigates: [frost]}}
failure_modes: {frost: {text: A late frost kills the beans.}}
""",
         check=check_absences.mitigates_nothing),
    Rule("CM213", "evidence-for-nothing", "info",
         "Evidence speaks neither for nor against anything.",
         why="It adds weight to no side, and whoever asks what a claim rests on does not see it.",
         fix="Write supports: or attacks: with what it speaks to, or premise_of: or bears_on: where that fits. If it "
             "is only reported, write supports: [].",
         bad="""
evidence: {punctures: {text: Wide tyres had half as many punctures in a year.}}
""",
         good="""
evidence: {punctures: {text: Wide tyres had half as many punctures in a year., supports: [go-wide]}}
claims: {go-wide: {text: A bicycle for town wants wide tyres.}}
""",
         check=check_absences.evidence_for_nothing),
    Rule("CM214", "unused-concept", "info",
         "Nothing uses a concept.",
         why="A reader learns a term for no purpose, or the links of those that need it are missing.",
         fix="Link what uses it to it, by requires:, about: or part_of:, or drop it. If it is meant to stand alone, "
             "write an empty list at it, such as required_by: [].",
         bad="""
concepts: {neap-tide: {text: A neap tide is one that rises and falls little.}}
""",
         good="""
concepts: {neap-tide: {text: A neap tide is one that rises and falls little.}}
claims: {sail-then: {text: Beginners should sail at neap tide., requires: [neap-tide]}}
""",
         check=check_absences.unused_concept),
    Rule("CM215", "outline-without-thesis", "info",
         "The outline of a source leaves out its thesis.",
         why="The outline shows the document at a glance. Without the thesis it has parts and not what they are for.",
         fix="Put the thesis at the root, as outline_root: {node: …}, or on a branch.",
         bad="""
source: {id: coats, title: On coats, thesis: wear-wool, outline: [sheds-rain]}
claims: {wear-wool: {text: Wool suits a wet walk., supported_by: [sheds-rain]}, sheds-rain: {text: Wool sheds rain.}}
""",
         good="""
source: {id: coats, title: On coats, thesis: wear-wool, outline_root: {node: wear-wool}, outline: [sheds-rain]}
claims: {wear-wool: {text: Wool suits a wet walk., supported_by: [sheds-rain]}, sheds-rain: {text: Wool sheds rain.}}
""",
         check=check_structure.outline_without_thesis),
    Rule("CM216", "loop", "warning",
         "Parts, kinds, needs, lessons or steps lead in a circle.",
         why="Nothing is a part of itself or comes before itself. Whoever follows such links in order finds no "
             "beginning and no end.",
         fix="Drop the link of the circle that is wrong or the wrong way round. If the circle is meant, as with steps "
             "that recur, write loop: true on one of its links, as {to: some-id, loop: true}.",
         bad="""
concepts:
  spoke: {text: A rod from hub to rim., part_of: [wheel]}
  wheel: {text: A hub and a rim that turn together., part_of: [spoke]}
""",
         good="""
concepts:
  spoke: {text: A rod from hub to rim., part_of: [wheel]}
  wheel: {text: A hub and a rim that turn together.}
""",
         check=check_structure.loop),
    Rule("CM217", "argument-without-premise", "warning",
         "An argument has no premise.",
         why="An inference from nothing lends its conclusion no support, and a doubter finds nothing in it to deny.",
         fix="Write has_premise: at the argument, or premise_of: at each premise. If there is no step to show, let "
             "the reason support the claim without an argument; if the premises stay unsaid, write has_premise: [].",
         bad="""
claims: {keep-trams: {text: The town should keep its trams.}}
arguments: {by-noise: {text: A quiet town wants quiet wheels., supports: [keep-trams]}}
""",
         good="""
claims: {keep-trams: {text: The town should keep its trams.}, hush: {text: Trams make less noise than buses.}}
arguments: {by-noise: {text: A quiet town wants quiet wheels., supports: [keep-trams], has_premise: [hush]}}
""",
         check=check_structure.argument_without_premise),
    Rule("CM218", "argument-conclusion", "warning",
         "An argument has no conclusion, or more than one.",
         why="Without a conclusion the premises lead nowhere. With two, an undercut of the argument hits both, though "
             "the step to one of them may hold.",
         fix="Write supports: or attacks: with its one conclusion. If the same premises lead to several, write an "
             "argument for each; if the text leaves the conclusion open, write supports: [].",
         bad="""
claims: {steep: {text: Green tea turns bitter in boiling water.}}
arguments: {by-taste: {text: Nobody wants a bitter cup., has_premise: [steep]}}
""",
         good="""
claims: {steep: {text: Green tea turns bitter in boiling water.}, cool: {text: Let the water cool first.}}
arguments: {by-taste: {text: Nobody wants a bitter cup., has_premise: [steep], supports: [cool]}}
""",
         check=check_structure.argument_without_conclusion),
    Rule("CM219", "link-denied", "warning",
         "A node is said to be without a relation that it has.",
         why="One part of the map says that the text gives no cause, the other names one, and only one can be true; "
         "the list that denies it is not heeded.",
         fix="Drop the empty list, or the link.",
         bad="""
claims:
  wet: {text: The hay is wet., causes: [rot]}
failure_modes:
  rot: {text: The hay rots in the loft., caused_by: []}
""",
         good="""
claims:
  wet: {text: The hay is wet., causes: [rot]}
failure_modes:
  rot: {text: The hay rots in the loft.}
"""),
)
# fmt: on
