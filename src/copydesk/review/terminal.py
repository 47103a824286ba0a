"""The line mode of the review: one proposal after the other, one key each, with the keys of `git add -p`."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from copydesk.errors import SourceError
from copydesk.reports.cells import shown
from copydesk.reports.style import Style
from copydesk.review.keyboard import CTRL_D
from copydesk.review.keys import HELP, Keys, common_edges, offered_keys
from copydesk.review.proposals import Proposal, ReviewError
from copydesk.review.render import proposal_lines
from copydesk.text.edit import Applicability
from copydesk.text.finding import Category

if TYPE_CHECKING:
    from copydesk.review.files import ReviewedFile

AT_ONCE = 0.4  # seconds: a check that takes no longer follows every decision, a slower one comes at the end
NEWLINE_SIGNS = "↵⏎␤"


class LineMode:
    """Takes one file after the other through its session; `ignored` rules stay ignored in later files."""

    def __init__(self, keys: Keys, write: Callable[[str], None], style: Style) -> None:
        self.keys, self.write, self.style = keys, write, style
        self.ignored: list[str] = []
        self.words: list[str] = []
        self._commands: dict[str, Callable[[], bool]] = {
            "y": self._accept,
            "n": lambda: self._decide(self.session.reject),
            "s": lambda: self._decide(self.session.skip),
            "e": self._edit,
            "a": self._accept_rest,
            "d": self._reject_rest,
            "A": self._accept_rule,
            "i": self._ignore,
            "v": self._vocabulary,
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
        self.file, self.session = file, file.session
        for code in self.ignored:
            self.session.ignore_rule(code)
        for word in self.words:
            self.session.add_to_vocabulary(word)
        self.session.forget_history()
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
            command = partial(self._choose, number) if number else self._commands.get(key)
            if command is None:
                self._say("That key does nothing here; ? shows those that do.")
                continue
            try:
                if command():
                    return key
            except ReviewError as error:
                self._say(f"{error.message[0].upper()}{error.message[1:]}.")

    def _question(self) -> str:
        if self._best() is not None:
            return "Apply this correction"
        return "Nothing to apply here; what now"

    def _best(self) -> int | None:
        return next(iter(self.session.alternatives(self.proposal.id)), None)

    def _is_spelling(self) -> bool:
        return self.proposal.finding.category is Category.SPELLING

    # What the keys do; true when the question is settled and the next one comes.

    def _accept(self) -> bool:
        best = self._best()
        if best is None:
            shown_only = any(one.applicability is Applicability.DISPLAY for one in self.proposal.alternatives)
            what = "This correction is only shown" if shown_only else "There is nothing to accept here"
            self._say(f"{what}: e writes your own, n leaves the words as they are.")
            return False
        self.session.accept(self.proposal.id, best)
        return self._decided()

    def _choose(self, number: int) -> bool:
        offered = self.session.alternatives(self.proposal.id)
        if number > len(offered):
            self._say(f"There {'is' if len(offered) == 1 else 'are'} {len(offered) or 'no'} to choose from.")
            return False
        self.session.accept(self.proposal.id, offered[number - 1])
        return self._decided()

    def _decide(self, how: Callable[[int], None]) -> bool:
        how(self.proposal.id)
        return self._decided()

    def _edit(self) -> bool:
        """One's own words; several lines are edited in one, with signs for the newlines."""
        session, id = self.session, self.proposal.id
        now = session.own_text(id)
        best = self._best()
        draft = now if best is None else session.own_text(id, best)
        left, right = common_edges(now, draft)
        newline = session.source.newline
        sign = next(one for one in NEWLINE_SIGNS if one not in now + draft)
        if not self.keys.edits_lines:
            self._say(f"  now: {shown(now.strip())}")
        while True:
            written = self.keys.line("  write: ", draft[len(left) : len(draft) - len(right)].replace(newline, sign))
            if written is None:
                self._say("Called off.")
                return False
            text = f"{left}{written.replace(sign, newline)}{right}" if written else right if left else ""
            if not (problem := self._problem(text)):
                break
            self._say(problem)
        if text == now:
            self._say("That is what stands there now; n leaves it so.")
            return False
        same = (at for at in session.alternatives(id) if session.own_text(id, at) == text)
        if (alternative := next(same, None)) is not None:
            session.accept(id, alternative)
        else:
            session.write_own(id, text)
        return self._decided()

    def _problem(self, text: str) -> str | None:
        """Why a text cannot go into the file, if so."""
        plain = text.replace(self.session.source.newline, "").replace("\t", "")
        if any(unicodedata.category(character) == "Cc" for character in plain):
            return "There is a control character in it; please write it again."
        try:
            self.session.source.data(text)
        except SourceError as error:
            return f"{error.message[0].upper()}{error.message[1:]}; please write it again."
        return None

    def _accept_rest(self) -> bool:
        count = self.session.accept_rest(self.proposal.id)
        self._say(f"{count} accepted.")
        return self._rest_decided()

    def _reject_rest(self) -> bool:
        count = self.session.reject_rest(self.proposal.id)
        self._say(f"{count} rejected.")
        return self._rest_decided()

    def _rest_decided(self) -> bool:
        """Only what was left undecided before this place can still be asked; nothing new is looked for."""
        self.file.save()
        self._finished = self.session.advance() is None
        return True

    def _accept_rule(self) -> bool:
        count = self.session.accept_rule(self.proposal.code)
        self._say(f"{count} of {self.proposal.code} accepted.")
        return bool(count) and self._decided()

    def _ignore(self) -> bool:
        code = self.proposal.code
        count = self.session.ignore_rule(code)
        self._say(f"{code} is ignored: {count} set aside.")
        return self._decided()

    def _vocabulary(self) -> bool:
        if not self._is_spelling():
            self._say("Only a word that a spelling rule flags can be added to the vocabulary.")
            return False
        count = self.session.add_to_vocabulary(self.proposal.text)
        self._say(f"“{self.proposal.text}” counts as spelt right: {count} set aside.")
        return self._decided()

    def _move(self, there: Proposal | None, otherwise: str) -> bool:
        if there is None:
            self._say(otherwise)
        return there is not None

    def _undo(self) -> bool:
        self._say(f"Undone: {self.session.undo()}.")
        self.file.save()
        return True

    def _redo(self) -> bool:
        self._say(f"Done again: {self.session.redo()}.")
        return self._decided()

    def _help(self) -> bool:
        for key, meaning in HELP:
            self._say(f"  {self.style(key, 'bold')}{'':{5 - len(key)}}{meaning}")
        return False

    # Afterwards

    def _decided(self) -> bool:
        """Keep the decision, look for what it causes, and go on to the next undecided proposal."""
        self.file.save()
        if self.file.seconds <= AT_ONCE:
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
        started = time.monotonic()
        try:
            came, went = self.session.refresh()
        except Exception as error:  # whatever fails there, the decisions must not be lost
            self._say(f"The changed text could not be checked again: {error}")
            return
        finally:
            self.file.seconds = time.monotonic() - started
        if came:
            self._say(f"{came} new after this correction.")
        if went:
            self._say(f"{went} settled by this correction.")

    def _say(self, line: str) -> None:
        self.write(f"{line}\n")

    def take_over(self) -> None:
        """Keep the rules ignored and the words added in this file for the next ones."""
        self.ignored = list(dict.fromkeys((*self.ignored, *self.session.ignored_rules)))
        self.words = list(dict.fromkeys((*self.words, *self.session.vocabulary)))
