"""Commands that exchange sources with a server: push, pull."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from . import options

if TYPE_CHECKING:
    from .answer import Answer

TIMEOUT = 60.0
RETRIES = 4

_endpoint = click.option(
    "--endpoint",
    required=True,
    metavar="URL",
    envvar="CRUXMAP_ENDPOINT",
    show_envvar=True,
    help="The server: its own address, or the one where it answers queries.",
)
_store = click.option("--graph-store", "store", default="", metavar="URL", help="Where it keeps graphs, if not found.")
_dry_run = click.option("--dry-run", is_flag=True, help="Tell what would be done, and do nothing.")
_timeout = click.option(
    "--timeout", type=click.FloatRange(1, 86400), default=TIMEOUT, show_default=True, metavar="SECONDS",
    help="How long to wait for an answer.",
)  # fmt: skip
_retries = click.option(
    "--retries", type=click.IntRange(0, 20), default=RETRIES, show_default=True, metavar="NUMBER",
    help="How often to ask again when the server is busy or breaks down.",
)  # fmt: skip


@click.command()
@_endpoint
@_store
@options.by_source
@click.option("--force", is_flag=True, help="Send also what is newer there, changed on both sides or not read whole.")
@click.option("--prune", is_flag=True, help="Remove there what was in step once and is gone here.")
@_dry_run
@_timeout
@_retries
@options.as_json
@click.pass_context
def push(ctx: click.Context, /, endpoint: str, **asked: Any) -> Answer:
    """Send the library's sources to a SPARQL server, each as a named graph of its own; what is the same there stays.

    It can be stopped at any time and done again. No other graphs are touched. The login is CRUXMAP_ENDPOINT_USER and
    CRUXMAP_ENDPOINT_PASSWORD, or CRUXMAP_ENDPOINT_TOKEN, in the environment. Exits with 1 if a source was not sent.
    """
    from .pushing import Asked, send  # the servers, which no other command needs

    return send(ctx, endpoint, Asked(**asked))


@click.command()
@_endpoint
@_store
@click.option("--source", "sources", multiple=True, metavar="ID", help="Only this source; repeatable.")
@click.option("-o", "--output", type=click.Path(file_okay=False), metavar="DIR", help="Write maps into this folder.")
@click.option("--force", is_flag=True, help="Overwrite also maps that were changed here.")
@_dry_run
@_timeout
@_retries
@options.as_json
@click.pass_context
def pull(ctx: click.Context, /, endpoint: str, **asked: Any) -> Answer:
    """Fetch sources from a SPARQL server into the library, as maps; what was changed here is not overwritten.

    The login is CRUXMAP_ENDPOINT_USER and CRUXMAP_ENDPOINT_PASSWORD, or CRUXMAP_ENDPOINT_TOKEN, in the environment.
    Without fetching anything, `cruxmap -L sparql+URL` reads a server's library. Exits with 1 if a source was not
    written.
    """
    from .pulling import Asked, fetch  # the servers, which no other command needs

    return fetch(ctx, endpoint, Asked(**asked))
