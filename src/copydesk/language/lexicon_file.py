"""The lexicon's file: words, an open-addressing hash table over them, and columns of small numbers.

Layout (little-endian): the magic bytes, the length of the header, the CRC-32 of all that follows those two numbers, the
header (JSON: where each section lies and of what type it is), then the sections, each aligned to 8 bytes. Words are
UTF-8, sorted by length in bytes and then by bytes, so that all the words of one length form one fixed-width matrix and
a word's place follows from its number.
"""

from __future__ import annotations

import json
import mmap
import struct
import zlib
from bisect import bisect_right
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from ..errors import ModelError

MAGIC = b"CDLEX\x00\x00\x01"
PREFIX = struct.Struct("<8sII")
EMPTY = 0xFFFFFFFF
_CODES: dict[str, Literal["B", "H", "I"]] = {"u1": "B", "u2": "H", "u4": "I"}


class LexiconFile:
    """One lexicon file, mapped into memory.

    `columns` maps a section's name to a memoryview of its numbers (fast one by one); `array` gives the same as a numpy
    array (fast in bulk); `lines` gives a text section split at newlines. Raises ModelError if the file is missing,
    cut short, altered or of another version.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        view = self._open()
        header = self._header(view)
        self.columns: dict[str, memoryview] = {}
        self._texts: dict[str, memoryview] = {}
        for name, (offset, size, code) in header["sections"].items():
            section = view[offset : offset + size]
            if code in _CODES:
                self.columns[name] = section.cast(_CODES[code])
            else:
                self._texts[name] = section
        self.relations: list[str] = header["relations"]
        self.count: int = header["count"]
        self._words = self._texts["words"]
        self._words_at: int = header["sections"]["words"][0]
        # For each length from 0: the number of its first word and the place of that word.
        self._firsts: list[int] = header["firsts"]
        self._bases = [0]
        for length in range(len(self._firsts) - 1):
            self._bases.append(self._bases[-1] + length * (self._firsts[length + 1] - self._firsts[length]))
        self._slots = self.columns["slots"]
        self._mask = len(self._slots) - 1

    def _open(self) -> memoryview:
        try:
            with self.path.open("rb") as stream:
                self._content = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
                return memoryview(self._content)
        except FileNotFoundError:
            raise ModelError("the lexicon is missing", path=self.path, hint="reinstall copydesk") from None
        except (OSError, ValueError) as error:
            raise ModelError(f"the lexicon cannot be read: {error}", path=self.path) from error

    def _header(self, view: memoryview) -> dict[str, Any]:
        hint = "reinstall copydesk"
        if len(view) < PREFIX.size:
            raise ModelError("the lexicon is cut short", path=self.path, hint=hint)
        magic, length, checksum = PREFIX.unpack_from(view)
        if magic[:7] != MAGIC[:7]:
            raise ModelError("this is not a lexicon file", path=self.path, hint=hint)
        if magic != MAGIC:
            raise ModelError(f"the lexicon is of version {magic[7]}, not {MAGIC[7]}", path=self.path, hint=hint)
        self.checksum: int = checksum
        if zlib.crc32(view[PREFIX.size :]) != checksum:
            raise ModelError("the lexicon is damaged: its checksum does not match", path=self.path, hint=hint)
        header: dict[str, Any] = json.loads(bytes(view[PREFIX.size : PREFIX.size + length]))
        return header

    def find(self, word: str) -> int:
        """The number of exactly this word, or -1."""
        key = word.encode(errors="surrogatepass")
        length = len(key)
        if length + 1 >= len(self._firsts):
            return -1
        first, last, base = self._firsts[length], self._firsts[length + 1], self._words_at + self._bases[length]
        slots, mask, content = self._slots, self._mask, self._content
        slot = zlib.crc32(key) & mask
        while (number := slots[slot]) != EMPTY:
            if first <= number < last:
                place = base + (number - first) * length
                if content[place : place + length] == key:
                    return number
            slot = (slot + 1) & mask
        return -1

    def word(self, number: int) -> str:
        """The word of this number, 0 <= number < count."""
        length = bisect_right(self._firsts, number) - 1
        place = self._words_at + self._bases[length] + (number - self._firsts[length]) * length
        return self._content[place : place + length].decode()

    def lengths(self) -> list[tuple[int, int, npt.NDArray[np.uint8]]]:
        """For each length in bytes that occurs: (length, number of its first word, matrix of words × length bytes)."""
        found = []
        for length, (first, last) in enumerate(zip(self._firsts, self._firsts[1:], strict=False)):
            if last > first:
                base = self._bases[length]
                block = np.frombuffer(self._words[base : base + (last - first) * length], dtype=np.uint8)
                found.append((length, first, block.reshape(last - first, length)))
        return found

    def array(self, name: str) -> npt.NDArray[Any]:
        """A column as a read-only numpy array."""
        return np.frombuffer(self.columns[name], dtype=f"<{'u' + str(self.columns[name].itemsize)}")

    def lines(self, name: str) -> list[str]:
        """A text section, split at newlines."""
        return bytes(self._texts[name]).decode().split("\n")
