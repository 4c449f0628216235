"""Which way a flowchart should run, so that it is narrow: hosts shrink what is wider than their column of text."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .chart import Direction

_RANK_WIDTH = 270
_BOX_WIDTH = 200


def direction(keys: Iterable[str], links: Iterable[tuple[str, str]]) -> Direction:
    """Down where the widest rank takes less room than all ranks side by side would, else to the right."""
    ranks = Counter(_ranks(keys, links).values())
    down = max(ranks.values(), default=1) * _BOX_WIDTH
    return "TB" if down <= len(ranks) * _RANK_WIDTH else "LR"


def _ranks(keys: Iterable[str], links: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Each box's rank, one more than the last of those that lead to it; links that close a circle do not count."""
    after: dict[str, list[str]] = {key: [] for key in keys}
    for start, end in links:
        after[start].append(end)
    ranks = dict.fromkeys(after, 0)
    for key in _in_order(after):
        for other in after[key]:
            ranks[other] = max(ranks[other], ranks[key] + 1)
    return ranks


def _in_order(after: dict[str, list[str]]) -> list[str]:
    """The boxes, each before those it leads to, as far as there are no circles; `after` loses the links that close
    one."""
    found: list[str] = []
    done: set[str] = set()
    for first in after:
        stack = [] if first in done else [(first, 0)]
        path = {first}
        while stack:
            key, place = stack.pop()
            if place < len(after[key]):
                other = after[key][place]
                if other in path:
                    del after[key][place]
                    stack.append((key, place))
                    continue
                stack.append((key, place + 1))
                if other not in done:
                    path.add(other)
                    stack.append((other, 0))
            else:
                done.add(key)
                path.discard(key)
                found.append(key)
    return found[::-1]
