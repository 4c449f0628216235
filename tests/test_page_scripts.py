"""The page's scripts use only names that there are, leave none unused, and never make elements from markup."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

from cruxmap.exports import export
from cruxmap.exports.exporter import Options

if TYPE_CHECKING:
    from pathlib import Path

    import cruxmap


def test_scripts_are_clean(shipped: cruxmap.Graph, node_modules: Path, tmp_path: Path) -> None:
    page = export(shipped, "html", Options(network=False)).text
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    (tmp_path / "page.js").write_text(script, "utf-8")
    eslint: list[str | Path] = [
        node_modules / ".bin" / "eslint",
        "--config",
        node_modules.parent / "eslint.config.mjs",
        "page.js",
    ]
    ran = subprocess.run(eslint, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ran.stdout + ran.stderr, ran.returncode) == ("", 0)
