"""RULES: the one table of rules. Readers, build and checks name a rule; only here are codes and severities known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .problem import Finding, Problem
from .rules_documents import DOCUMENTS
from .rules_entries import ENTRIES
from .rules_files import FILES
from .rules_ids import IDS
from .rules_logic import LOGIC
from .rules_passages import PASSAGES
from .rules_reasoning import EXPECTATIONS
from .rules_structure import STRUCTURE
from .rules_study import STUDY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .rule import Rule

RULES: tuple[Rule, ...] = (*FILES, *ENTRIES, *DOCUMENTS, *IDS, *STRUCTURE, *LOGIC, *PASSAGES, *STUDY, *EXPECTATIONS)

RULE: dict[str, Rule] = {rule.name: rule for rule in RULES}


def report(findings: Iterable[Finding], rules: Mapping[str, Rule] = RULE) -> list[Problem]:
    """The findings with code and severity, each once, sorted by file, line, column, code and message.

    Raises KeyError for a finding whose rule is not among the rules (by name), which is a programmer's mistake.
    """
    problems = {_graded(finding, rules[finding.rule]): None for finding in findings}
    return sorted(problems, key=place)


def place(problem: Problem) -> tuple[str, int, int, str, str]:
    """What problems are sorted by."""
    return problem.span.file, problem.span.line, problem.span.column, problem.code, problem.message


def _graded(finding: Finding, rule: Rule) -> Problem:
    return Problem(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        message=finding.message,
        span=finding.span,
        hint=finding.hint,
        edit=finding.edit,
    )
