"""What the files of a vault are called: by titles, on every system a file name, and no two alike."""

from __future__ import annotations

import re
import unicodedata
from itertools import count
from typing import TYPE_CHECKING

from ...graph.model import Position, label, source_id
from ...graph.schema import KIND
from ..measure import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ...graph.model import Node

SUFFIX = ".md"
INDEX, CANVAS, BASE = "Index.md", "Cruxes.canvas", "Overview.base"
MOST_CHARACTERS, MOST_BYTES, MOST_OF_A_FOLDER = 80, 180, 40

# What Windows refuses in names, and what ends or splits a link in Obsidian.
_STAND_INS = str.maketrans(
    {**dict.fromkeys("/\\|", "-"), '"': "'", "[": "(", "]": ")", "?": "", **dict.fromkeys("<>*#^", " ")}
)
_COLON = re.compile(r"\s*:\s*")
_COMMENT = re.compile("%%+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE)
_OWN_SUFFIX = re.compile(r"(?:\.(?:md|canvas|base))+$", re.IGNORECASE)
_JOINERS = "\u200c\u200d"


def file_names(nodes: Iterable[Node], kept: Mapping[str, str]) -> dict[str, str]:
    """The path of each node's note by the id of the node, with slashes, below the vault.

    `kept` are paths that notes have already, which they keep whatever the nodes are called now. No two file names are
    alike, whatever their folders, capitals and Unicode form.
    """
    every = list(nodes)
    folders = _folders(sorted({node.source for node in every}))
    names = {node.id: kept[node.id] for node in every if node.id in kept}
    taken = {_folded(stem(path)): "" for path in (INDEX, CANVAS, BASE)}
    taken |= {_folded(stem(path)): source_id(node) for node, path in names.items()}
    for node in every:
        if node.id not in names:
            name = next(name for name in _candidates(node, folders, taken) if _folded(name) not in taken)
            taken[_folded(name)] = node.source
            names[node.id] = f"{folders[node.source]}/{name}{SUFFIX}"
    return names


def stem(path: str) -> str:
    """A file's name without its folder, and without its suffix if that is of notes."""
    return path.rpartition("/")[2].removesuffix(SUFFIX)


def safe_name(text: str) -> str:
    r"""The text as a file name for Windows, macOS and Linux that a link in Obsidian can hold; "" if nothing is left.

    At most 80 characters and 180 bytes, cut between words where that loses little.

    >>> safe_name('What is "AI/ML": a [draft]?'), safe_name("con"), safe_name("...")
    ("What is 'AI-ML' – a (draft)", 'con_', '')
    """
    plain = "".join(map(_visible, unicodedata.normalize("NFC", squeezed(text))))
    plain = _COMMENT.sub("%", _COLON.sub(" – ", plain).translate(_STAND_INS))
    name = _OWN_SUFFIX.sub("", _cut(" ".join(plain.split()))).strip(" .–")
    return _RESERVED.sub(lambda found: f"{found[0]}_", name, count=1)


def _folders(sources: Iterable[str]) -> dict[str, str]:
    """The folder of each source: its id, cut between words where sources stay apart, since paths have bounds too."""
    short = {source: safe_name(source) or "notes" for source in sources}
    for source, name in short.items():
        cut = name[:MOST_OF_A_FOLDER].rpartition("-")[0] if len(name) > MOST_OF_A_FOLDER else ""
        if cut and sum(other.startswith(cut) for other in short) == 1:
            short[source] = cut
    return short


def _candidates(node: Node, folders: Mapping[str, str], taken: Mapping[str, str]) -> Iterator[str]:
    """What a note may be called, the best first; `taken` are the sources of the notes that have a name."""
    name = safe_name(_called(node)) or safe_name(node.slug) or "Note"
    yield name
    apart = (KIND[node.kind].label, folders[node.source])
    for more in (*(apart if taken[_folded(name)] == node.source else apart[::-1]), node.slug):
        yield f"{name} ({safe_name(more)})"
    for number in count(2):
        yield f"{name} ({number})"


def _called(node: Node) -> str:
    if not isinstance(node, Position) or node.title.strip():
        return label(node)
    return f"{safe_name(node.crux.partition('/')[2].replace('-', ' ')).capitalize()} – {node.side}"


def _visible(char: str) -> str:
    """The character, a space for what separates or controls; nothing for what is not seen or no character at all."""
    category = unicodedata.category(char)
    if category[0] == "Z" or category == "Cc":
        return " "
    return char if category[0] != "C" or char in _JOINERS else ""


def _cut(text: str) -> str:
    """The text, or its first words and `…`."""
    if len(text) <= MOST_CHARACTERS and len(text.encode()) <= MOST_BYTES:
        return text
    short = text[: MOST_CHARACTERS - 1]
    while len(short.encode()) > MOST_BYTES - len("…".encode()):
        short = short[:-1]
    while short and unicodedata.category(text[len(short)]) in ("Mn", "Me", "Mc", "Cf"):  # it belongs to the last one
        short = short[:-1]
    words, space, _ = short.rpartition(" ")
    kept = words if space and len(words) > len(short) // 2 and text[len(short)] != " " else short
    return kept.rstrip(" ,;.–-") + "…"


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
