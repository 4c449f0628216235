"""What a reader believes: written, listed, taken back and counted; and nothing of a hand-written file is lost."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from consoles import Ran, run
from hypothesis import given, settings
from hypothesis import strategies as st
from orchards import orchard

if TYPE_CHECKING:
    from pathlib import Path

HEAD = (
    "# What a reader believes of this library, 0 to 1, and the sides taken on its cruxes; `cruxmap believe` writes it "
)
GRAFT = "orchard/crux-graft"


def said(folder: Path) -> Any:
    """What the file of a library says."""
    return tomllib.loads((folder / "beliefs.toml").read_text("utf-8"))


def believed(folder: Path, *words: str) -> dict[str, float]:
    """What `believe` lists, by id."""
    ran = run("believe", *words, "--json", folder=folder)
    assert (ran.stderr, ran.code) == ("", 0)
    return {row["id"]: row["belief"] for row in json.loads(ran.stdout)["beliefs"]}


def test_a_credence_is_written_listed_and_forgotten(tmp_path: Path) -> None:
    here = orchard(tmp_path)
    assert "nothing is believed yet" in run("believe", folder=here).stderr
    ran = run("believe", "frost", "0.8", folder=here)
    assert (ran.stderr, ran.code) == ("wrote it to beliefs.toml\n", 0)
    assert ran.stdout == "A late frost would take the whole crop. [frost]\n  0.8\n"
    again = run("believe", "frost=25%", folder=here)
    assert again.stdout == "A late frost would take the whole crop. [frost]\n  0.25 (before 0.8)\n"
    assert said(here) == {"belief": {"orchard/frost": 0.25}}
    assert believed(here) == {"orchard/frost": 0.25}
    assert believed(here, "wall") == {}
    assert "before 0.25" in run("believe", "frost", "--forget", folder=here).stdout
    assert said(here) == {"belief": {}}
    gone = run("believe", "frost", "--forget", folder=here)
    assert (gone.code, gone.stderr) == (2, "Error: nothing is said of orchard/frost: `cruxmap believe` lists what is\n")


def test_of_two_sides_the_other_gets_the_rest(tmp_path: Path) -> None:
    here = orchard(tmp_path)
    ran = json.loads(run("believe", "graft.opt", "0.7", "--json", folder=here).stdout)
    assert ran["rest"] == [{"id": f"{GRAFT}.pessimist", "belief": pytest.approx(0.3)}]
    shown = run("believe", "graft.pessimist", "0.6", folder=here).stdout
    assert "which leaves 0.4 for Grafts take on old wood. [crux-graft.optimist]" in shown
    assert said(here) == {"belief": {f"{GRAFT}.pessimist": 0.6}}
    for side, score in (("market", 0.5), ("press", 0.3)):
        run("believe", f"sell.{side}", str(score), folder=here)
    three = json.loads(run("believe", "sell.press", "0.2", "--json", folder=here).stdout)
    assert {row["id"]: row["belief"] for row in three["rest"]} == {
        "orchard/crux-sell.market": 0.5,
        "orchard/crux-sell.nobody": pytest.approx(0.3),
    }


def test_a_side_is_settled_on_and_unsettled_by_a_credence(tmp_path: Path) -> None:
    here = orchard(tmp_path)
    assert run("believe", "graft", "pess", folder=here).stdout == (
        "Should the old trees be grafted? [crux-graft]\n  pessimist\n"
    )
    assert said(here) == {"take": {GRAFT: "pessimist"}}
    assert run("believe", folder=here).stdout == (
        "sides taken\n"
        "  Should the old trees be grafted? [crux-graft] (beliefs.toml:4)\n"
        "    pessimist: Old wood refuses grafts.\n"
    )
    assert run("believe", "graft=optimist", folder=here).stdout.endswith("  optimist (before pessimist)\n")
    ran = json.loads(run("believe", "graft.optimist", "0.9", "--json", folder=here).stdout)
    assert (ran["now"], ran["before"]) == (0.9, "optimist")
    assert said(here) == {"take": {}, "belief": {f"{GRAFT}.optimist": 0.9}}


def test_what_is_believed_counts_when_the_library_is_weighed(tmp_path: Path) -> None:
    here = orchard(tmp_path, settings='[belief]\n"orchard/frost" = 0.1\n')
    assert weighed(here)["believe"] == {"orchard/frost": 0.1}
    run("believe", "frost", "0.9", folder=here)
    run("believe", "graft", "optimist", folder=here)
    assert weighed(here)["believe"] == {"orchard/frost": 0.9}
    assert weighed(here)["take"] == {GRAFT: "optimist"}
    assert weighed(here, "--believe", "frost=0.4")["believe"] == {"orchard/frost": 0.4}
    assert weighed(here, "--take", "graft=p")["take"] == {GRAFT: "pessimist"}
    assert weighed(here, "--believe", "graft.o=0.4")["take"] == {}
    assert weighed(here, "--assume", "graft.p")["take"] == {}
    still = run("believe", "frost", "--forget", folder=here)
    assert "before 0.9" in still.stdout
    assert "cruxmap.toml:4:2 says it still: edit that file yourself" in still.stderr


def weighed(folder: Path, *words: str) -> Any:
    ran = run("weigh", *words, "--json", folder=folder)
    assert (ran.stderr, ran.code) == ("", 0)
    return json.loads(ran.stdout)


def test_beliefs_about_the_shipped_maps_lie_in_the_users_folder(tmp_path: Path) -> None:
    env = {"XDG_DATA_HOME": str(tmp_path / "data")}
    ran = run("believe", "schemer-model", "0.3", folder=tmp_path, env=env)
    mine = tmp_path / "data" / "cruxmap" / "beliefs.toml"
    assert ran.stderr == f"wrote it to {mine}\n"
    assert tomllib.loads(mine.read_text()) == {"belief": {"cotra/schemer-model": 0.3}}
    here = orchard(tmp_path / "lib", settings="")
    listed = run("-L", "lib", "-L", "@shipped", "believe", "--json", folder=tmp_path, env=env)
    assert [row["id"] for row in json.loads(listed.stdout)["beliefs"]] == ["cotra/schemer-model"]
    run("-L", "lib", "-L", "@shipped", "believe", "schemer-model", "0.6", folder=tmp_path, env=env)
    assert said(here) == {"belief": {"cotra/schemer-model": 0.6}}  # the user's own library is named: it goes there
    listed = run("-L", "lib", "-L", "@shipped", "believe", "--json", folder=tmp_path, env=env)
    assert [row["belief"] for row in json.loads(listed.stdout)["beliefs"]] == [0.6]


def test_twins_are_believed_as_one(tmp_path: Path) -> None:
    here = orchard(tmp_path, beliefs='[belief]\n"bees/frost" = 0.3\n')
    twin = "source: {id: bees, title: Bees}\nclaims:\n  frost: {text: Frost., same_as: [orchard/frost]}\n"
    (here / "maps" / "bees.yaml").write_text(twin)
    ran = json.loads(run("believe", "orchard/frost", "0.4", "--json", folder=here).stdout)
    assert (ran["before"], said(here)) == (0.3, {"belief": {"bees/frost": 0.4}})


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["frots", "0.5"], "there is no node 'frots': did you mean orchard/frost?"),
        (["frost", "1.5"], "'1.5' is no number from 0 to 1: write 0.7, or 70%"),
        (["frost", "nan"], "'nan' is no number from 0 to 1: write 0.7, or 70%"),
        (["frost", "1e999"], "'1e999' is no number from 0 to 1: write 0.7, or 70%"),
        (["frost", "surely"], "'surely' is no number from 0 to 1: write 0.7, or 70%"),
        (["crux-graft", "0.5"], "'crux-graft' is a crux, which neither stands nor falls: name a side of it, "),
        (["source", "0.5"], "'source' is a source, which neither stands nor falls"),
        (["crux-sell", "m"], ""),
        (["crux-sell", "noone"], "orchard/crux-sell has no side 'noone': its sides are market, press, nobody"),
        (["crux-sell", ""], "say ID 0.8, or CRUX SIDE"),
        (["=", "0.3"], "there is no node '='"),
        (["=0.3"], "say ID=0.8, or CRUX=SIDE"),
        (["a", "b", "c"], "say ID 0.8, or CRUX SIDE"),
        (["frost", "0.3", "--forget"], "--forget takes an ID and no number"),
        (["--forget"], "--forget wants the ID to drop"),
    ],
)
def test_wrong_words(tmp_path: Path, words: list[str], says: str) -> None:
    here = orchard(tmp_path)
    ran = run("believe", *words, folder=here)
    assert (ran.code, says in ran.stderr) == (2 if says else 0, True)
    assert (here / "beliefs.toml").exists() == (not says)


@pytest.mark.parametrize(
    ("beliefs", "says"),
    [
        (
            '[belief]\n"frost" = true\n',
            "beliefs.toml:2:2: error CM114 bad-beliefs: 'frost' must be a number from 0 to 1",
        ),
        (
            '[belief]\nfrost = "0.8"\n',
            "beliefs.toml:2:1: error CM114 bad-beliefs: 'frost' must be a number from 0 to 1",
        ),
        ("[belief]\nfrost = nan\n", "beliefs.toml:2:1: error CM114 bad-beliefs: 'frost' must be a number"),
        ("[belief]\n\nfrost = -0.1\n", "beliefs.toml:3:1: error CM114 bad-beliefs: 'frost' must be a number"),
        ("[belief]\nfrots = 0.1\n", "beliefs.toml:2:1: error CM114 bad-beliefs: there is no node 'frots'"),
        ("[belief]\ncrux-graft.optimist = 0.1\n", "'crux-graft' is a table of its own, not a number"),
        ("[belief]\norchard/frost = 0.1\n", "beliefs.toml:2:8: error CM114 bad-beliefs: Expected '='"),
        ("[beleif]\nfrost = 0.1\n", "beliefs.toml:1:2: error CM114 bad-beliefs: there is no table 'beleif'"),
        ("belief = 3\n", "beliefs.toml:1:1: error CM114 bad-beliefs: belief must be a table"),
        (
            "[belief]\nfrost = 0.1\n'orchard/frost' = 0.2\n",
            "beliefs.toml:3:2: error CM114 bad-beliefs: 'orchard/frost' is",
        ),
        ("[take]\ncrux-graft = 1\n", "beliefs.toml:2:1: error CM114 bad-beliefs: 'crux-graft' must name a side"),
        ("[take]\ncrux-graft = 'x'\n", "beliefs.toml:2:1: error CM114 bad-beliefs: orchard/crux-graft has no side 'x'"),
        ("[take]\nfrost = 'optimist'\n", "beliefs.toml:2:1: error CM114 bad-beliefs: 'frost' is a claim, not a crux"),
        ("[belief", "beliefs.toml:1:8: error CM114 bad-beliefs: "),
        ("[belief]\nfrost = " + "[" * 5000, "bad-beliefs"),
        ("[belief]\nfrost = " + "1" * 5000, "bad-beliefs"),
        ("[belief]\nfrost = 2020-99-99\n", "bad-beliefs"),
    ],
)
def test_mistakes_in_the_file_are_told_and_the_rest_counts(tmp_path: Path, beliefs: str, says: str) -> None:
    here = orchard(tmp_path, beliefs=beliefs)
    for command in ("believe", "weigh", "check"):
        ran = run(command, folder=here)
        assert ran.code == 1
        assert says in flat(ran) if command != "check" else "CM114" in ran.stdout
    before = (here / "beliefs.toml").read_bytes()
    refused = run("believe", "wall", "0.5", folder=here)
    assert refused.code in (0, 2)
    assert ((here / "beliefs.toml").read_bytes() == before) == (refused.code == 2)
    if refused.code == 0:
        assert said(here)["belief"]["orchard/wall"] == 0.5


def flat(ran: Ran) -> str:
    return re.sub(r"\s+", " ", ran.stderr)


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"[belief]\nfrost = \x80\n"])
def test_a_file_that_is_no_text_is_told_and_left(tmp_path: Path, data: bytes) -> None:
    here = orchard(tmp_path)
    (here / "beliefs.toml").write_bytes(data)
    assert "is not UTF-8 text" in run("believe", folder=here).stderr
    assert run("believe", "frost", "0.5", folder=here).code == 2
    assert (here / "beliefs.toml").read_bytes() == data


def test_a_folder_or_a_closed_place_in_its_stead(tmp_path: Path) -> None:
    here = orchard(tmp_path)
    (here / "beliefs.toml").mkdir()
    assert "is no regular file" in run("believe", folder=here).stderr
    assert run("believe", "frost", "0.5", folder=here).code == 2


def test_comments_order_and_line_ends_stay(tmp_path: Path) -> None:
    text = (
        '# ours\r\n[take] # sides\r\ngraft = "optimist" # for now\r\n\r\n[belief]\r\n  frost = 0.20 # so say they\r\n'
    )
    here = orchard(tmp_path)
    (here / "beliefs.toml").write_bytes(text.encode())
    assert run("believe", "orchard/frost", "0.5", folder=here).code == 0
    assert run("believe", "crux-graft", "pessimist", folder=here).code == 0
    assert run("believe", "wall", "1", folder=here).code == 0
    after = text.replace("0.20", "0.5").replace("optimist", "pessimist")
    assert (here / "beliefs.toml").read_bytes().decode() == after + '"orchard/wall" = 1.0\r\n'


IDS = [
    "orchard/frost",
    "orchard/wall",
    "orchard/keep",
    "crux-graft.optimist",
    "crux-graft.pessimist",
    "crux-sell.press",
]
PIECES = [
    "[belief]\n",
    "[take]\n",
    "# remark\n",
    "\n",
    "frost = 0.2\n",
    '"orchard/wall"=1 # w\n',
    "keep = 0.3",
    "graft = 'optimist'\n",
]
PIECES += [
    '"sell" = "press"\n',
    "x = {a = 1}\n",
    "belief.frost = 0.1\n",
    "[other]\n",
    "[[belief]]\n",
    "belief = {frost = 0.1}\n",
]
PIECES += ['"crux-graft.optimist" = 0.5\n', "frost = 7\n", "\t", '"""', "]"]


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(PIECES), max_size=8),
    st.lists(st.tuples(st.sampled_from(IDS), st.integers(0, 100)), max_size=4),
)
def test_any_file_is_edited_to_say_one_thing_more_or_left_alone(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str], edits: list[tuple[str, int]]
) -> None:
    here = orchard(tmp_path_factory.mktemp("any"), beliefs="".join(pieces) or "\n")
    path = here / "beliefs.toml"
    for word, percent in edits:
        before = path.read_bytes()
        ran = run("believe", word, f"{percent}%", folder=here)
        if ran.code == 2:
            assert path.read_bytes() == before
            continue
        full = word if "/" in word else f"orchard/{word}"
        listed = json.loads(run("believe", full, "--json", folder=here).stdout)
        assert [row["belief"] for row in listed["beliefs"] if row["id"] == full] == [percent / 100]
        remarks = re.findall(rb"# \w+", before)
        assert all(path.read_bytes().count(remark) <= before.count(remark) for remark in remarks)
        assert path.read_bytes().count(b"# remark") == before.count(b"# remark")


def test_completion_of_takes(tmp_path: Path) -> None:
    from click.shell_completion import ShellComplete
    from cruxmap.cli import cli

    here = orchard(tmp_path)
    complete = ShellComplete(cli, {}, "cruxmap", "_CRUXMAP_COMPLETE").get_completions
    given_ = ["-L", str(here), "weigh", "--take"]
    assert {item.value for item in complete(given_, "")} >= {"optimist", "market", "crux-graft=", "crux-sell="}
    assert [item.value for item in complete(given_, "crux-graft=")] == ["crux-graft=optimist", "crux-graft=pessimist"]
