"""[reasoning] and [belief] of cruxmap.toml: what they set, and every mistake in them with its place."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from consoles import run
from cruxmap import read_library
from cruxmap.graph.reasoning.counting import MODALITY, WEIGHTS
from cruxmap.sources.beliefs import reading
from orchards import orchard

if TYPE_CHECKING:
    from pathlib import Path


def test_settings_count(tmp_path: Path) -> None:
    here = orchard(
        tmp_path,
        settings='[reasoning]\nsemantics = "euler"\n[reasoning.weights]\nattacks = 2\ncauses = 0\n'
        "[reasoning.modality]\npossible = 0.05\n[belief]\nfrost = 1\n",
    )
    library = read_library([str(here)])
    reader = reading(library)
    assert library.problems == []
    assert (reader.semantics, reader.beliefs) == ("euler", {"orchard/frost": 1.0})
    assert reader.weights == {**WEIGHTS, "attacks": 2.0, "causes": 0.0}
    assert reader.modality == {**MODALITY, "possible": 0.05}
    found = json.loads(run("weigh", "keep", "--json", folder=here).stdout)
    other = json.loads(run("weigh", "keep", "--semantics", "mlp", "--json", folder=here).stdout)
    assert (found["semantics"], other["semantics"]) == ("euler", "mlp")
    assert found["nodes"][0]["strength"] != other["nodes"][0]["strength"]


def test_weights_and_modality_move_strengths(tmp_path: Path) -> None:
    def strength(settings: str) -> float:
        here = orchard(tmp_path, settings=settings)
        found: float = json.loads(run("weigh", "frost", "--json", folder=here).stdout)["nodes"][0]["strength"]
        return found

    assert strength("[reasoning.weights]\nattacks = 0\n") == pytest.approx(0.5)
    assert strength("[reasoning.modality]\nasserted = 0.2\n[reasoning.weights]\nattacks = 0\n") == pytest.approx(0.2)
    assert strength("[reasoning.weights]\nattacks = 3\n") < strength("")


def test_without_settings_all_is_as_published(tmp_path: Path) -> None:
    reader = reading(read_library([str(orchard(tmp_path))]))
    assert (reader.semantics, reader.weights, reader.modality) == ("mlp", WEIGHTS, MODALITY)


def test_of_several_libraries_the_first_named_decides(tmp_path: Path) -> None:
    one = orchard(tmp_path / "one", settings='[reasoning]\nsemantics = "euler"\n[belief]\n"orchard/frost" = 0.1\n')
    two = orchard(
        tmp_path / "two",
        settings='[reasoning]\nsemantics = "df-quad"\n[reasoning.weights]\ncauses = 1\n[belief]\n"wells/wells" = 0.2\n',
    )
    (two / "maps" / "orchard.yaml").write_text("source: {id: wells, title: W}\nclaims:\n  wells: {text: Wells.}\n")
    for paths, name in ((["two", "one"], "df-quad"), (["one", "two"], "euler")):
        given = [str(tmp_path / path) for path in paths]
        reader = reading(read_library(given), given)
        assert (reader.semantics, reader.weights["causes"]) == (name, 1.0)
        assert reader.beliefs == {"orchard/frost": 0.1, "wells/wells": 0.2}
        assert reader.findings == ()
    assert one.exists()


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        (
            '[reasoning]\nsemantics = "mpl"\n',
            "4:1: error CM006 bad-settings: [reasoning] there is no semantics 'mpl' hint: did you mean 'mlp'",
        ),
        ("[reasoning]\nsemantics = 3\n", "4:1: error CM006 bad-settings: [reasoning] there is no semantics '3'"),
        (
            "[reasoning]\nweight = {}\n",
            "4:1: error CM006 bad-settings: unknown setting 'weight' hint: did you mean 'weights'?",
        ),
        (
            "[reasoning.weights]\ncausse = 1\n",
            "4:1: error CM006 bad-settings: unknown setting 'causse' hint: did you mean 'causes'?",
        ),
        ("[reasoning.weights]\npremise_of = 1\n", "4:1: error CM006 bad-settings: unknown setting 'premise_of'"),
        (
            "[reasoning.weights]\ncauses = 11\n",
            "4:1: error CM006 bad-settings: 'causes' must be a number from 0 to 10, not '11'",
        ),
        ("[reasoning.weights]\ncauses = true\n", "'causes' must be a number from 0 to 10, not 'true'"),
        ("[reasoning.weights]\ncauses = '1'\n", "'causes' must be a number from 0 to 10, not '1'"),
        ("[reasoning]\nweights = 3\n", "4:1: error CM006 bad-settings: reasoning.weights must be a table"),
        (
            "[reasoning.modality]\npossible = 2\n",
            "4:1: error CM006 bad-settings: 'possible' must be a number from 0 to 1, not '2'",
        ),
        ("[reasoning.modality]\nmaybe = 0.2\n", "unknown setting 'maybe'"),
        ("[belief]\nfrost = 2\n", "4:1: error CM006 bad-settings: 'frost' must be a number from 0 to 1, not '2'"),
        ("[[belief]]\nfrost = 1\n", "belief must be a table"),
        ("[[reasoning]]\n", "reasoning must be a table"),
        ("[reasning]\n", "3:2: error CM006 bad-settings: unknown setting 'reasning' hint: did you mean 'reasoning'?"),
        ("[x]\ny = " + "[" * 5000, "bad-settings"),
    ],
)
def test_mistakes_are_told_and_the_rest_counts(tmp_path: Path, settings: str, says: str) -> None:
    here = orchard(tmp_path, settings=settings)
    for command in ("cruxes", "weigh"):
        ran = run(command, folder=here)
        assert (ran.code, says in re.sub(r"\s+", " ", ran.stderr)) == (1, True), ran.stderr


def test_an_unknown_id_in_the_settings_is_told_by_what_weighs_and_by_check(tmp_path: Path) -> None:
    here = orchard(tmp_path, settings="[belief]\nfrots = 0.2\n")
    assert run("cruxes", folder=here).code == 0
    for command in ("weigh", "check"):
        ran = run(command, folder=here)
        assert ran.code == 1
        assert "there is no node 'frots'" in ran.stdout + ran.stderr
        assert "cruxmap.toml:4:1" in ran.stdout + ran.stderr
