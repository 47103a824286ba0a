"""Patches for files that git takes for binary, such as UTF-16 text."""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Iterator

_WIDTH = 52  # bytes in a line of base 85


def binary_patch(old: bytes, new: bytes, before: bytes, after: bytes) -> bytes:
    """A patch in git's binary format. `git apply` reads it; patch does not know the format.

    `before` and `after` are the names of the file as they stand in the patch, prefix and quotes included.
    """
    return b"".join(
        (
            b"diff --git %s %s\n" % (before, after),
            b"index %s..%s\n" % (_blob_id(old), _blob_id(new)),
            b"GIT binary patch\n",
            *_literal(new),
            *_literal(old),
        )
    )


def _blob_id(data: bytes) -> bytes:
    """The name that git gives to a file's content."""
    digest = hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False)
    return digest.hexdigest().encode()


def _literal(data: bytes) -> Iterator[bytes]:
    packed = zlib.compress(data)
    yield b"literal %d\n" % len(data)
    for start in range(0, len(packed), _WIDTH):
        piece = packed[start : start + _WIDTH]
        size = len(piece)
        length = chr(ord("A") + size - 1) if size <= 26 else chr(ord("a") + size - 27)
        yield length.encode() + base64.b85encode(piece, pad=True) + b"\n"
    yield b"\n"
