"""JSON that people can look through: an object over several lines, and each item of its lists on one of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...graph.foreign_data import Data


def in_lines(value: Data, depth: int = 0) -> str:
    """The value as JSON text: brackets are opened as far as the items of lists in the outer objects.

    >>> print(in_lines({"nodes": [{"nodeID": "1"}, {"nodeID": "2"}], "edges": []}))
    {
      "nodes": [
        {"nodeID": "1"},
        {"nodeID": "2"}
      ],
      "edges": []
    }
    """
    import json  # only where JSON is written

    blanks = "  " * depth
    if isinstance(value, dict) and value and depth < OPENED:
        rows = [
            f"{blanks}  {json.dumps(key, ensure_ascii=False)}: {in_lines(item, depth + 1)}"
            for key, item in value.items()
        ]
        return "\n".join(("{", ",\n".join(rows), f"{blanks}}}"))
    if isinstance(value, list) and value and any(isinstance(item, (dict, list)) for item in value) and depth:
        rows = [f"{blanks}  {json.dumps(item, ensure_ascii=False)}" for item in value]
        return "\n".join(("[", ",\n".join(rows), f"{blanks}]"))
    return json.dumps(value, ensure_ascii=False)


OPENED = 2
