"""The fields of a node in a written note: the words under each bold key as the value that the field wants."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...graph.model import Pairing
from ...graph.problem import quoted
from ...graph.schema import FORMS
from ...graph.study.note_ids import id_of_block
from ...graph.study.note_keys import YES
from ...graph.suggest import did_you_mean
from ..map_values import marker
from .tokens import hashes, joined, names, remark, slanted, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..markdown import Block
    from .draft import NoteDraft
    from .tokens import Token

_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")


def read_field(draft: NoteDraft, node: str, name: str, value: Sequence[Token], item: Block) -> None:
    """Set a field of a node to the value in an item of a list, or in the list below that."""
    fields, at = draft.fields[node], item.start
    words = joined(value)
    match name:
        case "passage":
            _read_passage(draft, node, value, at)
        case "tags" | "aliases" | "authors":
            left, hashed = ("", ()) if any(token.italic for token in value) else hashes(words)
            fields[name] = hashed if hashed and not left else tuple(slanted(value))
        case "group" | "open":
            fields[name] = words.casefold().rstrip(".") == YES
        case "thesis":
            fields[name] = next((draft.named(name) for name in names(value)), "")
        case "mapping":
            fields[name] = tuple(_pairings(draft, items_of(item)))
        case "form" if words not in FORMS:
            hint = did_you_mean(words, FORMS) or f"one of: {', '.join(FORMS)}"
            draft.finding("bad-value", f"the form cannot be {quoted(words)}", at, hint)
        case "published" if not _DATE.fullmatch(words):
            message = f"{quoted(words)} is no date"
            draft.finding("bad-value", message, at, "write YYYY, YYYY-MM or YYYY-MM-DD")
        case _:
            fields[name] = words


def items_of(block: Block) -> list[Block]:
    """The items of the lists below an item."""
    return [item for below in block.children if below.kind == "list" for item in below.children]


def _read_passage(draft: NoteDraft, node: str, value: Sequence[Token], at: int) -> None:
    """A quotation of first and last words, behind a dash the head under which it stands, and tags with hashes."""
    quote = value[0] if value and (value[0].italic or value[0].url) and value[0].words[:1] in _QUOTES else None
    behind = value[1:] if quote else value
    slanted_one = next((token.words for token in behind if token.italic), "")
    rest, tags = hashes(joined(token for token in behind if not token.italic))
    draft.fields[node]["section"] = slanted_one or rest.removeprefix("–").strip()
    if tags:
        draft.fields[node]["tags"] = tags
    if quote is None:
        return
    words = quote.words
    words = words[1:-1] if words[:1] in _QUOTES and words[-1:] in _QUOTES and len(words) > 1 else words
    found = marker(words)
    if found is None:
        hint = "write: “first words … last words”, or one short run of words"
        draft.finding("bad-value", f"a passage has first and last words, not {quoted(words)}", at, hint)
    draft.fields[node]["passage"] = found


_QUOTES = ("“", "”", '"', "„", "«", "»")


def _pairings(draft: NoteDraft, below: Sequence[Block]) -> Iterator[Pairing]:
    """The rows of an analogy: an element, an arrow, what it stands for, and a remark."""
    for item in below:
        tokens = tokens_of(item.runs)
        place = next((place for place, token in enumerate(tokens) if "→" in token.text and not _is_side(token)), None)
        if place is None:
            hint = "write both sides: *element* → *what it stands for*"
            draft.finding("half-mapped-analogy", f"no arrow in {quoted(joined(tokens))}", item.start, hint)
            continue
        left, _, right = tokens[place].text.partition("→")
        sides = [token for token in tokens[place + 1 :] if _is_side(token)][:1] if not right.strip() else []
        first = _side(draft, tokens[:place], left)
        second = _side(draft, sides, right)
        rest = tokens[tokens.index(sides[0]) + 1 :] if sides else []
        attributes, note = remark(rest)
        if first and second:
            basis = "inferred" if attributes == "inferred" else "explicit"
            yield Pairing(element=first, stands_for=second, basis=basis, note=note, span=draft.span(item.start))


def _is_side(token: Token) -> bool:
    return bool(token.ref) or token.italic


def _side(draft: NoteDraft, tokens: Sequence[Token], plain: str) -> str:
    """The node that is named, or the words."""
    ref = next((token.ref for token in tokens if token.ref), "")
    named = id_of_block(ref, draft.source) if ref else ""
    return named or " ".join(f"{joined(tokens)} {plain}".split())
