"""The page reasons as Python does: labels, strengths and swings of many frameworks, each worked out by both."""

from __future__ import annotations

import math
from array import array
from random import Random
from typing import TYPE_CHECKING

import pytest
from argued import framed, rows
from cruxmap.graph.reasoning.framework import Framework, framework, of_attacks
from cruxmap.graph.reasoning.grounded import grounded
from cruxmap.graph.reasoning.semantics import SEMANTICS
from cruxmap.graph.reasoning.strength import strengths
from page_reasoning import load, numbers, weighed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import cruxmap
    from playwright.sync_api import Browser, Page

CASES = 1_000
EXACT = 1e-9
LONG = 30_000


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    load(opened)
    yield opened
    opened.close()


def made_up(chance: Random) -> Framework:
    """Any AND/OR framework: circles, caps, weights up to 40, cruxes of one, two and three sides."""
    size = chance.randint(1, 14)
    cruxes: dict[str, dict[str, int]] = {}
    sides = 0
    for crux in range(chance.randint(0, 3)):
        names = ["optimist", "pessimist", "bystander"][: chance.randint(1, 3)]
        if sides + len(names) > size:
            break
        chance.shuffle(names)
        cruxes[f"m/x{crux}"] = {name: sides + place for place, name in enumerate(names)}
        sides += len(names)
    rivals = [(a, b) for found in cruxes.values() for a in found.values() for b in found.values() if a != b]

    def pairs(most: float, first: int = 0) -> list[tuple[int, int]]:
        found = {(chance.randrange(size), chance.randrange(size)) for _ in range(int(chance.random() * most * size))}
        return sorted(pair for pair in found if pair[0] != pair[1] and pair[0] >= first)

    pushers = pairs(2)
    weight = chance.choice([1, 1, 1, 10, 40])
    plain = of_attacks([f"m/n{at:02}" for at in range(size)], [])
    return Framework(
        ids=plain.ids,
        place=plain.place,
        attackers=rows(size, [*pairs(1, sides), *rivals]),
        supporters=rows(size, pairs(1, sides)),
        needs=rows(size, pairs(0.7, sides)),
        pushers=rows(size, pushers),
        weights=array("d", (weight * chance.choice([-1.0, -0.5, 0.5, 1.0]) for _ in pushers)),
        caps=rows(size, pairs(0.5)),
        bases=array("d", (chance.choice([0.0, 0.2, 0.5, 0.5, 0.7, 1.0]) for _ in range(size))),
        cruxes=cruxes,
        assumptions=frozenset(range(sides)),
    )


def made_up_pins(chance: Random, found: Framework) -> dict[int, bool]:
    """Some sides taken, their rivals being out, and some other nodes held in or out."""
    pins = {chance.randrange(len(found)): chance.random() < 0.5 for _ in range(chance.randint(0, 2))}
    for sides in found.cruxes.values():
        if chance.random() < 0.5:
            taken = chance.choice([*sides.values()])
            pins |= {node: node == taken for node in sides.values()}
    return pins


def test_labels_and_strengths_are_the_same(page: Page) -> None:
    chance = Random(6)
    cases = [(found, made_up_pins(chance, found)) for found in (made_up(chance) for _ in range(CASES))]
    unstable = 0
    for (found, pins), (labels, by_semantics) in zip(
        cases, weighed(page, ((found, pins, []) for found, pins in cases)), strict=True
    ):
        assert labels == [*grounded(found, pins).labels]
        assert [*by_semantics] == [semantics.name for semantics in SEMANTICS]
        for semantics in SEMANTICS:
            expected = strengths(found, semantics, pins=pins)
            assert by_semantics[semantics.name][0] == pytest.approx(expected, abs=EXACT, rel=0, nan_ok=True)
            unstable += any(map(math.isnan, expected))
    assert unstable > 0  # among them are circles that never come to rest


def test_what_cruxes_do_is_what_taking_each_side_does(page: Page) -> None:
    chance = Random(28)
    cases: list[tuple[Framework, dict[int, bool], list[int]]] = []
    while len(cases) < CASES // 4:
        found = made_up(chance)
        if found.cruxes:
            targets = sorted({chance.randrange(len(found)) for _ in range(2)})
            cases.append((found, made_up_pins(chance, found), targets))
    flips = 0
    for (found, pins, targets), (_, by_semantics) in zip(cases, weighed(page, cases), strict=True):
        for semantics in SEMANTICS:
            ranked = by_semantics[semantics.name][1]
            assert sorted(one["crux"] for one in ranked) == sorted(found.cruxes)
            for one in ranked:
                effects = {effect["target"]: effect for effect in one["effects"]}
                swings = []
                for target in targets:
                    under = settled(found, one["crux"], pins, target)
                    strong = [strengths(found, semantics, pins=held)[target] for held in under]
                    labels = [grounded(found, held).labels[target] for held in under]
                    swings.append(max(strong) - min(strong) if not any(map(math.isnan, strong)) else math.nan)
                    if target in effects:
                        assert numbers(effects[target]["strengths"]) == pytest.approx(strong, abs=EXACT, nan_ok=True)
                        assert effects[target]["labels"] == labels
                    else:
                        assert len({*map(str, strong)}) == len({*labels}) == 1
                    flips += len({*labels}) > 1
                stable = [swing for swing in swings if not math.isnan(swing)]
                assert numbers([one["swing"]])[0] == pytest.approx(
                    sum(stable) if stable else math.nan, abs=EXACT, nan_ok=True
                )
            moves = [-1 if math.isnan(move) else move for move in numbers([one["expected"] for one in ranked])]
            assert moves == sorted(moves, reverse=True)
    assert flips > 0


def settled(found: Framework, crux: str, pins: dict[int, bool], target: int) -> list[dict[int, bool]]:
    """The pins under each side of a crux, an only side being denied too; a side does not move itself."""
    nodes = found.cruxes[crux].values()
    choices = [{node: node == taken for node in nodes} for taken in nodes]
    if len(choices) == 1:
        choices.append(dict.fromkeys(nodes, False))
    return [pins if target in nodes else {**pins, **choice} for choice in choices]


def test_two_sides_move_it_by_half_their_swing_in_whatever_order_they_are(page: Page) -> None:
    for order in ("optimist pessimist", "pessimist optimist"):
        found = framed("crux.optimist supports a", "crux.pessimist attacks a", sides=f"crux: {order}")
        ((_, by_semantics),) = weighed(page, [(found, {}, [found.place["m/a"]])])
        for _, (one,) in by_semantics.values():
            assert one["sides"] == order.split()
            assert one["swing"] > 0.2
            assert one["expected"] == pytest.approx(one["swing"] / 2)


def test_long_chains_and_large_circles_need_no_stack(page: Page) -> None:
    chain = of_attacks([f"n{at:05}" for at in range(LONG)], [(at, at + 1) for at in range(LONG - 1)])
    circle = of_attacks([f"n{at:05}" for at in range(LONG)], [(at, (at + 1) % LONG) for at in range(LONG)])
    for found, pins in ((chain, {}), (circle, {0: True})):
        ((labels, by_semantics),) = weighed(page, [(found, pins, [])])
        assert labels == [1 if at % 2 == 0 else 2 for at in range(LONG)]
        expected = strengths(found, SEMANTICS[0], pins=pins)
        assert by_semantics["mlp"][0] == pytest.approx(expected, abs=EXACT, rel=0)


def test_the_shipped_maps_come_out_the_same(page: Page, shipped: cruxmap.Graph) -> None:
    found = framework(shipped)
    camps = ("optimist", "pessimist")
    every: list[Mapping[int, bool]] = [{}]
    every += [{node: side == camp for sides in found.cruxes.values() for side, node in sides.items()} for camp in camps]
    for pins, (labels, by_semantics) in zip(every, weighed(page, [(found, pins, []) for pins in every]), strict=True):
        assert labels == [*grounded(found, pins).labels]
        for semantics in SEMANTICS:
            expected = strengths(found, semantics, pins=pins)
            assert by_semantics[semantics.name][0] == pytest.approx(expected, abs=EXACT, rel=0)
