"""What tabs see and may do while something is done to thousands of proposals in a thread."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from test_review_laws import toy_check
from test_review_run import Recorder

from copydesk.formats.document import Block, BlockKind, Document, Layout
from copydesk.lint.config import Config
from copydesk.lint.files import Target
from copydesk.lint.linter import LintResult
from copydesk.review.files import ReviewedFile
from copydesk.review.listing import Filter
from copydesk.review.run import Review
from copydesk.review.session import ReviewSession
from copydesk.review.web.desk import Desk
from copydesk.review.web.paper import Outdated, Paper
from copydesk.text.source import Source

TEXT = "ab bc ab bc é"
EVERYTHING = Filter()


def desk_of(path: Path) -> tuple[Desk, Paper]:
    path.write_text(TEXT, "utf-8")
    source = Source(TEXT, str(path))
    document = Document(source, "text", Layout(TEXT, (Block(BlockKind.PARAGRAPH, 0, len(TEXT)),)))
    found = toy_check(TEXT)
    session = ReviewSession(source, found, toy_check)
    desk = Desk(Review([], Recorder(), keep=False), [Target(str(path), Config())])
    file = ReviewedFile(str(path), document, source.data(), session, 0.0, LintResult(tuple(found)))
    desk.review.files.append(file)
    desk.papers[0].put(file)
    return desk, desk.papers[0]


class Halted:
    """Stops whoever saves a decision until it is told to go on."""

    def __init__(self) -> None:
        self.reached, self._go = threading.Event(), threading.Event()

    def __call__(self) -> None:
        self.reached.set()
        assert self._go.wait(60)

    def go_on(self) -> None:
        self._go.set()


def finish(work: Coroutine[Any, Any, None]) -> None:
    """Run something to its end, in a thread of its own: the browser of other tests has a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


async def until(event: threading.Event) -> None:
    while not event.is_set():
        await asyncio.sleep(0.001)


def test_tabs_see_what_was_before_until_all_is_done(tmp_path: Path) -> None:
    async def run() -> None:
        desk, paper = desk_of(tmp_path / "a.txt")
        file = paper.file
        assert file is not None
        before, listed = paper.summary(), paper.listing.proposals(EVERYTHING)
        detail = paper.detail(0, EVERYTHING)
        file.save = halted = Halted()
        whole = asyncio.create_task(desk.act(0, paper.revision, "accept_rest", {"id": 0}, EVERYTHING))
        await until(halted.reached)
        assert file.session.progress().done > 0
        assert paper.summary() == before
        assert paper.listing.proposals(EVERYTHING) == listed
        assert paper.detail(0, EVERYTHING) == detail
        other = asyncio.create_task(desk.act(0, paper.revision, "reject", {"id": 0}, EVERYTHING))
        await asyncio.sleep(0.01)
        assert not other.done()
        halted.go_on()
        answer = await whole
        with pytest.raises(Outdated):
            await other
        assert answer["file"]["progress"]["done"] == paper.summary()["progress"]["done"] > 0
        assert paper.session is file.session

    finish(run())


def test_what_a_check_brought_waits_for_a_decision(tmp_path: Path) -> None:
    async def run() -> None:
        desk, paper = desk_of(tmp_path / "a.txt")
        file = paper.file
        assert file is not None
        await desk.act(0, paper.revision, "accept", {"id": 0}, EVERYTHING)
        assert paper.rechecking
        file.save = halted = Halted()
        whole = asyncio.create_task(desk.act(0, paper.revision, "accept_rest", {"id": 0}, EVERYTHING))
        await until(halted.reached)
        await asyncio.sleep(0.05)  # time enough for the check
        assert paper.rechecking
        halted.go_on()
        await whole
        while paper.rechecking:
            await asyncio.sleep(0.001)
        assert not file.session.outdated
        assert file.session.text() == paper.session.text() != TEXT

    finish(run())


def test_what_is_not_possible_leaves_all_as_it_was(tmp_path: Path) -> None:
    async def run() -> None:
        desk, paper = desk_of(tmp_path / "a.txt")
        before = paper.summary()
        with pytest.raises(Exception, match="nothing to undo"):
            await desk.act(0, paper.revision, "undo", {}, EVERYTHING)
        assert paper.summary() == before
        assert paper.file is not None and paper.session is paper.file.session

    finish(run())


def test_tabs_hear_how_far_the_check_is(tmp_path: Path) -> None:
    async def run() -> None:
        path = tmp_path / "a.txt"
        path.write_text("He go to school. It was was a long long way.\n" * 40, "utf-8")
        desk = Desk(Review([], Recorder(), keep=False), [Target(str(path), Config())])
        news = desk.news()
        heard = [await anext(news)]
        desk.start()
        while not heard[-1]["files"][0]["open"]:
            heard.append(await anext(news))
        desk.close("The end.")
        checked = [one["files"][0]["checked"] for one in heard]
        assert checked == sorted(checked)
        assert checked[0] == 0 < checked[len(checked) // 2]
        assert heard[-1]["files"][0]["progress"]["total"] > 0

    finish(run())
