"""The words of AIF nodes as a map has them: one line, schemes in plain words, and which illocutions hold something."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .document import CONFLICT, key_in, type_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..foreign_data import Data

LONGEST_QUOTE = 60


def text_in(item: Data, name: str) -> str:
    """What an object says under that name, on one line and without what no map can hold; "" for nothing."""
    value = item.get(name) if isinstance(item, dict) else None
    words = str(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""
    return " ".join(_UNHOLDABLE.sub("\ufffd", words).split())


def words_of(node: Data) -> str:
    """The text of a node."""
    return text_in(node, "text")


def statement(node: Data) -> str:
    """What a claim says that stands for the node.

    >>> statement({"nodeID": "7", "text": " It  may break. "}), statement({"nodeID": "7", "text": ""})
    ('It may break.', 'Statement 7, which has no words')
    """
    return words_of(node) or " ".join(f"Statement {key_in(node, 'nodeID')}".split()) + ", which has no words"


def scheme_of(node: Data) -> str:
    """What the scheme of an inference or conflict is called in plain words, "" where it is no particular one.

    >>> scheme_of({"text": "RA", "scheme": "CorrelationToCause"}), scheme_of({"text": "Default Inference"})
    ('Correlation to cause', '')
    """
    for words in (text_in(node, "scheme"), words_of(node)):
        if words.casefold() not in _NO_SCHEME and not words.isdecimal():
            plain = _CAMEL.sub(" ", words) if " " not in words else words
            return plain[:1].upper() + (plain[1:].lower() if plain != words else plain[1:])
    return ""


def inference(node: Data, premises: Sequence[str], conclusions: Sequence[str]) -> str:
    """What the argument says that stands for an application of a scheme, told by what it leads from and to.

    >>> inference({"type": "RA", "text": "RA"}, ["It is glass.", "Glass breaks."], ["It may break."])
    'Inference: “It is glass.” and 1 more, so “It may break.”'
    """
    name = _name(node)
    joint = " against " if type_of(node) == CONFLICT else ", so "
    sides = [_listed(side) for side in (premises, conclusions)]
    return f"{name}: {joint.join(side or 'what is not said' for side in sides)}" if any(sides) else name


def application(node: Data) -> str:
    """What an application of a scheme is called where another leads to it.

    >>> application({"type": "CA", "nodeID": "12"})
    'Conflict (CA 12)'
    """
    return " ".join(f"{_name(node)} ({type_of(node)} {key_in(node, 'nodeID')})".split())


def holds(words: str) -> bool:
    """Whether somebody who does something of that name holds what it is done to; where it has no name, they say it.

    >>> [holds(act) for act in ("Asserting", "Agreeing", "Pure Questioning", "Disagreeing", "Challenging")]
    [True, True, False, False, False]
    >>> [holds(act) for act in ("YA", "YA_0123456789abcdef0123456789abcdef", "")]
    [True, True, True]
    """
    act = words.casefold()
    if _NO_ACT.fullmatch(act):
        return True
    return any(sign in act for sign in _HOLDING) and not any(sign in act for sign in _ASKING)


def _name(node: Data) -> str:
    return scheme_of(node) or ("Conflict" if type_of(node) == CONFLICT else "Inference")


def _listed(texts: Sequence[str]) -> str:
    more = f" and {len(texts) - 1} more" if len(texts) > 1 else ""
    return f"“{_cut(texts[0])}”{more}" if texts else ""


def _cut(text: str) -> str:
    if len(text) <= LONGEST_QUOTE:
        return text
    return (text[: LONGEST_QUOTE - 1].rpartition(" ")[0].rstrip(" ,;:") or text[: LONGEST_QUOTE - 1]) + "…"


_UNHOLDABLE = re.compile("[\x00\ufeff\ud800-\udfff]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|_")
_NO_SCHEME = frozenset(
    ("", "ra", "ca", "inference", "conflict", "support", "attack", "default", "default inference", "default conflict",
     "defaultinference", "defaultconflict", "default inference rule", "pro", "con", "null", "none")
)  # fmt: skip
_NO_ACT = re.compile(r"(ya(_[0-9a-f]{32})?)?")
_HOLDING = ("assert", "agree", "conced", "restat", "argu", "illocut")
_ASKING = ("question", "disagree", "challeng", "popular", "unknown")
