"""Documents taken into a library: first, in thought, what would be written and why not; then the writing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ..graph.build import build
from ..graph.problem import quoted
from ..graph.rules import report
from . import read
from .documents import is_map, is_text, texts_of
from .files import read_bytes
from .given import STANDARD_INPUT
from .library import find
from .new_files import write_new
from .placing import Plan, place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph.problem import Finding, Problem
    from .given import Given
    from .library import Document, Library
    from .new_files import NewFile
    from .placing import Home


def documents_at(paths: Sequence[str], findings: list[Finding]) -> list[Document]:
    """The documents that files and folders come to, each once, maps first; texts of maps in folders are none.

    What is wrong with the paths is among the findings.
    """
    found = find(paths, findings) if paths else []
    maps = [document for document in found if is_map(document.path)]
    made = [read(document.path, document.name).source_map for document in maps]
    texts = {path for source_map in made if source_map for path in texts_of(source_map, found)}
    others = (document for document in found if document not in maps)
    return [*maps, *(document for document in others if document.named or not is_text(document, texts, []))]


class Adding:
    """A library as it grows by one document after the other, in thought: nothing is written."""

    def __init__(self, home: Home, library: Library) -> None:
        self.home = home
        self.library = library
        self._owners = {source.source: source.span.file for source in library.graph.sources()}
        self._documents = {os.path.realpath(document.path): document.name for document in library.documents}
        self._ids = {file: source for source, file in self._owners.items()}
        self._planned: dict[str, NewFile] = {}

    def plan(self, given: Given, source: str = "", placed: Plan | None = None) -> Plan:
        """How a document would be added, under its own source id or the one asked for; `placed` is where it belongs,
        if that is known."""
        own = self._documents.get(os.path.realpath(given.path)) if given.path != STANDARD_INPUT else None
        if own:
            return Plan(given, there=f"it lies in the library, where {own} is read as it stands")
        copy = self._copy_of(given)
        if copy:
            return Plan(given, self._ids.get(copy, ""), there=f"as {copy}")
        plan = placed or place(given, self.home, source)
        plan = plan if plan.refused else self._unless_taken(plan)
        if not plan.refused and not plan.there:
            self._planned |= {os.path.realpath(file.path): file for file in plan.files}
            self._owners |= {plan.source: plan.files[-1].path} if plan.source else {}
        return plan

    def sound(self, plans: Sequence[Plan]) -> list[Plan]:
        """The plans, those refused that would bring errors into the library."""
        before = {_key(problem) for problem in self.library.problems}
        checked = list(plans)
        while True:
            maps = {plan.source_map.file: plan.source_map for plan in checked if plan.source_map and is_new(plan)}
            found = report(build([*self.library.maps, *maps.values()]).findings)
            wrong = {
                problem.span.file: problem
                for problem in reversed(found)
                if problem.severity == "error" and problem.span.file in maps and _key(problem) not in before
            }
            if not wrong:
                return checked
            checked = [_refused(plan, wrong) for plan in checked]

    def _copy_of(self, given: Given) -> str:
        """The note or map of the library that is the same, under the same name, byte for byte, "" if there is none."""
        for folder in (self.home.notes, self.home.maps):
            path = os.path.join(folder, os.path.basename(given.path))
            own = self._documents.get(os.path.realpath(path))
            if own and given.data and read_bytes(path) == (given.data, ""):
                return own
        return ""

    def _unless_taken(self, plan: Plan) -> Plan:
        """The plan, unless its id or one of its files is taken: then refused, or there already."""
        owner = self._owners.get(plan.source) if plan.source else None
        same = [_is_there(file) for file in plan.files]
        if owner and (all(same) or (plan.given.sort == "article" and (same[0] or len(same) == 1))):
            return replace(plan, there=f"as {owner}")
        if owner:
            way = "change id: in it" if plan.given.sort == "map" else "--id gives it another"
            return replace(plan, refused=f"the id {quoted(plan.source)} is taken by {owner}: {way}")
        left = tuple(file for file, is_same in zip(plan.files, same, strict=True) if not is_same)
        for file in left:
            planned = self._planned.get(os.path.realpath(file.path))
            if os.path.lexists(file.path) or (planned and planned.data != file.data):
                said = f"{file.path} is there already and says something else: it is not overwritten"
                return replace(plan, refused=said)
        return replace(plan, files=left) if left else replace(plan, there="as it is")


def is_new(plan: Plan) -> bool:
    """Whether the document is to be written."""
    return not plan.refused and not plan.there


def write(plan: Plan) -> Plan:
    """Write a document's files, all or none; the plan, refused if that could not be."""
    try:
        write_new(plan.files)
    except FileExistsError as error:
        return replace(plan, refused=f"{error.filename2 or error.filename} has come to be there meanwhile")
    except OSError as error:
        return replace(plan, refused=f"it cannot be written: {error.strerror or error}")
    return plan


def mistakes_after(before: Library, after: Library, written: Sequence[Plan]) -> list[str]:
    """What is not as it should be in a library as read again: all sources written are there, no others, no errors."""
    had, has = ({source.source for source in library.graph.sources()} for library in (before, after))
    wanted = {plan.source for plan in written if plan.source}
    known = {_key(problem) for problem in before.problems}
    errors = [problem for problem in after.problems if problem.severity == "error" and _key(problem) not in known]
    return [
        *(f"{quoted(name)} is written, but the library does not read it" for name in sorted(wanted - has)),
        *(f"{quoted(name)} has come into the library besides" for name in sorted(has - had - wanted)),
        *(f"{quoted(name)} has gone from the library" for name in sorted(had - has)),
        *(f"{problem.span}: {problem.code} {problem.message}" for problem in errors),
    ]


def _is_there(file: NewFile) -> bool:
    return os.path.isfile(file.path) and read_bytes(file.path) == (file.data, "")


def _refused(plan: Plan, wrong: dict[str, Problem]) -> Plan:
    problem = wrong.get(plan.source_map.file) if plan.source_map and is_new(plan) else None
    if problem is None:
        return plan
    return replace(plan, refused=f"{problem.code} on line {problem.span.line}: {problem.message}")


def _key(problem: Problem) -> tuple[str, str, str]:
    return problem.code, problem.span.file, problem.message
