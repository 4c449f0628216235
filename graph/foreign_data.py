"""What other tools say of a node: a JSON object, as a node holds it, and as data again."""

from __future__ import annotations

import re

Data = None | bool | int | float | str | list["Data"] | dict[str, "Data"]


KIALO = "kialo"
"""The key under which a node says where it stood in a discussion, and in which words."""

FRAMEWORK = "iccma"
"""The key under which a node says which argument of a solver's framework it is."""

NAMES = ".names.json"
"""What the name of a file that tells what the arguments stand for has behind that of the framework's."""


def canonical(value: dict[str, Data]) -> str:
    """The object as JSON (RFC 8259) in which keys are sorted, so that the same data is the same text; "" for an empty
    one. What no text can hold, half of a surrogate pair, becomes U+FFFD.

    Raises ValueError for numbers that JSON has not.

    >>> canonical({"b": 1.50, "a": ["x", None]})
    '{"a": ["x", null], "b": 1.5}'
    """
    import json  # few maps have such data

    text = json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False) if value else ""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)  # made when first wanted, since every start loads this


def decoded(text: str) -> dict[str, Data]:
    """The object that `canonical` made a text of.

    >>> decoded('{"a": ["x", null]}'), decoded("")
    ({'a': ['x', None]}, {})
    """
    import json  # few maps have such data

    found: dict[str, Data] = json.loads(text) if text else {}
    return found
