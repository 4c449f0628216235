"""Commands run in a pseudo-terminal, as somebody at a keyboard has them."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 60.0
CTRL_C, END = "\x03", "\x04"
_STYLE = re.compile(r"\x1b\[[0-9;]*m")


class Terminal:
    """`cruxmap WORDS` in a terminal of its own."""

    def __init__(self, *words: str, folder: Path, env: dict[str, str] | None = None, columns: int = 80) -> None:
        self._mine, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))

        def take_terminal() -> None:
            os.setsid()
            fcntl.ioctl(theirs, termios.TIOCSCTTY, 0)

        self.process = subprocess.Popen(
            [sys.executable, "-c", "from cruxmap.cli import main; main()", *words],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=folder,
            env={**os.environ, "TERM": "xterm", "XDG_DATA_HOME": str(folder / "data"), **(env or {})},
            preexec_fn=take_terminal,  # noqa: PLW1509 - what it does is safe
            close_fds=True,
        )
        os.close(theirs)
        self._seen, self.shown = 0, ""

    def until(self, words: str) -> str:
        """Wait for words on the screen, behind those waited for before; what came up to them."""
        before = self._seen
        self._read(words)
        found = self.shown.find(words, before)
        assert found >= 0, f"{words!r} never came: {self.shown[before:]!r}"
        self._seen = found + len(words)
        return self.shown[before : self._seen]

    def type(self, text: str) -> None:
        """Press keys; Enter after all but control keys."""
        os.write(self._mine, (text if text in (CTRL_C, END) else text + "\n").encode())

    def interrupt(self, words: str) -> str:
        """Press Ctrl-C until words come up: Python is deaf to it for a moment, just before it waits for a line."""
        for _ in range(5):
            self.type(CTRL_C)
            self._read(words, PATIENCE / 5)
            if words in self.shown[self._seen :]:
                break
        return self.until(words)

    def close(self) -> tuple[str, int]:
        """Wait for the end; what came on the screen since words were waited for, and the exit code."""
        self._read()
        return self.shown[self._seen :], self.process.wait(PATIENCE)

    def kill(self) -> None:
        """End the process at once, whatever it is doing."""
        self.process.kill()
        self.process.wait(PATIENCE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        os.close(self._mine)

    def _read(self, words: str = "", patience: float = PATIENCE) -> None:
        """Take in what comes up, to the end or until words are there."""
        until = time.monotonic() + patience
        while not (words and words in self.shown[self._seen :]) and time.monotonic() < until:
            has_ended = self.process.poll() is not None  # asked first: what it said last may come up in between
            if select.select([self._mine], [], [], 0.1)[0]:
                try:
                    got = os.read(self._mine, 65536)
                except OSError:  # the other end is closed
                    return
                if not got:
                    return
                self.shown += _STYLE.sub("", got.decode("utf-8", "replace")).replace("\r\n", "\n")
            elif has_ended:
                return
