"""Another look at the changed text: what the decisions settled, and what they caused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from copydesk.errors import EditError
from copydesk.review.changes import Changes, WayBack
from copydesk.review.ledger import Ledger
from copydesk.review.proposals import Alternative, Mark, Proposal, Verdict
from copydesk.text.finding import Finding
from copydesk.text.span import Span

Recheck = Callable[[str], Iterable[Finding]]


class Survey:
    """The text as it reads now, and what a check of it finds. It keeps nothing of the review but what it needs, so that
    it can be made in one thread and `check` it in another."""

    def __init__(self, changes: Changes, recheck: Recheck) -> None:
        self._changes = tuple(changes)
        self._way = WayBack(changes)
        self.text = self._way.text
        self._recheck = recheck

    def holds(self, changes: Changes) -> bool:
        """Whether the very same changes are in the text still."""
        return self._changes == tuple(changes)

    def check(self) -> list[Proposal]:
        """What is found in it, as proposals for the original text, not numbered yet. Raises what the check raises."""
        return [proposed(one, self._way) for one in sorted(self._recheck(self.text), key=Finding.sort_key)]


def proposed(finding: Finding, way: WayBack) -> Proposal:
    """A finding of the text that `way` leads back from."""
    span, exact, met, hull = way.span(*finding.span)
    alternatives = []
    for fix in finding.fixes:
        try:
            edits, folds = way.anchor(fix.edits)
        except EditError:
            continue
        alternatives.append(Alternative(edits, folds, fix.applicability))
    return Proposal(
        id=-1,
        finding=finding,
        span=span,
        text=finding.span.of(way.text),
        alternatives=tuple(alternatives),
        exact=exact,
        rests_on=frozenset(one.serial for one in met if not exact or one.covers(span)),
        around=(way.text[hull.start : finding.span.start], way.text[finding.span.end : hull.end]),
    )


def take_in(ledger: Ledger, found: Sequence[Proposal]) -> tuple[int, int]:
    """Take in what a survey of the text as it reads now found; how many proposals came, and how many went.

    A finding that the review has already, at the same place in the original text, keeps its proposal and its decision.
    Open proposals that are not found again go. It all belongs to the last step of the history.
    """
    known: dict[tuple[str, Span], list[int]] = {}
    for proposal in ledger.proposals:
        known.setdefault((proposal.code, proposal.span), []).append(proposal.id)
    before = {id for id, mark in ledger.marks.items() if mark.shown}
    claimed: set[int] = set()
    first = len(ledger.proposals)
    for one in found:
        candidates = known.get((one.code, one.span), ())
        match = next((id for id in candidates if id not in claimed and _same(ledger, id, one)), None)
        if match is None:
            ledger.marks[ledger.admit(one).id] = Mark(present=False)
        else:
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
