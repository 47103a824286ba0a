"""What the app shows and does, without a terminal: the files, the list as it is filtered, the place in it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from copydesk.review.actions import Actions
from copydesk.review.files import ReviewedFile
from copydesk.review.proposals import Proposal, ReviewError, Verdict
from copydesk.review.run import Review
from copydesk.review.session import ReviewSession
from copydesk.text.finding import Severity

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which findings are listed; an empty set lets all through."""

    codes: frozenset[str] = frozenset()
    severities: frozenset[Severity] = frozenset()
    undecided: bool = False

    def __bool__(self) -> bool:
        return bool(self.codes or self.severities or self.undecided)

    def lets(self, proposal: Proposal, session: ReviewSession) -> bool:
        finding = proposal.finding
        if self.codes and finding.code not in self.codes:
            return False
        if self.severities and finding.severity not in self.severities:
            return False
        return not self.undecided or session.mark(proposal.id).verdict is Verdict.OPEN

    def __str__(self) -> str:
        parts = ["undecided"] if self.undecided else []
        parts += [f"{severity}s" for severity in sorted(self.severities, reverse=True)]
        return ", ".join((*parts, *sorted(self.codes)))


@dataclass(frozen=True, slots=True)
class Listing:
    """The proposals of a file that are listed, by place, for one state of the session and one filter."""

    proposals: list[Proposal]
    state: tuple[int, Filter]

    def place(self, proposal: Proposal) -> int:
        """Where a proposal stands in the list, or would stand."""
        return bisect_left(self.proposals, proposal.sort_key(), key=Proposal.sort_key)

    def holds(self, proposal: Proposal) -> bool:
        at = self.place(proposal)
        return at < len(self.proposals) and self.proposals[at].id == proposal.id


class Desk:
    """One review on the screen: the file that is shown, the proposal that is meant, and what keys do to it.

    Actions give the line that says what they did; what is not possible raises ReviewError with one.
    """

    def __init__(self, review: Review, file: ReviewedFile) -> None:
        self.review = review
        self.filter = Filter()
        self._done: list[ReviewedFile] = []  # whose action came when
        self._undone: list[ReviewedFile] = []
        self._listings: dict[int, Listing] = {}
        self._places: dict[int, int] = {}  # the proposal that was meant last, of each file
        self.enter(file)

    # The files

    @property
    def files(self) -> list[ReviewedFile]:
        """The files that there is something to say about."""
        return [file for file in self.review.files if file.session.progress().total or file is self.file]

    def enter(self, file: ReviewedFile) -> None:
        """Show a file, at the place where it was left, else at its first undecided proposal."""
        self.review.take_over(file)
        self._show(file)

    def _show(self, file: ReviewedFile) -> None:
        self.file, self.session, self.actions = file, file.session, Actions(file)
        if id(file) not in self._places:
            self._move(self._next(None, undecided=True) or self._next(None))

    def other_file(self, step: int) -> str:
        files = self.files
        if len(files) < 2:
            raise ReviewError("there is no other file")
        at = next(number for number, file in enumerate(files) if file is self.file)
        self.enter(files[(at + step) % len(files)])
        return ""

    # The list

    def listing(self) -> Listing:
        """What is listed of this file now."""
        known = self._listings.get(id(self.file))
        state = (self.session.revision if self.filter.undecided else self.session.lineup), self.filter
        if known is None or known.state != state:
            proposals = self.session.proposals()
            if self.filter:
                proposals = [one for one in proposals if self.filter.lets(one, self.session)]
            known = self._listings[id(self.file)] = Listing(proposals, state)
        return known

    @property
    def current(self) -> Proposal | None:
        """The proposal that is meant; where it has gone, the next that is listed; None in an empty list."""
        id_ = self._places.get(id(self.file))
        listing = self.listing()
        if id_ is None:
            return listing.proposals[0] if listing.proposals else None
        proposal = self.session.proposal(id_)
        if self.session.mark(id_).shown and (self.filter.undecided or listing.holds(proposal)):
            return proposal  # a decision does not take it from under one's eyes
        at = min(listing.place(proposal), len(listing.proposals) - 1)
        return listing.proposals[at] if at >= 0 else None

    def go(self, id_: int) -> None:
        """Mean a proposal."""
        self._move(self.session.proposal(id_))

    def _move(self, proposal: Proposal | None) -> None:
        if proposal is not None:
            self._places[id(self.file)] = self.session.go(proposal.id).id

    def _next(self, after: Proposal | None, *, undecided: bool = False, back: bool = False) -> Proposal | None:
        listing = self.listing()
        if after is None:
            places = range(len(listing.proposals))
        elif back:
            places = range(listing.place(after) - 1, -1, -1)
        else:
            places = range(listing.place(after) + listing.holds(after), len(listing.proposals))
        for at in places:
            one = listing.proposals[at]
            if not undecided or self.session.mark(one.id).verdict is Verdict.OPEN:
                return one
        return None

    def step(self, *, back: bool = False, undecided: bool = False) -> str:
        """Mean the next proposal of the list, or the one before."""
        there = self._next(self.current, undecided=undecided, back=back)
        if there is None:
            if undecided:
                raise ReviewError(f"there is nothing undecided {'before' if back else 'after'} this")
            raise ReviewError(f"this is the {'first' if back else 'last'} one")
        self._move(there)
        return ""

    def edge(self, *, last: bool = False) -> str:
        """Mean the first proposal of the list, or the last."""
        proposals = self.listing().proposals
        if proposals:
            self._move(proposals[-1 if last else 0])
        return ""

    def advance(self) -> str:
        """Mean the next undecided proposal: of this file, from the end round to the beginning, else of the next."""
        there = self._next(self.current, undecided=True) or self._next(None, undecided=True)
        if there is not None:
            self._move(there)
            return ""
        if self.left():
            return ""  # the filter hides what is left
        at = self.review.files.index(self.file)
        for file in (*self.review.files[at + 1 :], *self.review.files[:at]):
            if self.left(file):
                done = self.file.path
                self.enter(file)
                self._move(self._next(self.current, undecided=True) or self._next(None, undecided=True))
                return f"{done} is done; this is {file.path}."
        return ""

    def left(self, file: ReviewedFile | None = None) -> int:
        """How many proposals of a file are undecided."""
        progress = (file or self.file).session.progress()
        return progress.total - progress.done

    def left_anywhere(self) -> int:
        return sum(self.left(file) for file in self.review.files)

    # What there is to filter by

    def counted(self, what: Callable[[Proposal], T]) -> Counter[T]:
        """How many proposals of this file there are of each kind, whatever is filtered."""
        return Counter(what(one) for one in self.session.proposals())

    def narrow(self, filter_: Filter) -> None:
        """List other findings; what is meant stays if it is listed, else the next undecided is."""
        self.filter = filter_
        proposals, id_ = self.listing(), self._places.get(id(self.file))
        if id_ is None or not proposals.holds(self.session.proposal(id_)):
            self._move(self._next(None, undecided=True) or self._next(None))

    # Decisions

    def decide(self, action: Callable[[Actions, int], str]) -> str:
        """Do something to the proposal that is meant, and go on to the next undecided one."""
        current = self.current
        if current is None:
            raise ReviewError("nothing is listed; change the filter" if self.filter else "there is nothing to decide")
        self._move(current)
        revision = self.session.revision
        line = action(self.actions, current.id)
        if self.session.revision != revision:
            self._done.append(self.file)
            self._undone.clear()
        return " ".join(filter(None, (line, self.advance())))

    def undo(self) -> str:
        """Take the last decision back, in whatever file it was, and show it."""
        return self._again(self._done, self._undone, lambda session: session.can_undo, Actions.undo)

    def redo(self) -> str:
        return self._again(self._undone, self._done, lambda session: session.can_redo, Actions.redo)

    def _again(
        self,
        here: list[ReviewedFile],
        there: list[ReviewedFile],
        possible: Callable[[ReviewSession], bool],
        action: Callable[[Actions], str],
    ) -> str:
        while here and not possible(here[-1].session):
            here.pop()
        if not here:
            return action(self.actions)  # which says that there is nothing
        file = here.pop()
        if file is not self.file:
            self._show(file)
        line = action(self.actions)
        there.append(file)
        self._move(self.session.current())
        return line

