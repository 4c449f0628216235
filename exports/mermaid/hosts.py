"""Where maps will be shown: what the Mermaid of each host takes, in one table.

- Every host draws flowcharts of at most 500 links and texts of at most 50,000 characters; a map cannot raise either
  (`maxEdges`, `maxTextSize` and `secure` in Mermaid's configuration schema, the same from 10.7 to 12.3).
- From Mermaid 12 on, flowcharts without a `layout` are laid out by ELK, which spreads two-sided pictures; older ones
  know or ignore `layout: dagre`. Asked for ELK, or shown where ELK was made the default, a mind map of Mermaid 12.3
  breaks down (mermaid-js/mermaid pull requests 7019 and 8155; tried). `dagre` would lay it out as one row, thousands
  of pixels wide, so mind maps ask for `cose-bilkent`, their own layout. They have one root and no `classDef`.
- Entities in labels are turned back only where labels are HTML. Some hosts draw plain SVG text unless they are told
  (microsoft/STL pull request 4383, for GitHub), so `htmlLabels` is asked for.
- Obsidian 1.12 comes with Mermaid 11.4.1, GitHub followed 11 when it was last looked at (the diagram `info` tells).
- GitLab came with 10.7 until 2025 (gitlab-org/gitlab issue 554889), which does not wrap the labels of flowcharts. It
  does not let a map set `htmlLabels` and has it set
  (`lib/mermaid.js`); in comments and descriptions it draws diagrams of more than 2,000 characters on a page, or with
  more than 30 `&` in one, only after a click; in files and wikis it draws them at once (`render_sandboxed_mermaid.js`).
- All of them run Mermaid so that neither links nor scripts in a diagram work; none is written.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Diagram = Literal["mindmap", "flowchart"]

LAYOUTS: dict[Diagram, str] = {"mindmap": "cose-bilkent", "flowchart": "dagre"}
# Mind maps, too, take their width from `flowchart` since 11.17, and from `maxNodeWidth` before.
SETTINGS: dict[Diagram, dict[str, tuple[str, ...]]] = {
    "mindmap": {"flowchart": ("wrappingWidth: 140",), "mindmap": ("maxNodeWidth: 240",)},
    "flowchart": {
        "flowchart": ("wrappingWidth: 180", "nodeSpacing: 24", "rankSpacing: 36", "subGraphTitleMargin: {bottom: 10}")
    },
}


class Host(Struct, frozen=True, kw_only=True):
    """A place that draws Mermaid: its limits, whether a map may ask for HTML labels, whether it wraps the labels of
    flowcharts, and past how many characters it wants a click first (0 for never)."""

    name: str
    most_edges: int = 500
    most_characters: int = 50_000
    html_labels: bool = True
    wraps: bool = True
    clicks_past: int = 0


HOSTS: tuple[Host, ...] = (
    Host(name="obsidian"),
    Host(name="github"),
    Host(name="gitlab", html_labels=False, wraps=False, clicks_past=2_000),
)


def host(name: str) -> Host:
    """The host of that name, the first for ""."""
    return next(known for known in HOSTS if name in (known.name, ""))


def front_matter(at: Host, diagram: Diagram) -> str:
    """The lines at the top of a diagram that ask for its layout, for HTML labels and for narrow boxes."""
    html = ["htmlLabels: true"] if at.html_labels else []
    lines = [f"layout: {LAYOUTS[diagram]}", *html]
    for section, settings in SETTINGS[diagram].items():
        lines += [f"{section}:", *(f"  {line}" for line in (*(html if section == "flowchart" else ()), *settings))]
    return "\n".join(["---", "config:", *(f"  {line}" for line in lines), "---", ""])


def characters(text: str) -> int:
    """The length of a text as Mermaid counts it, in UTF-16 units."""
    return len(text) + sum(ord(char) > 0xFFFF for char in text)
