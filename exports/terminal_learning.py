"""Learning paths for the terminal: step by step, with why each is there."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ..graph.model import Reference, Source, Topic, label
from ..graph.schema import KIND
from ..graph.study.learning_order import is_document
from .escape import one_line
from .layout import flow
from .learning_words import reasons
from .terminal import colour
from .terminal_words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..graph.model import Node
    from ..graph.study.learning import LearningPath, Step
    from .layout import Line, Span
    from .terminal import Page

MOST_NAMES = 12
MOST_ASIDES = 3
NOTHING = "it names nothing to learn, and no thesis"


def learning_path(page: Page, path: LearningPath, *, everything: bool = False) -> list[Line]:
    """The steps in their order, those that can be skipped in few words, and what was left out.

    Of many in a row that can be skipped only the names are told, unless `everything` is.
    """
    target = path.target
    tag = (f"[{target.source}]", "faint") if is_document(target) else page.tag(target.id)
    lines = flow([(label(target), "strong"), tag], page.width)
    lines += flow([(_summary(path), "faint")], page.width, first=[("  ", "")])
    wide = len(str(len(path.steps))) + 1
    numbered = enumerate(path.steps, 1)
    for (is_aside, circle), run in groupby(numbered, lambda step: (step[1].optional, step[1].circle)):
        steps = list(run)
        lines += [[], *(_circle_head(page, path, *steps[0]) if circle else [])]
        if is_aside and not circle and len(steps) > MOST_ASIDES and not everything:
            lines += _asides(page, steps)
            continue
        for number, step in steps:
            first: Line = [(f" {f'{number}.':>{wide}} ", "faint")]
            lines += [[]] if not is_aside and number > steps[0][0] else []
            lines += _aside(page, step, first) if is_aside else _step(page, step, first)
    told = [line for said in _left_out(path) for line in flow([(said, "faint")], page.width, rest=[("  ", "")])]
    return [*lines, *([[], *told] if told else [])]


def _summary(path: LearningPath) -> str:
    skippable = sum(step.optional for step in path.steps)
    count = sum(step.role != "target" for step in path.steps) - skippable
    if not path.steps:
        return NOTHING if is_document(path.target) and not path.known else "all of it is known"
    if not count and not skippable:
        return "nothing to learn first"
    aside = f", and {skippable} that can be skipped (left out by --needed)" if skippable else ""
    return f"{count or 'nothing'} to learn{'' if is_document(path.target) else ' first'}{aside}"


def _circle_head(page: Page, path: LearningPath, number: int, step: Step) -> list[Line]:
    last = number + len(path.circles[step.circle - 1]) - 1
    said = f"{number} {'and' if last == number + 1 else 'to'} {last} need one another in a circle: take them together"
    return flow([(said, "crux")], page.width, first=[(" ↻ ", "crux")])


def _step(page: Page, step: Step, first: Line) -> list[Line]:
    """A step: what it is called, what it says, why it is there, and where to read of it if nothing here explains it."""
    node = step.node
    margin: Line = [(" " * sum(len(text) for text, _ in first), "")]
    rated = f", {node.complexity} of 10" if isinstance(node, Topic) and node.complexity else ""
    ids = [page.tag(found.id) for found in (node, *step.twins)]
    head: list[Span] = [(label(node), colour(node)), (f"({KIND[node.kind].label}{rated})", "faint"), *ids]
    lines = flow(head, page.width, first=first)
    lines += flow([(step.says, "")], page.width, first=margin) if step.says else []
    why = "; ".join(reasons(page.graph, step))
    lines += flow([(f"→ {why}", "relation")], page.width, first=margin, rest=[*margin, ("  ", "")])
    return lines + [line for said in _elsewhere(step) for line in flow([(said, "faint")], page.width, first=margin)]


def _aside(page: Page, step: Step, first: Line) -> list[Line]:
    """A step that can be skipped, in little room."""
    node = step.node
    why = f"— can be skipped; {reasons(page.graph, step)[0]}"
    return flow([(label(node), colour(node)), (why, "faint"), page.tag(node.id)], page.width, first=first)


def _asides(page: Page, steps: Sequence[tuple[int, Step]]) -> list[Line]:
    """Many steps in a row that can be skipped, by name."""
    said = f"{steps[0][0]}–{steps[-1][0]} can be skipped (--all tells why each is here): "
    names = " · ".join(one_line(label(step.node)) for _, step in steps)
    return flow([(f"{said}{names}", "faint")], page.width, first=[("  ", "")])


def _elsewhere(step: Step) -> Iterator[str]:
    """Where to learn of what nothing here explains."""
    works = [*step.references, *([step.node] if isinstance(step.node, (Reference, Source)) else [])]
    if step.external:
        yield f"not explained here: {'read' if works else 'look it up'}"
        for work in works:
            url = work.url if isinstance(work, (Reference, Source)) else ""
            yield " ".join(["·", label(work), *filter(None, [url])])


def _left_out(path: LearningPath) -> Iterator[str]:
    if path.known:
        yield f"known: {_names(path.known)}"
    if path.skipped:
        yield f"left out with that, as nothing else needs it: {_names(path.skipped)}"
    if path.unneeded:
        yield f"known, and not needed for this: {_names(path.unneeded)}"


def _names(nodes: Sequence[Node]) -> str:
    return listed([one_line(label(node)) for node in nodes], MOST_NAMES)
