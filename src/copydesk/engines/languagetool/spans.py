"""From the UTF-16 units that LanguageTool counts to code points, and whether a place splits a character."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import regex

_ASTRAL = regex.compile(r"[\U00010000-\U0010ffff]")
_CLUSTER = regex.compile(r"\X")
_REACH = 64  # code points to look back for a safe place to start from


def units(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text) if text.isascii() else len(text) + len(_ASTRAL.findall(text))


class Utf16Offsets:
    """The code point of every UTF-16 unit of a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        astral = [] if text.isascii() else [match.start() for match in _ASTRAL.finditer(text)]
        # Where, in units, each character of two units begins: every one before has moved it by one.
        self._pairs: Sequence[int] = [place + index for index, place in enumerate(astral)]
        self.length = len(text) + len(self._pairs)

    def span(self, offset: object, length: object) -> tuple[int, int] | None:
        """The code points of a range in units; None if that is no range of the text, is empty or splits a character."""
        if type(offset) is not int or type(length) is not int:
            return None
        if offset < 0 or length <= 0 or offset + length > self.length:
            return None
        start, end = self._code_point(offset), self._code_point(offset + length)
        if start is None or end is None or splits(self._text, start) or splits(self._text, end):
            return None
        return start, end

    def _code_point(self, unit: int) -> int | None:
        before = bisect_left(self._pairs, unit)
        if before and self._pairs[before - 1] == unit - 1:
            return None
        return unit - before


def splits(text: str, place: int) -> bool:
    """Whether a place lies inside what a reader takes for one character: letter and accent, an emoji family, a flag."""
    if not 0 < place < len(text) or text[place].isascii() or text[place - 1] in "\r\n":
        return False
    if text[place].isalnum() and text[place - 1].isalnum() and ord(text[place]) < 0x300:
        return False
    start = place - 1
    while start > 0 and place - start < _REACH and not text[start].isascii():
        start -= 1
    return all(match.start() != place for match in _CLUSTER.finditer(text, start, min(len(text), place + 1)))
