"""The terminal sessions and Python examples of README and guide do what they say; their links lead somewhere."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest
from consoles import replay, run_line

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"(?<=```console\n).*?(?=```)", re.DOTALL)
DIAGRAM = re.compile(r"(<!-- (cruxmap [^>]*) -->\n```mermaid\n).*?(?=```)", re.DOTALL)
MAP = re.compile(r"```yaml\n(?=source:\n  id: (\S+))(.*?)```", re.DOTALL)
PAGES = ("README.md", "docs/guide.md", "docs/study.md", "docs/exchange.md")


@pytest.mark.parametrize("page", PAGES)
def test_sessions(
    page: str, request: pytest.FixtureRequest, tmp_path: Path, env: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in env.items():  # what the reader of these believes is not what is believed here
        monkeypatch.setenv(name, value)
    path = ROOT / page
    text = path.read_text("utf-8")
    for name, example in MAP.findall(text):
        (tmp_path / "maps").mkdir(exist_ok=True)
        (tmp_path / "maps" / f"{name}.yaml").write_text(example, "utf-8")
    assert len(BLOCK.findall(text)) >= 2
    now = BLOCK.sub(lambda found: replay(found.group(), tmp_path), text)
    now = DIAGRAM.sub(lambda found: found[1] + run_line(found[2], tmp_path).stdout, now)
    if request.config.getoption("--update-cases"):
        path.write_text(now, "utf-8")
    assert now == path.read_text("utf-8")


def test_python_examples_of_the_guide() -> None:
    failed, tried = doctest.testfile(str(ROOT / "docs" / "guide.md"), module_relative=False, encoding="utf-8")
    assert failed == 0
    assert tried > 15


def test_python_example_of_the_readme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (example,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    names: dict[str, object] = {}
    exec(compile(example, "README.md", "exec"), names)
    assert "graph" in names


@pytest.mark.parametrize("page", [*PAGES, "docs/map-format.md", "CONTRIBUTING.md"])
def test_links_lead_to_files(page: str) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", (ROOT / page).read_text("utf-8")):
        assert ((ROOT / page).parent / target).exists(), target
