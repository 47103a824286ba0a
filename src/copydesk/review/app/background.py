"""Checking in a thread of its own, so that keys are answered meanwhile."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any

from copydesk.lint.files import Target
from copydesk.lint.run import Outcome
from copydesk.review.files import ReviewedFile
from copydesk.review.proposals import Proposal
from copydesk.review.recheck import Survey
from copydesk.review.run import Review


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that was waiting has been checked for the first time."""

    target: Target
    outcome: Outcome[ReviewedFile]


@dataclass(frozen=True, slots=True)
class Rechecked:
    """The changed text of a file has been checked: what was found, or the error that kept it from being."""

    file: ReviewedFile
    survey: Survey
    found: list[Proposal]
    error: Exception | None = None


class Background:
    """Does one check after the other and hands the results to `land`, which is called in the thread.

    The thread ends with the program, whatever it is doing.
    """

    def __init__(self, review: Review, land: Callable[[Checked | Rechecked], Any]) -> None:
        self._review, self._land = review, land
        self._jobs: SimpleQueue[Callable[[], Checked | Rechecked]] = SimpleQueue()
        self.busy = 0
        threading.Thread(target=self._run, name="checks", daemon=True).start()

    def check(self, target: Target) -> None:
        """Check a file for the first time."""
        self._put(lambda: Checked(target, self._review.check(target)))

    def recheck(self, file: ReviewedFile) -> None:
        """Check the text of a file as it reads now."""
        if (survey := file.session.survey()) is not None:
            self._put(lambda: _rechecked(file, survey))

    def _put(self, job: Callable[[], Checked | Rechecked]) -> None:
        self.busy += 1
        self._jobs.put(job)

    def _run(self) -> None:
        while True:
            result = self._jobs.get()()
            self.busy -= 1
            self._land(result)


def _rechecked(file: ReviewedFile, survey: Survey) -> Rechecked:
    started = time.monotonic()
    try:
        return Rechecked(file, survey, survey.check())
    except Exception as error:  # whatever fails there, the decisions must not be lost
        return Rechecked(file, survey, [], error)
    finally:
        file.seconds = time.monotonic() - started
