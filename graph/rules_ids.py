"""Rules CM1: ids and links."""

from __future__ import annotations

from . import check_ids
from .rule import Rule

# fmt: off
IDS: tuple[Rule, ...] = (
    Rule("CM101", "bad-id", "error",
         "An id is kebab-case, at most 80 characters, and not reserved.",
         why="Others cannot guess how it is written, and a node whose id holds a blank, a dot or a slash is left out.",
         fix="Write small letters and digits with single hyphens between words. The id source stands for the document "
             "itself: choose another.",
         bad="""
claims:
  Late Pears: {text: A small orchard should plant late pears.}
""",
         good="""
claims:
  late-pears: {text: A small orchard should plant late pears.}
"""),
    Rule("CM102", "duplicate-id", "error",
         "Two nodes of one source have the same id.",
         why="Only the first is kept. The second is lost with its links, and links that mean it lead to the first.",
         fix="Give one of them another id, also where links name it, or join the two. Ids are shared by all sections "
             "of a map.",
         bad="""
claims: {low-water: {text: The brook is shallow enough for stepping stones.}}
evidence: {low-water: {text: A ruler showed two spans of water in May.}}
""",
         good="""
claims: {low-water: {text: The brook is shallow enough for stepping stones.}}
evidence: {ruler-in-may: {text: A ruler showed two spans of water in May.}}
"""),
    Rule("CM103", "duplicate-source", "error",
         "Two maps, or two other documents, have the same source id; the first in path order counts.",
         why="The other map is left out whole: none of its claims and links is in any answer.",
         fix="Give one of the maps another id under source:, also where other maps name its nodes; rename one of two "
             "documents, or give it an id: in front matter. If both maps encode the "
             "same document, join them in one file.",
         bad="""
# crust.yaml
source: {id: rye, title: In praise of the rye crust}
# keeping.yaml
source: {id: rye, title: Rye keeps longest}
""",
         good="""
# crust.yaml
source: {id: rye-crust, title: In praise of the rye crust}
# keeping.yaml
source: {id: rye-keeps, title: Rye keeps longest}
"""),
    Rule("CM104", "dangling-id", "error",
         "A link, thesis or outline names a node that does not exist.",
         why="The link is left out, so a reason or a cause that the map seems to give is in no answer.",
         fix="Correct the id, or write the node. An id without a slash is looked for in its own map, another source's "
             "node is written source/id.",
         bad="""
claims: {keep-mill: {text: The parish should keep its windmill.}}
evidence: {log: {text: The sails turned on most days., supports: [keep-mil]}}
""",
         good="""
claims: {keep-mill: {text: The parish should keep its windmill.}}
evidence: {log: {text: The sails turned on most days., supports: [keep-mill]}}
"""),
    Rule("CM105", "unknown-source", "error",
         "A link leads to a source that is not in the library.",
         why="The link is left out, so no answer tells how the two documents hang together.",
         fix="Correct the source's id before the slash, or add its map to the library. When a file is checked alone, "
             "name the maps it links to as well.",
         bad="""
source: {id: chess-clocks, title: A clock for every board}
claims:
  use-clocks: {text: Every game should be played with a clock.}
  more-games: {text: More people get a game., supports: [ches-clocks/use-clocks]}
""",
         good="""
source: {id: chess-clocks, title: A clock for every board}
claims:
  use-clocks: {text: Every game should be played with a clock.}
  more-games: {text: More people get a game., supports: [chess-clocks/use-clocks]}
"""),
    Rule("CM106", "ends-not-allowed", "error",
         "The relation cannot join nodes of these kinds.",
         why="The link is left out, for it says something that has no meaning, as that a person attacks a claim.",
         fix="Choose a relation that may join the two, as the vocabulary lists them, or give one of the nodes another "
             "kind. What somebody thinks is a claim of its own with held_by:.",
         bad="""
claims: {hire-goats: {text: Goats should graze the steep bank.}}
people: {forester: {text: The forester of the parish., attacks: [hire-goats]}}
""",
         good="""
claims: {hire-goats: {text: Goats should graze the steep bank.},
         gnawed: {text: Goats gnaw young trees., attacks: [hire-goats], held_by: [forester]}}
people: {forester: {text: The forester of the parish.}}
"""),
    Rule("CM107", "self-link", "error",
         "A node is linked to itself.",
         why="The link is left out: nothing is a reason for itself or brings itself about, so another node is meant.",
         fix="Name the node that is meant, or drop the link.",
         bad="""
mechanisms: {cool-earth: {text: The earth round a cellar stays cool., causes: [cool-earth]}}
claims: {cool-air: {text: The air in a cellar stays cool.}}
""",
         good="""
mechanisms: {cool-earth: {text: The earth round a cellar stays cool., causes: [cool-air]}}
claims: {cool-air: {text: The air in a cellar stays cool.}}
"""),
    Rule("CM108", "duplicate-link", "error",
         "The same link stands twice.",
         why="Only one of them counts, so a basis, modality or note at the other is lost, and a link mended in one "
             "place stays wrong in the other.",
         fix="Drop one. A link is written at one of its ends, and its inverse name at the other end is the same link; "
             "symmetric relations are the same either way round.",
         bad="""
claims:
  use-wood: {text: A pot should be stirred with wood., supported_by: [no-scratches]}
  no-scratches: {text: Wood does not scratch the pot., supports: [use-wood]}
""",
         good="""
claims:
  use-wood: {text: A pot should be stirred with wood.}
  no-scratches: {text: Wood does not scratch the pot., supports: [use-wood]}
"""),
    Rule("CM109", "unknown-side", "error",
         "A link leans to a side for which its crux has no position.",
         why="The crux shows it as speaking for a side that nobody takes, and it is missing at the side that is meant.",
         fix="Name a side as it is written under the positions of the crux, or add its position. Leave leans: out if "
             "the text favours no side.",
         bad="""
claims: {rain: {text: Swimmers stay away in the rain., bears_on: [{to: heating, leans: against}]}}
cruxes: {heating: {text: Would more people swim in a warm pool?, positions: {
  would: {text: Many stay away from the cold.}, would-not: {text: Swimmers come anyway.}}}}
""",
         good="""
claims: {rain: {text: Swimmers stay away in the rain., bears_on: [{to: heating, leans: would-not}]}}
cruxes: {heating: {text: Would more people swim in a warm pool?, positions: {
  would: {text: Many stay away from the cold.}, would-not: {text: Swimmers come anyway.}}}}
"""),
    Rule("CM110", "ambiguous-id", "error",
         "An id without its source could mean nodes of several sources.",
         why="Which node is meant cannot be told, so the link is left out.",
         fix="Write the id with its source, as source/id. In a file that holds only links both ends are written so.",
         bad="""
# soup.yaml
source: {id: soup, title: Salt the soup early}
concepts: {salt: {text: Common salt from the kitchen.}}
# roads.yaml
source: {id: roads, title: Grit instead of salt}
concepts: {salt: {text: Salt strewn on roads against ice.}}
# links.yaml
links: [{from: salt, relation: contrasts_with, to: roads/salt}]
""",
         good="""
# soup.yaml
source: {id: soup, title: Salt the soup early}
concepts: {salt: {text: Common salt from the kitchen.}}
# roads.yaml
source: {id: roads, title: Grit instead of salt}
concepts: {salt: {text: Salt strewn on roads against ice.}}
# links.yaml
links: [{from: soup/salt, relation: contrasts_with, to: roads/salt}]
"""),
    Rule("CM111", "same-as-kinds", "error",
         "same_as joins nodes of kinds that cannot be one thing.",
         why="The link is left out. If the two counted as one, what is said of a claim would be said of its evidence "
             "too.",
         fix="Name a node of the same kind (a concept and a mechanism may be one as well), or say how the two hang "
             "together by another relation, such as supports or about.",
         bad="""
claims: {crows-learn: {text: Crows learn that a scarecrow never moves.}}
evidence: {third-day: {text: On the third day crows sat on its hat., same_as: [crows-learn]}}
""",
         good="""
claims: {crows-learn: {text: Crows learn that a scarecrow never moves.}}
evidence: {third-day: {text: On the third day crows sat on its hat., supports: [crows-learn]}}
"""),
    Rule("CM112", "ambiguous-name", "warning",
         "Two nodes of one source answer to the same title or alias.",
         why="In lists and paths a reader cannot tell the two apart, and whoever asks by that name may get the wrong "
             "one.",
         fix="Give one of them another title or drop its alias. If the two are the same thing, join them.",
         bad="""
concepts:
  bird: {text: A tall grey bird that rests in the harbour., title: Crane}
  machine: {text: A machine that lifts loads from ships., title: Lifting gear, aliases: [crane]}
""",
         good="""
concepts:
  bird: {text: A tall grey bird that rests in the harbour., title: Crane (bird)}
  machine: {text: A machine that lifts loads from ships., title: Lifting gear, aliases: [crane]}
""",
         check=check_ids.ambiguous_name),
    Rule("CM113", "bad-rejected", "error",
         "The record of rejected pairs has a line that is no pair of ids.",
         why="`cruxmap link --suggest` may bring up again what somebody has rejected, and no pair is added to a record "
             "or taken out of it as long as part of it cannot be understood.",
         fix="Write two ids a line, source/slug source/slug, a remark behind #; or drop the line. After a merge choose "
             "between the two sides or keep both, their order does not matter.",
         bad="""
# cruxmap.rejected
barn/owl and mill/owl
""",
         good="""
# cruxmap.rejected
barn/owl mill/owl  # one hunts mice, the other is carved of oak
""",
         in_entries=False),
    Rule("CM114", "bad-beliefs", "error",
         "What a reader believes cannot be used: beliefs.toml is broken, or a node, crux or side is not there.",
         why="That credence or side does not count, so what is said to stand, and which crux is said to matter most, "
             "is not what the reader would find.",
         fix="Give each node a number from 0 to 1 under [belief], each crux one of its sides under [take], ids in "
             "quotes; `cruxmap believe` writes both. Drop what was said of a node that is gone.",
         bad="""
# beliefs.toml
[belief]
"orchard/late-frost" = 80
"orchard/wet-spring" = 0.7   # there is no such node
""",
         good="""
# beliefs.toml
[belief]
"orchard/late-frost" = 0.8
[take]
"orchard/crux-graft" = "pessimist"
""",
         in_entries=False),
)
# fmt: on
