"""A stretch of the article as it would read, with everything that the review has to say about it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from copydesk.review.preview import Kind, compare, take_old
from copydesk.review.proposals import Proposal, Verdict
from copydesk.review.session import ReviewSession
from copydesk.text.span import Span


class Role(StrEnum):
    SAME = "same"
    FLAGGED = "flagged"  # an open proposal is about it, and nothing is shown in its place
    OLD = "old"  # what the proposal would take out
    NEW = "new"  # what it would put there
    GONE = "gone"  # what an accepted proposal took out
    DONE = "done"  # what it put there


READS_NOW = frozenset({Role.SAME, Role.FLAGGED, Role.OLD, Role.DONE})  # these together are the text as it reads now


class Part(NamedTuple):
    """A piece of the article; `ids` are the proposals that it belongs to, the one that is meant first."""

    text: str
    role: Role
    ids: tuple[int, ...] = ()


class _Put(NamedTuple):
    start: int
    end: int
    new: str
    id: int
    accepted: bool

    def clashes(self, other: _Put) -> bool:
        same = (self.start, self.end) == (other.start, other.end)
        return same or (self.start < other.end and other.start < self.end)


def parts(session: ReviewSession, span: Span, first: int | None = None) -> list[Part]:
    """The text of a span of the original, with what was accepted and of each open proposal the best alternative.

    Where two proposals are in each other's way, `first` is shown, else the earlier. A change over the edge of the span
    is shown in part, its new words where it begins; an insertion between two spans belongs to the second.
    """
    length = len(session.source.text)
    proposals = session.meeting(span)
    chosen, folds = _chosen(session, span, proposals, first)
    puts = [
        _Put(one.start, one.end, one.replacement, session.owner(one), True)
        for one in session.changes.between(*span)
        if one.serial not in folds
    ]
    shown = {put.id for put in chosen}
    flags = [one for one in proposals if one.span.overlaps(span) or one.span.empty]
    open_ids = {one.id for one in flags if one.id not in shown and session.mark(one.id).verdict is Verdict.OPEN}
    made: list[Part] = []
    at = span.start
    for put in sorted((*puts, *chosen)):
        if not _belongs(put, span, length):
            continue
        made += _plain(session, Span(at, max(at, put.start)), flags, open_ids)
        made += _changed(session, put, span, flags, folds)
        at = max(at, min(put.end, span.end))
    made += _plain(session, Span(at, span.end), flags, open_ids)
    return [part for part in made if part.text]


def _chosen(
    session: ReviewSession, span: Span, proposals: Iterable[Proposal], first: int | None
) -> tuple[list[_Put], set[int]]:
    """What of the open proposals is shown in its place, and the accepted changes whose place that takes."""
    chosen: list[_Put] = []
    folds: set[int] = set()
    for proposal in sorted(proposals, key=lambda one: one.id != first):
        if session.mark(proposal.id).verdict is not Verdict.OPEN:
            continue
        best = next(iter(session.alternatives(proposal.id)), None)
        if best is None:
            continue
        alternative = proposal.alternatives[best]
        edits = [_Put(*edit, proposal.id, False) for edit in alternative.edits]
        if alternative.folds and not all(span.covers(edit.span) for edit in alternative.edits):
            continue
        if not any(one.clashes(other) for one in edits for other in chosen):
            chosen += edits
            folds |= alternative.folds
    return chosen, folds


def _belongs(put: _Put, span: Span, length: int) -> bool:
    if put.start == put.end:
        return span.start <= put.start < span.end or put.start == span.end == length
    return put.start < span.end and span.start < put.end


def _changed(
    session: ReviewSession, put: _Put, span: Span, flags: Iterable[Proposal], folds: set[int]
) -> Iterator[Part]:
    place = Span(put.start, put.end)
    ids = (put.id, *(one.id for one in flags if one.id != put.id and one.span.overlaps(place)))
    inside = Span(max(put.start, span.start), min(put.end, span.end))
    begins = put.start >= span.start
    if put.accepted:
        yield Part(inside.of(session.source.text), Role.GONE, ids)
        yield Part(put.new if begins else "", Role.DONE, ids)
    elif inside == place:
        roles = {Kind.SAME: Role.SAME, Kind.OLD: Role.OLD, Kind.NEW: Role.NEW}
        for text, kind in compare(take_old(session.changes, place, folds), put.new):
            yield Part(text, roles[kind], ids)
    else:
        yield Part(inside.of(session.source.text), Role.OLD, ids)
        yield Part(put.new if begins else "", Role.NEW, ids)


def _plain(session: ReviewSession, span: Span, flags: Iterable[Proposal], open_ids: Collection[int]) -> Iterator[Part]:
    """Text in which nothing changes, cut where a flagged span begins or ends."""
    if span.empty:
        return
    inside = sorted((one for one in flags if one.span.overlaps(span)), key=lambda one: one.span.length)
    places = sorted({*span, *(edge for one in inside for edge in one.span if span.start < edge < span.end)})
    for start, end in pairwise(places):
        over = tuple(one.id for one in inside if one.span.overlaps(Span(start, end)))  # the shortest is meant
        role = Role.FLAGGED if any(id in open_ids for id in over) else Role.SAME
        yield Part(session.source.text[start:end], role, over)
