"""What maps expect of reasoning, tried by `cruxmap check`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import cruxmap
import pytest
from consoles import run
from cruxmap.graph.build import build
from cruxmap.graph.check import Choice, check
from cruxmap.graph.check_reasoning import expectations_of
from cruxmap.graph.rule import Subject
from cruxmap.sources import map_yaml

if TYPE_CHECKING:
    from cruxmap.graph.problem import Problem

MAPS = Path(cruxmap.__file__).parent / "sources" / "maps"

PONDS = """
source: {id: ponds, title: On garden ponds}
claims:
  dig-one: {text: Every garden should have a pond., supported_by: [arg-frogs]}
  frogs: {text: Frogs come by themselves., premise_of: [arg-frogs]}
  eat-gnats: {text: Frogs eat gnats., premise_of: [arg-frogs]}
arguments:
  arg-frogs: {text: Frogs come and eat the gnats.}
questions:
  how-deep: {text: How deep should it be?}
cruxes:
  crux-gnats:
    text: Do gnats spoil it?
    positions:
      they-do: {text: They do., because: [], attacks: [dig-one]}
      they-do-not: {text: They do not., because: [arg-frogs]}
"""
WELLS = """
source: {id: wells, title: On wells}
claims:
  water-near: {text: A garden wants water near by., same_as: [ponds/dig-one]}
cruxes:
  midges:
    text: Are midges a plague?
    same_as: [ponds/crux-gnats]
    positions:
      they-do: {text: They are., because: []}
      nobody-minds: {text: Nobody minds., because: []}
"""


def problems(*entries: str, maps: tuple[str, ...] = (PONDS, WELLS)) -> list[Problem]:
    """What is wrong with entries of `expect:` in a file of their own, beside these maps."""
    rows = "".join(f"- {entry}\n" for entry in entries)
    parsed = [map_yaml.read(text, f"{at}.yaml") for at, text in enumerate((f"expect:\n{rows}", *maps))]
    assert [finding for found in parsed for finding in found.findings] == []
    found = [found.source_map for found in parsed if found.source_map]
    built = build(found)
    subject = Subject(built.graph, lost=built.lost, expects=expectations_of(built.graph, found))
    return check(subject, built.findings, choice=Choice(("CM6",)))


def told(*entries: str) -> list[tuple[str, str, int]]:
    """Code, message and column of each problem."""
    return [(found.code, found.message, found.span.column) for found in problems(*entries)]


@pytest.mark.parametrize(
    "entry",
    [
        "{stands: [ponds/frogs], open: [ponds/dig-one, ponds/crux-gnats.they-do]}",
        "{take: {ponds/crux-gnats: they-do-not}, stands: [ponds/dig-one, ponds/crux-gnats.they-do-not]}",
        "{take: {ponds/crux-gnats: they-do}, falls: [ponds/dig-one, wells/water-near]}",
        "{take: {wells/midges: they-do}, falls: [ponds/dig-one, ponds/crux-gnats.they-do-not]}",
        "{take: {wells/midges: nobody-minds}, stands: [ponds/dig-one]}",
        "{take: {ponds/crux-gnats: they-do-not}, deny: [ponds/frogs], falls: [ponds/arg-frogs, ponds/dig-one]}",
        "{assume: [ponds/crux-gnats.they-do], falls: [ponds/dig-one]}",
        "{assume: [ponds/dig-one], stands: [wells/water-near]}",
        "{deny: [ponds/crux-gnats.they-do], stands: [ponds/dig-one]}",
        "{deny: [ponds/frogs], strength: {ponds/arg-frogs: {at_most: 0}}}",
        "{believe: {ponds/frogs: 0.2}, strength: {ponds/arg-frogs: {at_least: 0.2, at_most: 0.2}}}",
        "{take: {ponds/crux-gnats: they-do}, strength: {ponds/crux-gnats.they-do: {at_least: 1}}}",
    ],
)
def test_what_comes_out_as_expected_is_no_problem(entry: str) -> None:
    assert problems(entry) == []


def test_every_node_of_an_entry_is_told_of() -> None:
    found = told("{stands: [ponds/dig-one, ponds/frogs], falls: [ponds/eat-gnats]}")
    assert [(code, column) for code, _, column in found] == [("CM601", 13), ("CM601", 50)]


def test_the_hint_is_a_command_that_shows_it(tmp_path: Path) -> None:
    (tmp_path / "ponds.yaml").write_text(PONDS, "utf-8")
    stance = "take: {ponds/crux-gnats: they-do-not}, deny: [ponds/frogs], assume: [ponds/eat-gnats]"
    (found,) = problems(f"{{{stance}, stands: [ponds/dig-one]}}")
    command = found.hint.split("`")[1].split()
    assert command[:3] == ["cruxmap", "weigh", "ponds/dig-one"]
    shown = run("-L", str(tmp_path), *command[1:])
    assert shown.code == 0
    assert "falls" in shown.stdout


def test_a_strength_is_told_with_as_many_digits_as_it_needs() -> None:
    ((code, message, _),) = told("{believe: {ponds/frogs: 0.2004}, strength: {ponds/arg-frogs: {at_most: 0.2}}}")
    assert code == "CM602"
    assert message.startswith("'ponds/arg-frogs' has strength 0.200400 and is expected to have at most 0.2, with")


def test_where_no_strength_is_stable_no_bounds_are_met() -> None:
    names = [f"n{at}" for at in range(20)]
    rows = (f"  {name}: {{text: N., attacks: [{', '.join(set(names) - {name})}]}}\n" for name in names)
    text = f"source: {{id: m, title: M}}\nclaims:\n{''.join(rows)}"
    believed = ", ".join(f"m/{name}: 0.99995" for name in names)
    (found,) = problems(f"{{believe: {{{believed}}}, strength: {{m/n0: {{at_least: 0}}}}}}", maps=(text,))
    assert found.code == "CM602"
    assert found.message.startswith("'m/n0' has no stable strength and is expected to have at least 0, with ")
    assert "'m/n3'=0.99995 and 16 more believed" in found.message


@pytest.mark.parametrize(
    ("entry", "message", "hint"),
    [
        ("{stands: [ponds/dig-on]}", "there is no node 'ponds/dig-on'", "did you mean 'ponds/dig-one'?"),
        ("{stands: [frogs]}", "'frogs' does not say its source", "did you mean 'ponds/frogs'?"),
        ("{stands: [lakes/x]}", "'lakes/x' is in a source that is not in the library", "sources: ponds, wells"),
        (
            "{take: {ponds/crux-gnat: x}, stands: [ponds/frogs]}",
            "there is no node 'ponds/crux-gnat'",
            "did you mean 'ponds/crux-gnats'?",
        ),
        ("{take: {ponds/frogs: x}, stands: [ponds/frogs]}", "'ponds/frogs' is a claim, not a crux", "name a crux"),
        (
            "{take: {ponds/crux-gnats.they-do: x}, stands: [ponds/frogs]}",
            "'ponds/crux-gnats.they-do' is a position, not a crux",
            "write {crux-gnats: they-do}",
        ),
        (
            "{take: {ponds/crux-gnats: they-dont}, stands: [ponds/frogs]}",
            "'ponds/crux-gnats' has no side 'they-dont' to take",
            "did you mean 'they-do-not'?",
        ),
        (
            "{take: {ponds/crux-gnats: optimist}, stands: [ponds/frogs]}",
            "'ponds/crux-gnats' has no side 'optimist' to take",
            "sides: they-do, they-do-not, nobody-minds",
        ),
        (
            "{believe: {ponds/frog: 1}, stands: [ponds/frogs]}",
            "there is no node 'ponds/frog'",
            "did you mean 'ponds/frogs'?",
        ),
        ("{strength: {ponds/frog: {at_most: 1}}}", "there is no node 'ponds/frog'", "did you mean 'ponds/frogs'?"),
    ],
)
def test_what_does_not_exist_is_an_error(entry: str, message: str, hint: str) -> None:
    (found,) = problems(entry)
    assert (found.code, found.severity, found.message, found.hint) == ("CM603", "error", message, hint)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (
            "{take: {ponds/crux-gnats: they-do, wells/midges: nobody-minds}, falls: [ponds/dig-one]}",
            "taking 'they-do' of 'ponds/crux-gnats' and taking 'nobody-minds' of 'wells/midges' contradict each other",
        ),
        (
            "{take: {ponds/crux-gnats: they-do}, deny: [ponds/crux-gnats.they-do], falls: [ponds/dig-one]}",
            "taking 'they-do' of 'ponds/crux-gnats' and denying 'ponds/crux-gnats.they-do' contradict each other",
        ),
        (
            "{assume: [ponds/crux-gnats.they-do, wells/midges.nobody-minds], stands: [ponds/frogs]}",
            "assuming 'ponds/crux-gnats.they-do' and assuming 'wells/midges.nobody-minds' contradict each other",
        ),
        (
            "{assume: [ponds/dig-one], deny: [wells/water-near], stands: [ponds/frogs]}",
            "assuming 'ponds/dig-one' and denying 'wells/water-near' contradict each other",
        ),
        (
            "{stands: [ponds/dig-one], falls: [ponds/dig-one]}",
            "'ponds/dig-one' is expected to stand and expected to fall",
        ),
        (
            "{falls: [ponds/dig-one], open: [wells/water-near]}",
            "'ponds/dig-one', which is the same as 'wells/water-near', is expected to fall and expected to be open",
        ),
        (
            "{believe: {ponds/dig-one: 0.1, wells/water-near: 0.9}, stands: [ponds/frogs]}",
            "'ponds/dig-one', which is the same as 'wells/water-near', is believed 0.1 and believed 0.9",
        ),
    ],
)
def test_an_entry_that_contradicts_itself_is_an_error(entry: str, message: str) -> None:
    found = [problem for problem in problems(entry) if problem.severity == "error"]
    assert [(problem.code, problem.message, problem.hint) for problem in found] == [
        ("CM604", message, "keep one of them")
    ]


@pytest.mark.parametrize(
    ("entry", "message", "hint"),
    [
        (
            "{stands: [ponds/how-deep]}",
            "'ponds/how-deep' is a question, which neither stands nor falls",
            "name a claim, or another node that is argued about",
        ),
        (
            "{assume: [ponds/crux-gnats], stands: [ponds/frogs]}",
            "'ponds/crux-gnats' is a crux, which neither stands nor falls",
            "name a side of it: ponds/crux-gnats.they-do or ponds/crux-gnats.they-do-not or wells/midges.nobody-minds",
        ),
        (
            "{stands: [ponds/source]}",
            "'ponds/source' is a source, which neither stands nor falls",
            "name a claim, or another node that is argued about",
        ),
    ],
)
def test_what_is_not_weighed_is_an_error(entry: str, message: str, hint: str) -> None:
    (found,) = problems(entry)
    assert (found.code, found.severity, found.message, found.hint) == ("CM605", "error", message, hint)


def test_an_entry_that_cannot_be_tried_hides_no_other() -> None:
    found = told("{stands: [ponds/x]}", "{stands: [ponds/how-deep]}", "{falls: [ponds/frogs]}")
    assert [code for code, _, _ in found] == ["CM603", "CM605", "CM601"]


def test_a_map_that_is_left_out_expects_nothing() -> None:
    other = f"{PONDS}expect: [{{falls: [frogs]}}]\n"
    assert [problem.code for problem in problems("{stands: [ponds/frogs]}", maps=(PONDS, other))] == []
    assert [problem.code for problem in problems("{stands: [ponds/frogs]}", maps=(other, PONDS))] == ["CM601"]


def test_mistyped_ids_and_sides_are_mended(tmp_path: Path) -> None:
    path = tmp_path / "ponds.yaml"
    rows = "- take: {crux-gnat: they-do}\n  falls: [dig-one]\n- take: {crux-gnats: they-dos}\n  falls: [dg-one]\n"
    path.write_text(f"{PONDS}expect:\n{rows}", "utf-8")
    assert run("check", str(path), "--fix", "--select", "CM603").code == 0
    after = path.read_text("utf-8")
    assert after.endswith("- take: {crux-gnats: they-do}\n  falls: [dig-one]\n" * 2)


def test_a_warning_can_be_silenced_at_its_entry(tmp_path: Path) -> None:
    path = tmp_path / "ponds.yaml"
    entry = "- {falls: [frogs]}  # cruxmap: ignore[CM601] not yet\n"
    path.write_text(f"{PONDS}expect:\n{entry}- {{falls: [eat-gnats]}}\n", "utf-8")
    found = json.loads(run("check", str(path), "--select", "CM6", "--json").stdout)
    assert [problem["line"] for problem in found] == [path.read_text("utf-8").count("\n")]


def test_reading_goes_on_whatever_is_expected(tmp_path: Path) -> None:
    """What an expectation says wrongly makes no graph wrong: only `check` tells of it."""
    path = tmp_path / "ponds.yaml"
    path.write_text(f"{PONDS}expect: [{{stands: [nothing]}}]\n", "utf-8")
    listed = run("-L", str(path), "cruxes")
    assert (listed.code, listed.stderr) == (0, "")
    assert run("check", str(path)).code == 1


def test_beliefs_and_settings_change_nothing(tmp_path: Path) -> None:
    path = tmp_path / "ponds.yaml"
    path.write_text(f"{PONDS}expect: [{{strength: {{arg-frogs: {{at_least: 0.5, at_most: 0.5}}}}}}]\n", "utf-8")
    (tmp_path / "cruxmap.toml").write_text(
        '[reasoning.modality]\nasserted = 0.9\n[belief]\n"ponds/frogs" = 0.1\n', "utf-8"
    )
    assert json.loads(run("-L", str(tmp_path), "check", "--select", "CM6", "--json").stdout) == []


@pytest.mark.parametrize("library", ["@shipped", str(MAPS / "cotra.yaml"), str(MAPS / "dragan.yaml")])
def test_what_the_shipped_maps_expect_comes_out(library: str) -> None:
    assert json.loads(run("-L", library, "check", "--select", "CM6", "--json").stdout) == []


@pytest.mark.parametrize("name", ["cotra", "dragan"])
def test_the_shipped_maps_expect_six_things_and_more(name: str) -> None:
    source_map = map_yaml.read((MAPS / f"{name}.yaml").read_text("utf-8"), name).source_map
    assert source_map is not None
    assert len(source_map.expects) >= 6
    assert all(expectation.note for expectation in source_map.expects)
