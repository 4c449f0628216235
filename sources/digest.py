"""Digests of bytes: BLAKE2b (RFC 7693), with a secret or without."""

from __future__ import annotations

try:
    from _blake2 import blake2b  # hashlib would load all of OpenSSL, which takes a fifth as long as Python to start
except ImportError:
    from hashlib import blake2b

SIZE = 32


def digest(*parts: bytes | memoryview, secret: bytes = b"") -> bytes:
    """A digest of parts in their order, which tells where one ends and the next begins.

    Only who has the secret can make the same.

    >>> digest(b"ab", b"c") == digest(b"a", b"bc")
    False
    """
    found = blake2b(key=secret, digest_size=SIZE)
    for part in parts:
        found.update(len(part).to_bytes(8, "little"))
        found.update(part)
    return found.digest()
