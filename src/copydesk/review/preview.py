"""Before and after of one proposal in its context, as pieces that any front can show."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from copydesk.review.changes import Changes
from copydesk.text.edit import Edit
from copydesk.text.span import Span

REACH = 120  # code points of context on either side
MOST_WORDS = 400  # up to here, what stays inside a replaced stretch is told from what changes
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_NEWLINES = re.compile(r"[\r\n]")


class Kind(StrEnum):
    SAME = "same"
    OLD = "old"
    NEW = "new"
    FLAGGED = "flagged"


class Piece(NamedTuple):
    text: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the text around what changes; `before` reads as the text reads now.

    `after` is None where nothing is proposed. `cut_left` and `cut_right` tell that the line goes on.
    """

    span: Span
    before: tuple[Piece, ...]
    after: tuple[Piece, ...] | None
    cut_left: bool
    cut_right: bool


def windows(
    changes: Changes, flagged: Span, edits: Sequence[Edit], folds: Collection[int], reach: int = REACH
) -> tuple[Window, ...]:
    """What edits that take the place of `folds` would change, each place in its context; near places share a window.

    Without edits: the flagged span. Offsets are of the original text; the flagged span cuts no change.
    """
    made = []
    for hull in _grouped([edit.span for edit in edits] or [flagged], 2 * reach):
        span, cut_left, cut_right = _context(changes, hull, reach)
        inside = [edit for edit in edits if span.covers(edit.span)]
        if edits:
            before, after = _both(changes, span, inside, folds)
            made.append(Window(span, tuple(before), tuple(after), cut_left, cut_right))
        else:
            made.append(Window(span, tuple(_joined(_flagged(changes, span, flagged))), None, cut_left, cut_right))
    return tuple(made)


def _grouped(spans: Iterable[Span], apart: int) -> list[Span]:
    groups: list[Span] = []
    for span in sorted(spans):
        if groups and span.start - groups[-1].end <= apart:
            groups[-1] = groups[-1].hull(span)
        else:
            groups.append(span)
    return groups


def _context(changes: Changes, hull: Span, reach: int) -> tuple[Span, bool, bool]:
    """The lines that the hull stands in, cut between words where they are long."""
    text = changes.original
    start, end = max(0, hull.start - reach), min(len(text), hull.end + reach)
    newlines = [match.end() for match in _NEWLINES.finditer(text, start, hull.start)]
    cut_left = not newlines and start > 0 and text[start - 1] not in "\r\n"
    if newlines:
        start = newlines[-1]
    elif cut_left:
        start = text.find(" ", start, hull.start) + 1 or hull.start
    newline = _NEWLINES.search(text, hull.end, end)
    cut_right = newline is None and end < len(text) and text[end] not in "\r\n"
    if newline:
        end = newline.start()
    elif cut_right:
        space = text.rfind(" ", hull.end, end)
        end = space if space >= 0 else hull.end
    return changes.widen(Span(start, end)), cut_left, cut_right


def _both(
    changes: Changes, span: Span, edits: Sequence[Edit], folds: Collection[int]
) -> tuple[list[Piece], list[Piece]]:
    """The window as it reads now and as it would read."""
    before: list[Piece] = []
    after: list[Piece] = []
    marks = [(edit, True) for edit in edits]
    marks += [
        (Edit(one.start, one.end, one.replacement), False)
        for one in changes.between(*span)
        if one.serial not in folds and span.start <= one.start and one.end <= span.end
    ]
    at, left = span.start, set(folds)
    for edit, proposed in sorted(marks):
        same = Piece(changes.original[at : edit.start], Kind.SAME)
        before.append(same)
        after.append(same)
        if proposed:
            old = take_old(changes, edit.span, left)
            for piece in compare(old, edit.replacement):
                if piece.kind is not Kind.NEW:
                    before.append(piece)
                if piece.kind is not Kind.OLD:
                    after.append(piece)
        else:
            before.append(Piece(edit.replacement, Kind.SAME))
            after.append(before[-1])
        at = edit.end
    rest = Piece(changes.original[at : span.end], Kind.SAME)
    return _joined((*before, rest)), _joined((*after, rest))


def take_old(changes: Changes, span: Span, folds: set[int]) -> str:
    """What stands in a span with just those of its changes in it that an edit folds in; they leave `folds`.

    Two edits of a proposal may meet at a change: it is shown with the first of them.
    """
    between = changes.between(*span)
    taken = {one.serial for one in between if one.serial in folds and span.covers(Span(one.start, one.end))}
    folds -= taken
    return changes.reading(*span, (), {one.serial for one in between} - taken)


def _flagged(changes: Changes, span: Span, flagged: Span) -> Iterator[Piece]:
    """The window as it reads now with the flagged span told apart."""
    inside = [one for one in changes.between(*span) if span.start <= one.start and one.end <= span.end]
    edges = {span.start, flagged.start, flagged.end, span.end}
    marks = sorted([(one.start, one.end, one.replacement) for one in inside] + [(edge, edge, "") for edge in edges])
    at = span.start
    for start, end, replacement in marks:
        kind = Kind.FLAGGED if flagged.start <= at and start <= flagged.end else Kind.SAME
        yield Piece(changes.original[at:start], kind)
        within = flagged.start <= start and end <= flagged.end
        yield Piece(replacement, Kind.FLAGGED if within else Kind.SAME)
        at = end


def compare(old: str, new: str, most: int = MOST_WORDS) -> Iterator[Piece]:
    """What stays, goes and comes between two stretches, in whole words; as a whole where there are more than `most`."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if len(before) + len(after) > most:
        yield Piece(old, Kind.OLD)
        yield Piece(new, Kind.NEW)
        return
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("".join(before[a:b]), Kind.SAME)
        else:
            yield Piece("".join(before[a:b]), Kind.OLD)
            yield Piece("".join(after[c:d]), Kind.NEW)


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Without empty pieces, neighbours of a kind as one; a lone space between two changes belongs to them."""
    result: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if len(result) > 1 and result[-1] == (" ", Kind.SAME) and result[-2].kind is piece.kind is not Kind.SAME:
            result.pop()
            piece = Piece(f" {piece.text}", piece.kind)
        if result and result[-1].kind is piece.kind:
            result[-1] = Piece(result[-1].text + piece.text, piece.kind)
        else:
            result.append(piece)
    return result
