"""Damage by a wrong encoding: restored where it is certain, line for line, and clean text is left as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cruxmap.sources.mojibake import Columns, restored
from damage import CODECS, PHRASES, clean_lines, clean_texts, damaged
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from pathlib import Path

CODEC = st.sampled_from(CODECS)
TELLING = "It doesn’t matter — “fiancée”, façades, jalapeños…"


@pytest.mark.parametrize("phrase", PHRASES)
def test_clean_phrases_are_left_as_they_are(phrase: str) -> None:
    assert restored(phrase).text == phrase


@given(clean_texts)
def test_clean_text_in_any_language_is_left_as_it_is(text: str) -> None:
    assert restored(text).text == text


@given(st.text())
def test_any_text_keeps_its_lines_and_its_ascii(text: str) -> None:
    after = restored(text).text
    assert after.count("\n") == text.count("\n")
    assert [char for char in after if char.isascii()] == [char for char in text if char.isascii()]


@given(clean_texts, st.lists(CODEC, min_size=1, max_size=2))
def test_damaged_text_comes_back_whole(text: str, codecs: list[str]) -> None:
    text = f"{TELLING}\n{text}"
    assert restored(damaged(text, *codecs)).text == text


@given(clean_texts, CODEC)
def test_lines_are_restored_or_left_as_they_are(text: str, codec: str) -> None:
    before = damaged(text, codec)
    rows = zip(*(found.split("\n") for found in (restored(before).text, before, text)), strict=True)
    assert all(row in others for row, *others in rows)


@given(clean_texts, clean_lines, CODEC)
def test_clean_lines_after_damaged_ones_are_left_as_they_are(text: str, line: str, codec: str) -> None:
    text, tail = f"{text}\n{TELLING * 9}", f"{line}\nCafé – “clean”"
    assert restored(f"{damaged(text, codec)}\n{tail}").text == f"{text}\n{tail}"


def test_the_real_note(shared: Path, seeds: dict[str, str]) -> None:
    note = next(iter(sorted((shared / "seeds").glob("*.txt")))).read_text("utf-8")
    clean = "\n\nAppended: “déjà vu” – l’été → √π, Å², 日本.\nIn French: l’état\n"
    whole, mixed, twice = (restored(text) for text in (note, note + clean, damaged(note, "cp1252")))
    assert (whole.text, mixed.text, twice.text) == (seeds["dragan"], seeds["dragan"] + clean, seeds["dragan"])
    assert [codec for codec, _ in twice.rounds] == ["cp1252", "mac_roman"]
    assert (whole.places, whole.line, whole.column) == (14, 3, 4)


@pytest.mark.parametrize(
    "text",
    [
        'Write “café” and it shows as "cafÃ©" there.',
        "The sign `doesnâ€™t` is a sign of it.",
        "An é becomes Ã©, an ä becomes Ã¤: smÃ¶rgÃ¥s for smörgås.",
        "You see Ã©, or Ã¤, where letters should be.",
        "An apostrophe turns into â€™ on such pages.",
        "First: 'naÃ¯ve'.\nThen: 'rÃ´le'.",
        "We wrote smörgåsbord.\nWhat came was smÃ¶rgÃ¥sbord.",
    ],
)
def test_text_about_damage_is_left_as_it_is(text: str) -> None:
    assert restored(text).text == text


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("He said “itâ€™s fine” and left.", "He said “it’s fine” and left."),
        ("—\nA clean line, then itâ€™s not.", "—\nA clean line, then it’s not."),
        ("caf√©", "café"),
        ("Ã©tÃ©", "été"),
        ("eÌ\x81tÃ©, eÌ\x81", "e\u0301té, e\u0301"),
        ("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет"),
        ("æ—¥æœ¬èªž", "日本語"),
        ("ðŸ§\xa0 mind", "🧠 mind"),
        ("‚ö†Ô∏è mind", "⚠️ mind"),
        ("ï»¿# Title", "\ufeff# Title"),
        ("20Â°C, Â£5, Â§ 3, Â© 2020", "20°C, £5, § 3, © 2020"),
        ("p√∫blico, informaci√≥n", "público, información"),
        ("Î±-helix", "α-helix"),
    ],
)
def test_one_damaged_place_is_enough_if_it_tells(text: str, meant: str) -> None:
    assert restored(text).text == meant


def test_the_line_that_ends_damage_is_left_if_it_does_not_tell() -> None:
    assert restored("dÃ©jÃ\xa0 vu\nÃ… is a name\nÅse is one").text == "déjà vu\nÃ… is a name\nÅse is one"
    assert restored("dÃ©jÃ\xa0 vu\nÃ… is a name\nÃ…se").text == "déjà vu\nÅ is a name\nÅse"


@given(clean_lines, st.lists(CODEC, min_size=1, max_size=2))
def test_places_are_those_of_the_file(line: str, codecs: list[str]) -> None:
    line = f"{TELLING} {line}"
    found = restored(damaged(line, *codecs))
    columns = Columns(found)
    for place in range(len(line) + 1):
        assert columns.before(1, place + 1) == len(damaged(line[:place], *codecs)) + 1
