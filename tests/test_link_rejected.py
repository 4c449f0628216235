"""Rejected pairs are remembered beside the library, never lost, and never suggested again; and the review."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from consoles import Ran, run
from cruxmap.cli import cli
from cruxmap.sources.rejected import REJECTED, read_rejected, reject, take_back
from hypothesis import given, settings
from hypothesis import strategies as st
from linked_maps import BATS, OWLS, asked, link_set, vault
from strategies import ids, texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cruxmap.graph.problem import Finding

HEAD = "# Pairs that `cruxmap link --suggest` leaves out, written by `cruxmap link --reject`: two ids a line.\n"


def suggested(folder: Path) -> set[tuple[str, str]]:
    return {(item["from"], item["to"]) for item in asked(folder, "link", "--suggest", "--sure", "faint")}


def test_a_rejected_pair_is_remembered_listed_and_taken_back(tmp_path: Path) -> None:
    here = vault(tmp_path, owls=OWLS, bats=BATS)
    every = suggested(here)
    assert ("bats/disc", "owls/disc") in every
    ran = run("link", "--reject", "owls/disc", "bats/disc", "--note", "other birds", folder=here)
    assert (ran.stdout, ran.stderr, ran.code) == ("", f"rejected bats/disc owls/disc in {REJECTED}\n", 0)
    assert run("link", "--reject", "ann", "marsh", folder=here).code == 0
    assert (here / REJECTED).read_text() == f"{HEAD}bats/disc owls/disc  # other birds\nbats/marsh owls/ann\n"
    assert suggested(here) == every - {("bats/disc", "owls/disc"), ("bats/marsh", "owls/ann")}
    again = run("link", "--reject", "bats/disc", "owls/disc", folder=here)
    assert (again.stderr, again.code) == ("bats/disc owls/disc is rejected already\n", 0)
    assert asked(here, "link", "--rejected") == [
        {"pair": ["bats/disc", "owls/disc"], "note": "other birds"},
        {"pair": ["bats/marsh", "owls/ann"], "note": None},
    ]
    assert run("link", "--rejected", folder=here).stdout.startswith(
        "bats/disc owls/disc (other birds)\n  Facial disc\n"
    )
    assert run("link", "--unreject", "ann", "marsh", folder=here).code == 0
    assert run("link", "--unreject", "owls/disc", "bats/disc", folder=here).code == 0
    assert (here / REJECTED).read_text() == HEAD
    assert suggested(here) == every
    gone = run("link", "--unreject", "owls/disc", "bats/disc", folder=here)
    assert (gone.code, "is not rejected" in gone.stderr) == (2, True)
    assert run("link", "--rejected", folder=here).stderr == "no pair is rejected\n"


def test_a_dry_run_rejects_nothing(tmp_path: Path) -> None:
    here = vault(tmp_path, owls=OWLS, bats=BATS)
    ran = run("link", "--reject", "owls/disc", "bats/disc", "--dry-run", folder=here)
    assert (ran.stderr, ran.code) == (f"would reject bats/disc owls/disc in {REJECTED}\n", 0)
    assert not (here / REJECTED).exists()


def test_lines_of_others_stay_and_a_pair_of_nodes_that_are_gone_can_be_taken_back(tmp_path: Path) -> None:
    here = vault(tmp_path, owls=OWLS, bats=BATS)
    text = "# ours\r\n\r\nx/gone bats/disc   # of last year\r\n# the end\r\n"
    (here / REJECTED).write_bytes(text.encode())
    assert run("link", "--reject", "owls/disc", "bats/disc", folder=here).code == 0
    assert (here / REJECTED).read_text() == (
        "# ours\n\nbats/disc owls/disc\nx/gone bats/disc   # of last year\n# the end\n"
    )
    assert "x/gone is no longer there" in run("link", "--rejected", folder=here).stdout
    assert run("link", "--unreject", "bats/disc", "x/gone", folder=here).code == 0
    assert (here / REJECTED).read_text() == "# ours\n\nbats/disc owls/disc\n# the end\n"


@pytest.mark.parametrize(
    "damage", [b"<<<<<<< ours\nbats/disc owls/disc\n", b"bats/disc\n", b"\xff\xfe\n", b"a/b a/b\n"]
)
def test_a_damaged_record_is_told_and_left_as_it_is(tmp_path: Path, damage: bytes) -> None:
    here = vault(tmp_path, owls=OWLS, bats=BATS)
    (here / REJECTED).write_bytes(damage)
    for words in (["--reject", "ann", "marsh"], ["--unreject", "owls/disc", "bats/disc"], ["--review"]):
        ran = run("link", *words, folder=here)
        assert (ran.code, ran.stdout) == (1, ""), words
        assert ran.stderr.startswith(f"{REJECTED}:1:1: error CM113 bad-rejected: ")
    assert (here / REJECTED).read_bytes() == damage
    ran = run("link", "--suggest", folder=here)
    assert (ran.code, "same as" in ran.stdout) == (1, True)
    assert run("check", folder=here).code == 1


def test_pairs_of_the_shipped_maps_are_kept_in_the_data_folder_of_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    ran = run("link", "--reject", "cotra/reward", "dragan/reward-hacking", folder=tmp_path)
    path = tmp_path / "data" / "cruxmap" / REJECTED
    assert (ran.code, path.read_text()) == (0, f"{HEAD}cotra/reward dragan/reward-hacking\n")


def test_one_node_is_no_pair(tmp_path: Path) -> None:
    ran = run("link", "--reject", "owls/disc", "owls/disc", folder=vault(tmp_path, owls=OWLS))
    assert (ran.code, "are one node" in ran.stderr) == (2, True)


@given(st.lists(st.tuples(ids, ids, st.just("") | texts).filter(lambda row: row[0] != row[1]), max_size=8), st.data())
@settings(max_examples=60, deadline=None)
def test_what_is_rejected_is_read_again_in_any_order(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("rejected")
    by_pair = {tuple(sorted(row[:2])): row[2] for row in rows}
    paths = [str(folder / name) for name in ("one", "other")]
    for path, order in zip(paths, (list(by_pair), data.draw(st.permutations(list(by_pair)))), strict=True):
        for first, second in order:
            reject(path, (first, second), by_pair[first, second])
    findings: list[Finding] = []
    found = read_rejected(paths[0], findings)
    assert (set(found), findings) == (set(by_pair), [])
    if not by_pair:
        return
    written = [(folder / name).read_text("utf-8") for name in ("one", "other")]
    assert written[0] == written[1]
    gone = data.draw(st.sampled_from(sorted(found)))
    take_back(paths[0], gone)
    assert set(read_rejected(paths[0], findings)) == set(by_pair) - {gone}


@contextmanager
def within(folder: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        yield


def talk(folder: Path, typed: str, *words: str) -> Ran:
    """A review with what is typed; the end of the input where it ends."""
    with within(folder):
        result = CliRunner().invoke(cli, ["link", "--review", *words], input=typed, env={"COLUMNS": "100"})
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return Ran(result.stdout, result.stderr, result.exit_code)


def test_a_review_writes_rejects_and_leaves(tmp_path: Path) -> None:
    here = vault(tmp_path, owls=OWLS, bats=BATS)
    before = link_set(here)
    order = [(item["from"], item["relation"], item["to"]) for item in asked(here, "link", "--suggest")]
    ran = talk(here, "y\nwhat\nn\nskip\nq\n")
    assert (ran.code, ran.stderr) == (0, "1 written, 1 rejected, 2 left\n")
    assert link_set(here) - before == {(*order[0], "inferred", None)}
    assert " ".join(sorted(order[1][::2])) in (here / REJECTED).read_text()
    assert "wrote it to maps/links.yaml" in ran.stdout


def test_another_relation_can_be_chosen_in_a_review_either_way_round(tmp_path: Path) -> None:
    here = vault(tmp_path, owls=OWLS, bats=BATS)
    before = link_set(here)
    ran = talk(here, "r\nlikes\nr\nsupports\nr\nrefined-by\n", "--kind", "concept")
    assert "there is no relation 'likes'" in ran.stdout
    assert "no 'supports' leads" not in ran.stdout
    (new,) = link_set(here) - before
    assert new[1] == "supports"
    assert ran.stderr == "1 written, 0 rejected, 0 left\n"


def test_the_end_of_the_input_ends_a_review(tmp_path: Path) -> None:
    ran = talk(vault(tmp_path, owls=OWLS, bats=BATS), "")
    assert (ran.code, ran.stderr) == (0, "0 written, 0 rejected, 4 left\n")
    assert talk(vault(tmp_path / "alone", owls=OWLS), "y\n").stderr.startswith("no links to suggest")


def test_a_review_stays_with_a_link_that_cannot_be_written(tmp_path: Path) -> None:
    here = vault(tmp_path, owls=OWLS, bats=BATS, links="links:\n- nothing\n")
    ran = talk(here, "y\nn\n", "--most", "1")
    assert "maps/links.yaml is left as it is: mend it first" in ran.stdout
    assert ran.stderr == "0 written, 1 rejected, 0 left\n"
