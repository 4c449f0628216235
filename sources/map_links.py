"""Links of a map file: the lists under a relation's name, and the bare `links:` list between sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from ..graph.canonical import KEYS
from ..graph.model import Link
from ..graph.problem import quoted
from ..graph.schema import BASES, INVERSE, MODALITIES, RELATION, Qualifier, Relation
from ..graph.suggest import did_you_mean
from .map_values import Context, choice, flag, record, shape_of, text, told
from .yaml_tree import Mapping, Scalar, Sequence, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ROW = "- {from: a/x, relation: supports, to: b/y}"
LINK_KEYS = ("basis", "modality", "note")


def read_link_key(context: Context, node_id: str, key: Scalar, value: Value, known: Iterable[str]) -> list[Link]:
    """The links under a key of a node: a relation's name, either way round. `known` are its other keys."""
    relation = _LINK_KEYS.get(key.value)
    if relation is None:
        context.unknown_key(key, (*known, *_LINK_KEYS))
        return []
    return list(read_links(context, relation, node_id, key.value, value))


_LINK_KEYS = {name: relation for name, relation in (RELATION | INVERSE).items() if relation.name != "position_on"}


def is_none(key: Scalar, value: Value) -> bool:
    """Whether a key of a node says that there is no link of its relation: `mitigated_by: []`."""
    return isinstance(value, Sequence) and not value.items and key.value in KEYS


def read_links(context: Context, relation: Relation, node: str, key: str, value: Value) -> Iterator[Link]:
    """The links under one key of `node`: a list of ids or of `{to, basis, modality, note, …}`.

    Under any other key than the relation's own name (an inverse name, because, against) the node is the
    target, and the other end may be written `from` as well as `to`.
    """
    incoming = key != relation.name
    items = value.items if isinstance(value, Sequence) else [value]
    if not isinstance(value, Sequence):
        hint = f"write [{value.value}]" if isinstance(value, Scalar) and len(value.value) <= 80 else "write a list: - …"
        context.find("wrong-shape", value, f"{quoted(key)} wants a list, this is {shape_of(value)}", hint)
    for item in items:
        words = _words(context, relation, item, ("to", "from") if incoming else ("to",))
        other = words.get("to") or words.get("from") if words else None
        if words is None or other is None or not _is_id(context, other):
            continue
        other_id = context.full_id(other.value)
        ends = (other_id, node) if incoming else (node, other_id)
        yield _link(context, relation, ends, words, other)


def read_bare_links(context: Context, value: Value) -> Iterator[Link]:
    """The rows of a `links:` list, each `{from, relation, to, basis, note}` with full ids."""
    if not isinstance(value, Sequence):
        if not (isinstance(value, Scalar) and not value.value):
            context.find("wrong-shape", value, f"'links' wants a list, this is {shape_of(value)}", _ROW)
        return
    for item in value.items:
        relation = _named_relation(context, item)
        if relation is None:
            continue
        words = _words(context, relation, item, ("from", "relation", "to"))
        if words is None or "from" not in words or "to" not in words:
            if words is not None:
                missing = "to" if "from" in words else "from"
                context.find("missing-key", item, f"the link has no {quoted(missing)}", _ROW)
            continue
        ends = (bare_id(context, words["from"]), bare_id(context, words["to"]))
        spans = (context.span(words["from"]), context.span(words["to"]))
        if not all(ends):
            continue
        if words["relation"].value in INVERSE:
            ends, spans = (ends[1], ends[0]), (spans[1], spans[0])
        yield replace(_link(context, relation, ends, words, item), end_spans=spans)


def _words(context: Context, relation: Relation, item: Value, ends: tuple[str, ...]) -> dict[str, Scalar] | None:
    if isinstance(item, Scalar) and "relation" not in ends:
        return {"to": item} if text(context, item, relation.name) else None
    loop = ("loop",) if relation.acyclic else ()
    qualifier = (relation.qualifier.name,) if relation.qualifier else ()
    flags = (*loop, *(qualifier if relation.qualifier and relation.qualifier.is_flag else ()))
    known = (*ends, *LINK_KEYS, *loop, *qualifier)
    words = record(context, item, known, f"a {quoted(relation.name)} link", flags)
    if words is not None and "relation" not in ends and "to" in words and "from" in words:
        message = f"a {quoted(relation.name)} link here names one other node"
        context.find("wrong-shape", item, message, "drop 'to' or 'from'")
    if words is not None and "to" not in words and "from" not in words:
        context.find("missing-key", item, f"a {quoted(relation.name)} link names no node", f"add {ends[-1]}: some-id")
    return words


def _link(context: Context, relation: Relation, ends: tuple[str, str], words: dict[str, Scalar], place: Value) -> Link:
    if len(words) == 1:
        return Link(from_id=ends[0], relation=relation.name, to_id=ends[1], span=context.span(place))
    basis, modality, note, loop = (words.get(name) for name in (*LINK_KEYS, "loop"))
    return Link(
        from_id=ends[0],
        relation=relation.name,
        to_id=ends[1],
        basis=(choice(context, basis, "basis", BASES) if basis else None) or "explicit",
        modality=(choice(context, modality, "modality", MODALITIES) if modality else None) or "asserted",
        note=note.value if note else "",
        qualifier=_qualifier(context, relation.qualifier, words) if relation.qualifier else "",
        loop=bool(loop and flag(context, loop, "loop")),
        span=context.span(place),
    )


def _qualifier(context: Context, qualifier: Qualifier, words: dict[str, Scalar]) -> str:
    word = words.get(qualifier.name)
    if word is None:
        return ""
    if qualifier.is_flag:
        return "true" if flag(context, word, qualifier.name) else ""
    return choice(context, word, qualifier.name, qualifier.values) or "" if qualifier.values else word.value


def _named_relation(context: Context, item: Value) -> Relation | None:
    if not isinstance(item, Mapping):
        context.find("wrong-shape", item, f"a link wants keys, this is {shape_of(item)}", _ROW)
        return None
    word = next((value for key, value in item.items if key.value == "relation"), None)
    if word is None:
        context.find("missing-key", item, "the link has no 'relation'", _ROW)
        return None
    name = text(context, word, "relation")
    relation = _LINK_KEYS.get(name or "")
    if name and relation is None:
        hint = told(name) or did_you_mean(name, _LINK_KEYS)
        context.find("bad-value", word, f"unknown relation {quoted(name)}", hint or "`cruxmap schema` lists them")
    return relation


def _is_id(context: Context, word: Scalar) -> bool:
    """Whether a word can name a node; half an id is a finding."""
    if word.value.startswith("/") or word.value.endswith("/"):
        context.find("bad-id", word, f"{quoted(word.value)} is half an id", "write source/slug, or just the slug")
        return False
    return True


def bare_id(context: Context, word: Scalar) -> str:
    """An id in a bare list: without a slash it is local, or in a file that has no source an id without its source."""
    if "/" not in word.value and not context.source:
        return word.value
    return context.full_id(word.value) if _is_id(context, word) else ""
