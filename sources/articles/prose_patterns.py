"""The patterns by which the rest of an article is drafted: claims, evidence, examples, terms, steps, the thesis."""

from __future__ import annotations

import re

from .pattern import MAIN, MARK, NUMBER, Pattern, sign

# What sentences are, by their first words or by what they hold.
EXAMPLE = Pattern(
    "example",
    "first words of a sentence",
    "For example, the old bridge was closed for a year.",
    "an example of what it stands under",
    sign(
        r"(?:and\s+|but\s+|so\s+|as an (?:example|illustration),?\s+)?"
        r"(?:for (?:example|instance)\b|e\.g\.|to illustrate\b|an (?:example|illustration)\b|one example\b|"
        r"consider\s+(?:the\s+)?(?:case|example|how|a|an|that|two|three)\b|take\s+(?:the\s+)?(?:case|example)\b)"
    ),
)
IMAGINED = Pattern(
    "imagined example",
    "first words of a sentence",
    "Let's say a barge strikes a pier.",
    "a hypothetical example of what it stands under",
    sign(
        r"(?:for (?:example|instance),?\s+|so,?\s+|now,?\s+)?"
        r"(?:let['’]s (?:say|imagine|suppose|picture|pretend)|let us (?:say|imagine|suppose)|imagine|suppose|picture|"
        r"say you|assume)\b"
    ),
)
EVIDENCE = Pattern(
    "evidence",
    "in a sentence",
    "A survey found that 61% of the town crosses once a week.",
    "evidence",
    sign(
        r"\b(?:(?<!case )stud(?:y|ies)|surveys?|"
        r"(?:an?|the|natural|controlled|randomi[sz]ed|recent) (?:experiment|trial)|"
        r"(?:experiments|trials) (?:show|found|find)|meta-analys[ie]s|polls?|census|datasets?|statistics|according to|"
        r"estimated|found that|(?:researchers|economists|scientists|psychologists) (?:have )?"
        r"(?:found|find|show|showed|shown|report|measured|observed)|reports? (?:that|states?|found|shows?))\b|"
        r"\d\s?(?:%|percent\b|per cent\b)"
    ),
)
CUES: tuple[tuple[str, Pattern], ...] = (("example", IMAGINED), ("example", EXAMPLE), ("evidence", EVIDENCE))

STEP = Pattern(
    "step",
    "heading",
    "Step 2: Pouring the piers",
    "a mechanism that `precedes` the next step",
    sign(rf"(?:step|stage|phase)\s+{NUMBER}(?:{MARK}\s*(?P<what>\S.*))?$"),
)
STEPS_FOLLOW = Pattern(
    "steps follow",
    "sentence before a numbered list",
    "The bridge is raised in this order:",
    "each item a mechanism that `precedes` the next",
    sign(
        r"(?!.*\b(?:reasons?|arguments?|kinds?|types?|questions?|factors?|examples?|problems?|ways|objections?|points|"
        r"principles|lessons|options|theories|claims|(?:dis)?agreements?|cruxes|issues|debates|concerns|benefits|risks|"
        r"facts|features|views|camps)\b[^.]*:$)(?:.*\b(?:steps?|stages?|phases?|process|procedure|"
        r"sequence|recipe|then|as follows|in (?:this )?order|how (?:it|this) works)\b|.*:$)"
    ),
)
ORDINAL = Pattern(
    "first, then",
    "first words of sentences that follow one another",
    "First, the piers are sunk. Then the arches are laid.",
    "each a mechanism that `precedes` the next",
    sign(
        r"(?:(?P<first>first(?:ly)?|to begin with)|(?P<then>then|next|after that|finally|lastly)|"
        r"second(?:ly)?|third(?:ly)?),?\s"
    ),
)
DEFINITION = Pattern(
    "definition",
    "bold words and what follows",
    "**Caisson** -- a chamber that keeps the water out",
    "a concept",
    sign(
        r"\s*(?:--|[–—:]|-\s|\((?:or|i\.e\.)|"
        r",?\s*(?:is|are|means?|refers? to|denotes?|describes?|treats?|holds?)\b)"
    ),
)
DEFINED = Pattern(
    "definition in bold",
    "bold words",
    "**Scour is the washing away of sand from under a pier**",
    "a concept",
    sign(
        r"(?:an?\s+|the\s+)?(?P<term>[^.?!:,]{3,60}?)\s*"
        r"(?:\s(?:is|are|means|refers to)\s+(?:the|an?|when|where|what|any)\b|"
        r"(?:--|[–—])\s*(?:one|an?|the|those|people|when|where|something)\b)"
    ),
)

# Which sentence says what the article argues, tried in this order.
THESIS: tuple[Pattern, ...] = (
    Pattern(
        "own claim in bold",
        "bold words",
        "**I think the bridge should be built**",
        "the thesis",
        sign(r"(?:.{0,30}\b)?(?:I|we)\s+(?:also\s+)?(?:think|believe|argue|claim|contend|conclude)\b"),
    ),
    Pattern(
        "own claim",
        "sentence before the first heading or under the last",
        "I argue that the bridge should be built.",
        "the thesis",
        sign(
            r".{0,60}?\b(?:(?:I|we)(?:['’]ll|\s+will|\s+want to|\s+would)?\s+"
            r"(?:think|believe|argue|claim|contend|conclude|hold)|"
            r"this (?:post|article|essay|piece) (?:argues|claims|contends)|"
            r"my (?:claim|thesis|view|argument|conclusion) is|"
            r"the (?:upshot|thesis|main claim|takeaway|bottom line|short answer) is)\b(?!\s+(?:about|of|through|you)\b)"
        ),
    ),
    Pattern(
        "description",
        "front matter",
        "description: Why the town needs its bridge.",
        "the thesis, if it is no question",
        sign(r"[^?]{20,}$"),
    ),
    Pattern(
        "conclusion",
        "first sentence under such a heading",
        "The Bottom Line",
        "the thesis",
        sign(rf"{MAIN}(?:bottom line|conclusions?|takeaways?|upshot|verdict|in conclusion|to conclude|tl;?dr)\b"),
    ),
)

POINTER = Pattern(
    "further reading",
    "sentence with a link, beside the sides of a crux",
    "The debate is summed up in [this post](https://bridge.example).",
    "references of the crux, never a side",
    sign(
        r".*\b(?:explored|discussed|debated|collects?|sum(?:med|s)? up|summar(?:y|ises|izes|ised|ized)|for more|see|"
        r"further|overview|read|background|here|this (?:post|comment|paper|thread|article|essay))\b"
    ),
)
SERIES = Pattern(
    "series",
    "first words of a paragraph with a link",
    "Next in series: [The tolls](https://bridge.example/tolls)",
    "a reference that comes after or before the article",
    sign(r"(?P<way>next|previous|prev)\b.{0,30}\b(?:series|post|part|chapter|article|up)\b|next up\b"),
)

# What speaks of the text itself, and claims nothing.
ASIDE = re.compile(
    r"\b(?:this|the next|the following|the previous|in this|rest of (?:this|the)) "
    r"(?:sections?|posts?|articles?|essays?|pieces?|series|newsletters?|figures?|charts?)\b|"
    r"\b(?:I will|I['’]ll|subscribe|sign up|click|share this|read more|listen to|thanks to|guest post|cross-?posted|"
    r"originally published|see also|more on this)\b",
    re.IGNORECASE,
)
