"""The vocabulary's tables hang together."""

from __future__ import annotations

from cruxmap.exports.layout import COLOURS
from cruxmap.graph.rules import RULES
from cruxmap.graph.schema import INVERSE, KINDS, RELATION, RELATIONS, SECTION, allows


def test_vocabulary_has_no_two_names_for_one_thing() -> None:
    names = [*RELATION, *INVERSE, *(kind.name for kind in KINDS)]
    assert len(set(names)) == len(names)
    assert len(SECTION) == len(KINDS) - 1
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)


def test_ends_are_kinds_and_symmetric_relations_fit_both_ways() -> None:
    kinds = [kind.name for kind in KINDS]
    for relation in RELATIONS:
        assert any(allows(relation, first, second) for first in kinds for second in kinds)
        assert all(end in kinds for pair in relation.ends for group in pair for end in group)
        if relation.symmetric:
            for first in kinds:
                for second in kinds:
                    assert allows(relation, first, second) == allows(relation, second, first)


def test_every_colour_role_has_a_colour() -> None:
    assert {kind.colour for kind in KINDS} <= COLOURS.keys()
