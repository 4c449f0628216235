"""The record of what is kept of a library: all but its graph and its documents, which have databases of their own."""

from __future__ import annotations

from msgspec import MsgspecError, Struct, msgpack

from ..graph.problem import Finding, Problem  # noqa: TC001 - msgspec decodes them
from .looks import Look  # noqa: TC001 - msgspec decodes it


class Kept(Struct, frozen=True, array_like=True):
    """A library but for its graph: what is wrong in it, the nodes that lost links, the names of its documents, and the
    file and source of each of its maps.

    `frame` is a digest of all it was made from but the documents' content, `seen` one of that and how they looked.
    `unsure` are those that may have changed and look as they did. `ways` are paths that mattered, and where they led.
    `graph` and `read` are the names of two databases and how these looked. `generation` is another one whenever the
    graph is. `paths` are those of the library, for people. What was read of `stale` documents is no longer kept.
    """

    frame: bytes
    seen: bytes
    unsure: tuple[str, ...]
    generation: bytes
    graph: tuple[str, Look]
    read: tuple[str, Look]
    problems: list[Problem]
    findings: tuple[Finding, ...]
    lost: frozenset[str]
    documents: tuple[str, ...]
    maps: tuple[tuple[str, str], ...]
    ways: tuple[tuple[bytes, bytes], ...]
    paths: tuple[str, ...]
    stale: int = 0


def decoded(data: bytes | memoryview) -> Kept | None:
    """The record that was encoded in MessagePack, None if it is of another form."""
    try:
        return msgpack.decode(data, type=Kept)
    except (MsgspecError, ValueError):
        return None
