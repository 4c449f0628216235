"""Every folder under `cases/`: its documents, and a session whose commands must print just what it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from consoles import replay

CASES = sorted(path.parent for path in (Path(__file__).parent / "cases").rglob("session.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_session(case: Path, request: pytest.FixtureRequest) -> None:
    expected = case / "session.txt"
    now = replay(expected.read_text("utf-8"), case)
    if request.config.getoption("--update-cases"):
        expected.write_text(now, "utf-8")
    assert now == expected.read_text("utf-8")
