"""Rules CM5: what a reader is to learn."""

from __future__ import annotations

from . import check_absences, check_study
from .rule import Rule

# fmt: off
STUDY: tuple[Rule, ...] = (
    Rule("CM501", "unanswered-question", "info",
         "Nothing answers a question that is not marked open.",
         why="Whoever studies by the questions finds no answer to this one, and cannot tell whether nobody has one or "
             "the map left it out.",
         fix="Name what answers it under answered_by:. If nobody answers it, write open: true; if only this text does "
             "not, answered_by: [].",
         bad="""
questions:
  sleep: {text: Do swifts sleep on the wing?}
""",
         good="""
questions:
  sleep: {text: Do swifts sleep on the wing?, answered_by: [naps]}
claims:
  naps: {text: Swifts sleep in short naps while they glide.}
""",
         check=check_absences.unanswered_question),
    Rule("CM502", "out-of-range", "warning",
         "A number is not within the range of its field, as complexity is from 1 to 10.",
         why="The number is left out, and a scale that everyone stretches to their own taste compares nothing.",
         fix="Write a whole number within the range: complexity goes from 1 to 10, eli (the age of the reader it is "
             "explained for) from 1 to 99.",
         bad="""
mechanisms:
  rise: {text: Yeast turns sugar into gas that lifts the dough., complexity: 30}
""",
         good="""
mechanisms:
  rise: {text: Yeast turns sugar into gas that lifts the dough., complexity: 3}
"""),
    Rule("CM503", "unexplained-prerequisite", "info",
         "What is to be learned first is never explained.",
         why="A reader is told to learn it first, and the map gives nothing to learn it from.",
         fix="Say what it is part of, what it is a kind of or how it works, or link an example to it. If nobody needs "
             "it beforehand, drop the prerequisite.",
         bad="""
concepts:
  semitone: {text: The step from one key of a piano to the next., prerequisite_of: [scale]}
  scale: {text: A row of notes in rising order.}
""",
         good="""
concepts:
  semitone: {text: The step from one key of a piano to the next., prerequisite_of: [scale], part_of: [octave]}
  scale: {text: A row of notes in rising order.}
  octave: {text: The span of twelve such steps.}
""",
         check=check_absences.unexplained_prerequisite),
    Rule("CM504", "open-and-answered", "warning",
         "A question is marked open and has an answer.",
         why="A reader is told that nobody knows and is given an answer all the same, and the list of gaps no longer "
             "has the question.",
         fix="Drop open: true if the answer settles it. If it only touches on the question, tie it by about: instead "
             "of answered_by:.",
         bad="""
questions: {lamps: {text: Why do moths circle lamps?, open: true, answered_by: [moon]}}
claims: {moon: {text: Moths may take a lamp for the moon.}}
""",
         good="""
questions: {lamps: {text: Why do moths circle lamps?, open: true}}
claims: {moon: {text: Moths may take a lamp for the moon., about: [lamps]}}
""",
         check=check_study.open_and_answered),
    Rule("CM505", "bad-reviews", "warning",
         "A line of reviews.jsonl is no review.",
         why="What that line said happened to a card does not count, so the card may come back sooner or later than it "
             "should. The other lines count.",
         fix="Delete the line, and the marks that a merge may have left; keep the lines of both sides, their order "
             "does not matter. With `reviews.jsonl merge=union` in .gitattributes git merges them by itself.",
         bad="""
{"id": "1f", "at": "2026-03-01T09:30:00.000000Z", "card": "orchard/frost#what", "rating": 7}
""",
         good="""
{"id": "1f", "at": "2026-03-01T09:30:00.000000Z", "card": "orchard/frost#what", "rating": 3}
""",
         in_entries=False),
)
# fmt: on
