"""Console sessions as tests: commands after `$ `, then all they print, then `[exit N]` if N is not 0.

Lines on standard error are marked `! `. `COLUMNS=160 cruxmap …` sets the width, which is 80 otherwise.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from click.testing import CliRunner
from cruxmap.cli import cli

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Ran(NamedTuple):
    """What a command left behind."""

    stdout: str
    stderr: str
    code: int


def run(*words: str, folder: Path | None = None, env: dict[str, str] | None = None, stdin: bytes = b"") -> Ran:
    """Run `cruxmap WORDS` in this process, in a folder, 80 columns wide unless `env` says otherwise."""
    before = os.getcwd()
    if folder is not None:
        os.chdir(folder)
    try:
        result = CliRunner().invoke(cli, words, prog_name="cruxmap", input=stdin, env={"COLUMNS": "80", **(env or {})})
    finally:
        os.chdir(before)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ran(result.stdout, result.stderr, result.exit_code)


def replay(session: str, folder: Path) -> str:
    """The same session with what its commands print now."""
    commands = [line[2:] for line in session.splitlines() if line.startswith("$ ")]
    return "\n".join(_transcript(command, folder) for command in commands)


def run_line(command: str, folder: Path) -> Ran:
    """Run one line of a session."""
    words = shlex.split(command)
    env = dict(word.split("=", 1) for word in words if re.match(r"[A-Z_]+=", word))
    arguments = [word for word in words if not re.match(r"[A-Z_]+=", word)]
    assert arguments[0] == "cruxmap", f"a session runs cruxmap, not {arguments[0]}"
    with _python_path(folder, env.pop("PYTHONPATH", "")):
        return run(*arguments[1:], folder=folder, env=env)


@contextmanager
def _python_path(folder: Path, path: str) -> Iterator[None]:
    """Packages that lie in a folder are installed for once, in place of others of their names."""
    there = {place.stem for place in (folder / path).iterdir()} if path else set()
    hidden = {name: sys.modules.pop(name) for name in list(sys.modules) if name.partition(".")[0] in there}
    known = set(sys.modules)
    if path:
        sys.path.insert(0, str(folder / path))
    try:
        yield
    finally:
        if path:
            sys.path.remove(str(folder / path))
            for name in set(sys.modules) - known:
                if not name.startswith("cruxmap"):
                    del sys.modules[name]
        sys.modules.update(hidden)


def _transcript(command: str, folder: Path) -> str:
    ran = run_line(command, folder)
    errors = "".join(f"! {line}\n" if line else "!\n" for line in ran.stderr.splitlines())
    return f"$ {command}\n{ran.stdout}{errors}" + (f"[exit {ran.code}]\n" if ran.code else "")
