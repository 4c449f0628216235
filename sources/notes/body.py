"""What stands under a head of a study note: entries with bold keys, lists, paragraphs, told as nodes of a topic."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..headings import bare_title
from ..markdown import plain
from ..words import Words
from .diagrams import labels_of, read_chart, read_map
from .draft import TOPICS, block_words, line
from .entries import Entry, entries
from .keys import key_of
from .kinds import own_kind
from .names import keys, read_head, short
from .people import attribute
from .tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..markdown import Block
    from ..words import Stretch
    from .draft import Draft
    from .names import Head


def read_topic(draft: Draft, head: Block, blocks: Sequence[Block], above: str = "") -> str:
    """A concept with its head and what stands under it; returns its id. `above` is the topic it is a part of."""
    found, words = read_head(head.text), block_words(head)
    if not words.said():
        read_under(draft, blocks, above or draft.main)
        return ""
    draft.section = bare_title(words.said())
    start = max(words.text.find(found.title[:40]), 0)
    end = words.text.find(found.title[-40:], start) + len(found.title[-40:])
    topic = _topic(draft, found, words.stretch(start, end if end > start else None), head.words)
    if above:
        draft.join(topic, ("part_of", "about", "related_to"), above, head.words)
    read_under(draft, blocks, topic)
    return topic


def _topic(draft: Draft, head: Head, at: Stretch, within: Stretch) -> str:
    """A concept, mechanism or failure mode under its head."""
    kind = _kind(draft, head.title)
    return draft.add(
        kind if kind in TOPICS else "concept",
        " ".join((head.title, *(f"({alias})" for alias in head.aliases))),
        at,
        title=head.title,
        slug=head.title.partition(":")[0],
        aliases=head.aliases,
        within=within,
        known_as=keys(head.title),
        complexity=_in_range(draft, "complexity", head.complexity, 10, at),
        eli=_in_range(draft, "eli", head.eli, 99, at),
    )


def _in_range(draft: Draft, name: str, value: int | None, most: int, at: Stretch) -> int | None:
    """The number if it may stand in the field of that name."""
    if value is None or 1 <= value <= most:
        return value
    draft.encoding.finding("out-of-range", f"{name} {value} is not from 1 to {most}", at[0])
    return None


def _kind(draft: Draft, title: str) -> str:
    """The kind of a thing: what tables and mind map say, else what its name says, else a concept."""
    return next((draft.wanted[name] for name in keys(title) if name in draft.wanted), own_kind(title)) or "concept"


def read_under(draft: Draft, blocks: Sequence[Block], topic: str, *, are_topics: bool = False) -> None:
    """What stands under a section: a topic for each head in it, all else as nodes about `topic`.

    Above the first head, what has a bold key of its own is a topic too if these `are_topics`.
    """
    heads = [place for place, block in enumerate(blocks) if block.kind == "heading"]
    before = blocks[: heads[0]] if heads else blocks
    if are_topics:
        _list_topics(draft, before, topic)
    else:
        explain(draft, topic, before)
    if not heads:
        return
    level = min(blocks[place].level for place in heads)
    starts = [place for place in heads if blocks[place].level == level or place == heads[0]]
    for start, stop in zip(starts, [*starts[1:], len(blocks)], strict=True):
        above = "" if draft.kind(topic) in ("source", "claim") or are_topics else topic
        read_topic(draft, blocks[start], blocks[start + 1 : stop], above)


def explain(draft: Draft, topic: str, blocks: Sequence[Block]) -> None:
    """What stands under a topic, as nodes about it."""
    logic = ""
    lists_parts = False
    for found in entries(blocks):
        role = key_of(found.key)
        if lists_parts and found.key and not role.name:
            part_of(draft, found, topic, topic)
            continue
        made = tell(draft, found, topic, logic)
        logic = logic or (made if not found.key or role.name == "logic" else "")
        lists_parts = bool(role.name) and not made and not found.block.children


def _list_topics(draft: Draft, blocks: Sequence[Block], topic: str) -> None:
    """Paragraphs and items as concepts under their bold keys, with what they say as statements; others are about the
    concept before, or `topic`."""
    here = topic
    for found in entries(blocks):
        if not found.key or key_of(found.key).name:
            tell(draft, found, here)
            continue
        at = block_words(found.block).stretch()
        rated = _RATED.match(plain(found.rest))
        here = _topic(draft, read_head(f"{found.key} ({rated[0]})" if rated else found.key), at, at)
        rest = found.rest
        while rated and rest and rest[0].text.strip() in rated[0]:
            rest = rest[1:]
        tell(draft, Entry("", rest, found.block), here)


_RATED = re.compile(r"(?:complexity|difficulty|ELI)\b[^.(]{0,30}?\d+(?:/10)?", re.IGNORECASE)


def tell(draft: Draft, found: Entry, topic: str, logic: str = "") -> str:
    """An entry about a topic as a node, with its sentences and what stands below it; returns its id, "" for none."""
    if found.block.kind not in ("paragraph", "item"):
        other_block(draft, found.block, topic)
        return ""
    role = key_of(found.key)
    words = Words(found.rest)
    node = ""
    if found.key and not role.name and found.block.children and not words.text.strip():
        part_of(draft, found, topic, topic)
        return ""
    if words.text.strip():
        kind = role.kind
        if role.name in ("logic", "") and draft.kind(topic) in TOPICS and not logic:
            kind = _statement(draft, topic)
        above = draft.encoding.nodes[topic].title
        title = f"{above}: {found.key}" if found.key and above else found.key
        is_told = role.modality == "hypothetical" or (kind == "example" and _STORY.match(words.text))
        node = draft.add(
            kind,
            words.said(),
            words.stretch(),
            title=title,
            slug=f"{short(above)} {role.name or found.key}" if found.key else "",
            modality="hypothetical" if is_told else "asserted",
            within=found.block.words,
        )
        whole = logic if logic and role.on_logic else topic
        draft.join(node, (*role.relations, "about", "related_to"), whole, words.stretch())
        draft.statements.add(node)
        if kind == "mitigation":
            draft.name(node, *keys(draft.encoding.nodes[topic].title))
        attribute(draft, node, words.said(), words.stretch())
        sentences(draft, words, node)
    elif found.key and not role.name:
        draft.remarks.append(found.key)
    below(draft, found.block.children, node if node and role.name != "logic" else topic, topic)
    return node


_STORY = re.compile(r"[\"“']?(?:imagine|suppose|picture|let['’]s say|what if|say you)\b", re.IGNORECASE)


def _statement(draft: Draft, topic: str) -> str:
    """The kind of the statement that explains a topic."""
    wanted = _kind(draft, draft.encoding.nodes[topic].title)
    return wanted if wanted in ("mitigation", "analogy") else "claim"


def sentences(draft: Draft, words: Words, whole: str) -> None:
    """The sentences of a node of several as claims that are parts of it, and numbered parts as parts or steps."""
    spans = words.sentences()
    for start, end in spans if len(spans) > 1 else ():
        is_told = bool(_STORY.match(words.text, start))
        modality = "hypothetical" if is_told else draft.encoding.nodes[whole].modality
        claim = draft.claim(words, start, end, modality=modality)
        at = words.stretch(start, end)
        draft.join(claim, ("part_of", "about"), whole, at, basis="inferred")
        attribute(draft, claim, words.said(start, end), at)
    _numbered(draft, words, whole)


def _numbered(draft: Draft, words: Words, whole: str) -> None:
    """Parts that the text numbers, (1) … (2) …; where it speaks of steps, each leads to the next."""
    found = list(_MARK.finditer(words.text))
    runs = [match for place, match in enumerate(found) if _place(match) == place + 1]
    if len(runs) < 2 or len(runs) != len(found):
        return
    is_process = bool(_STEPS.search(words.text[max(runs[0].start() - 160, 0) : runs[0].start()]))
    last = ""
    for place, match in enumerate(runs):
        stop = runs[place + 1].start() if place + 1 < len(runs) else _end(words.text, match.end())
        said = _TAIL.sub("", words.said(match.end(), stop))
        if not said:
            continue
        at = words.stretch(match.start(), stop)
        part = draft.add("mechanism" if is_process else "claim", said, at)
        draft.join(part, ("part_of", "about"), whole, at)
        if is_process and last:
            draft.join(last, ("precedes",), part, at, basis="inferred")
        last = part


_MARK = re.compile(r"(?<![\w)])\(([1-9]|1\d|[a-h]|i{1,3}|iv|v)\)\s+")
_STEPS = re.compile(r"\b(?:steps?|stages?|phases?|process|procedure|pipeline|loop|learns?|first)\b", re.IGNORECASE)
_TAIL = re.compile(r"(?<![\s,;.])[\s,;.]*+(?:\b(?:and|or|then|but)\b[\s,;.]*+)?$")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}


def _place(match: re.Match[str]) -> int:
    mark = match[1]
    return int(mark) if mark.isdecimal() else _ROMAN.get(mark) or ord(mark) - ord("a") + 1


def _end(text: str, start: int) -> int:
    """Where the sentence that goes on at a place ends."""
    stop = re.compile(r"[.!?](?=\s|$)").search(text, start)
    return stop.end() if stop else len(text)


def below(draft: Draft, blocks: Iterable[Block], whole: str, topic: str) -> None:
    """Blocks below an entry: keyed items as things of their own, others as claims, all parts of what they are below."""
    for found in entries(blocks):
        if found.block.kind not in ("paragraph", "item"):
            other_block(draft, found.block, topic)
        elif key_of(found.key).name:
            tell(draft, found, topic)
        else:
            part_of(draft, found, whole, topic)


def part_of(draft: Draft, found: Entry, whole: str, topic: str) -> None:
    """An item as a part of what it stands below: under its key a thing of its own kind, else a claim."""
    words = Words(found.rest)
    at = block_words(found.block).stretch()
    if found.key:
        above, head = draft.kind(whole), read_head(found.key)
        kind = above if above in ("mechanism", "failure_mode") else _kind(draft, head.title)
        part = draft.add(
            kind,
            words.said() or found.key,
            at,
            title=head.title,
            aliases=head.aliases,
            known_as=keys(head.title),
            complexity=_in_range(draft, "complexity", head.complexity, 10, at),
            eli=_in_range(draft, "eli", head.eli, 99, at),
        )
    elif words.text.strip():
        part = draft.claim(words)
    else:
        part = whole
    draft.join(part, ("part_of", "example_of", "about", "related_to"), whole, at)
    if part != whole:
        sentences(draft, words, part)
        below(draft, found.block.children, part, topic)


def other_block(draft: Draft, block: Block, topic: str) -> None:
    """A block that is neither paragraph nor item: a table, a diagram, code, HTML, a rule."""
    if block.kind == "table":
        read_table(draft, block, topic)
    elif block.kind == "heading":
        draft.section = bare_title(block.text) or draft.section
        draft.remarks.append(block.text)
    elif not _shown(block):
        return
    elif block.kind == "code" and block.language in ("", "mermaid") and (labels := labels_of(block)):
        read_map(draft, labels, "")
    elif block.kind != "code" or not read_chart(draft, block, topic):
        _as_it_stands(draft, block, topic)


def _shown(block: Block) -> str:
    """What of a block of code or HTML is to be read."""
    return line(block.runs) if block.kind != "html" else " ".join(TAG.sub(" ", block.raw).split())


TAG = re.compile(r"<!--.*?(?:-->|\Z)|<[^<>]*>", re.DOTALL)
"""A tag or comment; one that is never closed goes to the end, as CommonMark has it."""


def _as_it_stands(draft: Draft, block: Block, topic: str) -> None:
    """Code, HTML and the like: kept as a claim under its section, and reported."""
    said, at = _shown(block), block.words
    claim = draft.add("claim", said, at)
    name = f"{block.kind} ({block.language})" if block.language else block.kind
    draft.not_understood(f"{name} is kept as it stands", said, at[0], "say in words what it means")
    draft.join(claim, ("about", "related_to"), topic, at)
