"""PATTERNS: the one table of signs by which an article is drafted, from cruxes to links."""

from __future__ import annotations

import re

from msgspec import Struct

from .camps import SIDE_WORDS


class Pattern(Struct, frozen=True):
    """A row of the table: what is looked for, an example of it, and what it becomes.

    `sign` matches the words of a heading, a bold lead or a sentence; a group `what` is what they say besides the sign.
    """

    name: str
    where: str
    example: str
    becomes: str
    sign: re.Pattern[str]


def _sign(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_NUMBER = r"(?:#?\d{1,3}|[a-h]|[ivx]{1,4}|one|two|three|four|five|six|seven|eight)"
_MAIN = r"(?:(?:the|a|our|my|real|main|key|central|core|basic|underlying|biggest|deepest|first|second|third|last)\s+)*"
_MARK = r"\s*[:.)–—-]+"

# What announces a crux, tried in this order on headings, bold leads and questions that stand alone. A crux that is
# called one is one; the others are if at least two sides speak up under them.
CRUX = Pattern(
    "crux",
    "heading or bold words",
    "Crux 2: Who pays for the bridge?",
    "a crux, whoever speaks up under it",
    _sign(
        rf"{_MAIN}(?:crux|sticking point|point of disagreement|disagreement|bone of contention|fault line)"
        rf"(?:\s+{_NUMBER})?(?:{_MARK}\s*(?P<what>\S.*)?)?$"
    ),
)
ANNOUNCED: tuple[Pattern, ...] = (
    CRUX,
    Pattern(
        "question",
        "heading, bold words or a paragraph of its own",
        "**Will the bridge pay for itself?**",
        "a crux with the sides that speak up under it",
        _sign(
            rf"(?:{_MAIN}(?:question|issue|debate|dispute|uncertainty|q)(?:\s*{_NUMBER})?{_MARK}\s*|\(?\d+[.)]\s+)?"
            r"[\"“'‘]?(?P<what>\S[^?\n]{4,300}\?)[\"”'’)\s]*$"
        ),
    ),
    Pattern(
        "topic",
        "heading or bold words",
        "Issue 3: Noise",
        "a crux with the sides that speak up under it",
        _sign(
            rf"{_MAIN}(?:question|issue|debate|dispute|uncertainty|topic|motion|proposition)"
            rf"(?:\s*{_NUMBER})?{_MARK}\s*(?P<what>\S.{{3,200}})$"
        ),
    ),
    Pattern(
        "whether",
        "heading or bold words",
        "Whether the bridge is needed",
        "a crux with the sides that speak up under it",
        _sign(r"(?P<what>whether\s.{8,250})$"),
    ),
    Pattern(
        "versus",
        "heading or bold words",
        "Bridge versus ferry",
        "a crux with the sides that speak up under it",
        _sign(r"(?P<what>\S.{1,80}\s(?:vs\.?|versus)\s.{2,80})$"),
    ),
)

# What a side says its case comes down to, behind its arguments.
AT_BEST = Pattern(
    "case in a sentence",
    "sentence in such a passage",
    "The best version of this case is that the bridge pays for itself.",
    "what the position says",
    _sign(
        r"(?:.{0,80}?\b(?:case|argument|side|view|claim)\b.{0,40}?\bis\s+(?:simply\s+)?|it is\s+)that\s+(?P<what>\S.*)$"
    ),
)

# The titles of whole passages that argue one side; two of them that are opposed make a crux. `side` is their side.
CASES: tuple[Pattern, ...] = (
    Pattern(
        "case for",
        "heading or label",
        "The Best Case Against the Bridge",
        "a position `against`, with what stands under it as reasons",
        _sign(
            r"(?:.{0,40}\b(?:case|arguments?|reasons?|points|evidence)\s+(?:in\s+)?)(?P<side>for|against|favou?r)\b"
            r"(?!\s+(?:example|instance|concern|caution|hope)).{0,80}$"
        ),
    ),
    Pattern(
        "in favour",
        "heading or label",
        "In favour of the bridge",
        "a position `for`, with what stands under it as reasons",
        _sign(r"(?:in\s+)?(?P<side>favou?r|support|defen[cs]e|opposition)\s+(?:of|to)\b.{0,80}$"),
    ),
    Pattern(
        "side",
        "label, or head of a table's column",
        "**For:** …",
        "a position, with what follows as reasons",
        _sign(r"(?P<side>for|against|pros?|cons?|yes|no|in favou?r|opposed|agree|disagree)(?:\s*\([^)]*\))?$"),
    ),
    Pattern(
        "the camp's case",
        "heading or label",
        "What the Bridge's Supporters Say",
        "a position `supporter`, with what stands under it as reasons",
        _sign(
            r"(?!.*\b(?:wrong|myths?|mistakes?|misconceptions?|beyond|both|neither|between)\b)"
            rf"(?:[^\s.?!:]+\s+){{0,4}}?[\"“]?(?P<side>{SIDE_WORDS})(?:['’]s?|s['’])?\b[\"”]?.{{0,40}}$"
        ),
    ),
    Pattern(
        "numbered camp",
        "heading, label or first words",
        "Camp 1 (the builders): …",
        "a position `camp-1`",
        _sign(rf"(?P<side>(?:camp|side|team|view|position|school|option|answer|hypothesis)\s+{_NUMBER})\b.{{0,60}}$"),
    ),
)

# What a side may be called besides, where a crux has been announced as such.
SCHOOL = Pattern(
    "school",
    "bold words under a crux",
    "**The wear model** …",
    "a position `wear-model`",
    _sign(
        r"(?:the\s+)?(?P<side>(?:[\w'’-]+\s+){1,3}?(?:model|view|theory|school|hypothesis|account|camp|side|position|"
        r"perspective|interpretation|reading|approach))$"
    ),
)

# How sides are told apart where nobody is named, tried in this order under what is called a crux.
PAIRS: tuple[Pattern, ...] = (
    Pattern(
        "if you believe",
        "two sentences",
        "If you believe traffic will grow, … If you believe it has peaked, …",
        "a position for each",
        _sign(
            r"(?:but\s+|conversely,?\s+)?if\s+(?:you|one|we|someone)\s+(?:instead\s+)?(?:believes?|thinks?|expects?|holds?|accepts?|assumes?)\b"
        ),
    ),
    Pattern(
        "if it does, if it does not",
        "two sentences",
        "If steel gets cheap, the case for a bridge grows. If it doesn't, …",
        "a position for each",
        _sign(r"(?:but\s+|conversely,?\s+)?(?:if|where|when)\s+(?!you\b|one\b)\S|(?:if not|otherwise)\b"),
    ),
    Pattern(
        "some and others",
        "halves of a sentence",
        "Some fishermen oppose it; others welcome it.",
        "positions `opponent` and `supporter`",
        _sign(r"(?:some|many|most)\s+(?:[\w'’-]+\s+){1,4}?(?=\w+\b)"),
    ),
    Pattern(
        "contrast",
        "two sentences",
        "A high toll means … A low toll means …",
        "positions `high` and `low`",
        _sign(r"(?:(?:a|an|the|with|at|under|given)\s+)?(?:[\w'’-]+\s+){0,2}?\S"),
    ),
    Pattern(
        "one versus the other",
        "the question",
        "How do you weigh noise versus speed? Noise … Speed …",
        "a position for each pole",
        _sign(r"(?P<first>[^?]{3,120}?)\s+(?:versus|vs\.?|rather than|or)\s+(?P<second>[^?]{3,120})\?"),
    ),
)

# Headings under which no crux is looked for, and whose claims are common ground.
AGREED = Pattern(
    "agreement",
    "heading",
    "Where Both Sides Agree",
    "claims tagged `agreed`, never a crux",
    _sign(r"(?!.*\bdisagree)(?:.*\b(?:agree|agreed|agrees|agreements?|common ground|consensus|shared)\b)"),
)

# What sentences are, by their first words or what they hold.
EXAMPLE = Pattern(
    "example",
    "first words of a sentence",
    "For example, the old bridge …",
    "an example of what it stands under",
    _sign(
        r"(?:and\s+|but\s+|so\s+|as an (?:example|illustration),?\s+)?(?:for (?:example|instance)\b|e\.g\.|to illustrate\b|"
        r"an (?:example|illustration)\b|one example\b|consider\s+(?:the\s+)?(?:case|example|how|a|an|that|two|three)\b|"
        r"take\s+(?:the\s+)?(?:case|example)\b)"
    ),
)
IMAGINED = Pattern(
    "imagined example",
    "first words of a sentence",
    "Let's say a barge strikes a pier.",
    "a hypothetical example of what it stands under",
    _sign(
        r"(?:for example,?\s+|for instance,?\s+|so,?\s+|now,?\s+)?(?:let['’]s (?:say|imagine|suppose|picture|pretend)|let us (?:say|imagine|suppose)|imagine|"
        r"suppose|picture|say you|assume)\b"
    ),
)
EVIDENCE = Pattern(
    "evidence",
    "in a sentence",
    "A survey found that 61% cross once a week.",
    "evidence",
    _sign(
        r"\b(?:stud(?:y|ies)|surveys?|(?:an?|the|natural|controlled|randomi[sz]ed|recent) (?:experiment|trial)|experiments (?:show|found|find)|"
        r"trials (?:show|found|find)|meta-analys[ie]s|polls?|census|datasets?|statistics|according to|estimated|found that|"
        r"(?:researchers|economists|scientists|psychologists) (?:have )?(?:found|find|show|showed|shown|report|measured|observed)|"
        r"reports? (?:that|states?|found|shows?))\b|\d\s?(?:%|percent\b|per cent\b)"
    ),
)
STEP = Pattern(
    "step",
    "heading or bold words",
    "Step 2: Pouring the piers",
    "a mechanism that `precedes` the next step",
    _sign(rf"(?:step|stage|phase)\s+{_NUMBER}(?:{_MARK}\s*(?P<what>\S.*))?$"),
)
STEPS_FOLLOW = Pattern(
    "steps follow",
    "sentence before a numbered list",
    "The bridge is raised as follows:",
    "each item a mechanism that `precedes` the next",
    _sign(
        r"(?!.*\b(?:reasons?|arguments?|kinds?|types?|questions?|factors?|examples?|problems?|ways|objections?|points|"
        r"principles|lessons|options|theories|claims)\b[^.]*:$)(?:.*\b(?:steps?|stages?|phases?|process|procedure|"
        r"sequence|recipe|then|as follows|in (?:this )?order|how (?:it|this) works)\b|.*:$)"
    ),
)
ORDINAL = Pattern(
    "first, then",
    "first words of sentences",
    "First, the piers are sunk. Then …",
    "each a mechanism that `precedes` the next",
    _sign(
        r"(?:first(?:ly)?|to begin|second(?:ly)?|third(?:ly)?|fourth(?:ly)?|then|next|after that|finally|lastly),?\s"
    ),
)
DEFINITION = Pattern(
    "definition",
    "bold words and what follows",
    "**Caisson** -- a chamber that keeps water out",
    "a concept",
    _sign(
        r"\s*(?:--|[–—:]|-\s|\((?:or|i\.e\.)|,?\s*(?:is|are|means?|refers? to|denotes?|describes?|treats?|holds?)\b)"
    ),
)
DEFINED = Pattern(
    "definition in bold",
    "bold words",
    "**Scour is the washing away of sand from under a pier**",
    "a concept",
    _sign(
        r"(?:an?\s+|the\s+)?(?P<term>[^.?!:,]{3,60}?)\s*(?:\s(?:is|are|means|refers to)\s+(?:the|an?|when|where|what|any)\b|"
        r"(?:--|[–—])\s*(?:one|an?|the|those|people|when|where|something)\b)"
    ),
)
THESIS: tuple[Pattern, ...] = (
    Pattern(
        "own claim in bold",
        "bold words",
        "**I think the bridge should be built**",
        "the thesis",
        _sign(r"(?:.{0,30}\b)?(?:I|we)\s+(?:also\s+)?(?:think|believe|argue|claim|contend|conclude)\b"),
    ),
    Pattern(
        "own claim",
        "sentence before the first heading or at the end",
        "I argue that the bridge should be built.",
        "the thesis",
        _sign(
            r".{0,60}?\b(?:(?:I|we)(?:['’]ll|\s+will|\s+want to|\s+would)?\s+(?:think|believe|argue|claim|contend|conclude|hold)|this (?:post|article|essay|piece) "
            r"(?:argues|claims|contends)|my (?:claim|thesis|view|argument|conclusion) is|the (?:upshot|thesis|main claim|"
            r"takeaway|bottom line|short answer) is)\b(?!\s+(?:about|of|through|you)\b)"
        ),
    ),
    Pattern(
        "description",
        "front matter",
        "description: Why the bridge should be built.",
        "the thesis, if it is no question",
        _sign(r"[^?]{20,}$"),
    ),
    Pattern(
        "conclusion",
        "first sentence under such a heading",
        "The Bottom Line",
        "the thesis",
        _sign(rf"{_MAIN}(?:bottom line|conclusions?|takeaways?|upshot|verdict|in conclusion|to conclude|tl;?dr)\b"),
    ),
)
POINTER = Pattern(
    "further reading",
    "sentence with a link, beside the sides of a crux",
    "The debate is summed up in [this post](https://…).",
    "references of the crux, never a side",
    _sign(
        r".*\b(?:explored|discussed|debated|collects?|sum(?:med|s)? up|summar(?:y|ises|izes|ised|ized)|for more|see|further|overview|"
        r"read|background|here|this (?:post|comment|paper|thread|article|essay))\b"
    ),
)
SERIES = Pattern(
    "series",
    "first words of a paragraph with a link",
    "Next in series: …",
    "a reference that comes after or before the article",
    _sign(r"(?P<way>next|previous|prev)\b.{0,30}\b(?:series|post|part|chapter|article|up)\b|(?P<up>next up)\b"),
)

# What speaks of the text itself and claims nothing.
ASIDE = re.compile(
    r"\b(?:this|the next|the following|the previous|in this|rest of (?:this|the)) (?:sections?|posts?|articles?|essays?|pieces?|series|"
    r"newsletters?|figures?|charts?)\b|\b(?:I will|I'll|I’ll|subscribe|sign up|click|share this|read more|listen to|"
    r"thanks to|guest post|cross-?posted|originally published|see also|more on this)\b",
    re.IGNORECASE,
)
CUES: tuple[tuple[str, Pattern], ...] = (("example", IMAGINED), ("example", EXAMPLE), ("evidence", EVIDENCE))

PATTERNS: tuple[Pattern, ...] = (
    *ANNOUNCED,
    *CASES,
    AT_BEST,
    SCHOOL,
    *PAIRS,
    AGREED,
    EXAMPLE,
    IMAGINED,
    EVIDENCE,
    STEP,
    STEPS_FOLLOW,
    ORDINAL,
    DEFINITION,
    DEFINED,
    *THESIS,
    POINTER,
    SERIES,
)
