"""`link A RELATION B`: the link is in the library, once, and nothing else in it has changed."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from consoles import run
from cruxmap.sources import map_yaml
from linked_maps import BATS, OWLS, asked, link_set, vault

if TYPE_CHECKING:
    from pathlib import Path


ROW = "- {from: owls/disc, relation: same_as, to: bats/disc, basis: inferred}\n"
HEAD = "# yaml-language-server: $schema=cruxmap.schema.json\n"
COMMENTED = """\
# My own notes on ferries
source: {id: ferries, title: Ferries}  # still to be read again

claims:
  slow:  # heard on the quay
    text: Ferries are slow.
    # and so is this remark
  dear: {text: Ferries are dear.}
  old:
    text: |
      Ferries are
      old.

  listed:
    text: Ferries leave late.
    supports:
    - slow  # the first
    - {to: dear, basis: inferred}
    # below the list
    attacks: [
      old,  # in brackets
    ]

cruxes:
  replace:
    text: Should a bridge replace the ferry?
    positions:
      "yes":
        text: It should.  # the council
      "no": {text: It should not., because: [slow]}
# the end
"""


def test_a_link_between_documents_goes_to_the_links_file_which_is_made(tmp_path: Path) -> None:
    here = vault(tmp_path, owls=OWLS, bats=BATS)
    before = link_set(here)
    ran = run("link", "owls/disc", "same-as", "bats/disc", folder=here)
    assert (ran.code, ran.stderr) == (0, "wrote it to maps/links.yaml\n")
    assert (here / "maps" / "links.yaml").read_text() == f"{HEAD}links:\n{ROW}"
    assert link_set(here) - before == {("owls/disc", "same_as", "bats/disc", "inferred", None)}
    note = "Said: by 'both' # of them"
    assert run("link", "owls/hunt", "attacks", "deaf", "--basis", "explicit", "--note", note, folder=here).code == 0
    assert link_set(here) - before >= {("owls/hunt", "attacks", "bats/deaf", "explicit", note)}
    assert (here / "maps" / "links.yaml").read_text().startswith(f"{HEAD}links:\n{ROW}- from: owls/hunt\n")
    assert (here / "maps" / "owls.yaml").read_text() == OWLS
    assert run("check", folder=here).code == 0


def test_comments_and_form_of_a_links_file_stay(tmp_path: Path) -> None:
    for name, text, wanted in (
        ("block", f"# mine\nlinks:  # all\n{ROW}# the end\n", f"# mine\nlinks:  # all\n{ROW}{{new}}# the end\n"),
        ("deep", f"links:\n  {ROW}", f"links:\n  {ROW}  {{new}}"),
        ("no-end", f"links:\n{ROW}".rstrip("\n") + "  # last", f"links:\n{ROW[:-1]}  # last\n{{new}}"),
        ("dos", f"# mine\r\nlinks:\r\n{ROW[:-1]}\r\n", f"# mine\r\nlinks:\r\n{ROW[:-1]}\r\n{{new}}"),
        ("bom", f"\ufeff# mine\nlinks:\n{ROW}", f"\ufeff# mine\nlinks:\n{ROW}{{new}}"),
        ("empty", "links:  # none yet\n", "links:  # none yet\n{new}"),
    ):
        here = vault(tmp_path / name, owls=OWLS, bats=BATS, links=text)
        assert run("link", "owls/ann", "same_as", "bats/marsh", folder=here).code == 0, name
        new = "- {from: owls/ann, relation: same_as, to: bats/marsh, basis: inferred}\n"
        new = new.replace("\n", "\r\n") if name == "dos" else new
        now = (here / "maps" / "links.yaml").read_bytes().decode("utf-8")
        assert now == wanted.replace("{new}", new), name


@pytest.mark.parametrize(
    "form", ["links: [{from: owls/disc, relation: same_as, to: bats/disc}]  # one\n", "links: []\n"]
)
def test_links_in_brackets_take_one_more(tmp_path: Path, form: str) -> None:
    here = vault(tmp_path, owls=OWLS, bats=BATS, links=form)
    before = link_set(here)
    assert run("link", "owls/ann", "same_as", "bats/marsh", "--note", "a, b] # c", folder=here).code == 0
    now = (here / "maps" / "links.yaml").read_text()
    assert link_set(here) - before == {("owls/ann", "same_as", "bats/marsh", "inferred", "a, b] # c")}
    assert now.endswith("]  # one\n" if "# one" in form else "\n")


def test_a_link_within_a_map_goes_to_its_start_and_comments_stay(tmp_path: Path) -> None:
    here = vault(tmp_path, ferries=COMMENTED)
    before = link_set(here)
    asked_for = [
        ("slow", "supports", "dear"),
        ("dear", "supports", "replace.yes"),
        ("replace.no", "attacked-by", "old"),
        ("old", "related_to", "dear"),
        ("listed", "supports", "replace.no"),
        ("listed", "requires", "old"),
        ("dear", "contrasts_with", "slow"),
    ]
    for words in asked_for:
        ran = run("link", *words, folder=here)
        assert (ran.code, ran.stderr) == (0, "wrote it to maps/ferries.yaml\n"), words
    now = (here / "maps" / "ferries.yaml").read_text()
    rows = now.split("\n")
    kept = [row for row in COMMENTED.split("\n") if row not in rows]
    assert kept == ["  dear: {text: Ferries are dear.}", '      "no": {text: It should not., because: [slow]}']
    assert len(link_set(here)) == len(before) + len(asked_for)
    assert ("ferries/old", "attacks", "ferries/replace.no", "inferred", None) in link_set(here)
    assert "      Ferries are\n      old.\n    related_to:\n    - {to: dear, basis: inferred}\n" in now
    assert run("check", "--select", "CM0,CM1", folder=here).code == 0


def test_lists_in_rows_and_in_brackets_grow_at_their_end(tmp_path: Path) -> None:
    more = COMMENTED.replace("  old:\n", "  wet: {text: Ferries are wet.}\n  old:\n")
    here = vault(tmp_path, ferries=more)
    assert run("link", "listed", "supports", "wet", folder=here).code == 0
    now = (here / "maps" / "ferries.yaml").read_text()
    assert "    - {to: dear, basis: inferred}\n    - {to: wet, basis: inferred}\n    # below the list\n" in now
    (here / "maps" / "ferries.yaml").write_text(more)
    assert run("link", "listed", "attacks", "wet", folder=here).code == 0
    now = (here / "maps" / "ferries.yaml").read_text()
    assert "      old, {to: wet, basis: inferred},  # in brackets\n" in now


def test_a_canonical_map_stays_canonical(tmp_path: Path) -> None:
    parsed = map_yaml.read(OWLS, "").source_map
    assert parsed
    here = vault(tmp_path, owls=map_yaml.write(parsed))
    assert run("link", "hunt", "requires", "disc", "--basis", "explicit", folder=here).code == 0
    now = (here / "maps" / "owls.yaml").read_text()
    again = map_yaml.read(now, "").source_map
    assert again
    assert map_yaml.write(again) == now
    assert "    requires: [disc]\n" in now


def test_a_dry_run_writes_nothing_and_its_diff_applies(tmp_path: Path) -> None:
    here = vault(tmp_path, owls=OWLS, bats=BATS)
    ran = run("link", "owls/disc", "same_as", "bats/disc", "--dry-run", folder=here)
    assert (ran.code, ran.stderr) == (0, "would write this to maps/links.yaml\n")
    assert not (here / "maps" / "links.yaml").exists()
    subprocess.run(["patch", "-p1", "-s"], input=ran.stdout, text=True, cwd=here, check=True)
    assert ("owls/disc", "same_as", "bats/disc", "inferred", None) in link_set(here)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("owls/disc same_as owls/disc", "cannot be linked to itself"),
        (
            "owls/ann supports owls/hunt",
            "no 'supports' leads from person 'owls/ann' to claim 'owls/hunt'; allowed the other way round: held_by",
        ),
        ("owls/ann held_by owls/hunt", "leads from person 'owls/ann' to claim 'owls/hunt', only the other way round; "),
        ("owls/hunt same_as owls/disc", "; allowed: supports, causes, enables, "),
        ("owls/hunt position_on owls/disc", "a position is written under its crux; allowed: "),
        ("disc same_as owls/hunt", "'disc' is ambiguous: bats/disc, owls/disc"),
        ("owls/dics same_as owls/hunt", "did you mean owls/disc"),
        ("owls/hunt suports bats/deaf", "there is no relation 'suports': did you mean 'supports'?"),
        ("owls/hunt supports", "say A RELATION B, or --suggest"),
        ("", "say A RELATION B, or --suggest"),
        ("owls/hunt --suggest", "--suggest takes no ids"),
        ("owls/hunt --reject", "--reject takes two ids"),
        ("--suggest --rejected", "--suggest and --rejected do not go together"),
        ("--review --json", "it goes neither with --json nor with --dry-run"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(tmp_path: Path, words: str, said: str) -> None:
    here = vault(tmp_path, owls=OWLS, bats=BATS)
    ran = run("link", *words.split(), folder=here)
    assert (ran.code, ran.stdout) == (2, "")
    assert said in " ".join(ran.stderr.split())
    assert sorted(path.name for path in here.rglob("*.*")) == ["bats.yaml", "cruxmap.toml", "owls.yaml"]


def test_what_stands_already_or_contradicts_is_refused(tmp_path: Path) -> None:
    text = """\
source: {id: m, title: M}
claims:
  a: {text: A., supports: [b], part_of: [c], caused_by: []}
  b: {text: B., attacks: [c], contrasts_with: [d]}
  c: {text: C., part_of: [d]}
  d: {text: D., same_as: [e], refines: [a]}
  e: {text: E.}
"""
    here = vault(tmp_path, m=text)
    for words, said in (
        ("a supports b", "'m/a supports m/b' stands already: maps/m.yaml:"),
        ("b supported_by a", "stands already"),
        ("d contrasts_with b", "'m/b contrasts_with m/d' stands already"),
        ("e contrasts_with b", "'m/b contrasts_with m/d' stands already"),
        ("a attacks b", "contradicts 'm/a supports m/b': drop that first"),
        ("b supports c", "contradicts 'm/b attacks m/c'"),
        ("a same_as b", "contradicts 'm/a supports m/b'"),
        ("d supports e", "are one thing already, by same_as"),
        ("e part_of a", "would lead in a circle: m/e → m/a → m/c → m/e"),
        ("a refines d", "contradicts 'm/d refines m/a'"),
        ("c causes a", "'m/a' says caused_by: [], that there is none"),
    ):
        ran = run("link", *(f"m/{word}" if len(word) == 1 else word for word in words.split()), folder=here)
        assert ran.code == 2, words
        assert said in ran.stderr, words
    assert (here / "maps" / "m.yaml").read_text() == text


def test_a_broken_links_file_is_left_as_it_is(tmp_path: Path) -> None:
    for name, text in (
        ("tab", "links:\n\t- nothing\n"),
        ("row", f"links:\n{ROW}- {{from: owls/disc, to: bats/disc}}\n"),
        ("list", "- a\n- b\n"),
        ("latin", "links: # caf\u00e9\n"),
    ):
        here = vault(tmp_path / name, owls=OWLS, bats=BATS)
        data = text.encode("latin-1")
        (here / "maps" / "links.yaml").write_bytes(data)
        ran = run("link", "owls/ann", "same_as", "bats/marsh", folder=here)
        assert (ran.code, ran.stdout) == (1, ""), name
        assert "maps/links.yaml:" in ran.stderr, name
        assert ran.stderr.endswith("maps/links.yaml is left as it is: mend it first\n"), name
        assert (here / "maps" / "links.yaml").read_bytes() == data, name


def test_a_map_called_links_is_no_links_file(tmp_path: Path) -> None:
    text = "source: {id: links, title: Golf links}\n"
    here = vault(tmp_path, owls=OWLS, bats=BATS, links=text)
    assert run("link", "owls/ann", "same_as", "bats/marsh", folder=here).stderr == "wrote it to maps/links-2.yaml\n"
    assert (here / "maps" / "links.yaml").read_text() == text


def test_a_file_of_links_with_another_name_is_found(tmp_path: Path) -> None:
    here = vault(tmp_path, owls=OWLS, bats=BATS, across=f"links:\n{ROW}")
    assert run("link", "owls/ann", "same_as", "bats/marsh", folder=here).stderr == "wrote it to maps/across.yaml\n"


def test_without_settings_the_folder_named_takes_the_links(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "owls.yaml").write_text(OWLS)
    (tmp_path / "bats.yaml").write_text(BATS)
    library = ("-L", str(tmp_path))
    assert run(*library, "link", "owls/ann", "same_as", "bats/marsh").code == 0
    assert (tmp_path / "links.yaml").is_file()
    files = ("-L", str(tmp_path / "deep" / "owls.yaml"), "-L", str(tmp_path / "bats.yaml"))
    (tmp_path / "links.yaml").unlink()
    ran = run(*files, "link", "owls/ann", "same_as", "bats/marsh")
    assert (ran.code, "name one with -L" in ran.stderr) == (2, True)


def test_the_shipped_maps_are_not_written_to(tmp_path: Path) -> None:
    ran = run("link", "cotra/reward", "related_to", "dragan/reward-hacking", folder=tmp_path)
    assert ran.code == 2
    assert "`cruxmap init DIR`" in ran.stderr
    within = run("link", "cotra/reward", "related_to", "cotra/training", folder=tmp_path)
    assert (within.code, "not yours to write" in within.stderr) == (2, True)


def test_links_to_shipped_maps_go_to_the_users_library_which_is_told(tmp_path: Path) -> None:
    here = vault(tmp_path, owls=OWLS)
    both = ("-L", str(here), "-L", "@shipped")
    ran = run(*both, "link", "owls/disc", "related_to", "cotra/reward")
    assert ran.code == 0
    assert "links.yaml names what is in @shipped/cotra.yaml: read them together" in ran.stderr
    (here / "cruxmap.toml").write_text('[library]\nsources = ["maps", "@shipped"]\n')
    ran = run("link", "owls/disc", "related_to", "dragan/reward-hacking", folder=here)
    assert (ran.code, ran.stderr) == (0, "wrote it to maps/links.yaml\n")


def test_json_is_the_link(tmp_path: Path) -> None:
    row = asked(vault(tmp_path, owls=OWLS, bats=BATS), "link", "owls/disc", "refined_by", "bats/disc")
    assert (row["from"], row["relation"], row["to"], row["basis"]) == ("bats/disc", "refines", "owls/disc", "inferred")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    here = vault(tmp_path, owls=OWLS, bats=BATS)
    (here / "maps").chmod(0o555)
    try:
        ran = run("link", "owls/disc", "same_as", "bats/disc", folder=here)
        assert (ran.code, "cannot be written: Permission denied" in ran.stderr) == (2, True)
    finally:
        (here / "maps").chmod(0o755)


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A links file that is a link into a folder where nobody can make files."""
    here = vault(tmp_path, owls=OWLS, bats=BATS)
    (here / "cruxmap.rejected").symlink_to("/proc/cruxmap.rejected")
    ran = run("link", "--reject", "owls/disc", "bats/disc", folder=here)
    assert (ran.code, "cannot be written: " in ran.stderr) == (2, True)
