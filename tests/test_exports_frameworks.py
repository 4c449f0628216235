"""Frameworks for solvers: what they accept is what stands in the map, and read as a library they are the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from argued import disputes, map_of
from consoles import run
from cruxmap.graph.reasoning.abstract import abstract
from cruxmap.graph.reasoning.dispute import EXTENSIONAL, dispute
from cruxmap.graph.reasoning.extensions import extensions
from cruxmap.graph.reasoning.framework import of_attacks
from documents import write
from hypothesis import given, settings
from hypothesis import strategies as st
from labellings import sets_of

if TYPE_CHECKING:
    from pathlib import Path

    from cruxmap.graph.reasoning.framework import Framework

FORMATS = ("af", "apx", "tgf")
BRIDGE = map_of(
    "toll attacks bridge", "queues supports toll", "ferry supports toll", "late strictly requires queues",
    "arg1 attacks ferry", "strike premise_of arg1", "calm attacks strike", "storm attacks calm", "calm attacks storm",
    "goals.pro attacks late", sides="goals: pro con",
)  # fmt: skip


@settings(max_examples=60)
@given(disputes(7), st.sampled_from(list(EXTENSIONAL.values())))
def test_every_labelling_is_one_of_attacks_alone(found: Framework, semantics: Any) -> None:
    made = abstract(found)
    alone = of_attacks([str(place) for place in range(made.size + len(made.helpers))], made.attacks)
    with_helpers = extensions(dispute(alone), semantics)
    assert sorted(labels[: made.size] for labels in with_helpers) == sorted(extensions(dispute(found), semantics))


@pytest.mark.parametrize("name", FORMATS)
def test_a_solver_accepts_what_stands_in_the_map(tmp_path: Path, name: str) -> None:
    write(tmp_path / "m.yaml", BRIDGE)
    for library, there in (("m.yaml", f"m.{name}"), ("@shipped", f"shipped.{name}")):
        assert run("-L", library, "export", name, "-o", there, folder=tmp_path).stderr == (
            f"wrote {there} and {there}.names.json\n"
        )
        names = json.loads((tmp_path / f"{there}.names.json").read_text())["arguments"]
        accepted = members(run("solve", "SE-GR", there, folder=tmp_path).stdout)
        told = [names[word] for word in accepted if "id" in names[word]]
        assert {node_id for said in told for node_id in (said["id"], *said.get("same", ()))} == standing(
            tmp_path, library
        )


@pytest.mark.parametrize("name", FORMATS)
def test_read_as_a_library_it_is_the_same_and_goes_out_the_same(tmp_path: Path, name: str) -> None:
    write(tmp_path / "m.yaml", BRIDGE)
    run("-L", "m.yaml", "export", name, "-o", f"m.{name}", folder=tmp_path)
    helpers = json.loads(run("-L", f"m.{name}", "list", "--tag", "helper", "--json", folder=tmp_path).stdout)
    assert "Left open: The answer of the pro on goals." in [item["text"] for item in helpers]
    assert standing(tmp_path, f"m.{name}") - {item["id"] for item in helpers} == standing(tmp_path, "m.yaml")
    shown = json.loads(run("-L", f"m.{name}", "show", "goals-pro", "--json", folder=tmp_path).stdout)
    assert (shown["kind"], shown["text"]) == ("claim", "The answer of the pro on goals.")
    run("-L", f"m.{name}", "export", name, "-o", f"again.{name}", folder=tmp_path)
    for task in ("SE-GR", "EE-PR", "EE-CO"):
        assert solved(tmp_path, task, f"again.{name}") == solved(tmp_path, task, f"m.{name}")


@settings(max_examples=25)
@given(st.integers(1, 5), st.data())
def test_a_framework_read_as_a_library_has_its_extensions(
    tmp_path_factory: pytest.TempPathFactory, size: int, data: st.DataObject
) -> None:
    places = st.integers(1, size)
    attacks = data.draw(st.lists(st.tuples(places, places), max_size=2 * size))
    folder = tmp_path_factory.mktemp("frameworks")
    rows = "".join(f"{one} {other}\n" for one, other in attacks)
    write(folder / "x.af", f"p af {size}\n{rows}")
    run("-L", "x.af", "export", "apx", "-o", "y.apx", folder=folder)
    names = json.loads((folder / "y.apx.names.json").read_text())["arguments"]
    number = {name: said["id"].removeprefix("x/a") for name, said in names.items()}
    again = run("-L", "x.af", "export", "af", folder=folder).stdout
    assert sorted(again.splitlines()) == sorted({f"p af {size}", *rows.splitlines()})
    expected = sets_of(size, [(one - 1, other - 1) for one, other in attacks])
    for short, semantics in EXTENSIONAL.items():
        kept = sorted(
            sorted(int(number[word]) - 1 for word in members(line) if number[word].isdecimal())
            for line in sets_in(run("solve", f"EE-{short}", "y.apx", folder=folder).stdout)
        )
        assert kept == sorted(map(list, expected[semantics]))


def test_names_that_arguments_have_are_kept(tmp_path: Path) -> None:
    write(tmp_path / "f.apx", 'arg(bridge). arg("no toll"). arg(a1). att(bridge,"no toll"). att("no toll",a1).')
    apx = run("-L", "f.apx", "export", "apx", folder=tmp_path).stdout
    assert apx == "arg(a1).\narg(a2).\narg(bridge).\natt(a2,a1).\natt(bridge,a2).\n"
    write(tmp_path / "f.tgf", "1 The bridge is free.\n2\n#\n1 2 attacks\n1 2\n")
    shown = run("-L", "f.tgf", "list", folder=tmp_path).stdout
    assert "the-bridge-is-free  claim   The bridge is free." in shown
    assert "2 arguments and 1 attack." in shown
    run("-L", "f.tgf", "export", "tgf", "-o", "g.tgf", folder=tmp_path)
    assert (tmp_path / "g.tgf").read_text("utf-8") == "1\n2\n#\n1 2\n"
    assert list(json.loads((tmp_path / "g.tgf.names.json").read_text("utf-8"))["arguments"]) == ["1", "2"]


def test_an_argument_that_attacks_nothing_is_no_orphan(tmp_path: Path) -> None:
    write(tmp_path / "f.af", "p af 3\n1 2\n")
    found = json.loads(run("-L", "f.af", "check", "--output-format", "json", folder=tmp_path).stdout)
    assert [(item["name"], item["hint"]) for item in found] == [
        (
            "no-thesis",
            "add thesis: the-id-of-a-claim to its source block, in the map that `cruxmap convert` makes of it",
        )
    ]


def test_names_beside_count_though_the_rest_was_kept(tmp_path: Path, env: dict[str, str]) -> None:
    write(tmp_path / "f.af", "p af 1\n")
    write(tmp_path / "f.af.names.json", '{"arguments": {"1": "The toll keeps people away."}}')
    for words in ("The toll keeps people away.", "It draws them."):
        write(tmp_path / "f.af.names.json", json.dumps({"arguments": {"1": words}}))
        assert words in run("-L", ".", "list", folder=tmp_path, env=env).stdout


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("f.af", "p af x\n", "f.af:1:6"),
        ("f.af", "p af 2\n\n1 3\n", "f.af:3:3"),
        ("f.af", "# nothing\n", "f.af:1:1"),
        ("f.apx", "arg(a). att(a,b).", "f.apx:1:15"),
        ("f.tgf", "a\nb\n", "f.tgf:2:1"),
        ("f.af", "p af 9000000\n", "too many arguments and attacks for a map"),
        ("f.af.names.json", "[]", "the file of names is not as it should be"),
        ("f.af.names.json", '{"arguments": {"1": {"id": 3}}}', "$.arguments[...].id"),
        ("f.af.names.json", b"\xff\xfe\x00", "the file of names is not UTF-8"),
    ],
)
def test_mistakes_are_findings_with_their_places(tmp_path: Path, name: str, text: str | bytes, said: str) -> None:
    write(tmp_path / "f.af", "p af 1\n")
    write(tmp_path / name, text)
    ran = run("-L", name.removesuffix(".names.json"), "check", folder=tmp_path, env={"COLUMNS": "200"})
    assert ran.code == 1
    assert "error CM031 broken-framework" in ran.stdout
    assert said in ran.stdout


@given(st.text(st.sampled_from('ab12 #.,()"%\nparfgt'), max_size=60), st.sampled_from(FORMATS))
@settings(max_examples=40)
def test_any_text_is_read(tmp_path_factory: pytest.TempPathFactory, text: str, name: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    write(folder / f"f.{name}", text)
    write(folder / f"f.{name}.names.json", json.dumps({"arguments": {"1": {"denies": ["1"]}, "a": {"opens": "a"}}}))
    assert run("-L", f"f.{name}", "list", folder=folder).code in (0, 1)


def standing(folder: Path, library: str) -> set[str]:
    """The ids of what stands before any side is taken."""
    told = json.loads(run("-L", library, "weigh", "--all", "--json", folder=folder).stdout)
    return {item["id"] for item in told["nodes"] if item["label"] == "in"}


def solved(folder: Path, task: str, path: str) -> list[list[str]]:
    """The extensions of a file in the words of its names, without helpers."""
    names = json.loads((folder / f"{path}.names.json").read_text())["arguments"]
    texts = {name: said.get("text", "Left open") for name, said in names.items()}
    kept = {name for name, text in texts.items() if not text.startswith(("Not so", "Left open"))}
    found = sets_in(run("solve", task, path, folder=folder).stdout)
    return sorted(sorted(texts[word] for word in members(line) if word in kept) for line in found)


def members(extension: str) -> list[str]:
    """The arguments of one extension, in the form of 2017 or 2023."""
    return extension.strip().removeprefix("w").strip("[] ").replace(",", " ").split()


def sets_in(extensions: str) -> list[str]:
    """The extensions of an answer, one by one."""
    text = extensions.strip()
    if text.startswith("["):
        return [] if text == "[]" else text[1:-1].replace("],[", "]\n[").split("\n")
    return [line for line in text.splitlines() if line.startswith("w")]
