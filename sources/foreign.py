"""Document formats that other packages bring: which can be used, and what their readers give made sure of."""

from __future__ import annotations

import re
import sys
from functools import cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ..graph.model import SHAPE_CLASS, Position
from ..graph.plugins import failed, load_plugins
from ..graph.problem import Finding, Span, quoted
from ..graph.schema import KIND, RELATION
from .decoding import Decoded
from .format import Format, extractor, reader, suits
from .parsed import Parsed

if TYPE_CHECKING:
    from collections.abc import Collection

    from ..graph.model import SourceMap

GROUP = "cruxmap.sources"
_NAME = re.compile(r"\w[\w-]*")
_SUFFIX = re.compile(r"\.[^\W_][\w-]*")


def foreign_formats(ours: tuple[Format, ...]) -> tuple[tuple[Format, ...], tuple[Finding, ...]]:
    """The formats of installed packages beside ours, and what is wrong with packages. Looked up once."""
    return _looked_up(ours, tuple(sys.path))


@cache
def _looked_up(ours: tuple[Format, ...], _places: tuple[str, ...]) -> tuple[tuple[Format, ...], tuple[Finding, ...]]:
    findings: list[Finding] = []
    found: list[Format] = []
    for plugin in load_plugins(GROUP, findings):
        for value in plugin.value if isinstance(plugin.value, (tuple, list)) else (plugin.value,):
            fault = unfit(value, (*ours, *found))
            if fault:
                findings.append(failed(plugin.package, f"{plugin.name} {fault}"))
            elif isinstance(value, Format):
                found.append(replace(value, package=plugin.package))
    return tuple(found), tuple(findings)


def unfit(value: object, known: Collection[Format]) -> str:
    """Why what a package offers cannot be used, "" if it can; `known` are the formats that there are."""
    if not isinstance(value, Format):
        return f"is no Format but of type {type(value).__name__}"
    words: tuple[object, ...] = (value.name, value.meaning)
    if not all(isinstance(word, str) and word for word in words) or not _NAME.fullmatch(value.name):
        return f"is a Format without a meaning or with the name {value.name!r}, which is not one word"
    suffixes: object = value.suffixes
    if not isinstance(suffixes, tuple) or not suffixes or not all(map(_is_suffix, suffixes)):
        return f"is called {value.name} and has the suffixes {suffixes!r}, which are not like ('.org',)"
    places: tuple[object, ...] = (value.read, value.suits or value.read, value.extract or value.read)
    if not all(callable(place) or isinstance(place, str) for place in places):
        return f"is called {value.name} and has a reader that is neither a function nor its place"
    if any(value.name == other.name for other in known):
        return f"is called {value.name}, and there is such a format already"
    taken = next(
        (suffix for other in known if not other.package for suffix in other.suffixes if suffix in suffixes), ""
    )
    return f"is called {value.name} and has the suffix {taken}, which cruxmap reads itself" if taken else ""


def seems(form: Format, text: str) -> bool:
    """Whether a text seems to be one of a package's format. What breaks down when asked is left to `read_foreign`."""
    try:
        return suits(form, text)
    except Exception:  # noqa: BLE001 - it is told when the text is read
        return True


def read_foreign(form: Format, text: str, name: str, *, named: bool) -> Parsed:
    """What a package's reader makes of a text; a finding under the package's name if it breaks down."""
    try:
        suits(form, text)
        return _sound(reader(form)(text, name, named), name)
    except Exception as error:  # noqa: BLE001 - a stranger's code may raise anything; its package is named
        return Parsed(None, (_broken(form, name, error),))


def extract_foreign(form: Format, data: bytes, name: str, *, repair: bool) -> Decoded:
    """The text that a package's format makes of a file; a finding under the package's name if it breaks down."""
    try:
        extract = extractor(form)
        return _sound_text(extract(data, name, repair) if extract else None)
    except Exception as error:  # noqa: BLE001 - as above
        return Decoded(None, (_broken(form, name, error),))


def _sound(given: object, name: str) -> Parsed:
    """What a reader gave, with its places in the file. Raises TypeError or ValueError if it is no map as ours are."""
    from msgspec import msgpack

    from . import map_yaml
    from .columns import moved

    if not isinstance(given, Parsed):
        raise TypeError(f"it gives {type(given).__name__}, no Parsed")
    parsed = msgpack.decode(msgpack.encode(given), type=Parsed)  # raises for fields of wrong types
    source_map = parsed.source_map
    if source_map is not None:
        _check(source_map)
        again = map_yaml.read(map_yaml.write(source_map), name)
        if again.findings or again.source_map is None:
            raise ValueError(again.findings[0].message if again.findings else "it gives a map without a source")
        parsed = replace(parsed, source_map=replace(source_map, file=name))
    parsed = replace(parsed, findings=_known_findings(parsed.findings))
    return moved(parsed, lambda span: Span(name, max(span.line, 1), max(span.column, 1)))


def _check(source_map: SourceMap) -> None:
    """Raise ValueError if a map has nodes or links of no kind, or not of its source."""
    kinds = {node.id: node.kind for node in source_map.nodes}
    for node in source_map.nodes:
        if not source_map.id or node.source != source_map.id:
            raise ValueError(f"it gives a node {quoted(node.id)} that is not of the source {quoted(source_map.id)}")
        if node.kind not in KIND or type(node) is not SHAPE_CLASS[KIND[node.kind].shape]:
            raise ValueError(f"it gives {type(node).__name__} {quoted(node.id)} of the kind {quoted(node.kind)}")
        if isinstance(node, Position) and kinds.get(node.crux) != "crux":
            raise ValueError(f"it gives a position {quoted(node.id)} on {quoted(node.crux)}, which is no crux")
    for link in source_map.links:
        if link.relation not in RELATION:
            raise ValueError(f"it gives a link {quoted(link.relation)}, which is no relation")


def _sound_text(given: object) -> Decoded:
    """What an extract gave. Raises TypeError or ValueError if it is no text."""
    found = Decoded(given) if isinstance(given, str) else given
    if not isinstance(found, Decoded):
        raise TypeError(f"its extract gives {type(given).__name__}, neither text nor a Decoded")
    if found.text is not None:
        found.text.encode()  # raises for what is no text, and for half characters, which no file can hold
    return Decoded(found.text, _known_findings(found.findings))


def _known_findings(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings. Raises ValueError for one of a rule that there is not."""
    from ..graph.rules import RULE

    unknown = next((finding.rule for finding in findings if finding.rule not in RULE), "")
    if unknown:
        raise ValueError(f"it finds {quoted(unknown)}, which is no rule")
    return findings


def _broken(form: Format, name: str, error: Exception) -> Finding:
    return failed(form.package, f"its reader {form.name} broke down on {quoted(name)}", error)


def _is_suffix(word: object) -> bool:
    return isinstance(word, str) and word == word.lower() and _SUFFIX.fullmatch(word) is not None
