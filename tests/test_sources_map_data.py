"""What other tools say of a node: any JSON object is kept as it is, what is none is refused with its place."""

from __future__ import annotations

import json

import pytest
from consoles import run
from cruxmap.graph.foreign_data import canonical, decoded
from cruxmap.graph.model import Source, SourceMap
from cruxmap.sources.map_yaml import read, write
from hypothesis import given
from hypothesis import strategies as st

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


_keys = st.text(max_size=9) | st.just("<<")
_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(_keys, inner, max_size=2),
    max_leaves=6,
)


@given(st.dictionaries(_keys, _values, min_size=1, max_size=3).map(canonical))
def test_any_data_comes_back(data: str) -> None:
    source = Source(id="owls/source", kind="source", text="Owls", title="Owls", data=data)
    read_back = read(write(SourceMap(id="owls", nodes=(source,))), "owls.yaml")
    assert read_back.findings == ()
    assert read_back.source_map
    assert read_back.source_map.nodes[0].data == data


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
