"""Plugins: what installed packages add through entry points, and which of them failed to load."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from .problem import Finding, Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.metadata import EntryPoint


class Plugin(Struct, frozen=True):
    """What one entry point gave: the package that declares it, the entry point's name, and the object."""

    package: str
    name: str
    value: object


def load_plugins(group: str, findings: list[Finding]) -> Iterator[Plugin]:
    """The objects behind the entry points of a group, by package and name.

    One that cannot be loaded is a finding under its package's name, and the others go on.
    """
    from importlib.metadata import entry_points  # ten milliseconds, where plugins can matter

    for point in sorted(entry_points(group=group), key=lambda point: (_package(point), point.name)):
        try:
            yield Plugin(_package(point), point.name, point.load())
        except Exception as error:  # noqa: BLE001 - a stranger's code may raise anything; its package is named
            findings.append(failed(_package(point), f"{point.name} could not be loaded", error))


def failed(package: str, what: str, error: BaseException | None = None) -> Finding:
    """A finding for a plugin that does not work, placed at its package."""
    said = f": {type(error).__name__}: {error}" if error else ""
    hint = f"the rest goes on without it; update or remove {package}"
    return Finding(rule="plugin-failed", message=f"{what}{said}", span=Span(f"package {package}"), hint=hint)


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist else point.value.partition(":")[0].partition(".")[0]
