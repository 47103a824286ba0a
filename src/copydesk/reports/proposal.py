"""What a fix would write, in a line."""

from __future__ import annotations

from copydesk.edits.change import apply_edits
from copydesk.reports.cells import shorten, shown
from copydesk.text.edit import Edit, Fix
from copydesk.text.finding import Finding
from copydesk.text.source import Source
from copydesk.text.span import Span

LONGEST = 70


def proposal(fix: Fix, finding: Finding, source: Source) -> str:
    """The flagged words as the fix leaves them; what it replaces as well, where that is not the flagged words."""
    region = finding.span.hull(fix.span)
    if region.length > LONGEST:
        region = _whole_words(source.text, fix.span)
    text = source.text[region.start : region.end]
    edits = [Edit(edit.start - region.start, edit.end - region.start, edit.replacement) for edit in fix.edits]
    old, new = text, apply_edits(text, edits)
    if not new.strip():
        return f"delete {_quoted(old)}"
    if region == finding.span:
        return _quoted(new)
    return f"{_quoted(old)} → {_quoted(new)}"


def rewriting(text: str, edit: Edit) -> str:
    """What an edit does to a text: the words that it touches, before and after."""
    region = _whole_words(text, edit.span)
    old = region.of(text)
    new = text[region.start : edit.start] + edit.replacement + text[edit.end : region.end]
    return f"{_quoted(old)} → {_quoted(new)}" if new.strip() else f"delete {_quoted(old)}"


def _quoted(text: str) -> str:
    return f"“{shorten(shown(text), LONGEST)}”"


def _whole_words(text: str, span: Span) -> Span:
    """The span widened to the words that it cuts, or to those beside it where it is empty."""
    start, end = span
    while start > 0 and not text[start - 1].isspace() and span.start - start < LONGEST:
        start -= 1
    while end < len(text) and not text[end].isspace() and end - span.end < LONGEST:
        end += 1
    return Span(start, end)
