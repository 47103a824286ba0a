"""What a review holds of each finding: the proposal, its state, and the decision on it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from copydesk.errors import CopydeskError
from copydesk.text.edit import Applicability, Edit
from copydesk.text.finding import Finding
from copydesk.text.span import Span


class ReviewError(CopydeskError):
    """A decision is not possible: a stale proposal, an alternative that does not exist, nothing to undo."""


class Verdict(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    SKIPPED = "skipped"  # left as it is for now; the next review shows it again
    IGNORED = "ignored"  # its rule is ignored, or its word was added to the vocabulary


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to repair: edits of the original text, and the earlier changes whose place they take."""

    edits: tuple[Edit, ...]
    folds: frozenset[int]
    applicability: Applicability


@dataclass(frozen=True, slots=True)
class Proposal:
    """A finding as the review shows it.

    `span` is in the original text, widened to whole changes where an earlier decision caused the finding; `text` is
    what was flagged. `finding` keeps the offsets of the text that was checked.
    """

    id: int
    finding: Finding
    span: Span
    text: str
    alternatives: tuple[Alternative, ...]
    exact: bool = True  # no edge of what was flagged lies inside an earlier change
    rests_on: frozenset[int] = frozenset()  # the changes without which what was flagged is not there
    around: tuple[str, str] = ("", "")  # what stood between the edges of `span` and what was flagged

    @property
    def code(self) -> str:
        return self.finding.code

    def sort_key(self) -> tuple[int, int, int, str, int]:
        return (self.span.start, self.span.end, self.finding.span.start, self.finding.code, self.id)

    def footprint(self) -> list[Span]:
        """Every place that an alternative would edit; the flagged span where there is none."""
        return [edit.span for one in self.alternatives for edit in one.edits] or [self.span]


class Mark(NamedTuple):
    """The state of a proposal in the review."""

    verdict: Verdict = Verdict.OPEN
    alternative: int | None = None  # what was accepted; None with ACCEPTED means one's own words
    own: str | None = None
    present: bool = True  # still found when the changed text was checked again
    blocked: bool = False  # every alternative clashes with an accepted change

    @property
    def shown(self) -> bool:
        """Whether the proposal is part of the review: decided, or open and still possible."""
        return (self.present and not self.blocked) or self.verdict is not Verdict.OPEN


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on a proposal. `alternative` is None for one's own correction, which is in `own`."""

    proposal: Proposal
    verdict: Verdict
    alternative: int | None = None
    own: str | None = None


class Progress(NamedTuple):
    """How far the review is."""

    done: int
    total: int
    accepted: int
    rejected: int
    skipped: int
    ignored: int

    def __str__(self) -> str:
        return f"{self.done} of {self.total}"
