"""The command sparql: questions to the library in the query language of RDF."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from ..exports import json_
from ..exports.layout import UNBOUNDED, flow
from ..exports.sparql_results import FORMATS, table, written
from ..exports.terminal import Page
from ..graph.ids import resolve
from ..graph.problem import CruxmapError, quoted
from ..graph.rdf.terms import PREFIXES, id_iri
from ..graph.reasoning.time_limit import SECONDS, OutOfTime
from ..graph.solutions import Solutions, Verdict
from ..graph.suggest import did_you_mean
from ..sources.files import read_utf8
from ..sources.queries import named_queries
from . import options
from .answer import Answer, Session

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..exports.layout import Line
    from ..graph.graph import Graph
    from ..graph.solutions import Found
    from .answer import Console

Words = tuple[str, ...]
PIPED = "-"


class Asked(Struct, frozen=True, kw_only=True):
    """What `sparql` was asked for, as on the command line."""

    query: str
    listed: bool
    shown: bool
    settings: Words
    form: str | None
    as_json: bool
    as_csv: bool
    store: str | None
    limit: float

    @property
    def format(self) -> str:
        """The one format that was asked for, a table if none was. Raises UsageError for two."""
        given = {"json": self.as_json, "csv": self.as_csv, self.form or "": bool(self.form)}
        named = [name for name, is_given in given.items() if is_given]
        if len(named) > 1:
            raise click.UsageError(f"{' and '.join(named)} are two formats: name one")
        return named[0] if named else FORMATS[0]


def _names(_graph: Graph) -> list[str]:
    return [*named_queries()]


@click.command()
@click.argument("query", default="", metavar="[QUERY|FILE|NAME]", shell_complete=options.completed(_names))
@click.option("--list", "listed", is_flag=True, help="List the queries that come along, with their NAMEs.")
@click.option("--text", "shown", is_flag=True, help="Print the query instead of asking it, to start your own from.")
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="NAME=VALUE",
    help='Let ?NAME be this node, <IRI>, prefix:name or "text"; repeatable.',
)
@click.option("--format", "form", type=click.Choice(FORMATS), help="How to print what is found.")
@options.as_json
@click.option("--csv", "as_csv", is_flag=True, help="The same as --format csv.")
@click.option("--store", type=click.Path(), metavar="DIR", help="Keep the data in this folder for the next time.")
@click.option(
    "--limit",
    type=click.FloatRange(0, 86400, min_open=True),
    default=SECONDS,
    metavar="SECONDS",
    show_default=True,
    help="Give up when so many seconds are over.",
)
@click.pass_context
def sparql(ctx: click.Context, /, **given: Any) -> Answer:
    """The library asked in SPARQL 1.1: a QUERY, a FILE that holds one, the NAME of one that comes along, or - for
    standard input.

    All sources are asked together; GRAPH tells them apart. The usual prefixes are known: cm: has the terms of cruxmap,
    and <source/slug> is a node. SELECT gives a table, ASK yes or no, CONSTRUCT and DESCRIBE Turtle; --json is the
    W3C's SPARQL JSON, of triples JSON-LD. Queries that change data are refused. Exits with 1 where there is no answer
    within the limit.
    """
    asked = Asked(**given)
    form = asked.format
    if asked.listed:
        return _list(ctx.obj, as_json=form == "json")
    text = _text(ctx.obj, asked.query)
    if asked.shown:
        return Answer(text)
    session = Session(ctx)
    try:
        found = _found(session, asked, text)
    except OutOfTime as error:
        return Answer(err=(*session.errors, *flow([(f"{error}", "failure")], session.console.error_width)), code=1)
    code = 1 if session.errors else 0
    if isinstance(found, Solutions) and not found.rows and form == FORMATS[0]:
        return Answer(err=(*session.errors, [("nothing fits the query", "")]), code=code)
    return Answer(_shown(session, found, form), session.errors, code)


def _found(session: Session, asked: Asked, text: str) -> Found:
    from ..sources.rdf_store import store_in, store_of  # with all that they need, only to ask
    from ..sources.sparql import ask

    values = _values(session.graph, text, asked.settings)
    if asked.store is None:
        return ask(store_of(session.graph), text, given=values, seconds=asked.limit)
    with store_in(asked.store, session.graph, session.console.progress) as store:
        return ask(store, text, given=values, seconds=asked.limit)


def _shown(session: Session, found: Found, form: str) -> str | bytes | list[Line]:
    if form != "table":
        return written(found, form)
    if isinstance(found, Verdict):
        return "yes\n" if found.holds else "no\n"
    if isinstance(found, Solutions):
        return table(Page(session.graph, session.console.width, session.console.wrap), found)
    return written(found, "turtle")


def _list(console: Console, *, as_json: bool) -> Answer:
    known = named_queries().values()
    if as_json:
        return Answer(json_.dumps([{"name": one.name, "meaning": one.meaning} for one in known]) + "\n")
    wide = max(len(one.name) for one in known) + 2
    width = console.width if console.wrap else UNBOUNDED
    lines: list[Line] = []
    for one in known:
        lines += flow([(one.meaning, "")], width, first=[(one.name.ljust(wide), "strong")])
    return Answer(lines)


def _text(console: Console, query: str) -> str:
    """The text of the query that is meant."""
    if not query.strip():
        raise click.UsageError("name a query, or write one: `cruxmap sparql --list` shows those that come along")
    known = named_queries()
    if query in known:
        return known[query].text
    if query == PIPED:
        try:
            return console.piped().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise CruxmapError("standard input is not UTF-8 text") from error
    if re.search(r"[\s{]", query) and not os.path.isfile(query):
        return query
    if os.path.exists(query) or re.search(r"[./\\]", query):
        text, fault = read_utf8(query)
        if fault:
            raise CruxmapError(f"{query} {fault}")
        return text
    hint = did_you_mean(query, known) or f"there are {', '.join(known)}"
    raise CruxmapError(f"there is no query {quoted(query)}: {hint}; one of your own is text in quotes, or a file")


def _values(graph: Graph, text: str, settings: Iterable[str]) -> dict[str, str]:
    """What variables stand for, as N-Triples writes it."""
    found: dict[str, str] = {}
    for setting in settings:
        name, sign, value = setting.partition("=")
        name = name.removeprefix("?").removeprefix("$")
        if not sign or not name or not value:
            raise CruxmapError(f"--set {quoted(setting)} says nothing: write NAME=VALUE, as in node=ID")
        variables = sorted(set(re.findall(r"[?$](\w+)", text)))
        if name not in variables:
            hint = did_you_mean(name, variables) or f"it has {', '.join(variables) or 'none'}"
            raise CruxmapError(f"the query has no variable {quoted(name)}: {hint}")
        found[name] = _term(graph, value)
    return found


def _term(graph: Graph, value: str) -> str:
    """A value of the command line as N-Triples writes it: <IRI>, "text", prefix:name, else the node that is meant."""
    if re.fullmatch(r"<[^<>\"{}|^`\\\s]+>", value):
        return value if ":" in value else f"<{id_iri(value[1:-1])}>"
    if len(value) > 1 and value[0] == value[-1] == '"':
        inner = value[1:-1].replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
        return f'"{inner}"'
    prefix, sign, name = value.partition(":")
    if sign and prefix in PREFIXES and re.fullmatch(r"[\w.-]+", name):
        return f"<{PREFIXES[prefix]}{name}>"
    return f"<{id_iri(resolve(graph, value))}>"
