"""The tables of a vault as an Obsidian base: cruxes, each sort of gap, concepts by complexity, everything.

The form is that of "Bases syntax" in Obsidian's help: YAML with filters, properties and views.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...graph.gaps import GAPS
from .properties import MARK, NODE
from .text import yaml

if TYPE_CHECKING:
    from ...graph.gaps import GapKind

_NAMES = {
    "file.name": "Note",
    "note.kind": "Kind",
    "note.source": "Document",
    "note.section": "Section",
    "note.complexity": "Complexity",
    "note.eli": "Explained for age",
    "note.has_position": "Sides",
    "note.mitigated_by": "Mitigated by",
    "note.has_prerequisite": "Learn first",
    "note.prerequisite_of": "Learn next",
}


def base() -> str:
    """The same for every vault, since its filters ask the notes for what they are."""
    return yaml(
        {
            "filters": {"and": [f'{MARK} == "{NODE}"']},
            "properties": {name: {"displayName": words} for name, words in _NAMES.items()},
            "views": [
                _view("Cruxes", ['kind == "crux"'], "note.has_position", "note.source"),
                *map(_gap_view, GAPS),
                _view(
                    "Concepts by complexity",
                    [{"or": [f'kind == "{kind}"' for kind in ("concept", "mechanism", "failure_mode")]}],
                    "note.complexity",
                    "note.eli",
                    "note.kind",
                    "note.source",
                    by="note.complexity",
                ),
                _view("Everything", [], "note.source", "note.section", group="note.kind"),
            ],
        }
    )


def _gap_view(gap: GapKind) -> dict[str, Any]:
    return _view(
        gap.heading, [f'kind == "{gap.kind}"', f'file.hasTag("gap/{gap.name}")'], "note.source", "note.section"
    )


def _view(name: str, filters: list[Any], *columns: str, by: str = "file.name", group: str = "") -> dict[str, Any]:
    view: dict[str, Any] = {"type": "table", "name": name}
    if filters:
        view["filters"] = {"and": filters}
    if group:
        view["groupBy"] = {"property": group, "direction": "ASC"}
    rest = [] if by == "file.name" else [{"property": "file.name", "direction": "ASC"}]
    return view | {"order": ["file.name", *columns], "sort": [{"property": by, "direction": "ASC"}, *rest]}
