"""A library as it was at a revision of git: read from git's own store, whatever lies in the work tree."""

from __future__ import annotations

import os
import subprocess
import tempfile
import tomllib
from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from ..graph.build import build
from ..graph.problem import CruxmapError, quoted
from ..graph.rules import report
from . import has_reader
from .documents import is_at_or_in, read_documents
from .library import Library, find
from .settings import SETTINGS, SHIPPED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..graph.problem import Finding

_FILES = ("100644", "100755", "100664")  # neither links, which may lead anywhere, nor other repositories
_BESIDE = (".toml", ".json", ".tsv")  # what documents and libraries have beside them


class Revision(Struct, frozen=True):
    """A folder or file of a repository (`path` from its root, "" for the root) at a commit or tree."""

    name: str
    root: str
    tree: str
    path: str


def revision(word: str, home: str) -> Revision:
    """The library of the folder or file `home` at a revision: `HEAD~2`, or with a path, as git has it, `v1:maps`.

    Raises CruxmapError where git knows no such revision.
    """
    place = os.path.realpath(home)
    folder = place if os.path.isdir(place) else os.path.dirname(place)
    commit, sign, path = word.partition(":")
    if commit.startswith("-"):
        raise CruxmapError(_unknown(word))
    try:
        is_bare = _git(folder, "rev-parse", "--is-bare-repository") == b"true\n"
        asked = "--absolute-git-dir" if is_bare else "--show-toplevel"
        root = os.path.realpath(_git(folder, "rev-parse", asked).decode().removesuffix("\n"))
    except CruxmapError as error:
        raise CruxmapError(f"{_unknown(word)} ({error})") from error
    tree = _git(folder, "rev-parse", "--verify", "--quiet", f"{commit or 'HEAD'}^{{tree}}", word=word).decode().strip()
    at = "" if is_bare else os.path.relpath(place, root)
    if sign:
        at = os.path.relpath(path, root) if path.split("/")[0] in (".", "..") else path
    at = os.path.normpath(at).replace(os.sep, "/").strip("/")
    if at.split("/")[0] == "..":
        raise CruxmapError(f"{quoted(word)}: {at} lies outside of the repository {root}")
    at = "" if at == "." else at
    return Revision(word if sign else f"{commit}:{at}", root, tree, at)


def read_revision(asked: Revision) -> Library:
    """The library as it was; findings and places name its files as git does, `HEAD~2:maps/wells.yaml`.

    Links of the file system and other repositories in it are passed over. Never raises for what is in the documents,
    CruxmapError where there are none.
    """
    with tempfile.TemporaryDirectory(prefix="cruxmap-") as given:
        folder = os.path.realpath(given)
        if not _unpack(asked, asked.path, folder):
            raise CruxmapError(f"there is nothing to read in {quoted(asked.path or '.')} at {quoted(asked.name)}")
        for path in _named(asked, folder):
            if _is_beside(asked, path):
                _unpack(asked, path, folder)
            if not has_reader(path):  # a folder: git forgets empty ones
                with suppress(OSError):
                    os.makedirs(os.path.join(folder, path), exist_ok=True)
        findings: list[Finding] = []
        documents = [
            replace(document, name=_called(asked, document.path, folder))
            for document in find([os.path.normpath(os.path.join(folder, asked.path))], findings)
        ]
        read = read_documents(documents, findings)
        built = build(read.maps)
        told = tuple(_told(asked, finding, folder) for finding in (*findings, *built.findings))
    return Library(built.graph, report(told), lambda: read.maps, told, read.documents, built.lost)


def _unpack(asked: Revision, path: str, folder: str) -> int:
    """Write what is read below a path of a revision into a folder; how many files that are."""
    rows = _git(asked.root, "ls-tree", "-r", "-z", "--full-tree", asked.tree, "--", *([path] if path else []))
    wanted = {}
    for row in rows.decode("utf-8", "surrogateescape").split("\0"):
        entry, _, name = row.partition("\t")
        mode, _, blob = entry.partition(" blob ")
        is_inside = not {"", ".", ".."} & {*name.split("/")}
        if mode in _FILES and is_inside and (has_reader(name) or name.endswith(_BESIDE)):
            wanted[name] = blob
    for (name, _), data in zip(wanted.items(), _blobs(asked, [*wanted.values()]), strict=True):
        place = os.path.join(folder, name)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "wb") as file:
            file.write(data)
    return len(wanted)


def _blobs(asked: Revision, names: list[str]) -> Iterator[bytes]:
    """What git keeps under these names, in their order."""
    out = _git(asked.root, "cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode())
    at = 0
    for _ in names:
        line = out.index(b"\n", at)
        head = out[at:line].split()
        if len(head) != 3:
            raise CruxmapError(f"git has not all of {quoted(asked.name)}: {out[at:line].decode(errors='replace')}")
        end = line + 1 + int(head[2])
        yield out[line + 1 : end]
        at = end + 1


def _named(asked: Revision, folder: str) -> list[str]:
    """The places in the repository that the settings of a library name, seen from its root."""
    try:
        with open(os.path.join(folder, asked.path, SETTINGS), "rb") as file:
            table = tomllib.load(file).get("library", {})
        names = [*table.get("sources", ()), table.get("texts", "")]
    except (OSError, ValueError, AttributeError, TypeError):
        return []  # what is wrong there is told when it is read
    names = [name for name in names if isinstance(name, str) and name not in ("", SHIPPED) and "\0" not in name]
    paths = [os.path.normpath(os.path.join(asked.path, name)) for name in names]
    return [path for path in paths if not (os.path.isabs(path) or path.split(os.sep)[0] == "..")]


def _is_beside(asked: Revision, path: str) -> bool:
    """Whether a place lies outside of the library's folder."""
    return bool(asked.path) and path != asked.path and not path.startswith(os.path.join(asked.path, ""))


def _called(asked: Revision, path: str, folder: str) -> str:
    """What to call a file that was unpacked."""
    commit = asked.name.partition(":")[0]
    return f"{commit}:{os.path.relpath(path, folder)}".replace(os.sep, "/")


def _told(asked: Revision, finding: Finding, folder: str) -> Finding:
    """The finding without the folder in which the files lay meanwhile."""
    name = finding.span.file
    if os.path.isabs(name) and is_at_or_in(name, folder):
        finding = replace(finding, span=replace(finding.span, file=_called(asked, name, folder)))
    commit = asked.name.partition(":")[0]
    said = {field: getattr(finding, field).replace(f"{folder}{os.sep}", f"{commit}:") for field in ("message", "hint")}
    return replace(finding, **said)


def _git(folder: str, *words: str, given: bytes = b"", word: str = "") -> bytes:
    """What git answers. Raises CruxmapError where it cannot, which says why; of a `word` that it does not know that."""
    try:
        ran = subprocess.run(  # noqa: S603 - the user's own git
            ["git", "-C", folder or os.curdir, *words],  # noqa: S607
            input=given,
            capture_output=True,
            check=False,
            env={**os.environ, "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"},
        )
    except (OSError, ValueError) as error:
        why = "is not here" if isinstance(error, (FileNotFoundError, NotADirectoryError)) else f"cannot be run: {error}"
        raise CruxmapError(f"git, which knows revisions, {why}") from error
    if ran.returncode:
        lines = ran.stderr.decode(errors="replace").strip().splitlines()
        raise CruxmapError(_unknown(word) if word else f"git: {lines[0] if lines else 'it failed'}")
    return ran.stdout


def _unknown(word: str) -> str:
    first, dots, second = word.partition("..")
    two = (
        f"; write it as two: {first or 'HEAD'} {second.lstrip('.') or 'HEAD'}"
        if dots and not word.startswith(".")
        else ""
    )
    return f"{quoted(word)} is no file or folder here, and no revision that git knows{two}"
