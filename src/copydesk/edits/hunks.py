"""The lines that edits change, with the lines around them: straight from the edits, in linear time.

Only a line feed ends a line here, as for git and patch: a lone carriage return, a form feed or U+2028 does not.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from copydesk.edits.change import apply_edits, coalesce
from copydesk.edits.words import marked, widen
from copydesk.text.edit import Edit
from copydesk.text.span import Span


@dataclass(frozen=True, slots=True)
class DiffLine:
    """A line of a hunk: kept (" "), removed ("-") or added ("+").

    `text` is without its line feed, which is missing altogether where `ended` is false. `changed` are the columns of
    the words that differ; `old` and `new` the numbers (from 1) of the line in the old and the new text.
    """

    kind: str
    text: str
    ended: bool = True
    changed: tuple[Span, ...] = ()
    old: int | None = None
    new: int | None = None


@dataclass(frozen=True, slots=True)
class Hunk:
    """Changed lines that lie close together, and the lines around them. Lines are counted from 0 here."""

    old_start: int
    old_count: int
    new_start: int
    new_count: int
    lines: tuple[DiffLine, ...]
    words: str  # the old lines with the changes written as [-old-]{+new+}

    @property
    def header(self) -> str:
        """`@@ -3,7 +3,8 @@`"""
        return f"@@ -{_range(self.old_start, self.old_count)} +{_range(self.new_start, self.new_count)} @@"


def _range(start: int, count: int) -> str:
    """Lines as a hunk header gives them: an empty range is named by the line before it."""
    return str(start + 1) if count == 1 else f"{start + 1 if count else start},{count}"


class _Region(NamedTuple):
    """Old lines (from 0, half-open), the lines that replace them, and how far the edits before it moved things."""

    first: int
    last: int
    new: tuple[str, ...]
    lines_moved: int
    moved: int


def hunks(text: str, edits: Iterable[Edit], context: int = 3) -> tuple[Hunk, ...]:
    """The hunks of a change, each with up to `context` unchanged lines on either side.

    Raises EditError when edits overlap or lie outside the text.
    """
    merged = coalesce(text, edits)
    if not merged:
        return ()
    change = _Change(text, widen(text, merged))
    return tuple(change.hunk(group, context) for group in _groups(_regions(text, merged, change.starts), context))


def split_lines(text: str) -> list[str]:
    """The lines of a text with their line feeds."""
    *lines, rest = text.split("\n")
    return [line + "\n" for line in lines] + ([rest] if rest else [])


def _regions(text: str, edits: Sequence[Edit], starts: Sequence[int]) -> Iterator[_Region]:
    """The changed lines. Edits that share a line share a region."""
    count = len(starts) - 1

    def line_of(offset: int) -> int:
        return max(0, bisect_right(starts, offset, 0, count + text.endswith("\n")) - 1)

    lines_moved = moved = place = 0
    while place < len(edits):
        first, stop, grown = line_of(edits[place].start), place, 0
        last = first
        while stop < len(edits) and line_of(edits[stop].start) <= last:
            last = max(last, line_of(edits[stop].end))
            grown += len(edits[stop].replacement) - (edits[stop].end - edits[stop].start)
            stop += 1
        begin, end = starts[min(first, count)], starts[min(last + 1, count)]
        inside = (Edit(e.start - begin, e.end - begin, e.replacement) for e in edits[place:stop])
        old, new = split_lines(text[begin:end]), split_lines(apply_edits(text[begin:end], inside))
        head = _common(old, new)
        tail = _common(old[head:][::-1], new[head:][::-1])
        first += head
        if old != new:
            yield _Region(first, first + len(old) - head - tail, tuple(new[head : len(new) - tail]), lines_moved, moved)
        lines_moved += len(new) - len(old)
        moved += grown
        place = stop


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many lines the two begin with in common."""
    count = 0
    while count < min(len(old), len(new)) and old[count] == new[count]:
        count += 1
    return count


def _groups(regions: Iterable[_Region], context: int) -> Iterator[list[_Region]]:
    """The regions by hunk: no more than twice the context apart."""
    group: list[_Region] = []
    for region in regions:
        if group and region.first - group[-1].last > 2 * context:
            yield group
            group = []
        group.append(region)
    if group:
        yield group


class _Change:
    """A text, its lines, and the words that change in it."""

    def __init__(self, text: str, words: Sequence[Edit]) -> None:
        self.text = text
        self.starts = [0, *accumulate(map(len, split_lines(text)))]
        self.words = words
        self.old_words = [edit.span for edit in words]
        grown = accumulate((len(edit.replacement) - edit.span.length for edit in words), initial=0)
        self.new_words = [
            Span(edit.start + moved, edit.start + moved + len(edit.replacement))
            for edit, moved in zip(words, grown, strict=False)
        ]

    def hunk(self, group: Sequence[_Region], context: int) -> Hunk:
        begin = max(0, group[0].first - context)
        end = min(len(self.starts) - 1, group[-1].last + context)
        lines: list[DiffLine] = []
        position, moved = begin, group[0].lines_moved
        for region in group:
            lines += self._kept(position, region.first, moved)
            lines += self._removed(region)
            lines += self._added(region)
            position, moved = region.last, region.lines_moved + len(region.new) - (region.last - region.first)
        lines += self._kept(position, end, moved)
        start = begin + group[0].lines_moved
        return Hunk(begin, end - begin, start, end + moved - start, tuple(lines), self._marked(begin, end))

    def _kept(self, first: int, last: int, moved: int) -> Iterator[DiffLine]:
        for number in range(first, last):
            line = self.text[self.starts[number] : self.starts[number + 1]]
            yield _line(" ", line, (), number + 1, number + 1 + moved)

    def _removed(self, region: _Region) -> Iterator[DiffLine]:
        for number in range(region.first, region.last):
            start, end = self.starts[number], self.starts[number + 1]
            yield _line("-", self.text[start:end], _columns(self.old_words, start, end), number + 1, None)

    def _added(self, region: _Region) -> Iterator[DiffLine]:
        start = self.starts[region.first] + region.moved
        for number, line in enumerate(region.new, region.first + region.lines_moved + 1):
            yield _line("+", line, _columns(self.new_words, start, start + len(line)), None, number)
            start += len(line)

    def _marked(self, begin: int, end: int) -> str:
        """The old lines with the changed words marked, and with the line before them that an addition follows."""
        start, stop = self.starts[begin], self.starts[end]
        place = bisect_left(self.old_words, start, key=lambda span: span.end)
        after = bisect_right(self.old_words, stop, key=lambda span: span.start)
        inside = self.words[place:after]
        if inside:
            start = min(start, self.starts[bisect_right(self.starts, inside[0].start) - 1])
            stop = max(stop, inside[-1].end)
        return marked(self.text, start, stop, inside)


def _line(kind: str, line: str, changed: tuple[Span, ...], old: int | None, new: int | None) -> DiffLine:
    return DiffLine(kind, line.removesuffix("\n"), line.endswith("\n"), changed, old, new)


def _columns(spans: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """The parts of (ordered) spans that lie between two offsets, as columns from the first."""
    columns = []
    for place in range(bisect_right(spans, start, key=lambda span: span.end), len(spans)):
        span = spans[place]
        if span.start >= end:
            break
        if not span.empty:
            columns.append(Span(max(span.start, start) - start, min(span.end, end) - start))
    return tuple(columns)
