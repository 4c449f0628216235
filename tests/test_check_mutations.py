"""A thousand damaged maps: none breaks the linter, and every id that no longer leads anywhere is reported."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import cruxmap
import pytest
import yaml
from cruxmap.graph.build import build
from cruxmap.graph.check import check, rule_book
from cruxmap.graph.rule import Subject
from cruxmap.graph.schema import INVERSE, RELATION
from cruxmap.sources import map_yaml
from cruxmap.sources.map_edits import apply_edits
from cruxmap.sources.map_tidy import tidy

MAPS = [
    (Path(cruxmap.__file__).parent / "sources" / "maps" / f"{name}.yaml").read_text("utf-8")
    for name in ("cotra", "dragan", "dragan", "dragan")  # which is shorter
]
ID = re.compile(r"(?<=[\[ ,])(?:[a-z0-9]+-)+[a-z0-9]+(?=[\],}\n:])")
BATCHES, EACH = 20, 50
BOOK = rule_book()


def delete_lines(text: str, dice: random.Random) -> str:
    rows = text.split("\n")
    at = dice.randrange(len(rows))
    return "\n".join(rows[:at] + rows[at + dice.randint(1, 4) :])


def swap_ids(text: str, dice: random.Random) -> str:
    words = list(ID.finditer(text))
    one, other = sorted(dice.sample(words, 2), key=lambda match: match.start())
    return text[: one.start()] + other[0] + text[one.end() : other.start()] + one[0] + text[other.end() :]


def misspell_id(text: str, dice: random.Random) -> str:
    word = dice.choice(list(ID.finditer(text)))
    at = dice.randrange(word.start(), word.end())
    return text[:at] + dice.choice("abcxyz") + text[at + 1 :]


def break_indentation(text: str, dice: random.Random) -> str:
    rows = text.split("\n")
    at = dice.randrange(len(rows))
    rows[at] = dice.choice([" ", "   ", "\t", ""]) + rows[at].removeprefix(dice.choice(["", " ", "  ", "    "]))
    return "\n".join(rows)


def put_random_bytes(text: str, dice: random.Random) -> str:
    data = bytearray(text.encode("utf-8"))
    for _ in range(dice.randint(1, 5)):
        data[dice.randrange(len(data))] = dice.randrange(256)
    return data.decode("utf-8", "replace")


MUTATIONS = (delete_lines, swap_ids, misspell_id, break_indentation, put_random_bytes)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_damaged_maps_are_checked_to_the_end(batch: int) -> None:
    dice = random.Random(f"cruxmap {batch}")
    for number in range(EACH):
        text = MUTATIONS[number % len(MUTATIONS)](MAPS[batch % len(MAPS)], dice)
        parsed = map_yaml.read(text, "m.yaml")
        built = build([parsed.source_map] if parsed.source_map else [])
        findings = [*parsed.findings, *built.findings]
        expects = parsed.source_map.expects if parsed.source_map else ()
        problems = check(Subject(built.graph, lost=built.lost, expects=expects), findings, book=BOOK)
        assert all(problem.span.file == "m.yaml" and problem.span.line >= 1 for problem in problems)
        apply_edits(text, [problem.edit for problem in problems if problem.edit])
        if not any(problem.code < "CM020" or problem.code in ("CM101", "CM102") for problem in problems):
            told = "\n".join(f"{problem.message} " for problem in problems)
            assert [name for name in dangling(text) if f"'{name}'" not in told] == []
        if number % 10 == 0:
            tidy(text)


def dangling(text: str) -> set[str]:
    """The ids that a map names and does not have, as PyYAML and a walk through the tree see it."""
    tree = yaml.load(text, yaml.CSafeLoader)
    source = tree["source"]["id"]
    known, named = {"source"}, {word for item in branches(tree["source"]) for word in [item] if word}
    named |= {tree["source"].get("thesis", "thesis")}
    for section, entries in tree.items():
        for entry in entries if section == "expect" and isinstance(entries, list) else ():
            named |= {name for value in entry.values() if not isinstance(value, str) for name in value}
        if section in ("source", "links") or not isinstance(entries, dict):
            continue
        for slug, entry in entries.items():
            known.add(slug)
            named |= references(entry)
            for side, position in (entry.get("positions") or {}).items():
                known.add(f"{slug}.{side}")
                named |= references(position)
    return {f"{source}/{name}" for name in named if "/" not in name and name not in known}


def references(entry: dict[str, Any]) -> set[str]:
    keys = {*RELATION, *INVERSE, "because", "against"}
    items = [item for key in keys & entry.keys() for item in entry[key]]
    return {item if isinstance(item, str) else item.get("to") or item["from"] for item in items}


def branches(item: dict[str, Any]) -> list[str]:
    root = [item["outline_root"]["node"]] if "outline_root" in item else []
    below = [name for child in item.get("children", item.get("outline", [])) for name in branches(child)]
    return [*root, item.get("node", ""), *below]
