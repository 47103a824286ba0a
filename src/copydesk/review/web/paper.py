"""One file on the desk: its session while there is one, what is done to it, what is sent of it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from copydesk.errors import CopydeskError
from copydesk.lint.files import Target
from copydesk.reports.cells import shown
from copydesk.review.actions import Actions
from copydesk.review.files import ReviewedFile, is_read_only
from copydesk.review.listing import Filter, Listing
from copydesk.review.proposals import ReviewError
from copydesk.review.session import ReviewSession
from copydesk.review.sheets import Sheets
from copydesk.review.web import view
from copydesk.review.web.comparison import Group, groups
from copydesk.review.web.deeds import do

Data = dict[str, Any]


class Outdated(CopydeskError):
    """A tab acts upon a state that is not the present one."""


class Sight(NamedTuple):
    """A session with what shows it."""

    actions: Actions
    listing: Listing

    @classmethod
    def of(cls, file: ReviewedFile) -> Sight:
        return cls(Actions(file), Listing(file.session))


class Paper:
    """A file under review as the page sees it.

    `revision` only ever grows, also when the file is opened anew. A tab has to know the last decision to make one; what
    a check brought meanwhile is no obstacle. Whoever changes something holds `pen`; whoever looks needs nothing, and
    sees the file as it was before or after, never between.
    """

    def __init__(self, number: int, target: Target, output: Path | None = None) -> None:
        self.number, self.target = number, target
        self.path = shown(target.path)
        self.pen = asyncio.Lock()
        self.file: ReviewedFile | None = None
        self.checking = True  # the whole file, for the first time or anew
        self.checked = 0  # how much of it, in per cent
        self.rechecking = False  # the text with what was accepted
        self.problem: str | None = None  # why it could not be opened
        self.notice: str | None = None  # what the last check brought
        self.disk = "same"  # or “changed” or “gone”, against what was checked
        self._output = output
        self._stamp: tuple[int, int, int] | None = None
        self._openings = 0
        self._decided = 0
        self._last_revision = 0
        self._groups: tuple[int, list[Group]] | None = None

    def put(self, file: ReviewedFile) -> None:
        """Lay a checked file on the desk."""
        file.session.revision += self.revision + 1
        self.file = file
        self._own = self._seen = Sight.of(file)
        self.sheets = Sheets(file.document.source)
        self._openings += 1
        self._decided = file.session.revision
        self.problem, self.notice, self.disk, self._groups = None, None, "same", None
        self._stamp = None
        self.read_only = self._output is None and is_read_only(self.target.path)

    def take_away(self) -> None:
        """Take the file from the desk; the next one begins with a later revision."""
        self._last_revision, self.file, self.checking = self.revision, None, True

    # What is seen of it

    @property
    def session(self) -> ReviewSession:
        if self.file is None:
            raise ReviewError(f"{self.path} is not open")
        return self._seen.actions.session

    @property
    def actions(self) -> Actions:
        return self._seen.actions

    @property
    def listing(self) -> Listing:
        return self._seen.listing

    @property
    def revision(self) -> int:
        return self._last_revision if self.file is None else self.session.revision

    def summary(self) -> Data:
        """The state of the file in short."""
        data: Data = {
            "number": self.number,
            "path": self.path,
            "revision": self.revision,
            "opening": self._openings,
            "open": self.file is not None,
            "checking": self.checking,
            "checked": self.checked,
            "rechecking": self.rechecking,
            "problem": self.problem,
            "notice": self.notice,
            "disk": self.disk,
        }
        if self.file is not None:
            session = self.session
            data |= {
                "progress": view.progress(session),
                "undo": session.can_undo,
                "redo": session.can_redo,
                "safe": session.safe,
                "changes": len(session.changes),
                "readOnly": self.read_only,
                "failures": list(self.file.result.failures),
            }
        return data

    def detail(self, id: int, narrowed: Filter) -> Data:
        """One proposal with all there is to say and to choose, and why its rule is one."""
        rule = self.file.rule(self.session.proposal(id).code) if self.file is not None else None
        return view.detail(self.actions, self.listing, self.sheets, id, narrowed) | {"why": rule.why if rule else ""}

    async def comparison(self) -> tuple[int, list[Group]]:
        """The changed lines, in groups, and the revision that they are of; made once for each, in a thread."""
        session, revision = self.session, self.session.revision
        if self._groups is None or self._groups[0] != revision:
            self._groups = revision, await asyncio.to_thread(groups, session.source, session.edits())
        return self._groups

    def beside(self, id: int | None, way: str, narrowed: Filter) -> int | None:
        """The neighbour of a proposal in a list, “next” or “previous”, or with “-open” the undecided one."""
        step = {"next": 1, "previous": -1}.get(way.removesuffix("-open"))
        if step is None:
            raise ReviewError(f"“{way}” is no way to go")
        return self.listing.beside(id, narrowed, step, undecided=way.endswith("-open"))

    # What is done to it

    def expect(self, revision: int) -> None:
        """Raises Outdated where a tab that knows this revision does not know the last decision."""
        if not self._decided <= revision <= self.session.revision:
            raise Outdated("Something was decided elsewhere meanwhile, so this was not done. Here is how things stand.")

    def do(self, action: str, arguments: Mapping[str, Any], narrowed: Filter) -> tuple[str, int | None]:
        """What was done in words, and the proposal to go on with. Raises ReviewError."""
        said, following = do(action, arguments, *self._own, narrowed)
        self.notice, self._decided = None, self._own.actions.session.revision
        return said, following

    @contextmanager
    def pictured(self) -> Iterator[None]:
        """Show the session as it is now for as long as something is done to it in a thread."""
        if self.file is None:
            yield
            return
        self._seen = Sight.of(replace(self.file, session=self.session.picture()))
        try:
            yield
        finally:
            self._seen = self._own

    def news(self, came: int, went: int) -> None:
        """Note what a check of the changed text brought."""
        self.notice = " ".join(Actions.told(came, went)) or None

    # The file on disk

    def look(self) -> bool:
        """See whether the file on disk is still what was checked; whether that is news."""
        file = self.file
        if file is None or self.target.data is not None:
            return False
        disk, stamp = "gone", None
        try:
            status = Path(file.path).stat()
            stamp = status.st_mtime_ns, status.st_size, status.st_ino
            if stamp == self._stamp:
                return False
            disk = "same" if Path(file.path).read_bytes() == file.expected else "changed"
        except OSError:
            pass
        before, self.disk, self._stamp = self.disk, disk, stamp
        return before != disk
