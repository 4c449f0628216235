"""Acceptance: whether each node is in, or out, in all, some or no labelling of a dispute, and how many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from .extensions import labellings
from .grounded import IN, OUT, UNDECIDED
from .labelling_sat import Labellings
from .preferred import without

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .dispute import Dispute, Extensional

MOST = 1_000
"""How many labellings are counted unless told otherwise."""

Share = Literal["all", "some", "none"]


class Acceptance(Struct, frozen=True, kw_only=True):
    """In how many labellings each node asked about is in, and in how many it is out; none, where there is none.

    `count` is how many labellings there are, or with `more`, how many were counted.
    """

    stands: dict[int, Share]
    falls: dict[int, Share]
    count: int
    more: bool


def acceptance(
    dispute: Dispute, semantics: Extensional, nodes: Iterable[int] | None = None, *, most: int = MOST
) -> Acceptance:
    """The acceptance of some nodes, or of all. It is exact even where there are more labellings than are counted.

    OutOfTime where the dispute's limit is over first.
    """
    asked = sorted(set(range(len(dispute.framework)) if nodes is None else nodes))
    seen, count = _Seen(len(dispute.framework)), 0
    for labels in labellings(dispute, semantics):
        seen.add(labels)
        count += 1
        if count > most:
            break
    if count > most:
        if semantics == "complete":
            seen.add(dispute.settled)  # so that no open node is in, or out, in all
        _settle(dispute, semantics, [node for node in asked if dispute.settled[node] == UNDECIDED], seen)
    return Acceptance(
        stands={node: seen.share(node, IN) for node in asked},
        falls={node: seen.share(node, OUT) for node in asked},
        count=min(count, most),
        more=count > most,
    )


def _settle(dispute: Dispute, semantics: Extensional, nodes: list[int], seen: _Seen) -> None:
    """Look for a labelling that would change what was seen of each node, until there is none."""
    is_stable = semantics == "stable"
    scope = dispute.open() if is_stable else dispute.upstream(nodes)
    with Labellings(dispute.framework, dispute.settled, scope, dispute.limit, decided=is_stable) as found:
        for node in nodes:
            stands, falls = found.either(node)
            for label, literal, opposite in ((IN, stands, falls), (OUT, falls, stands)):
                share = seen.share(node, label)
                model = None
                if share == "none":
                    model = found.find([literal])  # some preferred labelling decides as much and more
                elif share == "all":
                    model = found.find([-literal]) if is_stable else without(found, literal, opposite)
                if model is not None:
                    seen.add(found.labelled(model), is_whole=share == "all")


class _Seen:
    """The labels that nodes had in labellings: a byte a node in whole numbers, 1 where some had it, and all had it."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._some = {IN: 0, OUT: 0}
        self._all = {IN: (1 << 8 * size) - 1, OUT: (1 << 8 * size) - 1}
        self._bytes: dict[int, tuple[bytes, bytes]] = {}

    def add(self, labels: bytes, *, is_whole: bool = True) -> None:
        """Take a labelling into account, or one that decides less than some other."""
        self._bytes.clear()
        for label, kept in _KEPT.items():
            held = int.from_bytes(labels.translate(kept), "little")
            self._some[label] |= held
            if is_whole:
                self._all[label] &= held

    def share(self, node: int, label: int) -> Share:
        """In how many labellings the node had the label."""
        if label not in self._bytes:
            some, every = (found[label].to_bytes(self._size, "little") for found in (self._some, self._all))
            self._bytes[label] = some, every
        some, every = self._bytes[label]
        return "none" if not some[node] else "all" if every[node] else "some"


_KEPT = {label: bytes(value == label for value in range(256)) for label in (IN, OUT)}
