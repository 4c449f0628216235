"""Argdown's own program at work beside ours, and texts in Argdown of every shape."""

from __future__ import annotations

import json
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cruxmap.graph.canonical import ordered, without_positions
from cruxmap.graph.foreign_data import decoded
from cruxmap.graph.model import Source
from hypothesis import strategies as st
from msgspec.structs import replace

if TYPE_CHECKING:
    from cruxmap.graph.graph import Graph
    from cruxmap.graph.model import SourceMap
    from cruxmap.sources.parsed import Parsed

SCRIPT = Path(__file__).parent / "node" / "argdown.mjs"


@cache
def _program() -> subprocess.Popen[str]:
    return subprocess.Popen(
        ["node", str(SCRIPT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )


def understood(text: str, *, drawn: bool = False) -> tuple[dict[str, Any] | None, list[str]]:
    """What Argdown's program makes of a text, as its JSON; None, and what it says, where it refuses it.

    The JSON holds what is to be drawn too, where that is asked for.
    """
    process = _program()
    assert process.stdin
    assert process.stdout
    process.stdin.write(json.dumps([text, drawn]) + "\n")
    process.stdin.flush()
    found, errors = json.loads(process.stdout.readline())
    return found, errors


_titles = st.sampled_from(["Bees", "Long winter", "12", "x-y", "Café", "Q: why?"])
_words = st.lists(
    st.sampled_from(
        [
            "word",
            "*bold* it",
            "_it_ x",
            "**b** c",
            "#tag",
            "#(two words)",
            "text.",
            "[l](http://u.v)",
            "@[Bees]",
            "@<12> ",
            "\\[x\\]",
            ".A.",
            "e.g. so",
            "(x)",
            "multi\n  line",
            "/* c */ y",
            ":smile:",
            "don't",
            "1. x",
            "a - b",
            "50% + 3",
            "é ü",
        ]
    ),
    min_size=1,
    max_size=3,
).map(" ".join)
_data = st.sampled_from(
    [*[""] * 12, " {a: 1}", " {b: [1, 2], c: {d: x}}", " {isInGroup: true}", " {isInGroup: false}",
     " {isCanonical: true}", "\n{\n  k: v\n  l: 2020-01-02\n}", " {uses: [1,2]}"]
)  # fmt: skip
_tags = st.sampled_from(["", "", " #tag", " #a #(b c)"])
_statements = st.one_of(
    st.builds("[{}]: {}{}".format, _titles, _words, _data),
    st.builds("[{}]{}{}".format, _titles, _tags, _data),
    st.builds("{}{}".format, _words, _data),
)
_arguments = st.one_of(
    st.builds("<{}>: {}{}".format, _titles, _words, _data), st.builds("<{}>{}{}".format, _titles, _tags, _data)
)
_signs = st.sampled_from(["+", "-", "<+", "<-", "+>", "->", "<_", "_>", "_", "><"])
_rules = st.sampled_from(["----", "-----", "-- mp, mt --", "--\nrule .A. {uses: [1]}\n--", "-- {from: [1,2]} --"])


@st.composite
def _relations(draw: st.DrawFn, indent: int, depth: int = 0) -> str:
    rows = []
    for _ in range(draw(st.integers(0, 2 if depth < 3 else 0))):
        sign = draw(_signs)
        member = draw(_statements if sign == "><" else st.one_of(_statements, _arguments))
        below = draw(_relations(indent + draw(st.sampled_from([1, 2, 4])), depth + 1))
        rows.append(f"\n{' ' * indent}{sign} {member.replace(chr(10), chr(10) + ' ' * (indent + 2))}{below}")
    return "".join(rows)


@st.composite
def _structures(draw: st.DrawFn) -> str:
    rows: list[str] = []
    number = 0
    for _ in range(draw(st.integers(1, 2))):
        for _ in range(draw(st.integers(1, 3))):
            number += 1
            rows.append(f"({number}) {draw(_statements)}{draw(_relations(4, 2))}")
        rows.append(draw(_rules) + draw(st.sampled_from(["", "", "\n  <_ <Long winter>"])))
        number += 1
        rows.append(f"({number}) {draw(_statements)}{draw(_relations(4, 2))}")
    return "\n".join(rows)


_headings = st.sampled_from(["# One", "## Two #tag", "## One", "### Three {isGroup: true}", "# Four"])
_lists = st.lists(_statements, min_size=1, max_size=3).map(lambda rows: "\n".join(f" * {row}" for row in rows))
_blocks = st.one_of(
    _headings,
    _lists,
    _structures(),
    st.builds("{}\n\n{}".format, _arguments, _structures()),
    st.builds("{}{}".format, st.one_of(_statements, _arguments), _relations(2)),
)
_fronts = st.sampled_from(
    ["", "", "\n\n", "===\nmodel: {mode: strict}\n===\n\n", "===\nmodel: {explodeArguments: true}\n===\n\n",
     "===\nmodel:\n  removeTagsFromText: true\n===\n\n",
     "===\ngroup: {regroup: [{title: G, statements: [Bees], children: [{title: H, tags: [t]}]}]}\n===\n\n"]
)  # fmt: skip
debates = st.builds(
    lambda front, blocks, gap, end: front + gap.join(blocks) + end,
    _fronts,
    st.lists(_blocks, min_size=1, max_size=5),
    st.sampled_from(["\n\n", "\n\n\n", "\n  \n", "\r\n\r\n"]),
    st.sampled_from(["", "\n", "\n\n"]),
)
"""Texts in Argdown, most of which its program takes."""

pieces = st.lists(
    st.sampled_from(
        ["[A]", ": ", "[B]:", "<C>", "<D>: ", "\n", "\n\n", "  ", "+", "- ", "<+ ", "->", "_>", "<_", "_ ", "><", "(1)",
         "--", "----", "{a: 1}", "}", "{", "===", "#tag", "#(a b)", "# ", "*", "**", "_", "__", "word", ".", ":x:",
         "\\", "//c\n", "/*", "*/", "<!--", "@[A]", "@<", "[t](u)", "[", "]", "<", ">", "(", ")", ",", "1. ", "'", "\t",
         "\r\n", "é", "😀", "\u00a0", "]:", ">:", "{a: [", "\x0b"]
    ),
    max_size=40,
).map("".join)  # fmt: skip
"""Argdown's signs thrown together."""


def mapped(parsed: Parsed) -> SourceMap:
    """A map as both ways of reading have it: without places and without what only the front matter tells."""
    assert parsed.source_map
    found = without_positions(ordered(parsed.source_map))
    own, *nodes = found.nodes
    assert isinstance(own, Source)
    outline = replace(own.outline, label="") if own.outline else None
    sections = decoded(own.data).get("argdown", {})
    assert isinstance(sections, dict)
    bare = replace(
        own, title="", text="", published="", authors=(), outline=outline, data=str(sections.get("sections"))
    )
    return replace(found, id="", nodes=(bare, *nodes))


def links(graph: Graph) -> list[str]:
    return [
        f"{link.from_id[2:]} {link.relation} {link.to_id[2:]}{f' ({link.note})' if link.note else ''}"
        for link in graph.links
    ]
