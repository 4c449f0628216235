"""Who speaks: the side that a title, a label or the first words of a sentence name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from .camps import NOUN_OF, PEOPLE, known_noun, leaning, side_name, singular
from .crux_patterns import CASES, SCHOOL
from .pattern import NUMBER
from .pieces import LONGEST_SIGN

if TYPE_CHECKING:
    from .pieces import Piece

MOST_LABEL_WORDS = 12
FEWEST_WORDS = 3


class Speaker(Struct, frozen=True):
    """A side found speaking: its name, and the words of the text for the people on it, "" if it is no group.

    `rest` is where in the piece its statement starts, behind the words that name it. `sure` tells that it is a side
    whatever else is said; `is_label` that it was named by a label or title; `some` that not all of the group are meant.
    `in_full` names the side by more words than its noun, "" if there are none; `point` is what a label says besides.
    """

    side: str
    group: str = ""
    rest: int = 0
    sure: bool = True
    is_label: bool = False
    some: bool = False
    members: tuple[str, ...] = ()
    in_full: str = ""
    point: str = ""

    @property
    def is_person(self) -> bool:
        """Whether somebody is called by name who speaks for no group."""
        return bool(self.members) and not self.group

    @property
    def leaning(self) -> int:
        """1 for a side that is for something, -1 for one against, 0 if that is not known."""
        return leaning(self.side)


def titled(words: str, *, loose: bool = False) -> Speaker | None:
    """The side a title or label names; `loose` takes schools (`The wear model`) and unknown groups for sides too."""
    bare = " ".join(re.sub(r"^\W*(?:\d+[.)]\s*)?|[\s:.!–—-]+$", "", words[:LONGEST_SIGN]).split())
    bare = _ADJECTIVE.sub(lambda found: NOUN_OF[found[0].lower()], bare)
    if not bare or len(bare.split()) > MOST_LABEL_WORDS or bare.endswith("?"):
        return None
    if len({leaning(side_name(noun)) for noun in _NOUN.findall(bare)}) > 1:  # names both
        return None
    for row in CASES:
        found = row.sign.match(bare)
        if found:
            side = side_name(found["side"])
            known = known_noun(found["side"])
            point = (found.groupdict().get("point") or "").strip()
            return Speaker(side, known + "s" if known in PEOPLE else "", is_label=True, point=point)
    if loose and (school := SCHOOL.sign.match(bare)):
        return Speaker(side_name(school["side"]), is_label=True)
    if loose and _GROUP.fullmatch(bare):
        return Speaker(side_name(bare), bare.lower(), is_label=True)
    return None


def speaker(piece: Piece, *, loose: bool = False) -> Speaker | None:
    """The side that the first words of a sentence, or the label before it, name; None if nobody is named."""
    if piece.label:
        return titled(piece.label, loose=loose)
    raw = piece.raw[:LONGEST_SIGN]
    if piece.raw.rstrip().endswith(":") and not titled(raw):
        return None
    label = _LABEL.match(raw)
    if label and (named := titled(label[1])):
        return Speaker(named.side, named.group, label.end(), is_label=True)
    numbered = _NUMBERED.match(raw)
    if numbered:
        return Speaker(side_name(numbered["side"]), rest=_statement(raw, numbered.end()))
    taking = _TAKING.match(raw)
    if taking:
        side = "for" if _FOR.match(taking["side"]) else "against"
        return Speaker(side, taking[0].strip().lower(), _statement(raw, taking.end()))
    answer = _ANSWER.match(raw)
    if answer:
        return Speaker(answer[1].lower(), is_label=True)
    return _known(raw) or _unknown(raw) or _person(raw) or (_on_one_hand(raw) if loose else None)


def _known(raw: str) -> Speaker | None:
    found = _CAMP.match(raw)
    if not found or _TOGETHER.match(raw, found.end()):
        return None
    noun = found["noun"]
    if singular(noun.lower()) == noun.lower() and not _ONE.search(found["before"]):
        return None
    side = side_name(noun)
    before = re.sub(rf"{_LEAD_IN}{_MANY}", "", found["before"], count=1)
    return Speaker(
        side,
        f"{singular(side)}s",
        _statement(raw, found.end("noun")),
        some=bool(_SOME.match(found["many"] or "")),
        members=tuple(_MEMBER.findall(raw[found.end() : found.end() + 60])[:1]),
        in_full=side_name(f"{before}{noun}") if before.strip() else "",
    )


def _unknown(raw: str) -> Speaker | None:
    """Any other plural subject that argues, believes, expects and so on."""
    found = _ANYBODY.match(raw)
    if (
        not found
        or " of them " in found[0]
        or _HALVES.search(raw)
        or _NOBODY.search(found["who"])
        or _TOGETHER.match(raw, found.end("who"))
    ):
        return None
    who = found["who"].lower()
    if who in _SOME_OR_OTHERS:
        side = "other" if "other" in who else "some"
        return Speaker(side, rest=_statement(raw, found.end("who")), sure=False, some=True)
    if singular(who) == who and not _IRREGULAR.search(who):
        return None
    many = (found["many"] or "").lower().strip()
    side = f"other-{side_name(who)}" if many == "other" else side_name(who)
    return Speaker(
        side, who, _statement(raw, found.end("who")), sure=False, some=bool(_SOME.match(many)) or many == "other"
    )


def _person(raw: str) -> Speaker | None:
    """Somebody called by name who argues, believes, expects and so on."""
    found = _NAMED.match(raw)
    if not found or _NO_NAME.match(found["who"]):
        return None
    return Speaker(side_name(found["who"]), rest=_statement(raw, found.end("who")), sure=False, members=(found["who"],))


def _on_one_hand(raw: str) -> Speaker | None:
    found = _HAND.match(raw)
    return Speaker("other-side" if found[1].lower() == "other" else "one-side", rest=found.end()) if found else None


def _statement(raw: str, behind: int) -> int:
    """Where what they think begins, 0 if the words that say so belong to it."""
    found = ATTRIBUTION.match(raw, behind)
    if not found or _DENIES.search(found[0]):
        return 0
    rest = raw[found.end() :]
    if len(rest.split(None, FEWEST_WORDS)) < FEWEST_WORDS:
        return 0
    is_clause = FINITE.search(_BECAUSE.split(rest, 1)[0]) and not _NO_SUBJECT.match(rest)
    return found.end() if found["that"] or is_clause else 0


def statement(raw: str) -> int:
    """Where the statement begins in a sentence that tells what `they` think, 0 if it tells no such thing."""
    found = _THEY.match(raw[:LONGEST_SIGN])
    return _statement(raw[:LONGEST_SIGN], found.end()) if found else 0


_LEAD_IN = r"(?:[A-Z][^,.;:?!\n]{0,60},\s+|(?:But|And|Yet|So|While|Still|Meanwhile|Conversely)\s+)?"
_MANY = r"(?P<many>(?:some|many|most|several|few|other|certain|the|a|an|those|these|today['’]s|its|their|our)\s+)?"
_PLAIN = (
    r"(?!(?:this|that|it|he|she|they|we|you|i|is|are|was|were|to|of|for|by|with|from|as|both|neither|between|among|if|"
    r"when|unlike|like|even|in|on|at|not|against|and|or|but|what|where|how|why|whether|critics?|there)\b)"
)
_VERBS = (
    r"tend|argue|believe|expect|think|point|counter|contend|hold|worry|say|claim|maintain|insist|reply|respond|note|fear|"
    r"warn|see|favou?r|oppose|support|doubt|reject|emphasi[sz]e|stress|suspect|assume|predict|prefer|want|guess|embrace|"
    r"object|agree|disagree|regard|view|consider|deny|suggest|feel|hope|cite|answer|invoke|welcome|dispute|question"
)
_ADVERBS = (
    r"(?:(?:often|usually|generally|typically|also|still|mostly|sometimes|would|will|may|might|could|can|do|does|don['’]t|"
    r"doesn['’]t|not|have|has|had|long|strongly|therefore|instead|rather|rightly|simply|frequently|commonly|likewise|"
    r"however|meanwhile|in turn|by contrast|on the other hand|tend to|tends to|are likely to|are inclined to),?\s+)*"
)
_VERB = rf"{_ADVERBS}(?:{_VERBS})(?:s|d|es|ed|ied)?\b"
_BEHIND = r"(?:\s+(?:of|in|on|from|at|who|for|to|like|such as|with)\s+(?:[^\s,.;:]+\s+){1,9}?|,[^,.;:]{1,80},\s+|\s+)"

_CAMP = re.compile(
    rf"{_LEAD_IN}(?P<before>{_MANY}(?:{_PLAIN}[\w'’-]+\s+){{0,3}}?)[\"“]?(?P<noun>(?:{'|'.join(PEOPLE)})s?)\b(?!-)[\"”]?",
    re.IGNORECASE,
)
_ANYBODY = re.compile(
    rf"{_LEAD_IN}{_MANY}(?P<who>(?:{_PLAIN}[\w'’-]+\s+){{0,3}}?[\w'’-]+){_BEHIND}{_VERB}", re.IGNORECASE
)
ATTRIBUTION = re.compile(
    rf"(?:{_BEHIND})?(?P<verbs>{_ADVERBS}(?:tend to\s+|often\s+|would\s+)*(?:think|believe|expect|argue|contend|"
    r"hold|say|claim|maintain|insist|suspect|assume|predict|guess|fear|worry|note|suggest|warn|counter|reply|respond|feel|answer|"
    r"see)(?:s|d|es|ed)?)\b,?\s+(?P<that>that\s+)?",
    re.IGNORECASE,
)
_THEY = re.compile(
    r"(?:[A-Z][^,.;:?!\n]{0,60},\s+|(?:and|but|so)\s+)?"
    r"(?:they|(?:some|many|most) of them|others|these people)",
    re.IGNORECASE,
)
FINITE = re.compile(
    r"\b(?:is|are|was|were|isn['’]t|aren['’]t|will|won['’]t|would|wouldn['’]t|can|can['’]t|cannot|could|may|might|must|"
    r"should|shall|has|have|had|do|does|did|don['’]t|doesn['’]t|didn['’]t|we['’]ll|it['’]s|they['’]ll|that['’]s|becomes?|remains?|makes?|"
    r"means?|weakens?|strengthens?|grows?|gets?|goes|seems?)\b",
    re.IGNORECASE,
)
_NO_SUBJECT = re.compile(r"(?:for|about|of|in|to|on|at|from|with|against|as)\b", re.IGNORECASE)
_BECAUSE = re.compile(r"\bbecause\b")
_DENIES = re.compile(r"n['’]t\b|\bnot\b|\bdeny|\bdoubt", re.IGNORECASE)
_TOGETHER = re.compile(
    r"\s*(?:,|and|or|&|/|alike|versus|vs)\s*(?:both\s+)?(?:" + "|".join(PEOPLE) + r")s?\b|\s+alike\b", re.IGNORECASE
)
_ONE = re.compile(r"\b(?:a|an|the)\s", re.IGNORECASE)
_SOME = re.compile(r"(?:some|many|most|several|few|certain)\b", re.IGNORECASE)
_MEMBER = re.compile(r"\s(?:like|such as)\s+((?:[A-Z][\w'’.-]+\s?){1,3})(?<!\s)")
_NOBODY = re.compile(
    r"\b(?:they|we|you|it|i|this|that|these|those|who|which|there|he|she|results?|studies|data|things?|always|perhaps|thus|"
    r"does|is|was|has)$",
    re.IGNORECASE,
)
_HALVES = re.compile(r"(?:;|,\s(?:while|but|and))\s+(?:others|the rest)\b", re.IGNORECASE)
_IRREGULAR = re.compile(
    r"(?:people|folk|men|women|left|right|public|media|side|camp|police|clergy|industry)$", re.IGNORECASE
)
_NUMBERED = re.compile(
    rf"{_LEAD_IN}(?:the\s+)?(?P<side>(?:one|first|second|third|other|opposing)\s+(?:camp|side|group|school|faction)|"
    rf"(?:camp|side|team|group|school|view|position|option)\s+{NUMBER})\b(?:\s*\([^)]{{1,60}}\))?(?=\s+[a-z]|:|,)",
    re.IGNORECASE,
)
_TAKING = re.compile(
    rf"{_LEAD_IN}(?:those|people|everyone|anyone)\s+(?:who\s+(?:are\s+)?)?"
    r"(?P<side>(?:in\s+)?favou?r|for|support|back|agree|against|opposed?|disagree|reject|oppose)\b",
    re.IGNORECASE,
)
_FOR = re.compile(r"in|favou?r|for|support|back|agree", re.IGNORECASE)
_NAMED = re.compile(
    rf"(?:{_LEAD_IN})(?P<who>[A-Z][\w'’.-]+(?:\s+[A-Z][\w'’-]+){{0,2}}),?\s+{_ADVERBS}"
    r"(?:argue|believe|expect|think|contend|claim|maintain|insist|suspect|warn|worri|fear|doubt|counter|disagree)(?:e?[sd])\b"
)
_NO_NAME = re.compile(
    r"(?:The|This|That|These|Those|It|He|She|We|They|You|I|One|Nobody|Everyone|Everybody|Somebody|Someone|Science|History|Research|"
    r"Evidence|Theory|Experience|Nothing|Something|Everything|What|Who|There|Each|Another|Neither|Both|Such|Here|Now)\b"
)
_HAND = re.compile(r"On\s+(?:the\s+)?(one|other)(?:\s+(?:hand|side))?,\s+", re.IGNORECASE)
_SOME_OR_OTHERS = ("some", "many", "most", "several", "others", "the others")
_ADJECTIVE = re.compile(rf"\b(?:{'|'.join(NOUN_OF)})\b", re.IGNORECASE)
_LABEL = re.compile(r"\W*([^.?!:\n]{2,70}?)(?::|\s[–—-]{1,2})\s+")
_ANSWER = re.compile(r"[\"“‘']?(Yes|No)\b[,.:;!–—-]+")
_GROUP = re.compile(r"(?:the\s+)?(?:[\w'’-]+\s+){0,3}[\w'’-]+s", re.IGNORECASE)
_NOUN = re.compile(r"\b(?:" + "|".join([*PEOPLE, "pro", "con", "for", "against"]) + r")s?\b", re.IGNORECASE)
