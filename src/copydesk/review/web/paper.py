"""One file on the desk: its session while there is one, the actions of the page on it, what is sent of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from copydesk.errors import CopydeskError
from copydesk.lint.files import Target
from copydesk.reports.cells import shown
from copydesk.review.actions import Actions
from copydesk.review.files import ReviewedFile
from copydesk.review.listing import Filter, Listing
from copydesk.review.proposals import ReviewError
from copydesk.review.run import is_read_only
from copydesk.review.session import ReviewSession
from copydesk.review.sheets import Sheets
from copydesk.review.web import view
from copydesk.review.web.comparison import Group, groups

Data = dict[str, Any]


class Outdated(CopydeskError):
    """A tab acts upon a state that is not the present one."""


class Paper:
    """A file under review as the page sees it.

    `revision` only ever grows, also when the file is opened anew. A tab has to know the last decision to make one; what
    a check brought meanwhile is no obstacle.
    """

    def __init__(self, number: int, target: Target, output: Path | None = None) -> None:
        self.number, self.target = number, target
        self.path = shown(target.path)
        self.file: ReviewedFile | None = None
        self.checking = True  # the whole file, for the first time or anew
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
        self.file, self.actions, self.listing = file, Actions(file), Listing(file.session)
        self.sheets = Sheets(file.document.source)
        self._openings += 1
        self._decided = file.session.revision
        self.problem, self.notice, self.disk, self._groups = None, None, "same", None
        self._stamp = None
        self.read_only = self._output is None and is_read_only(self.target.path)

    def take_away(self) -> None:
        """Take the file from the desk; the next one begins with a later revision."""
        self._last_revision, self.file, self.checking = self.revision, None, True

    @property
    def session(self) -> ReviewSession:
        if self.file is None:
            raise ReviewError(f"{self.path} is not open")
        return self.file.session

    @property
    def revision(self) -> int:
        return self._last_revision if self.file is None else self.file.session.revision

    def expect(self, revision: int) -> None:
        """Raises Outdated where a tab that knows this revision does not know the last decision."""
        if not self._decided <= revision <= self.session.revision:
            raise Outdated("Something was decided elsewhere meanwhile, so this was not done. Here is how things stand.")

    def summary(self) -> Data:
        """The state of the file in short."""
        data: Data = {
            "number": self.number,
            "path": self.path,
            "revision": self.revision,
            "opening": self._openings,
            "open": self.file is not None,
            "checking": self.checking,
            "rechecking": self.rechecking,
            "problem": self.problem,
            "notice": self.notice,
            "disk": self.disk,
        }
        if self.file is not None:
            data |= {
                "progress": view.progress(self.session),
                "undo": self.session.can_undo,
                "redo": self.session.can_redo,
                "safe": self.session.safe,
                "changes": len(self.session.changes),
                "readOnly": self.read_only,
                "failures": list(self.file.result.failures),
            }
        return data

    def detail(self, id: int, narrowed: Filter) -> Data:
        """One proposal with all there is to say and to choose, and why its rule is one."""
        rule = self.file.rule(self.session.proposal(id).code) if self.file is not None else None
        return view.detail(self.actions, self.listing, self.sheets, id, narrowed) | {"why": rule.why if rule else ""}

    def comparison(self) -> list[Group]:
        """The changed lines, in groups; made once for a revision."""
        session = self.session
        if self._groups is None or self._groups[0] != session.revision:
            self._groups = session.revision, groups(session.source, session.edits())
        return self._groups[1]

    def beside(self, id: int | None, way: str, narrowed: Filter) -> int | None:
        """The neighbour of a proposal in a list, “next” or “previous”, or with “-open” the undecided one."""
        step = {"next": 1, "previous": -1}.get(way.removesuffix("-open"))
        if step is None:
            raise ReviewError(f"“{way}” is no way to go")
        return self.listing.beside(id, narrowed, step, undecided=way.endswith("-open"))

    # What is done to it

    def do(self, action: str, arguments: Mapping[str, Any], narrowed: Filter) -> tuple[str, int | None]:
        """What was done in words, and the proposal to go on with. Raises ReviewError."""
        actions, session = self.actions, self.session
        self.notice = None
        if action in ("undo", "redo"):
            said = actions.undo() if action == "undo" else actions.redo()
            there = session.current()
            following = there.id if there else None
            if action == "redo":
                following = self.listing.next_open(following, narrowed)
        elif action == "accept_safe":
            said = actions.accept_safe()
            following = self.listing.next_open(None, narrowed)
        else:
            id = _whole(arguments, "id")
            said = self._on_one(action, id, arguments)
            following = self.listing.next_open(id, narrowed)
        self._decided = session.revision
        return said, following

    def _on_one(self, action: str, id: int, arguments: Mapping[str, Any]) -> str:
        actions = self.actions
        if not self.session.mark(id).shown:
            raise ReviewError("this has been settled by another correction meanwhile")
        if action == "choose":
            return actions.choose(id, _whole(arguments, "number"))
        if action == "write":
            words = arguments.get("words")
            if not isinstance(words, str):
                raise ReviewError("the words are missing")
            newline = self.session.source.newline
            written = words.replace("\r\n", "\n").replace("\r", "\n").replace("\n", newline)
            return actions.write(id, actions.draft(id).whole(written))
        simple: dict[str, Callable[[int], str]] = {
            "accept": actions.accept,
            "reject": actions.reject,
            "skip": actions.skip,
            "reopen": actions.reopen,
            "accept_rest": actions.accept_rest,
            "reject_rest": actions.reject_rest,
            "accept_rule": actions.accept_rule,
            "ignore_rule": actions.ignore_rule,
            "add_word": actions.add_word,
        }
        if action not in simple:
            raise ReviewError(f"“{action}” is nothing that can be done")
        return simple[action](id)

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


def _whole(arguments: Mapping[str, Any], name: str) -> int:
    value = arguments.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise ReviewError(f"“{name}” has to be a number")
    return value
