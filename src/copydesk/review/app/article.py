"""The article on the screen: only the rows that are seen are laid out, so that its length does not matter."""

from __future__ import annotations

from collections.abc import Iterator

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from copydesk.review.app.layout import Layout
from copydesk.review.app.rows import Row
from copydesk.review.app.theme import NIGHT, Palette
from copydesk.review.article import Role
from copydesk.review.proposals import Proposal
from copydesk.review.session import ReviewSession
from copydesk.review.sheets import Sheets

GUTTER = 3  # columns before the text
MEASURE = 88  # the most columns of a row that reads well
HERE = "▌"


class ArticleView(Widget):
    """Shows the article from some place on; a click on a proposal means it."""

    can_focus = False

    class Clicked(Message):
        """A place with proposals was clicked; `ids`, the one that is meant first."""

        def __init__(self, ids: tuple[int, ...]) -> None:
            super().__init__()
            self.ids = ids

    class Moved(Message):
        """Other rows are shown."""

    def __init__(self, *, marked: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self.marked, self.palette = marked, NIGHT
        self.top = (0, 0)
        self._sheets: Sheets | None = None
        self.shown: Layout | None = None

    # What is shown

    def show(self, session: ReviewSession, sheets: Sheets, current: Proposal | None, palette: Palette) -> None:
        """Show a session as it is now, with the current proposal in sight."""
        self.palette, self._sheets = palette, sheets
        if self.shown is None or self.shown.session is not session:
            self.top = (0, 0)
            self.shown = self._layout(session)
        moved = self.shown is not None and self.shown.current is not current
        if self.shown is not None:
            self.shown.current = current
            if moved:
                self.reveal()
            else:
                self.top = self._within(self.top)
        self.refresh()
        self.post_message(self.Moved())

    def _layout(self, session: ReviewSession) -> Layout | None:
        if not self.size.width or self._sheets is None:
            return None
        return Layout(session, self._sheets, max(4, min(self.size.width - GUTTER - 1, MEASURE)), self.marked)

    def on_resize(self, event: events.Resize) -> None:
        self.post_message(self.Moved())

    def notify_size(self, session: ReviewSession, current: Proposal | None) -> None:
        """Lay out anew after a change of size."""
        width = max(4, min(self.size.width - GUTTER - 1, MEASURE))
        if self._sheets is not None and (self.shown is None or self.shown.width != width):
            self.shown = self._layout(session)
            if self.shown is not None:
                self.shown.current = current
                self.top = (min(self.top[0], len(self._sheets) - 1), 0)
        self.reveal()
        self.refresh()

    def reveal(self) -> None:
        """Scroll so that the current proposal is seen, no further than needed, and not at the very edge."""
        layout, height = self.shown, self.size.height
        if layout is None or layout.current is None or not height:
            return
        sheet, first, last = layout.place(layout.current)
        margin = min(2, height // 4)
        rows_down = self._rows_down((sheet, first), height)
        if rows_down is not None and margin <= rows_down and rows_down + (last - first) < height - margin:
            return
        if rows_down is not None and self.top == self._within((0, 0)) and rows_down < height - margin:
            return
        self.top = self._within(layout.step(sheet, first, -(height // 3)))

    def _rows_down(self, place: tuple[int, int], most: int) -> int | None:
        """How many rows below the top a place is; None where it is not on the screen."""
        assert self.shown is not None
        sheet, row = self.top
        if place < self.top:
            return None
        down = -row
        while sheet < place[0]:
            down += len(self.shown.rows(sheet))
            if down > most:
                return None
            sheet += 1
        down += place[1]
        return down if down < most else None

    def _within(self, top: tuple[int, int]) -> tuple[int, int]:
        """A place for the top of the screen such that it is filled as far as the text goes."""
        layout, height = self.shown, self.size.height
        if layout is None:
            return top
        last = len(layout.sheets) - 1
        sheet = min(top[0], last)
        row = max(0, min(top[1], len(layout.rows(sheet)) - 1))
        end = layout.step(last, max(len(layout.rows(last)) - 1, 0), -(height - 2))
        return min((sheet, row), end)

    def scroll_rows(self, by: int) -> None:
        """Scroll by so many rows, without meaning another proposal."""
        if self.shown is not None:
            self.top = self._within(self.shown.step(*self.top, by))
            self.refresh()
            self.post_message(self.Moved())

    def scroll_part(self, fraction: float) -> None:
        """Show the place that far down in the text."""
        if self.shown is not None:
            self.top = self._within(self.shown.at(fraction))
            self.refresh()
            self.post_message(self.Moved())

    def span_shown(self) -> tuple[float, float]:
        """Which part of the text is on the screen: from where to where, as fractions."""
        if self.shown is None:
            return 0.0, 1.0
        total = max(self.shown.total(), 1)
        above = self.shown.above(*self.top)
        return above / total, min(1.0, (above + self.size.height) / total)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll_rows(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll_rows(-3)

    def on_click(self, event: events.Click) -> None:
        ids = event.style.meta.get("ids", ())
        if ids:
            self.post_message(self.Clicked(ids))

    # Painting

    def render_lines(self, crop: object) -> list[Strip]:
        self._rows = list(self._on_screen())
        return super().render_lines(crop)  # type: ignore[arg-type]

    def _on_screen(self) -> Iterator[Row]:
        layout = self.shown
        if layout is None:
            return
        sheet, row = self.top
        left = self.size.height
        while left > 0 and sheet < len(layout.sheets):
            for one in layout.rows(sheet)[row : row + left]:
                yield one
                left -= 1
            sheet, row = sheet + 1, 0

    def render_line(self, y: int) -> Strip:
        width, palette = self.size.width, self.palette
        plain = Style(color=palette.text, bgcolor=palette.back)
        if self.shown is None or y >= len(self._rows):
            return Strip.blank(width, plain)
        current = self.shown.current.id if self.shown.current is not None else None
        here = any(run.ids[:1] == (current,) for run in self._rows[y])
        gutter = f" {HERE if here else ' '} "
        segments = [Segment(gutter, plain + Style(color=palette.accent))]
        used = GUTTER
        for run in self._rows[y]:
            meant = run.ids[:1] == (current,)
            style = palette.role(run.role if run.ids else Role.SAME, meant)
            if run.ids:
                style += Style.from_meta({"ids": run.ids})
            segments.append(Segment(run.text, style))
            used += run.width
        segments.append(Segment(" " * max(0, width - used), plain))
        return Strip(segments, max(used, width)).crop(0, width)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return container.width

    @property
    def text_shown(self) -> list[Row]:
        """The rows that are on the screen."""
        return list(self._on_screen())
