"""The review of one text as a pure state machine: every front drives this one, none keeps state of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy

from copydesk.review.proposals import Alternative, Proposal, ReviewError, Verdict
from copydesk.review.recheck import Recheck, Survey, take_in
from copydesk.review.state import ReviewState
from copydesk.text.edit import Applicability, Edit
from copydesk.text.finding import Finding
from copydesk.text.source import Source
from copydesk.text.span import Span


class ReviewSession(ReviewState):
    """Findings of one text on their way to decisions.

    All offsets are code points of the original text. `recheck` checks a changed text; `refresh` calls it to drop what
    the decisions made stale and to show what they caused. Impossible decisions raise ReviewError and change nothing.
    Deciding costs O(log n) in the number of proposals, `refresh` O(n log n) besides the check itself.
    """

    def __init__(self, source: Source | str, findings: Iterable[Finding], recheck: Recheck | None = None) -> None:
        super().__init__(source, findings)
        self.revision = 0  # grows with every action, so that a front can tell an outdated view
        self.recheck = recheck
        self._cursor: int | None = None

    def picture(self) -> ReviewSession:
        """The session as it is now, to look at while something is done to this one elsewhere."""
        made = copy(self)
        made._ledger = self._ledger.copy()
        return made

    # Where we are

    def current(self) -> Proposal | None:
        """The proposal under the cursor; the next one where that has gone stale; None when there is nothing."""
        if self._cursor is None or not self._ledger.marks[self._cursor].shown:
            return self.next() or self.previous()
        return self._ledger.proposals[self._cursor]

    def go(self, id: int) -> Proposal:
        """Put the cursor on a proposal."""
        self._cursor = self.proposal(id).id
        return self._ledger.proposals[id]

    def next(self, *, undecided: bool = False) -> Proposal | None:
        """Move the cursor on; None, and no move, when there is nothing that way."""
        start = -1 if self._cursor is None else self._ledger.rank[self._cursor]
        return self._seek(range(start + 1, len(self._ledger.order)), undecided)

    def previous(self, *, undecided: bool = False) -> Proposal | None:
        """Move the cursor back; None, and no move, when there is nothing that way."""
        start = len(self._ledger.order) if self._cursor is None else self._ledger.rank[self._cursor]
        return self._seek(range(start - 1, -1, -1), undecided)

    def advance(self) -> Proposal | None:
        """Move to the next undecided proposal, from the end round to the beginning; None when all are decided."""
        if not self._ledger.marks.counts[Verdict.OPEN]:
            return None
        return self.next(undecided=True) or self._seek(range(len(self._ledger.order)), True)

    def _seek(self, places: range, undecided: bool) -> Proposal | None:
        for place in places:
            id = self._ledger.order[place]
            mark = self._ledger.marks[id]
            if mark.shown and (mark.verdict is Verdict.OPEN or not undecided):
                self._cursor = id
                return self._ledger.proposals[id]
        return None

    # Decisions on one proposal

    def accept(self, id: int, alternative: int = 0) -> None:
        """Take an alternative. Raises ReviewError where there is none or it clashes with what was accepted before."""
        proposal, ledger = self.proposal(id), self._ledger
        if not 0 <= alternative < len(proposal.alternatives):
            raise ReviewError("there is no such alternative" if proposal.alternatives else "there is nothing to accept")
        mark = self.mark(id)
        if mark.verdict is Verdict.ACCEPTED and mark.alternative == alternative:
            return
        with ledger.history.action("accept", id):
            ledger.withdraw(id)
            if not ledger.possible(proposal.alternatives[alternative]):
                if proposal.alternatives[alternative].applicability is Applicability.DISPLAY:
                    raise ReviewError("this proposal is only shown, it cannot be applied")
                raise ReviewError("this alternative overlaps a correction that was accepted before")
            ledger.accept(id, alternative)
        self.revision += 1

    def write_own(self, id: int, text: str) -> None:
        """Put one's own words in the place that `own_span` names."""
        ledger, mark = self._ledger, self.mark(id)
        if mark.verdict is Verdict.ACCEPTED and mark.own == text:
            return
        with ledger.history.action("write", id):
            ledger.withdraw(id)
            span = self._own_span(id)
            inside = [one for one in ledger.changes.between(*span) if span.covers(Span(one.start, one.end))]
            ledger.mark(id, Verdict.ACCEPTED, own=text)
            ledger.apply(id, (Edit(span.start, span.end, text),), inside)
        self.revision += 1

    def reject(self, id: int) -> None:
        """Leave the words as they stand; a finding of the same rule at this place is not shown again."""
        self._decide("reject", id, Verdict.REJECTED)

    def skip(self, id: int) -> None:
        """Leave the matter for another time."""
        self._decide("skip", id, Verdict.SKIPPED)

    def reopen(self, id: int) -> None:
        """Take a decision back."""
        self._decide("reopen", id, Verdict.OPEN)

    def _decide(self, name: str, id: int, verdict: Verdict) -> None:
        ledger = self._ledger
        self.proposal(id)
        with ledger.history.action(name, id):
            ledger.withdraw(id)
            ledger.mark(id, verdict)
            if verdict is Verdict.OPEN:
                ledger.put(ledger.flags, "fresh", False)
        self.revision += 1

    # Decisions on many

    def accept_rest(self, id: int) -> int:
        """Accept the best alternative of this and every later open proposal, skip those without; how many accepted."""
        self.proposal(id)
        with self._ledger.history.action("accept the rest", id):
            return self._accept_all(self._ledger.open_from(id), skip=True)

    def reject_rest(self, id: int) -> int:
        """Reject this and every later open proposal; how many."""
        self.proposal(id)
        with self._ledger.history.action("reject the rest", id):
            ids = list(self._ledger.open_from(id))
            for one in ids:
                self._ledger.mark(one, Verdict.REJECTED)
        self.revision += 1
        return len(ids)

    def accept_rule(self, code: str) -> int:
        """Accept the best alternative of every open proposal of a rule; how many that were."""
        ledger = self._ledger
        with ledger.history.action(f"accept all of {code}", self._cursor):
            return self._accept_all(id for id in ledger.open_from(None) if ledger.proposals[id].code == code)

    def accept_safe(self) -> int:
        """Accept every open proposal whose best alternative is safe; how many that were."""
        ledger = self._ledger
        with ledger.history.action("accept all that is safe", self._cursor):
            return self._accept_all(
                id for id in ledger.open_from(None) if ledger.proposals[id].finding.applicability is Applicability.SAFE
            )

    def _accept_all(self, ids: Iterable[int], skip: bool = False) -> int:
        ledger, count = self._ledger, 0
        for id in ids:
            alternatives: tuple[Alternative, ...] = ledger.proposals[id].alternatives
            if alternatives and ledger.possible(alternatives[0]):
                ledger.accept(id, 0)
                count += 1
            elif skip:
                ledger.mark(id, Verdict.SKIPPED)
        self.revision += 1
        return count

    def ignore_rule(self, code: str) -> int:
        """Set every open proposal of a rule aside, and those that may still come; how many there were."""
        with self._ledger.history.action(f"ignore {code}", self._cursor):
            self._ledger.put(self._ledger.ignored, code, True)
            self.revision += 1
            return self._ledger.set_aside()

    def add_to_vocabulary(self, word: str) -> int:
        """Take a word as spelt right: set aside every open spelling proposal that flags just it; how many."""
        with self._ledger.history.action(f"add “{word}”", self._cursor):
            self._ledger.put(self._ledger.words, word, True)
            self.revision += 1
            return self._ledger.set_aside()

    # Time

    @property
    def can_undo(self) -> bool:
        return bool(self._ledger.history.done)

    @property
    def can_redo(self) -> bool:
        return bool(self._ledger.history.undone)

    def undo(self) -> str:
        """Take the last action back, with whatever it brought; its name. Raises ReviewError when there is none."""
        step = self._ledger.history.undo()
        if step is None:
            raise ReviewError("there is nothing to undo")
        self._cursor = self._cursor if step.place is None else step.place
        self.revision += 1
        return step.name

    def redo(self) -> str:
        """Do again what was undone last; its name. Raises ReviewError when there is nothing."""
        step = self._ledger.history.redo()
        if step is None:
            raise ReviewError("there is nothing to redo")
        self._cursor = self._cursor if step.place is None else step.place
        self.revision += 1
        return step.name

    def forget_history(self) -> None:
        """Let what was done so far stand: undo goes back no further than here."""
        self._ledger.history.forget()

    @property
    def outdated(self) -> bool:
        """Whether `refresh` has something to look at: the text reads otherwise than when it was checked last."""
        return self.recheck is not None and not self._ledger.flags["fresh"]

    def survey(self) -> Survey | None:
        """What is to be checked of the text as it reads now; None where that is not `outdated`."""
        return Survey(self._ledger.changes, self.recheck) if self.recheck is not None and self.outdated else None

    def refresh(self, found: Sequence[Proposal] | None = None) -> tuple[int, int]:
        """Check the changed text again: open proposals that no longer hold go, those that decisions caused come.

        Decided places stay decided. What changes belongs to the last action and is undone with it. Gives the numbers
        of proposals that came and went; raises what the check raises, with nothing changed. A front that cannot wait
        for the check has a `survey` checked elsewhere, and hands over what was `found` if that still holds then.
        """
        if (survey := self.survey() if found is None else None) is not None:
            found = survey.check()
        if found is None or not self.outdated:
            return 0, 0
        came_and_went = take_in(self._ledger, found)
        self.revision += 1
        return came_and_went
