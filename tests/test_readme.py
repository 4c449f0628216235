"""The README's terminal sessions print what they say, and its figures have a benchmark."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from consoles import replay

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"(?<=```console\n).*?(?=```)", re.DOTALL)


def test_sessions(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    readme = ROOT / "README.md"
    text = readme.read_text("utf-8")
    assert len(BLOCK.findall(text)) >= 2
    now = BLOCK.sub(lambda found: replay(found.group(), tmp_path), text)
    if request.config.getoption("--update-cases"):
        readme.write_text(now, "utf-8")
    assert now == readme.read_text("utf-8")


def test_links_lead_to_files() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / target).exists(), target
