"""What other packages bring: whether a format of theirs can be offered, and whether what it gives can be written."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from .exporter import Exporter, Output

_NAME = re.compile(r"\w[\w-]*")
_SUFFIX = re.compile(r"\.\w[\w.-]*")
_NO_FILE_NAME = re.compile(r"[\\\x00-\x1f\x7f]|^\.*$|^[A-Za-z]:")


def unfit(value: object, taken: Collection[str]) -> str:
    """Why what a package offers cannot be used, "" if it can; `taken` are the names that others have."""
    if not isinstance(value, Exporter):
        return f"is no Exporter but of type {type(value).__name__}"
    words: list[object] = [value.name, value.suffix, value.meaning]
    if not all(isinstance(word, str) and word for word in words):
        return "is an Exporter without a name, a suffix or a meaning"
    if not _NAME.fullmatch(value.name):
        return f"has the name {value.name!r}, which is not one word"
    if not _SUFFIX.fullmatch(value.suffix):
        return f"is called {value.name} and has the suffix {value.suffix!r}, which is not like '.txt'"
    render: object = value.render
    if not callable(render) and not isinstance(render, str):
        kind = type(render).__name__
        return f"is called {value.name} and has a render of type {kind}, which is neither a function nor its place"
    if not (_are_words(value.forms) and _are_words(value.hosts)):
        return f"is called {value.name} and has forms or hosts that are no tuple of words"
    return f"is called {value.name}, and there is such a format already" if value.name in taken else ""


def sound(given: object) -> Output:
    """What a render gave, as an Output. Raises TypeError or ValueError for what cannot be written."""
    if isinstance(given, str):
        given = Output(text=given)
    if not isinstance(given, Output):
        raise TypeError(f"it gives {type(given).__name__}, neither text nor an Output")
    files: object = given.files
    if not isinstance(files, Mapping):
        raise TypeError(f"its files are of type {type(files).__name__}, not texts or bytes by name")
    if not _are_words(given.notes):
        raise TypeError("its notes are no tuple of texts")
    for name in files:
        _check_name(name)
    for text in (given.text, *(held for held in files.values() if not isinstance(held, bytes))):
        _check_text(text)
    data: object = given.data
    if not isinstance(data, bytes):
        raise TypeError(f"its data are of type {type(data).__name__}, not bytes")
    if sum(map(bool, (given.text, data, files))) > 1:
        raise ValueError("it gives more than one of text, data and files")
    return given


def _are_words(value: object) -> bool:
    return isinstance(value, tuple) and all(isinstance(word, str) and word for word in value)


def _check_name(name: object) -> None:
    if not isinstance(name, str) or any(map(_NO_FILE_NAME.search, name.split("/"))):
        raise ValueError(f"it names a file {name!r}, which is no plain file name")


def _check_text(text: object) -> None:
    if not isinstance(text, str):
        raise TypeError(f"it gives {type(text).__name__} where a text is due")
    text.encode()  # raises where there is a lone surrogate, which no file can hold
