"""Extensions against their definitions, every set or labelling tried; against clingo; and their laws."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from typing import IO, TYPE_CHECKING

import pytest
from cruxmap.graph.problem import CruxmapError
from cruxmap.graph.reasoning.acceptance import acceptance
from cruxmap.graph.reasoning.dispute import EXTENSIONAL, dispute
from cruxmap.graph.reasoning.extensions import credulous, extension, extensions, members, sceptical, some
from cruxmap.graph.reasoning.framework import of_attacks
from cruxmap.graph.reasoning.grounded import IN, OUT, UNDECIDED
from cruxmap.graph.reasoning.time_limit import OutOfTime
from hypothesis import given
from hypothesis import strategies as st
from labellings import (
    AndOr,
    answer_sets,
    complete_labellings,
    grounded_of,
    is_within,
    of_and_or,
    preferred_of,
    random_and_or,
    sets_of,
    stable_of,
)

if TYPE_CHECKING:
    from cruxmap.graph.reasoning.dispute import Extensional
    from cruxmap.graph.reasoning.framework import Framework

Attack = tuple[int, int]
NAMES = [f"a{node}" for node in range(12)]


def dung(size: int, attacks: list[Attack]) -> Framework:
    return of_attacks(NAMES[:size], attacks)


def found(size: int, attacks: list[Attack]) -> dict[Extensional, list[tuple[int, ...]]]:
    asked = dispute(dung(size, attacks))
    return {name: sorted(members(labels) for labels in extensions(asked, name)) for name in EXTENSIONAL.values()}


def attacks_of(size: int, bits: int) -> list[Attack]:
    return [divmod(place, size) for place in range(size * size) if bits >> place & 1]


def a_random_framework(chance: random.Random) -> tuple[int, list[Attack]]:
    size = chance.randint(1, len(NAMES))
    density = chance.choice((0.5, 1, 1.5, 2, 3)) / size
    return size, [(one, other) for one in range(size) for other in range(size) if chance.random() < density]


@pytest.mark.parametrize("size", range(4))
def test_every_framework_of_up_to_three_arguments(size: int) -> None:
    for bits in range(1 << size * size):
        attacks = attacks_of(size, bits)
        assert found(size, attacks) == sets_of(size, attacks), attacks


@pytest.mark.parametrize("part", range(8))
def test_every_framework_of_four_arguments(part: int) -> None:
    for bits in range(part, 1 << 16, 8):
        attacks = attacks_of(4, bits)
        assert found(4, attacks) == sets_of(4, attacks), attacks


@pytest.mark.parametrize("seed", range(4))
def test_random_frameworks(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(500):
        size, attacks = a_random_framework(chance)
        mine, tried = found(size, attacks), sets_of(size, attacks)
        assert mine == tried, attacks
        assert mine == answer_sets(size, attacks), attacks


@pytest.mark.parametrize("seed", range(4))
def test_random_frameworks_of_support_and_need(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(150):
        small = random_and_or(chance, 6)
        pins = {node: chance.random() < 0.5 for node in range(len(small.attackers)) if chance.random() < 0.1}
        asked = dispute(of_and_or(small), pins)
        tried = complete_labellings(small, pins)
        assert asked.settled == grounded_of(tried), (small, pins)
        assert all(is_within(asked.settled, one) for one in tried), (small, pins)
        sets = {"complete": tried, "preferred": preferred_of(tried), "stable": stable_of(tried)}
        for name in ("complete", "preferred", "stable"):
            listed = extensions(asked, name)
            assert len(listed) == len(sets[name]), (small, pins, name)
            assert set(listed) == sets[name], (small, pins, name)


@pytest.mark.parametrize("name", EXTENSIONAL.values())
def test_one_extension_and_questions_about_a_node_agree_with_all_extensions(name: Extensional) -> None:
    chance = random.Random(1)
    for _ in range(120):
        asked = dispute(of_and_or(random_and_or(chance, 7)))
        listed = extensions(asked, name)
        one = extension(asked, name)
        assert one in listed if listed else one is None
        for node in range(len(asked.framework)):
            assert credulous(asked, name, node) == any(labels[node] == IN for labels in listed)
            assert sceptical(asked, name, node) == all(labels[node] == IN for labels in listed)
            for is_in in (True, False):
                fitting = [labels for labels in listed if (labels[node] == IN) == is_in]
                witness = some(asked, name, node, is_in=is_in)
                assert witness in fitting if fitting else witness is None


@pytest.mark.parametrize("most", [1, 3, 1000])
@pytest.mark.parametrize("name", EXTENSIONAL.values())
def test_acceptance_is_exact_however_few_are_counted(name: Extensional, most: int) -> None:
    chance = random.Random(2)
    for _ in range(120):
        asked = dispute(of_and_or(random_and_or(chance, 7)))
        listed = extensions(asked, name)
        told = acceptance(asked, name, most=most)
        assert (told.count, told.more) == (min(len(listed), most), len(listed) > most)
        for shares, label in ((told.stands, IN), (told.falls, OUT)):
            for node, share in shares.items():
                held = [labels[node] == label for labels in listed]
                assert share == ("none" if not any(held) else "all" if all(held) else "some")


def pairs(count: int) -> tuple[Framework, int]:
    """Pairs that attack each other and both a third; the last argument is attacked by all these thirds."""
    last = 3 * count
    attacks: list[Attack] = []
    for one in range(0, last, 3):
        attacks += [(one, one + 1), (one + 1, one), (one, one + 2), (one + 1, one + 2), (one + 2, last)]
    return of_attacks([str(node) for node in range(last + 1)], attacks), last


def test_independent_disputes_are_not_multiplied() -> None:
    framework, last = pairs(100)
    asked = dispute(framework)
    assert sceptical(asked, "preferred", last)
    told = acceptance(asked, "preferred", [0, 2, last], most=10)
    assert told.more
    assert told.stands == {0: "some", 2: "none", last: "all"}
    assert told.falls == {0: "some", 2: "all", last: "none"}


def test_a_circle_of_support_may_stand_or_fall_but_decides_nothing_by_itself() -> None:
    asked = dispute(of_and_or(AndOr(attackers=((), ()), supporters=((1,), (0,)), needs=((), ()))))
    assert asked.settled == bytes([UNDECIDED, UNDECIDED])
    assert extensions(asked, "preferred") == [bytes([IN, IN]), bytes([OUT, OUT])]


def test_a_side_is_never_forced_in_but_preferred_where_no_rival_is() -> None:
    asked = dispute(of_and_or(AndOr(((1,), (0,), (1,)), ((), (), ()), ((), (), ()), frozenset({0, 1}))))
    assert [members(labels) for labels in extensions(asked, "complete")] == [(0, 2), (1,), ()]
    assert [members(labels) for labels in extensions(asked, "preferred")] == [(0, 2), (1,)]


def test_a_long_chain_of_disputes() -> None:
    size = 5000  # 0 and 1 attack each other, each further one is attacked by the one before
    chain = [(0, 1), (1, 0), *((node, node + 1) for node in range(1, size - 1))]
    asked = dispute(of_attacks([str(node) for node in range(size)], chain))
    assert len(extensions(asked, "preferred")) == len(extensions(asked, "stable")) == 2
    assert credulous(asked, "preferred", size - 1)
    assert not sceptical(asked, "preferred", size - 1)


@pytest.mark.parametrize("name", ["complete", "preferred", "stable"])
def test_what_is_too_hard_ends_with_a_word(name: Extensional) -> None:
    chance = random.Random(2)
    size = 4000
    attacks = [(chance.randrange(size), chance.randrange(size)) for _ in range(4 * size)]
    asked = dispute(of_attacks([str(node) for node in range(size)], attacks), seconds=0.2)
    with pytest.raises(OutOfTime, match=r"no answer within 0\.2 seconds"):
        extensions(asked, name)


def test_an_interrupt_from_the_keyboard_is_one() -> None:
    chance = random.Random(2)
    attacks = [(chance.randrange(4000), chance.randrange(4000)) for _ in range(16_000)]
    asked = dispute(of_attacks([str(node) for node in range(4000)], attacks))
    interrupt = f"read begun; sleep 0.3; kill -INT {os.getpid()}"

    def begin(shell: IO[bytes] | None) -> None:
        assert shell
        shell.write(b"now\n")
        extension(asked, "stable")

    with (
        subprocess.Popen(["/bin/sh", "-c", interrupt], stdin=subprocess.PIPE, bufsize=0) as process,
        pytest.raises(KeyboardInterrupt),
    ):
        begin(process.stdin)
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())  # the next one is heard too


def test_without_python_sat_only_what_grounding_settles_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pysat.solvers", None)
    assert extensions(dispute(dung(2, [(0, 1)])), "preferred") == [bytes([IN, OUT])]
    with pytest.raises(CruxmapError, match=r'pip install "cruxmap\[reasoning\]"'):
        extensions(dispute(dung(2, [(0, 1), (1, 0)])), "preferred")


@st.composite
def frameworks_of_attacks(draw: st.DrawFn) -> tuple[int, list[Attack]]:
    size = draw(st.integers(1, 7))
    node = st.integers(0, size - 1)
    return size, draw(st.lists(st.tuples(node, node), max_size=3 * size))


@given(frameworks_of_attacks())
def test_stable_ones_are_preferred_and_these_complete_and_the_grounded_one_lies_in_all(
    drawn: tuple[int, list[Attack]],
) -> None:
    sets = {name: {frozenset(one) for one in listed} for name, listed in found(*drawn).items()}
    assert sets["stable"] <= sets["preferred"] <= sets["complete"]
    (grounded,) = sets["grounded"]
    assert all(grounded <= one for one in sets["complete"])
    assert grounded in sets["complete"]


@given(frameworks_of_attacks(), st.randoms(use_true_random=False))
def test_neither_order_nor_names_matter(drawn: tuple[int, list[Attack]], chance: random.Random) -> None:
    size, attacks = drawn
    renamed = chance.sample(range(size), size)
    shuffled = [(renamed[one], renamed[other]) for one, other in chance.sample(attacks, len(attacks))]
    again = found(size, shuffled)
    for name, listed in found(size, attacks).items():
        assert sorted(sorted(renamed[node] for node in one) for one in listed) == sorted(map(sorted, again[name]))
