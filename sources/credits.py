"""Who wrote a document, when it was published and where it stands, as its front matter tells."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .front_matter import FrontMatter

TITLE = ("title", "headline", "name")
URL = ("source_url", "source", "url", "link", "canonical", "canonical_url", "original_url", "permalink", "href", "uri")
AUTHORS = ("author", "authors", "by", "byline", "creator", "creators", "writer", "writers")
PUBLISHED = (
    "published",
    "published_at",
    "publish_date",
    "date_published",
    "publication_date",
    "pubdate",
    "issued",
    "date",
)
SUMMARY = ("description", "summary", "excerpt", "subtitle", "dek", "abstract")
TAGS = ("tags", "tag", "keywords", "topics", "categories")
MOST_AUTHORS = 100


def credits_of(front: FrontMatter) -> dict[str, Any]:
    """The fields of a source node that front matter tells: `authors`, `published`, `url` and `tags`."""
    return {
        "authors": tuple(authors_of(front)),
        "published": published_of(front),
        "url": url_of(front),
        "tags": tuple(tags_of(front)),
    }


def title_of(front: FrontMatter) -> str:
    """The title, "" if none is given."""
    return _unlinked(front.word(*TITLE))


def summary_of(front: FrontMatter) -> str:
    """What the document is said to say, "" if nothing is."""
    return _unlinked(front.word(*SUMMARY))


def url_of(front: FrontMatter) -> str:
    """The address of the page the document was clipped from, "" if none is given."""
    return next((found[0] for key in URL for word in front.words(key) if (found := _ADDRESS.search(word))), "")


def tags_of(front: FrontMatter) -> list[str]:
    """The tags, each once, without the mark in front."""
    given = [part.strip(" #") for word in front.words(*TAGS) for part in re.split(r"[,;]|\s+(?=#)", _unlinked(word))]
    return list(dict.fromkeys(tag for tag in given if tag))


def authors_of(front: FrontMatter) -> list[str]:
    """The names of the authors, in the order given, each once."""
    names = (name for word in front.words(*AUTHORS)[:MOST_AUTHORS] for name in names_in(word))
    return list(dict.fromkeys(names))[:MOST_AUTHORS]


def names_in(words: str) -> list[str]:
    """The names in a line of credits.

    >>> names_in("By [[Ana Ruiz]], Bo Lind Jr. and Cy Young")
    ['Ana Ruiz', 'Bo Lind Jr.', 'Cy Young']
    >>> names_in("Ministry of Food and Agriculture"), names_in("Lind, Bo")
    (['Ministry of Food and Agriculture'], ['Lind, Bo'])
    """
    words = _BY.sub("", _unlinked(words[:2000])).strip()
    parts = [part.strip(" ,") for part in _AND.split(words)]
    if any(_NO_NAME.search(part) for part in parts):
        return [words]
    if not all(_LAST_FIRST.fullmatch(part) for part in parts):
        parts = [name for part in parts for name in _COMMA.split(part)]
    return [name for name in parts if name]


def published_of(front: FrontMatter) -> str:
    """When it was published, as YYYY-MM-DD, YYYY-MM or YYYY; "" if that is not told. When it was clipped is not it."""
    return next((found for key in PUBLISHED for word in front.words(key) if (found := day_in(word))), "")


def day_in(words: str) -> str:
    """The day that the words tell, as far as they are certain of it.

    >>> [day_in(words) for words in ("Tue, 21 Sep 2021 10:00 GMT", "September 3rd, 2021", "13/09/2021", "[[2021-09]]")]
    ['2021-09-21', '2021-09-03', '2021-09-13', '2021-09']
    >>> day_in("03/04/2021"), day_in("last spring")
    ('2021', '')
    """
    return next(_days(words[:200]), "")


def _days(words: str) -> Iterator[str]:
    for pattern in _DAYS:
        for found in pattern.finditer(words):
            parts = found.groupdict()
            month = parts.get("month") or ""
            number = _MONTHS.get(month[:3].lower(), 0) if month.isalpha() else int(month or 0)
            day = int(parts.get("day") or 0)
            if "first" in parts:
                first, second = int(parts["first"]), int(parts["second"])
                day, number = (first, second) if first > 12 or found["mark"] == "." else (second, first)
                if found["mark"] != "." and max(first, second) <= 12 and first != second:
                    day = number = 0
            yield _written(int(parts["year"]), number, day)


def _written(year: int, month: int, day: int) -> str:
    """The day as far as there is one in the calendar."""
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return f"{year:04}"
    return f"{year:04}" + (f"-{month:02}" + (f"-{day:02}" if day else "") if month else "")


_YEAR = r"(?P<year>(?:1[5-9]|20|21)\d\d)"
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_DAYS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}(?P<dash>[-/.])(?P<month>\d{{1,2}})(?P=dash)(?P<day>\d{{1,2}})(?!\d)",
        rf"(?<!\d){_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}(?!\d)",
        rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}(?!\d)",
        rf"(?<!\d)(?P<first>\d{{1,2}})(?P<mark>[-/.])(?P<second>\d{{1,2}})(?P=mark){_YEAR}(?!\d)",
        rf"(?<!\d){_YEAR}[-/](?P<month>\d\d)(?!\d)",
        rf"\b{_MONTH},?\s+{_YEAR}(?!\d)",
        rf"(?<!\d){_YEAR}(?!\d)",
    )
)
_MONTHS = {name: at for at, name in enumerate(re.findall("...", "janfebmaraprmayjunjulaugsepoctnovdec"), 1)}


def _unlinked(words: str) -> str:
    """The words without the marks of links: [[page|label]], [label](address), <address>."""
    words = re.sub(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]", r"\1", words)
    return " ".join(re.sub(r"\[([^\[\]]*)\]\([^()]*\)", r"\1", words).split())


_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+")
_BY = re.compile(r"^(?:written\s+)?by[:\s]\s*", re.IGNORECASE)
_AND = re.compile(r"\s+(?:and|&|with)\s+|\s*[;|]\s*|,\s+and\s+")
_COMMA = re.compile(r"\s*,(?!\s*(?:Jr|Sr|PhD|Ph\.D|MD|M\.D|II|III)\b)\s*")
_NO_NAME = re.compile(r"\b(?:of|the|for|on|in|at)\b")
_LAST_FIRST = re.compile(r"[^\s,]+, ?[^\s,]+")
