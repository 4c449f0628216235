"""Text for the terminal: what a rule means, the list of rules, and how often each was broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .layout import flow
from .problems.report import counts_by_rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph.problem import Problem
    from ..graph.rule import Rule
    from .layout import Line


def rule_page(width: int, rule: Rule) -> list[Line]:
    """One rule: what it means, why it matters, how to fix it, and both examples."""
    lines: list[Line] = [[(f"{rule.code} {rule.name}", "strong"), (f"  {rule.severity}", "faint")], []]
    lines += flow([(rule.meaning, "")], width)
    for title, words in (("Why it matters", rule.why), ("What to do", rule.fix)):
        if words:
            lines += [[], [(title, "heading")], *flow([(words, "")], width)]
    for title, example, role in (("Found in", rule.bad, "worried"), ("Not in", rule.good, "hopeful")):
        if example:
            lines += [[], [(title, role)], *([("    " + line, "")] for line in example.strip("\n").split("\n"))]
    said = f"To leave it out: --ignore {rule.code}"
    if rule.in_entries:
        said += f", or in one entry # cruxmap: ignore[{rule.code}]"
    return [*lines, [], *flow([(said, "faint")], width)]


def rule_list(width: int, rules: Sequence[Rule]) -> list[Line]:
    """All rules by code: severity, name and meaning."""
    wide = max((len(rule.name) for rule in rules), default=0)
    lines: list[Line] = []
    for rule in rules:
        first = [(f"{rule.code}  ", "strong"), (f"{rule.severity:8}", "faint"), (f"{rule.name:{wide}}  ", "")]
        lines += flow([(rule.meaning, "")], width, first=list(first), rest=[(" " * 9, "")])
    return lines


def statistics(problems: Sequence[Problem]) -> list[Line]:
    """How many problems of each rule, the most frequent first."""
    return [
        [(f"{number:5}  ", ""), (f"{code}  ", "strong"), (f"{severity:8}", "faint"), (name, "")]
        for (code, severity, name), number in counts_by_rule(problems)
    ]
