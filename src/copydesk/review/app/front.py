"""What the app looks like: the parts it is laid out of, and how they show the review as it is now."""

from __future__ import annotations

import time
from pathlib import Path

from rich.text import Text
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.widgets import Footer, Static

from copydesk.reports.cells import shown
from copydesk.review.app.article import ArticleView
from copydesk.review.app.checks import MANY, PAUSE, Checks
from copydesk.review.app.desk import Desk
from copydesk.review.app.details import Details, TopLine
from copydesk.review.app.findings import FindingsList
from copydesk.review.app.rail import Rail, places_left
from copydesk.review.app.theme import DAY, NIGHT, Palette
from copydesk.review.files import ReviewedFile
from copydesk.review.run import Review
from copydesk.review.sheets import Sheets
from copydesk.text.finding import Severity


class Front(App[int]):
    """Shows one review; it reacts to nothing but its size and what is scrolled."""

    TITLE = "copydesk review"
    CSS_PATH = Path("app.tcss")
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-narrow"), (64, "-normal"), (110, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-low"), (20, "-high")]  # noqa: RUF012

    def __init__(self, review: Review, first: ReviewedFile, palette: Palette = NIGHT) -> None:
        super().__init__()
        for one in (DAY, NIGHT):
            self.register_theme(one.theme())
        self.review, self.palette = review, palette
        self.theme = palette.name
        self.desk = Desk(review, first)
        self._sheets: dict[int, Sheets] = {}
        self._checks: Checks | None = None
        self._last_key = 0.0
        self._rail_state: object = None
        self._rail_late = False
        self._marks: dict[int, Severity] = {}

    # What it is made of

    def compose(self) -> ComposeResult:
        yield TopLine(id="top")
        with Horizontal(id="body"):
            yield ArticleView(marked=self.no_color, id="article")
            yield Rail(id="rail")
            yield FindingsList(id="list")
        yield Details(id="details")
        yield Static("", id="message")
        yield Footer(compact=True)

    # Showing

    def show(self) -> None:
        """Show everything as it is now."""
        if not self.is_running or not self.screen_stack:
            return
        desk, palette = self.desk, self.palette
        base = self.screen_stack[0]
        base.query_one(TopLine).show(desk, self._checks.going_on if self._checks else "", palette)
        current = desk.current
        base.query_one(ArticleView).show(desk.session, self._sheets_of(desk.file), current, palette)
        base.query_one(FindingsList).show(desk, palette)
        base.query_one(Details).show(desk, palette)
        self._show_rail()

    def _sheets_of(self, file: ReviewedFile) -> Sheets:
        if id(file) not in self._sheets:
            self._sheets[id(file)] = Sheets(file.session.source)
        return self._sheets[id(file)]

    def _show_rail(self) -> None:
        base = self.screen_stack[0]
        rail, article = base.query_one(Rail), base.query_one(ArticleView)
        state = (id(self.desk.file), self.desk.session.revision, self.desk.filter, rail.size, article.size)
        slow = len(self.desk.listing().proposals) > MANY and self._quiet() < PAUSE / 2
        self._rail_late = slow and state != self._rail_state
        if state != self._rail_state and article.shown is not None and not slow:
            self._rail_state = state
            self._marks = places_left(self.desk, article.shown, rail.size.height)
        rail.show(article.span_shown(), self._marks, self.palette)

    def say(self, line: str, *, warn: bool = False) -> None:
        """Show a line about what was just done."""
        text = Text(shown(line), style=self.palette.warning if warn else self.palette.soft)
        self.screen_stack[0].query_one("#message", Static).update(text)

    def on_article_view_moved(self) -> None:
        if self.screen_stack[0].query_one(ArticleView).shown is not None:
            self._show_rail()

    def on_resize(self) -> None:
        self.call_after_refresh(self._resized)

    def _resized(self) -> None:
        self.screen_stack[0].query_one(ArticleView).notify_size(self.desk.session, self.desk.current)
        self.show()

    def _quiet(self) -> float:
        return time.monotonic() - self._last_key
