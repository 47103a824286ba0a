"""Another look at the changed text: what the decisions settled, and what they caused."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from copydesk.review.changes import WayBack
from copydesk.review.ledger import Ledger
from copydesk.review.proposals import Mark, Proposal, Verdict
from copydesk.text.finding import Finding
from copydesk.text.span import Span

Recheck = Callable[[str], Iterable[Finding]]


def take_in(ledger: Ledger, way: WayBack, findings: Iterable[Finding]) -> tuple[int, int]:
    """Take in what a check of the text as it reads now found; how many proposals came, and how many went.

    A finding that the review has already, at the same place in the original text, keeps its proposal and its decision.
    Open proposals that are not found again go. It all belongs to the last step of the history.
    """
    known: dict[tuple[str, Span], list[int]] = {}
    for proposal in ledger.proposals:
        known.setdefault((proposal.code, proposal.span), []).append(proposal.id)
    before = {id for id, mark in ledger.marks.items() if mark.shown}
    claimed: set[int] = set()
    first = len(ledger.proposals)
    for finding in sorted(findings, key=Finding.sort_key):
        found = ledger.admit(finding, way)
        candidates = known.get((found.code, found.span), ())
        match = next((id for id in candidates if id not in claimed and _same(ledger, id, found)), None)
        if match is None:
            ledger.marks[found.id] = Mark(present=False)
        else:
            ledger.proposals.pop()
            claimed.add(match)
    if len(ledger.proposals) > first:
        ledger.arrange()
    with ledger.history.afterwards():
        for id, mark in list(ledger.marks.items()):
            present = id in claimed or id >= first or mark.verdict is not Verdict.OPEN
            if present != mark.present:
                ledger.put(ledger.marks, id, mark._replace(present=present))
                ledger.settle(id)
        ledger.put(ledger.flags, "fresh", True)
    after = {id for id, mark in ledger.marks.items() if mark.shown}
    return len(after - before), len(before - after)


def _same(ledger: Ledger, id: int, found: Proposal) -> bool:
    """Whether a finding of the changed text is a proposal that the review has already.

    A rejection stands even if an accepted change lies between the first and the last of the rejected words.
    """
    one, verdict = ledger.proposals[id], ledger.marks[id].verdict
    if verdict is Verdict.OPEN:
        return (one.text, one.exact, one.rests_on, one.alternatives, one.finding.message) == (
            (found.text, found.exact, found.rests_on, found.alternatives, found.finding.message)
        )
    if verdict is Verdict.ACCEPTED:
        return (one.text, one.rests_on) == (found.text, found.rests_on)
    return one.text == found.text or (one.exact and found.exact)
