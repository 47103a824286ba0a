"""What was accepted in a review of a Word document, as tracked changes with comments."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from copydesk.reports.remarks import Reason, Remark
from copydesk.reports.tracked import with_tracked
from copydesk.review.proposals import Decision, Verdict
from copydesk.review.session import ReviewSession
from copydesk.text.edit import Edit


def tracked_review(session: ReviewSession, now: datetime) -> bytes:
    """The document with the accepted corrections tracked. Raises SourceError for what is no Word document."""
    return with_tracked(session.source, _remarks(session), now)


def _remarks(session: ReviewSession) -> Iterator[Remark]:
    accepted = [decision for decision in session.decisions() if decision.verdict is Verdict.ACCEPTED]
    for edit in session.edits():
        findings = [decision.proposal.finding for decision in accepted if _is_about(decision, edit)]
        reasons = dict.fromkeys(Reason(one.code, one.name, one.message) for one in findings)
        yield Remark(edit.span, edit, tuple(reasons))


def _is_about(decision: Decision, edit: Edit) -> bool:
    places = [decision.proposal.span]
    if decision.alternative is not None:
        places = [one.span for one in decision.proposal.alternatives[decision.alternative].edits]
    return any(edit.span.touches(place) for place in places)
