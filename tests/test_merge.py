"""Merging at work: files written, doubts settled one by one or all at once, resumed, and nothing lost on the way."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from consoles import Ran, run

if TYPE_CHECKING:
    from pathlib import Path

BASE = """
source: {id: kiln, title: The kiln, thesis: wood}
claims:
  wood: {text: The potters should fire with wood.}
  ash: {text: Ash from the fire glazes the pots in ways that no recipe repeats., supports: [wood]}
  cheap: {text: Wood costs less than gas., supports: [wood]}
"""
OURS = BASE.replace("should fire", "should always fire") + "  smoke: {text: Smoke settles., attacks: [wood]}\n"
THEIRS = (
    BASE.replace("should fire", "should never fire").replace("  ash:", "  glaze:").replace("repeats", "ever repeats")
)
THEIRS = THEIRS.replace("less than gas.,", "less than gas., note: By the cord.,")
OTHER = "source: {id: well, title: The well}\nclaims: {old: {text: The well is old., related_to: [kiln/wood]}}\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A library of ours, one of theirs with a document more, and what the first document of both came from."""
    for name, files in {
        "ours": {"maps/kiln.yaml": OURS, "cruxmap.toml": '[library]\nsources = ["maps"]\n'},
        "theirs": {"kiln.yaml": THEIRS, "well.yaml": OTHER},
        "base": {"kiln.yaml": BASE},
    }.items():
        for path, text in files.items():
            (tmp_path / name / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / path).write_text(text)
    return tmp_path


def _texts(*place: str, folder: Path) -> dict[str, str]:
    ran = run(*place, "list", "--json", folder=folder)
    assert ran.code == 0, ran.stderr
    return {node["id"]: node["text"] for node in json.loads(ran.stdout)}


def _merge(home: Path, *words: str, stdin: bytes = b"") -> Ran:
    return run("merge", "ours", "theirs", "-o", "both", *words, folder=home, stdin=stdin)


def _doubts(ran: Ran) -> list[tuple[str, str, list[str]]]:
    told: dict[str, Any] = json.loads(ran.stdout)
    return [(doubt["sort"], doubt["name"], doubt["fields"]) for doubt in told["doubts"]]


def test_what_is_in_doubt_is_told_and_ours_stands(home: Path) -> None:
    ran = _merge(home, "--json")
    assert _doubts(ran) == [("node", "kiln/wood", ["text"]), ("twins", "kiln/ash kiln/glaze", [])]
    assert (ran.code, ran.stderr) == (1, "")
    texts = _texts("-L", "both", folder=home)
    assert texts["kiln/wood"] == "The potters should always fire with wood."
    assert texts.keys() >= {"kiln/ash", "kiln/glaze", "kiln/smoke", "well/old"}
    assert run("-L", "both", "check", folder=home).code in (0, 1)
    before = {path.name: path.read_bytes() for path in (home / "both").iterdir()}
    assert json.loads(_merge(home, "--json").stdout)["files"] == []
    assert {path.name: path.read_bytes() for path in (home / "both").iterdir()} == before


def test_doubts_are_settled_one_by_one_and_resumed(home: Path) -> None:
    ran = _merge(home, "--review", stdin=b"what\nskip\nyes\n")
    assert (ran.code, "1 in doubt" in ran.stderr) == (1, True)
    (link,) = json.loads(run("-L", "both", "links", "--relation", "same_as", "--json", folder=home).stdout)
    assert (link["from"], link["to"]) == ("kiln/ash", "kiln/glaze")
    ran = _merge(home, "--review", stdin=b"edit\nThe potters should sometimes fire with wood.\n")
    assert ran.code == 0
    assert _texts("-L", "both", folder=home)["kiln/wood"] == "The potters should sometimes fire with wood."
    assert _doubts(_merge(home, "--json")) == []
    record = (home / "both" / "cruxmap.merged").read_text()
    assert "always fire" in record
    assert "never fire" in record


def test_both_wordings_may_stay_side_by_side(home: Path) -> None:
    assert _merge(home, "--review", stdin=b"both\nno\n").code == 0
    texts = _texts("-L", "both", folder=home)
    assert texts["kiln/wood"] == "The potters should always fire with wood."
    assert texts["kiln/wood-2"] == "The potters should never fire with wood."
    assert "same_as" in run("-L", "both", "links", folder=home).stdout


def test_only_free_words_can_be_put_otherwise(home: Path) -> None:
    (home / "theirs" / "kiln.yaml").write_text(BASE.replace("[wood]", "[{to: wood, basis: inferred}]"))
    told = json.loads(_merge(home, "--json").stdout)
    assert {doubt["name"]: doubt["choices"] for doubt in told["doubts"]} == {
        "kiln/wood": ["ours", "theirs", "both", "edit"],
        "kiln/ash supports kiln/wood": ["ours", "theirs"],
        "kiln/cheap supports kiln/wood": ["ours", "theirs"],
    }


@pytest.mark.parametrize(("side", "word"), [("--ours", "always"), ("--theirs", "never")])
def test_all_may_be_settled_at_once(home: Path, side: str, word: str) -> None:
    ran = _merge(home, side)
    assert ran.code == 0
    assert f"should {word} fire" in _texts("-L", "both", folder=home)["kiln/wood"]
    record = (home / "both" / "cruxmap.merged").read_text()
    assert "always fire" in record
    assert "never fire" in record


def test_with_a_base_what_one_side_did_is_done(home: Path) -> None:
    ran = _merge(home, "--base", "base", "--json")
    assert _doubts(ran) == [("node", "kiln/wood", ["text"])]
    texts = _texts("-L", "both", folder=home)
    assert "kiln/ash" not in texts  # which they renamed, and we left alone
    assert texts.keys() >= {"kiln/glaze", "kiln/smoke", "kiln/cheap"}


def test_what_one_side_expects_or_ignores_no_more_does_not_come_back(home: Path) -> None:
    said = BASE + "expect: [{stands: [wood]}, {open: [ash]}]\n"
    said = said.replace("gas., supports: [wood]}", "gas., supports: [wood]}  # cruxmap: ignore[CM301] as it is")
    (home / "base" / "kiln.yaml").write_text(said)
    (home / "theirs" / "kiln.yaml").write_text(said)
    (home / "theirs" / "well.yaml").unlink()
    ours = BASE + "expect: [{open: [ash]}, {falls: [wood]}]\n"
    (home / "ours" / "maps" / "kiln.yaml").write_text(ours)
    ran = run("merge", "../theirs", "--base", "../base", folder=home / "ours")
    assert (ran.code, "nothing to write" in ran.stderr) == (0, True)
    assert (home / "ours" / "maps" / "kiln.yaml").read_text() == ours


def test_others_are_taken_into_the_library_at_hand_again_and_again(home: Path) -> None:
    ran = run("merge", "../theirs", "--dry-run", folder=home / "ours")
    assert (ran.code, "would write maps/kiln.yaml, maps/well.yaml" in " ".join(ran.stderr.split())) == (1, True)
    assert (home / "ours" / "maps" / "kiln.yaml").read_text() == OURS
    for stdin in (b"both\nyes\n", b""):
        assert run("merge", "../theirs", "--review", folder=home / "ours", stdin=stdin).code == 0
        texts = _texts(folder=home / "ours")
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
    assert _merge(home, "--review", stdin=b"yes\n").code == 0
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
    ran = _merge(home)
    assert (ran.code, "mend that first" in ran.stderr, (home / "both").exists()) == (1, True, False)
    assert run("merge", "ours", "theirs", folder=home).code == 2
    assert run("merge", "ours", "nowhere", "-o", "both", folder=home).code == 2


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
    assert _merge(home, "--ours").code == 0
    record = home / "both" / "cruxmap.merged"
    whole = record.read_bytes()
    record.write_bytes(whole + b'{"key": "node')
    assert _merge(home).code == 0
    record.write_bytes(b"[]\n" + whole)
    ran = _merge(home)
    assert (ran.code, "cruxmap.merged:1" in ran.stderr) == (2, True)


def test_what_two_libraries_would_be_is_told_without_a_place_for_it(home: Path) -> None:
    assert run("merge", "ours", "theirs", folder=home).code == 2
    ran = run("merge", "ours", "theirs", "--dry-run", folder=home)
    assert ran.code == 1
    assert "told otherwise [kiln/wood]" in ran.stdout
    assert sorted(path.name for path in home.iterdir()) == ["base", "ours", "theirs"]


def test_the_review_list_is_a_table_in_markdown(home: Path) -> None:
    ash = "Ash from the fire glazes the pots in ways that no recipe repeats."
    assert _merge(home, "--dry-run", "--markdown").stdout.splitlines()[2:] == [
        "| text | `kiln/wood` | The potters should always fire with wood. | The potters should never fire with wood. |",
        f"| perhaps the same | `kiln/ash kiln/glaze` | {ash} | {ash.replace('repeats', 'ever repeats')} |",
    ]
    assert not (home / "both").exists()
