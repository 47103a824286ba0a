"""Where the rows of an article are, without laying all of it out."""

from __future__ import annotations

import numpy as np

from copydesk.review.app.rows import Row, rows
from copydesk.review.article import Part, Role, parts
from copydesk.review.proposals import Proposal
from copydesk.review.session import ReviewSession
from copydesk.review.sheets import Sheets


class Layout:
    """Where the rows of a text are: exactly for the sheets that were looked at, by their length for the others."""

    def __init__(self, session: ReviewSession, sheets: Sheets, width: int, marked: bool) -> None:
        self.session, self.sheets, self.width, self.marked = session, sheets, width, marked
        starts = np.asarray(session.source.line_starts)
        lengths = np.diff(np.append(starts, len(session.source.text)))
        first = np.asarray([sheets.span(number).start for number in range(len(sheets))])
        self.heights = np.ones(len(sheets), dtype=np.int64)
        np.add.at(self.heights, np.searchsorted(first, starts, side="right") - 1, lengths // max(width, 1) + 1)
        self.current: Proposal | None = None
        self._made: dict[int, tuple[object, list[Row]]] = {}

    def rows(self, sheet: int) -> list[Row]:
        """The rows of a sheet as they are now."""
        span = self.sheets.span(sheet)
        meant = self.current.id if self.current is not None and self._touches(sheet, self.current) else None
        state = (self.session.revision, meant)
        known = self._made.get(sheet)
        if known is None or known[0] != state:
            if len(self._made) > 64:
                self._made.clear()
            made = rows(self._visible(parts(self.session, span, meant), meant), self.width, self.marked)
            known = self._made[sheet] = (state, made)
            self.heights[sheet] = len(made)
        return known[1]

    @property
    def laid_out(self) -> int:
        """How many sheets are kept as rows."""
        return len(self._made)

    def _visible(self, made: list[Part], meant: int | None) -> list[Part]:
        """Without what accepted proposals took out, but for the one that is meant."""
        return [part for part in made if part.role is not Role.GONE or part.ids[0] == meant]

    def _touches(self, sheet: int, proposal: Proposal) -> bool:
        span = self.sheets.span(sheet)
        return any(span.touches(place) for place in (proposal.span, *proposal.footprint()))

    def place(self, proposal: Proposal) -> tuple[int, int, int]:
        """The sheet, and its first and last row, where a proposal is seen."""
        offset = min(span.start for span in (proposal.span, *proposal.footprint()))
        sheet = self.sheets.of(offset)
        for number in (sheet, sheet - 1, sheet + 1):
            if 0 <= number < len(self.sheets):
                seen = [
                    at for at, row in enumerate(self.rows(number)) if any(run.ids[:1] == (proposal.id,) for run in row)
                ] or [at for at, row in enumerate(self.rows(number)) if any(proposal.id in run.ids for run in row)]
                if seen:
                    return number, seen[0], seen[-1]
        made = self.rows(sheet)
        span = self.sheets.span(sheet)
        near = (offset - span.start) * len(made) // max(span.length, 1)
        return sheet, min(near, max(len(made) - 1, 0)), min(near, max(len(made) - 1, 0))

    def step(self, sheet: int, row: int, by: int) -> tuple[int, int]:
        """The place so many rows further on, at most the first and the last row of the text."""
        row += by
        while row < 0 and sheet > 0:
            sheet -= 1
            row += len(self.rows(sheet))
        while row >= len(self.rows(sheet)) and sheet + 1 < len(self.sheets):
            row -= len(self.rows(sheet))
            sheet += 1
        return sheet, max(0, min(row, len(self.rows(sheet)) - 1))

    def at(self, fraction: float) -> tuple[int, int]:
        """The place that far down in the text."""
        ends = np.cumsum(self.heights)
        goal = max(0.0, min(fraction, 1.0)) * float(ends[-1])
        sheet = min(int(np.searchsorted(ends, goal, side="right")), len(self.sheets) - 1)
        into = (goal - float(ends[sheet] - self.heights[sheet])) / max(float(self.heights[sheet]), 1.0)
        return sheet, min(int(into * len(self.rows(sheet))), max(len(self.rows(sheet)) - 1, 0))

    def above(self, sheet: int, row: int) -> int:
        """How many rows there are above a place, as far as is known."""
        return int(self.heights[:sheet].sum()) + row

    def total(self) -> int:
        return int(self.heights.sum())
