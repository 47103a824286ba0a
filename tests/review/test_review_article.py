"""The article with the proposals in it: however it is cut into stretches, it is the text."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_review_laws import ACTIONS, TEXTS, act, toy_check

from copydesk.review.article import READS_NOW, Part, Role, parts
from copydesk.review.proposals import Verdict
from copydesk.review.session import ReviewSession
from copydesk.review.sheets import Sheets
from copydesk.text.edit import Edit, Fix
from copydesk.text.finding import Category, Confidence, Finding, Severity
from copydesk.text.source import Source
from copydesk.text.span import Span

Action = tuple[str, int, int, str]


def cut(text: str, places: list[int]) -> list[Span]:
    edges = sorted({0, len(text), *(place % (len(text) + 1) for place in places)})
    return [Span(*pair) for pair in pairwise(edges)] or [Span(0, 0)]


@settings(max_examples=300, deadline=None)
@example("ab", [[("accept", 0, 1, ""), ("refresh", 0, 0, "")]], [])  # an insertion at the edge of a change
@given(TEXTS, st.lists(ACTIONS.map(lambda one: one[:8]), max_size=3), st.lists(st.integers(0, 60), max_size=4))
def test_what_is_shown_is_the_text_as_it_reads_now(text: str, actions: list[list[Action]], places: list[int]) -> None:
    session = ReviewSession(text, toy_check(text), toy_check)
    for action in (one for some in actions for one in some):
        act(session, action)
    for first in (None, *(one.id for one in session.proposals())):
        made = [part for span in cut(text, places) for part in parts(session, span, first)]
        assert "".join(part.text for part in made if part.role in READS_NOW) == session.text()


@settings(max_examples=300, deadline=None)
@given(TEXTS, ACTIONS, st.integers(0, 60))
def test_the_proposal_that_is_meant_is_shown_whole(text: str, actions: list[Action], which: int) -> None:
    session = ReviewSession(text, toy_check(text), toy_check)
    for action in actions:
        act(session, action)
    offered = [one for one in session.proposals() if session.mark(one.id).verdict is Verdict.OPEN]
    if not offered:
        return
    one = offered[which % len(offered)]
    made = parts(session, Span(0, len(text)), one.id)
    if not (alternatives := session.alternatives(one.id)):
        assert not any(part.role in (Role.OLD, Role.NEW) and part.ids[0] == one.id for part in made)
        return
    others = {Role.OLD: True, Role.NEW: False, Role.GONE: False}
    taken = {Role.OLD: False, Role.NEW: True, Role.GONE: False}
    text_then = "".join(
        part.text for part in made if (taken if part.ids[:1] == (one.id,) else others).get(part.role, True)
    )
    session.accept(one.id, alternatives[0])
    assert text_then == session.text()


def finding(start: int, end: int, *replacements: str) -> Finding:
    fixes = tuple(Fix((Edit(start, end, new),)) for new in replacements)
    return Finding("X1", "x", Category.GRAMMAR, Severity.ERROR, Confidence.HIGH, "No.", Span(start, end), fixes)


def test_each_piece_says_what_it_is_and_whose() -> None:
    text = "One two three, four five six seven."
    found = [finding(0, 3, "1"), finding(4, 13, "two 3"), finding(15, 19), finding(20, 24, ""), finding(25, 28, "6")]
    session = ReviewSession(text, found)
    session.accept(0)
    session.accept(3)
    session.reject(4)
    assert parts(session, Span(0, len(text))) == [
        Part("One", Role.GONE, (0,)),
        Part("1", Role.DONE, (0,)),
        Part(" ", Role.SAME),
        Part("two ", Role.SAME, (1,)),
        Part("three", Role.OLD, (1,)),
        Part("3", Role.NEW, (1,)),
        Part(", ", Role.SAME),
        Part("four", Role.FLAGGED, (2,)),
        Part(" ", Role.SAME),
        Part("five", Role.GONE, (3,)),
        Part(" ", Role.SAME),
        Part("six", Role.SAME, (4,)),
        Part(" seven.", Role.SAME),
    ]


def test_a_change_over_the_edge_of_a_stretch_is_shown_in_part() -> None:
    session = ReviewSession("one two three", [finding(0, 7, "1 2")])
    assert parts(session, Span(0, 5)) == [Part("one t", Role.OLD, (0,)), Part("1 2", Role.NEW, (0,))]
    assert parts(session, Span(5, 13)) == [Part("wo", Role.OLD, (0,)), Part(" three", Role.SAME)]


def test_sheets_lie_side_by_side_and_are_short() -> None:
    for text in ("", "a", "a\n" * 9000, "word " * 9000, "x" * 30_000, "e\u0301" * 9000, "One.\r\n" * 5000 + "end"):
        sheets = Sheets(Source(text))
        spans = [sheets.span(number) for number in range(len(sheets))]
        assert "".join(span.of(text) for span in spans) == text
        assert all(span.length <= 6_000 and span.of(text).count("\n") <= 61 for span in spans)
        assert all(sheets.of(span.start) == number for number, span in enumerate(spans))


@settings(max_examples=300, deadline=None)
@given(TEXTS, ACTIONS)
@example("ba", [("accept", 0, 1, ""), ("refresh", 0, 0, "")])  # two edits of a proposal meet at a change
@example("ab", [("accept", 0, 1, ""), ("refresh", 0, 0, "")])
def test_before_and_after_read_as_the_text_does(text: str, actions: list[Action]) -> None:
    session = ReviewSession(text, toy_check(text), toy_check)
    for action in actions:
        act(session, action)
    for one in session.proposals():
        if session.mark(one.id).verdict is Verdict.OPEN:
            for alternative in session.alternatives(one.id):
                for window in session.preview(one.id, alternative):
                    before = "".join(piece.text for piece in window.before)
                    assert before in session.changes.read(*window.span)
