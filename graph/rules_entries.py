"""Rules CM01: the entries of a file."""

from __future__ import annotations

from .rule import Rule

# fmt: off
ENTRIES: tuple[Rule, ...] = (
    Rule("CM010", "broken-yaml", "error",
         "The text is not YAML; the entry round the error is left out.",
         why="The entry and all its links are missing from every answer, and links to it lead nowhere.",
         fix="Put quotes round a text that holds a colon and a blank or begins with a sign such as @ or %, close every "
             "quote and bracket, and indent with spaces.",
         bad="""
claims:
  less-force:
    text: A sharp knife needs one thing less: force.
""",
         good="""
claims:
  less-force:
    text: "A sharp knife needs one thing less: force."
"""),
    Rule("CM011", "yaml-feature", "error",
         "Maps are a strict subset of YAML: no aliases, anchors, tags.",
         why="A value that stands elsewhere has to be looked for, and is lost when the map is written anew. An alias "
             "is left out here.",
         fix="Write the value out where it is needed, and drop anchors and tags. A second document in the file gets a "
             "file of its own.",
         bad="""
claims:
  fit-barrels: {text: Every house should have a rain barrel., section: &dry Dry summers}
  soft-water: {text: Rain water is soft., section: *dry}
""",
         good="""
claims:
  fit-barrels: {text: Every house should have a rain barrel., section: Dry summers}
  soft-water: {text: Rain water is soft., section: Dry summers}
"""),
    Rule("CM012", "duplicate-key", "error",
         "A key stands twice in one block.",
         why="Inside a block only the first counts, so what stands under the second is in no answer.",
         fix="Join the two under one key, or rename one. Two nodes of a section need two ids.",
         bad="""
claims:
  allow: {text: The park should allow hammocks., tags: [rest], tags: [trees]}
""",
         good="""
claims:
  allow: {text: The park should allow hammocks., tags: [rest, trees]}
"""),
    Rule("CM013", "unknown-key", "error",
         "The key is no field, section or relation here.",
         why="What stands under it is not read: a mistyped relation is a link that no path, reason or gap knows of.",
         fix="Correct the key to the nearest that is known there. What fits no key goes under note: or tags:.",
         bad="""
claims:
  take-stairs: {text: Whoever can should take the stairs.}
  no-waiting: {text: Nobody waits for the stairs., suports: [take-stairs]}
""",
         good="""
claims:
  take-stairs: {text: Whoever can should take the stairs.}
  no-waiting: {text: Nobody waits for the stairs., supports: [take-stairs]}
"""),
    Rule("CM014", "missing-key", "error",
         "A key without which the entry says nothing is not there.",
         why="A node without a text is shown by its title or its id, a source without an id by its file's name; a "
             "link without both ends is left out.",
         fix="Add the key: id and title to the source block, text to every node, from, relation and to to a row of "
             "links, what should follow to an expectation.",
         bad="""
claims:
  no-light: {title: No light}
""",
         good="""
claims:
  no-light: {title: No light, text: Without power there is no light but a candle.}
"""),
    Rule("CM015", "wrong-shape", "error",
         "A list, a mapping or a text stands where another is wanted.",
         why="Where it cannot be told what is meant, the value is left out, and with a node its links too.",
         fix="Write links and tags as lists in brackets, even a single one, and every node as an id with its keys "
             "below it.",
         bad="""
claims:
  buy-iron: Buy an iron pan.
""",
         good="""
claims:
  buy-iron: {text: Buy an iron pan.}
"""),
    Rule("CM016", "bad-value", "error",
         "The value is not one the field can have.",
         why="The value is left out and the field reads as if it were not there: what is only probable counts as "
             "asserted.",
         fix="Choose one of the words the field knows, write dates as 2019-01, flags as true or false, and put quotes "
             "round a text that YAML takes for a number or a truth value.",
         bad="""
claims:
  ploughs-late: {text: The ploughs come after eight., modality: probably}
""",
         good="""
claims:
  ploughs-late: {text: The ploughs come after eight., modality: likely}
"""),
)
# fmt: on
