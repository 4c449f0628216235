"""The command `add` at work: documents planned, checked together, written, and told of."""

from __future__ import annotations

from contextlib import closing
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
from ..sources.new_files import clear_halves
from ..sources.placing import home_in
from ..sources.placing_many import Task, placed_by
from .answer import Answer

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from ..exports.layout import Line
    from ..graph.problem import Finding
    from ..sources.cache_folder import Cache
    from ..sources.given import Given
    from ..sources.library import Library
    from ..sources.placing import Home, Plan
    from .answer import Console


WAITING = 4
"""How many documents wait for each process."""


class Asked(Struct, frozen=True):
    """What `add` was asked for, as on the command line."""

    source: str
    form: str | None
    dry_run: bool
    no_repair: bool
    as_json: bool
    jobs: int = 1
    scheduler: str = ""
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
    told: list[Line] = []
    tasks = [_task(path, named, home, source, asked) for path, named in documents]
    with closing(_read(console, tasks, asked, told)) as read:
        for task, (document, placed) in zip(console.progress(tasks, "reading"), read, strict=True):
            if document.form is None and not task.named and document.text is not None:
                passed_over += 1
            else:
                plans.append(adding.plan(document, source, placed))
    plans = adding.sound(plans)
    if not asked.dry_run:
        clear_halves((home.notes, home.maps, home.texts))
        plans = [write(plan) if is_new(plan) else plan for plan in plans]
    written = [plan for plan in plans if is_new(plan)]
    mistakes = mistakes_after(before, library(), written) if written and not asked.dry_run else []
    items = [_missing(finding) for finding in findings] + [_addition(plan, asked) for plan in plans]
    failed = bool(mistakes) or any(item.status == "refused" for item in items)
    told += [[(words, "failure")] for words in mistakes]
    if asked.as_json:
        return Answer(dumps([additions.shape(item) for item in items]) + "\n", tuple(told), 1 if failed else 0)
    return Answer(additions.report(items, passed_over, console.width), tuple(told), 1 if failed else 0)


def _task(path: str, named: bool, home: Home, source: str, asked: Asked) -> Task:
    return Task(path, asked.form or "", named=named, repair=not asked.no_repair, source=source, home=home)


def _read(
    console: Console, tasks: Sequence[Task], asked: Asked, told: list[Line]
) -> Generator[tuple[Given, Plan | None]]:
    """The documents in their order; where others do the work, with their plans. What went amiss goes to `told`."""
    files = [task for task in tasks if task.path != STANDARD_INPUT]
    if asked.scheduler:
        from ..sources.cluster import cluster  # for those who have one

        with cluster(asked.scheduler) as machines:
            yield from ((plan.given, plan) for plan in placed_by(machines.submit, files, machines.most))
            if machines.lost:
                told.append([(f"{machines.lost} at {asked.scheduler}: what was left was read here", "failure")])
    elif asked.jobs > 1 and len(files) > 1:
        from ..sources.processes import processes  # a thirtieth of a second, for those who want them

        with processes(min(asked.jobs, len(files))) as submit:
            yield from ((plan.given, plan) for plan in placed_by(submit, files, WAITING * asked.jobs))
    else:
        yield from ((opened(task.path, form=task.form, named=task.named, repair=task.repair), None) for task in files)
    for task in tasks[len(files) :]:
        yield piped(console.piped(), form=task.form, repair=task.repair), None


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
