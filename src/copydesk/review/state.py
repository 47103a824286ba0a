"""What can be asked of the review of one text, changing nothing: its proposals, their state, how they would read."""

from __future__ import annotations

from collections.abc import Iterable

from copydesk.review.changes import Change, Changes, WayBack
from copydesk.review.ledger import Ledger
from copydesk.review.preview import Window, windows
from copydesk.review.proposals import Decision, Mark, Progress, Proposal, ReviewError, Verdict
from copydesk.review.recheck import proposed
from copydesk.text.edit import Edit
from copydesk.text.finding import Finding
from copydesk.text.source import Source
from copydesk.text.span import Span

NEAR = 400  # code points: what one's own words may replace at once beyond the flagged span


class ReviewState:
    """Findings of one text as proposals, with their marks and what was accepted of them.

    All offsets are code points of the original text.
    """

    def __init__(self, source: Source | str, findings: Iterable[Finding]) -> None:
        self.source = Source(source) if isinstance(source, str) else source
        self._ledger = ledger = Ledger(self.source.text)
        way = WayBack(ledger.changes)
        for finding in findings:
            ledger.marks[ledger.admit(proposed(finding, way)).id] = Mark()
        ledger.arrange()

    # The proposals

    def proposals(self) -> list[Proposal]:
        """The proposals of the review by place: those decided, and those open and not stale."""
        proposals, marks = self._ledger.proposals, self._ledger.marks
        return [proposals[id] for id in self._ledger.order if marks[id].shown]

    def proposal(self, id: int) -> Proposal:
        if not 0 <= id < len(self._ledger.proposals):
            raise ReviewError(f"there is no proposal {id}")
        return self._ledger.proposals[id]

    def meeting(self, span: Span) -> list[Proposal]:
        """Of `proposals()` those that flag or would edit something in a span or at its edges: O(log n) for each."""
        ledger = self._ledger
        return [ledger.proposals[id] for id in ledger.meeting(*span) if ledger.marks[id].shown]

    def owner(self, change: Change) -> int:
        """The id of the proposal that an accepted change comes from."""
        return self._ledger.owners[change.serial]

    def mark(self, id: int) -> Mark:
        """The state of a proposal."""
        return self._ledger.marks[self.proposal(id).id]

    def turn(self, id: int) -> int:
        """When a proposal was decided, as a number that grows with every decision; 0 where it never was."""
        return self._ledger.turns.get(id, 0)

    def touched(self) -> set[int]:
        """The proposals whose state may have changed since this was asked last."""
        marks = self._ledger.marks
        touched, marks.touched = marks.touched, set()
        return touched

    @property
    def lineup(self) -> int:
        """A number that grows when other proposals are shown than before."""
        return self._ledger.marks.lineup

    def undecided(self, code: str) -> int:
        """How many proposals of a rule are undecided."""
        return self._ledger.marks.undecided[code]

    @property
    def safe(self) -> int:
        """How many undecided proposals have a best alternative that is safe."""
        return self._ledger.marks.safe

    def alternatives(self, id: int) -> list[int]:
        """The indices of the alternatives that could be accepted now, best first."""
        proposal, ledger = self.proposal(id), self._ledger
        with ledger.trial():
            ledger.withdraw(id)
            return [at for at, one in enumerate(proposal.alternatives) if ledger.possible(one)]

    def progress(self) -> Progress:
        counts = self._ledger.marks.counts
        total = sum(counts.values())
        verdicts = (Verdict.ACCEPTED, Verdict.REJECTED, Verdict.SKIPPED, Verdict.IGNORED)
        return Progress(total - counts[Verdict.OPEN], total, *(counts[one] for one in verdicts))

    def decisions(self) -> list[Decision]:
        """Every decision that was made, by place."""
        ledger = self._ledger
        marks = ((ledger.proposals[id], ledger.marks[id]) for id in ledger.order)
        return [
            Decision(proposal, mark.verdict, mark.alternative, mark.own)
            for proposal, mark in marks
            if mark.verdict is not Verdict.OPEN
        ]

    def edits(self) -> tuple[Edit, ...]:
        """What was accepted, as edits of the original text: in order, never overlapping."""
        return self._ledger.changes.edits()

    def text(self) -> str:
        """The text as it reads with what was accepted."""
        return self._ledger.changes.text()

    @property
    def changes(self) -> Changes:
        """The accepted changes; to read, not to write."""
        return self._ledger.changes

    @property
    def vocabulary(self) -> tuple[str, ...]:
        """The words that were added in this review, in order."""
        return tuple(self._ledger.words)

    @property
    def ignored_rules(self) -> tuple[str, ...]:
        return tuple(self._ledger.ignored)

    # How a proposal would read

    def own_span(self, id: int) -> Span:
        """What one's own words replace: what was flagged and what the best alternative would edit, when near by."""
        self.proposal(id)
        with self._ledger.trial():
            self._ledger.withdraw(id)
            return self._own_span(id)

    def words(self, id: int, alternative: int) -> str:
        """What an alternative puts in the place that `own_span` names, were nothing else accepted around it."""
        proposal = self.proposal(id)
        one = proposal.alternatives[alternative]
        return Changes(self.source.text).reading(*_hull(proposal), one.edits, ())

    def is_widened(self, id: int) -> bool:
        """Whether `own_span` names more than it would, were nothing else accepted."""
        return self.own_span(id) != _hull(self.proposal(id))

    def _own_span(self, id: int) -> Span:
        return self._ledger.changes.widen(_hull(self._ledger.proposals[id]))

    def own_text(self, id: int, alternative: int | None = None) -> str:
        """The words in the place that `own_span` names, as they read undecided or with an alternative taken."""
        proposal, changes = self.proposal(id), self._ledger.changes
        with self._ledger.trial():
            self._ledger.withdraw(id)
            span = self._own_span(id)
            if alternative is None:
                return changes.read(*span)
            one = proposal.alternatives[alternative]
            return changes.reading(*span, one.edits, one.folds)

    def preview(self, id: int, alternative: int | None = 0, own: str | None = None) -> tuple[Window, ...]:
        """Before and after of a proposal in its context, as if it was not decided yet.

        `alternative` None, or none there: the flagged words alone; `own`: one's own words in the place of `own_span`.
        """
        proposal, changes = self.proposal(id), self._ledger.changes
        with self._ledger.trial():
            self._ledger.withdraw(id)
            if own is not None:
                span = self._own_span(id)
                folds = frozenset(one.serial for one in changes.between(*span) if span.covers(Span(one.start, one.end)))
                return windows(changes, proposal.span, (Edit(span.start, span.end, own),), folds)
            if alternative is None or alternative >= len(proposal.alternatives):
                return windows(changes, changes.widen(proposal.span), (), ())
            one = proposal.alternatives[alternative]
            return windows(changes, proposal.span, one.edits, one.folds)


def _hull(proposal: Proposal) -> Span:
    """What was flagged and what the best alternative would edit, when near by."""
    span = proposal.span
    if proposal.alternatives:
        edits = proposal.alternatives[0].edits
        hull = span.hull(Span(edits[0].start, edits[-1].end))
        if hull.length <= span.length + NEAR:
            return hull
    return span
