"""Problems as SARIF 2.1.0 (OASIS Static Analysis Results Interchange Format), for code scanning services."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from ..json_ import Json, dumps

if TYPE_CHECKING:
    from ...graph.problem import Problem
    from ...graph.rule import Rule
    from .report import Report

LEVELS = {"error": "error", "warning": "warning", "info": "note"}
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(report: Report) -> str:
    """One run with the rules that were broken and a result a problem."""
    names = sorted({problem.name for problem in report.problems}, key=lambda name: report.rules[name].code)
    rules = [report.rules[name] for name in names]
    driver: dict[str, Json] = {"name": "cruxmap", "version": report.version, "rules": [_rule(rule) for rule in rules]}
    results: list[Json] = [_result(problem, names.index(problem.name)) for problem in report.problems]
    run: dict[str, Json] = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n"


def _rule(rule: Rule) -> Json:
    said = f"{rule.why}\n\n{rule.fix}".strip() or rule.meaning
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.meaning},
        "fullDescription": {"text": rule.why or rule.meaning},
        "help": {"text": said},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }


def _result(problem: Problem, index: int) -> Json:
    said = f"{problem.message} ({problem.hint})" if problem.hint else problem.message
    return {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": LEVELS[problem.severity],
        "message": {"text": said},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(problem.span.file, errors="backslashreplace")},
                    "region": {"startLine": problem.span.line, "startColumn": problem.span.column},
                }
            }
        ],
    }
