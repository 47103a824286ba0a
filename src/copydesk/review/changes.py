"""The changes that were accepted, against the original text, and the way from the changed text back to it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from copydesk.text.edit import Edit, ordered
from copydesk.text.span import Span


class Change(NamedTuple):
    """An accepted edit of the original text; `serial` is never used twice in a review."""

    start: int
    end: int
    replacement: str
    serial: int

    def clashes(self, start: int, end: int) -> bool:
        """Whether an edit of these code points cannot be applied together with this one."""
        return (start < self.end and self.start < end) or (start == self.start and end == self.end)

    def covers(self, span: Span) -> bool:
        return self.start <= span.start and span.end <= self.end


class Anchored(NamedTuple):
    """Edits against the original text that take the place of the changes they fold in."""

    edits: tuple[Edit, ...]
    folds: frozenset[int]


class Changes:
    """Changes in order of place; none clashes with another, so starts and ends both ascend.

    They are put and removed by serial, as the entries of a dictionary are.
    """

    def __init__(self, original: str) -> None:
        self.original = original
        self._items: list[Change] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._known: dict[int, Change] = {}

    def __iter__(self) -> Iterator[Change]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, serial: int) -> bool:
        return serial in self._known

    def get(self, serial: int, default: Any = None, /) -> Any:
        return self._known.get(serial, default)

    def __setitem__(self, serial: int, change: Change, /) -> None:
        at = bisect_left(self._items, change)
        self._known[serial] = change
        self._items.insert(at, change)
        self._starts.insert(at, change.start)
        self._ends.insert(at, change.end)

    def pop(self, serial: int, default: Any = None, /) -> Any:
        change = self._known.pop(serial, default)
        if isinstance(change, Change):
            at = bisect_left(self._items, change)
            del self._items[at], self._starts[at], self._ends[at]
        return change

    def copy(self) -> Changes:
        """The changes as they are now."""
        made = Changes(self.original)
        made._items, made._known = self._items.copy(), self._known.copy()
        made._starts, made._ends = self._starts.copy(), self._ends.copy()
        return made

    def between(self, start: int, end: int) -> Sequence[Change]:
        """The changes that overlap these code points or meet them at an edge."""
        return self._items[bisect_left(self._ends, start) : bisect_right(self._starts, end)]

    def clashing(self, start: int, end: int) -> list[Change]:
        """The changes that an edit of these code points clashes with."""
        return [change for change in self.between(start, end) if change.clashes(start, end)]

    def widen(self, span: Span) -> Span:
        """The span and the changes that it cuts or covers, so that its edges cut none."""
        start, end = span
        for change in self.between(start, end):
            if change.start < end and start < change.end:
                start, end = min(start, change.start), max(end, change.end)
        return Span(start, end)

    def edits(self) -> tuple[Edit, ...]:
        return tuple(Edit(change.start, change.end, change.replacement) for change in self._items)

    def read(self, start: int, end: int) -> str:
        """The text as it reads now between two original offsets that cut no change.

        Insertions at the very edges are part of it.
        """
        return self.reading(start, end, (), ())

    def reading(self, start: int, end: int, edits: Iterable[Edit], folds: Collection[int]) -> str:
        """The text between two offsets that cut no change, as it would read with edits that take the place of `folds`.

        The edits clash with no other change; those that reach over the two offsets are left out.
        """
        kept = [
            Edit(one.start, one.end, one.replacement) for one in self.between(start, end) if one.serial not in folds
        ]
        parts: list[str] = []
        at = start
        for edit in sorted((*kept, *edits)):
            if start <= edit.start and edit.end <= end:
                parts += (self.original[at : edit.start], edit.replacement)
                at = edit.end
        parts.append(self.original[at:end])
        return "".join(parts)

    def text(self) -> str:
        """The whole text as it reads now."""
        parts: list[str] = []
        at = 0
        for start, end, replacement, _ in self._items:
            parts += (self.original[at:start], replacement)
            at = end
        parts.append(self.original[at:])
        return "".join(parts)


class WayBack:
    """Leads from offsets in the text as it reads now back to the original, for one state of the changes."""

    def __init__(self, changes: Changes) -> None:
        self.text = changes.text()
        self._items = tuple(changes)
        self._starts: list[int] = []
        self._ends: list[int] = []
        shift = 0
        for change in self._items:
            self._starts.append(change.start + shift)
            shift += len(change.replacement) - (change.end - change.start)
            self._ends.append(change.end + shift)

    def _met(self, start: int, end: int) -> tuple[int, int]:
        """The range of changes that an edit of the text as it reads now would cut into."""
        low, high = bisect_right(self._ends, start), bisect_left(self._starts, end)
        if start == end and low >= high:
            high = low
            for at in (low - 1, low):
                if not 0 <= at < len(self._items) or self._items[at].start != self._items[at].end:
                    continue
                if self._starts[at] <= start <= self._ends[at]:
                    return at, at + 1
        return low, max(low, high)

    def _offset(self, offset: int, before: int) -> int:
        """The original offset, where `before` changes lie wholly before it."""
        if not before:
            return offset
        return offset - self._ends[before - 1] + self._items[before - 1].end

    def span(self, start: int, end: int) -> tuple[Span, bool, Sequence[Change], Span]:
        """The original span, widened where an edge lies inside a change; whether none did; the changes it meets.

        And the same span in the text as it reads now.
        """
        low, high = self._met(start, end)
        if low == high:
            return Span(self._offset(start, low), self._offset(end, low)), True, (), Span(start, end)
        first, last = self._starts[low], self._ends[high - 1]
        original_start = self._items[low].start if first < start else self._offset(start, low)
        original_end = self._items[high - 1].end if end < last else self._offset(end, high)
        exact, hull = not (first < start or end < last), Span(min(first, start), max(end, last))
        return Span(original_start, original_end), exact, self._items[low:high], hull

    def anchor(self, edits: Iterable[Edit]) -> Anchored:
        """Edits of the text as it reads now as edits of the original.

        Where one cuts into changes it is merged with them. Raises EditError where that is impossible.
        """
        if not self._items:
            return Anchored(ordered(edits), frozenset())
        groups: list[tuple[int, int, list[Edit]]] = []
        for edit in ordered(edits):
            low, high = self._met(edit.start, edit.end)
            if groups and low < high and low < groups[-1][1]:
                groups[-1] = (groups[-1][0], max(high, groups[-1][1]), [*groups[-1][2], edit])
            else:
                groups.append((low, high, [edit]))
        made: list[Edit] = []
        folds: set[int] = set()
        for low, high, members in groups:
            start, end = members[0].start, members[-1].end
            if low < high:
                start, end = min(start, self._starts[low]), max(end, self._ends[high - 1])
                folds.update(change.serial for change in self._items[low:high])
            parts: list[str] = []
            at = start
            for edit in members:
                parts += (self.text[at : edit.start], edit.replacement)
                at = edit.end
            parts.append(self.text[at:end])
            if low < high:
                first, last = self._items[low], self._items[high - 1]
                origin = first.start if start == self._starts[low] else self._offset(start, low)
                limit = last.end if end == self._ends[high - 1] else self._offset(end, high)
            else:
                origin, limit = self._offset(start, low), self._offset(end, low)
            made.append(Edit(origin, limit, "".join(parts)))
        return Anchored(ordered(made), frozenset(folds))
