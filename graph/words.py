"""Words of a text as they are compared: folded, without those that say nothing, cut to their stems."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
"""A character of a script that is written without spaces, so that two of them at a time have to do for a word."""

_UNSPACED = re.compile(f"{UNSPACED}+")
_APOSTROPHES = str.maketrans("’ʼ‘", "'''")


def listed(words: str) -> frozenset[str]:
    """The words of a table, which is written as they are spoken: with blanks between them.

    >>> sorted(listed("no  not"))
    ['no', 'not']
    """
    return frozenset(words.split())


# fmt: off
COMMON: frozenset[str] = listed("""
a about above after again against ain all also am among an and another any anyone anything are aren aren't around as
at away back be because become becomes been before being below between both but by came can can't cannot come comes
could couldn couldn't did didn didn't do does doesn doesn't doing don don't done down during each either else enough
etc even ever every everyone everything few for from further get gets getting give given gives giving go goes going
got had hadn hadn't has hasn hasn't have haven haven't having he he's her here hers herself him himself his how
however i i'd i'm i've if in instead into is isn isn't it it'd it'll it's its itself just let lets like ll made make
makes making many may maybe me might mightn mine more most much must mustn my myself needn neither never no nobody
none nor not nothing now of off often on once one ones only onto or other others ought our ours ourselves out over own
per perhaps quite rather re really s same say says shall shan she she's should shouldn shouldn't since so some someone
something sometimes soon still such t take takes taking than that that's the their theirs them themselves then there
there's these they they'd they'll they're they've thing things this those though three through thus to together too
toward towards two under until up upon us use used uses using ve very via was wasn wasn't we we'd we'll we're we've
well were weren weren't what what's when where whether which while who whom whose why will with within without won
won't would wouldn wouldn't yet you you'd you'll you're you've your yours yourself yourselves
""")
# fmt: on

_BRITISH = (
    (re.compile(r"our(?=$|s$|ed$|ing|al|ite|able|less|ful)"), "or"),
    (re.compile(r"is(?=(?:e[drs]?|ing|ation|ers)s?$)"), "iz"),
)
_LONGEST_FIRST = (
    "fulness", "iveness", "ousness", "ization", "ations", "ically", "ation", "ments", "ables", "ities", "ness", "ment",
    "ions", "ings", "able", "ible", "ally", "edly", "ance", "ence", "ical", "izer", "ing", "ion", "ive", "ize", "ity",
    "ies", "ied", "ers", "ors", "est", "ful", "ous", "al", "ly", "es", "ed", "er", "or", "ic", "iz", "s", "e", "y",
)  # fmt: skip
_LEAST_STEM = 3
_AFTER = {"al": 6, "ic": 5, "ity": 5, "est": 5, "ive": 4, "or": 5, "er": 4, "ion": 4, "ous": 4}
"""How long a stem must be so that an ending is cut off, where three letters are too few."""


def words(text: str) -> list[str]:
    """The words of a text in order, folded (NFKC, case); of scripts without spaces every two characters.

    >>> words("It doesn’t plan, it Reacts.")
    ['it', "doesn't", 'plan', 'it', 'reacts']
    """
    if text.isascii():
        return _WORD.findall(text.lower())
    folded = normalize("NFKC", text).casefold().translate(_APOSTROPHES)
    found = _WORD.findall(folded)
    if not _UNSPACED.search(folded):
        return found
    return [piece for word in found for piece in _pieces(word)]


def stems(text: str) -> list[str]:
    """The stems of the words that carry meaning, in order; single letters and digits carry none.

    >>> stems("How the model was trained, and the training of models")
    ['model', 'train', 'train', 'model']
    """
    return [stem(word) for word in words(text) if word not in COMMON and (len(word) > 1 or not word.isascii())]


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A word without its English endings, alike for British and American spelling. No real word, only a key.

    >>> stem("generalisation") == stem("generalizing"), stem("behaviours") == stem("behavior")
    (True, True)
    >>> stem("policies") == stem("policy"), stem("is")
    (True, 'is')
    """
    word = word.removesuffix("'s")
    if len(word) > 5:
        for spelling, other in _BRITISH:
            word = spelling.sub(other, word)
    for _ in range(3):
        ending = next((end for end in _LONGEST_FIRST if _ends(word, end)), "")
        if not ending:
            break
        word = word[: -len(ending)]
    return word[:-1] if len(word) > _LEAST_STEM and word[-1] == word[-2] else word


def _ends(word: str, ending: str) -> bool:
    rest = len(word) - len(ending)
    return rest >= _AFTER.get(ending, _LEAST_STEM) and word.endswith(ending) and not (ending == "s" and word[-2] == "s")


def _pieces(word: str) -> list[str]:
    found: list[str] = []
    at = 0
    for run in _UNSPACED.finditer(word):
        found += [word[at : run.start()]] if run.start() > at else []
        signs = run[0]
        found += [signs[place : place + 2] for place in range(len(signs) - 1)] or [signs]
        at = run.end()
    return found + ([word[at:]] if at < len(word) else [])
