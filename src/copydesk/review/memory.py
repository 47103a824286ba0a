"""Ties the review of one file to the file of decisions: each is kept as it is made, and taken up by the next review.

Most decisions stand for themselves, so that their order does not matter. One's own words do not, nor what was decided
on a proposal that only an accepted correction brought: these, and whatever was accepted after the first of them, are
kept with their turn. Taking them up makes the same text in the same steps, and checks it where one is not found yet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from copydesk.edits.change import OffsetMap
from copydesk.review.proposals import Mark, Proposal, ReviewError, Verdict
from copydesk.review.session import ReviewSession
from copydesk.review.store import DecisionFile, Key, Saved, context, keys_of
from copydesk.text.span import Span

CHECKS = 30  # of the changed text at most, to find again what was decided
DECIDED = (Verdict.ACCEPTED, Verdict.REJECTED)


class Memory:
    """The decisions on one file."""

    def __init__(self, decisions: DecisionFile, path: str, session: ReviewSession) -> None:
        self.decisions, self.session = decisions, session
        self.name = decisions.name_of(path)
        found = session.proposals()
        keys = keys_of(self.name, session.source.text, [(one.code, one.span) for one in found])
        self._keys = {one.id: key for one, key in zip(found, keys, strict=True)}
        self._ids = {key: id for id, key in self._keys.items()}
        self._first = set(self._keys)  # the proposals that the review began with
        self._numbers = Counter((key.code, key.context) for key in keys)
        self._places: dict[str, dict[str, list[int]]] = {}
        self._kept: dict[int, tuple[Mark, int]] = {}  # mark and turn as they were when last saved
        self._dependent: dict[int, int] = {}  # the turns of the decisions that need those before them
        self._unsaved: dict[Key, Saved | None] = {}  # what could not be saved

    # What a decision is about

    def _key(self, id: int) -> Key:
        """The key of a proposal; of one that came later, by the words around it in the original text."""
        if id not in self._keys:
            one = self.session.proposal(id)
            before, after = one.around
            words = context(self.session.source.text, one.span, f"{before}[[{one.text}]]{after}")
            number = self._number(one.span) + self._numbers[one.code, words]
            key = Key(self.name, one.code, words, number)
            while (other := self._ids.get(key)) is not None and self.session.mark(other).shown:
                key = key._replace(occurrence=key.occurrence + 1)
            self._keys[id], self._ids[key] = key, id
        return self._keys[id]

    def _number(self, span: Span) -> int:
        """Which of the places with the same words, and the same words around them, this one is."""
        text = self.session.source.text
        widened = span if span.length else Span(max(0, span.start - 1), min(len(text), span.end + 1))
        words, shift = widened.of(text), span.start - widened.start
        if words not in self._places:
            places = self._places[words] = {}
            at = text.find(words)
            while at >= 0 and words:
                around = context(text, Span(at + shift, at + shift + span.length))
                places.setdefault(around, []).append(at + shift)
                at = text.find(words, at + 1)
        return self._places[words].get(context(text, span), [span.start]).index(span.start) + 1

    # Taking up

    def take_up(self, checks: int = CHECKS) -> int:
        """Decide again what was decided in an earlier review; how much that was. It cannot be undone.

        The changed text is checked as often as it takes to find what was decided on it, but no more than so many times.
        """
        count, found_all = self._replay(checks, hasty=True)
        if not found_all and checks:
            while self.session.can_undo:
                self.session.undo()
            count, _ = self._replay(checks, hasty=False)
        self.session.forget_history()
        return count

    def _replay(self, checks: int, hasty: bool) -> tuple[int, bool]:
        """Take up everything; how much that was, and whether it was all.

        In order, or, which needs fewer checks, `hasty`: what is found before what has to be checked for, where that
        can hardly make a difference.
        """
        count, missed = 0, False
        alone = [(id, saved) for id in self._first if (saved := self.decisions[self._keys[id]]) and saved.turn is None]
        for id, saved in sorted(alone, key=lambda one: one[1].verdict is not Verdict.REJECTED):
            count += self._decide(id, saved)  # a correction may leave nothing to reject around it
        waiting = self.decisions.in_turn(self.name)
        while waiting:
            left: list[tuple[Key, Saved]] = []
            for key, saved in waiting:
                found = self._find(key)
                if found is None or (left and not (hasty and self._alternative(found, saved) is not None)):
                    left.append((key, saved))
                elif self._is_open(found):
                    done = self._decide(found, saved)
                    count, missed = count + done, missed or not done
            waiting = left
            if waiting and not (checks and self._checked()):
                missed = True
                if hasty:
                    break
                del waiting[0]
            checks = max(0, checks - 1)
        return count, not missed

    def _checked(self) -> bool:
        """Check the changed text, if it was not; whether that was done."""
        if not self.session.outdated:
            return False
        try:
            self.session.refresh()
        except Exception:  # the front says so when it checks the text itself
            return False
        for one in self.session.proposals():
            self._key(one.id)
        return True

    def _find(self, key: Key) -> int | None:
        """The proposal that a decision is about, if it is there."""
        id = self._ids.get(key)
        return id if id is not None and self.session.mark(id).shown else None

    def _is_open(self, id: int) -> bool:
        mark = self.session.mark(id)
        return mark.shown and mark.verdict is Verdict.OPEN

    def _alternative(self, id: int, saved: Saved) -> int | None:
        """Which alternative was accepted; None where it was one's own words."""
        if saved.verdict is Verdict.REJECTED:
            return 0
        numbers = range(len(self.session.proposal(id).alternatives))
        return next((at for at in numbers if self.session.words(id, at) == saved.words), None)

    def _decide(self, id: int, saved: Saved) -> bool:
        if not self._is_open(id):
            return False
        alternative = self._alternative(id, saved)
        try:
            if saved.verdict is Verdict.REJECTED:
                self.session.reject(id)
            elif alternative is not None:
                self.session.accept(id, alternative)
            elif saved.length == self._length(id):
                self.session.write_own(id, saved.words or "")
            else:
                return False  # the words would stand in another place than they were written for
        except ReviewError:
            return False
        return True

    # Keeping

    def save(self) -> None:
        """Keep the decisions as they are now. Raises SourceError."""
        news = self._unsaved
        changed: list[tuple[int, Mark, int]] = []
        for id in self.session.touched():
            mark, turn = self.session.mark(id), self.session.turn(id)
            decided = mark.verdict in DECIDED
            if (mark, turn) == self._kept.get(id) or not (decided or id in self._first or id in self._kept):
                continue
            if not decided and self.decisions.disputed(self._keys[id]):
                continue
            self._kept[id] = mark, turn
            changed.append((id, mark, turn))
            if decided and (id not in self._first or mark.own is not None):
                self._dependent[id] = turn
            else:
                self._dependent.pop(id, None)
        since = min(self._dependent.values(), default=None)
        for id, mark, turn in sorted(changed, key=lambda one: (one[1].verdict in DECIDED, one[0])):
            news[self._key(id)] = self._saved(id, mark, turn if since is not None and turn >= since else None)
        if news:
            self.decisions.update(news)
            self._unsaved = {}

    def _saved(self, id: int, mark: Mark, turn: int | None) -> Saved | None:
        if mark.verdict is Verdict.REJECTED:
            return Saved(Verdict.REJECTED, turn=turn if id not in self._first else None)
        if mark.verdict is not Verdict.ACCEPTED:
            return None
        if mark.own is not None:
            return Saved(Verdict.ACCEPTED, mark.own, turn, self._length(id))
        return Saved(Verdict.ACCEPTED, self.session.words(id, mark.alternative or 0), turn)

    def _length(self, id: int) -> int | None:
        """How much one's own words replace, where that is more than what was flagged."""
        return self.session.own_span(id).length if self.session.is_widened(id) else None

    def settle(self) -> None:
        """Once the corrections are in the file: forget them, and keep what was rejected by its words there now."""
        text = self.session.text()
        places = OffsetMap(self.session.edits())
        left = list(self._left(places, text)) if self.session.progress().rejected else []
        news: dict[Key, Saved | None] = {key: None for key in self._keys.values() if not self.decisions.disputed(key)}
        for (one, _), key in zip(left, keys_of(self.name, text, [(one.code, span) for one, span in left]), strict=True):
            if self.session.mark(one.id).verdict is Verdict.REJECTED:
                news[key] = Saved(Verdict.REJECTED)
        self.decisions.update(news)

    def _left(self, places: OffsetMap, text: str) -> Iterator[tuple[Proposal, Span]]:
        """The proposals that were not accepted, with their places in the changed text."""
        for one in self.session.proposals():
            is_left = self.session.mark(one.id).verdict is not Verdict.ACCEPTED
            if is_left and (span := _place(one, places, text)) is not None:
                yield one, span


def _place(proposal: Proposal, places: OffsetMap, text: str) -> Span | None:
    """Where the flagged words of a proposal stand in the changed text."""
    span = places.new_span(proposal.span)
    if span.of(text) == proposal.text:
        return span
    at = text.find(proposal.text, span.start, span.end)
    return Span(at, at + len(proposal.text)) if at >= 0 and proposal.text else None
