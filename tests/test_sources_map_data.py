"""What other tools say of a node: any JSON object is kept as it is, what is none is refused with its place."""

from __future__ import annotations

import json

import pytest
from consoles import run
from cruxmap.graph.foreign_data import decoded
from cruxmap.sources.map_yaml import read, write

OWLS = """\
source: {id: owls, title: Owls}
claims:
  silent:
    text: Owls fly without a sound.
    data: %s
"""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('{"aif": {"nodeID": "12", "n": 12, "x": [1.5, true, null, "null"]}}', None),
        ('{"aif": [1e-05, -2e+30, 1.5e300, -0.0, 10000000000000000000000]}', None),
        ("{argdown: {tags: [a b, 'yes'], closed: yes}}", {"argdown": {"tags": ["a b", "yes"], "closed": "yes"}}),
        ('\'{"deep": [[[]]], "": {"<<": 1}}\'', {"deep": [[[]]], "": {"<<": 1}}),
    ],
)
def test_data_is_kept_as_it_stands(written: str, meant: object) -> None:
    parsed = read(OWLS % written, "owls.yaml")
    assert parsed.findings == ()
    assert parsed.source_map
    again = read(write(parsed.source_map), "owls.yaml").source_map
    assert again
    node = again.nodes[1]
    assert decoded(node.data) == (meant or json.loads(written))


def test_data_is_shown(tmp_path: object) -> None:
    folder = str(tmp_path)
    with open(f"{folder}/owls.yaml", "w", encoding="utf-8") as file:
        file.write(OWLS % '{"kialo": {"votes": [1, 2]}}')
    shown = run("-L", f"{folder}/owls.yaml", "show", "silent", "--json")
    assert json.loads(shown.stdout)["data"] == {"kialo": {"votes": [1, 2]}}
    assert "kialo" in run("-L", f"{folder}/owls.yaml", "show", "silent").stdout


@pytest.mark.parametrize("written", ["[1, 2]", "words", "'{\"a\": NaN}'", "'{\"a\": '", "7", "'" + "[" * 9000 + "'"])
def test_what_is_no_object_is_told(written: str) -> None:
    (finding,) = read(OWLS % written, "owls.yaml").findings
    assert (finding.rule, finding.span.line, finding.span.column) == ("bad-value", 5, 11)
    assert "JSON" in finding.message
