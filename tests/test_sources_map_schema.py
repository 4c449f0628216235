"""`cruxmap schema`: a JSON Schema that takes the shipped maps and turns back broken ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import cruxmap
import jsonschema
import pytest
import yaml
from consoles import run
from cruxmap.sources import map_yaml
from hypothesis import given, settings
from strategies import source_maps

if TYPE_CHECKING:
    from cruxmap.graph.model import SourceMap

MAPS = sorted((Path(cruxmap.__file__).parent / "sources" / "maps").glob("*.yaml"))
CASES = Path(__file__).parent / "cases"
SCHEMA = json.loads(run("schema").stdout)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


class _Yaml12(yaml.SafeLoader):
    """As editors read YAML: dates stay text."""


_Yaml12.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rows if not tag.endswith((":timestamp", ":merge"))]
    for first, rows in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def loaded(text: str) -> object:
    return yaml.load(text, Loader=_Yaml12)


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.name)
def test_shipped_maps_are_accepted(path: Path) -> None:
    VALIDATOR.validate(loaded(path.read_text("utf-8")))


@given(source_maps())
@settings(max_examples=30, deadline=None)
def test_whatever_is_written_is_accepted(source_map: SourceMap) -> None:
    VALIDATOR.validate(loaded(map_yaml.write(source_map)))


BROKEN = ("unknown-key/typo.yaml", "wrong-shape/shapes.yaml", "long-id/long.yaml", "settings/drafts/unfinished.yaml",
          "other-yaml/workflow.yaml")  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_broken_maps_are_rejected(name: str) -> None:
    assert not VALIDATOR.is_valid(loaded((CASES / name).read_text("utf-8")))


@pytest.mark.parametrize(
    "entry",
    [
        "claims: {a: {title: no text}}",
        "claims: {a: {text: ''}}",
        "claims: {a: {text: A., complexity: 3}}",
        "claims: {a: {text: A., supports: b}}",
        "claims: {a: {text: A., supports: [{basis: explicit}]}}",
        "claims: {a: {text: A., supports: [{to: b, basis: guessed}]}}",
        "claims: {a: {text: A., modality: sure}}",
        "claims: {Big: {text: A.}}",
        "claims: {source: {text: A.}}",
        "concepts: {a: {text: A., complexity: 11}}",
        "cruxes: {a: {text: 'A?', positions: {yes no: {text: Y.}}}}",
        "analogies: {a: {text: A., mapping: [{element: x}]}}",
        "people: {a: {text: A., group: 'true '}}",
        "positions: {a: {text: A.}}",
        "links: [{from: a/b, relation: likes, to: c/d}]",
        "links: [{from: b, relation: supports, to: c/d, leans: x}]",
        "claims: {a: {text: 1984}}",
        "claims: {a: {text: A., title: ~}}",
        "claims: {a: {text: A., tags: [2021]}}",
        "claims: {a: {text: A., passage: one … two … three}}",
        "claims: {a: {text: A., passage: … two}}",
        "concepts: {a: {text: A., complexity: '5'}}",
        "questions: {a: {text: 'A?', open: 'true'}}",
        "mechanisms: {a: {text: A., precedes: [{to: b, loop: 'true'}]}}",
        "sources: {a: {text: A., published: 2021-13-45}}",
        "expect: {stands: [a]}",
        "expect: [a]",
        "expect: [{take: {a: b}}]",
        "expect: [{stands: [], strength: {}}]",
        "expect: [{stands: a}]",
        "expect: [{stands: [7]}]",
        "expect: [{stands: [a b]}]",
        "expect: [{stands: [a], take: {a: b c}}]",
        "expect: [{stands: [a/]}]",
        "expect: [{stands: [a], take: [a]}]",
        "expect: [{stands: [a], take: {a: true}}]",
        "expect: [{stands: [a], believe: {a: '0.5'}}]",
        "expect: [{stands: [a], believe: {a: 1.01}}]",
        "expect: [{strength: {a: {}}}]",
        "expect: [{strength: {a: {at_most: -1}}}]",
        "expect: [{strength: {a: {least: 0.1}}}]",
        "expect: [{stands: [a], because: [b]}]",
    ],
)
def test_schema_and_reader_reject_the_same_entries(entry: str) -> None:
    text = f"source: {{id: s, title: T}}\n{entry}\n"
    assert map_yaml.read(text, "m.yaml").findings
    assert not VALIDATOR.is_valid(loaded(text))


@pytest.mark.parametrize(
    "entry",
    [
        "concepts:",
        "links:",
        "claims: {a: {text: A., title: '1984', note: 2021-09-21, passage: one ... two}}",
        "sources: {a: {text: A., published: 0999}, b: {text: B., published: 2021-09}}",
        "claims: {a: {text: A.}, b: {text: B.}}\nlinks: [{from: a, relation: supports, to: b}]",
        "questions: {a: {text: 'A?', open: True}}",
        "mechanisms: {a: {text: A., precedes: [{to: b, loop: TRUE}]}}",
        "claims: {a: {text: A., supported_by: [{from: b, note: n}, b/c]}}",
        "expect:",
        "expect: []",
        "expect: [{open: [a, b.c, d/e], take: {}, deny: [], note: n}]",
        "expect: [{take: {a: b, c/d: e}, believe: {a: 1, b: 0.25}, strength: {a: {at_least: 0, at_most: 1.0}}}]",
    ],
)
def test_schema_and_reader_accept_the_same_entries(entry: str) -> None:
    text = f"source: {{id: s, title: T, outline_root: a, outline: [b, {{label: L, children: [c]}}]}}\n{entry}\n"
    assert map_yaml.read(text, "m.yaml").findings == ()
    VALIDATOR.validate(loaded(text))
