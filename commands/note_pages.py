"""Pages of notes: what their maps show is read by the reader of maps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..exports.note_page import render_page
from ..sources.mermaid import read_diagram

if TYPE_CHECKING:
    from ..exports.note_page.map_list import Outline


def note_page(markdown: str, title: str) -> str:
    """A note as an HTML page."""
    return render_page(markdown, title, outline)


def outline(code: str) -> Outline:
    """What a map shows: a mind map's labels, or the boxes of a flowchart, below each what its arrows lead to."""
    diagram = read_diagram(code)
    if diagram.labels:
        return [(label.depth, label.text) for label in diagram.labels]
    words = {box.name: box.text for box in diagram.boxes}
    lines: Outline = []
    for box in diagram.boxes:
        leading = [arrow for arrow in diagram.arrows if arrow.tail == box.name]
        led = ((1, f"{arrow.text or '→'} {words.get(arrow.head, arrow.head)}") for arrow in leading)
        lines += [(0, box.text), *led]
    return lines
