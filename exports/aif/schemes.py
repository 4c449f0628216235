"""How AIF names what a link says: the type of the node that applies a scheme, and the scheme, as AIFdb words them."""

from __future__ import annotations

from ...graph.aif.document import CONFLICT, INFERENCE, REPHRASE

DEFAULTS = {INFERENCE: "Default Inference", CONFLICT: "Default Conflict"}

_TYPES = {
    "supports": INFERENCE,
    "causes": INFERENCE,
    "enables": INFERENCE,
    "amplifies": INFERENCE,
    "attacks": CONFLICT,
    "mitigates": CONFLICT,
}
# By what gives the reason: schemes of Walton, Reed and Macagno, Argumentation Schemes (2008), in the words of AIFdb and
# OVA, by which tools know them.
_SUPPORTS = {"analogy": "Analogy", "example": "Example", "evidence": "Evidence To Hypothesis"}


def scheme(relation: str, from_kind: str) -> tuple[str, str]:
    """The type of node that stands for a link of the relation, and what its scheme is called.

    >>> scheme("supports", "analogy"), scheme("causes", "mechanism"), scheme("bears_on", "claim")
    (('RA', 'Analogy'), ('RA', 'Cause To Effect'), ('MA', 'Bears On'))
    """
    type_ = _TYPES.get(relation, REPHRASE)
    if relation in ("supports", "attacks"):
        return type_, (_SUPPORTS.get(from_kind, DEFAULTS[type_]) if relation == "supports" else DEFAULTS[type_])
    if relation == "causes":
        return type_, "Cause To Effect"
    return type_, relation.replace("_", " ").title()
