"""The page's own reasoning, run as it is in a blank page, to be held against Python's on many frameworks."""

from __future__ import annotations

import json
import math
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from cruxmap.exports.html.reasoning_data import packed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cruxmap.graph.reasoning.framework import Framework
    from playwright.sync_api import Page

SCRIPTS = ("framework", "grounded", "components", "knots", "strength", "swings")
"""Those that know nothing of the page they run in."""

WEIGH = """(cases) => {
  const said = (number) => (Number.isNaN(number) ? "nan" : number);
  const effect = ({ target, strengths, labels }) => ({ target, strengths: strengths.map(said), labels });
  const crux = (one) => ({ ...one, swing: said(one.swing), expected: said(one.expected),
    effects: one.effects.map(effect) });
  return cases.map(([packed, pins, targets]) => {
    const framework = unpacked(packed);
    const pinned = new Map(pins);
    const labels = groundedLabels(framework, pinned);
    const found = Object.entries(SEMANTICS).map(([name, semantics]) => {
      const values = strengthsOf(framework, semantics, pinned);
      const ranked = targets.length ? swingsOf(framework, semantics, pinned, targets, { labels, values }) : [];
      return [name, [[...values].map(said), ranked.map(crux)]];
    });
    return [[...labels], Object.fromEntries(found)];
  });
}"""


def load(page: Page) -> None:
    """Let the page have the scripts, by their own names."""
    folder = files("cruxmap.exports.html") / "scripts"
    page.goto("about:blank")
    page.add_script_tag(content="".join((folder / f"{name}.js").read_text("utf-8") for name in SCRIPTS))


def weighed(
    page: Page, cases: Iterable[tuple[Framework, Mapping[int, bool], list[int]]]
) -> list[tuple[list[int], dict[str, Any]]]:
    """What the page makes of frameworks with pins: the labels, and by semantics the strengths and the cruxes ranked for
    the targets."""
    given = [
        [packed(framework), [[node, is_in] for node, is_in in pins.items()], targets]
        for framework, pins, targets in cases
    ]
    found = page.evaluate(f"(text) => ({WEIGH})(JSON.parse(text))", json.dumps(given))
    return [
        (labels, {name: (numbers(values), ranked) for name, (values, ranked) in by.items()}) for labels, by in found
    ]


def numbers(values: list[Any]) -> list[float]:
    return [math.nan if value == "nan" else value for value in values]
