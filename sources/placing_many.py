"""Many documents placed by others at the same time, processes or machines: the same plans, in the same order."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct, msgpack

from .. import __version__
from ..graph.model import SourceMap  # noqa: TC001 - msgspec decodes by them
from ..graph.problem import Finding  # noqa: TC001
from . import FORMATS, formats_of
from .decoding import Decoded
from .digest import digest
from .documents import is_at_or_in, is_map
from .files import read_bytes
from .given import STANDARD_INPUT, Given, opened
from .new_files import NewFile  # noqa: TC001
from .placing import Home, Plan, lies_in_texts, place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

MAP = "map"


class Task(Struct, frozen=True):
    """A document to be placed: its path, what its file holds, and all that its plan depends on besides."""

    path: str
    form: str
    named: bool
    repair: bool
    source: str
    home: Home
    data: bytes = b""


class Outcome(Struct, frozen=True):
    """What came of a task, and which version of the program did it, to data of what digest."""

    version: str
    digest: bytes
    form: str
    is_extracted: bool
    text: str | None
    source: str
    source_map: SourceMap | None
    findings: tuple[Finding, ...]
    files: tuple[NewFile, ...]
    refused: str


class Promised(Protocol):
    """What is being worked on elsewhere."""

    def result(self) -> Any:
        """The outcome as bytes; raises anything at all where none will come."""


def placed_here(task: Task) -> Plan:
    """The plan for a document, made in this process from its file."""
    return _placed(task, opened(task.path, form=task.form, named=task.named, repair=task.repair))


def placed_by(submit: Callable[[bytes], Promised | None], tasks: Iterable[Task], most: int) -> Iterator[Plan]:
    """The plans for the documents, in their order, `most` of them being worked on at a time.

    What nobody else can do is done here: where the file is no text to be sent, where `submit` gives None, and where
    no outcome comes or it does not fit the task.
    """
    waiting: deque[tuple[Task, Promised | None]] = deque()
    for task in tasks:
        sent = _to_send(task)
        waiting.append((sent or task, submit(msgpack.encode(sent)) if sent else None))
        if len(waiting) >= most:
            yield _plan(*waiting.popleft())
    while waiting:
        yield _plan(*waiting.popleft())


def outcome(task: bytes) -> bytes:
    """What comes of a task, both as msgpack: all that others have to do. It reads no file and writes none."""
    asked = msgpack.decode(task, type=Task)
    given = opened(asked.path, form=asked.form, named=asked.named, repair=asked.repair, data=asked.data)
    plan = _placed(asked, given)
    return msgpack.encode(
        Outcome(
            version=__version__,
            digest=digest(asked.data),
            form=given.form.name if given.form else "",
            is_extracted=given.is_extracted,
            text=given.text,
            source=plan.source,
            source_map=plan.source_map,
            findings=plan.findings if given.form else given.decoded.findings,
            files=plan.files,
            refused=plan.refused,
        )
    )


def _placed(task: Task, given: Given) -> Plan:
    is_passed_over = given.form is None and not task.named and given.text is not None
    return Plan(given) if is_passed_over else place(given, task.home, task.source)


def _to_send(task: Task) -> Task | None:
    """The task with the file's bytes, None if its plan depends on other files or on another package."""
    if task.path == STANDARD_INPUT or task.form == MAP or is_map(task.path) or lies_in_texts(task.path, task.home):
        return None
    forms = formats_of(task.path)
    if not forms or any(form.package or form.beside for form in forms):
        return None
    data, fault = read_bytes(task.path)
    fault = fault or next((form.parts for form in forms if form.parts and form.parts.encode() in data), "")
    return None if fault else Task(**{name: getattr(task, name) for name in _WHOLE}, data=data)


_WHOLE = tuple(name for name in Task.__struct_fields__ if name != "data")


def _plan(task: Task, promised: Promised | None) -> Plan:
    try:
        found = msgpack.decode(promised.result(), type=Outcome) if promised else None
    except Exception:  # noqa: BLE001 - whatever went wrong elsewhere goes wrong again here, where it can be told
        found = None
    return (found and _checked(task, found)) or placed_here(task)


def _checked(task: Task, found: Outcome) -> Plan | None:
    """The plan that an outcome tells, None if it is not of this task or of another version, or reaches elsewhere."""
    form = next((form for form in FORMATS if form.name == found.form), None)
    is_ours = found.version == __version__ and found.digest == digest(task.data)
    folders = (task.home.notes, task.home.maps, task.home.texts)
    is_at_home = all(any(is_at_or_in(file.path, folder) for folder in folders) for file in found.files)
    if not is_ours or not is_at_home or any(finding.rule == "missing-extra" for finding in found.findings):
        return None
    findings = () if form else found.findings
    given = Given(task.path, Decoded(found.text, findings), form, task.data, found.is_extracted)
    return Plan(given, found.source, found.source_map, found.findings, found.files, found.refused)
