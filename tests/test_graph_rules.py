"""The table of rules: every rule has a page, examples that hold, and a bad and a good case."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from consoles import run_line
from cruxmap.graph.build import build
from cruxmap.graph.check import check
from cruxmap.graph.check_reasoning import expectations_of
from cruxmap.graph.rule import Rule, Subject
from cruxmap.graph.rules import RULES
from cruxmap.sources import map_yaml

CASES = Path(__file__).parent / "cases" / "rules"
FILE = re.compile(r"^# \S+\.yaml$", re.MULTILINE)
OF_DOCUMENTS = ("CM00", "CM02", "CM03", "CM113", "CM114", "CM4", "CM505")
IN_A_MAP = [rule for rule in RULES if not rule.code.startswith(OF_DOCUMENTS) or rule.code == "CM408"]


def codes_in(text: str) -> set[str]:
    """The codes of what is wrong in maps, each after a line with its file's name; one without gets a source block."""
    document = text if "source:" in text else f"source: {{id: m, title: M}}\n{text.lstrip()}"
    parsed = [map_yaml.read(part, f"{place}.yaml") for place, part in enumerate(FILE.split(document)) if part.strip()]
    maps = [found.source_map for found in parsed if found.source_map]
    built = build(maps)
    findings = [*(finding for found in parsed for finding in found.findings), *built.findings]
    ignores = [ignore for source_map in maps for ignore in source_map.ignores]
    subject = Subject(built.graph, lost=built.lost, expects=expectations_of(built.graph, maps))
    return {problem.code for problem in check(subject, findings, ignores)}


def test_codes_and_names_are_unique_and_in_order() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_says_why_it_matters_and_what_to_do(rule: Rule) -> None:
    assert all(text.strip() for text in (rule.meaning, rule.why, rule.fix, rule.bad, rule.good))


@pytest.mark.parametrize("rule", IN_A_MAP, ids=lambda rule: rule.code)
def test_examples_hold(rule: Rule) -> None:
    assert rule.code in codes_in(rule.bad)
    assert rule.code not in codes_in(rule.good)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_has_a_bad_and_a_good_case(rule: Rule) -> None:
    session = (CASES / rule.code / "session.txt").read_text("utf-8")
    bad, good = (line[2:] for line in session.splitlines() if line.startswith("$ "))
    assert found(bad, rule) == {rule.code}
    assert found(good, rule) == set()


def found(command: str, rule: Rule) -> set[str]:
    ran = run_line(f"{command} --output-format json", CASES / rule.code)
    assert ran.stderr == ""
    problems = json.loads(ran.stdout)
    assert ran.code == any(problem["severity"] != "info" for problem in problems), shlex.join(shlex.split(command))
    return {problem["code"] for problem in problems}
