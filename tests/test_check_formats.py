"""The output formats of `cruxmap check`, each held against what reads it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from broken_map import BROKEN, check
from consoles import run

DATA = Path(__file__).parent / "data"


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    (tmp_path / "m.yaml").write_text(BROKEN, "utf-8")
    return tmp_path


def test_json_has_the_agreed_shape(broken: Path) -> None:
    problems = json.loads(check(broken, "--output-format", "json").stdout)
    assert problems[0] == {
        "code": "CM301",
        "name": "supports-and-attacks",
        "severity": "warning",
        "message": "'kettles/boils-fast' both supports and attacks 'kettles/buy-one'",
        "file": "m.yaml",
        "line": 12,
        "column": 15,
        "hint": "it supports it at m.yaml:11:16: keep one, or split the node",
        "fix": None,
    }
    assert [problem["code"] for problem in problems] == ["CM301", "CM104", "CM205"]


def test_concise_is_what_problem_matchers_expect(broken: Path) -> None:
    assert check(broken, "--output-format", "concise").stdout.splitlines() == [
        (
            "m.yaml:12:15: warning: CM301 supports-and-attacks: "
            "'kettles/boils-fast' both supports and attacks 'kettles/buy-one'"
        ),
        "m.yaml:15:16: error: CM104 dangling-id: there is no node 'kettles/buy-two-of-them'",
        "m.yaml:16:3: info: CM205 orphan: claim 'kettles/loud' is tied to nothing",
        "1 error, 1 warning, 1 info",
    ]


def test_github_annotations_are_escaped(tmp_path: Path) -> None:
    name = "a,b:100%.yaml"
    (tmp_path / name).write_text(BROKEN.replace("buy-two-of-them", "'buy%\\n,two'"), "utf-8")
    lines = run("check", name, "--output-format", "github", folder=tmp_path).stdout.splitlines()
    assert len(lines) == 3
    assert all(line.count("::") == 2 for line in lines)
    assert lines[0].startswith(
        "::warning title=CM301 supports-and-attacks,file=a%2Cb%3A100%25.yaml,line=12,col=15::'kettles/boils-fast' both"
    )
    assert lines[1].startswith("::error title=CM104 dangling-id,")
    assert "'kettles/buy%25\\n,two'" in lines[1]


@pytest.mark.parametrize("name", ["m.yaml", "with space, 100%.yaml", "läsning.yaml"])
def test_sarif_validates(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(BROKEN, "utf-8")
    log = json.loads(run("check", name, "--output-format", "sarif", folder=tmp_path).stdout)
    validate_sarif(log)
    (scan,) = log["runs"]
    assert [result["ruleId"] for result in scan["results"]] == ["CM301", "CM104", "CM205"]
    assert [result["level"] for result in scan["results"]] == ["warning", "error", "note"]
    rules = scan["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in scan["results"])


def test_sarif_of_nothing_validates() -> None:
    log = json.loads(run("-L", "@shipped", "check", "--select", "CM3", "--output-format", "sarif").stdout)
    validate_sarif(log)
    assert log["runs"][0]["results"] == []


def validate_sarif(log: Any) -> None:
    schema = json.loads((DATA / "sarif-2.1.0.schema.json").read_text("utf-8"))
    jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker()).validate(log)


def test_long_lines_and_wide_letters_keep_their_caret(tmp_path: Path) -> None:
    text = "論" * 300
    document = f"source: {{id: m, title: M, thesis: a}}\nclaims: {{a: {{text: {text}, supports: [nowhere-at-all]}}}}\n"
    (tmp_path / "m.yaml").write_text(document, "utf-8")
    lines = run("check", "m.yaml", folder=tmp_path, env={"COLUMNS": "60"}).stdout.splitlines()
    shown = next(line for line in lines if line.startswith("2 │"))
    caret = lines[lines.index(shown) + 1]
    from wcwidth import wcswidth

    assert wcswidth(shown) <= 60
    before = shown[: shown.index("nowhere")]
    assert caret.index("^") == wcswidth(before)


@pytest.mark.parametrize(
    "text", ["", "\n", "[]", "a: b", "source: {id: m", "\x00", "- \t-", "# cruxmap: ignore[CM1]\n"]
)
def test_odd_files_are_reported_in_every_format(tmp_path: Path, text: str) -> None:
    (tmp_path / "m.yaml").write_text(text, "utf-8")
    told = {form: check(tmp_path, "--output-format", form) for form in ("text", "concise", "json", "sarif", "github")}
    assert {ran.code for ran in told.values()} == {1}
    problems = json.loads(told["json"].stdout)
    assert any(problem["severity"] == "error" and problem["file"] == "m.yaml" for problem in problems)
    log = json.loads(told["sarif"].stdout)
    validate_sarif(log)
    assert [result["ruleId"] for result in log["runs"][0]["results"]] == [problem["code"] for problem in problems]
    assert len(told["github"].stdout.splitlines()) == len(told["concise"].stdout.splitlines()) - 1 == len(problems)
    assert all(f"{problem['code']} {problem['name']}" in told["text"].stdout for problem in problems)
