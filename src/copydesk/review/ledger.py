"""The books of a review: proposals, their marks, the changes in the text, and how these bear on one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from typing import Any, NamedTuple

from copydesk.review.changes import Change, Changes
from copydesk.review.history import ABSENT, History
from copydesk.review.intervals import Intervals
from copydesk.review.marks import Marks
from copydesk.review.proposals import Alternative, Proposal, Verdict
from copydesk.text.edit import Applicability, Edit
from copydesk.text.finding import Category


class Applied(NamedTuple):
    """What an accepted proposal put into the text, and the changes whose place that took."""

    added: tuple[Change, ...]
    folded: tuple[Change, ...]


class Ledger:
    """Keeps marks and changes true to each other; every write can be undone through `history`."""

    def __init__(self, original: str) -> None:
        self.history = History()
        self.changes = Changes(original)
        self.proposals: list[Proposal] = []
        self.marks = Marks(self.proposals)
        self.applied: dict[int, Applied] = {}
        self.owners: dict[int, int] = {}  # serial of a change -> the proposal that made it, for good
        self.ignored: dict[str, bool] = {}  # rule codes
        self.words: dict[str, bool] = {}  # added to the vocabulary
        self.turns: dict[int, int] = {}  # when each decision was made: a number that grows
        self.flags: dict[str, bool] = {"fresh": True}  # whether the text as it reads now has been checked
        self.order: list[int] = []
        self.rank: dict[int, int] = {}
        self._folder: dict[int, int] = {}  # serial of a folded change -> the proposal that folded it
        self._serial = 0
        self._turn = 0
        self._index = Intervals(())

    def copy(self) -> Ledger:
        """The books as they are now, to look at: undoing changes nothing in them."""
        made = copy(self)
        made.history, made.changes, made.marks = self.history.outline(), self.changes.copy(), self.marks.copy()
        made.proposals, made.owners = self.proposals.copy(), self.owners.copy()
        made.applied, made._folder = self.applied.copy(), self._folder.copy()
        made.ignored, made.words, made.flags = self.ignored.copy(), self.words.copy(), self.flags.copy()
        made.turns = self.turns.copy()
        return made

    def admit(self, proposal: Proposal) -> Proposal:
        """Number a proposal."""
        self.proposals.append(replace(proposal, id=len(self.proposals)))
        return self.proposals[-1]

    def arrange(self) -> None:
        """Put all proposals in order, and index the places that they flag and those they would edit."""
        self.order = sorted(range(len(self.proposals)), key=lambda id: self.proposals[id].sort_key())
        self.rank = {id: place for place, id in enumerate(self.order)}
        self._index = Intervals((*span, one.id) for one in self.proposals for span in {one.span, *one.footprint()})

    def meeting(self, start: int, end: int) -> list[int]:
        """The proposals that flag or would edit something between two offsets or at them, by place."""
        return sorted(set(self._index.touching(start, end)), key=self.rank.__getitem__)

    def open_from(self, id: int | None) -> Iterator[int]:
        """The open proposals by place, from one of them on."""
        for place in range(0 if id is None else self.rank[id], len(self.order)):
            mark = self.marks[self.order[place]]
            if mark.verdict is Verdict.OPEN and mark.shown:
                yield self.order[place]

    @contextmanager
    def trial(self) -> Iterator[None]:
        """What happens inside is taken back at the end."""
        lineup = self.marks.lineup
        with self.history.trial():
            yield
        self.marks.lineup = lineup

    def put(self, table: Any, key: Any, value: Any) -> None:
        self.history.put(table, key, value)

    def mark(self, id: int, verdict: Verdict, alternative: int | None = None, own: str | None = None) -> None:
        mark = self.marks[id]._replace(verdict=verdict, alternative=alternative, own=own)
        self.put(self.marks, id, mark)
        self._turn += 1
        self.put(self.turns, id, self._turn)

    def possible(self, one: Alternative) -> bool:
        """Whether an alternative could be applied now."""
        if one.applicability is Applicability.DISPLAY or not all(serial in self.changes for serial in one.folds):
            return False
        return all(
            change.serial in one.folds for edit in one.edits for change in self.changes.clashing(edit.start, edit.end)
        )

    def accept(self, id: int, alternative: int) -> None:
        """Apply an alternative that is possible."""
        one = self.proposals[id].alternatives[alternative]
        folded = [
            change
            for edit in one.edits
            for change in self.changes.between(edit.start, edit.end)
            if change.serial in one.folds
        ]
        self.mark(id, Verdict.ACCEPTED, alternative)  # first, so that it is never blocked by its own change
        self.apply(id, one.edits, folded)

    def apply(self, id: int, edits: Iterable[Edit], folded: Iterable[Change]) -> None:
        """Put edits into the text in the place of the folded changes."""
        gone = tuple(dict.fromkeys(folded))
        for change in gone:
            self._remove(change)
            self.put(self._folder, change.serial, id)
        added = []
        for edit in edits:
            self._serial += 1
            added.append(Change(edit.start, edit.end, edit.replacement, self._serial))
            self.owners[self._serial] = id
            self._add(added[-1])
        self.put(self.applied, id, Applied(tuple(added), gone))
        self._touch((*gone, *added), but=id)

    def withdraw(self, id: int) -> None:
        """Take what a proposal put into the text out again, and before it whatever was built upon it."""
        applied = self.applied.get(id)
        if applied is None:
            return
        for change in applied.added:
            while change.serial not in self.changes:
                builder = self._folder[change.serial]
                self.withdraw(builder)
                self.mark(builder, Verdict.OPEN)
        for change in applied.added:
            self._remove(change)
        for change in applied.folded:
            self._add(change)
            self.put(self._folder, change.serial, ABSENT)
        self.put(self.applied, id, ABSENT)
        self._touch((*applied.added, *applied.folded))

    def settle(self, id: int) -> None:
        """Find out anew whether a proposal is blocked; set it aside where its rule or word is ignored."""
        proposal, mark = self.proposals[id], self.marks[id]
        blocked = not all(serial in self.changes for serial in proposal.rests_on)
        if not blocked and any(one.applicability > Applicability.DISPLAY for one in proposal.alternatives):
            blocked = not any(map(self.possible, proposal.alternatives))
        elif not blocked:
            blocked = any(
                one.covers(proposal.span) and one.serial not in proposal.rests_on
                for one in self.changes.clashing(*proposal.span)
            )
        new = mark._replace(blocked=blocked)
        if new.shown and new.verdict is Verdict.OPEN and self.is_ignored(proposal):
            new = new._replace(verdict=Verdict.IGNORED)
        self.put(self.marks, id, new)

    def is_ignored(self, proposal: Proposal) -> bool:
        spelling = proposal.finding.category is Category.SPELLING
        return proposal.code in self.ignored or (spelling and proposal.text in self.words)

    def set_aside(self) -> int:
        """Mark the open proposals whose rule or word is ignored; how many."""
        ids = [id for id in self.open_from(None) if self.is_ignored(self.proposals[id])]
        for id in ids:
            self.mark(id, Verdict.IGNORED)
        return len(ids)

    def _add(self, change: Change) -> None:
        self.put(self.changes, change.serial, change)

    def _remove(self, change: Change) -> None:
        self.put(self.changes, change.serial, ABSENT)

    def _touch(self, changes: Iterable[Change], but: int | None = None) -> None:
        """Settle every proposal that these changes meet, but for the one that made them: it is decided."""
        self.put(self.flags, "fresh", False)
        for id in sorted({id for one in changes for id in self._index.touching(one.start, one.end)}):
            if id != but:
                self.settle(id)
