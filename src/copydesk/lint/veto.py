"""Findings that a person has turned down: left out of the results, and still left out when the text has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from copydesk.edits.change import OffsetMap
from copydesk.formats.document import Document
from copydesk.lint.config import Config
from copydesk.lint.linter import LintResult
from copydesk.text.edit import Edit
from copydesk.text.finding import Finding
from copydesk.text.span import Span

# What is left of the first result of a document; what is turned down goes to `rejected`. Has to be picklable.
Veto = Callable[[Document, Config, LintResult], LintResult]

Refused = frozenset[tuple[str, Span]]  # codes and spans of the original text


def refused_in(result: LintResult) -> Refused:
    return frozenset((finding.code, finding.span) for finding in result.rejected)


def still_without(result: LintResult, refused: Refused, edits: Iterable[Edit]) -> LintResult:
    """The result for a text that edits of the original made: a finding at a place where it was turned down goes.

    As in a review, a finding that only an edit put there is another one.
    """
    if not refused:
        return result
    places = OffsetMap(edits)
    kept: list[Finding] = []
    gone: list[Finding] = []
    for finding in result.findings:
        there = (finding.code, places.old_span(finding.span)) in refused and _exact(places, finding.span)
        (gone if there else kept).append(finding)
    return replace(result, findings=tuple(kept), rejected=(*result.rejected, *gone))


def _exact(places: OffsetMap, span: Span) -> bool:
    """Whether no edge of a span of the new text lies inside what an edit put there."""
    old = places.old_span(span)
    starts = {places.new(old.start), places.new(old.start, after=True)}
    ends = {places.new(old.end), places.new(old.end, after=True)}
    return span.start in starts and span.end in ends
