"""What all tests share: the flag that rewrites expected sessions, and the real documents beside the checkout."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import tempfile
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import TYPE_CHECKING, NoReturn

import cruxmap
import pytest
from consoles import run
from hypothesis import HealthCheck, settings
from vaults import environment, write_vault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser
    from served import At
    from servers import Running

# The same examples every time, so that a failure can be repeated; `make laws` tries others. No test is about how fast a
# machine is.
settings.register_profile("others", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", settings.get_profile("others"), derandomize=True)
settings.load_profile("same")

os.environ["CRUXMAP_CACHE"] = "off"  # tests leave nothing in the user's folders; those of the cache name their own
EMPTY = tempfile.TemporaryDirectory(prefix="cruxmap-tests-")  # nor do they read what whoever runs them believes
os.environ["XDG_DATA_HOME"] = EMPTY.name

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-cases", action="store_true", help="write what commands print now into the cases")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(_RootIsNoPackage())
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that runs the tests beside others takes it away


def pytest_collection_finish() -> None:
    """Load every module before the first test: Hypothesis draws from their constants, in whatever order tests run."""
    for module in walk_packages(cruxmap.__path__, "cruxmap."):
        import_module(module.name)
    gc.collect()
    gc.freeze()  # what is loaded now stays: going through it again and again would take a fifth of the time
    gc.set_threshold(50_000, 20, 50)


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
    return SHARED if (SHARED / "seeds").is_dir() else missing(f"the seed documents in {SHARED}")


@pytest.fixture(scope="session")
def seeds(shared: Path) -> dict[str, str]:
    """The texts of the two documents by source id, the note repaired (its UTF-8 had been read as MacRoman)."""
    note, article = (path.read_text("utf-8") for path in sorted((shared / "seeds").glob("*.txt")))
    return {"dragan": note.encode("mac_roman").decode("utf-8"), "cotra": article}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """An empty library, and beside it a folder `in` for what is to be added."""
    run("init", "--bare", "lib", folder=tmp_path)
    (tmp_path / "in").mkdir()
    return tmp_path / "lib"


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """An environment in which what is read is kept in a folder of its own."""
    return environment(tmp_path)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A library of several documents that may be changed."""
    return write_vault(tmp_path / "vault")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, the real one, without a window and kept from looking up anything by itself."""
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), "")
    with sync_playwright() as playwright:
        flags = ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"]
        yield playwright.chromium.launch(
            executable_path=path or missing("a Chromium (Debian: apt install chromium)"),
            args=[*flags, "--disable-sync", "--no-sandbox"],  # CI runs as root, where the sandbox cannot start
        )


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """Where npm put what the tests need: both current versions of Mermaid, axe, markmap."""
    folder = ROOT / "tests" / "node" / "node_modules"
    return folder if folder.is_dir() else missing("the npm packages (npm ci --prefix tests/node)")


@pytest.fixture(scope="session")
def graphviz() -> str:
    """The program `dot`."""
    return shutil.which("dot") or missing("Graphviz (Debian: apt install graphviz)")


def missing(what: str) -> NoReturn:
    """Skip the test for want of something; in CI, which must have it, fail."""
    if os.environ.get("CI"):
        pytest.fail(f"CI must have {what}")
    pytest.skip(f"without {what}")


@pytest.fixture(scope="session")
def an_oxigraph() -> Iterator[Running]:
    """Oxigraph's server."""
    from servers import oxigraph

    with oxigraph() as running:
        yield running


@pytest.fixture(scope="session")
def a_virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Virtuoso."""
    from servers import virtuoso

    if not shutil.which("virtuoso-t"):
        missing("Virtuoso (Debian: apt install virtuoso-opensource-7-bin)")
    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as running:
        yield running


@pytest.fixture
def there(an_oxigraph: Running) -> Running:
    """A server that is empty."""
    from served import emptied

    return emptied(an_oxigraph)


@pytest.fixture
def at(tmp_path: Path) -> At:
    """Where commands run against servers."""
    from served import At

    return At(tmp_path)
