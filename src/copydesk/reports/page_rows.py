"""A text taken apart into rows of a page: paragraphs with their changes and flagged words, and the notes on them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from copydesk.edits.words import blank_after, widen
from copydesk.formats.document import BlockKind, Document
from copydesk.reports.remarks import Reason, Remark
from copydesk.text.edit import Edit
from copydesk.text.span import Span


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered place: a change in whole words (`old` are the words that go), or (no edit) flagged words.

    The number stands at `anchor`, an offset of the original text at the end of the words.
    """

    number: int
    anchor: int
    span: Span
    edit: Edit | None
    old: str
    reasons: tuple[Reason, ...]
    safe: bool = False


class Flagged(NamedTuple):
    """Words that stay but are flagged."""

    text: str


Piece = str | Flagged | Item  # text that stays, flagged text, and where an item has its number


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch of the text from `start` on, and the items that have their number in it."""

    start: int
    pieces: tuple[Piece, ...]
    items: tuple[Item, ...]


def line_starts(document: Document) -> tuple[tuple[int, ...], frozenset[int]]:
    """Where the blocks of a document and what stands between them begin, and which of these parts are no prose."""
    source, text = document.source, document.text
    starts: dict[int, bool] = {}  # offset of a line: whether prose begins there
    for block in document.blocks:
        line = source.line_of(block.start)
        starts[source.line_starts[line]] = block.kind is not BlockKind.TABLE_CELL
        after = source.line_of(max(block.start, block.end - 1)) + 1
        while after < len(source.line_starts) and source.line_span(after).of(text).isspace():
            after += 1
        while after < len(source.line_starts) and not source.line_span(after).of(text):
            after += 1
        if after < len(source.line_starts):
            starts.setdefault(source.line_starts[after], False)
    if text and 0 not in starts:
        starts[0] = False
    return tuple(sorted(starts)), frozenset(start for start, prose in starts.items() if not prose)


def items_of(text: str, remarks: Iterable[Remark]) -> list[Item]:
    """The remarks as numbered items in the order of their numbers in the text; changes that share a word are one."""
    remarks = sorted(remarks, key=lambda remark: remark.span)
    changing = [remark for remark in remarks if remark.edit is not None]
    found: list[tuple[Span, Edit | None, list[Remark]]] = []
    place = 0
    for change in widen(text, [remark.edit for remark in changing if remark.edit is not None]):
        about: list[Remark] = []
        while place < len(changing) and changing[place].span.start <= change.end:
            about.append(changing[place])
            place += 1
        change = blank_after(text, change)
        found.append((change.span, change, about))
    changed = [span for span, _, _ in found]
    found += [(remark.span, None, [remark]) for remark in remarks if remark.edit is None]
    anchored = sorted((_anchor(one[0], changed), one[1] is None, one[0], at) for at, one in enumerate(found))
    items = []
    for number, (anchor, _, span, at) in enumerate(anchored, 1):
        _, edit, about = found[at]
        reasons = tuple(dict.fromkeys(reason for remark in about for reason in remark.reasons))
        safe = edit is not None and all(remark.safe for remark in about)
        items.append(Item(number, anchor, span, edit, span.of(text) if edit else "", reasons, safe))
    return items


def _anchor(span: Span, changed: Sequence[Span]) -> int:
    """The end of a span, or of the change that it lies in."""
    place = bisect_right(changed, span.end, key=lambda change: change.end)
    return changed[place].end if place < len(changed) and changed[place].start < span.end else span.end


def rows(text: str, items: Sequence[Item], parts: Iterable[int]) -> Iterator[Row]:
    """The text row by row; no row ends inside a change. `parts` are the offsets at which rows may begin."""
    changes = [item.span for item in items if item.edit is not None]
    flagged = _merged(item.span for item in items if item.edit is None)
    start = place = 0
    for end in [*(part for part in parts if 0 < part < len(text)), len(text)]:
        cut = bisect_right(changes, end, key=lambda change: change.end)
        if cut < len(changes) and changes[cut].start < end:
            continue
        first = place
        while place < len(items) and items[place].anchor <= end:
            place += 1
        inside = tuple(items[first:place])
        yield Row(start, tuple(_pieces(text, Span(start, end), inside, flagged)), inside)
        start = end


def _pieces(text: str, row: Span, items: Iterable[Item], flagged: Sequence[Span]) -> Iterator[Piece]:
    at = row.start
    for item in items:
        yield from _kept(text, Span(at, item.anchor if item.edit is None else item.span.start), flagged)
        yield item
        at = item.anchor
    yield from _kept(text, Span(at, row.end), flagged)


def _kept(text: str, stretch: Span, flagged: Sequence[Span]) -> Iterator[Piece]:
    """Text that stays, its flagged words apart."""
    at = stretch.start
    for place in range(bisect_right(flagged, at, key=lambda span: span.end), len(flagged)):
        span = Span(max(at, flagged[place].start), min(flagged[place].end, stretch.end))
        if span.start >= stretch.end:
            break
        if at < span.start:
            yield text[at : span.start]
        yield Flagged(span.of(text))
        at = span.end
    if at < stretch.end:
        yield text[at : stretch.end]


def _merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap as one, without empty ones."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start < result[-1].end:
            result[-1] = result[-1].hull(span)
        elif not span.empty:
            result.append(span)
    return result
