"""Building a masked text: which code points are prose, which are invisible, which are opaque."""

from __future__ import annotations

import re
from collections.abc import Iterable

from copydesk.formats.document import Block
from copydesk.text.mask import INVISIBLE, OPAQUE

_RUN = re.compile(rb"\x00+|\x01+|\x02+")
_WORD = re.compile(r"[^\W_]")
_INK = re.compile(r"\S(?:[^\r\n]*\S)?")


class Mask:
    """One state per code point of a text; the last word on a code point wins."""

    def __init__(self, text: str) -> None:
        self._source = text
        self._states = bytearray(len(text))

    def opaque(self, start: int, end: int) -> None:
        self._states[start:end] = b"\2" * (end - start)

    def invisible(self, start: int, end: int) -> None:
        self._states[start:end] = b"\1" * (end - start)

    def outside(self, blocks: Iterable[Block]) -> None:
        """Make every line opaque, from its first to its last ink, wherever it lies in none of the (ordered) blocks."""
        position = 0
        for block in blocks:
            self._gap(position, block.start)
            position = block.end
        self._gap(position, len(self._source))

    def _gap(self, start: int, end: int) -> None:
        self._states[start:end] = self._states[start:end].replace(b"\1", b"\0")
        for ink in _INK.finditer(self._source, start, end):
            self.opaque(ink.start(), ink.end())

    def masked(self) -> str:
        """The text with its masked code points replaced."""
        pieces = []
        for run in _RUN.finditer(self._states):
            state, length = self._states[run.start()], run.end() - run.start()
            if state == 0:
                pieces.append(self._source[run.start() : run.end()])
            else:
                pieces.append((INVISIBLE if state == 1 else OPAQUE) * length)
        return "".join(pieces)


def worded(masked: str, blocks: Iterable[Block]) -> list[Block]:
    """The blocks that hold words, without the white space and the invisible markup at their edges."""
    result = []
    for block in blocks:
        start, end = _trimmed(masked, block.start, block.end)
        if _WORD.search(masked, start, end):
            result.append(Block(block.kind, start, end))
    return result


def _trimmed(masked: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (masked[start] == INVISIBLE or masked[start].isspace()):
        start += 1
    while start < end and (masked[end - 1] == INVISIBLE or masked[end - 1].isspace()):
        end -= 1
    return start, end
