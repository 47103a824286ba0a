"""The app itself: it gives keys their meaning, and lands what is checked in the background."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from copydesk.reports.cells import shown
from copydesk.reports.style import Style
from copydesk.review.actions import Actions, sentence
from copydesk.review.app.article import ArticleView
from copydesk.review.app.background import Checked, Rechecked
from copydesk.review.app.bindings import KEYS
from copydesk.review.app.checks import PAUSE, SOON, Checks
from copydesk.review.app.desk import Filter
from copydesk.review.app.details import Details
from copydesk.review.app.dialogs import Files, Filtering, Reading, Writing
from copydesk.review.app.findings import FindingsList
from copydesk.review.app.front import Front
from copydesk.review.app.pages import diff_text, help_text, why_text
from copydesk.review.app.rail import Rail
from copydesk.review.app.theme import DAY, NIGHT, Palette
from copydesk.review.app.voice import Aside
from copydesk.review.files import ReviewedFile
from copydesk.review.proposals import ReviewError
from copydesk.review.run import Review

HOLD = 0.5  # seconds in which no decision is taken after the proposal under one's eyes has changed by itself
GRACE = 3.0  # seconds to leave the screen in, after a signal
ENDINGS = ("SIGTERM", "SIGHUP", "SIGINT")


class Landed(Message):
    """Something was checked in the background."""

    def __init__(self, result: Checked | Rechecked) -> None:
        super().__init__()
        self.result = result


class ReviewApp(Front):
    """Drives one review. Its result: 0 when it was left to write, else the number of the signal that ended it."""

    BINDINGS: ClassVar[list[BindingType]] = KEYS

    def __init__(self, review: Review, first: ReviewedFile, palette: Palette = NIGHT) -> None:
        super().__init__(review, first, palette)
        self.aside = Aside(review.voice)
        review.voice = self.aside
        self._hold = 0.0
        self.patience: threading.Timer | None = None

    def on_mount(self) -> None:
        loop = asyncio.get_running_loop()
        for name in ENDINGS:
            if number := getattr(signal, name, None):
                with suppress(NotImplementedError, RuntimeError, ValueError):  # Windows; not the main thread
                    loop.add_signal_handler(number, self.stop, int(number))
        self._checks = Checks(self.desk, lambda result: self.post_message(Landed(result)))
        self.set_interval(SOON, self._look_around)
        self.call_after_refresh(self.show)

    def on_unmount(self) -> None:
        loop = asyncio.get_running_loop()
        for name in ENDINGS:
            if number := getattr(signal, name, None):
                with suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.remove_signal_handler(number)
        self.review.voice = self.aside.voice

    @property
    def is_checking(self) -> bool:
        """Whether something is being checked in the background."""
        return self._checks is not None and bool(self._checks.going_on)

    def stop(self, number: int) -> None:
        """End because of a signal: nothing is written."""
        if self.patience is None:
            self.patience = threading.Timer(GRACE, self._give_up, (number,))
            self.patience.daemon = True
            self.patience.start()
        self.exit(number)

    def _give_up(self, number: int) -> None:
        """End at once where the screen cannot be left, since writing to a terminal that is gone may wait for ever."""
        with suppress(Exception):
            self.review.interrupted()
        os._exit(128 + number)

    # Acting

    async def on_event(self, event: events.Event) -> None:
        """Do what a key means before the next one is looked at: it may be meant for the window that this one opens."""
        if isinstance(event, events.Key) and not event.is_forwarded and len(self.screen_stack) == 1:
            bindings = self._bindings.key_to_bindings.get(event.key)
            if bindings:
                await self.run_action(bindings[0].action)
                return
        await super().on_event(event)

    def act(self, action: Callable[[], str]) -> None:
        """Do something, say what it did or why it is not possible, and show how things are now."""
        self._last_key = time.monotonic()
        try:
            line = action()
        except ReviewError as error:
            self.say(sentence(error.message), warn=True)
        else:
            self.say(line)
        self._tell()
        self.show()

    def _tell(self) -> None:
        """Show what the review had to say meanwhile."""
        for message, is_error in self.aside.news():
            self.notify(shown(message), severity="error" if is_error else "warning", timeout=8, markup=False)

    def decide(self, action: Callable[[Actions, int], str]) -> None:
        if time.monotonic() < self._hold:
            self.say("The text was checked again and this is another finding now: look, and press the key again.")
            return
        self.act(lambda: self.desk.decide(action))

    def action_decide(self, name: str) -> None:
        self.decide(getattr(Actions, name))

    def action_choose(self, number: int) -> None:
        self.decide(lambda actions, id_: actions.choose(id_, number))

    def action_undo(self) -> None:
        self.act(self.desk.undo)

    def action_redo(self) -> None:
        self.act(self.desk.redo)

    def action_step(self, back: bool, undecided: bool) -> None:
        self.act(lambda: self.desk.step(back=back, undecided=undecided))

    def action_edge(self, last: bool) -> None:
        self.act(lambda: self.desk.edge(last=last))

    def action_page(self, by: int) -> None:
        article = self.screen_stack[0].query_one(ArticleView)
        article.scroll_rows(by * max(1, article.size.height - 2))

    def action_other_file(self, step: int) -> None:
        self.act(lambda: self.desk.other_file(step))

    def action_all(self) -> None:
        self.act(lambda: self._narrow(Filter()))

    def _narrow(self, chosen: Filter) -> str:
        self.desk.narrow(chosen)
        return f"Only {chosen} listed." if chosen else "All findings listed."

    def action_list(self) -> None:
        self.screen_stack[0].query_one(FindingsList).toggle_class("hidden")
        self.call_after_refresh(self._resized)

    def action_theme(self) -> None:
        self.palette = NIGHT if self.palette is DAY else DAY
        self.theme = self.palette.name
        self._rail_state = None
        self.show()

    def action_leave(self) -> None:
        self.exit(0)

    def action_interrupt(self) -> None:
        self.exit(int(signal.SIGINT))

    # Windows over it

    def action_help(self) -> None:
        self.push_screen(Reading("Keys", help_text(self.palette), "question_mark"))

    def action_why(self) -> None:
        if (current := self.desk.current) is not None:
            style = Style(not self.no_color, Reading.width_inside(self.size.width))
            self.push_screen(Reading("Why", why_text(self.desk.file, current, style, self.palette), "w"))

    def action_diff(self) -> None:
        self.push_screen(Reading("What q writes into this file", diff_text(self.desk.file, self.palette), "D"))

    def action_write(self) -> None:
        current = self.desk.current
        if current is None:
            return
        actions, newline = self.desk.actions, self.desk.session.source.newline
        draft = actions.draft(current.id)

        def whole(written: str) -> str:
            return draft.whole(written.replace("\n", newline))

        def problem(written: str) -> str | None:
            return actions.problem(whole(written))

        def take(written: str | None) -> None:
            if written is None:
                self.say("Called off.")
                return
            self.desk.go(current.id)
            self.act(lambda: self.desk.decide(lambda actions, id_: actions.write(id_, whole(written))))

        words = draft.words.replace(newline, "\n")
        self.push_screen(Writing(current.finding.message, draft.now, words, problem), take)

    def action_filter(self) -> None:
        def take(chosen: Filter | None) -> None:
            if chosen is not None:
                self.act(lambda: self._narrow(chosen))

        self.push_screen(Filtering(self.desk), take)

    def action_files(self) -> None:
        files = self.desk.files

        def take(number: int | None) -> None:
            if number is not None:
                self.desk.enter(files[number])
                self.show()

        self.push_screen(Files(self.desk, self._checks.waiting if self._checks else ()), take)

    # The mouse

    def on_article_view_clicked(self, event: ArticleView.Clicked) -> None:
        current = self.desk.current
        ids = event.ids
        at = ids.index(current.id) + 1 if current is not None and current.id in ids else 0
        self._go(ids[at % len(ids)])  # another click means the next of those that are about this place

    def on_findings_list_clicked(self, event: FindingsList.Clicked) -> None:
        self._go(event.proposal_id)

    def on_details_chosen(self, event: Details.Chosen) -> None:
        self.action_choose(event.number)

    def on_rail_picked(self, event: Rail.Picked) -> None:
        self.screen_stack[0].query_one(ArticleView).scroll_part(event.fraction)

    def _go(self, id_: int) -> None:
        self._hold = 0.0
        self.desk.go(id_)
        self.say("")
        self.show()

    # In the background

    def _look_around(self) -> None:
        if self._checks is not None and self._checks.look_around(self._quiet()):
            self.show()
        elif self._rail_late and self._quiet() >= PAUSE / 2:
            self._show_rail()

    def on_landed(self, event: Landed) -> None:
        if self._checks is None:
            return
        if isinstance(event.result, Checked):
            self._checks.admit(event.result)
            self._tell()
            self.show()
        else:
            self._take_in(self._checks, event.result)

    def _take_in(self, checks: Checks, result: Rechecked) -> None:
        """Take in what a check has found, as soon as that is in nobody's way."""
        if len(self.screen_stack) > 1 or checks.can_wait(result.file, self._quiet()):
            self.set_timer(PAUSE / 4, lambda: self._take_in(checks, result))
            return
        before = self.desk.current
        try:
            told = checks.take_in(result)
        except Exception as error:  # whatever failed there, the decisions must not be lost
            message = f"The changed text could not be checked again: {error}"
            self.notify(message, severity="warning", markup=False)
        else:
            if told and result.file is self.desk.file:
                self.say(" ".join(told))
        if self.desk.current is not before:
            self._hold = time.monotonic() + HOLD
        self.show()
