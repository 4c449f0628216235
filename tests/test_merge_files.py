"""The files that merging writes: only those that change, with their comments, and nothing lost in them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from consoles import run
from merges import BASE, OTHER, OURS, THEIRS, libraries, merged, texts_in

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Both libraries, and their base."""
    return libraries(tmp_path)


def test_others_are_taken_into_the_library_at_hand_again_and_again(home: Path) -> None:
    ran = run("merge", "../theirs", "--dry-run", folder=home / "ours")
    assert (ran.code, "would write maps/kiln.yaml, maps/well.yaml" in " ".join(ran.stderr.split())) == (1, True)
    assert (home / "ours" / "maps" / "kiln.yaml").read_text() == OURS
    for stdin in (b"both\nyes\n", b""):
        assert run("merge", "../theirs", "--review", folder=home / "ours", stdin=stdin).code == 0
        texts = texts_in(folder=home / "ours")
        assert " ".join(sorted(texts)) == (
            "kiln/ash kiln/cheap kiln/glaze kiln/smoke kiln/source kiln/wood kiln/wood-2 well/old well/source"
        )
    before = (home / "ours" / "maps" / "kiln.yaml").read_bytes()
    assert "nothing to write" in run("merge", "../theirs", folder=home / "ours").stderr
    assert (home / "ours" / "maps" / "kiln.yaml").read_bytes() == before


def test_what_stands_between_documents_is_merged_whole(home: Path) -> None:
    """Links in files of their own, and what is expected there; where ours lie in a file of another format, it stays."""
    street = "cruxes: {street: {text: Will it do?, positions: {a: {text: It will.}, b: {text: It will not.}}}}\n"
    tie = "links: [{{from: {}, relation: supports, to: kiln/wood}}]\n"
    tie += "expect: [{{take: {{kiln/street: a}}, {}: [kiln/wood]}}]\n"
    for path, text in {
        "ours/maps/kiln.yaml": f"{BASE}  smoke: {{text: Smoke settles on every roof.}}\n{street}",
        "ours/maps/a.yaml": tie.format("kiln/street.a", "stands"),
        "ours/maps/b.yaml": tie.format("kiln/street.b", "falls"),
        "theirs/kiln.yaml": BASE + street,
        "theirs/c.yaml": tie.format("well/old", "falls"),
        "theirs/well.yaml": OTHER.replace(", rel", "}, soot: {text: Smoke settles on each roof., rel"),
        "theirs/d.yaml": "links: []\nexpect: [{take: {kiln/street: a}, open: [kiln/wood]}]\n",
        "rdf/cruxmap.toml": "",
    }.items():
        (home / path).parent.mkdir(exist_ok=True)
        (home / path).write_text(text)
    run("-L", "ours", "export", "nquads", "-o", "rdf/all.nq", folder=home)
    rdf = (home / "rdf" / "all.nq").read_bytes()
    assert merged(home, "--review", stdin=b"yes\n").code == 0
    for library, place in (("ours", "ours/maps/a.yaml"), ("rdf", "rdf/maps/links.yaml")):
        assert run("merge", "../theirs", "--review", folder=home / library, stdin=b"yes\n").code == 0
        assert [word in (home / place).read_text() for word in ("from: well/old", "open: [kiln/wood]")] == [True, True]
    for library in ("both", "ours", "rdf"):
        told = json.loads(run("diff", "both", library, "--json", folder=home).stdout)
        assert (told["changed"], library) == (False, library)
    both = (home / "both" / "links.yaml").read_text()
    assert [both.count(word) for word in ("take", "falls", "same_as")] == [3, 1, 1]
    assert (home / "rdf" / "all.nq").read_bytes() == rdf


def test_nothing_is_written_where_something_would_be_lost(home: Path) -> None:
    (home / "full").mkdir()
    (home / "full" / "thesis.tex").write_text("mine")
    ran = run("merge", "ours", "theirs", "-o", "full", folder=home)
    assert (ran.code, "holds something else" in ran.stderr) == (2, True)
    (home / "theirs" / "kiln.yaml").write_text(THEIRS + "  wood: {text: Twice.}\n")
    ran = merged(home)
    assert (ran.code, "mend that first" in ran.stderr, (home / "both").exists()) == (1, True, False)
    assert run("merge", "ours", "theirs", folder=home).code == 2
    assert run("merge", "ours", "nowhere", "-o", "both", folder=home).code == 2


def test_what_was_edited_where_a_merge_was_written_is_not_written_over(home: Path) -> None:
    """Comments and another form are no edits; the way that is told keeps the edit and takes in the rest."""
    assert merged(home, "--ours").code == 0
    path = home / "both" / "kiln.yaml"
    path.write_text("# read twice\n" + path.read_text().replace("Smoke settles.", "'Smoke settles.'"))
    (home / "ours" / "maps" / "kiln.yaml").write_text(OURS.replace("less than gas", "less than peat"))
    assert merged(home, "--ours").code == 0
    text = path.read_text()
    assert ("# read twice" in text, "less than peat" in text) == (True, True)
    path.write_text(text.replace("Smoke settles.", "Soot settles."))
    edited = path.read_bytes()
    (home / "ours" / "maps" / "kiln.yaml").write_text(OURS.replace("less than gas", "less than oil"))
    for words in (("--ours",), ("--review",), ("--dry-run",)):
        ran = merged(home, *words, stdin=b"ours\n")
        assert (ran.code, ran.stdout, "kiln.yaml was edited since it was merged" in ran.stderr) == (2, "", True)
        assert path.read_bytes() == edited
    assert run("-L", "both", "merge", "ours", "--theirs", folder=home).code == 0
    assert "less than oil" in path.read_text()


def test_a_library_that_is_no_work_of_merging_is_not_merged_into(home: Path) -> None:
    (home / "full").mkdir()
    (home / "full" / "cruxmap.toml").write_text('[library]\nsources = ["."]\n')
    (home / "full" / "kiln.yaml").write_text(BASE)
    for words in ((), ("--review",)):
        ran = run("merge", "ours", "theirs", "-o", "full", *words, folder=home, stdin=b"ours\n")
        assert (ran.code, "holds something else" in ran.stderr) == (2, True)
    assert (home / "full" / "kiln.yaml").read_text() == BASE
    assert sorted(path.name for path in (home / "full").iterdir()) == ["cruxmap.toml", "kiln.yaml"]


def test_the_texts_of_documents_are_found_from_where_the_maps_lie_now(home: Path) -> None:
    (home / "ours" / "maps" / "kiln.yaml").write_text(BASE.replace("title:", "text: ../kiln.txt, title:"))
    (home / "ours" / "kiln.txt").write_text("The kiln is fired with wood.")
    (home / "theirs" / "fair.md").write_text("---\nid: fair\n---\n# Fair\n\n## Core Thesis\n\nA fair sells pots.\n")
    (home / "theirs" / "well.yaml").write_text(OTHER.replace("title:", "text: deep/well.txt, title:"))
    for arguments, library in (("ours theirs -o a/b/both", "a/b/both"), ("../theirs", "ours")):
        run("merge", *arguments.split(), folder=home / library if "-o" not in arguments else home)
        told = json.loads(run("-L", library, "check", "--json", "--select", "CM4", folder=home).stdout)
        assert [one["message"].split(", ")[0] for one in told] == ["the text of 'well'"]  # which was not there before
    assert "text: ../kiln.txt" in (home / "ours" / "maps" / "kiln.yaml").read_text()


REMARKED = """# The quarrel of the kiln.

# what it is about
source: {id: kiln, title: The kiln, thesis: wood}  # see the minutes
claims:
  # as put to the vote
  wood: {text: The potters should always fire with wood.}  # twice
  ash:
    text: Ash from the fire glazes the pots in ways that no recipe repeats.
    supports:
      - wood  # weakly
    # more to come
  # by weight, not by volume
  cheap: {text: Wood costs less than gas., supports: [wood]}
# the end
"""


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_comments_stay_in_the_files_that_are_written(ends: str, home: Path) -> None:
    path = home / "ours" / "maps" / "kiln.yaml"
    path.write_bytes(REMARKED.replace("\n", ends).encode())
    (home / "theirs" / "well.yaml").write_text("# a well\n" + OTHER)
    assert run("merge", "../theirs", "--theirs", folder=home / "ours").code == 0
    assert (home / "ours" / "maps" / "well.yaml").read_text().split("\n")[1] == "# a well"
    assert path.read_bytes().decode().split(ends)[1:] == [
        "# The quarrel of the kiln.",
        "# what it is about",
        "source:  # see the minutes",
        "  id: kiln",
        "  title: The kiln",
        "  thesis: wood",
        "",
        "claims:",
        "  # as put to the vote",
        "  wood:  # twice",
        "    text: The potters should never fire with wood.",
        "  ash:",
        "    text: Ash from the fire glazes the pots in ways that no recipe repeats.",
        "    # weakly",
        "    supports: [wood]",
        "    # more to come",
        "  # by weight, not by volume",
        "  cheap:",
        "    text: Wood costs less than gas.",
        "    note: By the cord.",
        "    supports: [wood]",
        "  glaze:",
        "    text: Ash from the fire glazes the pots in ways that no recipe ever repeats.",
        "    supports: [wood]",
        "# the end",
        "",
    ]
    ran = run("merge", "../theirs", "--theirs", folder=home / "ours")
    assert "nothing to write" in ran.stderr


def test_comments_that_cannot_be_kept_are_told_before_they_are_lost(home: Path) -> None:
    path = home / "ours" / "maps" / "kiln.yaml"
    path.write_text("# hm\n" + BASE.replace("than gas.,", "than gas.\u2028,"))
    ran = run("merge", "../theirs", "--dry-run", folder=home / "ours")
    assert "comments of maps/kiln.yaml would be lost: 1" in " ".join(ran.stderr.split())


def test_a_damaged_record_is_told_and_a_line_cut_short_is_not(home: Path) -> None:
    assert merged(home, "--ours").code == 0
    record = home / "both" / "cruxmap.merged"
    whole = record.read_bytes()
    record.write_bytes(whole + b'{"key": "node')
    assert merged(home).code == 0
    record.write_bytes(b"[]\n" + whole)
    ran = merged(home)
    assert (ran.code, "cruxmap.merged:1" in ran.stderr) == (2, True)
