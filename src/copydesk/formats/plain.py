"""Plain text: paragraphs, lists, quotations, headings and captions, told apart by how the lines look."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from copydesk.formats.captions import is_capitals, is_caption, is_title, opens_caption
from copydesk.formats.document import Block, BlockKind, Comment, Layout
from copydesk.formats.links import links
from copydesk.formats.masking import Mask, worded
from copydesk.formats.wrapping import Break, joined, wrap_width

_LINE = re.compile(r"\S[^\r\n]*")
_NEWLINE = re.compile(r"\r\n|\n|\r")
_COMMENT = re.compile(r"<!--[ \t]*(copydesk:[^\r\n]{0,500}?)[ \t]*-->")
_LINE_COMMENT = re.compile(r"(?:#|//)[ \t]*(copydesk:[^\r\n]*)")
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_MARKER = re.compile(
    r"(?:[-*+•‣⁃◦▪●○■□–—·»✓✔➤→]|\d{1,3}[.)]|\(\d{1,3}\)|[a-zA-Z]\)|\([a-zA-Z]\)|\([ivx]{2,4}\)|[ivx]{2,4}[.)])"
    r"[ \t]+(?=\S)"
)
_RULE = re.compile(r"[-=_*~#+.•·—–|:\s]{3,}|[-=*_~#—–]+")
_UNDERLINE = re.compile(r"={3,}|-{3,}|~{3,}|\^{3,}|\*{3,}")
_COLUMNS = re.compile(r"[^\S\t]*\t\s*| {3,}|\s*\|\s*")


@dataclass(frozen=True, slots=True)
class _Line:
    """The ink of a line: its place, its text, the columns it covers, and how deep it is quoted."""

    start: int
    end: int
    text: str
    indent: int
    depth: int = 0

    @property
    def column(self) -> int:
        return self.indent + len(self.text)

    def part(self, start: int, end: int) -> _Line:
        """The part of the line between two columns of its text."""
        return replace(
            self, start=self.start + start, end=self.start + end, text=self.text[start:end], indent=self.indent + start
        )


@dataclass(slots=True)
class _Item:
    """The lines of one block to be; `indent` is where its marker or its first line begins."""

    kind: BlockKind
    lines: list[_Line]
    indent: int


def parse(text: str) -> Layout:
    """The layout of a plain text. Takes time in proportion to its length."""
    mask = Mask(text)
    comments = _comments(text)
    chunks = [chunk for chunk in _chunks(text, comments) if chunk]
    width = wrap_width([item for chunk in chunks for item in _breaks(chunk)])
    blocks: list[Block] = []
    for number, chunk in enumerate(chunks):
        for item in _items(chunk, width, more=number + 1 < len(chunks)):
            blocks.append(Block(item.kind, item.lines[0].start, item.lines[-1].end))
            for before, after in pairwise(item.lines):
                if after.depth:
                    newline = max(text.rfind("\n", before.end, after.start), text.rfind("\r", before.end, after.start))
                    mask.invisible(newline + 1, after.start)
    for comment in comments:
        mask.invisible(comment.start, comment.end)
    for span in links(text):
        mask.opaque(span.start, span.end)
    blocks = worded(mask.masked(), blocks)
    mask.outside(blocks)
    return Layout(mask.masked(), tuple(blocks), tuple(comments))


def _comments(text: str) -> list[Comment]:
    """The comments that speak to copydesk; all others are text."""
    if "copydesk:" not in text:
        return []
    found = [Comment(match.start(), match.end(), match[1]) for match in _COMMENT.finditer(text)]
    for line in _LINE.finditer(text):
        if match := _LINE_COMMENT.match(text, line.start(), line.end()):
            found.append(Comment(match.start(), match.end(), match[1].rstrip()))
    return sorted(found, key=lambda comment: comment.start)


def _chunks(text: str, comments: Sequence[Comment]) -> Iterator[list[_Line]]:
    """The lines between blank lines, without the comments at their edges."""
    chunk: list[_Line] = []
    pending = list(reversed(comments))
    previous = 0
    for match in _LINE.finditer(text):
        start, end = match.span()
        gap = text[previous:start]
        if len(gap) > 1 and len(_NEWLINE.findall(gap)) > 1:
            yield chunk
            chunk = []
        previous = end
        indent = len(gap) - 1 - max(gap.rfind("\n"), gap.rfind("\r"))
        while pending and pending[-1].start < end:
            comment = pending.pop()
            if not text[start : comment.start].strip():
                start = comment.end
            elif not text[comment.end : end].strip():
                end = comment.start
        content = text[start:end]
        ink = content.strip()
        if not ink:
            continue
        start += len(content) - len(content.lstrip())
        line = _Line(start, start + len(ink), ink, indent)
        if quote := _QUOTE.match(ink):
            line = replace(line.part(quote.end(), len(ink)), depth=quote.group().count(">"))
            lead = len(line.text) - len(line.text.lstrip())
            line = line.part(lead, len(line.text))
        if line.text:
            chunk.append(line)
        else:
            yield chunk
            chunk = []
    yield chunk


def _break(before: _Line, after: _Line) -> Break:
    return Break(before.text, after.text, before.column)


def _breaks(chunk: Sequence[_Line]) -> Iterator[Break]:
    """The line breaks of a chunk that may lie within a paragraph."""
    for before, after in pairwise(chunk):
        if before.depth == after.depth and not (_MARKER.match(after.text) or _ruled(before) or _ruled(after)):
            yield _break(before, after)


def _ruled(line: _Line) -> bool:
    return len(line.text) <= 400 and _RULE.fullmatch(line.text) is not None


def _cells(line: _Line) -> list[_Line]:
    """The cells of a table row that is drawn with bars, tabs or wide gaps; at most one when the line is no such row."""
    if len(line.text) > 2000 or not any(gap in line.text for gap in ("|", "\t", "   ")):
        return []
    cells, start = [], 0
    for gap in _COLUMNS.finditer(line.text):
        cells.append(line.part(start, gap.start()))
        start = gap.end()
    cells.append(line.part(start, len(line.text)))
    return [cell for cell in cells if cell.text]


def _items(chunk: Sequence[_Line], width: int | None, *, more: bool) -> list[_Item]:
    """The blocks of a chunk. `more`: another chunk follows."""
    own = wrap_width(list(_breaks(chunk))) if len(chunk) > 4 else None
    width = own or width
    items: list[_Item] = []
    current: _Item | None = None  # the block that the next line may continue
    rows = [_cells(line) for line in chunk]
    for number, line in enumerate(chunk):
        before = chunk[number - 1] if number else None
        if _ruled(line):
            if current and len(current.lines) == 1 and current.lines[-1] is before and _UNDERLINE.fullmatch(line.text):
                current.kind = BlockKind.HEADING
            current = None
            continue
        cells = rows[number]
        around = rows[max(0, number - 1) : number] + rows[number + 1 : number + 2]
        if len(cells) > 1 and (line.text[0] == "|" or any(len(row) > 1 for row in around)):
            items += [_Item(BlockKind.TABLE_CELL, [cell], cell.indent) for cell in cells]
            current = None
            continue
        marker = _MARKER.match(line.text)
        if marker and not _mid_sentence(current, line, width):
            current = _Item(BlockKind.LIST_ITEM, [line.part(marker.end(), len(line.text))], line.indent)
            items.append(current)
        elif current and _continues(current, line, width):
            current.lines.append(line)
        else:
            current = _Item(BlockKind.QUOTE if line.depth else BlockKind.PARAGRAPH, [line], line.indent)
            items.append(current)
    _name(items, alone=len(items) == 1 and more)
    return items


def _mid_sentence(current: _Item | None, line: _Line, width: int | None) -> bool:
    """Whether what looks like a list marker is a dash or a number in a sentence that was wrapped."""
    if current is None or current.kind is BlockKind.LIST_ITEM or current.lines[-1].depth != line.depth:
        return False
    end = _break(current.lines[-1], line)
    return not end.stops and (end.hangs or (width is not None and end.fits(width)))


def _continues(current: _Item, line: _Line, width: int | None) -> bool:
    """Whether a line carries on the block above it."""
    last = current.lines[-1]
    if last.depth != line.depth or opens_caption(line.text) or (len(current.lines) == 1 and is_caption(last.text)):
        return False
    if current.kind is BlockKind.LIST_ITEM and line.indent > current.indent:
        return True
    end = _break(last, line)
    if current.kind is not BlockKind.LIST_ITEM and line.indent > last.indent + 1 and end.stops:
        return False
    return joined(end, width)


def _name(items: Sequence[_Item], *, alone: bool) -> None:
    """Tell captions and headings from paragraphs. `alone`: the one block stands between blank lines."""
    for number, item in enumerate(items):
        if item.kind is not BlockKind.PARAGRAPH or len(item.lines) > 1:
            continue
        text = item.lines[0].text
        following = items[number + 1] if number + 1 < len(items) else None
        titled = False
        if is_caption(text):
            item.kind = BlockKind.CAPTION
        elif is_capitals(text):
            titled = alone or following is not None
        elif is_title(text):
            titled = alone or (number == 0 and following is not None and _towers(following, text))
        if titled:
            item.kind = BlockKind.HEADING


def _towers(following: _Item, title: str) -> bool:
    """Whether what follows is so much longer that the line above it must be its title."""
    length = sum(len(line.text) for line in following.lines)
    return following.kind is BlockKind.PARAGRAPH and length > 2 * len(title) + 20
