"""Bytes of any encoding: read where that is certain, else refused with a place; lines as editors count them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cruxmap.sources import read, text_of
from cruxmap.sources.decoding import decode
from damage import CODECS, clean_texts, damaged
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from pathlib import Path

MAP = "source: {id: m, title: Über allem}\nclaims:\n  a: {text: Ärger}\n  b: {text: B, foo: Übel}\n"
MARKS = {"utf-8": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff", "utf-32-le": b"\xff\xfe\0\0"}


@given(clean_texts, st.sampled_from(sorted(MARKS)))
def test_text_with_a_mark_is_read_in_its_encoding(text: str, encoding: str) -> None:
    assert decode(MARKS[encoding] + text.encode(encoding), "a.md").text == text


@given(clean_texts)
def test_utf8_is_read_as_it_is(text: str) -> None:
    assert decode(text.encode(), "a.md").text == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [MAP, "# Заметка\n\nОдна мысль, и ещё одна.\n", "# A note\n"])
def test_utf16_without_a_mark_is_told_by_its_nuls(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.md").text == text


@pytest.mark.parametrize("data", [b"a\0b\0c\0\xff\xd8", b"\0\0\0\0", b"plain text \0 and more!!", b"a\0\x01\0", b"\0"])
def test_other_nuls_do_not_make_utf16(data: bytes) -> None:
    assert decode(data, "a.md").text == data.decode("utf-8", "strict") if data.isascii() else decode(data, "a").findings


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_places_are_those_an_editor_shows(tmp_path: Path, end: str, encoding: str) -> None:
    (tmp_path / "m.yaml").write_bytes(MAP.replace("\n", end).encode(encoding))
    (finding,) = read(str(tmp_path / "m.yaml"), "m.yaml").findings
    assert (str(finding.span), finding.rule) == ("m.yaml:4:16", "unknown-key")


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_what_is_no_text_is_refused_at_its_place(end: bytes) -> None:
    (cp1252,) = decode(b"one" + end + "zwölf".encode() + b" f\xfcnf", "m.yaml").findings
    assert (str(cp1252.span), cp1252.message) == ("m.yaml:2:8", "byte 0xfc is not UTF-8 text")
    assert cp1252.hint == "save the file as UTF-8 (from cp1252: iconv -f cp1252 -t utf-8)"
    half = MARKS["utf-16-le"] + "one\r\ntwo \ud800!".encode("utf-16-le", "surrogatepass")
    (utf16,) = decode(half, "m.yaml").findings
    assert (str(utf16.span), utf16.message, utf16.hint) == (
        "m.yaml:2:5",
        "byte 0x00 is not UTF-16 text",
        "save the file as UTF-8",
    )


@given(st.binary(), st.booleans())
def test_any_bytes_are_text_or_a_finding(data: bytes, repair: bool) -> None:
    found = decode(data, "a.md", repair=repair)
    assert (found.text is None) == any(finding.rule == "not-utf8" for finding in found.findings)
    assert found.text is None or "\r" not in found.text


@given(clean_texts, st.sampled_from(CODECS))
def test_nothing_is_restored_that_is_to_stay(text: str, codec: str) -> None:
    assert decode(damaged(text, codec).encode(), "a.md", repair=False).text == damaged(text, codec)


def test_what_was_restored_is_told_with_its_place_and_its_remedy() -> None:
    text = "# A day out\r\n\r\nThe café — it doesn’t open before noon.\r\n"
    (once,) = decode(damaged(text, "mac_roman").encode(), "in/day.md").findings
    assert (str(once.span), once.message, once.hint) == (
        "in/day.md:3:8",
        "the text was read as MacRoman once and saved so; 3 places, from here on, are read as they were before",
        "to restore it: iconv -f utf-8 -t macintosh 'day.md' > restored.txt",
    )
    (twice,) = decode(damaged(text, "cp1252", "mac_roman").encode(), "day.md").findings
    assert "read as cp1252 and then as MacRoman and saved so; 3 places" in twice.message
    assert twice.hint == "save the document anew as UTF-8; to read it as it stands, set repair = false in cruxmap.toml"
    (part,) = decode(f"{damaged(text, 'cp1252')}“Clean.”".encode(), "day.md").findings
    assert part.hint == twice.hint


def test_places_in_a_restored_map_are_those_of_the_file(tmp_path: Path) -> None:
    row = "  café-doesn’t: {text: “naïve”, foo: —}"
    (tmp_path / "m.yaml").write_text(damaged(f"source: {{id: m, title: M}}\nclaims:\n{row}\n", "mac_roman"), "utf-8")
    parsed = read(str(tmp_path / "m.yaml"), "m.yaml")
    places = {finding.rule: finding.span.column for finding in parsed.findings}
    assert places["unknown-key"] == damaged(row, "mac_roman").index("foo") + 1
    assert parsed.source_map is not None
    assert parsed.source_map.nodes[-1].text == "“naïve”"


def test_text_of_gives_what_readers_see(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(damaged("One café\r\ntwo", "mac_roman").encode("utf-16"))
    assert text_of(str(tmp_path / "a.md")).text == "One café\ntwo"
    assert text_of(str(tmp_path / "a.md"), repair=False).text == damaged("One café\ntwo", "mac_roman")
    (gone,) = text_of(str(tmp_path / "gone.md"), "gone.md").findings
    assert (gone.rule, gone.message) == ("unreadable-file", "the file is not there")
