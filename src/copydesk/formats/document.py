"""Documents: the blocks of prose over a source, with everything else masked."""

from __future__ import annotations

import os
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from copydesk.edits.change import OffsetMap, apply_edits
from copydesk.edits.compare import edits_by_line
from copydesk.text.edit import Edit
from copydesk.text.mask import INVISIBLE, OPAQUE
from copydesk.text.source import Source, read_file
from copydesk.text.span import Span


class BlockKind(StrEnum):
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    TABLE_CELL = "table_cell"
    QUOTE = "quote"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of prose. Sentences never cross its edges."""

    kind: BlockKind
    start: int
    end: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment in the syntax of the format: where it stands, and its text without the delimiters."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Layout:
    """What a format makes of a text.

    `masked` has the length of the text. What a reader does not see is INVISIBLE; what no rule may read or touch (code,
    URLs, front matter, markup outside blocks) is OPAQUE. Blocks are in order and do not overlap.

    `locked` are the offsets (in order) of code points that rules may read and no fix may touch: images, the ends of
    lines that are paragraphs. Only a line that is in `removable` may go, as a whole and with the newline before it.
    `warnings` say what a user should know of how the file was read.
    """

    masked: str
    blocks: tuple[Block, ...]
    comments: tuple[Comment, ...] = ()
    locked: tuple[int, ...] = ()
    removable: tuple[Span, ...] = ()
    warnings: tuple[str, ...] = ()

    def edited(self, edits: Iterable[Edit]) -> Layout:
        """The layout after edits of what may be touched, for formats whose layout does not follow from the text."""
        places = OffsetMap(edits)
        masked = apply_edits(self.masked, places.edits)
        blocks = (Block(block.kind, *places.new_span(block.span)) for block in self.blocks)
        comments = (Comment(*places.new_span(Span(one.start, one.end)), one.text) for one in self.comments)
        kept = (offset for offset in self.locked if not places.new_span(Span(offset, offset + 1)).empty)
        return Layout(
            masked,
            tuple(block for block in blocks if masked[block.start : block.end].strip()),
            tuple(comments),
            tuple(places.new(offset, after=True) for offset in kept),
            tuple(places.new_span(span) for span in self.removable),
        )

    def holds(self, start: int, end: int) -> bool:
        """Whether these code points hold a locked one, and are not just lines that may go as a whole.

        Text is inserted (`start` equals `end`) beside what is not locked.
        """
        if start == end and self.locked:
            return self._is_locked(start - 1) and self._is_locked(start)
        place = bisect_left(self.locked, start)
        if place == len(self.locked) or self.locked[place] >= end:
            return False
        lines = self.removable[bisect_left(self.removable, start + 1, key=lambda span: span.start) :]
        for line in lines:
            if line.start != start + 1 or start >= end:
                break
            start = line.end
        return start != end

    def _is_locked(self, offset: int) -> bool:
        place = bisect_left(self.locked, offset)
        return not 0 <= offset < len(self.masked) or self.locked[place : place + 1] == (offset,)


@dataclass(frozen=True)
class Document:
    """A source and its layout in one format."""

    source: Source
    format: str
    layout: Layout

    @classmethod
    def of(cls, source: Source, format: str | None = None) -> Document:
        """Lay out a source; the format is told from the path and the text when not given.

        Raises ConfigError for an unknown format.
        """
        from copydesk.formats.detect import detect, parser_of

        name = format or detect(source)
        return cls(source, name, parser_of(name)(source.text))

    @classmethod
    def parse(cls, text: str, format: str | None = None, path: str | None = None) -> Document:
        """Lay out a text."""
        return cls.of(Source(text, path), format)

    @classmethod
    def read(cls, path: str | os.PathLike[str], format: str | None = None, encoding: str | None = None) -> Document:
        """Read and lay out a file. Raises SourceError when it cannot be read or decoded."""
        return cls.from_bytes(read_file(path), path, format, encoding)

    @classmethod
    def from_bytes(
        cls,
        data: bytes,
        path: str | os.PathLike[str] | None = None,
        format: str | None = None,
        encoding: str | None = None,
    ) -> Document:
        """Decode and lay out the content of a file. Raises SourceError when that is not possible."""
        from copydesk.formats.detect import package_reader

        name = None if path is None else os.fspath(path)
        if read := package_reader(data, name, format):
            return cls(*read(data, name))
        return cls.of(Source.from_bytes(data, path, encoding), format)

    @property
    def text(self) -> str:
        return self.source.text

    @property
    def masked(self) -> str:
        return self.layout.masked

    @property
    def blocks(self) -> Sequence[Block]:
        return self.layout.blocks

    def with_text(self, text: str) -> Document:
        """The same document with another text, laid out anew."""
        if self.source.package is not None:
            return self.edited(edits_by_line(self.text, text))
        return Document.of(self.source.with_text(text), self.format)

    def edited(self, edits: Sequence[Edit]) -> Document:
        """The same document after edits of its text."""
        source = self.source.with_text(apply_edits(self.text, edits))
        if source.package is not None:
            return Document(source, self.format, self.layout.edited(edits))
        return Document.of(source, self.format)

    def editable(self, start: int, end: int) -> bool:
        """Whether a fix may replace these code points (or insert there, when start equals end).

        Text is only inserted into blocks or at their edges, and there not inside markup or before a line's prefix.
        """
        masked, text = self.masked, self.text
        if self.layout.holds(start, end):
            return False
        if start == end:
            place = bisect_right(self.blocks, start, key=lambda block: block.start) - 1
            if place < 0 or start > self.blocks[place].end:
                return False
            inside = start > 0 and (self._is_masked(start - 1) or text[start - 1] in "\r\n")
            return not (inside and start < len(text) and self._is_masked(start))
        stretch = masked[start:end]
        if INVISIBLE not in stretch and OPAQUE not in stretch:
            return True
        return stretch == text[start:end]

    def _is_masked(self, offset: int) -> bool:
        return self.masked[offset] in (INVISIBLE, OPAQUE) and self.masked[offset] != self.text[offset]
