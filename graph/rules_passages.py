"""Rules CM4: the tie between nodes and texts."""

from __future__ import annotations

from . import check_passages
from .rule import Rule

# fmt: off
PASSAGES: tuple[Rule, ...] = (
    Rule("CM401", "text-unreadable", "warning",
         "The text of a source is not there or cannot be read.",
         why="No passage of the document can be looked up, so nobody learns which markers still fit it.",
         fix="Correct text: in the source block, a path that starts from the map's folder, or save the file as UTF-8. "
             "If the text is not at hand, leave text: out.",
         bad="""
source: {id: swifts, title: On swifts, text: swift.md}
# beside it lies swifts.md
""",
         good="""
source: {id: swifts, title: On swifts, text: swifts.md}
# beside it lies swifts.md
"""),
    Rule("CM402", "passage-not-found", "warning",
         "The words of a passage marker are not in the text.",
         why="Nobody can go back from the node to the document and see whether it says so. The words may be mistyped, "
             "or the text may no longer hold them.",
         fix="Copy the first and the last words of one passage from the text, with no heading between them. Capitals, "
             "the shape of dashes and quotation marks, and Markdown's * and ` do not count.",
         bad="""
# clock.md: The pendulum beats once a second, summer and winter alike.
claims: {beat: {text: The beat never varies., passage: The pendulum swings … winter alike}}
""",
         good="""
# clock.md: The pendulum beats once a second, summer and winter alike.
claims: {beat: {text: The beat never varies., passage: The pendulum beats … winter alike}}
""",
         check=check_passages.passage_not_found,
         needs_text=True),
    Rule("CM403", "passage-ambiguous", "warning",
         "A passage marker fits several passages.",
         why="Nobody can tell which of the passages the node comes from, and they may say different things.",
         fix="Take the longer marker that the hint gives for the passage meant, or name the heading it stands under as "
             "section:.",
         bad="""
# lamp.md: The lamp was lit at dusk. In fog the lamp was lit at noon.
claims: {fog: {text: Fog called for light by day., passage: the lamp was lit}}
""",
         good="""
# lamp.md: The lamp was lit at dusk. In fog the lamp was lit at noon.
claims: {fog: {text: Fog called for light by day., passage: In fog the lamp was lit}}
""",
         check=check_passages.passage_ambiguous,
         needs_text=True),
    Rule("CM404", "passage-outside-section", "warning",
         "A passage stands under another heading than its node says.",
         why="Either the section is wrong, or the marker has caught other words than those meant. A reader who looks "
             "under that heading does not find the passage.",
         fix="Correct section:, or choose words that stand in it. What comes before the first heading is in the "
             "section Introduction.",
         bad="""
# mushrooms.md: ## Drying
#               Slices dry within a day.
claims: {day: {text: Drying takes a day., section: Frying, passage: Slices dry}}
""",
         good="""
# mushrooms.md: ## Drying
#               Slices dry within a day.
claims: {day: {text: Drying takes a day., section: Drying, passage: Slices dry}}
""",
         check=check_passages.passage_outside_section,
         needs_text=True),
    Rule("CM405", "passage-end-before-start", "warning",
         "The last words of a passage marker come before its first.",
         why="The marker picks out nothing, so the node cannot be traced to its passage although both ends of it are "
             "there.",
         fix="Swap the two ends, or choose last words that come after the first.",
         bad="""
# tides.md: At new moon the sea climbs to the third step of the quay.
claims: {step: {text: Spring tides are high., passage: the quay … At new moon}}
""",
         good="""
# tides.md: At new moon the sea climbs to the third step of the quay.
claims: {step: {text: Spring tides are high., passage: At new moon … the quay}}
""",
         check=check_passages.passage_end_before_start,
         needs_text=True),
    Rule("CM406", "passage-moved", "warning",
         "A passage stands in another section than when it was last verified.",
         why="The same words under another heading may be meant otherwise: what was advice may now be among the "
             "mistakes, and the node still puts it forward as before.",
         fix="Read the passage where it stands now, and correct the node if need be. Then cruxmap verify --accept "
             "records the new place.",
         bad="""
# passages.lock: "loaf/salt": {"section": "Advice", …}
# loaf.md:      ## Mistakes
#               Salt goes in last.
claims: {salt: {text: Salt goes in last., passage: Salt goes in last}}
""",
         good="""
# passages.lock: "loaf/salt": {"section": "Mistakes", …}
# loaf.md:      ## Mistakes
#               Salt goes in last.
claims: {salt: {text: Salt in last spoils the loaf., passage: Salt goes in last}}
""",
         check=check_passages.passage_moved,
         needs_text=True),
    Rule("CM407", "passage-changed", "warning",
         "The words of a passage are not those that were last verified.",
         why="The document was edited between the first and the last words, or the marker takes in others now. The "
             "node may say what stood there once and no longer does.",
         fix="Read the passage again, and correct the node if need be. Then cruxmap verify --accept records the new "
             "words.",
         bad="""
# hive.md, when it was last verified: A strong hive gives ten jars a year.
# hive.md, now:                       A strong hive gives six jars a year.
claims: {jars: {text: A hive gives ten jars a year., passage: A strong hive … a year}}
""",
         good="""
# hive.md, now and when it was last verified: A strong hive gives six jars a year.
claims: {jars: {text: A hive gives six jars a year., passage: A strong hive … a year}}
""",
         check=check_passages.passage_changed,
         needs_text=True),
    Rule("CM408", "long-marker", "warning",
         "A passage marker is longer than twelve words.",
         why="A marker is there to find the passage, not to copy it. The longer it is, the sooner a small edit of the "
             "text breaks it, and the more of somebody else's words the map holds.",
         fix="Keep a few of the first and of the last words: first words … last words.",
         bad="""
claims:
  sails:
    text: A windmill is turned into the wind.
    passage: The miller climbs down and turns the whole cap of the mill into the wind
""",
         good="""
claims:
  sails:
    text: A windmill is turned into the wind.
    passage: The miller climbs down … into the wind
""",
         check=check_passages.long_marker),
    Rule("CM409", "passage-needs-section", "info",
         "A passage marker fits several passages, and only the section tells which is meant.",
         why="A link into the live page leads to the first place that fits, which may be another one, and without the "
             "heading the marker is ambiguous.",
         fix="Take the longer marker that the hint gives. It fits one place, whatever the section.",
         bad="""
# kites.md: ## Light wind
#           Use the long tail.
#           ## Gales
#           Leave the kite at home, or use the long tail.
claims: {gale: {text: A tail steadies it., section: Gales, passage: use the long tail}}
""",
         good="""
# kites.md: ## Light wind
#           Use the long tail.
#           ## Gales
#           Leave the kite at home, or use the long tail.
claims: {gale: {text: A tail steadies it., section: Gales, passage: or use the long tail}}
""",
         check=check_passages.passage_needs_section,
         needs_text=True),
    Rule("CM411", "bad-lock", "warning",
         "The record of verified passages cannot be used.",
         why="Passages are still looked up, but nothing tells which of them moved or changed since they were last "
             "verified.",
         fix="Mend the file if it was edited or merged by hand. Else delete it, read the passages again, and let "
             "cruxmap verify write it anew.",
         bad="""
# passages.lock
{"passages": {
  "gauge/march": {"section": "Spring"
""",
         good="""
# passages.lock
{"passages": {
  "gauge/march": {"section": "Spring", "marker": "0c44e5d2b1a97f36", "hash": "5b1f0c7a9e3d2468", …}
}}
""",
         in_entries=False),
    Rule("CM412", "passage-reanchored", "warning",
         "A passage no longer fits its marker, and was found again by what was verified last.",
         why="The words it was known by were edited, or it was carried off elsewhere. It is most likely still the same "
             "passage, but it may say something else now, and the marker leads nobody there.",
         fix="Read the passage where it stands now. If it still says what the node says, take the marker that the hint "
             "gives, or let cruxmap verify --accept write it.",
         bad="""
# well.md, when it was last verified: Draw water before the cattle come. After that it is brown.
# well.md, now:                       Draw water early, before the cattle come. After that it is brown.
claims: {early: {text: Draw it early., passage: Draw water before … come}}
""",
         good="""
# well.md, now: Draw water early, before the cattle come. After that it is brown.
claims: {early: {text: Draw it early., passage: Draw water early … come}}
""",
         check=check_passages.passage_reanchored,
         needs_text=True),
    Rule("CM413", "passage-orphan", "warning",
         "A passage that was verified once is no longer in the text.",
         why="The document does not say so any more, or says it in other words. Nothing else is taken for it, however "
             "like it is: that would put words into the author's mouth.",
         fix="Look whether the text that the hint shows is meant, and mark that. If the author took it back, leave the "
             "node out, or say in its note where it once stood.",
         bad="""
# bees.md, when it was last verified: Keep the hive dry. Never open it in rain.
# bees.md, now:                       Keep the hive dry.
claims: {rain: {text: Rain harms an open hive., passage: Never open it … rain}}
""",
         good="""
# bees.md, now: Keep the hive dry.
claims: {dry: {text: A hive wants to be dry., passage: Keep the hive dry}}
""",
         check=check_passages.passage_orphan,
         needs_text=True),
)
# fmt: on
