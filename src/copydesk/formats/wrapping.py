"""Hard-wrapped prose or one paragraph a line: which line breaks join and which part.

A line that was wrapped at a width W is no longer than W, and would be longer than W had it taken the next line's first
word. So each line break names an interval of widths, and in wrapped prose one width lies in nearly all of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

NARROWEST, WIDEST = 30, 140
_OPEN_END = re.compile(
    r"(?:an?|the|and|or|but|nor|of|to|in|on|at|by|for|with|from|into|that|which|who|whose|as|is|are|was|were|be|been|has|"
    r"have|had|will|would|can|could|may|might|should|must|not|their|its|his|her|our|your|my|this|these|those|than|if|when|while)",
    re.IGNORECASE,
)
_CLOSE = "\"'”’»)]"


@dataclass(frozen=True, slots=True)
class Break:
    """A break between two lines: the lines' texts and the column (indent included) in which the first one ends."""

    before: str
    after: str
    column: int

    @property
    def first(self) -> int:
        """The length of the word after the break."""
        end = self.after.find(" ")
        return len(self.after) if end < 0 else end

    @property
    def resumes(self) -> bool:
        """Whether the line after the break begins like the middle of a sentence."""
        return self.after[:1].islower() and not self.stops

    @property
    def stops(self) -> bool:
        """Whether the line before the break ends like a sentence."""
        return self.before.rstrip(_CLOSE)[-1:] in ".!?:…"

    @property
    def hangs(self) -> bool:
        """Whether the line before the break cannot be the end of a sentence."""
        return self.before[-1:] in ",;–—-(&/" or self.dangles

    @property
    def dangles(self) -> bool:
        """Whether the line before the break ends in a word that needs another after it."""
        return " " in self.before and _OPEN_END.fullmatch(self.before.rsplit(" ", 1)[-1]) is not None

    def fits(self, width: int) -> bool:
        """Whether wrapping at the width would break here."""
        return self.column <= width <= self.column + self.first


def wrap_width(breaks: Sequence[Break]) -> int | None:
    """The width at which these lines were wrapped, or None when they do not look wrapped."""
    if len(breaks) < 3:
        return None
    changes: Counter[int] = Counter()
    for item in breaks:
        changes[item.column] += 1
        changes[item.column + item.first + 1] -= 1
    best, width, depth = 0, 0, 0
    for column in sorted(changes):
        depth += changes[column]
        if depth > best and NARROWEST <= column <= WIDEST:
            best, width = depth, column
    resumed = sum(item.resumes for item in breaks)
    return width if best >= 0.6 * len(breaks) and resumed >= 0.25 * len(breaks) else None


def joined(item: Break, width: int | None) -> bool:
    """Whether the lines at a break belong to one paragraph, given the width the text is wrapped at, if it is."""
    if width is not None and item.fits(width):
        return True
    if item.column > WIDEST:
        return False
    if item.resumes:
        return item.column >= 35 or item.hangs or Break(item.after, "", 0).stops
    if width is not None or item.stops:
        return False
    if item.hangs:
        return (item.column >= 35 or item.dangles) and item.after[:1].isalnum()
    words = item.before.split()
    sentence = sum(word[0].islower() for word in words) * 2 > len(words) and Break(item.after, "", 0).stops
    return sentence and 55 <= item.column <= 100
