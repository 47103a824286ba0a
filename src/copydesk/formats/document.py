"""Documents: the blocks of prose over a source, with everything else masked."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from copydesk.text.mask import INVISIBLE, OPAQUE
from copydesk.text.source import Source
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
    """

    masked: str
    blocks: tuple[Block, ...]
    comments: tuple[Comment, ...] = ()


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
        return cls.of(Source.read(path, encoding), format)

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
        return Document.of(self.source.with_text(text), self.format)

    def editable(self, start: int, end: int) -> bool:
        """Whether a fix may replace these code points (or insert there, when start equals end).

        Text is only inserted into blocks or at their edges, and there not inside markup or before a line's prefix.
        """
        masked, text = self.masked, self.text
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
