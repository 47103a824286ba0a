"""A text cut into sheets: stretches of whole lines that are short enough to be sent and shown one by one."""

from __future__ import annotations

import re
from bisect import bisect_right

from copydesk.edits.change import apart
from copydesk.text.source import Source
from copydesk.text.span import Span

ENOUGH = 2_500  # code points after which a sheet ends with its line
MOST = 6_000  # code points of one sheet: a longer line is cut, between words where possible
MOST_LINES = 60
_SPACE = re.compile(r"\s(?=\S)")


class Sheets:
    """The sheets of a text. They lie side by side, and together they are the text."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._starts = _cuts(source)

    def __len__(self) -> int:
        return len(self._starts)

    def span(self, number: int) -> Span:
        """The code points of a sheet, counted from 0."""
        end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self.source.text)
        return Span(self._starts[number], end)

    def of(self, offset: int) -> int:
        """The sheet that an offset lies in."""
        return bisect_right(self._starts, offset) - 1

    def lengths(self) -> list[int]:
        """The number of code points of each."""
        return [self.span(number).length for number in range(len(self))]


def _cuts(source: Source) -> list[int]:
    text, lines = source.text, source.line_starts
    starts, first_line = [0], 0
    for number, start in enumerate(lines):
        end = lines[number + 1] if number + 1 < len(lines) else len(text)
        if start > starts[-1] and (start - starts[-1] >= ENOUGH or number - first_line >= MOST_LINES):
            starts.append(start)
            first_line = number
        while end - starts[-1] > MOST:
            cut = start if start > starts[-1] else _inside(text, starts[-1] + ENOUGH, starts[-1] + MOST)
            starts.append(cut)
            first_line = number
    return starts


def _inside(text: str, low: int, high: int) -> int:
    """Where to cut a long line: after white space, else between two characters."""
    space = _SPACE.search(text, low, high)
    cut = space.end() if space else low
    while cut < high and not apart(text[cut - 1], text[cut]):
        cut += 1
    return cut
