"""The examples in docstrings, of every module of the package, run as they stand."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import cruxmap
import pytest

PARTS = ("cli", "commands", "exports", "graph", "sources")
FOUND = [found.name for found in pkgutil.walk_packages(cruxmap.__path__, "cruxmap.")]
PACKAGE = ["cruxmap", *sorted({name for name in FOUND if name.split(".")[1] in PARTS})]


@pytest.mark.parametrize("name", PACKAGE)
def test_examples(name: str) -> None:
    module = importlib.import_module(name)
    failed, _ = doctest.testmod(module, optionflags=doctest.ELLIPSIS)
    assert failed == 0


def test_there_are_examples() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    count = sum(bool(test.examples) for name in PACKAGE for test in finder.find(importlib.import_module(name)))
    assert count >= 8
