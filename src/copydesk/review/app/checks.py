"""What is checked in the background, when, and how its results come into the review."""

from __future__ import annotations

from collections.abc import Callable

from copydesk.review.actions import AT_ONCE, Actions
from copydesk.review.app.background import Background, Checked, Rechecked
from copydesk.review.app.desk import Desk
from copydesk.review.files import ReviewedFile

PAUSE = 1.0  # seconds without a key before a slow check begins, or its result is taken in
SOON = 0.08  # the same for a quick one
MANY = 4_000  # proposals, from which on taking in a check can be felt


class Checks:
    """First checks of the files that wait, one after the other; later ones of texts that decisions have changed."""

    def __init__(self, desk: Desk, land: Callable[[Checked | Rechecked], object]) -> None:
        self._desk, self._review = desk, desk.review
        self._background = Background(desk.review, land)
        self.waiting = [target.path for target in desk.review.waiting]
        self._under_check: set[int] = set()
        self._failed: dict[int, int] = {}  # the revision of each file that could not be checked
        self._next()

    @property
    def going_on(self) -> str:
        """What is being done, in a few words; empty when nothing is."""
        if self.waiting:
            return f"checking {len(self.waiting)} more"
        return "checking" if self._under_check else ""

    def _next(self) -> None:
        if self._review.waiting:
            self._background.check(self._review.waiting.pop(0))

    def admit(self, checked: Checked) -> None:
        """Take a file into the review, and check the next one."""
        self.waiting.pop(0)
        self._review.admit(checked.target, checked.outcome)
        self._next()

    def look_around(self, quiet: float) -> bool:
        """Check again what decisions have changed, if no key was pressed for long enough; whether that began."""
        began = False
        for file in sorted(self._review.files, key=lambda one: one is not self._desk.file):
            if not file.session.outdated or id(file) in self._under_check:
                continue
            if self._failed.get(id(file)) == file.session.revision:
                continue
            if quiet >= (SOON if file.seconds <= AT_ONCE else PAUSE):
                self._under_check.add(id(file))
                self._background.recheck(file)
                began = True
        return began

    def can_wait(self, file: ReviewedFile, quiet: float) -> bool:
        """Whether taking a check in would be felt by someone who is pressing keys."""
        return quiet < PAUSE and len(file.session.proposals()) > MANY

    def take_in(self, result: Rechecked) -> list[str]:
        """Take in what a check has found, unless the text is another by now; what that brought, as lines.

        Raises the error that kept the check from finding anything.
        """
        file = result.file
        self._under_check.discard(id(file))
        if not file.session.outdated or not result.survey.holds(file.session.changes):
            return []
        if result.error is not None:
            self._failed[id(file)] = file.session.revision
            raise result.error
        return Actions.told(*file.session.refresh(result.found))
