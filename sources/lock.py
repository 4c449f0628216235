"""The record of verified passages (`passages.lock`): what each was, and where it stood."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec import convert
from msgspec.structs import asdict

from ..graph.problem import Finding, Span
from ..graph.tie import Verified
from .files import read_bytes, write_text
from .settings import SHIPPED
from .user_folders import data_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

LOCK = "passages.lock"


def lock_path(map_name: str, map_path: str, folder: str) -> str:
    """Where passages of a map are recorded: beside the library's cruxmap.toml, else beside the map.

    For the shipped maps that is the user's data folder, for they are not the user's to write beside.
    """
    if map_name.startswith(f"{SHIPPED}/"):
        return os.path.join(data_folder(), LOCK)
    return os.path.normpath(os.path.join(folder or os.path.dirname(map_path), LOCK))


def read_lock(path: str, findings: list[Finding]) -> dict[str, Verified]:
    """What is recorded, by node id; {} if there is no record yet, and with a finding if it cannot be used."""
    if not os.path.exists(path):
        return {}
    data, fault = read_bytes(path)
    try:
        rows = json.loads(data)["passages"]
        return {str(node): convert(row, Verified) for node, row in rows.items()}
    except json.JSONDecodeError as error:
        message, span = fault or f"is no JSON: {error.msg}", Span(path, error.lineno, error.colno)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        message, span = "is no record of passages", Span(path)
    hint = "mend it or delete it; `cruxmap verify` writes it anew"
    findings.append(Finding(rule="bad-lock", message=f"{LOCK} {message}", span=span, hint=hint))
    return {}


def write_lock(path: str, rows: Mapping[str, Verified]) -> None:
    """Record the passages, one a line, by node id. Raises OSError if that cannot be."""
    lines = [
        f"  {json.dumps(node, ensure_ascii=False)}: {json.dumps(asdict(row), ensure_ascii=False)}"
        for node, row in sorted(rows.items())
    ]
    os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    write_text(path, '{"passages": {\n' + ",\n".join(lines) + "\n}}\n")


def digest(words: str) -> str:
    """A short digest of folded words, enough to see that they changed."""
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]
