"""The state behind the page: the files of the review, the decisions that tabs send, checks in the background.

Everything here runs on the event loop, but for what may take long: checks run in a thread, and so does what is done to
thousands of proposals at once, while tabs see a picture of the session before.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from functools import partial
from typing import Any, TypeVar

from copydesk.lint.files import Target
from copydesk.lint.paths import display_path
from copydesk.lint.run import Outcome
from copydesk.review.files import ReviewedFile, Written, rescue
from copydesk.review.listing import Filter
from copydesk.review.proposals import ReviewError
from copydesk.review.run import FAILED, SUCCEEDED, Review, tally
from copydesk.review.web.deeds import ON_ONE
from copydesk.review.web.paper import Paper
from copydesk.review.web.worker import Worker
from copydesk.text.progress import listening

LOOK = 2.0  # seconds between two looks at the files on disk
PATIENCE = 2.0  # seconds: the longest rest of the hand that a slow check waits for
Data = dict[str, Any]
T = TypeVar("T")


class Desk:
    """One review behind one page, in however many tabs.

    `ended` is the exit status once the user has ended the review in the page.
    """

    def __init__(self, review: Review, targets: list[Target]) -> None:
        self.review = review
        self.papers = [Paper(number, target, self.review.output) for number, target in enumerate(targets)]
        self.ended: int | None = None
        self._checks, self._hand = Worker("checks"), Worker("hand")
        self._listeners: set[asyncio.Queue[Data | None]] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    # The course of a review

    def start(self) -> None:
        """Begin to check the files."""
        self._spawn(self._open_all())
        self._spawn(self._watch())

    def close(self, word: str) -> None:
        """Tell the pages that it is over, and why."""
        self._publish({"over": word})
        for listener in self._listeners:
            listener.put_nowait(None)
        for task in self._tasks:
            task.cancel()

    def rest(self) -> None:
        """Wait until what is being done to the sessions is done."""
        self._hand.rest()

    async def _open_all(self) -> None:
        for paper in self.papers:
            await self._open(paper)

    async def _open(self, paper: Paper) -> str | None:
        """Check a file, for the first time or anew; why that was impossible, if so. Then what was there stays."""
        paper.checking = True
        self._changed(paper)
        outcome = await self._checks.run(partial(self._check, paper, asyncio.get_running_loop()))
        paper.checking = False
        if outcome.error is not None:
            self.review.voice.fail(outcome.error)
            paper.problem = str(outcome.error) if paper.file is None else None
            self._changed(paper)
            return str(outcome.error)
        async with paper.pen:
            if paper.file is not None and paper.file in self.review.files:
                self.review.drop(paper.file)
            if file := self.review.admit(paper.target, outcome):
                self.review.take_over(file)
                paper.put(file)
        self._changed(paper)
        return None

    def _check(self, paper: Paper, loop: asyncio.AbstractEventLoop) -> Outcome[ReviewedFile]:
        """Check a file, in the thread; tabs are told how far that is."""

        def told(done: float) -> None:
            if (percent := int(100 * done)) != paper.checked:
                paper.checked = percent
                loop.call_soon_threadsafe(self._changed, paper)

        with listening(told):
            return self.review.check(paper.target)

    # What tabs ask for

    def overview(self) -> Data:
        """The files and their state, without a word of their text."""
        return {
            "files": [paper.summary() for paper in self.papers],
            "output": None if self.review.output is None else display_path(self.review.output),
        }

    async def act(
        self, number: int, revision: int, action: str, arguments: Mapping[str, Any], narrowed: Filter
    ) -> Data:
        """Do what a tab asks for: what was done in words, and the proposal to go on with.

        Raises Outdated where the tab does not know what was decided since, ReviewError where it is not possible.
        """
        paper = self.papers[number]
        async with paper.pen:
            paper.expect(revision)
            if action in ON_ONE:
                said, following = paper.do(action, arguments, narrowed)
            else:
                said, following = await self._aside([paper], lambda: paper.do(action, arguments, narrowed))
            self._recheck(paper)
            self._changed(paper)
            item = None if following is None else paper.detail(following, narrowed)
            return {"said": said, "next": following, "item": item, "file": paper.summary()}

    async def _aside(self, papers: Iterable[Paper], job: Callable[[], T]) -> T:
        """Do something to the sessions of papers, whose pens are held, in a thread."""
        with ExitStack() as pictures:
            for paper in papers:
                pictures.enter_context(paper.pictured())
            return await self._hand.run(job)

    async def reload(self, number: int, revision: int) -> Data:
        """Open a file anew as it is on disk; decisions that still fit are taken up. What was accepted is kept aside."""
        paper = self.papers[number]
        if paper.file is not None:
            paper.expect(revision)
        if paper.checking:
            raise ReviewError("the file is being checked; please wait for that")
        said = f"{paper.path} was opened anew."
        if paper.file is not None and paper.disk != "same" and paper.session.edits() and (place := rescue(paper.file)):
            said += f" What was accepted before is kept in {display_path(place)}."
        if problem := await self._open(paper):
            raise ReviewError(problem)
        return {"said": said, "file": paper.summary()}

    async def write(self, revisions: Mapping[int, int], end: bool) -> Data:
        """Write what was accepted in all files; then end the review, or go on with what is left in them.

        Raises Outdated where a tab does not know what was decided since.
        """
        async with self._all_pens():
            for paper in self._ready():
                paper.expect(revisions.get(paper.number, -1))
            outcomes = await self._aside(self._ready(), self.review.write)
            return self._written(outcomes, end)

    def _written(self, outcomes: list[Written], end: bool) -> Data:
        """What the tab is told, once the files are written; those are opened anew where the review goes on."""
        failed = [one for one in outcomes if one.error is not None]
        again = [one for one in outcomes if one.error is None and one.output is None]
        papers = {id(paper.file): paper for paper in self._ready()}
        data = {"files": [_outcome(one) for one in outcomes], "ended": end and not failed}
        for one in failed:
            papers[id(one.file)].look()
        if end and not failed:
            self._end("The corrections are written, and the review is over. You can close this tab.")
            return data
        for one in again:
            paper = papers[id(one.file)]
            self.review.drop(one.file)
            paper.take_away()
            self._spawn(self._open_quietly(paper))
        for paper in self.papers:
            self._changed(paper)
        return data

    async def leave(self) -> Data:
        """End the review and write nothing."""
        async with self._all_pens():
            self.review.interrupted()
        self._end("Nothing was written, the decisions are kept. You can close this tab.")
        return {"ended": True}

    def _end(self, word: str) -> None:
        self.ended = FAILED if self.review.voice.failed else SUCCEEDED
        self.close(word)

    async def _open_quietly(self, paper: Paper) -> None:
        await self._open(paper)

    @asynccontextmanager
    async def _all_pens(self) -> AsyncIterator[None]:
        async with AsyncExitStack() as pens:
            for paper in self.papers:
                await pens.enter_async_context(paper.pen)
            yield

    def _ready(self) -> list[Paper]:
        return [paper for paper in self.papers if paper.file is not None]

    # Checks of the changed text

    def _recheck(self, paper: Paper) -> None:
        if paper.file is not None and paper.session.outdated and not paper.rechecking:
            paper.rechecking = True
            self._spawn(self._check_again(paper, paper.file))

    async def _check_again(self, paper: Paper, file: ReviewedFile) -> None:
        """Check the changed text in the thread until nothing was decided meanwhile; a slow check waits for a rest."""
        session = file.session
        try:
            while session.outdated and paper.file is file:
                before = session.revision
                if rest := min(file.seconds, PATIENCE):
                    await asyncio.sleep(rest)
                    if session.revision != before:
                        continue
                async with paper.pen:
                    survey, started = session.survey(), time.monotonic()
                if survey is None:
                    break
                found = await self._checks.run(survey.check)
                file.seconds = time.monotonic() - started
                async with paper.pen:
                    if survey.holds(session.changes) and paper.file is file:
                        paper.news(*await self._aside([paper], partial(session.refresh, found)))
        except Exception as error:  # whatever fails there, the decisions must not be lost
            paper.notice = f"The changed text could not be checked again: {error}"
        finally:
            paper.rechecking = False
            self._changed(paper)

    # What happens on disk

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(LOOK)
            for paper in self._ready():
                if await asyncio.to_thread(paper.look):
                    self._changed(paper)

    # News for the tabs

    async def news(self) -> AsyncIterator[Data]:
        """What changes, as it happens, until the review is over."""
        listener: asyncio.Queue[Data | None] = asyncio.Queue()
        self._listeners.add(listener)
        try:
            yield self.overview()
            while (one := await listener.get()) is not None:
                yield one
        finally:
            self._listeners.discard(listener)

    def _changed(self, paper: Paper) -> None:
        self._publish({"files": [paper.summary()]})

    def _publish(self, data: Data) -> None:
        for listener in self._listeners:
            listener.put_nowait(data)

    def _spawn(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _outcome(written: Written) -> Data:
    """What became of a file, in words."""
    error = written.error
    return {
        "path": written.file.path,
        "written": error is None,
        "said": tally(written.file) if error is None else error.message,
        "rescued": None if written.rescued is None else display_path(written.rescued),
        "patch": None if error is None or written.rescued else written.file.patch.decode("utf-8", "replace"),
    }
