"""The command solve: every task and format against all extensions there are, files of any content, and its limit."""

from __future__ import annotations

import random
import re
from ast import literal_eval
from typing import TYPE_CHECKING

import pytest
from consoles import run
from cruxmap.graph.reasoning.dispute import EXTENSIONAL
from hypothesis import given
from hypothesis import strategies as st
from labellings import sets_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

Attack = tuple[int, int]
SIZE = 5
FRAMEWORKS: list[list[Attack]] = [
    [],
    [(0, 1), (1, 0), (1, 2), (2, 3), (3, 4)],
    [(0, 1), (1, 2), (2, 0), (3, 4), (4, 3)],
    [(0, 1), (1, 0), (2, 3), (3, 2), (0, 4), (2, 4), (4, 4)],
    [(0, 0), (0, 1), (1, 2), (2, 1), (2, 3), (3, 4), (4, 2)],
]


def apx(attacks: Iterable[Attack], order: random.Random | None = None) -> str:
    facts = [f"arg({node + 1})." for node in range(SIZE)] + [f"att({a + 1},{b + 1})." for a, b in attacks]
    return "\n".join(order.sample(facts, len(facts)) if order else facts)


def tgf(attacks: Iterable[Attack]) -> str:
    return "\n".join([*(str(node + 1) for node in range(SIZE)), "#", *(f"{a + 1} {b + 1}" for a, b in attacks)])


def af(attacks: Iterable[Attack]) -> str:
    return "\n".join([f"p af {SIZE}", *(f"{a + 1} {b + 1}" for a, b in attacks)])


WRITTEN = {"apx": apx, "tgf": tgf, "af": af}


def solved(folder: Path, *words: str) -> str:
    ran = run("solve", *words, folder=folder)
    assert (ran.stderr, ran.code) == ("", 0)
    return ran.stdout


def numbered(sets: Iterable[Sequence[int]]) -> list[list[int]]:
    return sorted([node + 1 for node in one] for one in sets)


def witness(line: str) -> list[int]:
    assert re.fullmatch(r"w( \d+)*", line)
    return [int(word) for word in line.split()[1:]]


@pytest.mark.parametrize("attacks", FRAMEWORKS)
@pytest.mark.parametrize("short", EXTENSIONAL)
def test_answers_of_2017(tmp_path: Path, short: str, attacks: list[Attack]) -> None:
    expected = numbered(sets_of(SIZE, attacks)[EXTENSIONAL[short]])
    for suffix in ("apx", "tgf"):
        name = f"a.{suffix}"
        (tmp_path / name).write_text(WRITTEN[suffix](attacks), "utf-8")
        assert sorted(literal_eval(solved(tmp_path, f"EE-{short}", name))) == expected
        one = solved(tmp_path, f"SE-{short}", name)
        assert literal_eval(one) in expected if expected else one == "NO\n"
        for node in range(1, SIZE + 1):
            some, every = (solved(tmp_path, f"{task}-{short}", name, "-a", str(node)) for task in ("DC", "DS"))
            assert some == ("YES\n" if any(node in found for found in expected) else "NO\n")
            assert every == ("YES\n" if all(node in found for found in expected) else "NO\n")


@pytest.mark.parametrize("attacks", FRAMEWORKS)
@pytest.mark.parametrize("short", EXTENSIONAL)
def test_answers_of_2023(tmp_path: Path, short: str, attacks: list[Attack]) -> None:
    expected = numbered(sets_of(SIZE, attacks)[EXTENSIONAL[short]])
    (tmp_path / "a.af").write_text(af(attacks), "utf-8")
    every, one = (solved(tmp_path, f"{task}-{short}", "a.af").splitlines() for task in ("EE", "SE"))
    if not expected:
        assert every == one == ["NO"]
        return
    assert sorted(map(witness, every)) == expected
    assert [witness(line) in expected for line in one] == [True]
    for node in range(1, SIZE + 1):
        for task, proven, is_in in (("DC", "YES", True), ("DS", "NO", False)):
            answer, *lines = solved(tmp_path, f"{task}-{short}", "a.af", "-a", str(node)).splitlines()
            fitting = [found for found in expected if (node in found) == is_in]
            assert (answer == proven) == bool(fitting)
            assert [witness(line) in fitting for line in lines] == [True] * bool(fitting)


@given(st.sampled_from(FRAMEWORKS), st.randoms(use_true_random=False))
def test_the_order_of_a_file_never_matters(
    tmp_path_factory: pytest.TempPathFactory, attacks: list[Attack], chance: random.Random
) -> None:
    folder = tmp_path_factory.mktemp("order")
    (folder / "a.apx").write_text(apx(attacks), "utf-8")
    (folder / "b.apx").write_text(apx([*attacks, *attacks[:2]], chance), "utf-8")
    for task in ("SE-PR", "EE-CO", "SE-ST"):
        assert solved(folder, task, "a.apx") == solved(folder, task, "b.apx")


PIECES = [*"ab123().,#p%-é\0 \n", '"', "arg(", "att(", "p af "]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.sampled_from(sorted(WRITTEN)))
def test_whatever_is_in_a_file_it_is_answered_or_its_mistake_told_with_its_place(
    tmp_path_factory: pytest.TempPathFactory, text: str, suffix: str
) -> None:
    folder = tmp_path_factory.mktemp("odd")
    (folder / f"odd.{suffix}").write_text(text, "utf-8", newline="")
    ran = run("solve", "SE-PR", f"odd.{suffix}", folder=folder)
    if ran.code:
        assert (ran.code, ran.stdout) == (2, "")
        place = re.match(rf"Error: odd\.{suffix}:(\d+):(\d+): .", ran.stderr)
        assert place, ran.stderr
        lines = re.split(r"\r\n|\r|\n", text)
        assert int(place[2]) <= len(lines[int(place[1]) - 1]) + 1
    else:
        assert re.match(r"\[|w|NO", ran.stdout)


MISTAKES = {
    "an argument too many": ("apx", "arg(a,b).", "1:1: 'arg(a,b)' should name one argument, as in arg(a)."),
    "an argument too few": ("apx", "arg(a). att(a).", "1:9: 'att(a)' should name two arguments, as in att(a,b)."),
    "a bracket in a name": (
        "apx",
        "arg(a(b)).",
        "1:1: a bracket in a name, behind 'arg(a'; names with brackets go in double quotes",
    ),
    "a bracket too few": ("apx", "arg(a). att(a,a", "1:9: no closing bracket after 'att(a,a'"),
    "prose": ("apx", "arg(a).\n\nWho says so?", "3:1: cannot read 'Who'"),
    "a slip": (
        "apx",
        "arg(ferry). arg(toll). att(fery,toll).",
        "1:28: there is no argument 'fery'; did you mean 'ferry'?",
    ),
    "an unknown end": ("tgf", "a\nb\n#\na c\n", "4:3: there is no argument 'c'"),
    "a second divide": ("tgf", "a\n#\n#\n", "3:1: a second line '#'"),
    "no number": ("af", "p af many\n", "1:6: 'many' is no number of arguments"),
    "too many": ("af", "p af 99999999999\n", "1:6: '99999999999' arguments are too many"),
    "comments alone": ("af", "# nothing\n", "1:1: no line 'p af N'"),
    "twice": ("af", "p af 2\np af 3\n", "2:1: a second line 'p'"),
    "zero": ("af", "p af 2\n1 0\n", "2:3: there is no argument '0'; they are numbered 1 to 2"),
    "none": ("af", "p af 0\n1 1\n", "2:1: there is no argument '1'; there are none"),
    "three": ("af", "p af 2\n1 2 1\n", "2:5: '1' is one word too many"),
    "one": ("af", "p af 2\n1\n", "2:1: '1' attacks nothing"),
    "words": ("af", "p af 2\n1 two\n", "2:3: 'two' is no number"),
}


@pytest.mark.parametrize(("suffix", "text", "told"), MISTAKES.values(), ids=MISTAKES)
def test_mistakes_are_told_with_their_place(tmp_path: Path, suffix: str, text: str, told: str) -> None:
    (tmp_path / f"a.{suffix}").write_text(text, "utf-8")
    ran = run("solve", "SE-GR", f"a.{suffix}", folder=tmp_path)
    assert ran.code == 2
    assert ran.stderr.startswith(f"Error: a.{suffix}:{told}")


@pytest.mark.parametrize("suffix", WRITTEN)
def test_a_framework_may_have_no_arguments(tmp_path: Path, suffix: str) -> None:
    text = {"apx": "% nobody says anything", "tgf": "#", "af": "p af 0"}[suffix]
    (tmp_path / f"a.{suffix}").write_text(text, "utf-8")
    assert solved(tmp_path, "SE-ST", f"a.{suffix}") == ("w\n" if suffix == "af" else "[]\n")
    assert solved(tmp_path, "EE-PR", f"a.{suffix}") == ("w\n" if suffix == "af" else "[[]]\n")


def test_other_ends_of_line_encodings_and_quoted_names(tmp_path: Path) -> None:
    (tmp_path / "a.apx").write_bytes('arg("a b").\r\narg(c).\r\natt( "a b" , c ).\r\n'.encode("utf-16"))
    assert solved(tmp_path, "SE-PR", "a.apx") == '["a b"]\n'
    (tmp_path / "a.AF").write_bytes(b"\xef\xbb\xbfp af 2\r1 2\r")
    assert solved(tmp_path, "SE-PR", "a.AF") == "w 1\n"


def test_a_limit_ends_what_is_too_hard_with_exit_code_1(tmp_path: Path) -> None:
    chance = random.Random(2)
    attacks = [(chance.randint(1, 4000), chance.randint(1, 4000)) for _ in range(16_000)]
    (tmp_path / "hard.af").write_text("p af 4000\n" + "".join(f"{a} {b}\n" for a, b in attacks), "utf-8")
    ran = run("solve", "SE-ST", "hard.af", "--limit", "0.2", folder=tmp_path)
    assert (ran.code, ran.stdout) == (1, "")
    assert ran.stderr.startswith("no answer within 0.2 seconds;")
    assert run("solve", "SE-GR", "hard.af", "--limit", "0.2", folder=tmp_path).code == 0
