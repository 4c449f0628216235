"""Commands that look for what is wrong or missing: check, explain, gaps, schema."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from ..exports import json_, terminal
from ..graph import query
from ..graph.gaps import gaps as find_gaps
from ..graph.ids import known_sources
from ..sources.map_schema import map_schema
from . import options
from .answer import Answer
from .remembering import remembered

if TYPE_CHECKING:
    from .answer import Session

Words = tuple[str, ...]
SCHEMAS = ("json", "owl", "shacl")
FORMATS = ("text", "concise", "json", "sarif", "github")


@click.command()
@options.by_source
@options.by_kind
@options.by_tag
@click.option("--all", "everything", is_flag=True, help="All of them, in the order of the documents.")
@options.as_json
@remembered
def gaps(session: Session, /, as_json: bool, everything: bool, sources: Words, **filters: Words) -> Answer:
    """What is missing: failure modes without mitigation, claims without support, one-sided cruxes, …

    Of very many those are shown at which most of the argument hangs. --all and --json have them all.
    """
    found = find_gaps(session.graph)
    if sources or any(filters.values()):
        there = query.select(session.graph, sources=known_sources(session.graph, sources), **filters)
        kept = {node.id for node in there}
        found = [gap for gap in found if gap.node.id in kept]
    lines = partial(terminal.gap_list, everything=everything)
    return session.answer(as_json, found, json_.gap, lines, "no gaps")


@click.command()
@click.option(
    "--as", "form", type=click.Choice(SCHEMAS), default="json", help="The terms in RDF (owl), or their rules."
)
@options.as_json
def schema(form: str, as_json: bool) -> Answer:
    """The JSON Schema of map files, for editors and checkers.

    With --as owl the vocabulary as an ontology in Turtle, with --as shacl what RDF of it must fit.
    """
    if form != "json" and as_json:
        raise click.UsageError(f"--as {form} is Turtle and --json is JSON: drop one of the two")
    if form == "owl":
        from ..exports.owl import ontology  # only for those who know RDF

        return Answer(ontology())
    if form == "shacl":
        from ..exports.shacl import shapes  # the same

        return Answer(shapes())
    return Answer(json_.dumps(map_schema()) + "\n")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(readable=False), metavar="[PATH]...")
@click.option(
    "--output-format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How to show problems.",
)
@click.option("--json", "form", flag_value="json", help="The same as --output-format json.")
@click.option("--select", multiple=True, metavar="RULES", help="Only these rules: codes, beginnings of codes, names.")
@click.option("--ignore", multiple=True, metavar="RULES", help="Leave out these rules, besides those of cruxmap.toml.")
@options.texts_for("looking passages up")
@click.option("--fix", is_flag=True, help="Mend what has one right answer, and write files in canonical form.")
@click.option("--diff", is_flag=True, help="Show what --fix changes; without --fix nothing is written.")
@click.option("--lock", is_flag=True, help="Record where the passages stand now; later checks tell what changed.")
@click.option("--statistics", is_flag=True, help="Count the problems of each rule instead.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found.")
@click.pass_context
def check(ctx: click.Context, /, paths: Words, **asked: Any) -> Answer:
    """What is inconsistent, with its place and its remedy: the linter for arguments.

    Checks the library, or of it only the files and folders PATH. Exits with 1 on an error or a warning, not on
    infos, which are hints. With the documents' texts at hand (text: in a map, texts in cruxmap.toml, --texts) every
    passage is looked up again.
    """
    from .linting import Asked, lint  # rules and formats that no other command needs

    asked |= {"repair": options.repairs(ctx), "cache": options.cache_of(ctx)}
    return lint(ctx.obj, options.library_paths(ctx), paths, Asked(**asked))


@click.command()
@click.argument("rule", required=False, metavar="[RULE]")
@options.as_json
@click.pass_context
def explain(ctx: click.Context, /, rule: str | None, as_json: bool) -> Answer:
    """What a RULE of `check` means, why it matters and how to fix it; without RULE all of them."""
    from ..exports.terminal_rules import rule_list, rule_page
    from ..graph.check import rule_book
    from ..graph.rules import report

    book = rule_book()
    rules = list(book.rules.values()) if rule is None else [book.at(rule)]
    failed = tuple(terminal.problem_list(report(book.findings), ctx.obj.error_width)) if book.findings else ()
    if as_json:
        shapes: list[json_.Json] = [json_.rule(found) for found in rules]
        return Answer(json_.dumps(shapes if rule is None else shapes[0]) + "\n", failed)
    return Answer(rule_list(ctx.obj.width, rules) if rule is None else rule_page(ctx.obj.width, rules[0]), failed)
