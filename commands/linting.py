"""The linter at work: a library read, its passages looked up, its rules run, and what they found shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from .. import __version__
from ..exports.json_ import dumps
from ..exports.problems import PROBLEM_FORMATS
from ..exports.problems import json_ as problems_json
from ..exports.problems.report import Report
from ..exports.terminal_rules import statistics
from ..graph.check import Choice, RuleBook, check, rule_book
from ..graph.check_reasoning import expectations_of
from ..graph.problem import CruxmapError, Finding, Problem, quoted
from ..graph.rule import Subject
from ..sources import text_of
from ..sources.beliefs import reading
from ..sources.files import read_bytes
from ..sources.library_part import read_part
from ..sources.mend import Mended, mend, unified_diff, write_mended
from ..sources.rejected import read_rejected, rejected_paths
from ..sources.reviews import read_reviews, review_paths
from ..sources.settings import SETTINGS, Settings, place_in_settings
from ..sources.verify import Verification, verify
from .answer import Answer
from .recording import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..exports.layout import Line
    from ..exports.problems import ProblemFormat
    from ..graph.problem import Edit
    from ..graph.tie import Verified
    from ..sources.cache_folder import Cache
    from ..sources.library import Library
    from .answer import Console


class Asked(Struct, frozen=True):
    """What `check` was asked for, as on the command line."""

    form: str
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    texts: tuple[str, ...]
    fix: bool
    diff: bool
    lock: bool
    statistics: bool
    exit_zero: bool
    repair: bool = True
    cache: Cache | None = None


class Checked(Struct, frozen=True):
    """A library as it was checked: what is wrong in the documents asked for."""

    library: Library
    names: frozenset[str]
    verification: Verification
    problems: list[Problem]


def lint(console: Console, given: Sequence[str], paths: Sequence[str], asked: Asked) -> Answer:
    """Check the library, or of it the documents at the paths."""
    book = rule_book()
    choice = Choice(_words(asked.select), _words(asked.ignore))
    for word in (*choice.select, *choice.ignore):
        if not book.names(word):
            raise CruxmapError(f"there is no rule {quoted(word)}: {book.hint(word)}")
    form = next(form for form in PROBLEM_FORMATS if form.name == asked.form)
    _refuse_odd_mixtures(asked, form)
    checked = check_library(book, choice, given, paths, asked)
    mended = _mended(checked, form=not choice.select) if asked.fix or asked.diff else []
    told = [_told(change, done=asked.fix) for change in mended]
    diff = "".join(unified_diff(change) for change in mended) if asked.diff else ""
    if asked.diff and not asked.fix:
        told = told or [[("nothing to mend", "")]]
        return Answer(diff, tuple(told), 1 if mended and not asked.exit_zero else 0)
    if mended:
        write_mended(mended)
        checked = check_library(book, choice, given, paths, asked)
    told += _record(checked) if asked.lock else []
    told += _where(checked, given, paths)
    failed = any(problem.severity != "info" for problem in checked.problems)
    shown = _shown(console, book, checked, asked, form)
    if diff and not isinstance(shown, str):
        shown = [*([(row, "")] for row in diff.split("\n")), *shown]
    return Answer(shown, tuple(told), 1 if failed and not asked.exit_zero else 0)


def check_library(book: RuleBook, choice: Choice, given: Sequence[str], paths: Sequence[str], asked: Asked) -> Checked:
    """What is wrong in a library, or of it in the documents at the paths."""
    library, names = read_part(given, paths, texts=asked.texts, repair=asked.repair, cache=asked.cache)
    verification = verify(library, asked.texts, recording=asked.lock)
    unclear: list[Finding] = []
    for path in rejected_paths(library):
        read_rejected(path, unclear)
    unclear += reading(library, [*given, *paths]).findings
    for path in review_paths(library, [*given, *paths]):
        read_reviews(path, unclear)
    by_file = {document.name: document.settings for document in library.documents}
    here = by_file | {name: by_file[owner] for name, owner in verification.belongs.items()}
    problems = check(
        Subject(library.graph, verification.ties, library.lost, expectations_of(library.graph, library.maps)),
        [*library.findings, *verification.findings, *unclear, *_unknown_rules(book, by_file.values())],
        [ignore for source_map in library.maps for ignore in source_map.ignores],
        book=book,
        choice=choice,
        settled=lambda file: _choice(here.get(file, Settings()), choice),
    )
    owners = {document.name: document.name for document in library.documents} | verification.belongs
    wanted = [problem for problem in problems if owners.get(problem.span.file, "") in names | {""}]
    return Checked(library, names, verification, wanted)


def _shown(console: Console, book: RuleBook, checked: Checked, asked: Asked, form: ProblemFormat) -> str | list[Line]:
    if asked.statistics and form.name == "json":
        return dumps(problems_json.counts(checked.problems)) + "\n"
    if asked.statistics:
        return statistics(checked.problems)
    paths = {document.name: document.path for document in checked.library.documents}
    files = {problem.span.file for problem in checked.problems} if form.for_people else set()
    tied = {tie.node_id for tie in checked.verification.ties}
    elsewhere = paths.keys() - checked.names  # what RDF tells of may be written in a file that is not at hand
    here = [node for node in checked.library.graph.nodes.values() if node.span.file not in elsewhere]
    sources = {node.source for node in here}
    return form.render(
        Report(
            problems=checked.problems,
            lines={file: _lines(paths.get(file, file)) for file in sorted(files)},
            rules=book.rules,
            nodes=len(here),
            documents=len(checked.names),
            verified=sum(node.id in tied for node in here),
            without_text=tuple(name for name in checked.verification.without_text if name in sources),
            width=console.width,
            version=__version__,
        )
    )


def _mended(checked: Checked, *, form: bool) -> list[Mended]:
    edits: dict[str, list[Edit]] = {}
    for problem in checked.problems:
        if problem.edit:
            edits.setdefault(problem.edit.span.file, []).append(problem.edit)
    here = (document for document in checked.library.documents if document.name in checked.names)
    return mend(here, edits, form=form)


def _told(mended: Mended, *, done: bool) -> Line:
    words = f"{mended.edits} word{'s' if mended.edits > 1 else ''}" if mended.edits else ""
    said = " and ".join(filter(None, [words, "order and form" if mended.tidied else ""]))
    return [(f"{'mended' if done else 'would mend'} {mended.document.name}: {said}", "")]


def _lines(path: str) -> list[str]:
    text = text_of(path, repair=False).text
    return (read_bytes(path)[0].decode("utf-8", "replace") if text is None else text).split("\n")


def _choice(settings: Settings, asked: Choice) -> Choice:
    """What the settings of a file take; which rules to select, the command line says if it says anything."""
    return Choice(() if asked.select else settings.select, settings.ignore)


def _refuse_odd_mixtures(asked: Asked, form: ProblemFormat) -> None:
    """Raise UsageError for options that do not go together, before anything is written."""
    if asked.diff and not form.for_people:
        raise click.UsageError(f"--diff goes with text and concise, not with {asked.form}")
    if asked.diff and asked.lock and not asked.fix:
        raise click.UsageError("--diff alone writes nothing, --lock does: ask for one of them")
    if asked.statistics and not form.for_people and form.name != "json":
        raise click.UsageError(f"--statistics goes with text, concise and json, not with {asked.form}")


def _record(checked: Checked) -> list[Line]:
    """Record where the passages of the documents asked for stand; what to say of it."""
    graph = checked.library.graph
    rows: dict[str, dict[str, Verified]] = {}
    for source in checked.verification.sources:
        here = {tie.node_id: tie.now for tie in source.ties if tie.now}
        here = {node: row for node, row in here.items() if graph.node(node).span.file in checked.names}
        if source.lock and source.text_file:
            rows.setdefault(source.lock, {}).update(here)
    told: list[Line] = []
    for path, here in rows.items():
        record(path, here, graph)
        told.append([(f"recorded {len(here)} passages in {path}", "")])
    return told or [[("no passage to record: there is no text at hand", "")]]


def _where(checked: Checked, given: Sequence[str], paths: Sequence[str]) -> list[Line]:
    """What to say where nobody named a library and there is none."""
    documents = [] if given or paths else checked.library.documents
    said = f"there is no {SETTINGS} here or above: these are the shipped maps; name a map or a folder to check it"
    is_shipped = documents and not any(document.settings.file for document in documents)
    return [[(said, "")]] if is_shipped else []


def _unknown_rules(book: RuleBook, settings: Iterable[Settings]) -> list[Finding]:
    """What the settings say of rules that there are not."""
    return [
        Finding(
            rule="bad-settings",
            message=f"[check] names {quoted(word)}, which is no rule",
            span=place_in_settings(found.file, word),
            hint=book.hint(word),
        )
        for found in {found.file: found for found in settings if found.file}.values()
        for word in (*found.select, *found.ignore)
        if not book.names(word)
    ]


def _words(given: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for text in given for word in re.split(r"[\s,]+", text) if word)
