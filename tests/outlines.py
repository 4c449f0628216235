"""Markdown as markmap reads it: the real one, run by node."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).parent / "node" / "markmap.mjs"


def read_markdown(node_modules: Path, texts: list[str]) -> list[dict[str, Any]]:
    """For each text the `tree` of {text, children}, the plain `text` and the names of the `tags` it becomes."""
    assert node_modules.is_dir()
    ran = subprocess.run(["node", str(SCRIPT)], input=json.dumps(texts).encode(), capture_output=True, check=False)
    assert (ran.stderr.decode(), ran.returncode) == ("", 0)
    found: list[dict[str, Any]] = json.loads(ran.stdout)
    return found
