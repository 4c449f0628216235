"""What a reader believes as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..graph.problem import Span
    from ..graph.reasoning.outlook import Change, Credence, Outlook, Settled
    from .json_ import Json


def outlook(found: Outlook) -> dict[str, Json]:
    """`{"beliefs":[{"id","belief","text","title","file","line","column"}…],"takes":[{"crux","side","id",…}…]}`."""
    beliefs: list[Json] = [_credence(item) for item in found.credences]
    takes: list[Json] = [_settled(item) for item in found.settled]
    return {"beliefs": beliefs, "takes": takes}


def change(item: Change) -> dict[str, Json]:
    """`{"id","now","before","rest":[{"id","belief"}…],"files":[…],"still"}`; a side for a crux, null for nothing."""
    rest: list[Json] = [{"id": node.id, "belief": score} for node, score in item.rest]
    return {
        "id": item.node.id,
        "now": item.now,
        "before": item.before,
        "rest": rest,
        "files": list(item.files),
        "still": _at(item.still) if item.still else None,
    }


def _credence(item: Credence) -> Json:
    shape: dict[str, Json] = {
        "id": item.node.id,
        "belief": item.score,
        "text": item.node.text,
        "title": item.node.title,
    }
    return shape | _at(item.place)


def _settled(item: Settled) -> Json:
    shape: dict[str, Json] = {
        "crux": item.crux.id,
        "side": item.side,
        "id": item.position.id,
        "text": item.position.text,
    }
    return shape | _at(item.place)


def _at(place: Span) -> dict[str, Json]:
    return {"file": place.file, "line": place.line, "column": place.column}
