"""How a source here stands to that on a server: by digests, and by what both were when they were last the same."""

from __future__ import annotations

import json
import os
from typing import Literal

from msgspec import Struct
from msgspec.structs import astuple

from ...graph.problem import CruxmapError
from ..files import read_bytes, write_text

RECORD = "servers.lock"
UNLISTED = "?"
"""What stands for the digest of a graph of which the manifest says nothing."""

Standing = Literal["same", "new here", "new there", "changed here", "changed there", "changed both"]


class Seen(Struct, frozen=True):
    """The digests of a source here and there when they were last in step ("" if never), and of what is being sent, ""
    once that is done; and the file here of one that holds only links, which nothing else tells from others."""

    here: str = ""
    there: str = ""
    sending: str = ""
    file: str = ""


Record = dict[str, dict[str, Seen]]
"""By the address of a server, and by the IRI of the graph."""


def standing(here: str, there: str, seen: Seen | None) -> Standing:
    """How they stand, by their digests, "" for one that is not there. Of what was never in step both have changed.

    What was being sent when the program was stopped counts as changed here, and there as what is known.

    >>> standing("a", "a", None), standing("b", "a", Seen("a", "a")), standing("b", "a", None)
    ('same', 'changed here', 'changed both')
    """
    is_unfinished = seen is not None and bool(seen.sending)
    if here == there:
        return "changed here" if is_unfinished else "same"
    if not there:
        return "new here"
    if not here:
        return "new there"
    is_other_here = seen is None or is_unfinished or seen.here != here
    is_other_there = seen is None or there not in (seen.there, seen.sending, UNLISTED)
    if is_other_here and is_other_there:
        return "changed both"
    return "changed here" if is_other_here else "changed there" if is_other_there else "same"


def read_record(path: str) -> Record:
    """What is recorded, {} if nothing is. Raises CruxmapError for what is no record."""
    if not os.path.exists(path):
        return {}
    data, fault = read_bytes(path)
    try:
        found = json.loads(data)["servers"]
        return {
            str(server): {str(graph): Seen(*map(str, row)) for graph, row in rows.items()}
            for server, rows in found.items()
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        why = fault or "is no record of servers"
        raise CruxmapError(f"{path} {why}: mend it, or delete it; sources that differ then count as changed") from error


def write_record(path: str, record: Record) -> None:
    """Record what was in step, one source a line. Raises OSError if that cannot be."""
    servers = []
    for server, rows in sorted(record.items()):
        lines = [f"  {json.dumps(graph)}: {json.dumps(_row(row))}" for graph, row in sorted(rows.items())]
        servers.append(f" {json.dumps(server)}: {{\n" + ",\n".join(lines) + "\n }")
    os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    write_text(path, '{"servers": {\n' + ",\n".join(servers) + "\n}}\n")


def _row(seen: Seen) -> list[str]:
    """As it is written: a file only where there is one."""
    return [*astuple(seen)[:3], *filter(None, [seen.file])]
