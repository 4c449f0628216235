"""The grounded labelling: what stands in small maps, and its laws on any framework."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from argued import argued, disputes, framed, frameworks, map_of, rows
from cruxmap.graph.problem import CruxmapError
from cruxmap.graph.reasoning.explain import explain
from cruxmap.graph.reasoning.framework import Csr, Framework, of_attacks
from cruxmap.graph.reasoning.grounded import IN, LABELS, OUT, UNDECIDED, grounded
from cruxmap.graph.reasoning.scenarios import conditions, scenarios
from cruxmap.graph.reasoning.stance import Stance
from cruxmap.graph.reasoning.weigh import weigh
from graphs import graph_of
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

if TYPE_CHECKING:
    from cruxmap import Graph

CASES: dict[str, tuple[list[str], str]] = {
    "a leaf stands": (["a"], "a |"),
    "attack, and defence": (["a attacks b", "b attacks c"], "a c | b"),
    "one attacker is enough": (["a attacks c", "b attacks c", "d attacks a"], "b d | a c"),
    "one supporter is enough": (["a supports c", "b supports c", "d attacks a"], "b c d | a"),
    "without supporters left it falls": (["a supports c", "d attacks a"], "d | a c"),
    "attack outdoes support": (["a supports c", "b attacks c"], "a b | c"),
    "all premises are needed": (
        ["a premise_of arg", "b premise_of arg", "d attacks b", "arg supports c"],
        "a d | arg b c",
    ),
    "premises together": (["a premise_of arg", "b premise_of arg", "arg supports c"], "a arg b c |"),
    "an undercut": (["a premise_of arg", "arg supports c", "u attacks arg"], "a u | arg c"),
    "an argument against": (["a premise_of arg", "arg attacks c"], "a arg | c"),
    "a circle of two stays open": (["a attacks b", "b attacks a", "b attacks c"], "| ~ a b c"),
    "a circle of three stays open": (["a attacks b", "b attacks c", "c attacks a"], "| ~ a b c"),
    "a decided attacker settles a circle": (["a attacks b", "b attacks a", "d attacks a"], "b d | a"),
    "strictly required": (["mech strictly requires b", "d attacks b"], "d | b mech"),
    "required, but not strictly": (["mech requires b", "d attacks b"], "d mech | b"),
    "causes count in strength only": (["a causes b", "d attacks a"], "b d | a"),
    "a mitigation abolishes nothing": (["mit mitigates mech"], "mech mit |"),
    "twins are one": (["a same_as b", "c attacks a", "b supports d"], "c | a b d"),
    "a twin's attacker is beaten for both": (["a same_as b", "c attacks a", "b attacks c", "d attacks c"], "a b d | c"),
}


@pytest.mark.parametrize(("lines", "expected"), CASES.values(), ids=CASES)
def test_what_stands(lines: list[str], expected: str) -> None:
    assert shown(argued(*lines)) == expected


def test_a_support_circle_stays_open() -> None:
    text = map_of("b supports a").replace("relation: supports", "relation: supports, loop: true")
    found = graph_of(text + "- {from: a, relation: supports, to: b}\n")
    assert shown(found) == "| ~ a b"


def test_sides_are_open_until_taken_whatever_is_said_of_them() -> None:
    lines = ["reason supports goals.optimist", "attack attacks goals.optimist", "goals.optimist attacks danger"]
    lines.append("goals.pessimist supports danger")
    found = argued(*lines, sides="goals: optimist pessimist")
    assert shown(found) == "attack reason | ~ danger goals.optimist goals.pessimist"
    assert shown(found, {"m/goals": "optimist"}) == "attack goals.optimist reason | danger goals.pessimist"
    assert shown(found, {"m/goals": "pessimist"}) == "attack danger goals.pessimist reason | goals.optimist"
    taken = weigh(found, Stance(takes={"m/goals": "optimist"}))
    assert taken.overruled() == {"m/goals.optimist": ["m/attack"]}


def test_sides_of_twin_cruxes_with_one_name_are_one() -> None:
    first = map_of("here.optimist supports a", sides="here: optimist pessimist")
    second = map_of("there.optimist supports b", sides="there: optimist pessimist", source="n")
    twins = "links:\n- {from: m/here, relation: same_as, to: n/there}\n"
    found = graph_of(first, second, twins)
    assert shown(found, {"m/here": "pessimist"}) == shown(found, {"n/there": "pessimist"})
    with pytest.raises(CruxmapError, match="contradict"):
        weigh(found, Stance(takes={"m/here": "pessimist", "n/there": "optimist"}))


@pytest.mark.parametrize(
    "stance",
    [
        Stance(takes={"m/goals": "optimist"}, denied=("m/goals.optimist",)),
        Stance(takes={"m/goals": "optimist"}, assumed=("m/goals.pessimist",)),
        Stance(assumed=("m/a",), denied=("m/a",)),
        Stance(assumed=("m/goals.pessimist", "m/goals.optimist")),
    ],
)
def test_a_stance_that_contradicts_itself(stance: Stance) -> None:
    with pytest.raises(CruxmapError, match="contradict each other: keep one of them"):
        weigh(argued("a supports goals.optimist", sides="goals: optimist pessimist"), stance)


def test_the_only_side_of_a_crux_is_open_too() -> None:
    found = argued("goals.optimist supports a", sides="goals: optimist")
    assert shown(found) == "| ~ a goals.optimist"
    assert shown(found, {"m/goals": "optimist"}) == "a goals.optimist |"


def test_a_long_chain_of_attacks() -> None:
    size = 20_000
    chain = framework_of(size, [(at, at + 1) for at in range(size - 1)])
    assert grounded(chain).labels == bytes([IN, OUT]) * (size // 2)


@given(frameworks(), st.data())
def test_it_is_the_least_fixpoint(found: Framework, data: st.DataObject) -> None:
    held = data.draw(st.dictionaries(st.integers(0, len(found) - 1), st.booleans(), max_size=2))
    assert list(grounded(found, held).labels) == least_fixpoint(found, held)


@given(frameworks(), st.data())
def test_it_does_not_depend_on_names_or_order(found: Framework, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(found))))
    labels = grounded(found).labels
    again = grounded(renamed(found, order)).labels
    assert [again[order[node]] for node in range(len(found))] == list(labels)


@given(disputes())
def test_scenarios_agree_with_one_at_a_time(found: Framework) -> None:
    table = scenarios(found, range(len(found)))
    for scenario in range(table.count):
        taken = table.takes(scenario).items()
        held = {node: side == name for crux, side in taken for name, node in found.cruxes[crux].items()}
        labels = grounded(found, held).labels
        for node in range(len(found)):
            is_in, is_out = table.inside[node] >> scenario & 1, table.outside[node] >> scenario & 1
            assert labels[node] == (IN if is_in else OUT if is_out else UNDECIDED)


@given(st.integers(0, 2**8 - 1))
def test_conditions_say_just_what_the_mask_says(mask: int) -> None:
    found = scenarios(framed(sides="a: yes no; b: yes no; c: yes no"), range(6))
    choices, is_all = conditions(found, mask)
    covered = {
        scenario
        for scenario in range(found.count)
        if any(choice.items() <= found.takes(scenario).items() for choice in choices)
    }
    assert is_all
    assert covered == {scenario for scenario in range(found.count) if mask >> scenario & 1}
    assert not any(one.items() < other.items() for one in choices for other in choices)


@given(frameworks())
def test_reasons_of_what_is_decided_were_decided_before(found: Framework) -> None:
    standing = grounded(found)
    stack = [explain(found, standing, node) for node in range(len(found))]
    assert all(LABELS[standing.labels[tree.node]] == tree.label for tree in stack)
    while stack:
        tree = stack.pop()
        assert tree.label == "undecided" or all(0 <= reason.round < tree.round for reason in tree.reasons)
        stack.extend(tree.reasons)


def shown(graph: Graph, takes: dict[str, str] | None = None) -> str:
    """What stands `|` what falls `~` what is open."""
    fates = weigh(graph, Stance(takes=takes or {})).fates
    named = {
        label: " ".join(sorted(fate.node.slug for fate in fates.values() if fate.label == label)) for label in LABELS
    }
    open_ = f" ~ {named['undecided']}" if named["undecided"] else ""
    return f"{named['in']} | {named['out']}".strip() + open_


def framework_of(size: int, attacks: list[tuple[int, int]]) -> Framework:
    return of_attacks([f"n{at}" for at in range(size)], attacks)


def least_fixpoint(found: Framework, held: dict[int, bool]) -> list[int]:
    """The labels worked out by going over all nodes until nothing changes."""
    labels = [UNDECIDED] * len(found)
    for node, is_in in held.items():
        labels[node] = IN if is_in else OUT
    before: list[int] = []
    while labels != before:
        before = list(labels)
        for node in range(len(found)):
            if node not in held:
                labels[node] = one_step(found, labels, node)
    return labels


def one_step(found: Framework, labels: list[int], node: int) -> int:
    attackers = [labels[other] for other in found.attackers.row(node)]
    supporters = [labels[other] for other in found.supporters.row(node)]
    needs = [labels[other] for other in found.needs.row(node)]
    if IN in attackers or OUT in needs or (supporters and set(supporters) == {OUT}):
        return OUT
    stands = set(attackers) <= {OUT} and set(needs) <= {IN} and (not supporters or IN in supporters)
    return IN if stands and node not in found.assumptions else UNDECIDED


def renamed(found: Framework, order: list[int]) -> Framework:
    """The framework with node n as node `order[n]`."""

    def moved(csr: Csr) -> Csr:
        pairs = [(order[node], order[other]) for node in range(len(found)) for other in csr.row(node)]
        return rows(len(found), pairs)

    return replace(
        found,
        attackers=moved(found.attackers),
        supporters=moved(found.supporters),
        needs=moved(found.needs),
        assumptions=frozenset(order[node] for node in found.assumptions),
    )


def test_a_chain_of_any_length_is_told_as_deep_as_a_stack_holds() -> None:
    size = 5_000
    found = of_attacks([f"n{at}" for at in range(size)], [(at + 1, at) for at in range(size - 1)])
    branch, depth = explain(found, grounded(found), 0), 0
    while branch.reasons:
        [branch] = branch.reasons
        depth += 1
    assert (depth, branch.more) == (250, 1)
