"""The command that links: suggestions between documents, links written, and pairs rejected for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from ..graph.schema import BASES
from . import options

if TYPE_CHECKING:
    from .answer import Answer, Dialogue

Words = tuple[str, ...]
CONFIDENCES = ("certain", "likely", "possible", "faint")


class Asked(Struct, frozen=True):
    """What `link` was asked for, as on the command line."""

    suggest: bool
    review: bool
    reject: bool
    unreject: bool
    rejected: bool
    basis: str
    note: str
    sources: Words
    kinds: Words
    most: int
    least: float
    sure: str
    dry_run: bool
    as_json: bool

    @property
    def doing(self) -> str:
        """The one thing that was asked for. Raises UsageError for two."""
        named = [name for name in ("suggest", "review", "reject", "unreject", "rejected") if getattr(self, name)]
        if len(named) > 1:
            raise click.UsageError(f"--{named[0]} and --{named[1]} do not go together")
        return named[0] if named else "link"


@click.command()
@options.a_link
@click.option("--suggest", is_flag=True, help="What of different documents may be the same, a refinement or opposite.")
@click.option("--review", is_flag=True, help="Go through the suggestions one by one, and take or reject each.")
@click.option("--reject", is_flag=True, help="Do not suggest the pair A B again.")
@click.option("--unreject", is_flag=True, help="Take the rejection of A B back.")
@click.option("--rejected", is_flag=True, help="List the rejected pairs.")
@options.by_source
@options.by_kind
@click.option("--most", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many at the most.")
@click.option("--least", type=click.FloatRange(0, 1), default=0.0, help="Only with this score or more, 0 to 1.")
@click.option("--sure", type=click.Choice(CONFIDENCES), default="possible", show_default=True, help="As sure as this.")
@click.option(
    "--basis", type=click.Choice(BASES), default="inferred", show_default=True, help="Whether the text says so."
)
@click.option("--note", default="", metavar="TEXT", help="A remark on the link, or why a pair is rejected.")
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@options.as_json
@click.pass_context
def link(ctx: click.Context, /, words: Words, **given: Any) -> Answer | Dialogue:
    """Suggest links between documents, or write the link A RELATION B.

    A suggestion is only that: nothing is linked before you say so. With one --source one end is of it, with several
    both ends are. RELATION may be an inverse name (supported-by). Links between documents go to the library's
    links.yaml, those within a map into the map; what is rejected is recorded in cruxmap.rejected.
    """
    from . import link_suggesting, link_writing  # words, names and ranking that no other command needs

    asked = Asked(**given)
    match asked.doing, words:
        case "suggest", ():
            return link_suggesting.suggestions(ctx, asked)
        case "review", () if asked.as_json or asked.dry_run:
            raise click.UsageError("--review asks and writes at once: it goes neither with --json nor with --dry-run")
        case "review", ():
            return link_suggesting.review(ctx, asked)
        case "rejected", ():
            return link_suggesting.rejected(ctx, asked)
        case "reject", (first, second):
            return link_writing.reject_pair(ctx, asked, first, second)
        case "unreject", (first, second):
            return link_writing.unreject_pair(ctx, asked, first, second)
        case "link", (first, relation, second):
            return link_writing.write_link(ctx, asked, first, relation, second)
        case "link", _:
            raise click.UsageError("say A RELATION B, or --suggest")
        case name, _:
            raise click.UsageError(f"--{name} takes {'two ids' if name in ('reject', 'unreject') else 'no ids'}")
