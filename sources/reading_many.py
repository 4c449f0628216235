"""Many documents read at the same time, by a process for each processor, where that is quicker."""

from __future__ import annotations

import os
import signal
import struct
import sys
from typing import TYPE_CHECKING, NoReturn

from msgspec import msgpack

from .documents import read_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .library import Document

WORTH_IT = 400_000
MOST_PROCESSES = 8
_MOST_TICKETS = 1000
_TICKET = _RESULT = "=QQ"


def read_many(documents: Sequence[Document], size: int) -> Iterator[bytes]:
    """What each of the documents says, a Parsed as msgpack, in their order. `size` is how many bytes they have."""
    found: dict[int, bytes] = {}
    if sys.platform == "linux" and size >= WORTH_IT:  # elsewhere processes start too slowly, or are not safe to split
        processes = min(len(os.sched_getaffinity(0)), MOST_PROCESSES, len(documents))
        found = _read_by(processes, documents) if processes > 1 else {}
    for place, document in enumerate(documents):
        yield found.pop(place, b"") or _encoded(document)


def _read_by(processes: int, documents: Sequence[Document]) -> dict[int, bytes]:
    """What the documents say, by their places; what is missing was with a process that came to its end too soon.

    Each process takes a ticket, reads the documents it stands for, and takes the next.
    """
    tickets = _tickets(len(documents))
    children: dict[int, int] = {}
    try:
        while len(children) < processes - 1:
            file = os.memfd_create("cruxmap")
            child = os.fork()
            if not child:
                _work(tickets, documents, file)
            children[child] = file
        found = dict(_taken(tickets, documents))
        while children:
            child, file = children.popitem()
            os.waitpid(child, 0)
            found.update(_written(file))
        return found
    finally:
        os.close(tickets)
        for child in children:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _tickets(count: int) -> int:
    """A pipe with a ticket for each stretch of documents, few enough that all find room in it."""
    stretch = count // _MOST_TICKETS + 1
    reading, writing = os.pipe()
    for start in range(0, count, stretch):
        os.write(writing, struct.pack(_TICKET, start, min(start + stretch, count)))
    os.close(writing)
    return reading


def _taken(tickets: int, documents: Sequence[Document]) -> Iterator[tuple[int, bytes]]:
    """The places of documents whose ticket was free, with what they say."""
    while ticket := os.read(tickets, struct.calcsize(_TICKET)):
        for place in range(*struct.unpack(_TICKET, ticket)):
            yield place, _encoded(documents[place])


def _work(tickets: int, documents: Sequence[Document], file: int) -> NoReturn:
    """Write what is read to a file, and end."""
    try:
        with open(file, "wb") as results:
            for place, parsed in _taken(tickets, documents):
                results.write(struct.pack(_RESULT, place, len(parsed)))
                results.write(parsed)
    finally:
        os._exit(0)  # whatever went wrong goes wrong again where it can be told


def _written(file: int) -> Iterator[tuple[int, bytes]]:
    """What a process wrote, as far as it got."""
    os.lseek(file, 0, os.SEEK_SET)
    with open(file, "rb") as results:
        while len(head := results.read(struct.calcsize(_RESULT))) == struct.calcsize(_RESULT):
            place, size = struct.unpack(_RESULT, head)
            parsed = results.read(size)
            if len(parsed) == size:
                yield place, parsed


def _encoded(document: Document) -> bytes:
    return msgpack.encode(read_document(document))
