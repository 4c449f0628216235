"""A wheel built from this tree works in an empty environment, outside the checkout."""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_wheel_installs_and_answers(tmp_path: Path) -> None:
    tree = shutil.copytree(
        ROOT,
        tmp_path / "tree",
        ignore=shutil.ignore_patterns(".*", "__pycache__", "build", "dist", "*.egg-info", "node_modules"),
    )
    build = [sys.executable, "-m", "build", "--wheel", "--outdir", str(tmp_path), str(tree)]
    built = subprocess.run(build, capture_output=True, text=True, check=True, cwd=tmp_path)
    warnings = [line for line in (built.stdout + built.stderr).splitlines() if "warning" in line.lower()]
    assert [line for line in warnings if "byte-compiling is disabled" not in line] == []
    (wheel,) = tmp_path.glob("*.whl")
    inside = {name.split("/")[1] for name in zipfile.ZipFile(wheel).namelist() if name.startswith("cruxmap/")}
    files = {"__init__.py", "__main__.py", "cli.py", "quick.py", "py.typed"}
    assert inside == {*files, "commands", "graph", "sources", "exports"}
    empty = tmp_path / "empty"
    venv.create(empty, with_pip=True)
    pip: list[str | Path] = [
        empty / "bin" / "python",
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-compile",
        "--disable-pip-version-check",
        wheel,
    ]
    subprocess.run(pip, check=True)
    ran = subprocess.run(
        [empty / "bin" / "cruxmap", "cruxes"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        encoding="utf-8",
    )
    assert "crux-goals" in ran.stdout
    assert ran.stderr == ""
