"""What somebody meets on the first evening: lists that can be read at once, plain words where nothing comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from consoles import run
from cruxmap.commands import COMMANDS
from cruxmap.commands.overview import SECTIONS

if TYPE_CHECKING:
    from pathlib import Path

HARBOUR = """
source: {id: harbour, title: The harbour, form: article, thesis: dredge}
claims:
  dredge: {text: The harbour should be dredged.}
  silt-comes: {text: Silt comes down the river., supports: [ships-touch, dredge-soon]}
  ships-touch: {text: Ships touch the ground., supports: [dredge]}
  dredge-soon: {text: It should be done soon.}
"""


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    """A map with a dozen claims that nothing supports, of which one matters."""
    asides = "".join(f"  aside-{n:02}: {{text: A gull sat on post {n}.}}\n" for n in range(12))
    head, claims = HARBOUR.split("claims:\n")
    (tmp_path / "harbour.yaml").write_text(f"{head}claims:\n{asides}{claims}", "utf-8")
    return tmp_path


def test_of_many_gaps_those_where_most_hangs_are_shown_first(harbour: Path) -> None:
    listed = run("-L", "harbour.yaml", "gaps", folder=harbour).stdout.splitlines()
    assert listed[:3] == [
        "Claims nothing supports (13)",
        "  silt-comes  Silt comes down the river.",
        "  aside-00    A gull sat on post 0.",
    ]
    assert listed[-1] == "  … 3 more (--all)"
    assert len(listed) == 1 + 10 + 1
    everything = run("-L", "harbour.yaml", "gaps", "--all", folder=harbour).stdout.splitlines()
    assert [line.split()[0] for line in everything[1:]] == [*(f"aside-{n:02}" for n in range(12)), "silt-comes"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("turtle", "--title", "Mud"), "--title makes no difference to turtle"),
        (("dot", "--title", "Mud", "--no-passages"), "--no-passages makes no difference to dot"),
        (("svg", "--whole", "--no-network"), "--no-network and --whole make no difference to svg"),
        (("mermaid", "--title", "Mud", "--whole"), ""),
    ],
)
def test_an_option_that_a_format_does_not_use_is_told(harbour: Path, words: tuple[str, ...], told: str) -> None:
    ran = run("-L", "harbour.yaml", "export", *words, folder=harbour)
    assert (ran.stderr, ran.code) == (told and f"{told}\n", 0)
    plain = run("-L", "harbour.yaml", "export", words[0], folder=harbour).stdout
    assert ran.stdout == plain or "--title" in words[:2]


def test_a_title_changes_what_takes_one_and_nothing_else(harbour: Path) -> None:
    from cruxmap.exports import EXPORTERS

    for known in EXPORTERS:
        if known.bulky or known.vault:
            continue
        ran = [
            run("-L", "harbour.yaml", "export", known.name, *words, folder=harbour)
            for words in ((), ("--title", "Mud"))
        ]
        assert (ran[0].stdout != ran[1].stdout) == ("title" in known.takes), known.name


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("drudged", "nothing found: did you mean 'dredged'?\n"),
        ("Harbuor drudged", "nothing found: did you mean 'harbour dredged'?\n"),
        ("xylophone", "nothing found\n"),
        ("…", "nothing found\n"),
    ],
)
@pytest.mark.parametrize("where", [(), ("--kind", "claim")])
def test_a_search_with_a_slip_says_what_may_be_meant(
    harbour: Path, words: str, told: str, where: tuple[str, ...]
) -> None:
    ran = run("-L", "harbour.yaml", "search", words, *where, folder=harbour)
    assert ran == ("", told, 1)
    assert run("-L", "harbour.yaml", "search", words, *where, "--json", folder=harbour) == ("[]\n", "", 1)


TIDES = """
source: {id: what-the-old-pilots-of-the-harbour-say-of-tides, title: Tides}
claims:
  honest-answer-to-when-tides-turn: {text: Nobody knows.}
cruxes:
  when-tides-turn-in-spring:
    text: When do the tides turn?
    positions:
      early: {text: Early., because: []}
      late: {text: Late., because: []}
questions:
""" + "".join(f"  is-wave-number-{n}-of-the-day-higher: {{text: Is wave {n} higher?}}\n" for n in range(4))


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("turn-in-spring", "when-tides-turn-in-spring"),  # the crux, not its sides
        ("tides-turn.late", "when-tides-turn-in-spring.late"),
        ("Turn.EARLY", "when-tides-turn-in-spring.early"),
    ],
)
def test_words_of_a_crux_mean_it_and_with_a_side_its_position(tmp_path: Path, word: str, meant: str) -> None:
    (tmp_path / "tides.yaml").write_text(TIDES, "utf-8")
    shown = run("-L", "tides.yaml", "show", word, "--json", folder=tmp_path)
    assert f'"id": "what-the-old-pilots-of-the-harbour-say-of-tides/{meant}"' in shown.stdout


def test_candidates_with_long_ids_are_listed_by_their_short_ones(tmp_path: Path) -> None:
    (tmp_path / "tides.yaml").write_text(TIDES, "utf-8")
    short = ", ".join(f"is-wave-number-{n}-of-the-day-higher" for n in range(4))
    ran = run("-L", "tides.yaml", "show", "wave-number", folder=tmp_path)
    assert ran == ("", f"Error: 'wave-number' is ambiguous: {short}\n", 2)


def test_after_many_problems_the_commonest_rules_are_named(harbour: Path) -> None:
    (harbour / "quays.yaml").write_text(
        "source: {id: quays, title: Quays}\nclaims:\n"
        + "".join(f"  quay-{n:02}: {{text: Quay {n} is old., supports: [gone-{n}]}}\n" for n in range(9)),
        "utf-8",
    )
    told = run("-L", ".", "check", folder=harbour).stdout.splitlines()
    assert told[-3:-1] == [
        "most often orphan (CM205, 12), dangling-id (CM104, 9), no-thesis (CM201, 1);",
        "`--select CM205` shows one rule alone",
    ]


def test_an_empty_library_says_how_to_fill_it(tmp_path: Path) -> None:
    run("init", "--bare", folder=tmp_path)
    ran = run("cruxes", folder=tmp_path)
    assert "hint: `cruxmap add FILE` takes one in" in ran.stderr
    assert ran.code == 1


def test_a_title_that_does_not_fit_stands_below_its_id(tmp_path: Path) -> None:
    title = "What the old pilots say of the tides, told at length by one of them"
    (tmp_path / "tides.yaml").write_text(f'source: {{id: what-pilots-say, title: "{title}", form: talk}}\n', "utf-8")
    listed = run("-L", "tides.yaml", "sources", folder=tmp_path).stdout.splitlines()
    assert listed[:2] == ["what-pilots-say" + "talk".rjust(65), f"  {title}"]


def test_the_help_names_every_command_once_in_a_line() -> None:
    named = [name for _, commands in SECTIONS for name in commands]
    assert sorted(named) == sorted(COMMANDS)
    listed = run("--help").stdout.splitlines()
    rows = [(line[2:].partition(" ")[0], line.partition("  ")[2]) for line in listed]
    for _, commands in SECTIONS:
        for name, words in commands.items():
            (line,) = [line for known, line in rows if known == name]
            assert line.endswith(words), name


def test_the_help_of_a_group_is_not_cut_short() -> None:
    _, _, listed = run("study", "--help").stdout.partition("Commands:")
    assert "..." not in listed


def test_cruxes_of_several_documents_stand_below_their_titles(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("source: {id: a, title: The pier}\ncruxes: {c: {text: Will it hold?}}\n", "utf-8")
    alone = run("-L", "a.yaml", "cruxes", folder=tmp_path).stdout
    assert alone.startswith("Will it hold?")
    (tmp_path / "b.yaml").write_text(
        "source: {id: b, title: The ferry}\ncruxes: {d: {text: Will it sail?}, e: {text: Will it pay?}}\n", "utf-8"
    )
    listed = run("-L", ".", "cruxes", folder=tmp_path).stdout.splitlines()
    heads = ["The pier [a]", "Will it hold?", "The ferry [b]", "Will it sail?", "Will it pay?"]
    assert [line.partition("  ")[0] for line in listed if line[:1].strip()] == heads


@pytest.mark.parametrize("form", ["owl", "shacl"])
def test_terms_and_shapes_beside_the_maps_are_no_documents(harbour: Path, form: str) -> None:
    (harbour / "terms.ttl").write_text(run("schema", "--as", form).stdout, "utf-8")
    ran = run("-L", ".", "sources", folder=harbour)
    assert (ran.stdout.split()[0], ran.stderr, ran.code) == ("harbour", "", 0)
    named = run("-L", "terms.ttl", "sources", folder=harbour)
    assert "CM004 empty-document" in named.stderr
    assert named.code == 1
