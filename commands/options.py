"""Options and arguments that several commands share, with their shell completion."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from ..exports.layout import painted, unpainted
from ..graph.graph import Graph
from ..graph.ids import short_form, sides_of, tags_of
from ..graph.problem import CruxmapError
from ..graph.schema import INVERSE, KINDS, MODALITIES, RELATIONS
from ..sources.cache_folder import Cache
from ..sources.library import Library, read_library
from ..sources.user_folders import cache_folder, data_folder

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

NO_CACHE = "off"
LONGEST_HELP = 300

Words = Callable[[Graph], list[str]]
Complete = Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]


class Word(click.Choice[str]):
    """A choice among words of the vocabulary, which have other names too; hyphens and capitals do not count."""

    def __init__(self, names: Iterable[str], other_names: Mapping[str, str]) -> None:
        super().__init__(list(names))
        self.other_names = other_names

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        word = str(value).lower().replace("-", "_")
        return super().convert(word if word in self.choices else self.other_names.get(word, word), param, ctx)


def library_paths(ctx: click.Context) -> tuple[str, ...]:
    """The paths given by -L/--library or the environment, () if none."""
    paths: tuple[str, ...] = ctx.find_root().params.get("library") or ()
    return paths


def library_of(ctx: click.Context) -> Library:
    """The library that a command is asked about."""
    return read_library(library_paths(ctx), repair=repairs(ctx), cache=cache_of(ctx))


def repairs(ctx: click.Context) -> bool:
    """Whether text that was damaged by a wrong encoding is restored."""
    return not ctx.find_root().params.get("no_repair")


def cache_of(ctx: click.Context) -> Cache | None:
    """Where libraries are kept between runs, None for nowhere."""
    given = ctx.find_root().params
    asked = given.get("cache") or cache_folder()
    if given.get("no_cache") or asked in ("", NO_CACHE) or not data_folder():
        return None
    return Cache(os.path.abspath(asked), os.path.join(data_folder(), "cache.secret"))


def completed(words: Words) -> Complete:
    """Completion with words from the library, as far as it can be read."""

    def complete(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem  # only when a shell asks

        graph = library_of(ctx).graph
        return [CompletionItem(word) for word in words(graph) if word.startswith(incomplete)]

    return complete


def completed_names(names: Iterable[str]) -> Complete:
    """Completion with words known without any library."""
    known = list(names)

    def complete(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem  # only when a shell asks

        return [CompletionItem(word) for word in known if word.startswith(incomplete)]

    return complete


def every_id(graph: Graph) -> list[str]:
    """Every id, full and short."""
    return sorted({*(short_form(graph, node_id) for node_id in graph.nodes), *graph.nodes, *source_names(graph)})


def ids_and_relations(graph: Graph) -> list[str]:
    """Every id and the names of relations, either way round."""
    return [*every_id(graph), *RELATION_NAME.choices, *RELATION_NAME.other_names]


def _crux_ids(graph: Graph) -> list[str]:
    return sorted({word for node in graph.of_kinds("crux") for word in (node.id, short_form(graph, node.id))})


def source_names(graph: Graph) -> list[str]:
    """The ids of all documents."""
    return [source.source for source in graph.sources()]


UNREAD = "cruxmap.unread"
"""Where a click context holds the lines on what of the library could not be read, which may be why an id is unknown."""


class Group(click.Group):
    """The commands of a table, each loaded when it is asked for."""

    def __init__(self, *args: Any, table: Mapping[str, str], **given: Any) -> None:
        super().__init__(*args, **given)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the table is the same everywhere
        return sorted(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name in self.table:
            return _command(cmd_name, self.table[cmd_name])
        self.commands = {
            name: _command(name, place) for name, place in self.table.items()
        }  # click tells which is meant
        return None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Every command with the whole first sentence of its help."""
        every = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl([(name, known.get_short_help_str(LONGEST_HELP)) for name, known in every if known])


class Cruxmap(Group):
    """All commands. A request that cannot be answered is wrong use: exit code 2."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - none is loaded
        from .overview import SECTIONS  # only for --help

        for heading, commands in SECTIONS:
            with formatter.section(heading):
                formatter.write_dl([*commands.items()])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except CruxmapError as error:
            unread = painted(ctx.meta.get(UNREAD, ()), unpainted).rstrip()
            raise Refusal("\n".join(filter(None, [str(error), unread]))) from error


def _command(name: str, place: str) -> click.Command:
    """The command of that name, loaded from where a table says that it lies."""
    module, _, function = place.partition(":")
    found: click.Command = getattr(import_module(f".{module}", __package__), function or name)
    return found


class Refusal(click.ClickException):
    """Wrong use that needs no reminder of the options."""

    exit_code = 2


library = click.option(
    "-L",
    "--library",
    multiple=True,
    metavar="PATH",
    type=click.Path(readable=False),
    envvar="CRUXMAP_LIBRARY",
    help="A folder or file to read instead of the library found here; @shipped names the maps that come along.",
)
cache = click.option(
    "--cache",
    default="",
    metavar="DIR",
    envvar="CRUXMAP_CACHE",
    help=f"A folder to keep what was read in, instead of the user's cache folder; {NO_CACHE} keeps nothing.",
)
no_cache = click.option("--no-cache", is_flag=True, help=f"Read all anew and keep nothing, as --cache {NO_CACHE}.")


def _facets_that_start(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem  # only when a shell asks

    from ..graph.study.facets import FACET  # the same

    return [CompletionItem(name) for name in FACET if name.startswith(incomplete)]


KIND_NAME = Word((kind.name for kind in KINDS), {kind.section: kind.name for kind in KINDS})
RELATION_NAME = Word((relation.name for relation in RELATIONS), {name: found.name for name, found in INVERSE.items()})

as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON value and nothing else.")
by_source = click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="ID",
    help="Only this source; repeatable.",
    shell_complete=completed(source_names),
)
by_kind = click.option(
    "--kind", "kinds", multiple=True, type=KIND_NAME, metavar="KIND", help="Only this kind of node; repeatable."
)
by_tag = click.option(
    "--tag",
    "tags",
    multiple=True,
    metavar="TAG",
    help="Only nodes with this tag; repeatable.",
    shell_complete=completed(tags_of),
)
by_side = click.option(
    "--side",
    "sides",
    multiple=True,
    metavar="SIDE",
    shell_complete=completed(sides_of),
    help="Only what speaks for this side (optimist, pessimist, …): its positions and their direct reasons.",
)
by_modality = click.option(
    "--modality",
    "modalities",
    multiple=True,
    type=click.Choice(MODALITIES),
    help="Only what is put forward so; repeatable.",
)
by_relation = click.option(
    "--relation", "relations", multiple=True, type=RELATION_NAME, metavar="NAME", help="Only this relation; repeatable."
)
by_from_kind = click.option(
    "--from-kind", "from_kinds", multiple=True, type=KIND_NAME, metavar="KIND", help="Only from this kind of node."
)
by_to_kind = click.option(
    "--to-kind", "to_kinds", multiple=True, type=KIND_NAME, metavar="KIND", help="Only to this kind of node."
)
by_facet = click.option(
    "--facet",
    "facets",
    multiple=True,
    metavar="NAME",
    shell_complete=_facets_that_start,
    help="Only this facet (sides, meaning, …; the guide to studying lists them); repeatable.",
)
via = click.option(
    "--via", multiple=True, type=RELATION_NAME, metavar="NAME", help="Only along this relation; repeatable."
)
focus = click.option(
    "--focus", default="", metavar="ID", shell_complete=completed(every_id), help="Only what is near this node."
)
output_path = click.option(
    "-o",
    "--output",
    type=click.Path(),
    metavar="FILE",
    help="Write this file, or this folder where it takes several files; - is standard output.",
)
no_repair = click.option(
    "--no-repair", is_flag=True, help="Leave text as it is that was damaged by a wrong encoding (Ã© for é)."
)
to_depth = click.option(
    "--depth", type=click.IntRange(1, 50), default=2, show_default=True, help="How many links deep."
)
an_id = click.argument("node", metavar="ID", shell_complete=completed(every_id))
some_ids = click.argument("nodes", nargs=-1, metavar="[ID]...", shell_complete=completed(every_id))
some_targets = click.argument("targets", nargs=-1, metavar="[TARGET]...", shell_complete=completed(every_id))
a_link = click.argument("words", nargs=-1, metavar="[A RELATION B]", shell_complete=completed(ids_and_relations))
a_belief = click.argument("words", nargs=-1, metavar="[ID [P|SIDE]]", shell_complete=completed(every_id))
maybe_a_crux = click.argument("crux", required=False, metavar="[CRUX]", shell_complete=completed(_crux_ids))


def word(option: str, name: str, words: tuple[str, ...], meaning: str) -> Callable[[Any], Any]:
    """An option that takes one of the words that formats know."""
    said = f"{meaning}: {', '.join(words)}."
    return click.option(option, name, default="", metavar="WORD", shell_complete=completed_names(words), help=said)


def texts_for(what: str) -> Callable[[Any], Any]:
    """The option --texts, which names folders."""
    said = f"A folder with the documents' texts, for {what}; repeatable."
    folder = click.Path(exists=True, file_okay=False)
    return click.option("--texts", multiple=True, type=folder, metavar="DIR", help=said)


def end_of_path(name: str) -> Callable[[Any], Any]:
    """The argument FROM or TO of `path`."""
    return click.argument(name, metavar=name.upper(), shell_complete=completed(every_id))
