"""What is worked out once and kept on disk: sealed files of the cache folder, and lines of text that are decoded one by
one.

A file of the cache that is damaged or not ours is none.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from zlib import crc32

NUMBER = "I"  # the type code of the numbers that are kept


class Lines:
    """Lines of text in one piece of UTF-8. `ends` are the offsets at which they end."""

    def __init__(self, ends: Sequence[int], content: bytes | memoryview) -> None:
        self._ends, self._content = ends, content

    @classmethod
    def of(cls, texts: Iterable[str]) -> Lines:
        encoded = [text.encode() for text in texts]
        return cls(numbers(accumulate(map(len, encoded))), b"".join(encoded))

    def __getitem__(self, number: int) -> str:
        start = self._ends[number - 1] if number else 0
        return str(self._content[start : self._ends[number]], "utf-8")

    def pack(self) -> tuple[bytes, bytes]:
        """The lines as two sections of a file."""
        return numbers(self._ends).tobytes(), bytes(self._content)


def numbers(values: Iterable[int] | memoryview) -> array[int]:
    """Numbers of four bytes, from numbers or from the section that they were kept as."""
    if not isinstance(values, memoryview):
        return array(NUMBER, values)
    result = array(NUMBER)
    result.frombytes(values)
    return result


def joined(sections: Sequence[bytes]) -> bytes:
    """Sections as one content, their lengths in its first line."""
    return json.dumps([len(section) for section in sections]).encode() + b"\n" + b"".join(sections)


def parted(content: memoryview) -> Iterator[memoryview]:
    """The sections of a content."""
    start = bytes(content[:1000]).index(b"\n") + 1
    for length in json.loads(bytes(content[:start])):
        yield content[start : start + length]
        start += length


def cache_folder() -> Path:
    """Where the files are: $COPYDESK_CACHE_DIR, else the user's cache folder."""
    if folder := os.environ.get("COPYDESK_CACHE_DIR"):
        return Path(folder)
    if sys.platform == "linux":  # as platformdirs has it, but at once
        return Path(os.environ.get("XDG_CACHE_HOME", "").strip() or Path.home() / ".cache") / "copydesk"
    from platformdirs import user_cache_path

    return user_cache_path("copydesk")


def read(name: str) -> memoryview | None:
    """The content of a file of the cache; None if there is none, or none that is whole and ours."""
    try:
        body = memoryview((cache_folder() / name).read_bytes())
        start = bytes(body[:1000]).index(b"\n") + 1
    except (OSError, ValueError, RuntimeError):
        return None
    content = body[start:]
    return content if body[: start - 1] == _seal(name, content) else None


def write(name: str, content: bytes) -> None:
    """Keep a content as a file of the cache, if that can be."""
    import tempfile

    with contextlib.suppress(OSError, RuntimeError):
        folder = cache_folder()
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
            file.write(_seal(name, content) + b"\n" + content)
        Path(file.name).replace(folder / name)


def _seal(name: str, content: bytes | memoryview) -> bytes:
    """The first line of a file that is whole and ours."""
    return f"copydesk {name} {len(content)} {crc32(content):08x}".encode()
