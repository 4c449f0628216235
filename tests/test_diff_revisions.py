"""Libraries at revisions of a real git repository: read as they were, the work tree left alone."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from consoles import run

if TYPE_CHECKING:
    from pathlib import Path

ONE = "source: {id: tea, title: Tea}\nclaims:\n  hot: {text: Tea is best when it is hot., supports: [cup]}\n"
ONE += "  cup: {text: A thin cup keeps the taste.}\n"
TWO = ONE.replace("best when it is hot", "best when it is very hot").replace("A thin cup", "A cup")
MILK = "source: {id: milk, title: Milk}\nclaims: {cold: {text: Milk is cold.}}\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a library in a folder of it, whose settings name a folder beside it, and three revisions."""
    root = tmp_path_factory.mktemp("tea")
    library = root / "library"
    (library / "maps").mkdir(parents=True)
    (root / "beside").mkdir()
    (root / "beside" / "milk.yaml").write_text(MILK)
    (library / "cruxmap.toml").write_text('[library]\nsources = ["maps", "../beside"]\n')
    (library / "maps" / "tea.yaml").write_text(ONE)
    (library / "maps" / "link.yaml").symlink_to("/etc/hostname")
    (library / "maps" / "broken.yaml").write_text("claims: [\n")
    _git(root, "init", "-q", "-b", "main")
    _git(root, "add", "-A")
    _git(root, "commit", "-q", "-m", "one")
    (library / "maps" / "broken.yaml").unlink()
    (library / "maps" / "link.yaml").unlink()
    (library / "maps" / "tea.yaml").write_text(TWO)
    _git(root, "add", "-A")
    _git(root, "commit", "-q", "-m", "two")
    (library / "maps" / "tea.yaml").rename(library / "maps" / "drinks.yaml")
    (root / "beside" / "milk.yaml").write_text("source: {id: milk, title: Milk}\n")
    return root


def _git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=T", "-c", "user.email=t@example.org")
    return subprocess.run(["git", "-C", folder, *who, *words], check=True, capture_output=True, text=True).stdout


def test_what_is_not_committed_is_told_and_nothing_is_touched(home: Path) -> None:
    before = _git(home, "status", "--porcelain")
    ran = run("diff", "--json", folder=home / "library")
    told = json.loads(ran.stdout)
    assert [node["id"] for node in told["nodes"]["removed"]] == ["milk/cold"]
    assert told["nodes"]["removed"][0]["file"] == "HEAD:beside/milk.yaml"
    assert (told["nodes"]["changed"], told["links"]["removed"]) == ([], [])
    assert (ran.stderr, ran.code) == ("", 0)
    assert _git(home, "status", "--porcelain") == before


@pytest.mark.parametrize(
    ("words", "folder"),
    [
        (("HEAD~1", "HEAD"), "library"),
        (("HEAD~1:library", "main:library"), ""),
        (("HEAD~1:./", "HEAD:."), "library"),
        (("HEAD~1:library/maps/tea.yaml", "HEAD:library/maps/tea.yaml"), "beside"),
    ],
)
def test_revisions_are_named_as_git_names_them(home: Path, words: tuple[str, str], folder: str) -> None:
    ran = run("diff", *words, "--json", folder=home / folder)
    told = json.loads(ran.stdout)
    fields = {item["id"]: item["fields"]["text"]["words"] for item in told["nodes"]["changed"]}
    assert fields == {
        "tea/hot": [["=", "Tea is best when it is "], ["+", "very "], ["=", "hot."]],
        "tea/cup": [["=", "A "], ["-", "thin "], ["=", "cup keeps the taste."]],
    }


def test_a_bare_repository_has_revisions_too(home: Path, tmp_path: Path) -> None:
    _git(tmp_path, "clone", "-q", "--bare", str(home), "bare.git")
    ran = run("diff", "HEAD~1:library", "HEAD:library", "--json", folder=tmp_path / "bare.git")
    assert [item["id"] for item in json.loads(ran.stdout)["nodes"]["changed"]] == ["tea/hot", "tea/cup"]


def test_what_is_wrong_at_a_revision_is_told_with_its_place_there(home: Path) -> None:
    ran = run("diff", "HEAD~1", folder=home / "library")
    assert "HEAD~1:library/maps/broken.yaml:" in ran.stderr
    assert (ran.code, "cruxmap-" in ran.stderr + ran.stdout) == (1, False)


def test_folders_that_git_forgets_or_keeps_by_hidden_files_are_not_missed(tmp_path: Path) -> None:
    """A library as `init` makes it, with a file in a folder of which nothing is read, and an empty one beside it."""
    run("init", "--bare", ".", folder=tmp_path)
    (tmp_path / "texts" / ".gitkeep").unlink()
    settings = (
        (tmp_path / "cruxmap.toml").read_text().replace('"notes", "maps"', '"notes", "maps", "drafts", "gone.yaml"')
    )
    (tmp_path / "cruxmap.toml").write_text(settings)
    (tmp_path / "maps" / "tea.yaml").write_text(ONE)
    _git(tmp_path, "init", "-q")
    _git(tmp_path, "add", "-A")
    _git(tmp_path, "commit", "-q", "-m", "one")
    ran = run("diff", "HEAD", "HEAD", folder=tmp_path)
    assert (ran.code, ran.stdout) == (1, "nothing changed from HEAD to HEAD\n")
    assert [name for name in ("notes", "texts", "drafts", "gone.yaml") if f"'{name}'" in ran.stderr] == ["gone.yaml"]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("v9", "'v9' is no file or folder here, and no revision that git knows"),
        ("HEAD:nowhere", "there is nothing to read in 'nowhere' at 'HEAD:nowhere'"),
        ("HEAD:../..", "lies outside of the repository"),
        ("HEAD~1..HEAD", "no revision that git knows; write it as two: HEAD~1 HEAD"),
        ("HEAD\n", "no revision that git knows"),
    ],
)
def test_what_names_nothing_is_refused(home: Path, word: str, said: str) -> None:
    ran = run("diff", "--", word, folder=home / "library")
    assert (ran.code, ran.stdout) == (2, "")
    assert said in " ".join(ran.stderr.split())


def test_outside_of_a_repository_and_without_git_that_is_said(home: Path, tmp_path: Path) -> None:
    (tmp_path / "cruxmap.toml").write_text("")
    assert "not a git repository" in run("diff", folder=tmp_path).stderr
    ran = run("diff", folder=home / "library", env={"PATH": os.devnull})
    assert (ran.code, "git, which knows revisions, is not here" in ran.stderr) == (2, True)
