"""The old and the new text in two columns: prose wrapped at words, both sides in step, changed words marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from copydesk.edits.words import blank_after, widen
from copydesk.reports.cells import cells, shown
from copydesk.reports.diffs import FileChanges
from copydesk.reports.style import Style
from copydesk.text.edit import Edit
from copydesk.text.source import NEWLINE, Source
from copydesk.text.span import Span

BAR = " │ "
FOLD = "⋯"
LINES_AROUND = 2  # lines of a column shown before and after a change
LEAST = 12  # columns of one side
_BLANK_LINES = re.compile(r"(?:[^\S\r\n]*(?:\r\n|[\r\n]))+")
_GOES_ON = re.compile(r"[^\S\r\n]*\S")
_WORDS = re.compile(r"\r\n|[\r\n]|\S+|[^\S\r\n]+")
OLD, NEW = ("red", "bold"), ("green", "bold")


class Cell(NamedTuple):
    """A character as it is shown, its columns, and its colour."""

    shown: str
    width: int
    colour: tuple[str, ...] = ()


Cells = list[Cell]


class Row(NamedTuple):
    """A line of both columns; the number of the old line where one begins."""

    number: int | None
    left: Cells
    right: Cells


class Word(NamedTuple):
    """Cells that stay together, and the offset in the old text after them. A newline breaks the row."""

    cells: Cells
    end: int
    blank: bool = False
    newline: bool = False


def report(files: Iterable[FileChanges], style: Style) -> Iterator[str]:
    """Each file under its name, the changes in two columns."""
    gap = ""
    for file in files:
        yield f"{gap}{style(shown(file.path), 'bold')}\n"
        gap = "\n"
        source = file.fixed.before.source
        for line in side_by_side(source, [change.edit for change in file.fixed.changes], style):
            yield f"{line}\n"


def side_by_side(source: Source, edits: Iterable[Edit], style: Style) -> Iterator[str]:
    """The changes of a text with what stands around them; the first column of all is the number of the old line."""
    changes = [blank_after(source.text, edit) for edit in widen(source.text, edits)]
    gutter = len(str(len(source.line_starts)))
    width = max(LEAST, (style.width - gutter - 1 - len(BAR)) // 2)
    at = 0
    for stretch, inside in _stretches(source.text, changes, width):
        if source.text[at : stretch.start].strip():
            yield style(FOLD.rjust(gutter), "dim")
        for number, left, right in _Columns(source, width, style.colour).rows(stretch, inside):
            line = style(f"{number or '':>{gutter}}", "dim")
            gap = " " * (width - _width(left))
            yield f"{line} {_painted(left, style)}{gap}{style(BAR, 'dim')}{_painted(right, style)}".rstrip()
        at = stretch.end
    if changes and source.text[at:].strip():
        yield style(FOLD.rjust(gutter), "dim")


def _stretches(text: str, changes: Sequence[Edit], width: int) -> Iterator[tuple[Span, list[Edit]]]:
    """The parts of the text that are shown, with the changes in each; those that lie close together are one."""
    groups: list[tuple[Span, list[Edit]]] = []
    for edit in changes:
        around = Span(_back(text, edit.start, width), _on(text, edit.end, width))
        if groups and around.start - groups[-1][0].end < width:
            before, inside = groups[-1]
            inside.append(edit)
            groups[-1] = (before.hull(around), inside)
        else:
            groups.append((around, [edit]))
    yield from groups


def _back(text: str, offset: int, width: int) -> int:
    """Where to begin before a change: where a line begins, or in the middle of a long line; no empty lines."""
    low = max(0, offset - (LINES_AROUND + 1) * width)
    if low and text[low - 1] not in "\r\n":
        newline = NEWLINE.search(text, low, offset)
        low = newline.end() if newline else text.find(" ", offset - LINES_AROUND * width, offset) + 1 or low
    blank = _BLANK_LINES.match(text, low, offset)
    return blank.end() if blank else low


def _on(text: str, offset: int, width: int) -> int:
    """Where to end after a change: where a line ends, or in the middle of a long line; no empty lines."""
    high = min(len(text), offset + (LINES_AROUND + 1) * width)
    if high < len(text) and text[high] not in "\r\n":
        newline = max(text.rfind("\n", offset, high), text.rfind("\r", offset, high))
        high = newline if newline >= 0 else max(offset, text.rfind(" ", offset, offset + LINES_AROUND * width))
    while high > offset and text[high - 1].isspace():
        high -= 1
    return high


class _Columns:
    """Fills the two columns row by row."""

    def __init__(self, source: Source, width: int, colour: bool) -> None:
        self.source, self.width, self.colour = source, width, colour
        self.number: int | None = None
        self.left: Cells = []
        self.right: Cells = []

    def rows(self, stretch: Span, edits: Iterable[Edit]) -> Iterator[Row]:
        """The rows of a stretch of the text that holds the edits."""
        text, at = self.source.text, stretch.start
        self.number = self.source.line_of(at) + 1
        kept: list[Word] = []
        for edit in [*edits, Edit(stretch.end, stretch.end, "")]:
            kept = list(_words(text, Span(at, edit.start)))
            old = self._marked(text, edit.span, OLD, ("[-", "-]"))
            new = self._marked(edit.replacement, Span(0, len(edit.replacement)), NEW, ("{+", "+}"))
            yield from self._kept(kept, (old[:1], new[:1]))
            tail = next(_words(text, Span(edit.end, stretch.end)), None)
            yield from self._changed(old, new, [] if tail is None or tail.blank or tail.newline else [tail])
            at = edit.end
        goes_on = _GOES_ON.match(text, stretch.end) is not None
        if (self.left or self.right) and not (goes_on and self.left == self.right and self.number is None):
            yield self._row()

    def _kept(self, words: Sequence[Word], after: tuple[list[Word], list[Word]]) -> Iterator[Row]:
        """Words that stand on both sides begin a row together; the last one stays with what is joined to it."""
        for place, word in enumerate(words, 1):
            if word.newline:
                yield self._row(self._line_at(word.end))
                continue
            joined = after if place == len(words) and not word.blank else ([], [])
            if not self._fits([word, *joined[0]], [word, *joined[1]]):
                yield self._row()
                if word.blank:
                    continue
            *full, rest = _parts(word.cells, self.width)
            for part in full:
                self.left, self.right = part, part
                yield self._row()
            goes_on = word.blank and self.number is None  # a blank does not begin such a row
            self.left = [*self.left, *rest] if self.left or not goes_on else []
            self.right = [*self.right, *rest] if self.right or not goes_on else []

    def _changed(self, old: list[Word], new: list[Word], tail: list[Word]) -> Iterator[Row]:
        """What goes on the left, what comes on the right, as many rows as the longer of them takes.

        A single word stays with the `tail` that is joined to it.
        """
        joined = tail if len(old) < 2 and len(new) < 2 else []
        if not self._fits([*old[:1], *joined], [*new[:1], *joined]):
            yield self._row()
        left = list(self._wrapped(old, _width(self.left)))
        right = list(self._wrapped(new, _width(self.right)))
        for at in range(max(len(left), len(right))):
            number, cells = left[at] if at < len(left) else (None, [])
            if at:
                yield self._row(number)
            self.left = [*self.left, *cells]
            self.right = [*self.right, *(right[at][1] if at < len(right) else [])]

    def _marked(self, text: str, span: Span, colour: tuple[str, ...], signs: tuple[str, str]) -> list[Word]:
        """Changed words in their colour, or in brackets, which leave out the blanks at the edges."""
        if self.colour:  # which alone does not show on blanks
            return list(_words(text, span, colour if span.of(text).strip() else (*colour, "inverse")))
        words = list(_words(text, span))
        inked = [at for at, word in enumerate(words) if not word.blank] or range(len(words))
        if words:
            first, last = inked[0], inked[-1]
            words[first] = words[first]._replace(cells=[*(Cell(sign, 1) for sign in signs[0]), *words[first].cells])
            words[last] = words[last]._replace(cells=[*words[last].cells, *(Cell(sign, 1) for sign in signs[1])])
        return words

    def _wrapped(self, words: Iterable[Word], used: int) -> Iterator[tuple[int | None, Cells]]:
        """Changed words by row, each with the number of the old line if that begins there; the first goes on a row."""
        row: Cells = []
        number = None
        for word in words:
            if used and used + _width(word.cells) > self.width:
                yield number, row
                number, row, used = None, [], 0
                if word.blank and "inverse" not in word.cells[0].colour:
                    continue
            *full, rest = _parts(word.cells, self.width)
            for part in full:
                yield number, part
                number = None
            row, used = [*row, *rest], used + _width(rest)
            if word.newline:
                yield number, row
                number, row, used = self._line_at(word.end), [], 0
        yield number, row

    def _fits(self, left: Iterable[Word], right: Iterable[Word]) -> bool:
        """Whether words can go on the row, or would fit on no row better."""
        for row, words in ((self.left, left), (self.right, right)):
            width = sum(_width(word.cells) for word in words)
            if _width(row) + width > self.width and (width <= self.width or _width(row) * 2 > self.width):
                return not (self.left or self.right)
        return True

    def _row(self, number: int | None = None) -> Row:
        """The row as it stands; the next one is that of the line, or goes on with the same."""
        row = Row(self.number, self.left, self.right)
        self.number, self.left, self.right = number, [], []
        return row

    def _line_at(self, offset: int) -> int:
        return self.source.line_of(offset) + 1


def _words(text: str, span: Span, colour: tuple[str, ...] = ()) -> Iterator[Word]:
    for match in _WORDS.finditer(text, *span):
        word, end = match.group(), match.end()
        if word[0] in "\r\n":
            yield Word([Cell("↵", 1, colour)], end, newline=True)
        else:
            yield Word([Cell(one, width, colour) for one, width in cells(word)], end, blank=word.isspace())


def _parts(word: Cells, width: int) -> Iterator[Cells]:
    """The word, in parts where it is wider than a column; marks stay with their letter."""
    part: Cells = []
    used = 0
    for cell in word:
        if used + cell.width > width:
            yield part
            part, used = [], 0
        part.append(cell)
        used += cell.width
    yield part


def _width(row: Iterable[Cell]) -> int:
    return sum(cell.width for cell in row)


def _painted(row: Iterable[Cell], style: Style) -> str:
    groups = groupby(row, key=lambda cell: cell.colour)
    return "".join(style("".join(cell.shown for cell in group), *colour) for colour, group in groups)
