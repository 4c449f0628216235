"""Pieces of a vault's notes: links between notes, links into the web, callouts, properties."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ...graph.model import label
from ..markdown_text import code, escaped
from ..measure import squeezed
from ..xml_text import holdable
from .names import SUFFIX

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ...graph.graph import Graph
    from ...graph.model import Node
    from ..exporter import Options

# A link's words take no escapes, so what would end it or read as markup is written with what looks like it.
_IN_A_LINK = str.maketrans({"[": "(", "]": ")", "|": "¦", "<": "‹", ">": "›", "`": "'", "$": "＄", "\\": "⧵"})
_DOUBLE = re.compile(r"%%|==")
_WEB = re.compile(r"https?://\S", re.IGNORECASE)


class Vault(Struct, frozen=True):
    """What is written: the graph, the path of each note by the id of its node, and what was asked for."""

    graph: Graph
    paths: Mapping[str, str]
    options: Options


class Wikilink(str):
    """A link as a property holds it, which is written in double quotes as Obsidian does."""

    __slots__ = ()


def wikilink(vault: Vault, node: Node, words: str = "") -> str:
    """The link to a node's note, shown as the words, or as what the node is called.

    By path, so that it leads there wherever in a larger vault the folder lies, and whatever notes beside are called.
    """
    return f"[[{vault.paths[node.id].removesuffix(SUFFIX)}|{shown(words or name_of(node))}]]"


def name_of(node: Node) -> str:
    """What a node is called: its title, else its text, else its id."""
    return label(node) if squeezed(label(node)) else node.id


def shown(text: str) -> str:
    """The text as the words of a link.

    >>> shown("[x] | y")
    '(x) ¦ y'
    """
    safe = squeezed(holdable(text)).translate(_IN_A_LINK)
    return _DOUBLE.sub(lambda found: " ".join(found[0]), safe)


def web_link(words: str, url: str) -> str:
    """The address as a link with these words if it is of the web, else as code. The words are Markdown."""
    if not _WEB.match(url):
        return code(url)
    spared = re.sub(r"[\s<>\\]", lambda found: f"%{ord(found[0][0]):02X}", holdable(url.strip()))
    return f"[{words}](<{spared}>)"


def callout(sort: str, title: str, lines: Iterable[str]) -> str:
    """A callout of Obsidian, a quote elsewhere; `sort` may end in `-` for one that is folded."""
    return "\n".join(
        (f"> [!{sort.rstrip('-')}]{'-' * sort.endswith('-')} {title}", *(f"> {line}".rstrip() for line in lines))
    )


def titled(vault: Vault, node: Node) -> str:
    """A point of a list: the link, and the text where that says more."""
    text = escaped(node.text)
    return f"{wikilink(vault, node)}: {text}" if node.title.strip() and text else wikilink(vault, node)


def yaml(value: Mapping[str, Any]) -> str:
    """The value as YAML, written as Obsidian writes it: lists indented, links in double quotes, a line an entry."""
    import yaml as library  # only where notes are written

    text: str = library.dump(
        dict(value), Dumper=_dumper(), sort_keys=False, allow_unicode=True, width=1 << 30, default_flow_style=False
    )
    return text


@cache
def _dumper() -> Any:
    import json

    from yaml import SafeDumper, ScalarNode

    class Dumper(SafeDumper):
        def write_double_quoted(self, text: str, split: bool = True) -> None:  # noqa: ARG002 - emoji as themselves
            self.write_indicator(json.dumps(text, ensure_ascii=False).replace("\ufeff", "\\ufeff"), True)

        def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:  # noqa: ARG002
            return super().increase_indent(flow, indentless=False)

        def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - Obsidian would show them as text
            return True

    def quoted(dumper: SafeDumper, words: Wikilink) -> ScalarNode:
        return dumper.represent_scalar("tag:yaml.org,2002:str", str(words), style='"')

    Dumper.add_representer(Wikilink, quoted)
    return Dumper
