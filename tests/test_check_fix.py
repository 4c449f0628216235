"""`cruxmap check --fix` and `--diff`: what has one right answer is mended, nothing else changes, nothing is lost."""

from __future__ import annotations

import os
import resource
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import cruxmap
import pytest
from consoles import run
from cruxmap.graph.problem import Edit, Span
from cruxmap.sources.map_edits import apply_edits

MAPS = Path(cruxmap.__file__).parent / "sources" / "maps"

MESSY = """\
# what I think of kettles

claims:  # they come first
  # the fast one
  boils-fast:
    supports: [buy-oen]   # a slip
    text: A kettle boils water fast.
  cheap:
    supported_by: [old-one]
    text: "It is cheap."
  old-one: {text: 'The old one was cheap.', title: Old}
source: {id: kettles, title: On kettles, thesis: buy-one}
mitigations: {}
cruxes:
  worth:
    positions:
      skeptic: {because: [], text: It is not.}
      proponent: {text: It is., because: [kettles/cheep], supports: [buy-one]}
    text: Is it worth it?
"""
MENDED = """\
# what I think of kettles

claims:  # they come first
  # the fast one
  boils-fast:
    supports: [buy-one]   # a slip
    text: A kettle boils water fast.
  cheap:
    text: It is cheap.
  old-one:
    text: The old one was cheap.
    title: Old
    supports: [cheap]
  buy-one:
    text: Buy one.

source:
  id: kettles
  title: On kettles
  thesis: buy-one

cruxes:
  worth:
    text: Is it worth it?
    positions:
      skeptic:
        text: It is not.
        because: []
      proponent:
        text: It is.
        because: [cheap]
        supports: [buy-one]
"""


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    text = MESSY.replace("source: {id", "  buy-one: {text: Buy one.}\nsource: {id")
    (tmp_path / "m.yaml").write_text(text, "utf-8")
    return tmp_path


def test_fix_mends_ids_order_and_form_and_keeps_comments(messy: Path) -> None:
    ran = run("check", "m.yaml", "--fix", folder=messy)
    assert (messy / "m.yaml").read_text("utf-8") == MENDED
    assert ran.stderr == "mended m.yaml: 2 words and order and form\n"
    assert ran.stdout.endswith("no problems; 8 nodes in 1 file checked\n")
    again = run("check", "m.yaml", "--fix", folder=messy)
    assert (again.stderr, again.code) == ("", 0)


def test_diff_writes_nothing(messy: Path) -> None:
    before = (messy / "m.yaml").read_bytes()
    ran = run("check", "m.yaml", "--diff", folder=messy)
    assert ran.stdout.startswith("--- a/m.yaml\n+++ b/m.yaml\n@@ ")
    assert "-    supports: [buy-oen]   # a slip\n+    supports: [buy-one]   # a slip\n" in ran.stdout
    assert (ran.stderr, ran.code) == ("would mend m.yaml: 2 words and order and form\n", 1)
    assert (messy / "m.yaml").read_bytes() == before
    run("check", "m.yaml", "--fix", folder=messy)
    clean = run("check", "m.yaml", "--diff", folder=messy)
    assert clean == ("", "nothing to mend\n", 0)


def test_fix_shows_the_diff_if_asked_and_mends_all_the_same(messy: Path) -> None:
    ran = run("check", "m.yaml", "--fix", "--diff", folder=messy)
    assert ran.stdout.startswith("--- a/m.yaml\n")
    assert (messy / "m.yaml").read_text("utf-8") == MENDED
    assert run("check", "m.yaml", "--diff", "--output-format", "json", folder=messy).code == 2


def test_the_diff_shows_all_that_is_written(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(
        "source: {id: m, title: M}\nclaims: {one: {text: A.}, three: {text: B.}}\n", "utf-8"
    )
    rows = "links:\n- {from: m/onne, relation: supports, to: m/threee}\n"
    (tmp_path / "l.yaml").write_text(rows, "utf-8")
    diff = run("-L", ".", "check", "--diff", folder=tmp_path).stdout
    run("-L", ".", "check", "--fix", folder=tmp_path)
    for name in ("l.yaml", "m.yaml"):
        added = [
            line for line in (tmp_path / name).read_text("utf-8").splitlines() if f"+{line}" not in diff.splitlines()
        ]
        assert all(f" {line}" in diff.splitlines() for line in added)
    assert "+- {from: m/one, relation: supports, to: m/three}" in diff


def test_odd_mixtures_are_refused_before_anything_is_written(messy: Path) -> None:
    before = (messy / "m.yaml").read_bytes()
    for words in (("--diff", "--output-format", "json"), ("--statistics", "--output-format", "sarif")):
        assert run("check", "m.yaml", "--fix", *words, folder=messy).code == 2
    assert (messy / "m.yaml").read_bytes() == before


def test_chosen_rules_are_mended_and_the_form_left(messy: Path) -> None:
    before = (messy / "m.yaml").read_text("utf-8")
    run("check", "m.yaml", "--fix", "--select", "CM104", folder=messy)
    after = before.replace("buy-oen", "buy-one").replace("kettles/cheep", "kettles/cheap")
    assert (messy / "m.yaml").read_text("utf-8") == after


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("ev-3", ["ev-1", "ev-2"]),  # two are as near
        ("something-else", ["some-thing"]),  # none is near
        ("a", ["b"]),  # too short to tell
    ],
)
def test_an_id_without_one_near_neighbour_is_left(tmp_path: Path, word: str, others: list[str]) -> None:
    claims = "".join(f"  {other}:\n    text: T {place}.\n" for place, other in enumerate(others))
    text = f"source:\n  id: m\n  title: M\n\nclaims:\n{claims}  last:\n    text: L.\n    supports: [{word}]\n"
    (tmp_path / "m.yaml").write_text(text, "utf-8")
    assert run("check", "m.yaml", "--fix", folder=tmp_path).code == 1
    assert (tmp_path / "m.yaml").read_text("utf-8") == text


def test_a_neighbour_that_may_not_stand_there_is_not_taken(tmp_path: Path) -> None:
    text = """source:
  id: m
  title: M

claims:
  wind:
    text: W.
    mitigated_by: [wint]

mitigations:
  want:
    text: A wall.
"""
    (tmp_path / "m.yaml").write_text(text, "utf-8")
    run("check", "m.yaml", "--fix", folder=tmp_path)
    assert (tmp_path / "m.yaml").read_text("utf-8") == text


def test_what_cannot_be_read_whole_keeps_its_form(tmp_path: Path) -> None:
    text = "claims: {a: {text: A., colour: red, supports: [bb-b]}, bb-c: {text: B.}}\nsource: {id: m, title: M}\n"
    (tmp_path / "m.yaml").write_text(text, "utf-8")
    run("check", "m.yaml", "--fix", folder=tmp_path)
    assert (tmp_path / "m.yaml").read_text("utf-8") == text.replace("bb-b]", "bb-c]")


def test_a_mended_file_keeps_its_permissions_links_and_line_ends(tmp_path: Path) -> None:
    real = tmp_path / "real.yaml"
    real.write_bytes(b"source: {id: m, title: M}\r\nclaims: {a: {text: A.}}\r\n")
    real.chmod(0o640)
    (tmp_path / "m.yaml").symlink_to("real.yaml")
    run("check", "m.yaml", "--fix", folder=tmp_path)
    assert (tmp_path / "m.yaml").is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert real.read_bytes() == b"source:\r\n  id: m\r\n  title: M\r\n\r\nclaims:\r\n  a:\r\n    text: A.\r\n"
    assert sorted(os.listdir(tmp_path)) == ["m.yaml", "real.yaml"]


def test_a_write_that_fails_leaves_everything_as_it_was(messy: Path) -> None:
    before = (messy / "m.yaml").read_bytes()

    def full_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50, 50))

    code = "from cruxmap.cli import main; main()"
    command = [sys.executable, "-c", code, "check", "m.yaml", "--fix"]
    ran = subprocess.run(command, cwd=messy, preexec_fn=full_disk, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (2, "Error: m.yaml cannot be written: File too large\n")
    assert (messy / "m.yaml").read_bytes() == before
    assert os.listdir(messy) == ["m.yaml"]


def test_the_shipped_maps_are_not_written(tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in MAPS.iterdir()}
    assert run("-L", "@shipped", "check", "--fix", folder=tmp_path).code == 0
    assert {path: path.read_bytes() for path in MAPS.iterdir()} == before


def test_the_schema_that_lies_beside_is_named(tmp_path: Path) -> None:
    shutil.copy(MAPS / "cruxmap.schema.json", tmp_path)
    (tmp_path / "cruxmap.toml").write_text('[library]\nsources = ["maps"]\n', "utf-8")
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "m.yaml").write_text("source: {id: m, title: M}\n", "utf-8")
    run("check", "--fix", folder=tmp_path)
    written = (tmp_path / "maps" / "m.yaml").read_text("utf-8")
    assert written.startswith("# yaml-language-server: $schema=../cruxmap.schema.json\nsource:\n")


def test_a_byte_order_mark_stays_and_moves_nothing(tmp_path: Path) -> None:
    text = "source: {id: m, title: M}\nclaims: {keep-mill: {text: '🙂 𠮷'}, log: {text: L., supports: [keep-mil]}}\n"
    (tmp_path / "m.yaml").write_bytes(("\ufeff" + text.replace("\n", "\r\n")).encode())
    run("check", "m.yaml", "--fix", "--select", "CM1", folder=tmp_path)
    mended = text.replace("[keep-mil]", "[keep-mill]")
    assert (tmp_path / "m.yaml").read_bytes() == ("\ufeff" + mended.replace("\n", "\r\n")).encode()
    run("check", "m.yaml", "--fix", folder=tmp_path)
    assert "🙂 𠮷" in (tmp_path / "m.yaml").read_text("utf-8")


def test_an_id_is_not_mended_into_a_link_that_is_there(tmp_path: Path) -> None:
    text = "source: {id: m, title: M}\nclaims: {mill: {text: A.}, log: {text: L., supports: [mil-l, mill]}}\n"
    (tmp_path / "m.yaml").write_text(text, "utf-8")
    run("check", "m.yaml", "--fix", "--select", "CM1", folder=tmp_path)
    assert (tmp_path / "m.yaml").read_text("utf-8") == text


def test_a_comment_at_the_end_stays_at_the_end(tmp_path: Path) -> None:
    text = "claims:\n  a:\n    text: A.\nsource:\n  id: m\n  title: M\n\n# vim: ts=2\n"
    (tmp_path / "m.yaml").write_text(text, "utf-8")
    run("check", "m.yaml", "--fix", folder=tmp_path)
    assert (tmp_path / "m.yaml").read_text("utf-8").endswith("\n# vim: ts=2\n")


@pytest.mark.parametrize("name", ["m.yaml", "with blank.yaml", "ä.yaml"])
def test_git_applies_the_diff(tmp_path: Path, name: str) -> None:
    text = "source: {id: m, title: M}\nclaims: {a: {text: 'A\u2028B'}}"
    (tmp_path / name).write_text(text, "utf-8")
    diff = run("check", name, "--diff", folder=tmp_path).stdout
    subprocess.run(["git", "apply"], input=diff.encode(), cwd=tmp_path, check=True)
    patched = (tmp_path / name).read_bytes()
    (tmp_path / name).write_text(text, "utf-8")
    run("check", name, "--fix", folder=tmp_path)
    assert (tmp_path / name).read_bytes() == patched


def test_rows_of_links_are_mended_at_the_right_end(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("source: {id: aa, title: A}\nclaims: {one: {text: A.}}\n", "utf-8")
    (tmp_path / "b.yaml").write_text(
        "source: {id: bb, title: B}\nclaims: {one: {text: B.}, two: {text: C.}}\n", "utf-8"
    )
    rows = "links:\n- from: aa/onne   # here\n  relation: supports\n  to: bb/twoo\n"
    rows += "- {from: two, relation: attacks, to: aa/one}\n"
    (tmp_path / "l.yaml").write_text(rows, "utf-8")
    run("-L", ".", "check", "--fix", "--select", "CM1", folder=tmp_path)
    mended = rows.replace("aa/onne", "aa/one").replace("from: two", "from: bb/two").replace("bb/twoo", "bb/two")
    assert (tmp_path / "l.yaml").read_text("utf-8") == mended


def test_edits_of_quoted_words_keep_what_is_round_them() -> None:
    text = "a: {passage: 'it''s … so', b: \"x\\ty\"}  # c\n"
    edits = [
        Edit(Span("", 1, 14), "it's … so", "it's [really] … so"),
        Edit(Span("", 1, text.index('"') + 1), "x\ty", "z"),
    ]
    assert apply_edits(text, edits) == ("a: {passage: 'it''s [really] … so', b: z}  # c\n", 2)
