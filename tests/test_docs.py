"""The generated pages of docs/ are fresh, and its hand-written ones name nothing that does not exist."""

from __future__ import annotations

import re
from pathlib import Path

import cruxmap
import pytest
from consoles import run
from cruxmap.graph.schema import INVERSE, KIND, RELATION
from pages import PAGES

DOCS = Path(__file__).resolve().parent.parent / "docs"


@pytest.mark.parametrize("name", PAGES)
def test_generated_pages_are_fresh(name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == PAGES[name](), "run `make docs`"


def test_the_map_of_the_format_page_reads_without_problems(tmp_path: Path) -> None:
    pages = [(DOCS / "map-format.md").read_text("utf-8"), (DOCS.parent / "README.md").read_text("utf-8")]
    maps = [block for page in pages for block in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)]
    whole = [block for block in maps if block.startswith("source:") and "id: hours" not in block]
    assert len(whole) == 2
    for place, block in enumerate(whole):
        (tmp_path / f"{place}.yaml").write_text(block, "utf-8")
        assert run("-L", str(tmp_path / f"{place}.yaml"), "cruxes").stderr == ""


def test_files_named_in_contributing_exist() -> None:
    page = (DOCS.parent / "CONTRIBUTING.md").read_text("utf-8")
    files = re.findall(r"`((?:graph|sources|exports|tests|docs|benchmarks)/[\w./]+)`", page)
    assert files
    for name in files:
        assert (DOCS.parent / name).exists(), name


def test_public_names_exist() -> None:
    assert all(hasattr(cruxmap, name) for name in cruxmap.__all__)
    assert set(INVERSE).isdisjoint(RELATION)
    assert set(KIND).isdisjoint(RELATION)
