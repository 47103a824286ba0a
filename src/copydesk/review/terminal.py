"""The line mode of the review: one proposal after the other, one key each, with the keys of `git add -p`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from copydesk.reports.cells import shown
from copydesk.reports.style import Style
from copydesk.review.actions import Actions, sentence
from copydesk.review.keyboard import CTRL_D
from copydesk.review.keys import HELP, Keys, offered_keys
from copydesk.review.proposals import Proposal, ReviewError
from copydesk.review.render import proposal_lines

if TYPE_CHECKING:
    from copydesk.review.files import ReviewedFile

NEWLINE_SIGNS = "↵⏎␤"


class LineMode:
    """Takes one file after the other through its session."""

    def __init__(self, keys: Keys, write: Callable[[str], None], style: Style) -> None:
        self.keys, self.write, self.style = keys, write, style
        self._commands: dict[str, Callable[[], bool]] = {
            "y": lambda: self._do(self.actions.accept, quiet=True),
            "n": lambda: self._do(self.actions.reject, quiet=True),
            "s": lambda: self._do(self.actions.skip, quiet=True),
            "e": self._edit,
            "a": lambda: self._rest(self.actions.accept_rest),
            "d": lambda: self._rest(self.actions.reject_rest),
            "A": lambda: self._do(self.actions.accept_rule),
            "i": lambda: self._do(self.actions.ignore_rule),
            "v": lambda: self._do(self.actions.add_word),
            "j": lambda: self._move(self.session.next(undecided=True), "There is nothing undecided after this."),
            "k": lambda: self._move(self.session.previous(undecided=True), "There is nothing undecided before this."),
            "J": lambda: self._move(self.session.next(), "This is the last one."),
            "K": lambda: self._move(self.session.previous(), "This is the first one."),
            "u": self._undo,
            "r": self._redo,
            "?": self._help,
        }
        self._commands |= {"down": self._commands["J"], "up": self._commands["K"]}

    def review(self, file: ReviewedFile) -> bool:
        """Review one file; True to go on with the next, False to leave. Decisions are in the file's session."""
        self.session, self.actions = file.session, Actions(file)
        self._finished = False
        self.session.advance()
        while not self._finished and self._left():
            proposal = self.session.current()
            assert proposal is not None
            self._say("")
            for line in proposal_lines(self.session, proposal, file.path, self.style):
                self._say(line)
            if self._ask(proposal) in ("q", CTRL_D):
                return False
        return True

    def _ask(self, proposal: Proposal) -> str:
        """Ask until there is a key that does something; that key."""
        self.proposal = proposal
        while True:
            progress = self.session.progress()
            place = f"({min(progress.done + 1, progress.total)}/{progress.total})"
            question = f"{place} {self._question()} [{','.join(offered_keys(self.session, self.proposal))}]? "
            self.write(self.style(question, "bold", "blue"))
            key = self.keys.key()
            self._say("^D" if key == CTRL_D else key if len(key) == 1 and key.isprintable() else "")
            if key in ("q", CTRL_D):
                return key
            number = "123456789".find(key) + 1 if key else 0
            choose = partial(self.actions.choose, number=number)
            command = partial(self._do, choose, quiet=True) if number else self._commands.get(key)
            if command is None:
                self._say("That key does nothing here; ? shows those that do.")
                continue
            try:
                if command():
                    return key
            except ReviewError as error:
                self._say(sentence(error.message))

    def _question(self) -> str:
        if self.actions.best(self.proposal.id) is not None:
            return "Apply this correction"
        return "Nothing to apply here; what now"

    # What the keys do; true when the question is settled and the next one comes.

    def _do(self, action: Callable[[int], str], quiet: bool = False) -> bool:
        line = action(self.proposal.id)
        if not quiet:
            self._say(line)
        return self._decided()

    def _edit(self) -> bool:
        """One's own words; several lines are edited in one, with signs for the newlines."""
        draft = self.actions.draft(self.proposal.id)
        newline = self.session.source.newline
        sign = next(one for one in NEWLINE_SIGNS if one not in draft.now + draft.words)
        if not self.keys.edits_lines:
            self._say(f"  now: {shown(draft.now.strip())}")
        while True:
            written = self.keys.line("  write: ", draft.words.replace(newline, sign))
            if written is None:
                self._say("Called off.")
                return False
            text = draft.whole(written.replace(sign, newline))
            if not (problem := self.actions.problem(text)):
                break
            self._say(problem)
        self.actions.write(self.proposal.id, text)
        return self._decided()

    def _rest(self, action: Callable[[int], str]) -> bool:
        """Only what was left undecided before this place can still be asked; nothing new is looked for."""
        self._say(action(self.proposal.id))
        self._finished = self.session.advance() is None
        return True

    def _move(self, there: Proposal | None, otherwise: str) -> bool:
        if there is None:
            self._say(otherwise)
        return there is not None

    def _undo(self) -> bool:
        self._say(self.actions.undo())
        return True

    def _redo(self) -> bool:
        self._say(self.actions.redo())
        return self._decided()

    def _help(self) -> bool:
        for key, meaning in HELP:
            self._say(f"  {self.style(key, 'bold')}{'':{5 - len(key)}}{meaning}")
        return False

    # Afterwards

    def _decided(self) -> bool:
        """Look for what the decision causes, and go on to the next undecided proposal."""
        if self.actions.is_quick:
            self._refresh()
        self.session.advance()
        return True

    def _left(self) -> bool:
        """Whether there is something to ask, if need be after another look at the changed text."""
        if self._undecided():
            return True
        self._refresh()
        return self.session.advance() is not None

    def _undecided(self) -> bool:
        progress = self.session.progress()
        return progress.done < progress.total

    def _refresh(self) -> None:
        for line in self.actions.refresh():
            self._say(line)

    def _say(self, line: str) -> None:
        self.write(f"{line}\n")
