"""Labels that break exports which do not escape, and graphs full of them."""

from __future__ import annotations

from cruxmap.graph.graph import Graph
from cruxmap.graph.model import Crux, Link, Node, Position

HOSTILE: tuple[str, ...] = (
    "<script>window.ran = 1</script>",
    "</script><script>window.ran = 2</script>",
    "</title></desc></style><script>window.ran = 3</script>",
    "<img src=x onerror=window.ran=4>",
    '"><svg onload=window.ran=5>',
    "<a href='javascript:window.ran=6'>go</a>",
    "[go](javascript:window.ran=7)",
    "![picture](https://example.invalid/x.png)",
    "[[A note]] and ![[another]]",
    "]]> <![CDATA[ x ]]>",
    "<!-- a comment -->",
    "<!-- markmap: fold -->",
    "&amp; &lt; &#34; &quot; &nbsp;",
    "& alone, &x; and &#x;",
    "say \"twice\", 'thrice' and `four times`",
    "``two ticks`` and ```three```",
    "a\\nb \\l \\N \\G \\\\ \\",
    "\\",
    '\\"',
    "ends in a backslash \\",
    "*emphasis* **strong** _under_ __line__",
    "~~gone~~ ~low~ ^high^ ==marked== ++added++",
    "%%a comment%% and ^block-name",
    "$x^2$ and $$\\int$$ and \\(y\\)",
    "# heading",
    "####### seven",
    "#tag and a #nested/tag",
    "- item",
    "+ item",
    "* item",
    "1. one",
    "12) twelve",
    "2021. A year",
    "> quote",
    "> [!note] callout",
    "---",
    "===",
    "- [ ] to do",
    "[x] done",
    "[ ] to do",
    "[1]: https://example.invalid",
    "[^1] and [^1]: a footnote",
    "| a | b |",
    "|---|---|",
    ": definition",
    "{{ template }} {% tag %} ${value}",
    "https://example.invalid/a_b_c*d*",
    "www.example.invalid and me@example.invalid",
    "::icon(x) and :smile:",
    "{a|b} <port> record",
    "digraph { a -> b }",
    "line one\nline two\n\nline four",
    "tab\tand carriage\rreturn\r\n",
    "  many   spaces  ",
    "    indented code",
    "אבג mixed with latin",
    "\u202eoverridden\u202c and \u200fmarked\u200e",
    "\u2066isolated\u2069 عربى نص",
    "漢字かな交じり文の長いラベルが折り返されるかどうかを確かめるための文章です",
    "👩‍👩‍👧‍👦 🇬🇧 ✅ ☃️ 1️⃣ 😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀",
    "e\u0301" * 60,
    "Z\u0351\u0352\u0353\u0354a\u0355\u0356l\u0357\u0358g\u0359o",
    "हिन्दी में एक लंबा वाक्य जो कई पंक्तियों में टूटता है",
    "ประโยคภาษาไทยยาวๆไม่มีการเว้นวรรคเพื่อทดสอบการตัดบรรทัดของการ์ด",
    "Длинное русское предложение, в котором щедро расставлены широкие буквы: ЩЩЩЩЩЩ ЖЖЖЖЖЖ ШШШШШШ ЮЮЮЮЮЮ",
    "W" * 200,
    "@" * 100 + "%" * 100,
    "i" * 300,
    "Pneumonoultramicroscopicsilicovolcanoconiosis-antidisestablishmentarianism/floccinaucinihilipilification",
    "no\u00a0break\u00a0here\u00a0and\u00a0here\u00a0and\u00a0here\u00a0and\u00a0here\u00a0and\u00a0here",
    "soft\u00adhyphen\u200bzero\u200dwidth\ufeff",
    "word " * 2000,
    "x" * 10_000,
)

# What XML cannot hold, and what is shown instead.
UNHOLDABLE: dict[str, str] = {
    "bell\x07 and escape\x1b[31m": "bell\\x07 and escape\\x1b[31m",
    "nul\x00": "nul\\x00",
    "half \ud83d a pair": "half \\ud83d a pair",
    "no character \ufffe\uffff": "no character \\ufffe\\uffff",
}
EMPTY = ""


def hostile_graph(labels: tuple[str, ...] = HOSTILE) -> Graph:
    """A graph in which crux, both answers and their reasons are called so, five labels a crux."""
    nodes: list[Node] = []
    links: list[Link] = []
    for first in range(0, len(labels), 5):
        crux = f"h/crux-{first}"
        left, right = f"{crux}.pessimist", f"{crux}.optimist"
        five = dict(zip((crux, left, right, f"h/a-{first}", f"h/b-{first}"), labels[first : first + 5], strict=False))
        for node_id, text in five.items():
            if node_id == crux:
                nodes.append(Crux(id=crux, kind="crux", text=text))
            elif "." in node_id:
                side = node_id.rpartition(".")[2]
                nodes.append(Position(id=node_id, kind="position", text=text, crux=crux, side=side))
                links.append(Link(from_id=node_id, relation="position_on", to_id=crux))
            else:
                nodes.append(Node(id=node_id, kind="claim", text=text, section=text, note=text))
                to_id = left if node_id.startswith("h/a") else right
                links.append(Link(from_id=node_id, relation="supports", to_id=to_id, note=text))
    return Graph(nodes, links)


def bare(text: str) -> str:
    """The text without white space, as wrapping may change it."""
    return "".join(text.split())
