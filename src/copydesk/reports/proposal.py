"""What a fix would write, in a line."""

from __future__ import annotations

from collections.abc import Iterable

from copydesk.edits.change import apply_edits
from copydesk.edits.words import widen
from copydesk.reports.cells import shorten, shown
from copydesk.text.edit import Edit, Fix
from copydesk.text.finding import Finding
from copydesk.text.source import Source
from copydesk.text.span import Span

LONGEST = 70


def proposal(fix: Fix, finding: Finding, source: Source) -> str:
    """The flagged words as the fix leaves them; what it replaces as well, where that is not the flagged words."""
    if len(fix.edits) == 1 and _takes_words_out(source.text, fix.edits[0]):
        return f"delete {_quoted(fix.edits[0].span.of(source.text).strip())}"
    region = finding.span.hull(fix.span)
    if region.length > LONGEST:
        region = _whole_words(source.text, fix.span)
    old, new = region.of(source.text), _after(source.text, fix.edits, region)
    return _quoted(new) if region == finding.span else _step(old, new)


def rewriting(text: str, edit: Edit) -> str:
    """What an edit does to a text: the words that it touches, before and after."""
    if _takes_words_out(text, edit):
        return f"delete {_quoted(edit.span.of(text).strip())}"
    wide = next(iter(widen(text, (edit,))), edit)
    if wide.replacement and not wide.span.empty:
        return _step(wide.span.of(text), wide.replacement)
    region = _whole_words(text, edit.span)
    return _step(region.of(text), _after(text, (edit,), region))


def _after(text: str, edits: Iterable[Edit], region: Span) -> str:
    inside = (Edit(edit.start - region.start, edit.end - region.start, edit.replacement) for edit in edits)
    return apply_edits(region.of(text), inside)


def _takes_words_out(text: str, edit: Edit) -> bool:
    """Whether an edit is nothing but the deletion of whole words."""
    old = edit.span.of(text)
    if edit.replacement or not old.strip():
        return False
    before, after = text[max(0, edit.start - 1) : edit.start], text[edit.end : edit.end + 1]
    return not (before.isalnum() and old[0].isalnum()) and not (after.isalnum() and old[-1].isalnum())


def _step(old: str, new: str) -> str:
    """“old” → “new”, without the blanks that both begin or end with."""
    head = len(old) - len(old.lstrip()) if old[:1] == new[:1] and old[:1].isspace() else 0
    tail = 1 if len(old) > head + 1 and old[-1:] == new[-1:] and old[-1:].isspace() else 0
    if new[:head] != old[:head]:
        head = 0
    return f"{_quoted(old[head : len(old) - tail])} → {_quoted(new[head : len(new) - tail])}"


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
