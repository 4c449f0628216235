"""The picture's style sheet, light and dark, and how a link and a kind of node look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...graph.schema import KINDS, RELATION

if TYPE_CHECKING:
    from ...graph.model import Link
    from ...graph.schema import Role

FONTS = '"Helvetica Neue", Helvetica, Arial, "Liberation Sans", "DejaVu Sans", sans-serif'

# Colour role of a kind -> the stripe of its card, light and dark; each stands out 3:1 against the card.
# fmt: off
_STRIPES: dict[Role, tuple[str, str]] = {
    "statement": ("#2563a8", "#6ba4e8"),
    "inference": ("#5546b0", "#a99cf5"),
    "ground": ("#7b3fa0", "#c792ea"),
    "term": ("#0d7a78", "#4fc4c0"),
    "process": ("#2a7d46", "#66c285"),
    "failure": ("#b3322b", "#f08a82"),
    "remedy": ("#5d7a12", "#a9c95a"),
    "crux": ("#a86200", "#e9aa45"),
    "side": ("#475467", "#a5b1c2"),
    "study": ("#a0366f", "#ec8fbe"),
    "document": ("#7a5c3e", "#c9a67f"),
    "agent": ("#5f6b7a", "#a5b1c2"),
}
# fmt: on
_MARKS = {"+": ("+", "for"), "-": ("−", "against")}

_LIGHT = """\
.page{fill:#f7f8fa}.card rect.box{fill:#fff;stroke:#c3cad4}.card.crux rect.box{fill:#fff6e6;stroke:#d9a95b}
text{fill:#1c2530}text.caption{fill:#4d5a6a}.badge rect{fill:#e9edf2}.badge text{fill:#37424f}
.tie,.tie .head{stroke:#66717f}.tie .head{fill:#66717f}.tie circle{fill:#f7f8fa}
.tie.for,.tie.for circle{stroke:#2a7d46}.tie.for .head{fill:#2a7d46;stroke:#2a7d46}.tie.for text{fill:#1f6637}
.tie.against,.tie.against circle{stroke:#b3322b}.tie.against .head{fill:#b3322b;stroke:#b3322b}
.tie.against text{fill:#a02a24}.rule{stroke:#dde2e9}.camp rect{fill:#e4e9ef}
"""
_DARK = """\
.page{fill:#12161c}.card rect.box{fill:#1d242e;stroke:#465161}.card.crux rect.box{fill:#33291a;stroke:#8a6a33}
text{fill:#e8ecf1}text.caption{fill:#aab6c4}.badge rect{fill:#313b48}.badge text{fill:#d5dce5}
.tie,.tie .head{stroke:#95a1b0}.tie .head{fill:#95a1b0}.tie circle{fill:#12161c}
.tie.for,.tie.for circle{stroke:#66c285}.tie.for .head{fill:#66c285;stroke:#66c285}.tie.for text{fill:#7fd49b}
.tie.against,.tie.against circle{stroke:#f08a82}.tie.against .head{fill:#f08a82;stroke:#f08a82}
.tie.against text{fill:#f5a19a}.rule{stroke:#2a323d}.camp rect{fill:#262f3a}
"""
_SHAPES = f"""\
text{{font-family:{FONTS};font-size:12px}}text.caption{{font-size:11px}}.badge text{{font-size:11px;text-anchor:middle}}
text.title{{font-size:13px;font-weight:bold}}text.heading{{font-size:20px;font-weight:bold}}
.camp text{{font-size:14px;font-weight:bold;text-anchor:middle}}.rule{{stroke-width:1}}
.tie{{fill:none;stroke-width:1.5}}.tie.inferred path.line{{stroke-dasharray:5 4}}
.tie text{{font-size:14px;font-weight:bold;text-anchor:middle;stroke:none}}
"""


def style_sheet() -> str:
    """The CSS that stands in the picture."""
    light, dark = (
        "".join(f".{kind.name} rect.stripe{{fill:{_STRIPES[kind.colour][place]}}}" for kind in KINDS)
        for place in (0, 1)
    )
    return f"{_SHAPES}{_LIGHT}{light}\n@media (prefers-color-scheme:dark){{\n{_DARK}{dark}\n}}\n"


def mark(link: Link) -> str:
    """The sign that tells what the link does to belief: `+`, `−` or none."""
    return _MARKS.get(RELATION[link.relation].polarity, ("", ""))[0]


def classes(link: Link) -> str:
    """The classes of the link's line: what it does, and whether it is inferred (dashed)."""
    does = _MARKS.get(RELATION[link.relation].polarity, ("", ""))[1]
    return " ".join(word for word in ("tie", does, "inferred" if link.basis == "inferred" else "") if word)
