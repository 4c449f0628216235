"""`export obsidian DIR`, again and again: what it wrote is kept in step, what the user changed or added stays."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from consoles import run
from hypothesis import given, settings
from hypothesis import strategies as st
from obsidian import properties, read_folder, resolve, targets

if TYPE_CHECKING:
    from pathlib import Path

MAP = """\
source: {id: owls, title: Owls at night}
claims:
  hunt: {text: An owl can hunt by ear., title: Hunting by ear}
  mice: {text: Mice are loud., title: Loud mice, supports: [hunt]}
  snow: {text: Snow hides nothing., title: Snow, supports: [hunt]}
"""
HUNT, MICE, SNOW = "owls/Hunting by ear.md", "owls/Loud mice.md", "owls/Snow.md"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with a map, of which a vault `v` was written."""
    write_map(tmp_path, MAP)
    assert export(tmp_path) == "v: 6 new\n"
    return tmp_path


def write_map(home: Path, text: str) -> None:
    (home / "m.yaml").write_text(text, "utf-8")


def export(home: Path, *words: str) -> str:
    """What is told when the vault is written."""
    ran = run("-L", "m.yaml", "export", "obsidian", "v", *words, folder=home)
    assert (ran.stdout, ran.code) == ("", 0), ran
    files = read_folder(home / "v")
    for path, text in files.items():
        assert all(resolve(link, path, files) for link in targets(text)), path
    return ran.stderr


def test_again_changes_no_byte_and_touches_no_file(home: Path) -> None:
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in (home / "v").rglob("*") if path.is_file()}
    assert export(home) == "v: 6 as they were\n"
    after = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in (home / "v").rglob("*") if path.is_file()}
    assert after == before


def test_what_nobody_touched_is_updated_added_and_removed(home: Path) -> None:
    write_map(home, MAPS[2].replace("Mice are loud.", "Mice rustle."))
    assert export(home) == "v: 1 new, 3 updated, 1 removed, 2 as they were\n"
    files = read_folder(home / "v")
    assert SNOW not in files
    assert "Mice rustle." in files[MICE]
    assert "owls/Own" in files[HUNT]


def test_what_the_user_changed_is_left_and_told(home: Path) -> None:
    note = home / "v" / MICE
    note.write_text(mine := note.read_text("utf-8").replace("Mice are loud.", "Some mice are loud."), "utf-8")
    assert export(home) == f"v: 5 as they were\nleft as you changed it: {MICE}\n"
    write_map(home, MAP.replace("Mice are loud.", "Mice rustle."))
    assert export(home) == (
        "v: 1 updated, 4 as they were\n"
        f"left as you changed it, though the library now says something else: {MICE}\n"
        "to have one anew, move yours away and export again\n"
    )
    assert note.read_text("utf-8") == mine
    note.rename(home / "mine.md")
    assert export(home) == "v: 1 new, 5 as they were\n"
    assert "Mice rustle." in note.read_text("utf-8")


def test_words_below_the_line_stay_while_the_note_is_updated(home: Path) -> None:
    note = home / "v" / MICE
    with note.open("a", encoding="utf-8", newline="") as file:
        file.write(mine := "I heard one.\r\n\r\n[[Hunting by ear]]\r\n%% cruxmap: not the line %%\r\n")
    write_map(home, MAP.replace("Mice are loud.", "Mice rustle."))
    assert export(home) == "v: 2 updated, 4 as they were\n"
    text = note.read_bytes().decode()
    assert "Mice rustle." in text
    assert text.endswith(f"%%\n{mine}")
    write_map(home, MAP.replace("  mice: {text: Mice are loud., title: Loud mice, supports: [hunt]}\n", ""))
    assert f"left with your words in it, though its node is gone: {MICE}\n" in export(home)
    assert note.read_bytes().decode() == text


def test_what_the_user_added_stays_and_is_not_taken_for_ours(home: Path) -> None:
    mine = home / "v" / "owls" / "Frost.md"
    mine.write_text("My own frost.\n", "utf-8")
    write_map(home, MAP + "  frost: {text: Frost bites., title: Frost}\n")
    told = export(home)
    assert told.splitlines()[-1] == "left, since it is not from here; move it away to have the note: owls/Frost.md"
    assert mine.read_text("utf-8") == "My own frost.\n"
    assert export(home) == "v: 6 as they were\n" + told.partition("\n")[2]
    mine.unlink()
    assert export(home) == "v: 1 new, 6 as they were\n"
    write_map(home, MAP)
    (home / "v" / "owls" / "Other.md").write_text("Other.\n", "utf-8")
    assert export(home) == "v: 2 updated, 1 removed, 4 as they were\n"
    assert (home / "v" / "owls" / "Other.md").is_file()


def test_a_note_that_was_moved_or_renamed_is_known_again(home: Path) -> None:
    """As Obsidian does it: the file goes elsewhere, and links to it are rewritten in every note and property."""
    vault = home / "v"
    (vault / "Mine").mkdir()
    (vault / MICE).rename(vault / "Mine" / "Rodents.md")
    for path in (HUNT, "Index.md", "owls/Owls at night.md"):
        text = (vault / path).read_text("utf-8")
        (vault / path).write_text(text.replace("[[owls/Loud mice|", "[[Rodents|"), "utf-8")
    write_map(home, MAP.replace("Mice are loud.", "Mice rustle."))
    assert export(home) == "v: 3 updated, 3 as they were\n"
    files = read_folder(vault)
    assert MICE not in files
    assert "Mice rustle." in files["Mine/Rodents.md"]
    assert "[[Mine/Rodents|Loud mice]]" in files[HUNT]
    assert export(home) == "v: 6 as they were\n"


def test_a_link_that_the_user_led_elsewhere_is_a_change(home: Path) -> None:
    note = home / "v" / HUNT
    note.write_text(note.read_text("utf-8").replace("[[owls/Loud mice|", "[[owls/Snow|"), "utf-8")
    assert f"left as you changed it: {HUNT}\n" in export(home)


def test_line_ends_of_another_system_are_no_change(home: Path) -> None:
    for path in (home / "v").rglob("*.md"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert export(home) == "v: 6 as they were\n"


def test_what_is_gone_is_written_again(home: Path) -> None:
    (home / "v" / MICE).unlink()
    (home / "v" / "Overview.base").unlink()
    assert export(home) == "v: 2 new, 4 as they were\n"


def test_retitled_nodes_keep_their_files(home: Path) -> None:
    write_map(home, MAP.replace("title: Snow", "title: Fresh snow"))
    assert export(home) == "v: 3 updated, 3 as they were\n"
    assert properties(read_folder(home / "v")[SNOW])["aliases"] == ["Fresh snow"]


def test_a_part_takes_away_what_it_does_not_hold_and_nothing_at_all_is_refused(home: Path) -> None:
    ran = run("-L", "m.yaml", "export", "obsidian", "v", "--kind", "crux", folder=home)
    assert ran == ("", "Error: there are no such nodes, so nothing was written to v\n", 2)
    assert export(home, "--focus", "snow", "--depth", "1") == "v: 3 updated, 1 removed, 2 as they were\n"
    assert export(home, "--kind", "source") == "v: 2 updated, 2 removed, 1 as they were\n"
    assert export(home) == "v: 3 new, 2 updated, 1 as they were\n"


def test_nothing_is_removed_while_the_library_cannot_be_read_whole(home: Path) -> None:
    write_map(
        home,
        MAP.replace(
            "  snow: {text: Snow hides nothing., title: Snow", "  snow: oops\n  frost: {text: It is cold., title: Frost"
        ),
    )
    ran = run("-L", "m.yaml", "export", "obsidian", "v", folder=home)
    assert ran.code == 1
    assert "nothing was removed, since not all of the library could be read\n" in ran.stderr
    assert (home / "v" / SNOW).is_file()
    shutil.rmtree(home / "v")
    ran = run("-L", "m.yaml", "export", "obsidian", "v", folder=home)
    assert "nothing was removed" not in ran.stderr


def test_work_broken_off_is_taken_up_again(home: Path) -> None:
    """A file stands where the last folder is to be, so that all before it is written and the rest is not."""
    changed = MAP.replace("Mice are loud.", "Mice rustle.") + "  zoo: {text: A zoo.}\n"
    write_map(home, changed)
    (home / "z.yaml").write_text("source: {id: zoo, title: Zoo}\nclaims: {a: {text: Cages.}}\n", "utf-8")
    (home / "v" / "zoo").write_text("in the way", "utf-8")
    ran = run("-L", "m.yaml", "-L", "z.yaml", "export", "obsidian", "v", folder=home)
    assert (ran.stdout, ran.code) == ("", 2)
    assert ran.stderr.startswith("Error: 'v/zoo")
    (home / "v" / "zoo").unlink()
    write_map(home, changed.replace("rustle", "squeak"))
    told = run("-L", "m.yaml", "-L", "z.yaml", "export", "obsidian", "v", folder=home).stderr
    assert "left" not in told
    assert "Mice squeak." in (home / "v" / MICE).read_text("utf-8")


@pytest.mark.parametrize(
    ("record", "fault"),
    [
        ("{", "cannot be understood"),
        ('{"form": 1, "files": {"x": 7}}', "cannot be understood"),
        ('{"form": 2, "files": {}}', "is of a form that this version does not know"),
        ('{"form": 1, "files": {"../m.yaml": {"digests": []}}}', "names files outside"),
        ('{"form": 1, "files": {"/etc/passwd": {"digests": []}}}', "names files outside"),
        ("<<<<<<< HEAD\n", "cannot be understood"),
    ],
)
def test_a_record_that_is_broken_stops_all(home: Path, record: str, fault: str) -> None:
    (home / "v" / ".cruxmap" / "vault.json").write_text(record, "utf-8")
    before = read_folder(home / "v")
    write_map(home, MAP.replace("loud", "quiet"))
    ran = run("-L", "m.yaml", "export", "obsidian", "v", folder=home)
    assert ran.code == 2
    assert fault in ran.stderr
    assert "take it away, and every file there counts as yours" in ran.stderr
    assert read_folder(home / "v") == before


def test_without_its_record_what_is_the_same_is_taken_up_and_the_rest_is_left(home: Path) -> None:
    shutil.rmtree(home / "v" / ".cruxmap")
    write_map(home, MAP.replace("Mice are loud.", "Mice rustle."))
    assert export(home) == (
        "v: 4 as they were\n"
        f"left, since it is not from here; move it away to have the note: {HUNT}\n"
        f"left, since it is not from here; move it away to have the note: {MICE}\n"
    )
    record = json.loads((home / "v" / ".cruxmap" / "vault.json").read_text("utf-8"))
    assert len(record["files"]) == 4


def test_odd_places(home: Path) -> None:
    ran = run("-L", "m.yaml", "export", "obsidian", "m.yaml", folder=home)
    assert ran == ("", "Error: 'm.yaml' is a file: a vault is a folder\n", 2)
    assert "name one, as in `cruxmap export obsidian DIR`" in run("export", "obsidian", folder=home).stderr
    assert "name one, as in `cruxmap export obsidian DIR`" in run("export", "obsidian", "-", folder=home).stderr
    assert "both say where to write" in run("export", "obsidian", "v", "-o", "w", folder=home).stderr
    (home / "v" / MICE).unlink()
    (home / "v" / MICE).mkdir()
    (home / "v" / HUNT).unlink()
    (home / "v" / HUNT).symlink_to("nowhere.md")
    (home / "v" / SNOW).write_bytes(b"\xff\xfe\x00")
    told = run("-L", "m.yaml", "export", "obsidian", "v", folder=home)
    assert told.stderr == "v: 3 as they were\n" + "".join(
        f"left as you changed it: {path}\n" for path in (HUNT, MICE, SNOW)
    )


def test_a_vault_in_a_library_is_not_read_as_documents(home: Path) -> None:
    plain = run("-L", ".", "list", "--json", folder=home)
    assert len(json.loads(plain.stdout)) == 4
    assert run("-L", ".", "check", folder=home).stdout.count("not-a-document") == 0
    (home / "v" / "mine.md").write_text("Words.\n", "utf-8")
    assert run("-L", ".", "check", folder=home).stdout.count("not-a-document") == 1


PATHS = ("owls/Hunting by ear.md", MICE, SNOW, "Index.md", "Overview.base", "owls/Owls at night.md", "owls/Own.md")
MAPS = (MAP, MAP.replace("loud", "quiet"), MAP.replace("  snow:", "  own:").replace("Snow", "Own"))
DEEDS = st.one_of(
    st.tuples(st.just("map"), st.sampled_from(MAPS)),
    st.tuples(st.just("rewrite"), st.sampled_from(PATHS)),
    st.tuples(st.just("append"), st.sampled_from(PATHS)),
    st.tuples(st.just("remove"), st.sampled_from(PATHS)),
    st.tuples(st.just("export"), st.just("")),
)


@settings(max_examples=40)
@given(st.lists(DEEDS, max_size=12))
def test_no_word_of_the_user_is_ever_lost(
    tmp_path_factory: pytest.TempPathFactory, deeds: list[tuple[str, str]]
) -> None:
    home = tmp_path_factory.mktemp("home")
    write_map(home, MAP)
    words: dict[str, str] = {}
    for number, (deed, what) in enumerate([*deeds, ("export", "")]):
        place = home / "v" / what
        match deed:
            case "map":
                write_map(home, what)
            case "rewrite":
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(f"mine {number}\n", "utf-8")
                words[what] = f"mine {number}\n"
            case "append" if place.exists():
                with place.open("a", encoding="utf-8") as file:
                    file.write(f"mine {number}\n")
                words[what] = words.get(what, "") + f"mine {number}\n"
            case "remove":
                place.unlink(missing_ok=True)
                words.pop(what, None)
            case _:
                run("-L", "m.yaml", "export", "obsidian", "v", folder=home)
        for path, mine in words.items():
            assert (home / "v" / path).read_text("utf-8").endswith(mine)
    shutil.rmtree(home)
