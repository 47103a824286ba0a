"""What is to be said about the places of a text: why it changes there, or what is left for a person to see to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from copydesk.edits.apply import Applied
from copydesk.edits.change import OffsetMap
from copydesk.lint.fixer import Fixed
from copydesk.reports.proposal import proposal
from copydesk.text.edit import Applicability, Edit
from copydesk.text.finding import Finding
from copydesk.text.span import Span


@dataclass(frozen=True, slots=True)
class Reason:
    """What a rule says, and what could be written instead besides what is (in words, best first)."""

    code: str
    name: str
    message: str
    ideas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """A place of the original text, the edit that changes it (None: it stays as it is), and what the rules say."""

    span: Span
    edit: Edit | None = None
    reasons: tuple[Reason, ...] = ()
    safe: bool = False


def remarks_of(fixed: Fixed) -> tuple[Remark, ...]:
    """Every change of a file and every finding that is left, by place; the changes do not overlap."""
    return tuple(sorted((*_changes(fixed), *_left(fixed)), key=lambda remark: (remark.span, remark.edit is None)))


def _changes(fixed: Fixed) -> Iterator[Remark]:
    first = frozenset(fixed.first.findings)
    for change in fixed.changes:
        reasons = (_reason_of(cause, fixed, cause.finding in first) for cause in change.causes)
        safe = change.applicability is Applicability.SAFE
        yield Remark(change.edit.span, change.edit, tuple(dict.fromkeys(reasons)), safe)


def _reason_of(cause: Applied, fixed: Fixed, in_original: bool) -> Reason:
    """The reason of a change. The other fixes are told only where they are fixes of the original text."""
    finding, source = cause.finding, fixed.before.source
    others = [fix for fix in finding.fixes if fix != cause.fix] if in_original else []
    return Reason(finding.code, finding.name, finding.message, tuple(proposal(fix, finding, source) for fix in others))


def _left(fixed: Fixed) -> Iterator[Remark]:
    places = OffsetMap(change.edit for change in fixed.changes)
    for finding in fixed.left:
        yield Remark(places.old_span(finding.span), None, (_reason_left(finding, fixed),))


def _reason_left(finding: Finding, fixed: Fixed) -> Reason:
    ideas = tuple(proposal(fix, finding, fixed.after.source) for fix in finding.fixes)
    return Reason(finding.code, finding.name, finding.message, ideas)
