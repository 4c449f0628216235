"""Checks of logic where it is not plain: through twins, through arguments, between camps with other names."""

from __future__ import annotations

import pytest
from cruxmap.graph.build import build
from cruxmap.graph.check import check
from cruxmap.graph.rule import Subject
from cruxmap.sources import map_yaml

HEAD = "source: {id: m, title: M, thesis: t}\nclaims:\n  t: {text: The thesis.}\n"
CRUX = """cruxes:
  k:
    text: K?
    positions:
      yes-side: {text: Yes., because: [a], supports: [t]}
      no-side: {text: No., because: [%s], held_by: []}
  l:
    text: L?
    same_as: [k]
    positions:
      %s: {text: Indeed., because: [b]}
      %s: {text: Not at all., because: [%s]}
"""


def codes(text: str) -> list[str]:
    parsed = map_yaml.read(HEAD + text, "m.yaml")
    assert parsed.source_map is not None
    assert parsed.findings == ()
    built = build([parsed.source_map])
    problems = check(Subject(built.graph, lost=built.lost), built.findings)
    return [problem.code for problem in problems if problem.severity != "info"]


TWINS = """a: {text: A., supports: [b]}
  b: {text: B is it., supports: [t], same_as: [c]}
  c: {text: C is so., supports: [a]}"""


@pytest.mark.parametrize(
    ("claims", "found"),
    [
        ("a: {text: A., supports: [t]}", []),
        ("a: {text: A., supports: [t], same_as: [b]}\n  b: {text: B is it., attacks: [t]}", ["CM301"]),
        ("a: {text: A., supports: [t]}\n  b: {text: B is it., attacks: [t]}", []),
        ("a: {text: A., supports: [b]}\n  b: {text: B is it., supports: [a, t]}", ["CM302"]),
        ("a: {text: A., supports: [{to: b, loop: true}]}\n  b: {text: B is it., supports: [a, t]}", []),
        (TWINS, ["CM302"]),
        ("a: {text: A., same_as: [b]}\n  b: {text: B is it., contrasts_with: [a], supports: [t]}", ["CM305"]),
        ("a: {text: A., same_as: [b]}\n  b: {text: B is it., causes: [a], supports: [t]}", ["CM310"]),
    ],
)  # fmt: skip
def test_between_claims(claims: str, found: list[str]) -> None:
    assert codes(f"  {claims}\n") == found


SAID = "The well on the hill has water until the end of June."


@pytest.mark.parametrize(
    ("first", "second", "third", "found"),
    [
        ("", "", "", True),
        ("refines: [b]", "", "", False),
        ("", "refines: [a]", "", False),
        ("refines: [c]", "", "same_as: [b]", False),
        ("same_as: [c]", "", "refines: [b]", False),
        ("", "refines: [c]", "same_as: [a]", False),
        ("refines: [c]", "refines: [c]", "", True),
    ],
)
def test_texts_that_are_alike_may_be_linked_through_twins(first: str, second: str, third: str, found: bool) -> None:
    entries = {"a": (SAID, first), "b": (SAID.replace("end", "ends"), second), "c": ("Another thing.", third)}
    claims = "".join(f"  {slug}: {{text: {text}, {link}}}\n" for slug, (text, link) in entries.items())
    parsed = map_yaml.read(HEAD + claims, "m.yaml")
    assert parsed.source_map is not None
    assert parsed.findings == ()
    problems = check(Subject(build([parsed.source_map]).graph), ())
    assert ("CM309" in [problem.code for problem in problems]) == found


ARGUMENT = (
    "  p: {text: P.%s}\n  q: {text: Q.}\narguments:\n  arg: {text: So it is., has_premise: [p, q], supports: [%s]}\n"
)


@pytest.mark.parametrize(
    ("premise", "conclusion", "found"),
    [
        ("", "t", []),
        (", attacks: [t]", "t", ["CM301"]),  # for it through the argument
        (", attacks: [arg]", "t", ["CM301"]),  # undercuts what it is a premise of
        (", attacks: [q]", "t", ["CM312"]),
        ("", "p", ["CM308"]),
        ("", "{to: p, loop: true}", []),
    ],
)
def test_through_arguments(premise: str, conclusion: str, found: list[str]) -> None:
    assert codes(ARGUMENT % (premise, conclusion)) == found


@pytest.mark.parametrize(
    ("reasons", "found"),
    [
        (("c", "yes-side", "no-side", "c"), []),
        (("a", "yes-side", "no-side", "c"), ["CM303"]),
        (("c", "yes-side", "no-side", "a"), ["CM303"]),  # the same camps in the twin crux
        (("c", "proponent", "skeptic", "a"), []),  # other names: nobody knows who is who
    ],
)
def test_between_the_sides_of_twin_cruxes(reasons: tuple[str, str, str, str], found: list[str]) -> None:
    claims = "".join(f"  {name}: {{text: Reason {name} is one.}}\n" for name in "abc")
    assert codes(claims + CRUX % reasons) == found


def test_what_a_lost_link_leaves_bare_is_not_called_bare() -> None:
    text = "arguments:\n  arg: {text: So it is., has_premise: [nobody-knows-it], supports: [t]}\n"
    assert codes(text) == ["CM104"]
