"""A vault as Obsidian takes it: where links lead, what properties say, which notes a view of a base shows."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import yaml
from cruxmap.exports import export

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from cruxmap.exports.exporter import Options
    from cruxmap.graph.graph import Graph

LINK = re.compile(r"!?\[\[([^\]\[|#^]+)(?:[#^][^\]|]*)?(?:\|([^\]\[]*))?\]\]")
_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
SMALL = """
source: {id: owls, title: Owls at night, url: https://example.org/owls, published: 2020-01-02, thesis: hunt}
claims:
  hunt:
    text: An owl can hunt by ear alone.
    title: "Hunting: by ear?"
    passage: by ear … alone
    tags: [night life, "2020"]
  mice: {text: Mice are loud., supports: [{to: ears.yes, basis: inferred, note: as heard}]}
  quiet: {text: Snow is quiet., attacks: [ears.yes]}
concepts:
  disc: {text: The facial disc gathers sound., title: Facial disc, complexity: 3, aliases: [face]}
failure_modes:
  wind: {text: Wind drowns the sound.}
cruxes:
  ears:
    text: Are ears enough?
    positions:
      "yes": {text: They are.}
      "no": {text: They are not., because: []}
questions:
  how: {text: How does an owl hunt?, answered_by: [hunt], asks_about: [disc]}
"""


def read_folder(folder: Path) -> dict[str, str]:
    """The texts of all files of a vault by path, hidden folders left out."""
    paths = [path for path in folder.rglob("*") if path.is_file() and ".cruxmap" not in path.parts]
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in paths}


def resolve(link: str, source: str, paths: Iterable[str]) -> str:
    """The file a link in a source leads to, "" if to none.

    By the name alone, capitals aside, then with the suffix of notes; of several those whose path ends as the link does,
    those in the source's folder first, then the shorter path. Aliases do not count.
    """
    wanted = link.strip().lower()
    name = wanted.rpartition("/")[2]
    every = list(paths)
    for called in (name, f"{name}.md"):
        found = [path for path in every if path.lower().rpartition("/")[2] == called]
        if found:
            ends = [path for path in found if path.lower().endswith(wanted + called.removeprefix(name))]
            home = source.rpartition("/")[0] + "/"
            return min(ends, key=lambda path: (not path.startswith(home), len(path), path), default="")
    return ""


@lru_cache(maxsize=4096)
def properties(text: str) -> dict[str, Any]:
    """The properties of a note, which must be flat: words, numbers, flags, dates, or lists of these."""
    found = _FRONT.match(text)
    value: dict[str, Any] = yaml.safe_load(found[1]) if found else {}
    assert isinstance(value, dict)
    for each in value.values():
        for item in each if isinstance(each, list) else [each]:
            assert isinstance(item, (str, int, bool, date)), each
            assert item != "", found
    return value


def targets(text: str) -> list[str]:
    """What the links of a note or canvas name."""
    return [found[1] for found in LINK.finditer(text)]


def shown(base: Mapping[str, Any], view: str, notes: Mapping[str, str]) -> list[str]:
    """The paths of the notes that a view of a base shows, in its order."""
    chosen = next(each for each in base["views"] if each["name"] == view)
    filters = [base["filters"], *([chosen["filters"]] if "filters" in chosen else [])]
    known = {path: properties(text) for path, text in notes.items() if path.endswith(".md")}
    paths = [path for path, found in known.items() if all(_fits(each, found) for each in filters)]
    for sort in reversed(chosen["sort"]):
        assert sort["direction"] == "ASC"
        key = sort["property"].removeprefix("note.")
        paths.sort(key=lambda path: path if key == "file.name" else known[path].get(key, 99))
    return paths


def _fits(rule: Any, found: Mapping[str, Any]) -> bool:
    if isinstance(rule, dict):
        ((word, rules),) = rule.items()
        return {"and": all, "or": any}[word](_fits(each, found) for each in rules)
    tag = re.fullmatch(r'file\.hasTag\("([^"]+)"\)', rule)
    if tag:
        return tag[1] in found.get("tags", [])
    name, word = re.fullmatch(r'(\w+) == "([^"]*)"', rule).groups()  # type: ignore[union-attr]
    return bool(found.get(name) == word)


def vault(graph: Graph, options: Options | None = None) -> dict[str, str]:
    """The files of a graph's vault, of which all is well that can be told without the graph."""
    files = {path: str(held) for path, held in export(graph, "obsidian", options).files.items()}
    folded = [unicodedata.normalize("NFC", path.rpartition("/")[2]).casefold() for path in files]
    assert len(set(folded)) == len(files)
    for path, text in files.items():
        assert all(resolve(link, path, files) for link in targets(text)), path
        assert text.count("[[") >= len(targets(text))
        if path.endswith(".md"):
            properties(text)
    return files


def ids(files: Mapping[str, str]) -> dict[str, str]:
    """The id of each note's node by its path."""
    found = {path: properties(text).get("id", "") for path, text in files.items() if path.endswith(".md")}
    return {path: node for path, node in found.items() if node}
