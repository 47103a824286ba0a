"""What the page is sent of a session, as plain data for JSON. Offsets stay here: the page knows ids and sheets."""

from __future__ import annotations

from typing import Any

from copydesk.edits.change import common_prefix
from copydesk.review.actions import Actions
from copydesk.review.article import Part, Role, parts
from copydesk.review.listing import Filter, Listing
from copydesk.review.preview import Window
from copydesk.review.proposals import Proposal, Verdict
from copydesk.review.session import ReviewSession
from copydesk.review.sheets import Sheets
from copydesk.text.edit import Applicability

SHORT = 160  # code points of a text in the list
Data = dict[str, Any]


def sheet(session: ReviewSession, sheets: Sheets, number: int, first: int | None) -> list[Any]:
    """The pieces of a sheet: plain text as it is, else text, role, ids, and the verdict on the first of these."""
    return [_piece(session, part) for part in parts(session, sheets.span(number), first)]


def _piece(session: ReviewSession, part: Part) -> Any:
    if not part.ids and part.role is Role.SAME:
        return part.text
    return [part.text, part.role, part.ids, session.mark(part.ids[0]).verdict if part.ids else Verdict.OPEN]


def item(actions: Actions, proposal: Proposal) -> Data:
    """A line of the list."""
    session, finding = actions.session, proposal.finding
    mark = session.mark(proposal.id)
    old, new = proposal.text, None
    at = mark.alternative if mark.verdict is Verdict.ACCEPTED else actions.best(proposal.id)
    if mark.verdict is Verdict.ACCEPTED and mark.own is not None:
        old, new = session.own_text(proposal.id), mark.own
    elif at is not None:
        old, new = session.own_text(proposal.id), session.own_text(proposal.id, at)
    return {
        "id": proposal.id,
        "line": session.source.position(proposal.span.start)[0],
        "code": finding.code,
        "name": finding.name,
        "severity": str(finding.severity),
        "safe": finding.applicability is Applicability.SAFE,
        "verdict": mark.verdict,
        "old": _short(old, new),
        "new": None if new is None else _short(new, old),
        "message": finding.message,
    }


def _short(text: str, other: str | None) -> str:
    """A text for the list: where it is long, from shortly before it differs from the other one."""
    text = text.strip()
    if len(text) <= SHORT:
        return text
    start = 0 if other is None else max(0, common_prefix(text, other.strip()) - SHORT // 4)
    part = text[start : start + SHORT]
    return f"{'…' if start else ''}{part}{'…' if start + SHORT < len(text) else ''}"


def detail(actions: Actions, listing: Listing, sheets: Sheets, id: int, narrowed: Filter) -> Data:
    """One proposal with all there is to say and to choose, and its place in the list."""
    session = actions.session
    proposal, mark = session.proposal(id), session.mark(id)
    finding, offered = proposal.finding, session.alternatives(id)
    line, column = session.source.position(proposal.span.start)
    if mark.verdict is Verdict.ACCEPTED and mark.own is not None:
        windows = session.preview(id, own=mark.own)
    else:
        windows = session.preview(id, mark.alternative if mark.alternative is not None else next(iter(offered), None))
    return {
        "id": id,
        "shown": mark.shown,
        "line": line,
        "column": column,
        "code": finding.code,
        "name": finding.name,
        "category": finding.category,
        "severity": str(finding.severity),
        "confidence": str(finding.confidence),
        "message": finding.message,
        "url": finding.url,
        "verdict": mark.verdict,
        "own": mark.own,
        "chosen": offered.index(mark.alternative) + 1 if mark.alternative in offered else None,
        "alternatives": [_alternative(session, proposal, at) for at in offered],
        "windows": [_window(one) for one in windows],
        "words": actions.draft(id).words.replace(session.source.newline, "\n"),
        "word": proposal.text if actions.is_spelling(id) else None,
        "rule_open": session.undecided(proposal.code),
        "sheet": sheets.of(proposal.span.start),
        "place": listing.place(id, narrowed),
        "total": len(listing.proposals(narrowed)),
    }


def _alternative(session: ReviewSession, proposal: Proposal, at: int) -> Data:
    safe = proposal.alternatives[at].applicability is Applicability.SAFE
    return {"text": session.own_text(proposal.id, at).strip(), "safe": safe}


def _window(window: Window) -> Data:
    return {
        "before": window.before,
        "after": window.after,
        "left": window.cut_left,
        "right": window.cut_right,
    }


def progress(session: ReviewSession) -> Data:
    return dict(session.progress()._asdict())
