"""A review that was interrupted goes on as if it had not been."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_review_laws import must_hold

from copydesk.formats.document import Document
from copydesk.lint.linter import LintResult
from copydesk.review.actions import Actions
from copydesk.review.files import ReviewedFile
from copydesk.review.memory import Memory
from copydesk.review.proposals import ReviewError, Verdict
from copydesk.review.session import ReviewSession
from copydesk.review.store import DecisionFile
from copydesk.text.edit import Edit, Fix
from copydesk.text.finding import Category, Confidence, Finding, Severity
from copydesk.text.span import Span

# What a toy checker finds, and what it would write; what one rule writes, another may find.
RULES = {
    "OW1": (r"\butilise\b", ("use", "climb up")),
    "OW2": (r"\buse ladders\b", ("climb", "climb ladders")),
    "OW3": (r"\bclimb (up|ladders)\b", ("climb",)),
    "OW4": (r"\bthey climb\b", ("one climbs",)),
    "OW5": (r"\bthey\b", ("we",)),
    "OW6": (r"\bropes\b", ("ladders",)),
    "OW7": (r"\b(\w+) \1\b", (r"\1",)),
    "OW8": (r"\bwe climb climb\b", ()),
}


def check(text: str) -> list[Finding]:
    found = []
    for code, (pattern, replacements) in RULES.items():
        for match in re.finditer(pattern, text):
            fixes = tuple(Fix((Edit(*match.span(), match.expand(one)),)) for one in replacements)
            category, span = Category.STYLE, Span(*match.span())
            found.append(Finding(code, "toy", category, Severity.ERROR, Confidence.HIGH, "No.", span, fixes))
    return sorted(found, key=Finding.sort_key)


WORDS = ("they", "utilise", "ladders", "ropes", "climb", "use", "up", "we")
TEXTS = st.lists(st.sampled_from((*WORDS, *WORDS[:4], ".", "\n\n", "\n")), max_size=16).map(" ".join)
OWN = st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join)
NAMES = ("choose", "write", "reject", "reject_rest", "accept_rule", "undo", "redo", *["accept"] * 4)
PLACES = st.integers(0, 30)
ACTIONS = st.lists(st.tuples(st.sampled_from(NAMES), PLACES, st.integers(1, 2), OWN), max_size=12)
ANY_ACTIONS = st.lists(
    st.tuples(st.sampled_from((*NAMES, "reopen", "skip", "accept_rest")), PLACES, st.integers(1, 2), OWN), max_size=12
)


def opened(folder: Path, text: str) -> tuple[Memory, Actions]:
    """A review of a text, as the fronts drive it: every decision is saved, and followed by a check."""
    session = ReviewSession(text, check(text), check)
    file = ReviewedFile("a.txt", Document.parse(text, format="text"), text.encode(), session, 0.0, LintResult(()))
    memory = Memory(DecisionFile(folder / "decisions"), str(folder / "a.txt"), session)
    file.save = memory.save
    return memory, Actions(file)


def act(actions: Actions, action: tuple[str, int, int, str], verdicts: Collection[Verdict]) -> None:
    """Act on one of the proposals with these verdicts."""
    name, which, number, words = action
    session = actions.session
    shown = [one for one in session.proposals() if session.mark(one.id).verdict in verdicts]
    try:
        if name in ("undo", "redo"):
            getattr(actions, name)()
        elif shown:
            more = {"choose": (number,), "write": (words,)}.get(name, ())
            getattr(actions, name)(shown[which % len(shown)].id, *more)
    except ReviewError:
        pass
    actions.refresh()


def resumed(folder: Path, text: str) -> ReviewSession:
    memory, actions = opened(folder, text)
    memory.take_up()
    actions.refresh()
    must_hold(actions.session)
    return actions.session


def shown(session: ReviewSession, *verdicts: Verdict) -> list[tuple[object, ...]]:
    """The proposals with these verdicts as one sees them."""
    marks = [(one, session.mark(one.id)) for one in session.proposals()]
    return sorted(
        (one.code, one.span, one.text, mark.verdict, str(mark.alternative), mark.own or "")
        for one, mark in marks
        if mark.verdict in verdicts
    )


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, actions=ACTIONS)
def test_an_interrupted_review_goes_on_as_if_it_had_not_been(
    tmp_path_factory: pytest.TempPathFactory, text: str, actions: list[tuple[str, int, int, str]]
) -> None:
    folder = tmp_path_factory.mktemp("review")
    _, first = opened(folder, text)
    for action in actions:
        act(first, action, (Verdict.OPEN,))
    again = resumed(folder, text)
    assert (again.text(), again.edits()) == (first.session.text(), first.session.edits())
    assert shown(again, *Verdict) == shown(first.session, *Verdict)


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, actions=ANY_ACTIONS)
def test_whatever_was_decided_anew_nothing_is_taken_up_that_was_not_decided(
    tmp_path_factory: pytest.TempPathFactory, text: str, actions: list[tuple[str, int, int, str]]
) -> None:
    folder = tmp_path_factory.mktemp("review")
    _, first = opened(folder, text)
    for action in actions:
        act(first, action, tuple(Verdict))
    decided = shown(first.session, Verdict.ACCEPTED, Verdict.REJECTED)
    assert all(one in decided for one in shown(resumed(folder, text), Verdict.ACCEPTED, Verdict.REJECTED))
