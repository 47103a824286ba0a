"""Laws of the review: whatever is decided in whatever order, the edits stay true to the text."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.errors import EditError
from copydesk.review.listing import Filter, Listing
from copydesk.review.proposals import ReviewError, Verdict
from copydesk.review.session import ReviewSession
from copydesk.text.edit import Applicability, Edit, Fix, ordered
from copydesk.text.finding import Category, Confidence, Finding, Severity
from copydesk.text.span import Span

# What a toy checker finds: a pattern, and for every alternative what each of its groups becomes (None: left alone).
TOY_RULES = (
    ("T1", r"()a(a)", (("", "a"), ("x", "b"), ("", ""))),  # overlapping hits, an insertion, a deletion
    ("T2", r"(b) ?(c)", (("c", "b"), ("", None))),  # two edits at once
    ("T3", r"(ab)", (("ba",), ("aab",), ("",))),  # causes and removes findings of the others
    ("T4", r"b()", (("\r\n",), ("a",))),  # insertions
    ("T5", r"(c.*c)", ((None,),)),  # long, without a fix
    ("T6", r"(\n)", (("\r\n",),)),
    ("S1", r"(é)", (("e",),)),
)


def toy_check(text: str) -> list[Finding]:
    found = []
    for code, pattern, alternatives in TOY_RULES:
        at = 0
        while match := re.compile(pattern).search(text, at):
            at = match.start() + 1
            fixes = []
            for words in alternatives:
                edits = [Edit(*match.span(n), word) for n, word in enumerate(words, 1) if word is not None]
                if edits:
                    fixes.append(Fix(tuple(edits), Applicability.SAFE if code == "T2" else Applicability.UNSAFE))
            category = Category.SPELLING if code.startswith("S") else Category.GRAMMAR
            span = Span(*match.span())
            found.append(
                Finding(code, code.lower(), category, Severity.ERROR, Confidence.HIGH, "toy", span, tuple(fixes))
            )
    return found


def applied(text: str, edits: tuple[Edit, ...]) -> str:
    """Edits applied the slow and obvious way."""
    for edit in reversed(edits):
        text = text[: edit.start] + edit.replacement + text[edit.end :]
    return text


TEXTS = st.text(alphabet="aabbcc é\r\n😀", max_size=40)
ACTION_NAMES = ["accept", "own", "reject", "skip", "reopen", "accept_rest", "reject_rest", "accept_rule", "ignore_rule"]
ACTION_NAMES += ["accept_safe", "word", "undo", "redo", "refresh", "accept", "accept"]
ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(ACTION_NAMES),
        st.integers(0, 60),
        st.integers(0, 2),
        st.text(alphabet="abcx\n", max_size=4),
    ),
    max_size=25,
)


def act(session: ReviewSession, action: tuple[str, int, int, str]) -> None:
    name, which, alternative, words = action
    shown = session.proposals()
    if name in ("undo", "redo", "refresh"):
        try:
            getattr(session, name)()
        except ReviewError:
            assert name != "refresh"
        return
    if not shown:
        return
    one = shown[which % len(shown)]
    try:
        match name:
            case "accept":
                offered = alternative in session.alternatives(one.id)
                session.accept(one.id, alternative)
                assert offered or session.mark(one.id).alternative == alternative
            case "own":
                session.write_own(one.id, words)
            case "accept_rule" | "ignore_rule":
                getattr(session, name)(one.code)
            case "accept_safe":
                session.accept_safe()
            case "word":
                session.add_to_vocabulary(one.text)
            case _:
                getattr(session, name)(one.id)
    except ReviewError:
        assert name == "accept"


def state(session: ReviewSession) -> object:
    """All that a front can see, but for the cursor."""
    shown = [(one, session.mark(one.id), session.alternatives(one.id)) for one in session.proposals()]
    return shown, session.text(), session.edits(), session.progress(), session.vocabulary, session.ignored_rules


def must_hold(session: ReviewSession) -> None:
    original, edits = session.source.text, session.edits()
    try:
        assert ordered(edits) == edits
    except EditError as error:
        raise AssertionError("edits overlap") from error
    assert session.text() == applied(original, edits)
    shown = session.proposals()
    progress = session.progress()
    verdicts = [session.mark(one.id).verdict for one in shown]
    assert progress.total == len(shown)
    assert progress.done == sum(one is not Verdict.OPEN for one in verdicts)
    assert progress.accepted == verdicts.count(Verdict.ACCEPTED)
    left = [one.finding for one, verdict in zip(shown, verdicts, strict=True) if verdict is Verdict.OPEN]
    assert session.safe == sum(one.applicability is Applicability.SAFE for one in left)
    for code, _, _ in TOY_RULES:
        assert session.undecided(code) == sum(one.code == code for one in left)
    assert [one.proposal for one in session.decisions()] == [
        one for one, verdict in zip(shown, verdicts, strict=True) if verdict is not Verdict.OPEN
    ]
    for one, verdict in zip(shown, verdicts, strict=True):
        if verdict is Verdict.OPEN and one.alternatives:
            assert session.alternatives(one.id)
            assert session.own_text(one.id) == session.changes.read(*session.own_span(one.id))


@settings(max_examples=400, deadline=None)
@given(TEXTS, ACTIONS)
def test_any_sequence_of_actions_keeps_text_and_edits_true(text: str, actions: list[tuple[str, int, int, str]]) -> None:
    session = ReviewSession(text, toy_check(text), toy_check)
    must_hold(session)
    for action in actions:
        act(session, action)
        must_hold(session)


@settings(max_examples=200, deadline=None)
@given(TEXTS, ACTIONS)
def test_undoing_everything_restores_the_beginning_and_redoing_everything_the_end(
    text: str, actions: list[tuple[str, int, int, str]]
) -> None:
    session = ReviewSession(text, toy_check(text), toy_check)
    states = [state(session)]
    for action in actions:
        if action[0] in ("undo", "redo"):
            continue
        act(session, action)
        states.append(state(session))
    end = states[-1]
    steps = 0
    while session.can_undo:
        session.undo()
        steps += 1
        assert state(session) in states
    assert state(session) == states[0]
    assert session.text() == text
    for _ in range(steps):
        session.redo()
    assert state(session) == end


@settings(max_examples=200, deadline=None)
@given(TEXTS, ACTIONS)
def test_after_a_refresh_what_is_open_is_what_the_checker_finds(
    text: str, actions: list[tuple[str, int, int, str]]
) -> None:
    session = ReviewSession(text, toy_check(text), toy_check)
    for action in actions:
        act(session, action)
    session.refresh()
    found = toy_check(session.text())
    open_ones = [one for one in session.proposals() if session.mark(one.id).verdict is Verdict.OPEN]
    assert len(open_ones) <= len(found)
    for one in open_ones:
        assert (one.code, one.text) in {(each.code, each.span.of(session.text())) for each in found}
        for alternative in session.alternatives(one.id):
            before = session.text()
            session.accept(one.id, alternative)
            assert session.text() in {
                applied(before, fix.edits) for each in found if each.code == one.code for fix in each.fixes
            }
            session.undo()


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.lists(st.integers(0, 60), max_size=12))
def test_rejecting_everything_accepted_gives_the_original_back(text: str, which: list[int]) -> None:
    session = ReviewSession(text, toy_check(text), toy_check)
    for number in which:
        act(session, ("accept", number, number % 3, ""))
        session.refresh()
    while accepted := [one.proposal for one in session.decisions() if one.verdict is Verdict.ACCEPTED]:
        session.reject(accepted[0].id)
    assert session.text() == text
    assert session.edits() == ()


@settings(max_examples=200, deadline=None)
@given(TEXTS, ACTIONS)
def test_every_change_of_a_state_is_told(text: str, actions: list[tuple[str, int, int, str]]) -> None:
    session = ReviewSession(text, toy_check(text), toy_check)
    session.touched()
    for action in actions:
        before = {one.id: session.mark(one.id) for one in session.proposals()}
        act(session, action)
        touched = session.touched()
        assert all(session.mark(id) == mark for id, mark in before.items() if id not in touched)


@settings(max_examples=200, deadline=None)
@given(TEXTS, ACTIONS, ACTIONS)
def test_a_picture_stays_as_it_was_taken(
    text: str, actions: list[tuple[str, int, int, str]], more: list[tuple[str, int, int, str]]
) -> None:
    session = ReviewSession(text, toy_check(text), toy_check)
    for action in actions:
        act(session, action)
    picture, taken = session.picture(), state(session)
    redo = session.can_redo
    for action in more:
        act(session, action)
    later = state(session)
    assert state(picture) == taken
    assert picture.can_redo == redo
    assert state(session) == later


@settings(max_examples=200, deadline=None)
@given(TEXTS, ACTIONS)
def test_a_list_that_is_kept_is_as_one_made_anew(text: str, actions: list[tuple[str, int, int, str]]) -> None:
    session = ReviewSession(text, toy_check(text), toy_check)
    kept = Listing(session)
    filters = [Filter(), Filter(verdict=Verdict.OPEN), Filter(code="T1"), Filter(words="a", verdict=Verdict.ACCEPTED)]
    for action in actions:
        act(session, action)
        anew = Listing(session)
        assert [kept.proposals(one) for one in filters] == [anew.proposals(one) for one in filters]
        assert kept.rules() == anew.rules()
