"""The patterns by which cruxes are found: what announces them, what names their sides, and what is none."""

from __future__ import annotations

from .camps import SIDE_WORDS
from .pattern import MAIN, MARK, NUMBER, Pattern, sign

# What announces a crux, tried in this order on headings, bold leads and questions that stand alone. A crux that is
# called one is one; the others are if at least two sides speak up under them.
CRUX = Pattern(
    "crux",
    "heading or bold words",
    "Crux 2: Who pays for the bridge?",
    "a crux, whoever speaks up under it",
    sign(
        rf"{MAIN}(?:crux|sticking point|point of disagreement|disagreement|bone of contention|fault line)"
        rf"(?P<number>\s+{NUMBER})?(?:{MARK}\s*(?P<what>\S.*)?)?$"
    ),
)
ANNOUNCED: tuple[Pattern, ...] = (
    CRUX,
    Pattern(
        "question",
        "heading, bold words or a paragraph of its own",
        "**Will the bridge pay for itself?**",
        "a crux with the sides that speak up under it",
        sign(
            rf"(?:{MAIN}(?:question|issue|debate|dispute|uncertainty|q)(?:\s*{NUMBER})?{MARK}\s*|\(?\d+[.)]\s+)?"
            r"[\"“'‘]?(?P<what>\S[^?\n]{4,300}\?)[\"”'’)\s]*$"
        ),
    ),
    Pattern(
        "topic",
        "heading or bold words",
        "Issue 3: Noise",
        "a crux with the sides that speak up under it",
        sign(
            rf"{MAIN}(?:question|issue|debate|dispute|uncertainty|topic|motion|proposition)"
            rf"(?:\s*{NUMBER})?{MARK}\s*(?P<what>\S.{{3,200}})$"
        ),
    ),
    Pattern(
        "whether",
        "heading or bold words",
        "Whether the bridge is needed",
        "a crux with the sides that speak up under it",
        sign(r"(?P<what>whether\s.{8,250})$"),
    ),
    Pattern(
        "versus",
        "heading or bold words",
        "Bridge versus ferry",
        "a crux with the sides that speak up under it",
        sign(r"(?P<what>\S.{1,80}\s(?:vs\.?|versus)\s.{2,80})$"),
    ),
)

DISAGREED = Pattern(
    "cruxes",
    "heading",
    "Where They Part Ways",
    "what is asked, or led by bold words, under it is a crux, if it has sides or asks",
    sign(
        r"(?:(?:the|our|my|two|three|four|five|some|key|main|real|central|core|remaining|open|actual|deeper|underlying|"
        r"biggest|\d+)\s+)*(?:cruxes|sticking points|points of disagreement|disagreements|fault lines)"
        r"(?:\s+(?:of|in|on|behind|at|that|between)\b.{0,60})?$|"
        r"where\b.{0,40}\b(?:disagree(?:ments?)?|differ|diverge|part ways|clash|collide)\b"
    ),
)

# What a side says its case comes down to, behind its arguments.
AT_BEST = Pattern(
    "case in a sentence",
    "sentence in such a passage",
    "The best version of this case is that the bridge pays for itself.",
    "what the position says",
    sign(
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
        sign(
            r"(?:.{0,40}\b(?:case|arguments?|reasons?|points|evidence)\s+(?:in\s+)?)(?P<side>for|against|favou?r)\b"
            r"(?!\s+(?:example|instance|concern|caution|hope)).{0,80}$"
        ),
    ),
    Pattern(
        "in favour",
        "heading or label",
        "In favour of the bridge",
        "a position `for`, with what stands under it as reasons",
        sign(r"(?:in\s+)?(?P<side>favou?r|support|defen[cs]e|opposition)\s+(?:of|to)\b.{0,80}$"),
    ),
    Pattern(
        "side",
        "label, or head of a table's column",
        "**For:** …",
        "a position, with what follows as reasons",
        sign(r"(?P<side>for|against|pros?|cons?|yes|no|in favou?r|opposed|agree|disagree)(?:\s*\([^)]*\))?$"),
    ),
    Pattern(
        "numbered point",
        "heading or label",
        "Pro 2: It saves time",
        "a reason of the position `pro`",
        sign(rf"(?P<side>pro|con)s?\s*(?:argument\s*)?{NUMBER}(?:{MARK}\s*(?P<point>\S.*))?$"),
    ),
    Pattern(
        "the camp's case",
        "heading or label",
        "What the Bridge's Supporters Say",
        "a position `supporter`, with what stands under it as reasons",
        sign(
            r"(?!.*\b(?:wrong|myths?|mistakes?|misconceptions?|beyond|both|neither|between)\b)"
            rf"(?:[^\s.?!:]+\s+){{0,4}}?[\"“]?(?P<side>{SIDE_WORDS})(?:['’]s?|s['’])?\b[\"”]?.{{0,40}}$"
        ),
    ),
    Pattern(
        "numbered camp",
        "heading, label or first words",
        "Camp 1 (the builders): …",
        "a position `camp-1`",
        sign(
            rf"(?P<side>(?:camp|side|team|view|position|school|option|answer|hypothesis)\s+{NUMBER})(?:\s*\(.{{0,60}}\))?$"
        ),
    ),
)

# What a side may be called besides, where a crux has been announced as such.
SCHOOL = Pattern(
    "school",
    "bold words under a crux",
    "**The wear model** …",
    "a position `wear-model`",
    sign(
        r"(?:the\s+)?(?P<side>(?:[\w'’-]+\s+){1,3}?(?:model|view|theory|school|hypothesis|account|camp|side|position|"
        r"perspective|interpretation|reading|approach))$"
    ),
)

FAVOUR = r"embrace|support|favou?r|welcome|back|endorse|like|trust|defend|praise"
OPPOSE = r"oppose|reject|resist|fear|criticize|criticise|doubt|dislike|distrust|condemn|dismiss"
OPPOSITES: tuple[tuple[str, str], ...] = (
    ("high", "low"),
    ("higher", "lower"),
    ("more", "less"),
    ("large", "small"),
    ("strong", "weak"),
    ("fast", "slow"),
    ("early", "late"),
    ("long", "short"),
    ("strict", "loose"),
    ("broad", "narrow"),
    ("rich", "poor"),
    ("old", "new"),
    ("hard", "soft"),
    ("optimistic", "pessimistic"),
    ("good", "bad"),
    ("with", "without"),
    ("above", "below"),
    ("likely", "unlikely"),
    ("possible", "impossible"),
    ("easy", "hard"),
)

# How sides are told apart where nobody is named, tried in this order under what is called a crux.
PAIRS: tuple[Pattern, ...] = (
    Pattern(
        "if you believe",
        "two sentences",
        "If you believe traffic will grow, … If you believe it has peaked, …",
        "a position for each",
        sign(
            r"(?:but\s+|conversely,?\s+)?if\s+(?:you|one|we|someone)\s+(?:instead\s+)?(?:believes?|thinks?|expects?|holds?|accepts?|assumes?)\b(?:\s+that\b)?"
        ),
    ),
    Pattern(
        "if it does, if it does not",
        "two sentences",
        "If steel gets cheap, the case for a bridge grows. If it doesn't, …",
        "a position for each",
        sign(r"(?:but\s+|conversely,?\s+)?(?:if|where|when)\s+(?!you\b|one\b)\S|(?:if not|otherwise)\b"),
    ),
    Pattern(
        "some and others",
        "halves of a sentence",
        "Some fishermen oppose it; others welcome it.",
        "positions `opponent` and `supporter`",
        sign(
            rf"(?P<some>\b(?:some|many|most)\s+(?P<group>(?:[\w'’-]+\s+){{1,4}}?)(?P<first>{FAVOUR}|{OPPOSE})\b[^;.]*?)"
            r"(?:;|,?\s(?:while|but|and))\s+(?P<others>(?:others|many|some|the rest)\s+(?:[\w'’-]+\s+){0,2}?"
            rf"(?P<second>{FAVOUR}|{OPPOSE})\b[^;.]*)"
        ),
    ),
    Pattern(
        "contrast",
        "two sentences that begin alike",
        "A high toll means … A low toll means …",
        "positions `high` and `low`",
        sign(rf"(?:[\w'’-]+\s+){{0,4}}?(?:{'|'.join(word for pair in OPPOSITES for word in pair)}|\d+(?:\.\d+)?)\b"),
    ),
    Pattern(
        "one versus the other",
        "the question",
        "How do you weigh noise versus speed? Noise … Speed …",
        "a position for each pole",
        sign(r"(?P<first>[^?]{3,120}?)\s+(?:versus|vs\.?|rather than|or)\s+(?P<second>[^?]{3,120})\?"),
    ),
)

# Headings under which no crux is looked for, and whose claims are common ground.
AGREED = Pattern(
    "agreement",
    "heading",
    "Where Both Sides Agree",
    "claims tagged `agreed`, never a crux",
    sign(
        r"(?!.*\bdisagree)(?:.*\b(?:agree|agreed|agrees|agreements?|common ground|in common|consensus|shared|"
        r"(?:nobody|no one|neither side) (?:disputes?|denies|doubts)|undisputed)\b)"
    ),
)
