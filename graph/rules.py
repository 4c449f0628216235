"""RULES: the one table of codes. Readers, build and checks name a rule; only `report` knows code and severity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from .problem import Finding, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable


class Rule(Struct, frozen=True):
    """A rule: its code is never reused, its name is what findings carry, `meaning` says what it finds."""

    code: str
    name: str
    severity: Severity
    meaning: str


RULES: tuple[Rule, ...] = (
    Rule("CM001", "unreadable-file", "error", "The file or folder is not there or may not be read."),
    Rule("CM002", "not-utf8", "error", "The file is not UTF-8 text."),
    Rule("CM003", "unknown-format", "error", "No reader knows this sort of file."),
    Rule("CM004", "empty-document", "error", "The file holds nothing."),
    Rule("CM005", "no-documents", "error", "The library has no document that could be read."),
    Rule("CM006", "bad-settings", "error", "cruxmap.toml cannot be used as it stands."),
    Rule("CM010", "broken-yaml", "error", "The text is not YAML; the entry round the error is left out."),
    Rule("CM011", "yaml-feature", "error", "Maps are a strict subset of YAML: no aliases, anchors, tags."),
    Rule("CM012", "duplicate-key", "error", "A key stands twice in one block."),
    Rule("CM013", "unknown-key", "error", "The key is no field, section or relation here."),
    Rule("CM014", "missing-key", "error", "A key without which the entry says nothing is not there."),
    Rule("CM015", "wrong-shape", "error", "A list, a mapping or a text stands where another is wanted."),
    Rule("CM016", "bad-value", "error", "The value is not one the field can have."),
    Rule("CM101", "bad-id", "error", "An id is kebab-case, at most 80 characters, and not reserved."),
    Rule("CM102", "duplicate-id", "error", "Two nodes of one source have the same id."),
    Rule("CM103", "duplicate-source", "error", "Two maps have the same source id; the first in path order counts."),
    Rule("CM104", "dangling-id", "error", "A link, thesis or outline names a node that does not exist."),
    Rule("CM105", "unknown-source", "error", "A link leads to a source that is not in the library."),
    Rule("CM106", "ends-not-allowed", "error", "The relation cannot join nodes of these kinds."),
    Rule("CM107", "self-link", "error", "A node is linked to itself."),
    Rule("CM108", "duplicate-link", "error", "The same link stands twice."),
    Rule("CM109", "unknown-side", "error", "A link leans to a side for which its crux has no position."),
)

RULE: dict[str, Rule] = {rule.name: rule for rule in RULES}


def report(findings: Iterable[Finding]) -> list[Problem]:
    """The findings with code and severity, each once, sorted by file, line, column, code and message.

    Raises KeyError for a finding whose rule is not in the table, which is a programmer's mistake.
    """
    problems = {_graded(finding): None for finding in findings}
    return sorted(problems, key=_place)


def _graded(finding: Finding) -> Problem:
    rule = RULE[finding.rule]
    return Problem(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        message=finding.message,
        span=finding.span,
        hint=finding.hint,
    )


def _place(problem: Problem) -> tuple[str, int, int, str, str]:
    return problem.span.file, problem.span.line, problem.span.column, problem.code, problem.message
