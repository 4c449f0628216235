"""What `push` and `pull` share: what they are asked for, and what they answer of each source and of their end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ..exports.exchanged import REFUSED, report, shape
from ..exports.json_ import dumps
from ..sources.servers.address import is_open
from .answer import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..exports.exchanged import Exchanged
    from ..exports.layout import Line
    from ..sources.servers.address import Login
    from .answer import Console


class Exchange(Struct, frozen=True, kw_only=True):
    """What both may be asked for, as on the command line."""

    store: str
    sources: tuple[str, ...]
    force: bool
    dry_run: bool
    timeout: float
    retries: int
    as_json: bool


def failed(endpoint: str, fault: str, as_json: bool) -> Answer:
    """What to answer where no server does."""
    out = dumps(shape(endpoint, [], fault)) + "\n" if as_json else ""
    return Answer(out, ([("the server ", ""), (endpoint, "strong"), (f": {fault}", "failure")],), 1)


def told(
    console: Console, endpoint: str, items: Sequence[Exchanged], fault: str, err: tuple[Line, ...], *, as_json: bool
) -> Answer:
    """What to answer: what came of each source, and what stopped it before the end."""
    if fault:
        err = (*err, [(f"stopped: {fault}", "failure")], [("what is done is done: the same command goes on", "")])
    code = 1 if fault or any(item.status == REFUSED for item in items) else 0
    if as_json:
        return Answer(dumps(shape(endpoint, items, fault)) + "\n", err, code)
    return Answer(report(endpoint, items, console.width, fault), err, code)


def warning(endpoint: str, login: Login) -> tuple[Line, ...]:
    """What to say where the login can be read on the way."""
    said = "the login goes to the server unencrypted: https would hide it"
    return ([(said, "side")],) if login and is_open(endpoint) else ()
