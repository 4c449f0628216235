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
# By what gives the reason, after Walton, Reed and Macagno, Argumentation Schemes (2008).
_SUPPORTS = {
    "analogy": "Argument from Analogy",
    "example": "Argument from Example",
    "evidence": "Argument from Evidence to Hypothesis",
}


def scheme(relation: str, from_kind: str) -> tuple[str, str]:
    """The type of node that stands for a link of the relation, and what its scheme is called.

    >>> scheme("supports", "analogy"), scheme("bears_on", "claim")
    (('RA', 'Argument from Analogy'), ('MA', 'Bears On'))
    """
    type_ = _TYPES.get(relation, REPHRASE)
    if relation in ("supports", "attacks"):
        return type_, (_SUPPORTS.get(from_kind, DEFAULTS[type_]) if relation == "supports" else DEFAULTS[type_])
    if relation == "causes":
        return type_, "Argument from Cause to Effect"
    return type_, relation.replace("_", " ").title()
