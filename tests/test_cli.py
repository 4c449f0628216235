"""The command line as a contract: shapes, exit codes, widths, completion, what is imported."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from consoles import run

SHIPPED = ("-L", "@shipped")
CRUXMAP = str(Path(sys.executable).parent / "cruxmap")
QUOTED = shlex.quote(CRUXMAP)

NODE = {"id", "kind", "source", "text", "title", "section", "passage", "modality", "tags", "file", "line"}
LINK = {"from", "relation", "to", "basis", "note"}


def answer(*words: str) -> Any:
    ran = run(*SHIPPED, *words, "--json")
    assert (ran.stderr, ran.code) == ("", 0)
    return json.loads(ran.stdout)


def test_node_shapes() -> None:
    nodes = answer("list")
    assert all(node.keys() >= NODE for node in nodes)
    by_id = {node["id"]: node for node in nodes}
    assert by_id["cotra/schemer-model"]["passage"].keys() == {"start", "end"}
    assert by_id["dragan/neural-planning"]["complexity"] == 7
    assert by_id["dragan/neural-planning"]["eli"] == 10
    assert by_id["cotra/crux-goals.optimist"]["side"] == "optimist"
    assert by_id["cotra/optimists"]["group"] is True
    assert by_id["cotra/q-how-hard"]["open"] is True
    assert by_id["cotra/source"]["published"] == "2021-09-21"
    assert by_id["cotra/ref-goal-misgen"]["url"] == "https://arxiv.org/abs/2105.14111"
    assert by_id["cotra/analogy-young-businessperson"]["mapping"][0] == {
        "element": "cotra/an-child", "stands_for": "cotra/human-trainer", "basis": "explicit", "note": None,
    }  # fmt: skip
    assert all(not os.path.isabs(node["file"]) and node["line"] >= 1 for node in nodes)


def test_link_shapes() -> None:
    links = answer("links")
    assert all(link.keys() >= LINK and link["basis"] in ("explicit", "inferred") for link in links)
    loop = [link for link in links if link.get("loop")]
    assert [(link["from"], link["to"]) for link in loop] == [("cotra/loop-tweak", "cotra/loop-feed")]


def test_crux_shape() -> None:
    views = answer("cruxes")
    assert [view["id"] for view in views] == [
        f"cotra/crux-{name}" for name in ("goals", "saints", "checks", "solve", "deploy")
    ]
    for view in views:
        assert view.keys() >= {"id", "text", "source", "positions", "bears_on", "cites"}
        assert list(view["positions"]) == ["optimist", "pessimist"]
        for side in view["positions"].values():
            assert side.keys() >= {"id", "text", "because", "against", "held_by"}
            assert all(node.keys() >= NODE for node in (*side["because"], *side["against"]))
        assert view["positions"]["pessimist"]["held_by"] == [
            {"id": "cotra/pessimists", "degree": "full"}, {"id": "cotra/cotra", "degree": "partial"},
        ]  # fmt: skip
    assert views[4]["positions"]["optimist"]["because"] == []
    assert answer("cruxes", "goals") == [views[0]]
    assert answer("cruxes", "crux-goals.pessimist") == [views[0]]
    assert [view["id"] for view in answer("cruxes", "--source", "dragan")] == [view["id"] for view in views]


def test_show_shape() -> None:
    node = answer("show", "crux-goals")
    assert node.keys() >= NODE | {"out", "in"}
    assert all(link["from"] == node["id"] and link.keys() >= LINK for link in node["out"])
    assert all(link["to"] == node["id"] for link in node["in"])


def test_path_shape() -> None:
    ways = answer("path", "world-model", "dragan/deception")
    assert all(hop.keys() >= {"from", "relation", "to", "forward"} for way in ways for hop in way)
    assert ways[0][0] | {"forward": True} == ways[0][0]


def test_why_and_gap_shapes() -> None:
    tree = answer("why", "claim-major-risk", "--depth", "1")
    assert tree["id"] == "cotra/claim-major-risk"
    assert all(branch.keys() >= {"link", "node", "for", "against"} for branch in (*tree["for"], *tree["against"]))
    assert {branch["node"]["kind"] for branch in tree["against"]} == {"position"}
    gaps = answer("gaps")
    assert all(gap.keys() >= {"gap", "id"} for gap in gaps)
    assert {gap["gap"] for gap in gaps} >= {"unmitigated-failure-mode", "unsupported-claim", "one-sided-crux"}
    assert [gap["id"] for gap in gaps if gap["gap"] == "one-sided-crux"] == ["cotra/crux-deploy"]


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("cruxes", 0),
        ("path deception world-model", 1),
        ("path sgd nowhere", 2),
        ("search qqqq", 1),
        ("search ''", 1),
        ("search -- --json", 1),
        ("show thesis", 2),
        ("list --source kotra", 2),
        ("list --kind clam", 2),
        ("list --kind question --tag none", 0),
        ("links --relation likes", 2),
        ("cruxes sgd", 2),
        ("why", 2),
        ("why sgd --depth 0", 2),
        ("nonsense", 2),
        ("--version", 0),
    ],
)
def test_exit_codes(command: str, code: int) -> None:
    ran = run(*SHIPPED, *shlex.split(command))
    assert ran.code == code
    assert bool(ran.stderr) == (code != 0 or "none" in command)


def test_filters_combine_and_read_kinds_as_people_write_them() -> None:
    modes = answer("list", "--kind", "failure-modes", "--source", "dragan")
    assert modes == answer("list", "--kind", "failure_mode", "--source", "dragan")
    assert {(node["kind"], node["source"]) for node in modes} == {("failure_mode", "dragan")}
    reasons = answer("list", "--side", "pessimist", "--kind", "claim", "--source", "cotra")
    assert {node["id"] for node in reasons} >= {"cotra/pes-goals-natural", "cotra/pes-solve-few"}
    assert not [node for node in reasons if node["id"].startswith("cotra/opt-")]


WIDE = [
    "cruxes",
    "cruxes crux-goals",
    "list",
    "links",
    "show schemer-model",
    "why claim-major-risk",
    "reach sgd",
    "gaps",
    "sources",
    "stats",
    "search goal",
    "path world-model dragan/deception",
    "show cotra",
]


@pytest.mark.parametrize("columns", [40, 60, 80, 120, 160])
@pytest.mark.parametrize("command", WIDE)
def test_lines_keep_within_the_width(command: str, columns: int) -> None:
    ran = run(*SHIPPED, *command.split(), env={"COLUMNS": str(columns)})
    too_long = [line for line in ran.stdout.splitlines() if len(line) > columns and "://" not in line]
    assert too_long == []
    assert ran.stdout == "".join(f"{line.rstrip()}\n" for line in ran.stdout.splitlines())


def test_sides_stand_next_to_each_other() -> None:
    ran = run(*SHIPPED, "cruxes", "crux-goals", env={"COLUMNS": "80"})
    row = next(line for line in ran.stdout.splitlines() if "OPTIMIST" in line)
    assert row.split() == ["OPTIMIST", "│", "PESSIMIST"]
    narrow = run(*SHIPPED, "cruxes", "crux-goals", env={"COLUMNS": "60"})
    assert "│" not in narrow.stdout


def process(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "NO_COLOR")}
    return subprocess.run(
        [CRUXMAP, *words], capture_output=True, text=True, env=clean | env, check=False, encoding="utf-8", timeout=60
    )


def test_lists_are_not_wrapped_in_a_pipe() -> None:
    ran = process(*SHIPPED, "list", "--source", "dragan", "--kind", "claim")
    assert len(ran.stdout.splitlines()) == len(answer("list", "--source", "dragan", "--kind", "claim"))


def test_the_package_runs_as_its_script_does() -> None:
    command = [sys.executable, "-m", "cruxmap", *SHIPPED, "show", "none-such"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    script = process(*SHIPPED, "show", "none-such")
    assert (ran.returncode, ran.stdout, ran.stderr) == (script.returncode, script.stdout, script.stderr)
    assert "none-such" in ran.stderr


def test_no_colour_in_a_pipe_and_none_when_told_so() -> None:
    assert "\x1b" not in process(*SHIPPED, "cruxes").stdout
    script = ["script", "-qec", f"{QUOTED} -L @shipped cruxes", "/dev/null"]
    coloured = subprocess.run(script, capture_output=True, text=True, check=True, env={**os.environ, "TERM": "xterm"})
    assert "\x1b[" in coloured.stdout
    plain = subprocess.run(script, capture_output=True, text=True, check=True, env={**os.environ, "NO_COLOR": "1"})
    assert "\x1b[" not in plain.stdout


def test_output_is_the_same_whatever_the_hash_seed() -> None:
    runs = {process(*SHIPPED, "stats", "--json", PYTHONHASHSEED=seed).stdout for seed in ("0", "1", "2")}
    runs |= {process(*SHIPPED, "links", PYTHONHASHSEED=seed).stdout for seed in ("0", "1", "2")}
    assert len(runs) == 2


@pytest.mark.parametrize("words", ["cruxes", "weigh --scenarios", "rank", "change cotra/thesis", "believe"])
def test_answers_import_nothing_heavy(words: str) -> None:
    code = (
        "import sys; from cruxmap.cli import cli; cli(['-L', '@shipped', *sys.argv[1:]], standalone_mode=False); "
        "print(sorted({'networkx', 'rdflib', 'pyvis', 'numpy', 'pydantic', 'rich', 'jinja2', 'sqlite3', 'rapidfuzz', "
        "'pyromark', 'markdown_it', 'importlib.metadata', 'pysat', 'tomlkit'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code, *words.split()]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["show", "schemer"], {"schemer-model", "schemer-candidate"}),
        (["cruxes", "crux-d"], {"crux-deploy"}),
        (["list", "--source", "dr"], {"dragan"}),
        (["list", "--side", ""], {"optimist", "pessimist"}),
        (["links", "--relation", "sup"], {"supports"}),
        (["path", "world", ], {"world-model"}),
    ],
)  # fmt: skip
def test_completion(typed: list[str], offered: set[str]) -> None:
    words = ["cruxmap", *SHIPPED, *typed]
    ran = process(_CRUXMAP_COMPLETE="bash_complete", COMP_WORDS=" ".join(words), COMP_CWORD=str(len(words) - 1))
    assert {line.partition(",")[2] for line in ran.stdout.splitlines()} == offered


def test_library_from_the_environment_and_from_settings(tmp_path: Path) -> None:
    maps = tmp_path / "maps"
    maps.mkdir()
    (maps / "m.yaml").write_text("source: {id: mine, title: Mine}\n")
    (tmp_path / "cruxmap.toml").write_text('[library]\nsources = ["maps"]\n')
    below = tmp_path / "below" / "deeper"
    below.mkdir(parents=True)
    assert [node["id"] for node in json.loads(run("sources", "--json", folder=below).stdout)] == ["mine/source"]
    env = {"CRUXMAP_LIBRARY": os.pathsep.join([str(maps), "@shipped"])}
    sources = json.loads(run("sources", "--json", env=env).stdout)
    assert [node["source"] for node in sources] == ["cotra", "dragan", "mine"]
    assert [node["source"] for node in json.loads(run("-L", str(maps), "sources", "--json", env=env).stdout)] == [
        "mine"
    ]


def test_a_command_loads_no_other() -> None:
    script = "cruxmap.cli.cli(sys.argv[1:], standalone_mode=False); print(*sys.modules, sep='\\n', file=sys.stderr)"
    command = [sys.executable, "-c", f"import cruxmap.cli, sys; {script}", *SHIPPED, "cruxes"]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stderr.splitlines()
    ours = {name for name in loaded if name.startswith("cruxmap.commands.")}
    assert ours == {f"cruxmap.commands.{name}" for name in ("answer", "asking", "options", "remembering")}
    others = {"networkx", "rdflib", "jinja2", "platformdirs", "cruxmap.graph.rules", "cruxmap.graph.reasoning"}
    assert not others & {*loaded}


@pytest.mark.parametrize("words", ["cards", "path cotra", "note crux-goals", "quiz --json", "due", "stats", "leeches"])
def test_studying_loads_no_more_than_it_needs(words: str) -> None:
    script = "cruxmap.cli.cli(sys.argv[1:], standalone_mode=False); print(*sys.modules, sep='\\n', file=sys.stderr)"
    command = [sys.executable, "-c", f"import cruxmap.cli, sys; {script}", *SHIPPED, "study", *words.split()]
    loaded = {*subprocess.run(command, capture_output=True, text=True, check=True).stderr.splitlines()}
    others = {"networkx", "numpy", "jinja2", "markdown_it", "genanki", "anki", "rapidfuzz", "tomlkit"}
    others |= {"cruxmap.graph.rules", "cruxmap.graph.suggest_links", "cruxmap.sources.mend"}
    assert not others & loaded
    assert ("fsrs" in loaded) == ("quiz" in words)


def test_every_command_has_help() -> None:
    ran = run("--help")
    for name in (
        "cruxes",
        "list",
        "links",
        "show",
        "sources",
        "stats",
        "search",
        "path",
        "why",
        "reach",
        "gaps",
        "schema",
    ):
        assert f"  {name} " in ran.stdout
        assert run(name, "--help").code == 0


def test_what_could_not_be_read_is_told_with_an_unknown_id(tmp_path: Path) -> None:
    ran = run("-L", "nothere", "show", "thesis", folder=tmp_path)
    assert (ran.stdout, ran.code) == ("", 2)
    assert ran.stderr.splitlines() == [
        "Error: there is no node 'thesis': `cruxmap search` finds ids by their words",
        "nothere:1:1: error CM001 unreadable-file: there is no file or folder 'nothere'",
        "  hint: check the path",
    ]
