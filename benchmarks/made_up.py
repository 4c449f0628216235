"""A library of made-up maps: `python benchmarks/made_up.py DIR [NODES] [MAPS]`, the same every time."""

from __future__ import annotations

import os
import sys

SENTENCE = "Node {number} of map {place} says that what holds for one case need not hold for the next of them."


def generate(folder: str, nodes: int = 10_000, maps: int = 100) -> None:
    """Write maps with claims, mechanisms, failure modes, mitigations and one crux in twenty nodes."""
    os.makedirs(folder, exist_ok=True)
    for place in range(maps):
        with open(os.path.join(folder, f"map-{place:04}.yaml"), "w", encoding="utf-8") as file:
            file.write(_map(place, nodes // maps))


def _map(place: int, size: int) -> str:
    lines = ["source:", f"  id: map-{place:04}", f"  title: Made-up document {place}", "  thesis: claim-0"]
    cruxes = max(1, size // 20)
    each = (size - 1 - 3 * cruxes) // 4
    lines.append("claims:")
    for number in range(each):
        lines += _entry("claim", number, place)
        if number:
            lines.append(f"    supports: [claim-{number // 2}]")
        if number == 2:
            lines.append("    attacks: [claim-0]  # cruxmap: ignore[CM309] made up")
        if number == 3 and place:
            lines.append(f"    same_as: [map-{place - 1:04}/claim-3]")
    lines.append("mechanisms:")
    for number in range(each):
        lines += _entry("mechanism", number, place)
        lines.append(f"    causes: [failure-{number}, {{to: failure-{(number + 1) % each}, basis: inferred}}]")
    lines.append("failure_modes:")
    for number in range(each):
        lines += _entry("failure", number, place)
    lines.append("mitigations:")
    for number in range(each):
        lines += _entry("mitigation", number, place)
        lines.append(f"    mitigates: [failure-{number}]")
    lines.append("cruxes:")
    for number in range(cruxes):
        lines += [*_entry("crux", number, place), "    positions:"]
        for side, reason in (("optimist", 2 * number), ("pessimist", 2 * number + 1)):
            lines += [
                f"      {side}:",
                f"        text: {SENTENCE.format(number=number, place=place)}",
                f"        supports: [claim-{number % each}]",
                f"        because: [claim-{reason % each}]",
            ]
    return "\n".join(lines) + "\n"


def _entry(slug: str, number: int, place: int) -> list[str]:
    return [
        f"  {slug}-{number}:",
        f"    text: {SENTENCE.format(number=number, place=place)}",
        f"    title: {slug.capitalize()} {number}",
        "    section: Somewhere in the middle",
        "    passage: what holds for one … next of them",
    ]


if __name__ == "__main__":
    generate(sys.argv[1], *(int(word) for word in sys.argv[2:]))
