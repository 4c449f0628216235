"""The groups that a text's front matter names in place of its headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .debate import Section

if TYPE_CHECKING:
    from ...graph.foreign_data import Data
    from .debate import Debate, Entry, Fields


def regroup(debate: Debate) -> None:
    """Put what `group: regroup:` of the front matter names under these groups, as Argdown does; all else under none."""
    group = debate.front.get("group")
    asked = group.get("regroup") if isinstance(group, dict) else None
    if not isinstance(asked, list) or not asked:
        return
    debate.sections.clear()
    for entry in (*debate.statements.values(), *debate.arguments.values()):
        entry.section = -1
    waiting = [(item, -1) for item in reversed(_objects(asked))]
    while waiting:
        item, parent = waiting.pop()
        number = len(debate.sections)
        level = debate.sections[parent].level + 1 if parent >= 0 else 1
        title = " ".join(" ".join(_words([item.get("title")])).split())
        debate.sections.append(Section(title, level, parent, dict.fromkeys(_words(item.get("tags")))))
        _place(debate.statements, item.get("statements"), number)
        _place(debate.arguments, item.get("arguments"), number)
        waiting.extend((child, number) for child in reversed(_objects(item.get("children"))))


def _place(entries: dict[str, Entry], titles: Data, number: int) -> None:
    for title in _words(titles):
        if title in entries:
            entries[title].section = number


def _objects(found: Data) -> list[Fields]:
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _words(found: Data) -> list[str]:
    return [word for word in found if isinstance(word, str)] if isinstance(found, list) else []
