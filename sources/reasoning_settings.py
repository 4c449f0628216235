"""[reasoning] and [belief] of cruxmap.toml: how links and modalities count, by which semantics, and base scores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ..graph.problem import quoted
from ..graph.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .toml_file import Said, TomlFile

REASONING, BELIEF = "reasoning", "belief"
KEYS = ("semantics", "weights", "modality")


class Reasoning(Struct, frozen=True):
    """How a library wants to be weighed: what of it is said, "" or nothing where nothing is."""

    semantics: str = ""
    weights: tuple[tuple[str, float], ...] = ()
    modality: tuple[tuple[str, float], ...] = ()
    beliefs: tuple[Said, ...] = ()


def read_reasoning(file: TomlFile, tables: dict[str, Any]) -> Reasoning:
    """What the tables say; what they say wrongly is told, and the rest of them counts."""
    if REASONING not in tables and BELIEF not in tables:
        return Reasoning()
    from ..graph.reasoning.counting import MODALITY, MOST_WEIGHT, WEIGHTS  # only where they are set otherwise

    table = file.table(tables, REASONING)
    file.known(REASONING, table, KEYS)
    return Reasoning(
        _semantics(file, table),
        _scores(file, table, "weights", WEIGHTS, MOST_WEIGHT),
        _scores(file, table, "modality", MODALITY, 1),
        tuple(file.numbers(BELIEF, file.table(tables, BELIEF), 1, '"source/id" = 0.8')),
    )


def _semantics(file: TomlFile, table: dict[str, Any]) -> str:
    if "semantics" not in table:
        return ""
    from ..graph.reasoning.semantics import SEMANTIC  # only where one is named

    name = table["semantics"]
    if isinstance(name, str) and name in SEMANTIC:
        return name
    hint = did_you_mean(str(name), SEMANTIC) or f"one of: {', '.join(SEMANTIC)}"
    file.tell(REASONING, "semantics", f"[{REASONING}] there is no semantics {quoted(str(name))}", hint)
    return ""


def _scores(
    file: TomlFile, table: dict[str, Any], name: str, known: Mapping[str, float], most: float
) -> tuple[tuple[str, float], ...]:
    full = f"{REASONING}.{name}"
    scores = file.table(table, full)
    file.known(full, scores, known)
    first, score = next(iter(known.items()))
    return tuple(
        (said.word, said.number)
        for said in file.numbers(
            full, {word: scores[word] for word in scores if word in known}, most, f"{first} = {score:g}"
        )
    )
