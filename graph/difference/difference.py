"""The difference of two libraries: nodes and links added, removed and changed, whatever order they are written in."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import fields

from ..with_ids import link_with_ids, node_with_ids
from .contents import key_of
from .matching import matches

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Mapping

    from ..model import Link, Node
    from .contents import Contents, Key

MOVED, RETYPED, REWORDED, EDITED = HOW = ("moved", "retyped", "reworded", "edited")
_HOW = {"id": MOVED, "section": MOVED, "kind": RETYPED, "text": REWORDED, "title": REWORDED}
RELINKED = "relinked"
_ENDS = ("from_id", "relation", "to_id")


class NodeChange(Struct, frozen=True):
    """A node as it was and as it is, and the names of the fields that differ, `id` first where it is called otherwise.

    Ids in `before` are those of its time; a field that only follows the new id of another node does not differ.
    """

    before: Node
    after: Node
    fields: tuple[str, ...]
    likeness: float = 1.0

    @property
    def how(self) -> tuple[str, ...]:
        """In which ways it changed, of HOW: under another id or in another section is moved."""
        found = {_HOW.get(name, EDITED) for name in self.fields}
        return tuple(way for way in HOW if way in found)


class LinkChange(Struct, frozen=True):
    """A link as it was, with the ids of its time, and as it is, and the names of the fields that differ."""

    before: Link
    after: Link
    fields: tuple[str, ...]

    @property
    def is_relinked(self) -> bool:
        """Whether it leads from or to another node, or says another relation."""
        return any(name in _ENDS for name in self.fields)


class Difference(Struct, frozen=True, kw_only=True):
    """What has to be done to the first library to make it the second.

    `names` are the new ids of nodes that have one, by the old. What is removed, and what was, has the ids of the first.
    """

    added: tuple[Node, ...]
    removed: tuple[Node, ...]
    changed: tuple[NodeChange, ...]
    links_added: tuple[Link, ...]
    links_removed: tuple[Link, ...]
    links_changed: tuple[LinkChange, ...]
    names: Mapping[str, str]

    def __bool__(self) -> bool:
        """Whether there is any."""
        nodes = self.added or self.removed or self.changed
        return bool(nodes or self.links_added or self.links_removed or self.links_changed)

    def name(self, node_id: str) -> str:
        """What the second library calls a node of the first."""
        return self.names.get(node_id, node_id)

    def ways(self) -> dict[str, int]:
        """How many nodes changed in each way of HOW, a node in every way it did."""
        return {way: sum(way in change.how for change in self.changed) for way in HOW}


def difference(before: Contents, after: Contents) -> Difference:
    """What changed from one library to another.

    The other way round it is the same with what came and what went exchanged, and none between a library and itself.
    """
    found = {match.before: match for match in matches(before.nodes, after.nodes)}
    names = {match.before: match.after for match in found.values()}
    kept = {node_id: names.get(node_id, node_id) for node_id in before.nodes}
    old = {new: node_id for node_id, new in kept.items() if new in after.nodes}
    changed = []
    for node in after.nodes.values():
        was = before.nodes.get(old.get(node.id, ""))
        if was is not None and was != node:
            followed = node_with_ids(was, lambda word: names.get(word, word))
            differing = (("id",) if was.id != node.id else ()) + differing_fields(followed, node)
            alike = found[was.id].likeness if was.id in found else 1.0
            changed += [NodeChange(was, node, differing, alike)] if differing else []
    added = tuple(node for node in after.nodes.values() if node.id not in old)
    removed = tuple(node for node in before.nodes.values() if kept[node.id] not in after.nodes)
    passing = {node.id for node in (*added, *removed)}
    came, went, others = _links(before.links.values(), after.links, names, passing)
    return Difference(
        added=added,
        removed=removed,
        changed=tuple(changed),
        links_added=came,
        links_removed=went,
        links_changed=others,
        names=names,
    )


def differing_fields(first: Struct, second: Struct) -> tuple[str, ...]:
    """The names of the fields in which two nodes, or two links, differ; one may have fields that the other has not."""
    if first == second:
        return ()
    names = dict.fromkeys(field.name for item in (first, second) for field in fields(item))
    return tuple(name for name in names if getattr(first, name, None) != getattr(second, name, None))


def _links(
    before: Iterable[Link], after: Mapping[Key, Link], names: Mapping[str, str], passing: Collection[str]
) -> tuple[tuple[Link, ...], tuple[Link, ...], tuple[LinkChange, ...]]:
    """The links that came, those that went, and those that are others now.

    A link of a node that only one library has, one of those `passing`, came or went with it.
    """
    was = {}
    for link in before:
        followed = link_with_ids(link, lambda word: names.get(word, word))
        was[key_of(followed)] = (link, followed)
    pairs = [(key, key) for key in was if key in after]
    gone = {key: None for key in was if key not in after}
    come = {key: None for key in after if key not in was}
    for shared in _SHARED:
        lasting = [[key for key in keys if key[0] not in passing and key[2] not in passing] for keys in (gone, come)]
        for first, second in _only_ones(lasting[0], lasting[1], shared):
            pairs.append((first, second))
            del gone[first], come[second]
    changes = (
        LinkChange(was[first][0], after[second], differing_fields(was[first][1], after[second]))
        for first, second in pairs
    )
    place = {key: order for order, key in enumerate(after)}
    changed = sorted((change for change in changes if change.fields), key=lambda change: place[key_of(change.after)])
    return tuple(after[key] for key in come), tuple(was[key][0] for key in gone), tuple(changed)


_SHARED: tuple[Callable[[Key], Hashable], ...] = (
    lambda key: (*sorted((key[0], key[2])), key[1]),  # turned round
    lambda key: frozenset((key[0], key[2])),  # another relation
    lambda key: (key[0], key[1]),  # another target
    lambda key: (key[1], key[2]),  # another start
)


def _only_ones(gone: Iterable[Key], come: Iterable[Key], shared: Callable[[Key], Hashable]) -> list[tuple[Key, Key]]:
    """The pairs of a link that is gone and one that came which alone share something."""
    groups: dict[Hashable, tuple[list[Key], list[Key]]] = defaultdict(lambda: ([], []))
    for place, keys in enumerate((gone, come)):
        for key in keys:
            groups[shared(key)][place].append(key)
    return [(first[0], second[0]) for first, second in groups.values() if len(first) == len(second) == 1]
