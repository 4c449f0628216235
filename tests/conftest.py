"""What all tests share: the flag that rewrites expected sessions, and the real documents beside the checkout."""

from __future__ import annotations

import os
from pathlib import Path

import cruxmap
import pytest
from hypothesis import settings

# The same examples every time in CI, so that a failure there can be repeated.
settings.register_profile("ci", derandomize=True, deadline=None)
if os.environ.get("CI"):
    settings.load_profile("ci")

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-cases", action="store_true", help="write what commands print now into the cases")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(_RootIsNoPackage())


class _RootIsNoPackage:
    """Keeps pytest from importing the checkout as a package, which fails where its folder's name is no identifier."""

    def pytest_collect_directory(self, path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        return pytest.Dir.from_parent(parent, path=path) if path == ROOT else None


@pytest.fixture(scope="session")
def shipped() -> cruxmap.Graph:
    """The graph of the shipped maps."""
    return cruxmap.load("@shipped")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real documents; tests without it are skipped, but never in CI."""
    if not (SHARED / "seeds").is_dir():
        assert not os.environ.get("CI"), f"CI must have the documents in {SHARED}"
        pytest.skip("the seed documents do not lie beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def seeds(shared: Path) -> dict[str, str]:
    """The texts of the two documents by source id, the note repaired (its UTF-8 had been read as MacRoman)."""
    note, article = (path.read_text("utf-8") for path in sorted((shared / "seeds").glob("*.txt")))
    return {"dragan": note.encode("mac_roman").decode("utf-8"), "cotra": article}
