"""What tells that UTF-8 was read in another encoding: for each such encoding the remains that no clean text has.

Remains are what characters of several bytes became. Most could stand in clean text, somewhere: `Å²` is an area, `√π` a
number, `ß“` the end of a quotation, `’é` the middle of *l’été*. Telling are the others, listed here by encoding.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Bytes = dict[int, set[str]]


class Codec(Struct, frozen=True):
    """An encoding that UTF-8 is mistaken for.

    `table` holds the byte of each of its characters. `remains` finds what characters in a row may have become,
    `telling` parts of that which they must have become.
    """

    name: str
    table: dict[int, int]
    remains: re.Pattern[str]
    telling: re.Pattern[str]


# Characters of three bytes that people write and whose remains are not mistaken for anything else.
MARKS = (
    "‐‑–—―‘’‚“”„†‡•…‰′″‹›⁄€™←↑→↓↔↦⇐⇒⇔⟶∀∂∃∅∆∇∈∉−√∝∞∧∨∩∪∫∴∼≅≈≠≡≤≥⊂⊃⊆⊕⊥⋅─│┌┐└┘├┤┬┴┼═║╔╗╚╝█░▒▓"
    "■□▪▫▲△▶►▼◀◆◇○●★☆☀☐☑☒☞☺♠♣♥♦⚔⚖⚙⚠⚡⛔✂✅✉✏✓✔✗✘✨❌❓❗❤➔➜➡⬅⬆⬇⭐\ufeff\ufffd\ufe0f"
)

QUOTES = "‘’“”"  # which stand at a word, so that one that stands alone is spoken of


def codecs() -> tuple[Codec, ...]:
    """The encodings that texts are mistaken for."""
    return (_mac_roman(), _cp1252())


def _cp1252() -> Codec:
    """cp1252, latin-1 where it has nothing, and both mixed. In clean text these are capitals before closing signs."""
    of = {byte: {chr(byte), bytes([byte]).decode("cp1252", "ignore")} - {""} for byte in range(0x80, 0x100)}
    closing = "’”»›…–—‘“«‚„•·\xa0"
    signs = closing + "¹²³°ºª™®©§†‡±‹´¨¸"
    greek = _following(of, closing + "¹²³°®™©§†‡")
    any_, inner, hard = (_following(of, without) for without in ("", closing, signs + "ŠšŒœŽžŸ"))

    def natural(second: str, third: str) -> str:
        return "(?<![A-Za-zÀ-ÖØ-öø-ÿ]){0}" if {second, third} <= set(signs) else "{0}"

    return _codec(
        "cp1252",
        of,
        f"(?<=[A-Za-z])[ÃÄÅ]{hard}|[ÃÄÅ]{hard}(?=[A-Za-zÂÃÄÅâ])",  # what follows a capital in no text: Ã¡ Ã¤ Å‚
        f"(?:[ÃÄÅ]{inner}){{2}}",
        "[ÃÅ][Œœšž](?=[a-z])",
        rf"(?<=[a-z][a-z])(?!Å[²³°])[ÃÄÅ]{any_}",  # a capital behind small letters: cafÃ©
        rf"(?<=[a-z])(?!Å[²³°])[ÃÄÅ]{any_}(?=[a-z])",
        f"[ÃÄÅ]{inner}(?=[a-z][a-zÂÃÄÅ])",  # a sign inside a word: Ã©tat
        f"(?<=[A-Z])[ÃÄÅ]{inner}(?=[A-Z])|(?<=[a-z])[Æ-ÖØ-Þ]{inner}(?=[a-z])",
        "Â[¡¢£¤¥¦§«¬¶¿¼½¾]",
        "(?<![A-ZÀ-Þ])Â[©®]",
        "(?<=[0-9])Â[°º]",
        "(?<=[a-z.,;:!?)])Â\xa0",
        f"(?<![A-Za-zÀ-ÖØ-öø-ÿ])[ÎÏ]{greek}",
        f"(?<=[a-z])Ì{any_}|Ì{inner}(?=[a-z])",  # accents that were apart from their letters
        f"áº{inner}|á»{hard}|á»{inner}(?=[a-z])",  # Vietnamese
        *_in_a_row("[Æ-ß]", any_, inner),
        f"(?:[à-ï]{any_}{any_}){{2}}",
        *_marks(of, natural),
        f"ð[\x90\x9d\x9fŸ]{any_}{any_}",
    )


def _mac_roman() -> Codec:
    """MacRoman. In clean text these are formulas, and letters with accents behind quotes and dashes."""
    of = {byte: {bytes([byte]).decode("mac_roman")} for byte in range(0x80, 0x100)}
    of[0xDB].add("¤")  # what MacRoman had there before the euro
    of[0xBD].add("\u2126")
    letters = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûüÆØæø"
    formula, relations = "π∑∏∫ΩΩµ∞∂", "±≤≥≠"
    any_, word = _following(of, ""), _following(of, formula + relations)
    sign, math = _following(of, letters + formula + relations), _following(of, letters + "†°§•¶ß®©™")

    def natural(second: str, third: str) -> str:
        is_word = second in letters and third in letters
        return "(?:(?<=[A-Za-zÀ-ÖØ-öø-ÿ]){0}|{0}(?![A-Za-zÀ-ÖØ-öø-ÿ]))" if is_word else "{0}"

    return _codec(
        "mac_roman",
        of,
        f"√{sign}(?![0-9])",  # no number has such a root: √© √®
        f"(?<=[A-Za-z])[√ƒ≈][{letters}]",
        f"(?<=[A-Za-z])√[{relations}]|√[{relations}](?=[a-z])",
        f"(?<=[a-z])[√ƒ≈][{formula}{relations}](?=[a-z][a-z][a-z])",
        f"[√ƒ≈]{word}[√ƒ≈]{any_}|[√ƒ≈]{any_}[√ƒ≈]{word}",
        f"(?<=[A-Za-z])[ƒ≈]{sign}(?=[A-Za-z])|[ƒ≈]{sign}(?=[a-z][a-z])",
        "¬[©£†´ª§¶¢¥®°]|(?<=[0-9])¬[∞∫ΩΩºæ]|¬ø(?=[A-Z])",
        rf"(?<![^\W\d_])[Œœ]{any_}(?![À-ɏ])",
        "(?<=[a-z])Ã[ÄÅÇÉÑÜáàâäãå]|Ãß(?=[a-z])",
        f"(?<=[A-Za-z])·[∫ª][{letters}†°¢£§•®©™´¨]",
        *_in_a_row("[ÀÃÕ◊ÿŸ⁄€¤ﬁﬂ]", any_, _following(of, "•")),
        *_in_a_row("[∆«»…ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€¤‹›ﬁﬂ]", any_, math),
        f"(?:[‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ]{any_}{any_}){{2}}",
        *_marks(of, natural),
        f"\uf8ff[êùü]{any_}{any_}",
    )


def _codec(name: str, of: Bytes, *telling: str) -> Codec:
    table = {ord(char): byte for byte, chars in of.items() for char in chars} | {byte: byte for byte in range(0x80)}
    leads = _one_of(char for byte in range(0xC2, 0xF5) for char in of[byte])
    character = "|".join(_utf8(of))
    remains = f"{leads}(?:{'|'.join(_utf8(of, behind=True))})(?:{character})*"  # to begin so is five times as fast
    return Codec(name, table, re.compile(remains), re.compile("|".join(telling)))


def _utf8(of: Bytes, *, behind: bool = False) -> Iterable[str]:
    """Patterns for what each form of a character in UTF-8 became (Unicode 15, table 3-7), or for what is `behind` its
    first part."""
    rest = (0x80, 0xBF)
    for row in (
        ((0xC2, 0xDF), rest),
        ((0xE0, 0xE0), (0xA0, 0xBF), rest),
        ((0xE1, 0xEC), rest, rest),
        ((0xED, 0xED), (0x80, 0x9F), rest),
        ((0xEE, 0xEF), rest, rest),
        ((0xF0, 0xF0), (0x90, 0xBF), rest, rest),
        ((0xF1, 0xF3), rest, rest, rest),
        ((0xF4, 0xF4), (0x80, 0x8F), rest, rest),
    ):
        head, *tail = (_one_of(char for byte in range(low, high + 1) for char in of[byte]) for low, high in row)
        yield (f"(?<={head})" if behind else head) + "".join(tail)


def _marks(of: Bytes, natural: Callable[[str, str], str]) -> Iterable[str]:
    """Patterns for what the MARKS became; `natural` says in which surroundings, by the last two characters."""
    ends: dict[tuple[str, str], set[str]] = {}
    for mark in MARKS:
        first, second, third = ([*sorted(of[byte])] for byte in mark.encode())
        for head in (one + two for one in first for two in second):
            for last in third:
                form = "(?:(?<=\\S){0}|{0}(?=\\S))" if mark in QUOTES else "{0}"
                ends.setdefault((head, form.format(natural(head[1], last))), set()).add(last)
    for (head, form), lasts in sorted(ends.items()):
        yield form.format(re.escape(head) + _one_of(lasts))


def _in_a_row(lead: str, any_: str, one: str) -> Iterable[str]:
    """Patterns for three characters of two bytes in a row, as words of other scripts have them, `one` of them so."""
    yield f"{lead}{one}(?:{lead}{any_}){{2}}"
    yield f"{lead}{any_}{lead}{one}{lead}{any_}"
    yield f"(?:{lead}{any_}){{2}}{lead}{one}"


def _following(of: Bytes, without: str) -> str:
    return _one_of(char for byte in range(0x80, 0xC0) for char in of[byte] if char not in without)


def _one_of(chars: Iterable[str]) -> str:
    return f"[{''.join(map(re.escape, sorted(set(chars))))}]"
