"""What the keys and buttons of a front do to a file under review: decide, keep the decision, say what came of it."""

from __future__ import annotations

import time
import unicodedata
from typing import NamedTuple

from copydesk.errors import SourceError
from copydesk.reports.summary import plural
from copydesk.review.files import ReviewedFile
from copydesk.review.proposals import ReviewError
from copydesk.text.edit import Applicability
from copydesk.text.finding import Category

AT_ONCE = 0.4  # seconds: a check that takes no longer can follow every decision


class Draft(NamedTuple):
    """One's own words in the making: `words` to begin with, between white space that stays as it is."""

    now: str  # what stands there
    left: str
    words: str
    right: str

    def whole(self, written: str) -> str:
        """What goes into the text where these words were written; of the white space around none stays doubled."""
        return f"{self.left}{written}{self.right}" if written else self.right if self.left else ""


class Actions:
    """Decisions on the proposals of one file, by id. Each is kept at once and gives a line that says what it did.

    What is not possible raises ReviewError with a sentence to show, and changes nothing.
    """

    def __init__(self, file: ReviewedFile) -> None:
        self.file, self.session = file, file.session

    def best(self, id: int) -> int | None:
        """The first alternative that could be accepted now."""
        return next(iter(self.session.alternatives(id)), None)

    def is_spelling(self, id: int) -> bool:
        """Whether the flagged word can be added to the vocabulary."""
        return self.session.proposal(id).finding.category is Category.SPELLING

    # One proposal

    def accept(self, id: int) -> str:
        best = self.best(id)
        if best is None:
            alternatives = self.session.proposal(id).alternatives
            shown_only = any(one.applicability is Applicability.DISPLAY for one in alternatives)
            what = "this correction is only shown" if shown_only else "there is nothing to accept here"
            raise ReviewError(f"{what}: e writes your own, n leaves the words as they are")
        self.session.accept(id, best)
        return self._kept("Accepted.")

    def choose(self, id: int, number: int) -> str:
        """Accept an alternative by its number in the list of those possible, counted from 1."""
        offered = self.session.alternatives(id)
        if not 0 < number <= len(offered):
            raise ReviewError(f"there {'is' if len(offered) == 1 else 'are'} {len(offered) or 'no'} to choose from")
        self.session.accept(id, offered[number - 1])
        return self._kept("Accepted.")

    def reject(self, id: int) -> str:
        self.session.reject(id)
        return self._kept("Rejected.")

    def skip(self, id: int) -> str:
        self.session.skip(id)
        return self._kept("Skipped.")

    def reopen(self, id: int) -> str:
        """Take the decision on one proposal back, whatever was decided since."""
        self.session.reopen(id)
        return self._kept("Undecided again.")

    def draft(self, id: int) -> Draft:
        """What one's own words begin with: those written before, or the best alternative, or what stands there."""
        now, best, own = self.session.own_text(id), self.best(id), self.session.mark(id).own
        whole = own if own is not None else now if best is None else self.session.own_text(id, best)
        left, right = common_edges(now, whole)
        return Draft(now, left, whole[len(left) : len(whole) - len(right)], right)

    def problem(self, text: str) -> str | None:
        """Why a text cannot go into the file, if so."""
        plain = text.replace(self.session.source.newline, "").replace("\t", "")
        if any(unicodedata.category(character) == "Cc" for character in plain):
            return "There is a control character in it; please write it again."
        try:
            self.session.source.encoded(text)
        except SourceError as error:
            return f"{sentence(error.message)[:-1]}; please write it again."
        return None

    def write(self, id: int, text: str) -> str:
        """Take one's own words, for the whole of the place that `own_span` names."""
        session = self.session
        if problem := self.problem(text):
            raise ReviewError(problem)
        if text == session.own_text(id):
            raise ReviewError("that is what stands there now; n leaves it so")
        same = (at for at in session.alternatives(id) if session.own_text(id, at) == text)
        if (alternative := next(same, None)) is not None:
            session.accept(id, alternative)
        else:
            session.write_own(id, text)
        return self._kept("Accepted.")

    # Many

    def accept_rest(self, id: int) -> str:
        return self._kept(f"{self.session.accept_rest(id)} accepted.")

    def reject_rest(self, id: int) -> str:
        return self._kept(f"{self.session.reject_rest(id)} rejected.")

    def accept_safe(self) -> str:
        """Accept every open correction that never changes the meaning."""
        return self._kept(f"{plural(self.session.accept_safe(), 'safe correction')} accepted.")

    def accept_rule(self, id: int) -> str:
        """Accept every open correction of the rule of a proposal."""
        code = self.session.proposal(id).code
        if not (count := self.session.accept_rule(code)):
            raise ReviewError(f"no correction of {code} is there to accept")
        return self._kept(f"{count} of {code} accepted.")

    def ignore_rule(self, id: int) -> str:
        code = self.session.proposal(id).code
        return self._kept(f"{code} is ignored: {self.session.ignore_rule(code)} set aside.")

    def add_word(self, id: int) -> str:
        """Add the word that a spelling rule flags to the vocabulary."""
        if not self.is_spelling(id):
            raise ReviewError("only a word that a spelling rule flags can be added to the vocabulary")
        word = self.session.proposal(id).text
        return self._kept(f"“{word}” counts as spelt right: {self.session.add_to_vocabulary(word)} set aside.")

    # Back and forth

    def undo(self) -> str:
        return self._kept(f"Undone: {self.session.undo()}.")

    def redo(self) -> str:
        return self._kept(f"Done again: {self.session.redo()}.")

    # Another look at the changed text

    @property
    def is_quick(self) -> bool:
        """Whether a check of this text is quick enough to wait for after every decision."""
        return self.file.seconds <= AT_ONCE

    def refresh(self) -> list[str]:
        """Check the changed text here and now; what that brought, as lines."""
        started = time.monotonic()
        try:
            return self.told(*self.session.refresh())
        except Exception as error:  # whatever fails there, the decisions must not be lost
            return [f"The changed text could not be checked again: {error}"]
        finally:
            self.file.seconds = time.monotonic() - started

    @staticmethod
    def told(came: int, went: int) -> list[str]:
        """What a check of the changed text brought, as lines."""
        lines = [f"{came} new after this correction."] if came else []
        return [*lines, f"{went} settled by this correction."] if went else lines

    def _kept(self, line: str) -> str:
        self.file.save()
        return line


def sentence(message: str) -> str:
    """A message of an error as a sentence."""
    whole = f"{message[:1].upper()}{message[1:]}"
    return whole if whole.endswith((".", "!", "?")) else f"{whole}."


def common_edges(one: str, other: str) -> tuple[str, str]:
    """The white space that both begin with, and that both end with."""
    left = one[: len(one) - len(one.lstrip())]
    right = one[len(one.rstrip()) :] if one.strip() else ""
    keeps = other.strip() != ""
    return left if keeps and other.startswith(left) else "", right if keeps and other.endswith(right) else ""
