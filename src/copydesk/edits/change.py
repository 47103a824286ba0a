"""What edits do to a text: applying them, undoing them, finding places again, trimming them."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from copydesk.errors import EditError
from copydesk.text.edit import Edit, ordered
from copydesk.text.span import Span

_EXTENDING = frozenset("\u200c\u200d")


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text after the edits. Raises EditError when they overlap or lie outside the text."""
    pieces: list[str] = []
    position = 0
    for edit in _checked(text, edits):
        pieces += (text[position : edit.start], edit.replacement)
        position = edit.end
    pieces.append(text[position:])
    return "".join(pieces)


def invert(text: str, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits that bring `text` back from what `edits` make of it."""
    result, moved = [], 0
    for edit in coalesce(text, edits):
        start = edit.start + moved
        result.append(Edit(start, start + len(edit.replacement), text[edit.start : edit.end]))
        moved += len(edit.replacement) - (edit.end - edit.start)
    return tuple(result)


def coalesce(text: str, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The same change with edits that meet made into one, and without those that change nothing."""
    result: list[Edit] = []
    for edit in _checked(text, edits):
        if result and result[-1].end == edit.start:
            edit = Edit(result[-1].start, edit.end, result.pop().replacement + edit.replacement)
        result.append(edit)
    return tuple(edit for edit in result if text[edit.start : edit.end] != edit.replacement)


def minimal(text: str, edit: Edit) -> Edit:
    """The same change without what the old and the new text have in common at their edges.

    A character is never torn: CRLF, a letter and its accents, and an emoji sequence are replaced as a whole.
    """
    old, new = text[edit.start : edit.end], edit.replacement
    left, right = text[edit.start - 1 : edit.start] if edit.start else "", text[edit.end : edit.end + 1]
    head = common_prefix(old, new)
    while head and not (
        apart(old[head - 1], old[head : head + 1] or right) and apart(new[head - 1], new[head : head + 1] or right)
    ):
        head -= 1
    tail = common_suffix(old[head:], new[head:])
    while tail and not (apart(_last(old, tail) or left, old[-tail]) and apart(_last(new, tail) or left, new[-tail])):
        tail -= 1
    return Edit(edit.start + head, edit.end - tail, new[head : len(new) - tail])


def common_prefix(one: str, other: str) -> int:
    """How many characters the two begin with in common."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def common_suffix(one: str, other: str) -> int:
    """How many characters the two end with in common."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low


class OffsetMap:
    """Where the places of a text are after edits, and where they were before them."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        """`edits` must not overlap."""
        self.edits = ordered(edits)
        old, new, moved = [], [], 0
        for edit in self.edits:
            start = edit.start + moved
            old.append(edit.span)
            new.append(Span(start, start + len(edit.replacement)))
            moved += len(edit.replacement) - (edit.end - edit.start)
        self._old, self._new = _Side(old), _Side(new)

    def new(self, offset: int, *, after: bool = False) -> int:
        """The offset in the new text of an offset in the old one.

        What lies inside a replaced stretch goes to the start of its replacement, or to the end with `after`; so does
        the place of an insertion.
        """
        return self._old.carry(offset, self._new, after)

    def old(self, offset: int, *, after: bool = False) -> int:
        """The offset in the old text of an offset in the new one."""
        return self._new.carry(offset, self._old, after)

    def new_span(self, span: Span) -> Span:
        """The span in the new text, with all that replaces a part of it."""
        return Span(self.new(span.start), self.new(span.end, after=True))

    def old_span(self, span: Span) -> Span:
        """The span in the old text, with all that was replaced by a part of it."""
        return Span(self.old(span.start), self.old(span.end, after=True))

    def touched(self, span: Span) -> bool:
        """Whether an edit changes something inside the span or at its edges."""
        place = bisect_left(self.edits, span.start, key=lambda edit: edit.end)
        return place < len(self.edits) and self.edits[place].start <= span.end


class _Side:
    """The stretches that edits change, on one side of the change: in the old text or in the new one."""

    def __init__(self, spans: list[Span]) -> None:
        self.spans = spans
        self._last = [span.end - (not span.empty) for span in spans]  # the last offset that is carried back
        self._first = [span.start + (not span.empty) for span in spans]  # the first offset that is carried on

    def carry(self, offset: int, other: _Side, after: bool) -> int:
        """The offset on the other side."""
        if after:
            place = bisect_right(self._first, offset) - 1
            return offset if place < 0 else other.spans[place].end + max(0, offset - self.spans[place].end)
        place = bisect_left(self._last, offset)
        if place == len(self.spans):
            return other.spans[-1].end + offset - self.spans[-1].end if self.spans else offset
        return other.spans[place].start + min(0, offset - self.spans[place].start)


def _checked(text: str, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    result = ordered(edits)
    for edit in result:
        if not 0 <= edit.start <= edit.end <= len(text):
            raise EditError(f"edit at offsets {edit.start}–{edit.end} lies outside the text of {len(text)} characters")
    return result


def _last(text: str, tail: int) -> str:
    """The character before the last `tail` ones, if there is one."""
    return text[-tail - 1] if tail < len(text) else ""


def apart(before: str, after: str) -> bool:
    """Whether two neighbours (code points; either may be missing) are different characters to a reader."""
    if not before or not after or (before < "\u0300" and after < "\u0300"):
        return not (before == "\r" and after == "\n")
    if before == "\u200d" or after in _EXTENDING or unicodedata.category(after)[0] == "M":
        return False
    if "\U0001f3fb" <= after <= "\U0001f3ff" or "\U000e0020" <= after <= "\U000e007f":
        return False
    if "\U0001f1e6" <= before <= "\U0001f1ff" and "\U0001f1e6" <= after <= "\U0001f1ff":
        return False
    return not ("\u1100" <= before <= "\ud7a3" and "\u1160" <= after <= "\u11ff")
