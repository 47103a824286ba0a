"""The narrow column beside the article: where one is in it, and where something is left to decide."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from copydesk.review.app.desk import Desk
from copydesk.review.app.layout import Layout
from copydesk.review.app.theme import NIGHT, Palette
from copydesk.review.proposals import Verdict
from copydesk.text.finding import Severity


class Rail(Widget):
    """The whole article as one narrow column: what of it is on the screen, and where there is something to decide."""

    can_focus = False

    class Picked(Message):
        """A place was clicked or dragged to: how far down, as a fraction."""

        def __init__(self, fraction: float) -> None:
            super().__init__()
            self.fraction = fraction

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.palette = NIGHT
        self._from, self._to = 0.0, 1.0
        self._dragged = False
        self._marks: dict[int, Severity] = {}

    def show(self, shown: tuple[float, float], marks: dict[int, Severity], palette: Palette) -> None:
        """`marks`: the worst of what is undecided, by the row of the rail."""
        self._from, self._to = shown
        self._marks, self.palette = marks, palette
        self.refresh()

    def render_line(self, y: int) -> Strip:
        height, palette = max(self.size.height, 1), self.palette
        inside = self._from < (y + 1) / height and y / height < self._to
        back = palette.line if inside and (self._from > 0 or self._to < 1) else palette.back
        mark = self._marks.get(y)
        style = Style(color=palette.severity(mark) if mark is not None else palette.line, bgcolor=back)
        return Strip([Segment("•" if mark is not None else " ", style)], 1)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._dragged = True
        self.capture_mouse()
        self._pick(event.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._dragged:
            self._pick(event.y)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        self._dragged = False
        self.release_mouse()

    def _pick(self, y: float) -> None:
        middle = (self._to - self._from) / 2
        self.post_message(self.Picked((y + 0.5) / max(self.size.height, 1) - middle))


def places_left(desk: Desk, layout: Layout, height: int) -> dict[int, Severity]:
    """The rows of a rail beside which something that is listed is undecided, with the worst of it."""
    session, marks = desk.session, dict[int, Severity]()
    left = {
        one.id: one.finding.severity
        for one in desk.listing().proposals
        if session.mark(one.id).verdict is Verdict.OPEN
    }

    def note(row: int, severity: Severity) -> None:
        row = min(row, height - 1)
        marks[row] = max(marks.get(row, severity), severity)

    if layout.total() <= height:  # as they are on the screen
        seen = (row for sheet in range(len(layout.sheets)) for row in layout.rows(sheet))
        for number, row in enumerate(seen):
            for id_ in {id_ for run in row for id_ in run.ids} & left.keys():
                note(number, left.pop(id_))
    else:
        length = max(len(session.source.text), 1)
        for id_, severity in left.items():
            note(session.proposal(id_).span.start * height // length, severity)
    return marks
