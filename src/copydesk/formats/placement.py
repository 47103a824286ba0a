"""Where the inline content of a Markdown block lies in the source.

The parser hands out the content of a block as one string, without quote prefixes, list indents and table bars. A
placement leads from its offsets back to the source; it is only made where every piece was found to be exactly there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

_BLANK = " \t"


class Piece(NamedTuple):
    """A piece of content and where it lies; its length in the source differs only by a two-character newline."""

    content: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Placement:
    """Pieces in order. What lies between two of them in the source is markup."""

    pieces: tuple[Piece, ...]

    def start(self, offset: int) -> int:
        """The place in the source of the code point at a content offset."""
        piece = self.pieces[max(0, bisect_right(self.pieces, offset, key=lambda item: item.content) - 1)]
        return min(piece.start + max(0, offset - piece.content), piece.end)

    def end(self, offset: int) -> int:
        """The place in the source where the content before an offset ends."""
        return self.start(offset - 1) + 1 if offset else self.pieces[0].start

    def gaps(self) -> Iterator[tuple[int, int]]:
        """The stretches of markup between the pieces."""
        for number in range(1, len(self.pieces)):
            if self.pieces[number - 1].end < self.pieces[number].start:
                yield self.pieces[number - 1].end, self.pieces[number].start


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a text without their newlines, and where each starts in the source; the last start is the end."""

    texts: Sequence[str]
    starts: Sequence[int]

    def paragraph(self, content: str, first: int, last: int) -> Placement | None:
        """The place of content that fills the lines from `first` up to `last`, but for prefixes and white space.

        The parser drops whole lines at the edges when they hold nothing but exotic white space.
        """
        parts = content.split("\n")
        places = [self._aligned(parts, line) for line in range(first, last - len(parts) + 1)]
        found = [place for place in places if place is not None]
        return found[0] if len(found) == 1 else None

    def _aligned(self, parts: Sequence[str], first: int) -> Placement | None:
        """The place of lines of content that end the lines from `first` on."""
        pieces, offset = [], 0
        for number, part in enumerate(parts):
            line = self.texts[first + number]
            last = number == len(parts) - 1
            ink = part.lstrip(_BLANK)
            for cut in (line, line.rstrip(_BLANK), line.rstrip()) if last else (line,):
                if cut.endswith(ink):
                    line = cut
                    break
            else:
                return None
            start = self.starts[first + number] + len(line) - len(ink)
            end = start + len(ink) if last else self.starts[first + number + 1]
            pieces.append(Piece(offset + len(part) - len(ink), start, end))
            offset += len(part) + 1
        return Placement(tuple(pieces))

    def heading(self, content: str, line: int, column: int) -> Placement | None:
        """The place of the content of a heading whose hashes begin at a column."""
        text = self.texts[line]
        while text[column : column + 1] == "#":
            column += 1
        while text[column : column + 1].isspace():
            column += 1
        if not content or not text.startswith(content, column):
            return None
        start = self.starts[line] + column
        return Placement((Piece(0, start, start + len(content)),))

    def cells(self, line: int, column: int) -> list[tuple[str, Placement]]:
        """The cells of a table row that begins at a column: their contents, bars unescaped, and their places."""
        row = self.texts[line].rstrip()
        while row[column : column + 1].isspace():
            column += 1
        bounds, escaped = [column], False
        drops: list[int] = []
        for place in range(column, len(row)):
            if row[place] == "|":
                if escaped:
                    drops.append(place - 1)
                else:
                    bounds += (place, place + 1)
            escaped = row[place] == "\\"
        bounds.append(len(row))
        ranges = list(zip(bounds[::2], bounds[1::2], strict=True))
        if ranges and ranges[0][0] == ranges[0][1]:
            del ranges[0]
        if ranges and ranges[-1][0] == ranges[-1][1]:
            del ranges[-1]
        return [self._cell(line, start, end, drops) for start, end in ranges]

    def _cell(self, line: int, start: int, end: int, drops: Sequence[int]) -> tuple[str, Placement]:
        text, base = self.texts[line], self.starts[line]
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        pieces, content = [], ""
        for drop in [place for place in drops if start <= place < end] + [end]:
            pieces.append(Piece(len(content), base + start, base + drop))
            content += text[start:drop]
            start = drop + 1
        return content, Placement(tuple(pieces))
