"""The keys of the line mode: what each means, which of them do something now."""

from __future__ import annotations

from typing import Protocol

from copydesk.review.proposals import Proposal
from copydesk.review.session import ReviewSession
from copydesk.text.finding import Category

HELP = (
    ("y", "accept this correction"),
    ("n", "reject it: leave the words as they are"),
    ("1-9", "accept this alternative"),
    ("e", "edit: write your own correction"),
    ("s", "skip: leave it for the next review"),
    ("a", "accept this and all later corrections in the file"),
    ("d", "reject this and all later corrections in the file"),
    ("A", "accept all corrections of this rule in the file"),
    ("i", "ignore this rule for the rest of the review"),
    ("v", "add the word to the vocabulary"),
    ("j", "leave this undecided, go to the next undecided"),
    ("J", "leave this undecided, go to the next"),
    ("k", "leave this undecided, go back to the last undecided"),
    ("K", "leave this undecided, go back to the last"),
    ("u", "undo the last decision"),
    ("r", "redo what was undone"),
    ("q", "quit: apply what was accepted so far"),
    ("?", "this help"),
)


class Keys(Protocol):
    """Where keys and lines come from."""

    @property
    def edits_lines(self) -> bool: ...

    def key(self) -> str: ...

    def line(self, prompt: str, prefill: str) -> str | None: ...


def offered_keys(session: ReviewSession, proposal: Proposal) -> list[str]:
    """The keys that do something now, in the order of the help."""
    alternatives = len(session.alternatives(proposal.id))
    idle = {"1-9"}
    if not alternatives:
        idle |= {"y", "A"}
    if proposal.finding.category is not Category.SPELLING:
        idle.add("v")
    if not session.can_undo:
        idle.add("u")
    if not session.can_redo:
        idle.add("r")
    keys = [key for key, _ in HELP if key not in idle]
    if alternatives > 1:
        keys.insert(keys.index("e"), f"1-{min(alternatives, 9)}")
    return keys
