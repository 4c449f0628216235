"""The command `add` at work: documents planned, checked together, written, and told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from msgspec import Struct

from ..exports import additions
from ..exports.additions import Addition
from ..exports.json_ import dumps
from ..graph.build import build
from ..graph.rules import report
from ..sources.adding import Adding, documents_at, is_new, mistakes_after, write
from ..sources.given import STANDARD_INPUT, opened, piped, usable_id
from ..sources.library import own_library, read_library
from ..sources.placing import Plan, home_in
from .answer import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..exports.layout import Line
    from ..graph.problem import Finding
    from ..sources.cache_folder import Cache
    from ..sources.given import Given
    from ..sources.library import Library
    from .answer import Console


class Asked(Struct, frozen=True):
    """What `add` was asked for, as on the command line."""

    source: str
    form: str | None
    dry_run: bool
    no_repair: bool
    as_json: bool
    cache: Cache | None = None


def take_in(console: Console, given: Sequence[str], paths: Sequence[str], asked: Asked) -> Answer:
    """Add the documents at the paths to the user's library."""
    home = home_in(own_library(given))
    findings: list[Finding] = []
    found = documents_at([path for path in paths if path != STANDARD_INPUT], findings)
    documents = [(document.path, document.named) for document in found]
    documents += [(STANDARD_INPUT, True)] if STANDARD_INPUT in paths else []
    if asked.source and len(documents) != 1:
        raise click.UsageError(f"--id names one document, and here are {len(documents)}")
    source = usable_id(asked.source) if asked.source else ""

    def library() -> Library:
        return read_library([home.folder] if given else [], cache=asked.cache)

    before = library()
    adding = Adding(home, before)
    plans: list[Plan] = []
    passed_over = 0
    for path, named in console.progress(documents, "reading"):
        document = _opened(console, path, asked, named=named)
        if document.form is None and not named and document.text is not None:
            passed_over += 1
        else:
            plans.append(adding.plan(document, source))
    plans = adding.sound(plans)
    if not asked.dry_run:
        plans = [write(plan) if is_new(plan) else plan for plan in plans]
    written = [plan for plan in plans if is_new(plan)]
    mistakes = mistakes_after(before, library(), written) if written and not asked.dry_run else []
    items = [_missing(finding) for finding in findings] + [_addition(plan, asked) for plan in plans]
    failed = bool(mistakes) or any(item.status == "refused" for item in items)
    told: list[Line] = [[(words, "failure")] for words in mistakes]
    if asked.as_json:
        return Answer(dumps([additions.shape(item) for item in items]) + "\n", tuple(told), 1 if failed else 0)
    return Answer(additions.report(items, passed_over, console.width), tuple(told), 1 if failed else 0)


def _opened(console: Console, path: str, asked: Asked, *, named: bool) -> Given:
    form, repair = asked.form or "", not asked.no_repair
    if path != STANDARD_INPUT:
        return opened(path, form=form, named=named, repair=repair)
    return piped(console.piped(), form=form, repair=repair)


def _addition(plan: Plan, asked: Asked) -> Addition:
    """What came of a plan, as it is told."""
    status = "refused" if plan.refused else "there" if plan.there else "would add" if asked.dry_run else "added"
    return Addition(
        path="standard input" if plan.given.path == STANDARD_INPUT else plan.given.path,
        status=status,
        sort=plan.given.sort if plan.given.form else "",
        source=plan.source,
        reason=plan.refused or plan.there,
        files=tuple(file.path for file in plan.files) if is_new(plan) else (),
        graph=build([plan.source_map]).graph if plan.source_map and is_new(plan) else None,
        problems=() if plan.there else tuple(report(plan.findings)),
        todos=sum(file.data.count(b"TODO ") for file in plan.files) if is_new(plan) else 0,
    )


def _missing(finding: Finding) -> Addition:
    """What to tell of a path that leads to no document."""
    return Addition(path=finding.span.file, status="refused", reason=finding.message)
