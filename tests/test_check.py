"""`cruxmap check` through its public door: formats, choices, comments, settings, plugins, exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from broken_map import BROKEN, check, codes
from consoles import run, run_line
from cruxmap.commands.checking import FORMATS
from cruxmap.exports.problems import PROBLEM_FORMATS


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    (tmp_path / "m.yaml").write_text(BROKEN, "utf-8")
    return tmp_path


def as_json(folder: Path, *words: str) -> list[str]:
    return codes(check(folder, "--output-format", "json", *words))


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (("--select", "CM3"), ["CM301"]),
        (("--select", "supports-and-attacks,CM1"), ["CM301", "CM104"]),
        (("--ignore", "CM2", "--ignore", "dangling-id"), ["CM301"]),
        (("--select", "CM", "--ignore", "CM30"), ["CM104", "CM205"]),
    ],
)
def test_rules_are_chosen_by_code_beginning_or_name(broken: Path, words: tuple[str, ...], left: list[str]) -> None:
    assert as_json(broken, *words) == left


def test_the_names_of_formats_are_those_of_the_table() -> None:
    assert tuple(form.name for form in PROBLEM_FORMATS) == FORMATS


def test_an_unknown_rule_is_wrong_use(broken: Path) -> None:
    ran = check(broken, "--select", "CM30l")
    assert (ran.stdout, ran.code) == ("", 2)
    assert ran.stderr.startswith("Error: there is no rule 'CM30l': did you mean 'CM30")
    assert run("explain", "dangling").stderr == "Error: there is no rule 'dangling': did you mean 'dangling-id'?\n"


def test_json_for_short_and_rules_as_json(broken: Path) -> None:
    assert check(broken, "--json") == check(broken, "--output-format", "json")
    rules = json.loads(run("explain", "--json").stdout)
    assert rules[0].keys() == {"code", "name", "severity", "meaning", "why", "fix", "bad", "good"}
    one = json.loads(run("explain", "cm301", "--json").stdout)
    assert one == next(rule for rule in rules if rule["name"] == "supports-and-attacks")


def test_exit_codes(broken: Path) -> None:
    assert check(broken).code == 1
    assert check(broken, "--exit-zero").code == 0
    assert check(broken, "--select", "CM2").code == 0
    assert check(broken, "--select", "CM301").code == 1
    assert run("-L", "@shipped", "check").code == 0


def test_statistics_count_the_problems_of_each_rule(broken: Path) -> None:
    assert check(broken, "--statistics").stdout.splitlines() == [
        "    1  CM104  error   dangling-id",
        "    1  CM205  info    orphan",
        "    1  CM301  warning supports-and-attacks",
    ]
    counts = json.loads(check(broken, "--statistics", "--output-format", "json").stdout)
    assert counts[0] == {"code": "CM104", "name": "dangling-id", "severity": "error", "count": 1}
    assert check(broken, "--statistics", "--output-format", "sarif").code == 2


def test_a_comment_silences_its_entry_only(broken: Path) -> None:
    quiet = BROKEN.replace("  boils-fast:", "  boils-fast:  # cruxmap: ignore[CM301] told by both camps")
    (broken / "m.yaml").write_text(quiet, "utf-8")
    assert as_json(broken) == ["CM104", "CM205"]
    above = BROKEN.replace("  loud:", "  # cruxmap: ignore[Orphan]\n  loud:")
    (broken / "m.yaml").write_text(above, "utf-8")
    assert as_json(broken) == ["CM301", "CM104"]


def test_no_comment_silences_an_error(broken: Path) -> None:
    (broken / "m.yaml").write_text(BROKEN.replace("  cheap:", "  cheap:  # cruxmap: ignore[dangling-id]"), "utf-8")
    assert as_json(broken) == ["CM301", "CM008", "CM104", "CM205"]


def test_a_comment_that_silences_nothing_is_reported(broken: Path) -> None:
    text = BROKEN.replace("  buy-one:\n", "  buy-one: # cruxmap: ignore[CM301, CM999]\n")
    (broken / "m.yaml").write_text(text, "utf-8")
    assert as_json(broken, "--ignore", "CM1,CM2") == ["CM008", "CM009", "CM301"]
    assert as_json(broken, "--select", "CM104,CM009") == ["CM104"]  # CM301 was not asked for
    assert as_json(broken, "--select", "CM301,CM009") == ["CM009", "CM301"]


def test_many_comments_are_all_heard(tmp_path: Path) -> None:
    rows = "".join(f"  c-{n}:  # cruxmap: ignore[CM205]\n    text: Text number {n}.\n" for n in range(500))
    text = f"source:\n  id: m\n  title: M\n  thesis: a\nclaims:\n  a:\n    text: A.\n{rows}"
    (tmp_path / "m.yaml").write_text(text, "utf-8")
    assert as_json(tmp_path) == []
    (tmp_path / "m.yaml").write_text(text.replace("  # cruxmap: ignore[CM205]", ""), "utf-8")
    assert len(as_json(tmp_path)) == 500
    lines = check(tmp_path, "--output-format", "concise").stdout.splitlines()
    assert lines[-2:] == ["m.yaml: 400 more of CM205 orphan", "500 infos"]
    assert check(tmp_path, "--statistics").stdout == "  500  CM205  info    orphan\n"


def test_a_comment_is_unused_only_where_its_rule_could_have_found_something(broken: Path) -> None:
    (broken / "m.yaml").write_text(BROKEN.replace("  loud:", "  loud:  # cruxmap: ignore[CM205, CM402]"), "utf-8")
    (broken / "cruxmap.toml").write_text('[library]\nsources = ["."]\n[check]\nignore = ["CM205"]\n', "utf-8")
    assert codes(run("check", "--json", folder=broken)) == ["CM301", "CM104"]


def test_a_comment_inside_a_text_is_no_comment(broken: Path) -> None:
    text = BROKEN.replace("text: A kettle boils", "text: 'A kettle # cruxmap: ignore[CM301] boils").replace(
        "water fast.", "water fast.'"
    )
    (broken / "m.yaml").write_text(text, "utf-8")
    assert "CM301" in as_json(broken)


def test_settings_choose_rules_for_their_library(broken: Path) -> None:
    settings = broken / "cruxmap.toml"
    settings.write_text('[check]\nignore = ["CM205", "supports-and-attacks"]\n', "utf-8")
    assert codes(run("check", "--output-format", "json", folder=broken)) == ["CM104"]
    settings.write_text('[check]\nselect = ["CM3"]\n', "utf-8")
    assert codes(run("check", "--output-format", "json", folder=broken)) == ["CM301"]
    settings.write_text('[check]\nignore = [""]\n', "utf-8")
    assert codes(run("check", "--json", folder=broken)) == ["CM006", "CM301", "CM104", "CM205"]
    settings.write_text('[library]\nsources = ["."]\n\n[check]\nignore = ["CM20S"]\n', "utf-8")
    (problem,) = json.loads(run("check", "--select", "CM006", "--output-format", "json", folder=broken).stdout)
    assert (problem["file"], problem["line"], problem["message"]) == (
        "cruxmap.toml", 5, "[check] names 'CM20S', which is no rule",
    )  # fmt: skip


def test_no_library_is_said(tmp_path: Path) -> None:
    said = "there is no cruxmap.toml here or above: these are the shipped maps; name a map or a folder to check it\n"
    assert run("check", folder=tmp_path).stderr == said
    assert run("-L", "@shipped", "check", folder=tmp_path).stderr == ""


def test_a_path_is_checked_in_the_library_it_lies_in(tmp_path: Path) -> None:
    maps = tmp_path / "lib" / "maps"
    maps.mkdir(parents=True)
    (tmp_path / "lib" / "cruxmap.toml").write_text(
        '[library]\nsources = ["maps"]\n[check]\nignore = ["CM2"]\n', "utf-8"
    )
    (maps / "a.yaml").write_text("source: {id: a, title: A}\nclaims: {x: {text: X., supports: [b/y]}}\n", "utf-8")
    (maps / "b.yaml").write_text("source: {id: b, title: B}\nclaims: {y: {text: Y.}}\n", "utf-8")
    (tmp_path / "lib" / "draft.yaml").write_text("source: {id: d, title: D}\nclaims: {z: {text: Z.}}\n", "utf-8")
    for path in ("lib/maps/a.yaml", "lib", "lib/draft.yaml"):
        assert codes(run("check", path, "--json", folder=tmp_path)) == []


def test_paths_of_a_library_are_checked_with_their_neighbours(tmp_path: Path) -> None:
    (tmp_path / "cruxmap.toml").write_text('[library]\nsources = ["maps"]\n', "utf-8")
    maps = tmp_path / "maps"
    maps.mkdir()
    (maps / "a.yaml").write_text("source: {id: a, title: A}\nclaims: {x: {text: X., supports: [b/y]}}\n", "utf-8")
    (maps / "b.yaml").write_text("source: {id: b, title: B}\nclaims: {y: {text: Y.}, z: {text: Z.}}\n", "utf-8")
    form = ("--output-format", "concise")
    assert run("check", "maps/a.yaml", *form, folder=tmp_path).stdout.splitlines() == [
        "maps/a.yaml:1:9: info: CM201 no-thesis: source 'a' has no thesis", "1 info",
    ]  # fmt: skip
    assert run("check", "a.yaml", *form, folder=maps).stdout.splitlines() == [
        "a.yaml:1:9: info: CM201 no-thesis: source 'a' has no thesis", "1 info",
    ]  # fmt: skip
    shutil.copy(maps / "a.yaml", tmp_path.parent / "lonely.yaml")
    alone = run("check", "../lonely.yaml", *form, folder=tmp_path)
    assert "CM105 unknown-source: 'b/y' is in a source that is not in the library" in alone.stdout


def test_the_pre_commit_hook_is_valid(tmp_path: Path) -> None:
    from pre_commit.clientlib import load_manifest  # type: ignore[import-untyped] # it ships no types

    (hook,) = load_manifest(str(Path(__file__).parent.parent / ".pre-commit-hooks.yaml"))
    (tmp_path / "cruxmap.toml").write_text('[library]\nsources = ["."]\n', "utf-8")
    (tmp_path / "m.yaml").write_text(BROKEN, "utf-8")
    assert run_line(hook["entry"], tmp_path).code == 1
    assert hook["pass_filenames"] is False
