"""Problems for people: each with the line of the map it stands in, a caret under the word, and what to do."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ..escape import escaped
from ..layout import flow, text_width
from .report import SEVERITIES, counted, shown

if TYPE_CHECKING:
    from ...graph.problem import Problem
    from ..layout import Line
    from .report import Report

ROLES = {"error": "worried", "warning": "crux", "info": "term"}
_KEY = re.compile(r"[ -]*[\w-]+: +")
_VALUE = re.compile(r"[^\s'\"\[\]{}#&*!|>%@`](?:[^\n#]*[^\s#])?")
_WORD = re.compile(
    r"\{[^{}]*\}|#\s*cruxmap:.*\]|'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"|[^\s,\[\]{}]+?(?=:?(?:[\s,\[\]{}]|$))"
)
_SHORTEST_LINE = 24
MANY = 20
MOST_RULES = 3


def render(report: Report) -> list[Line]:
    """Every problem as a head, its place, the line with a caret, and the hint; then the summary."""
    lines: list[Line] = []
    for problem, more in shown(report.problems):
        lines += [*(_problem(report, problem) if problem else [[(more, "faint")]]), []]
    return lines + summary(report)


def summary(report: Report) -> list[Line]:
    """What was found in how much, and how many passages were verified."""
    nodes = f"{report.nodes} node{'s' if report.nodes != 1 else ''}"
    looked = f"{nodes} in {report.documents} file{'s' if report.documents != 1 else ''}"
    said = f"{counted(report.problems)}; {looked} checked"
    if report.verified:
        said += f", {report.verified} passage{'s' if report.verified != 1 else ''} looked up"
    role = next((ROLES[problem.severity] for problem in report.problems if problem.severity == "error"), "")
    role = role or ("crux" if any(problem.severity == "warning" for problem in report.problems) else "hopeful")
    lines = flow([(said, role)], report.width)
    kinds = Counter((problem.code, problem.name) for problem in report.problems)
    if len(report.problems) >= MANY and len(kinds) > 1:
        most = kinds.most_common(MOST_RULES)
        said = ", ".join(f"{name} ({code}, {number})" for (code, name), number in most)
        said = f"most often {said}; `--select {most[0][0][0]}` shows one rule alone"
        lines += flow([(said, "faint")], report.width)
    if report.without_text:
        names = ", ".join(report.without_text[:8]) + (" …" if len(report.without_text) > 8 else "")
        lines += flow([(f"passages not looked up, for want of the text: {names}", "faint")], report.width)
    fixable = sum(problem.edit is not None for problem in report.problems)
    if fixable:
        lines += flow([(f"{fixable} can be mended by `cruxmap check --fix`", "faint")], report.width)
    if report.problems:
        code = min(report.problems, key=lambda problem: SEVERITIES.index(problem.severity)).code
        lines += flow([(f"`cruxmap explain {code}` tells more about the rule", "faint")], report.width)
    return lines


def _problem(report: Report, problem: Problem) -> list[Line]:
    role = ROLES[problem.severity]
    head = [(f"{problem.severity} {problem.code} {problem.name}:", role), (problem.message, "strong")]
    lines = flow(head, report.width, rest=[("  ", "")])
    written = report.lines.get(problem.span.file, ())
    number = problem.span.line
    margin = len(str(number)) + 1
    lines.append([(f"{' ' * (margin - 1)}--> ", "faint"), (str(problem.span), "")])
    if number <= len(written) and written[number - 1].strip():
        bar = (" " * margin + "│ ", "faint")
        shown, caret = _excerpt(written[number - 1], problem.span.column, report.width - margin - 2)
        lines += [[bar], [(f"{number} │ ", "faint"), (shown, "")], [bar, (caret, role)]]
    if problem.hint:
        lines += flow([(problem.hint, "")], report.width, first=[(" " * margin + "= hint: ", "faint")])
    return lines


def _excerpt(line: str, column: int, width: int) -> tuple[str, str]:
    """As much of a line as there is room for round the column, and carets under the word that starts there."""
    at = min(column - 1, len(line))
    end = _end_of_word(line, at)
    width = max(width, _SHORTEST_LINE)
    first = 0
    if text_width(escaped(line[:end])) > width:
        first = max(0, at - width // 3)
    before, word = _shown(line[first:at], first > 0), _shown(line[at:end])
    after = _shown(line[end : end + width])
    room = max(1, width - text_width(before) - 1)
    carets = max(1, min(text_width(word), room))
    shown = f"{before}{word}{after}"
    if text_width(shown) > width:
        while text_width(shown) > width - 1:
            shown = shown[: -max(1, (text_width(shown) - width) // 2)]
        shown += "…"
    return shown, " " * text_width(before) + "^" * carets


def _end_of_word(line: str, at: int) -> int:
    """Where the word ends that starts there: a row, a quoted text, the value of a key, or what looks like a word."""
    if at and line[at - 1] in "'\"" and line.find(line[at - 1], at) > at:
        return line.index(line[at - 1], at)
    found = _VALUE.match(line, at) if _KEY.fullmatch(line[:at]) else None
    found = found or _WORD.match(line, at)
    return found.end() if found else min(at + 1, len(line))


def _shown(text: str, cut: bool = False) -> str:
    return ("…" if cut else "") + escaped(text.replace("\t", " "))
