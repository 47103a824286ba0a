"""One list from the findings of two engines: what both flag becomes one, what they dispute goes to the surer one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from copydesk.text.edit import Edit, Fix
from copydesk.text.finding import Category, Finding
from copydesk.text.span import Span

# Findings of these kinds speak of a stretch as a whole; without a fix they dispute nothing that stands in it.
_REMARKS = frozenset({Category.READABILITY, Category.STYLE, Category.CONSISTENCY, Category.DUPLICATION})


def merge(text: str, first: Iterable[Finding], second: Iterable[Finding]) -> list[Finding]:
    """The findings of two engines on one text, by place.

    Two that flag the same words, or would make the same change, become one: the first engine's, with the code of the
    other in `sources` and its alternatives behind its own. Of two that overlap otherwise, the more confident one stays,
    and the first engine's when they are equal. Findings of one engine are never measured against each other.
    """
    ours = sorted(first, key=Finding.sort_key)
    reach = max((finding.span.length for finding in ours), default=0)
    starts = [finding.span.start for finding in ours]
    merged: list[Finding | None] = list(ours)
    added: list[Finding] = []
    for theirs in sorted(second, key=Finding.sort_key):
        near = list(_near(starts, theirs.span, reach))
        same = [index for index in near if _same(text, ours[index], theirs)]
        if same:
            for index in same:
                kept = merged[index]
                if kept is not None:
                    merged[index] = _joined(text, kept, theirs)
            if any(merged[index] is not None for index in same):
                continue
        rivals = [index for index in near if merged[index] is not None and _rivals(ours[index], theirs)]
        if any(ours[index].confidence >= theirs.confidence for index in rivals):
            continue
        for index in rivals:
            merged[index] = None
        added.append(theirs)
    return sorted([finding for finding in merged if finding is not None] + added, key=Finding.sort_key)


def _near(starts: Sequence[int], span: Span, reach: int) -> Iterator[int]:
    """The indices of the findings that may touch the span."""
    index = bisect_left(starts, span.start - reach)
    while index < len(starts) and starts[index] <= span.end:
        yield index
        index += 1


def _same(text: str, ours: Finding, theirs: Finding) -> bool:
    """Whether both flag the same words: by the words they mark, or those they would change, or by the change itself."""
    if not ours.span.touches(theirs.span):
        return False
    if _marks(ours) & _marks(theirs):
        return True
    return any(_effect(text, fix) == _effect(text, other) for fix in ours.fixes for other in theirs.fixes)


def _marks(finding: Finding) -> set[Span]:
    """The words that a finding flags, and those that it would replace."""
    marks = {finding.span}
    if finding.fix is not None and len(finding.fix.edits) == 1 and not finding.fix.span.empty:
        marks.add(finding.fix.span)
    return marks


def _effect(text: str, fix: Fix) -> frozenset[Edit]:
    """The changes of a fix, each cut down to the characters that differ."""
    return frozenset(_least(text, edit) for edit in fix.edits)


def _least(text: str, edit: Edit) -> Edit:
    start, end, new = edit
    while start < end and new and text[start] == new[0]:
        start, new = start + 1, new[1:]
    while end > start and new and text[end - 1] == new[-1]:
        end, new = end - 1, new[:-1]
    return Edit(start, end, new)


def _rivals(ours: Finding, theirs: Finding) -> bool:
    """Whether two findings dispute the same place."""
    first, second = _disputed(ours), _disputed(theirs)
    return first is not None and second is not None and first.overlaps(second)


def _disputed(finding: Finding) -> Span | None:
    """The words that a finding wants changed; None for a remark that proposes nothing."""
    if finding.fix is not None:
        return finding.fix.span if not finding.fix.span.empty else finding.span
    return None if finding.category in _REMARKS else finding.span


def _joined(text: str, ours: Finding, theirs: Finding) -> Finding:
    """The first engine's finding with what the other adds."""
    effects = [_effect(text, fix) for fix in ours.fixes]
    more = tuple(fix for fix in theirs.fixes if _effect(text, fix) not in effects)
    return replace(
        ours,
        confidence=max(ours.confidence, theirs.confidence),
        fixes=ours.fixes + more,
        url=ours.url or theirs.url,
        sources=tuple(dict.fromkeys((*ours.sources, theirs.code, *theirs.sources))),
    )
