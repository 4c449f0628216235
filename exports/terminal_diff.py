"""Text for the terminal: what changed between two libraries, and what that does to what stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.difference.wording import wording
from ..graph.model import Position, label
from ..graph.schema import KIND
from ..graph.with_ids import link_with_ids
from .diff_entries import documents, node_of, summary
from .diff_words import NAMED, field_name, field_text, field_words
from .layout import flow
from .terminal import colour, remarks
from .terminal_words import ROLES, SIGNS, WORDS, left_out, signed, strength_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph.difference.difference import LinkChange, NodeChange
    from ..graph.difference.effect import CruxFared, Fared, Stood
    from ..graph.difference.wording import Piece
    from .diff_entries import Compared, Entry, LinkEntry, Sign
    from .layout import Line, Span
    from .terminal import Page

MOST = 20
_MORE = " (--json has all)"
_ROLE: dict[Sign, str] = {"+": "remedy", "-": "failure", "~": "crux", " ": "faint"}
_SHOWN: dict[Sign, str] = {"+": "+", "-": "−", "~": "~", " ": " "}


def compared(page: Page, found: Compared) -> list[Line]:
    """How much changed, what that does to what stands, and by document what it is."""
    if not found.is_any:
        return [[(f"nothing changed from {found.names[0]} to {found.names[1]}", "")]]
    lines: list[Line] = [
        *flow([(found.names[0], "strong"), ("→", "faint"), (found.names[1], "strong")], page.width),
        *flow([(summary(found), "")], page.width),
        [],
        *_standing(page, found),
    ]
    for document in documents(found):
        head: list[Span] = [(document.source or "links", "heading")]
        head += [(f"· {document.title}", "faint")] if document.title else []
        lines += flow(head, page.width)
        for entry in document.entries:
            lines += _entry(page, found, entry)
        lines.append([])
    return (lines + _beside(page, found))[: None if found.beside else -1]


def _beside(page: Page, found: Compared) -> list[Line]:
    """What came and went of what documents expect and leave unchecked."""
    lines: list[Line] = [[("besides nodes and links", "heading")]] if found.beside else []
    for row in found.beside:
        sign: Sign = "+" if row.is_added else "-"
        first: Line = [(f"{_SHOWN[sign]} ", _ROLE[sign])]
        words: list[Span] = [(f"{row.source} {row.what}", "relation"), (row.text, "")]
        lines += flow(words, page.width, first=first, rest=[("    ", "")])
    return lines


def stood_text(item: Stood | None) -> str:
    """How a node fares, in words.

    >>> from cruxmap.graph.difference.effect import Stood
    >>> stood_text(Stood("in", 0.75)), stood_text(None)
    ('stands 0.750', 'not there')
    """
    return f"{WORDS[item.label]} {strength_text(item.strength)}" if item else "not there"


def moved_text(item: Fared) -> str:
    """How far a strength moved, with its sign, "" where it did not or cannot be said."""
    if item.before is None or item.after is None:
        return ""
    said = signed(item.after.strength - item.before.strength)
    return "" if said in ("0.000", "none") else said


def place_text(item: CruxFared) -> str:
    """Where a crux stands among those that move the theses, if that changed, else ""."""
    if item.place_before == item.place_after or item.became in ("new", "gone"):
        return ""
    before, after = (f"number {place}" if place else "of no weight" for place in (item.place_before, item.place_after))
    return f"{before} → {after}"


def link_was(found: Compared, change: LinkChange) -> str:
    """What differs in a link, as it was; ends by the ids that they have now."""
    was = link_with_ids(change.before, found.change.name)
    return ", ".join(f"{field_name(name)} {field_text(was, name) or 'none'}" for name in change.fields)


def _standing(page: Page, found: Compared) -> list[Line]:
    """Theses, cruxes and other nodes for which something changed."""
    if not found.effect.is_any:
        return [[("what stands, and how strongly, is as before", "faint")], []] if found.effect.theses else []
    lines: list[Line] = [[("what that does to what stands", "heading")]]
    for item in found.effect.theses:
        lines += _fared(page, item, [("  thesis ", "relation")]) if item.is_moved else []
    cruxes = [item for item in found.effect.cruxes if item.is_moved]
    for crux in cruxes[:MOST]:
        lines += _crux(page, crux)
    lines += left_out(len(cruxes) - MOST, f" cruxes{_MORE}")
    for item in found.effect.turned[:MOST]:
        if not isinstance(item.node, Position):
            lines += _fared(page, item, [("  ", "")])
    lines += left_out(len(found.effect.turned) - MOST, _MORE)
    return [*lines, []]


def _fared(page: Page, item: Fared, first: Line) -> list[Line]:
    words: list[Span] = [(label(item.node), ""), (f"[{item.node.id}]", "faint")]
    lines = flow(words, page.width, first=first, rest=[("    ", "")])
    return lines + flow(_change(item), page.width, first=[("      ", "")])


def _change(item: Fared) -> list[Span]:
    """From what to what, as coloured words."""
    known: list[Stood | None] = [item.before, item.after]
    words: list[Span] = []
    for place, stood in enumerate(known):
        words += [("→", "faint")] if place else []
        sign = f"{SIGNS[stood.label]} " if stood else ""
        words.append((f"{sign}{stood_text(stood)}", ROLES[stood.label] if stood else "faint"))
    moved = moved_text(item)
    return [*words, *([(f"({moved})", "faint")] if moved else [])]


def _crux(page: Page, item: CruxFared) -> list[Line]:
    head: list[Span] = [(item.became, "strong")] if item.became else []
    head += [(label(item.crux), ""), (f"[{item.crux.id}]", "faint")]
    place = place_text(item)
    head += [(f"({place} of what moves the theses)", "faint")] if place else []
    lines = flow(head, page.width, first=[("  crux ", "relation")], rest=[("    ", "")])
    for side in item.sides:
        if side.is_moved and isinstance(side.node, Position) and item.became not in ("new", "gone"):
            lines += flow([(side.node.side, "side"), *_change(side)], page.width, first=[("      ", "")])
    return lines


def _entry(page: Page, found: Compared, entry: Entry) -> list[Line]:
    first: Line = [(f"{_SHOWN[entry.sign]} ", _ROLE[entry.sign])]
    rest: Line = [("    ", "")]
    if entry.node is None:
        lines = flow([(entry.node_id, "faint")], page.width, first=first, rest=rest)
    else:
        kind: Span = (KIND[entry.node.kind].label, colour(entry.node))
        words = [kind, *_text(entry), (f"[{entry.node.slug}]", "faint")]
        said = ", ".join(entry.change.how) if entry.change else ""
        words += [(f"({said})", "crux")] if said else []
        words += [(f"(with {entry.went} link{'' if entry.went == 1 else 's'})", "faint")] if entry.went else []
        lines = flow(words, page.width, first=first, rest=rest)
    if entry.change:
        for name in entry.change.fields:
            if name != "text":
                lines += _field(page, found, entry.change, name)
    for link in entry.links:
        lines += _link(page, found, link)
    return lines


def _text(entry: Entry) -> list[Span]:
    """A node's text, with what changed in it marked; in little room where only its links changed."""
    if entry.node is None:
        return []
    if entry.change and "text" in entry.change.fields:
        return worded(entry.change.before.text, entry.change.after.text)
    return [(label(entry.node) if entry.sign in " ~" else entry.node.text, "faint" if entry.sign == " " else "")]


def worded(before: str, after: str) -> list[Span]:
    """A changed text as spans, `[-what went-]` and `{+what came+}` marked as git marks them."""
    return _marked(wording(before, after))


def _marked(words: list[Piece]) -> list[Span]:
    marks = {"=": ("", ""), "-": ("[-", "-]"), "+": ("{+", "+}")}
    roles = {"=": "", "-": "failure", "+": "remedy"}
    pieces = ((sign, text.strip()) for sign, text in words)
    return [(f"{marks[sign][0]}{text}{marks[sign][1]}", roles[sign]) for sign, text in pieces if text]


def _field(page: Page, found: Compared, change: NodeChange, name: str) -> list[Line]:
    head: Line = [(f"    {field_name(name)}: ", "heading")]
    if name in NAMED:
        before, after = (field_text(item, name) or "none" for item in (change.before, change.after))
        words: list[Span] = [(before, "failure"), ("→", "faint"), (after, "remedy")]
    else:
        words = _marked(field_words(found, change, name))
    return flow(words, page.width, first=head, rest=[("      ", "")])


def _link(page: Page, found: Compared, entry: LinkEntry) -> list[Line]:
    first: Line = [(f"    {_SHOWN[entry.sign]} ", _ROLE[entry.sign])]
    is_reason = entry.key in ("because", "against")
    other = entry.link.from_id if is_reason else entry.link.to_id
    words: list[Span] = [(entry.key.replace("_", " "), "relation"), *_end(found, other), *remarks(entry.link)]
    if entry.change:
        words += [(f"was: {link_was(found, entry.change)}", "crux")]
    return flow(words, page.width, first=first, rest=[("        ", "")])


def _end(found: Compared, node_id: str) -> Sequence[Span]:
    node = node_of(found, node_id)
    return [(label(node), colour(node)), (f"[{node_id}]", "faint")] if node else [(node_id, "faint")]
