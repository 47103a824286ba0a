"""The marks of all proposals, and what fronts ask of them so often that it is counted as they are set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from copydesk.review.proposals import Mark, Proposal, Verdict
from copydesk.text.edit import Applicability


class Marks(dict[int, Mark]):
    """The mark of every proposal, by its id.

    Of those shown it counts the verdicts, and the undecided by rule; `safe` is how many of these have a best
    alternative that is safe. `touched` are the ids of those set, `lineup` grows when others are shown than before.
    """

    def __init__(self, proposals: Sequence[Proposal]) -> None:
        super().__init__()
        self._proposals = proposals
        self.counts: Counter[Verdict] = Counter()
        self.undecided: Counter[str] = Counter()
        self.safe = 0
        self.lineup = 0
        self.touched: set[int] = set()

    def __setitem__(self, id: int, mark: Mark) -> None:
        self.touched.add(id)
        before = self.get(id)
        was_shown = before is not None and before.shown
        if before is not None and was_shown:
            self._count(id, before.verdict, -1)
        if mark.shown:
            self._count(id, mark.verdict, 1)
        self.lineup += was_shown is not mark.shown
        super().__setitem__(id, mark)

    def _count(self, id: int, verdict: Verdict, by: int) -> None:
        self.counts[verdict] += by
        if verdict is Verdict.OPEN:
            finding = self._proposals[id].finding
            self.undecided[finding.code] += by
            if finding.applicability is Applicability.SAFE:
                self.safe += by

    def copy(self) -> Marks:
        """The marks as they are now."""
        made = Marks(self._proposals)
        dict.update(made, self)
        made.counts, made.undecided = self.counts.copy(), self.undecided.copy()
        made.safe, made.lineup = self.safe, self.lineup
        return made
