"""Edits and fixes: changes as data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

from copydesk.errors import EditError
from copydesk.text.span import Span


class Applicability(IntEnum):
    """How far a fix may be trusted; greater is safer, so that levels compare."""

    DISPLAY = 0  # shown, never applied
    UNSAFE = 1  # a person should look
    SAFE = 2  # never changes meaning

    def __str__(self) -> str:
        return self.name.lower()


class Edit(NamedTuple):
    """Put `replacement` in the place of the code points from `start` to `end` (equal: an insertion)."""

    start: int
    end: int
    replacement: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Fix:
    """One way to repair a finding: edits that are applied together or not at all.

    The edits are kept in order and do not overlap; EditError is raised where they do.
    """

    edits: tuple[Edit, ...]
    applicability: Applicability = Applicability.UNSAFE

    def __post_init__(self) -> None:
        object.__setattr__(self, "edits", ordered(self.edits))
        if not self.edits:
            raise EditError("a fix needs at least one edit")

    @property
    def span(self) -> Span:
        """From the start of the first edit to the end of the last."""
        return Span(self.edits[0].start, self.edits[-1].end)


def ordered(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits by place. Raises EditError where two overlap or insert at the same place."""
    result = tuple(sorted(edits))
    for before, after in pairwise(result):
        if after.start < before.end or (before.start, before.end) == (after.start, after.end):
            raise EditError(f"edits overlap at offsets {after.start}–{before.end}")
    return result
