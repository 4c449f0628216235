"""Files read as text whatever their encoding went through, and written so that nothing is lost on the way."""

from __future__ import annotations

import os

from msgspec import Struct

LARGEST_FILE = 64_000_000
MISREAD_AS = ("cp1252", "mac_roman")


class TextFile(Struct, frozen=True):
    """A file's text; `fault` says why there is none; `misread_as` the encoding it had been taken for by mistake."""

    text: str = ""
    fault: str = ""
    misread_as: str = ""


def read_text(path: str) -> TextFile:
    """The text of a UTF-8 file. UTF-8 that was once read as another encoding and saved so is restored.

    Never raises for what is at the path.
    """
    data, fault = read_bytes(path)
    if fault:
        return TextFile(fault=fault)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return TextFile(fault=f"is not UTF-8 text: byte 0x{data[error.start]:02x} on line {line}")
    found = [] if text.isascii() else [(_restored(text, encoding), encoding) for encoding in MISREAD_AS]
    likely = [(_oddities(restored), restored, encoding) for restored, encoding in found if restored]
    if not likely:
        return TextFile(text)
    _, restored, encoding = min(likely, key=lambda found: found[0])
    return TextFile(restored, misread_as=encoding)


def read_bytes(path: str) -> tuple[bytes, str]:
    """What a file holds, and why it could not be read, "" if it could; a pipe or device might never end."""
    try:
        if not os.path.isfile(path):
            return b"", "is no regular file" if os.path.exists(path) else "is not there"
        if os.path.getsize(path) > LARGEST_FILE:
            return b"", f"is larger than {LARGEST_FILE // 1_000_000} MB"
        with open(path, "rb") as file:
            return file.read(), ""
    except OSError as error:
        return b"", f"cannot be read: {error.strerror or error}"


def write_text(path: str, text: str) -> None:
    """Put the text in place of the file in one step: a reader sees the old one or the new one, never half of it.

    Links are followed and permissions kept. What is there and no regular file (a pipe, a device) is written to and
    stays what it is. Raises OSError, with the old file untouched.
    """
    import tempfile  # five milliseconds that reading does not need

    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        return
    target = os.path.realpath(path)
    mode = os.stat(target).st_mode & 0o7777 if os.path.exists(target) else 0o666 & ~_umask()
    descriptor, temporary = tempfile.mkstemp(dir=os.path.dirname(target), prefix=".cruxmap-", suffix=".tmp")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, mode)
        os.replace(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise


def _restored(text: str, encoding: str) -> str:
    """What the text was before it was read in the wrong encoding, "" if it never was."""
    try:
        return text.encode(encoding).decode("utf-8")
    except UnicodeError:
        return ""


def _oddities(text: str) -> int:
    """How many characters hardly occur in texts: loose marks, controls, what is not assigned."""
    import unicodedata  # only for texts that may have been misread

    return sum(unicodedata.category(char) in ("Mn", "Cc", "Cn", "Co") for char in set(text) - set("\t\n\r\ufe0f"))


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
