"""Answers about frameworks in the forms of the solver competitions (ICCMA): that of 2017, and that of 2023."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

YES, NO = "YES\n", "NO\n"


def extension_2017(names: Sequence[str] | None) -> str:
    """One extension, NO where there is none.

    >>> extension_2017(["a", "b"]), extension_2017(None)
    ('[a,b]\\n', 'NO\\n')
    """
    return NO if names is None else f"[{','.join(names)}]\n"


def extensions_2017(found: Iterable[Sequence[str]]) -> str:
    """All extensions.

    >>> extensions_2017([["a", "b"], []])
    '[[a,b],[]]\\n'
    """
    return f"[{','.join(extension_2017(names)[:-1] for names in found)}]\n"


def extension_2023(names: Sequence[str] | None) -> str:
    """One extension as a witness, NO where there is none.

    >>> extension_2023(["1", "2"]), extension_2023([])
    ('w 1 2\\n', 'w\\n')
    """
    return NO if names is None else " ".join(["w", *names]) + "\n"


def extensions_2023(found: Iterable[Sequence[str]]) -> str:
    """All extensions, a witness each; NO where there is none. The competition of 2023 did not ask for this."""
    return "".join(map(extension_2023, found)) or NO
