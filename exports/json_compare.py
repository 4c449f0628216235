"""Where two readers part, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .json_weigh import number

if TYPE_CHECKING:
    from ..graph.reasoning.compare import Comparison, Opinion, Parting, Point
    from .json_ import Json


def comparison(found: Comparison, readers: tuple[str, str]) -> dict[str, Json]:
    """`{"readers","semantics","points":[{"id","kind","first","second"}…],"targets":[…],"standing":[…]}`.

    An opinion is `{"take":side,"beliefs":{side:p}}`, both null for nothing; a node that is no crux has its credence
    under `"belief"`. A target is `{"id","first","second","difference","exact","shares":[{"id","value","error"}…]}`,
    null where there is no stable strength; `"standing"` holds `{"id","first","second"}` with labels.
    """
    return {
        "readers": [*readers],
        "semantics": found.semantics.name,
        "points": [_point(point) for point in found.points],
        "targets": [_target(parting) for parting in found.partings],
        "standing": [{"id": item.node.id, "first": item.first, "second": item.second} for item in found.divided],
    }


def _point(point: Point) -> Json:
    opinion = _of_crux if point.node.kind == "crux" else _of_node
    return {
        "id": point.node.id,
        "kind": point.node.kind,
        "first": opinion(point.first),
        "second": opinion(point.second),
    }


def _of_crux(opinion: Opinion) -> dict[str, Json]:
    scores: dict[str, Json] = dict(opinion.scores)
    return {"take": opinion.side or None, "beliefs": scores or None}


def _of_node(opinion: Opinion) -> dict[str, Json]:
    return {"belief": opinion.scores[0][1] if opinion.scores else None}


def _target(parting: Parting) -> Json:
    shares: list[Json] = [
        {"id": share.point.node.id, "value": number(share.value), "error": number(share.error)}
        for share in parting.shares
    ]
    return {
        "id": parting.node.id,
        "first": number(parting.first),
        "second": number(parting.second),
        "difference": number(parting.second - parting.first),
        "exact": parting.exact,
        "shares": shares,
    }
