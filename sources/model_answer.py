"""A language model's answer read: the nodes and links of the right form, and what else is in it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, TypeVar

import msgspec
from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_TRIES = 1000
LARGEST = 2_000_000

T = TypeVar("T")


class DraftNode(Struct, frozen=True):
    """A node as a model gives it; see the prompt."""

    id: str | int
    kind: str
    text: str
    passage: int
    marker: str
    title: str = ""
    crux: str | int = ""
    side: str = ""


class DraftLink(Struct, frozen=True, rename={"from_id": "from", "to_id": "to"}):
    """A link as a model gives it."""

    from_id: str | int
    relation: str
    to_id: str | int


class Rejected(Struct, frozen=True):
    """What of an answer did not come into the map: why, and what it was, as JSON or as the answer has it."""

    reason: str
    item: str


class Answered(Struct, frozen=True):
    """What could be read of one answer: nodes and links of the right form, and what is left."""

    nodes: tuple[DraftNode, ...] = ()
    links: tuple[DraftLink, ...] = ()
    rejected: tuple[Rejected, ...] = ()


def read_answer(text: str) -> list[Answered]:
    """The answers in a text, whatever stands around them: thoughts, chatter, fences of code, trailing commas.

    Of an answer that was cut off, or is no JSON in places, the nodes and links that are whole. Nothing is guessed.
    """
    text = _THOUGHTS.sub("", text[:LARGEST])
    objects = list(_objects(text))
    found = [_checked(value) for value in objects if _is_answer(value)]
    loose = [value for value in objects if not _is_answer(value)]
    nodes, links = ([value for value in loose if key in value] for key in ("kind", "relation"))
    if nodes or links:
        whole = _checked({"nodes": nodes, "links": links})
        told = Rejected("an answer is cut off or broken: only what is whole of it is taken", text[-400:])
        found.append(Answered(whole.nodes, whole.links, (told, *whole.rejected)))
    return found or [Answered(rejected=(Rejected("there are no nodes in the answer", text[:400]),))]


_THOUGHTS = re.compile(r"\A\s*<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL)


def _is_answer(value: Mapping[str, object]) -> bool:
    return "nodes" in value or "links" in value


def _checked(value: Mapping[str, object]) -> Answered:
    """The nodes and links of the right form; those of another are rejected."""
    rejected: list[Rejected] = []
    nodes = _of_form(DraftNode, "nodes", value, rejected)
    links = _of_form(DraftLink, "links", value, rejected)
    return Answered(tuple(nodes), tuple(links), tuple(rejected))


def _of_form(form: type[T], key: str, value: Mapping[str, object], rejected: list[Rejected]) -> Iterator[T]:
    items = value.get(key) or []
    if not isinstance(items, list):
        rejected.append(Rejected(f"{key} is no list", as_json(items)))
        return
    for item in items:
        given = {name: part for name, part in item.items() if part is not None} if isinstance(item, dict) else item
        try:
            yield msgspec.convert(given, form)
        except msgspec.ValidationError as error:
            rejected.append(Rejected(f"of the wrong form: {error}", as_json(item)))


def as_json(value: object) -> str:
    """What a model gave, as JSON on one line."""
    return json.dumps(value, ensure_ascii=False)


def _objects(text: str) -> Iterator[dict[str, object]]:
    """The JSON objects of a text, outermost ones; of one that is broken, the whole ones in it."""
    decoder = json.JSONDecoder()
    at = text.find("{")
    tries = 0
    while at >= 0 and tries < MOST_TRIES:
        try:
            value, at = decoder.raw_decode(text, at)
            yield value
        except json.JSONDecodeError as error:
            tries += 1
            comma = _trailing_comma(text, error.pos)
            if comma:
                text = f"{text[:comma]} {text[comma + 1 :]}"
                continue
            at += 1
        except (ValueError, RecursionError):  # a number too long, or nested too deep
            tries += 1
            at += 1
        at = text.find("{", at)


def _trailing_comma(text: str, at: int) -> int:
    """Where the comma is that ends a list or an object, if decoding stopped at that, else 0."""
    before = text[:at].rstrip()
    comma = at if text[at : at + 1] == "," else len(before) - 1
    is_last = comma > 0 and text[comma] == "," and text[comma + 1 :].lstrip()[:1] in ("}", "]")
    return comma if is_last else 0
