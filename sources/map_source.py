"""The source block of a map file: the document's own node, its outline and its thesis."""

from __future__ import annotations

import os
import re
from typing import Any

from msgspec.structs import replace

from ..graph.model import Link, Node, OutlineItem, Source, own_source_id
from ..graph.problem import Edit, quoted
from ..graph.schema import FIELDS_OF, SLUG_LIMIT, SLUG_PATTERN
from ..graph.suggest import did_you_mean, only_near
from .map_links import is_none, read_link_key
from .map_values import Context, field_value, outline_item, outline_items, shape_of, text
from .yaml_tree import Mapping, Scalar, Value

SOURCE_KEYS = ("id", "summary", "thesis", "text", "outline_root", "outline")


def read_source(context: Context, value: Value) -> tuple[Source, list[Link]]:
    """The document's node and its links; sets the context's source.

    Without a usable id it goes by the name of its file, so that the rest can be read all the same.
    """
    if not isinstance(value, Mapping):
        message = f"'source' wants keys, this is {shape_of(value)}"
        context.find("wrong-shape", value, message, "source: {id: …, title: …}")
        return unnamed_source(context), []
    block = {key.value: item for key, item in value.items}
    name = text(context, block["id"], "id") if "id" in block else None
    if "id" not in block:
        context.find("missing-key", value, "the source has no 'id'", "add id: a short name, such as cotra")
    if not name or not is_usable_slug(context, name, block["id"]):
        name = unnamed_source(context).source
    context.source = name
    node_id = own_source_id(name)
    values, links = _fields(context, node_id, value)
    if "title" not in block:
        context.find("missing-key", value, "the source has no 'title'", "add title: the document's own title")
    title = values.setdefault("title", name)
    for key, field in (("summary", "text"), ("thesis", "thesis"), ("text", "text_file")):
        words = text(context, block[key], key) if key in block else None
        if words:
            values[field] = context.full_id(words) if key == "thesis" else words
    values.setdefault("text", title)
    outline = _outline(context, block, title)
    return Source(id=node_id, kind="source", **values, outline=outline, span=context.span(value)), links


def unnamed_source(context: Context) -> Source:
    """A node for a document without a usable source block, called as its file is; sets the context's source."""
    stem = os.path.splitext(os.path.basename(context.file))[0].lower()
    context.source = re.sub("[^a-z0-9]+", "-", stem).strip("-")[:SLUG_LIMIT].strip("-") or "unnamed"
    return Source(id=own_source_id(context.source), kind="source", text=context.source, title=context.source)


def check_thesis(context: Context, value: Value, source: Source, known: dict[str, Node]) -> None:
    """A finding if the thesis is no claim of the file."""
    if not isinstance(value, Mapping) or not source.thesis:
        return
    place = next(item for key, item in value.items if key.value == "thesis")
    node = known.get(source.thesis)
    if node is None:
        slug, slugs = source.thesis.partition("/")[2], [node_id.partition("/")[2] for node_id in known]
        near = only_near(slug, [node.slug for node in known.values() if node.kind == "claim"])
        edit = Edit(context.span(place), source.thesis, f"{context.source}/{near}") if near else None
        hint = (f"did you mean '{near}'?" if near else did_you_mean(slug, slugs)) or "name a claim of this file"
        context.find("dangling-id", place, f"the thesis {quoted(source.thesis)} is no node of this file", hint, edit)
    elif node.kind != "claim":
        message = f"the thesis {quoted(source.thesis)} is no claim but of kind '{node.kind}'"
        context.find("bad-value", place, message, "a thesis is a claim")


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
            values["without"] = (*values.get("without", ()), *([key.value] if is_none(key, item) else []))
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
