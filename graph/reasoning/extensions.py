"""Extensions: the complete, preferred and stable labellings of a dispute; one, all, or one with or without a node."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING

from .grounded import IN, OUT, UNDECIDED
from .labelling_sat import Labellings
from .preferred import grow, prefer, without

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .dispute import Dispute, Extensional


def extension(dispute: Dispute, semantics: Extensional) -> bytes | None:
    """One labelling, a label for each node; None if there is none, which only the stable semantics allows.

    Of the complete ones it is the grounded one. OutOfTime, as in all that follows, where the dispute's limit is over.
    """
    if semantics == "stable":
        return next(labellings(dispute, semantics), None)
    return prefer(dispute, dispute.settled, dispute.open()) if semantics == "preferred" else dispute.settled


def extensions(dispute: Dispute, semantics: Extensional) -> list[bytes]:
    """All labellings, sorted by what is in: first those with the first node; where the same is in, by what is out."""
    return sorted(labellings(dispute, semantics), key=_rank)


def _rank(labels: bytes) -> tuple[bytes, bytes]:
    return labels.translate(_IN_FIRST), labels


_IN_FIRST = bytes(label != IN for label in range(256))


def members(labels: bytes) -> tuple[int, ...]:
    """The nodes that are in, which are the extension.

    >>> members(bytes([IN, OUT, UNDECIDED, IN]))
    (0, 3)
    """
    return tuple(compress(range(len(labels)), (label == IN for label in labels)))


def credulous(dispute: Dispute, semantics: Extensional, node: int) -> bool:
    """Whether the node is in in some labelling."""
    return some(dispute, semantics, node, is_in=True, whole=False) is not None


def sceptical(dispute: Dispute, semantics: Extensional, node: int) -> bool:
    """Whether the node is in in all labellings; so it is if there are none."""
    return some(dispute, semantics, node, is_in=False, whole=False) is None


def some(dispute: Dispute, semantics: Extensional, node: int, *, is_in: bool, whole: bool = True) -> bytes | None:
    """A labelling in which the node is in, or in which it is not; None if there is none.

    Unless the whole is wanted only the nodes are labelled on which the node depends, which is enough to know that
    there is one.
    """
    label = dispute.settled[node]
    if semantics == "stable":
        return _stable(dispute, node, is_in=is_in)
    if semantics == "grounded" or (semantics == "complete" and not is_in):
        return dispute.settled if (label == IN) == is_in else None
    if label != UNDECIDED:
        if (label == IN) != is_in:
            return None
        return extension(dispute, semantics) if whole else dispute.settled
    nodes = dispute.upstream([node])
    with Labellings(dispute.framework, dispute.settled, nodes, dispute.limit, decided=False) as complete:
        stands = complete.in_(node)
        model = complete.find([stands]) if is_in else without(complete, stands, complete.out(node))
        if model is None:
            return None
        if is_in and whole and semantics == "preferred":
            model = grow(complete, model)
        labels = complete.labelled(model)
    below = set(dispute.open()).difference(nodes) if whole else ()
    return prefer(dispute, labels, sorted(below))


def labellings(dispute: Dispute, semantics: Extensional) -> Iterator[bytes]:
    """All labellings as they are found, each once."""
    nodes = dispute.open()
    if semantics == "grounded" or not nodes:
        yield dispute.settled
        return
    with Labellings(dispute.framework, dispute.settled, nodes, dispute.limit, decided=semantics == "stable") as found:
        while (model := found.find()) is not None:
            if semantics == "preferred":
                model = grow(found, model)
            else:
                found.demand(-mark if mark in model else mark for mark in found.marks())
            yield found.labelled(model)


def _stable(dispute: Dispute, node: int, *, is_in: bool) -> bytes | None:
    """Whatever the node depends on, all other nodes may stand in the way of a stable labelling."""
    if dispute.settled[node] == (OUT if is_in else IN):
        return None
    with Labellings(dispute.framework, dispute.settled, dispute.open(), dispute.limit, decided=True) as stable:
        model = stable.find([stable.in_(node) if is_in else -stable.in_(node)])
        return None if model is None else stable.labelled(model)
