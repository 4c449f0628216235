"""Links written into a library, and pairs recorded as rejected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..exports import json_, terminal
from ..graph.ids import resolve
from ..graph.model import Link
from ..graph.new_link import objection
from ..graph.problem import CruxmapError, quoted
from ..graph.rules import report
from ..graph.schema import INVERSE, RELATION
from ..graph.suggest import did_you_mean
from ..graph.suggest_links import pair_of
from ..sources.add_link import BrokenFile, add_link
from ..sources.files import write_text, writing
from ..sources.mend import Mended, unified_diff
from ..sources.rejected import read_rejected, reject, rejected_paths, take_back
from .answer import Answer, Session

if TYPE_CHECKING:
    import click

    from ..exports.layout import Line
    from ..graph.graph import Graph
    from ..graph.likeness import Pair
    from ..graph.problem import Finding
    from .linking import Asked


def write_link(ctx: click.Context, asked: Asked, first: str, word: str, second: str) -> Answer:
    """Write the link that was asked for, or show how it would be written."""
    session = Session(ctx)
    new = named_link(session.graph, first, word, second, basis=asked.basis, note=asked.note)
    added = added_link(session, new)
    if isinstance(added, BrokenFile):
        return Answer("", broken(session, added), 1)
    if asked.dry_run:
        return Answer(unified_diff(added), ([(f"would write this to {added.document.name}", "")],))
    told = put(session, added, new)
    if asked.as_json:
        return Answer(json_.dumps(json_.link(new)) + "\n")
    page = terminal.Page(session.graph, session.console.width, session.console.wrap)
    return Answer(terminal.link_list(page, [new]), tuple(told))


def named_link(graph: Graph, first: str, word: str, second: str, *, basis: str, note: str) -> Link:
    """The link between two nodes that a relation's name means, either way round."""
    name = word.lower().replace("-", "_")
    if name not in RELATION and name not in INVERSE:
        hint = did_you_mean(name, (*RELATION, *INVERSE)) or f"one of: {', '.join(RELATION)}"
        raise CruxmapError(f"there is no relation {quoted(word)}: {hint}")
    is_inverse = name not in RELATION
    ends = [resolve(graph, end) for end in ((second, first) if is_inverse else (first, second))]
    relation = INVERSE[name].name if is_inverse else name
    return Link(from_id=ends[0], relation=relation, to_id=ends[1], basis=basis, note=note)


def added_link(session: Session, new: Link) -> Mended | BrokenFile:
    """The file with the link. Raises CruxmapError where something speaks against it."""
    why_not = objection(session.graph, new)
    if why_not:
        raise CruxmapError(why_not)
    return add_link(session.library, new)


def broken(session: Session, file: BrokenFile) -> tuple[Line, ...]:
    """What to say of a file that cannot take a link."""
    problems = terminal.problem_list(report(file.findings), session.console.error_width)
    return (*problems, [(f"{file.document.name} is left as it is: mend it first", "")])


def put(session: Session, added: Mended, new: Link) -> list[Line]:
    """Write the file; what to say of it, and of documents that its library does not name."""
    document = added.document
    with writing(document.path):
        write_text(document.path, added.after)
    files = {session.graph.node(end).span.file for end in (new.from_id, new.to_id)}
    ends = [other for other in session.library.documents if other.name in files]
    foreign = [other.name for other in ends if other.settings.folder != document.settings.folder]
    told: list[Line] = [[(f"wrote it to {document.name}", "")]]
    if foreign:
        said = f"{document.name} names what is in {', '.join(foreign)}: read them together, or add that to its library"
        told.append([(said, "")])
    return told


def reject_pair(ctx: click.Context, asked: Asked, first: str, second: str) -> Answer:
    """Record a pair as rejected."""
    session = Session(ctx)
    pair = _pair(session, first, second)
    known, faults = rejected_pairs(session)
    said, path = " ".join(pair), rejected_paths(session.library)[0]
    if faults or pair in known:
        return Answer("", faults or ([(f"{said} is rejected already", "")],), 1 if faults else 0)
    if not asked.dry_run:
        with writing(path):
            reject(path, pair, asked.note)
    return Answer("", ([(f"{'would reject' if asked.dry_run else 'rejected'} {said} in {path}", "")],))


def unreject_pair(ctx: click.Context, asked: Asked, first: str, second: str) -> Answer:
    """Take the rejection of a pair back."""
    session = Session(ctx)
    known, faults = rejected_pairs(session)
    if faults:
        return Answer("", faults, 1)
    as_written = pair_of(first, second)  # its nodes may be gone
    pair = as_written if as_written in known else _pair(session, first, second)
    if pair not in known:
        raise CruxmapError(f"{' '.join(pair)} is not rejected: `cruxmap link --rejected` lists what is")
    holding = [path for path in rejected_paths(session.library) if pair in read_rejected(path, [])]
    for path in holding if not asked.dry_run else ():
        with writing(path):
            take_back(path, pair)
    done = "would take back" if asked.dry_run else "took back"
    return Answer("", ([(f"{done} the rejection of {' '.join(pair)} in {', '.join(holding)}", "")],))


def rejected_pairs(session: Session) -> tuple[dict[Pair, str], tuple[Line, ...]]:
    """The rejected pairs of a library with their remarks, and what is wrong with the record."""
    findings: list[Finding] = []
    pairs: dict[Pair, str] = {}
    for path in rejected_paths(session.library):
        pairs |= read_rejected(path, findings)
    return pairs, tuple(terminal.problem_list(report(findings), session.console.error_width))


def _pair(session: Session, first: str, second: str) -> Pair:
    one, other = (resolve(session.graph, end) for end in (first, second))
    if one == other:
        raise CruxmapError(f"{quoted(first)} and {quoted(second)} are one node: name two")
    return pair_of(one, other)
