"""Commands that bring documents into a library: init, add, draft, convert."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from . import options

if TYPE_CHECKING:
    from .answer import Answer

Words = tuple[str, ...]
A_PATH = click.Path(allow_dash=True)
TIMEOUT = 300.0
TOKENS = 2000
_output = click.option(
    "-o",
    "--output",
    type=click.Path(),
    metavar="FILE",
    help="Write this file, which must not be there yet, or into this folder a file called as the source is.",
)
_TIMEOUT_HELP = f"How long to wait for an answer, {TIMEOUT:g} unless given."
_TOKENS_HELP = f"About how many tokens of the document to send at a time, {TOKENS} unless given."


@click.command()
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path())
@click.option("--bare", is_flag=True, help="Without the example.")
@click.pass_context
def init(ctx: click.Context, /, folder: str, bare: bool) -> Answer:
    """Make a folder a library: cruxmap.toml, notes/, maps/, texts/, and a small example.

    Notes and maps that lie in DIR already are read where they are, and nothing is overwritten.
    """
    from .starting import begin  # formats and their readers, which no other command needs all of

    return begin(ctx.obj, folder, options.cache_of(ctx), bare=bare)


@click.command()
@click.argument("paths", nargs=-1, required=True, type=A_PATH, metavar="PATH...")
@click.option("--id", "source", default="", metavar="ID", help="The source id, for one document.")
@click.option("--as", "form", type=click.Choice(("note", "article", "map")), help="Read it as this, whatever it seems.")
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, metavar="N", help="Read with N processes, not one.")
@click.option("--scheduler", default="", metavar="URL", help="Read on the Dask cluster whose scheduler is there.")
@options.no_repair
@options.as_json
@click.pass_context
def add(ctx: click.Context, /, paths: Words, **asked: Any) -> Answer:
    """Take documents into the library: notes as they are, articles with a map drafted from them, maps.

    PATH is a file, a folder, or - for standard input. A note is copied; an article's text goes to texts/, a map drafted
    from it to maps/. Tells what was understood and what not. Nothing is overwritten, and of each document all is
    written or nothing. Exits with 1 if a document was not added.
    """
    if asked["scheduler"] and asked["jobs"] > 1:
        raise click.UsageError("--jobs reads here and --scheduler on a cluster: choose one")
    from .taking_in import Asked, take_in  # formats and their readers

    asked["no_repair"] = asked["no_repair"] or not options.repairs(ctx)
    return take_in(ctx.obj, options.library_paths(ctx), paths, Asked(**asked, cache=options.cache_of(ctx)))


@click.command()
@click.argument("path", metavar="FILE", type=A_PATH)
@_output
@click.option("--id", "source", default="", metavar="ID", help="The source id, instead of the file's name.")
@options.no_repair
@click.option("--model", default="", metavar="URL|NAME", help="Have a language model add to the draft.")
@click.option(
    "--base-url",
    default="",
    metavar="URL",
    envvar="CRUXMAP_BASE_URL",
    help="Where a model named by --model answers, down to /v1; Ollama on this machine unless given.",
)
@click.option("--prompt-only", is_flag=True, help="Print what a model would be asked, and send nothing.")
@click.option(
    "--from-json",
    "answers",
    multiple=True,
    type=A_PATH,
    metavar="FILE",
    help="Take a model's answer from here; repeatable.",
)
@click.option("--rejected", type=click.Path(), metavar="FILE", help="Write here what of an answer does not hold.")
@click.option("--dry-run", is_flag=True, help="Say what would be sent where, and send nothing.")
@click.option("--timeout", type=click.FloatRange(1, 86400), default=TIMEOUT, metavar="SECONDS", help=_TIMEOUT_HELP)
@click.option("--tokens", type=click.IntRange(200, 1_000_000), default=TOKENS, metavar="NUMBER", help=_TOKENS_HELP)
@click.pass_context
def draft(ctx: click.Context, /, path: str, **asked: Any) -> Answer:
    """Print a map of a document, to be edited: lines of # TODO where judgement is needed.

    Rules make the draft, and nothing is sent anywhere. With --model a language model, at any address that answers as
    OpenAI's does, adds to it: a node only if the words it quotes stand in the passage it names. --prompt-only and
    --from-json do the same by hand. The key is CRUXMAP_API_KEY in the environment; OPENAI_API_KEY goes to OpenAI alone.
    """
    from .drafts import Asked, make_draft  # formats and their readers

    asked["no_repair"] = asked["no_repair"] or not options.repairs(ctx)
    return make_draft(ctx.obj, path, Asked(**asked))


@click.command()
@click.argument("path", metavar="DOCUMENT", type=A_PATH)
@_output
@options.no_repair
@click.pass_context
def convert(ctx: click.Context, /, path: str, output: str | None, no_repair: bool) -> Answer:
    """Freeze a document of any format into a map, which counts in its stead from then on and can be edited."""
    from .drafts import freeze  # formats and their readers

    return freeze(ctx.obj, path, output, repair=options.repairs(ctx) and not no_repair)
