"""The proposals of a review as a list that can be narrowed, with the counts that go with it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from copydesk.review.proposals import Mark, Proposal, Verdict
from copydesk.review.session import ReviewSession
from copydesk.text.finding import Category, Finding


@dataclass(frozen=True, slots=True)
class Filter:
    """Which proposals a list shows: what is None or empty does not matter."""

    verdict: Verdict | None = None
    category: Category | None = None
    code: str | None = None
    words: str = ""  # part of the flagged text, the message, the rule's code or its name

    def admits(self, proposal: Proposal, mark: Mark) -> bool:
        finding = proposal.finding
        if self.verdict is not None and mark.verdict is not self.verdict:
            return False
        if self.category is not None and finding.category is not self.category:
            return False
        if self.code is not None and finding.code != self.code:
            return False
        words = self.words.casefold()
        return not words or any(
            words in text.casefold() for text in (proposal.text, finding.message, finding.code, finding.name)
        )


class Rule(NamedTuple):
    """A rule that found something: how much, and how much of that is undecided."""

    code: str
    name: str
    category: Category
    total: int
    open: int


class Listing:
    """The lists of one session; each is made anew only when something else belongs in it."""

    def __init__(self, session: ReviewSession) -> None:
        self.session = session
        self._revision = self._lineup = -1
        self._all: list[Proposal] = []
        self._rules: dict[str, tuple[Finding, int]] = {}
        self._lists: dict[Filter, list[Proposal]] = {}

    def proposals(self, narrowed: Filter) -> list[Proposal]:
        """The proposals that a filter admits, by place."""
        everything = self._current()
        if narrowed not in self._lists:
            mark = self.session.mark
            found = [one for one in everything if narrowed.admits(one, mark(one.id))]
            self._lists[narrowed] = everything if narrowed == Filter() else found
        return self._lists[narrowed]

    def place(self, id: int, narrowed: Filter) -> int:
        """How many proposals of a list stand before this one, whether it is in the list or not."""
        key = self.session.proposal(id).sort_key()
        return bisect_right(self.proposals(narrowed), key, key=Proposal.sort_key) - self._has(id, narrowed)

    def next_open(self, id: int | None, narrowed: Filter) -> int | None:
        """The undecided proposal of a list that follows this one, from the end round to the beginning."""
        found = self.proposals(narrowed)
        start = 0 if id is None else self.place(id, narrowed) + self._has(id, narrowed)
        around = chain(range(start, len(found)), range(start))
        mark = self.session.mark
        return next((found[at].id for at in around if mark(found[at].id).verdict is Verdict.OPEN), None)

    def beside(self, id: int | None, narrowed: Filter, step: int, *, undecided: bool = False) -> int | None:
        """The proposal of a list that comes next, or with a `step` of -1 before; None where there is none that way."""
        found = self.proposals(narrowed)
        if id is None:
            places = range(len(found))[::step]
        else:
            at = self.place(id, narrowed)
            places = range(at + self._has(id, narrowed), len(found)) if step > 0 else range(at - 1, -1, -1)
        mark = self.session.mark
        wanted = (found[place].id for place in places)
        return next((one for one in wanted if not undecided or mark(one).verdict is Verdict.OPEN), None)

    def _has(self, id: int, narrowed: Filter) -> bool:
        mark = self.session.mark(id)
        return mark.shown and narrowed.admits(self.session.proposal(id), mark)

    def rules(self) -> list[Rule]:
        """The rules of all proposals, by code."""
        everything, undecided = self._current(), self.session.undecided
        if not self._rules:
            total = Counter(one.code for one in everything)
            self._rules = {one.code: (one.finding, total[one.code]) for one in everything}
        return [
            Rule(code, one.name, one.category, total, undecided(code))
            for code, (one, total) in sorted(self._rules.items())
        ]

    def _current(self) -> list[Proposal]:
        if self._lineup != self.session.lineup:
            self._all = self.session.proposals()
            self._lists.clear()
            self._rules.clear()
        elif self._revision != self.session.revision:
            self._lists = {one: found for one, found in self._lists.items() if one.verdict is None}
        self._revision, self._lineup = self.session.revision, self.session.lineup
        return self._all
