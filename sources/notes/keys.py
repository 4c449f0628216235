"""The bold keys of study notes, `**The Logic**: …` and others: KEYS is the one table of what each means."""

from __future__ import annotations

import re

from msgspec import Struct


class Key(Struct, frozen=True):
    """What stands behind a key: words that tell the key, the kind of node, and the relations that may tie it, the first
    that fits, to its topic or, `on_logic`, to the topic's statement."""

    name: str
    words: str
    kind: str
    relations: tuple[str, ...]
    on_logic: bool = False
    modality: str = "asserted"


KEYS: tuple[Key, ...] = (
    Key("experiment", r"thought experiment|hypothetical|scenario", "example", ("example_of",), modality="hypothetical"),
    Key("objection", r"counter-?arguments?|counterpoint|objection|critique|criticism|rebuttal|caveat|skeptics? say",
        "claim", ("attacks", "about"), on_logic=True),
    Key("example", r"example|instance|illustration|case study|case studies|in practice|in the real world|story",
        "example", ("example_of",)),
    Key("analogy", r"analogy|analogies|metaphor|think of it(?: like| as)?|picture it", "analogy", ("analogous_to",)),
    Key("evidence", r"evidence|finding|result|experiment|data|study|studies|proof|observation", "evidence",
        ("supports", "about"), on_logic=True),
    Key("mitigation", r"mitigation|fix|fixes|solution|defen[cs]e|remedy|remedies|countermeasure|safeguard|what helps",
        "mitigation", ("mitigates", "about")),
    Key("failure", r"challenge|failure|failure mode|risk|danger|pitfall|weakness|weaknesses|limitation|catch|trap"
        r"|vulnerability|threat|how it fails|what goes wrong", "failure_mode", ("about",)),
    Key("question", r"question", "question", ("asks_about",)),
    Key("logic", r"logic|idea|concept|definition|what it is|explanation|how it works|intuition|mechanism|in short"
        r"|tl;?dr|principle|argument|claim|theory|what", "claim", ("about",)),
    Key("meaning", r"why it matters|implication|significance|importance|takeaway|insight|so what|consequence"
        r"|bottom line|lesson|why", "claim", ("about",)),
)  # fmt: skip

OTHER = Key("", "", "claim", ("about",))


def key_of(words: str) -> Key:
    """The row of the table for a key, which ends with its words, or OTHER if there is none.

    >>> key_of("Concrete Example (2024)").kind, key_of("The Logic").kind, key_of("Data poisoning").name
    ('example', 'claim', '')
    """
    found = _PATTERN.search(_REST.sub("", words[:80]))
    return KEYS[int((found.lastgroup or "k0")[1:])] if found else OTHER


_REST = re.compile(r"(?:\s+#?\d{1,2}$|\s+(?:from|of|for|in|at|by|behind|against)\b.*|\s*\(.*|[\W_]+)$", re.IGNORECASE)
_PATTERN = re.compile("|".join(rf"(?P<k{place}>\b(?:{key.words})s?$)" for place, key in enumerate(KEYS)), re.IGNORECASE)
