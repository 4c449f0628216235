"""The commands `draft` and `convert` at work: a document's map as text, to be edited or to count from then on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from ..exports import terminal
from ..graph.problem import CruxmapError, quoted
from ..graph.rules import report
from ..sources.drafting import draft_text, with_text
from ..sources.given import STANDARD_INPUT, UNNAMED, opened, piped, usable_id
from ..sources.map_yaml import write
from ..sources.new_files import NewFile, write_new
from ..sources.placing import from_title
from ..sources.renaming import renamed
from .answer import Answer
from .output_files import SEPARATORS

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..exports.layout import Line
    from ..graph.model import SourceMap
    from ..sources.given import Given
    from .answer import Console


class Asked(Struct, frozen=True):
    """What `draft` was asked for, as on the command line."""

    output: str | None
    source: str
    no_repair: bool
    model: str
    base_url: str
    prompt_only: bool
    answers: tuple[str, ...]
    rejected: str | None
    dry_run: bool
    timeout: float
    tokens: int

    @property
    def wants_model(self) -> bool:
        """Whether a model has a part in it."""
        return bool(self.model or self.prompt_only or self.answers or self.dry_run)


class Made(Struct, frozen=True):
    """A document as it was given, the map made of it, None if it could not be, and what was found on the way."""

    given: Given
    source_map: SourceMap | None
    told: tuple[Line, ...]

    def with_map(self, source_map: SourceMap) -> Made:
        """The same with another map."""
        return Made(self.given, source_map, self.told)


def make_draft(console: Console, path: str, asked: Asked) -> Answer:
    """A map of the document, with lines of # TODO."""
    made = make(console, path, asked.source, repair=not asked.no_repair)
    if asked.wants_model and made.source_map is not None:
        from .modelling import with_model  # the network, where it is asked for

        return with_model(console, made, made.source_map, asked)
    return hand_out(made, asked.output, draft_text)


def freeze(console: Console, path: str, output: str | None, *, repair: bool) -> Answer:
    """A document's map, as it is read."""
    return hand_out(make(console, path, "", repair=repair), output, write)


def make(console: Console, path: str, source: str, *, repair: bool) -> Made:
    """The document at a path and its map, under a source id if one is asked for."""
    given = piped(console.piped(), repair=repair) if path == STANDARD_INPUT else opened(path, repair=repair)
    if given.sort == "map" and given.form is not None:
        raise CruxmapError(f"{quoted(path)} is a map already: edit it as it is, or `cruxmap add` it")
    source = usable_id(source) if source else ""
    parsed = given.parsed(UNNAMED if path == STANDARD_INPUT else path.replace(os.sep, "/"))
    found = parsed.source_map
    if found is not None and found.is_view and not found.id:
        raise CruxmapError(f"{quoted(path)} is a note of several documents: convert their own notes, one by one")
    if found is not None:
        found = renamed(found, source or (path == STANDARD_INPUT and from_title(found)) or found.id)
    return Made(given, found, tuple(terminal.problem_list(report(parsed.findings), console.error_width)))


def hand_out(
    made: Made, output: str | None, spelt: Callable[[SourceMap], str], told: tuple[Line, ...] = (), code: int = 0
) -> Answer:
    """The map as text on standard output, or in a file that was not there. Raises CruxmapError if that cannot be."""
    found = made.source_map
    if found is None:
        return Answer("", (*made.told, *told), 1)
    is_text = not (found.is_view or made.given.is_extracted or made.given.path == STANDARD_INPUT)
    text_path = made.given.path if is_text else ""
    if output in (None, STANDARD_INPUT):
        return Answer(spelt(with_text(found, text_path, "")), (*made.told, *told), code)
    path = _target(str(output), found.id)
    text = spelt(with_text(found, text_path, os.path.dirname(path)))
    try:
        write_new([NewFile(path, text.encode())])
    except FileExistsError as error:
        raise CruxmapError(f"{quoted(path)} is there already and is not overwritten") from error
    except OSError as error:
        raise CruxmapError(f"{quoted(path)} cannot be written: {error.strerror or error}") from error
    todos = text.count("TODO ")
    left = f"; {todos} place{'' if todos == 1 else 's'} marked TODO" if todos else ""
    return Answer("", (*made.told, *told, [(f"wrote {path}: {len(found.nodes)} nodes{left}", "")]), code)


def _target(output: str, source: str) -> str:
    """The file to write: the one named, or one called like the source in the folder named."""
    if not output:
        raise click.UsageError("-o names a file or a folder: give it a name, or - for standard output")
    is_folder = os.path.isdir(output) or output.endswith(SEPARATORS)
    return os.path.join(output, f"{source}.yaml") if is_folder else output
