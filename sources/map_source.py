"""The source block of a map file: the document's own node, its outline and its thesis."""

from __future__ import annotations

import re
from typing import Any

from msgspec.structs import replace

from ..graph.model import Link, OutlineItem, Source, own_source_id
from ..graph.problem import quoted
from ..graph.schema import FIELDS_OF, SLUG_LIMIT, SLUG_PATTERN
from ..graph.suggest import did_you_mean
from .map_links import read_link_key
from .map_values import Context, field_value, outline_item, outline_items, shape_of, text
from .yaml_tree import Mapping, Scalar, Value

SOURCE_KEYS = ("id", "summary", "thesis", "text", "outline_root", "outline")


def read_source(context: Context, value: Value) -> tuple[Source, list[Link]] | None:
    """The document's node and its links, None if the block cannot give the file its id; sets the context's source."""
    if not isinstance(value, Mapping):
        message = f"'source' wants keys, this is {shape_of(value)}"
        context.find("wrong-shape", value, message, "source: {id: …, title: …}")
        return None
    block = {key.value: item for key, item in value.items}
    if "id" not in block:
        context.find("missing-key", value, "the source has no 'id'", "a short name, e.g. id: cotra")
        return None
    name = text(context, block["id"], "id")
    if not name or not is_usable_slug(context, name, block["id"]):
        return None
    context.source = name
    node_id = own_source_id(name)
    values, links = _fields(context, node_id, value)
    if "title" not in block:
        context.find("missing-key", value, "the source has no 'title'", "the document's own title")
    title = values.setdefault("title", name)
    for key, field in (("summary", "text"), ("thesis", "thesis"), ("text", "text_file")):
        words = text(context, block[key], key) if key in block else None
        if words:
            values[field] = context.full_id(words) if key == "thesis" else words
    values.setdefault("text", title)
    outline = _outline(context, block, title)
    return Source(id=node_id, kind="source", **values, outline=outline, span=context.span(value)), links


def check_thesis(context: Context, value: Value, source: Source, known: set[str]) -> None:
    """A finding if the thesis is none of the file's nodes."""
    if isinstance(value, Mapping) and source.thesis and source.thesis not in known:
        place = next(item for key, item in value.items if key.value == "thesis")
        slugs = [node_id.partition("/")[2] for node_id in known]
        hint = did_you_mean(source.thesis.partition("/")[2], slugs) or "name a claim of this file"
        context.find("dangling-id", place, f"the thesis {quoted(source.thesis)} is no node of this file", hint)


def is_usable_slug(context: Context, slug: str, place: Value) -> bool:
    """Whether the id can be used; a poor one is a finding either way."""
    if len(slug) > SLUG_LIMIT:
        message = f"id {quoted(slug)} has {len(slug)} characters, {SLUG_LIMIT} are the most"
        context.find("bad-id", place, message, "a few words say enough")
    elif not _SLUG.fullmatch(slug):
        hint = "small letters and digits, with single hyphens between words"
        context.find("bad-id", place, f"{quoted(slug)} cannot be an id", hint)
    return bool(slug) and not set("/. \t\n") & set(slug)


_SLUG = re.compile(SLUG_PATTERN)


def _fields(context: Context, node_id: str, block: Mapping) -> tuple[dict[str, Any], list[Link]]:
    fields = FIELDS_OF["source"]
    values: dict[str, Any] = {}
    links: list[Link] = []
    for key, item in block.items:
        if key.value in SOURCE_KEYS:
            continue
        if key.value in fields:
            found = field_value(context, fields[key.value], item)
            if found is not None:
                values[key.value] = found
        else:
            links += read_link_key(context, node_id, key, item, (*SOURCE_KEYS, *fields))
    return values, links


def _outline(context: Context, block: dict[str, Value], title: str) -> OutlineItem | None:
    if "outline_root" not in block and "outline" not in block:
        return None
    children = outline_items(context, block["outline"]) if "outline" in block else ()
    root = outline_item(context, block["outline_root"]) if "outline_root" in block else None
    if root is None:
        return OutlineItem(label=title, children=children, span=context.span(block.get("outline", _NOTHING)))
    return replace(root, children=root.children + children)


_NOTHING = Scalar("", 1, 1, plain=True)
