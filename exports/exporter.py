"""What an export is: its row in the table, what it may be asked for, and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct, field

from ..graph.graph import Graph

if TYPE_CHECKING:
    from ..graph.model import Source, SourceMap
    from .json_ import Json


class Marks(Struct, frozen=True, kw_only=True):
    """What became of nodes, by id, as the page shows it, and of links, by ends and relation: `added`, `removed`,
    `changed`; and the graph that is weighed, where what is gone counts for nothing."""

    nodes: Mapping[str, dict[str, Json]]
    links: Mapping[tuple[str, str, str], str]
    counting: Graph


class Options(Struct, frozen=True, kw_only=True):
    """What an export is asked for besides the graph; each format takes what it knows.

    `title` heads the output ("" for the documents' own titles). `form` and `host` are one of the exporter's `forms`
    and `hosts`, "" for the first. `focus` is the full id of the node that matters most, "" for none. `sources` are the
    documents that the nodes come from, where these are not among the nodes themselves; `passages` holds full passages
    by node id, as far as the texts are at hand. `in_folder` says that there is a folder to take several files, `whole`
    that one file is wanted nevertheless. `network` asks for the network view, or against it; None means wherever it is
    possible. `weights`, `modality` and `semantics` are how the library wants to be weighed, empty for the usual.
    `within` is the whole graph, where the one to export is a part of it. `saved` is when each document was last saved,
    by the name that spans have, in seconds since 1970; `earlier` holds the file that the output will replace,
    `kept` the paths that notes have in the vault which is written, by the ids of their nodes. `maps` are what the graph
    is made from, where all of it is exported, for formats that tell of the maps themselves.
    `marks` say what changed, where two libraries are compared.
    """

    title: str = ""
    form: str = ""
    host: str = ""
    focus: str = ""
    sources: tuple[Source, ...] = ()
    passages: Mapping[str, str] = field(default_factory=dict)
    in_folder: bool = False
    whole: bool = False
    network: bool | None = None
    weights: Mapping[str, float] = field(default_factory=dict)
    modality: Mapping[str, float] = field(default_factory=dict)
    semantics: str = ""
    within: Graph | None = None
    saved: Mapping[str, int] = field(default_factory=dict)
    earlier: bytes = b""
    kept: Mapping[str, str] = field(default_factory=dict)
    maps: tuple[SourceMap, ...] = ()
    marks: Marks | None = None


class Output(Struct, frozen=True, kw_only=True):
    """One text, or the bytes of one file that is none (`data`), or several files of either sort by plain name, with
    the folders it lies in before it and slashes between. `beside` are texts to be written beside the one file, by what
    the names of their files have behind its own. `notes` are for the person who asked."""

    text: str = ""
    data: bytes = b""
    files: Mapping[str, str | bytes] = field(default_factory=dict)
    beside: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


Render = Callable[[Graph, Options], "str | Output"]


class Exporter(Struct, frozen=True):
    """An export format.

    `render` is the function, or where it is: `package.module:function`, loaded when first asked for, so that no other
    command waits for it. `forms` are the words `--as` takes, `hosts` those of `--for`, the first of each the default.
    A `bulky` one is not for reading on a terminal; one with `passages` shows full passages, one that `weighs` tells
    what stands, and one that `updates` is taken over once more after a change: it looks at what is of when.
    A `vault` is a folder that is kept in step: writing it again leaves what the user changed there. One with `maps`
    tells what maps say beyond their graph, such as what they expect. `takes` are those of `title`, `whole` and
    `network` that make a difference to it.
    `package` is the one that brings it, "" for ours.
    """

    name: str
    suffix: str
    meaning: str
    render: str | Render
    forms: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    bulky: bool = False
    passages: bool = False
    weighs: bool = False
    updates: bool = False
    vault: bool = False
    maps: bool = False
    takes: tuple[str, ...] = ("title",)
    package: str = ""
