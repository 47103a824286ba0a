"""The proposals of a review as a list that can be narrowed, with the counts that go with it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from copydesk.review.proposals import Mark, Proposal, Verdict
from copydesk.review.session import ReviewSession
from copydesk.text.edit import Applicability
from copydesk.text.finding import Category


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
    """The lists of one session; each is made once for a revision of it."""

    def __init__(self, session: ReviewSession) -> None:
        self.session = session
        self._revision = -1
        self._all: list[Proposal] = []
        self._lists: dict[Filter, list[Proposal]] = {}
        self._counts: tuple[Counter[str], Counter[str], int] | None = None

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
        around = (*range(start, len(found)), *range(start))
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
        total, undecided, _ = self._counted()
        findings = {one.code: one.finding for one in self._all}
        return [
            Rule(code, one.name, one.category, total[code], undecided[code]) for code, one in sorted(findings.items())
        ]

    def open_of(self, code: str) -> int:
        """How many proposals of a rule are undecided."""
        return self._counted()[1][code]

    def safe(self) -> int:
        """How many undecided proposals have a best alternative that is safe."""
        return self._counted()[2]

    def _counted(self) -> tuple[Counter[str], Counter[str], int]:
        """How much each rule found, how much of that is undecided, and how much of that is safe."""
        everything = self._current()
        if self._counts is None:
            mark = self.session.mark
            undecided = [one for one in everything if mark(one.id).verdict is Verdict.OPEN]
            safe = sum(one.finding.applicability is Applicability.SAFE for one in undecided)
            self._counts = Counter(one.code for one in everything), Counter(one.code for one in undecided), safe
        return self._counts

    def _current(self) -> list[Proposal]:
        if self._revision != self.session.revision:
            self._revision = self.session.revision
            self._all = self.session.proposals()
            self._lists.clear()
            self._counts = None
        return self._all
