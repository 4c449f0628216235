"""PDF files written by hand: lines at given places and in given sizes, as printers of web pages and TeX leave them."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """Words on a page, their lower left corner in points from its own."""

    x: float
    y: float
    text: str
    size: float = 11
    bold: bool = False


def pdf(*pages: list[Words], title: str = "", encrypted: bool = False) -> bytes:
    """A file of A4 pages. `encrypted` says that a password is needed, which none is."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects += [
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode()
        for name in ("Helvetica", "Helvetica-Bold")
    ]
    for number, words in enumerate(pages):
        fonts = "<< /Font << /F1 3 0 R /F2 4 0 R >> >>"
        box = "/MediaBox [0 0 595 842]"
        page = f"<< /Type /Page /Parent 2 0 R {box} /Resources {fonts} /Contents {6 + 2 * number} 0 R >>"
        stream = b"\n".join(map(_shown, words))
        objects += [page.encode(), b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)]
    objects.append(b"<< /Title (%s) >>" % _escaped(title))
    about = f"/Info {len(objects)} 0 R"
    if encrypted:
        objects.append(b"<< /Filter /Standard /V 1 /R 2 /P -4 /O (%s) /U (%s) >>" % (b"o" * 32, b"u" * 32))
        about += f" /Encrypt {len(objects)} 0 R /ID [(i) (i)]"
    return _file(objects, about)


def page(*lines: str | Words, left: float = 72, top: float = 770, step: float = 13) -> list[Words]:
    """Lines one below the other; "" leaves a gap, Words keep their own size and place across."""
    found = []
    for number, line in enumerate(lines):
        y = top - number * step
        if isinstance(line, Words):
            found.append(line._replace(y=y))
        elif line:
            found.append(Words(left, y, line))
    return found


def _shown(words: Words) -> bytes:
    font = "F2" if words.bold else "F1"
    return f"BT /{font} {words.size} Tf {words.x} {words.y} Td (".encode() + _escaped(words.text) + b") Tj ET"


def _escaped(text: str) -> bytes:
    return text.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")


def _file(objects: list[bytes], about: str) -> bytes:
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, rows)
    size = len(objects) + 1
    return data + f"trailer\n<< /Size {size} /Root 1 0 R {about} >>\nstartxref\n{start}\n%%EOF\n".encode()
