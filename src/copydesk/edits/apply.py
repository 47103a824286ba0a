"""Applying fixes: which of them, in what order, and what happens to those that collide."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from copydesk.edits.change import apply_edits
from copydesk.text.edit import Applicability, Edit, Fix
from copydesk.text.finding import Finding
from copydesk.text.source import Source

Choose = Callable[[Finding], Fix | None]


class Applied(NamedTuple):
    """A fix that went in."""

    finding: Finding
    fix: Fix


class Skipped(NamedTuple):
    """A fix that was left out, and why."""

    finding: Finding
    fix: Fix
    reason: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which fixes go together; `edits` are theirs, in order and without overlap."""

    applied: tuple[Applied, ...]
    skipped: tuple[Skipped, ...]
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """A text with fixes applied. To try again those that collided (`skipped`), check the new text."""

    text: str
    applied: tuple[Applied, ...]
    skipped: tuple[Skipped, ...]
    edits: tuple[Edit, ...]

    @property
    def changed(self) -> bool:
        return bool(self.edits)


def best_fix(finding: Finding, at_least: Applicability) -> Fix | None:
    """The first of a finding's alternatives that may be trusted so far; fixes for display are never taken."""
    floor = max(at_least, Applicability.UNSAFE)
    return next((fix for fix in finding.fixes if fix.applicability >= floor), None)


def resolve(
    findings: Iterable[Finding], *, at_least: Applicability = Applicability.SAFE, choose: Choose | None = None
) -> Resolution:
    """Pick one fix of each finding and leave out those that collide with a better one.

    `choose` picks the fix of a finding (None: leave it); without it the best fix of at least that applicability is
    taken. The surest findings come first, then the gravest, then those nearer to the start. Fixes collide when their
    edits overlap or when one inserts where another changes something; edits that are the very same merge.
    """
    order = sorted(findings, key=lambda f: (-f.confidence, -f.severity, f.span.start, f.span.end, f.code))
    taken: list[Edit] = []
    owners: dict[Edit, Finding] = {}
    applied: list[Applied] = []
    skipped: list[Skipped] = []
    for finding in order:
        fix = choose(finding) if choose else best_fix(finding, at_least)
        if fix is None:
            continue
        rival = next((other for edit in fix.edits if (other := _collision(edit, taken)) is not None), None)
        if rival is not None:
            owner = owners[rival]
            skipped.append(Skipped(finding, fix, f"it collides with the fix of {owner.code} {owner.name}"))
            continue
        for edit in fix.edits:
            if edit not in owners:
                owners[edit] = finding
                insort(taken, edit)
        applied.append(Applied(finding, fix))
    return Resolution(
        tuple(sorted(applied, key=lambda item: item.finding.sort_key())),
        tuple(sorted(skipped, key=lambda item: item.finding.sort_key())),
        tuple(taken),
    )


def apply_fixes(
    source: Source,
    findings: Iterable[Finding],
    *,
    at_least: Applicability = Applicability.SAFE,
    choose: Choose | None = None,
) -> Result:
    """Apply the fixes of findings to a source; see `resolve` for which. Raises EditError for edits outside the text."""
    resolution = resolve(findings, at_least=at_least, choose=choose)
    text = apply_edits(source.text, resolution.edits)
    return Result(text, resolution.applied, resolution.skipped, resolution.edits)


def _collision(edit: Edit, taken: Sequence[Edit]) -> Edit | None:
    """The edit among those taken (ordered, not overlapping) that this one cannot go with."""
    place = bisect_left(taken, edit)
    while place and taken[place - 1].end >= edit.start:
        place -= 1
    for other in taken[place:]:
        if other.start > edit.end:
            break
        if other != edit and _collide(edit, other):
            return other
    return None


def _collide(one: Edit, other: Edit) -> bool:
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end
