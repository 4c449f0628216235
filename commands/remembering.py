"""Answers that took long to make and come from the library alone, remembered until something of it changes."""

from __future__ import annotations

import time
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

import click
from msgspec import MsgspecError, Struct, msgpack

from ..exports.layout import painted, unpainted
from .answer import Answer, Session

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")

WORTH_REMEMBERING = 0.02
_HEAD = 8


class _Beside(Struct, frozen=True, array_like=True):
    """What an answer is beside what it prints."""

    err: tuple[list[tuple[str, str]], ...]
    code: int


def remembered(command: Callable[Concatenate[Session, P], Answer]) -> Callable[P, Answer]:
    """The command, whose answer is the one that was kept, else made now, and kept if that took some time.

    It must depend on nothing but the library, the command's options and the console.
    """

    @click.pass_context
    @wraps(command)
    def answered(ctx: click.Context, /, *args: P.args, **kwargs: P.kwargs) -> Answer:
        session = Session(ctx)
        kept = session.library.answers
        if kept is None:
            return command(session, *args, **kwargs)
        question = _question(ctx, session)
        known = _unpacked(kept.find(question), session)
        if known:
            return known
        began = time.perf_counter()
        answer = command(session, *args, **kwargs)
        if time.perf_counter() - began < WORTH_REMEMBERING:
            return answer
        packed = _packed(answer, session)
        if packed:
            kept.keep(question, packed)
        return _unpacked(packed, session) or answer

    return answered


def _question(ctx: click.Context, session: Session) -> bytes:
    """All that an answer depends on beside the library."""
    console = session.console
    shape = (console.width, console.error_width, console.wrap, console.paint is unpainted)
    return repr([ctx.command.name, sorted(ctx.params.items()), shape]).encode()  # repr: words may be no text


def _packed(answer: Answer, session: Session) -> bytes | None:
    """What to keep of an answer, None if it cannot be kept."""
    if isinstance(answer.out, bytes):
        return None
    text = answer.out if isinstance(answer.out, str) else painted(answer.out, session.console.paint)
    try:
        out = text.encode()
        beside = msgpack.encode(_Beside(answer.err, answer.code))
    except UnicodeEncodeError:  # a lone surrogate, of which the console makes what it can
        return None
    return len(beside).to_bytes(_HEAD, "little") + beside + out


def _unpacked(packed: bytes | memoryview | None, session: Session) -> Answer | None:
    """The answer that was kept, None if none was."""
    if packed is None:
        return None
    start = _HEAD + int.from_bytes(packed[:_HEAD], "little")
    try:
        beside = msgpack.decode(packed[_HEAD:start], type=_Beside)
    except MsgspecError:
        return None
    out = packed[start:]
    return Answer(bytes(out) if session.console.is_utf8 else str(out, "utf-8"), beside.err, beside.code)
