"""What somebody meets on the first evening: lists that can be read at once, plain words where nothing comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from consoles import run

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
