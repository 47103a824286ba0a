"""The session by example."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from copydesk.review.preview import Kind, Window
from copydesk.review.proposals import ReviewError, Verdict
from copydesk.review.session import ReviewSession
from copydesk.text.edit import Applicability, Edit, Fix
from copydesk.text.finding import Category, Confidence, Finding, Severity
from copydesk.text.span import Span


def finding(
    span: tuple[int, int],
    *alternatives: Iterable[tuple[int, int, str]],
    code: str = "XX001",
    category: Category = Category.GRAMMAR,
    applicability: Applicability = Applicability.UNSAFE,
) -> Finding:
    fixes = tuple(Fix(tuple(Edit(*edit) for edit in edits), applicability) for edits in alternatives)
    return Finding(code, "name", category, Severity.ERROR, Confidence.HIGH, "message", Span(*span), fixes)


def words(text: str, **replacements: str) -> list[Finding]:
    """Every place of each word, with the word that replaces it; the words are the codes as well."""
    found = []
    for word, new in replacements.items():
        at = text.find(word)
        while at >= 0:
            end = at + len(word)
            found.append(finding((at, end), [(at, end, new)], code=word))
            at = text.find(word, end)
    return sorted(found, key=Finding.sort_key)


def only(session: ReviewSession, code: str) -> int:
    """The id of the one proposal of a rule that is shown."""
    (found,) = [one.id for one in session.proposals() if one.code == code]
    return found


def test_progress_counts_what_is_decided() -> None:
    session = ReviewSession("one two one", words("one two one", one="1", two="2"))
    assert str(session.progress()) == "0 of 3"
    first = session.advance()
    assert first is not None
    session.accept(first.id)
    second = session.advance()
    assert second is not None
    session.reject(second.id)
    assert session.progress() == (2, 3, 1, 1, 0, 0)
    assert session.text() == "1 two one"
    assert session.edits() == (Edit(0, 3, "1"),)
    assert [one.verdict for one in session.decisions()] == [Verdict.ACCEPTED, Verdict.REJECTED]


def test_accepting_one_drops_those_that_overlap_and_undo_brings_them_back() -> None:
    text = "in order to go"
    session = ReviewSession(text, words(text, **{"in order to": "to", "order to go": "x", "go": "went"}))
    session.accept(only(session, "in order to"))
    assert [one.code for one in session.proposals()] == ["in order to", "go"]
    session.undo()
    assert [one.code for one in session.proposals()] == ["in order to", "order to go", "go"]
    session.redo()
    assert session.text() == "to go"
    with pytest.raises(ReviewError, match="overlaps"):
        session.accept(1)
    assert session.text() == "to go"


def test_a_change_of_mind_brings_back_what_overlapped() -> None:
    session = ReviewSession("abcd", words("abcd", abc="x", cd="y"))
    session.accept(only(session, "abc"))
    session.reject(only(session, "abc"))
    assert session.text() == "abcd"
    session.accept(only(session, "cd"))
    assert session.text() == "aby"


def test_another_alternative_replaces_the_first() -> None:
    session = ReviewSession("a b", [finding((0, 1), [(0, 1, "x")], [(0, 1, "y")])])
    session.accept(0)
    assert session.alternatives(0) == [0, 1]
    session.accept(0, 1)
    assert session.text() == "y b"
    assert session.undo() == "accept"
    assert session.text() == "x b"


def test_what_a_decision_causes_is_shown_and_can_be_decided_and_taken_back() -> None:
    def check(text: str) -> list[Finding]:
        return words(text, utilise="use", **{"use ladders": "climb"})

    text = "They utilise ladders."
    session = ReviewSession(text, check(text), check)
    session.accept(only(session, "utilise"))
    assert session.refresh() == (1, 0)
    caused = only(session, "use ladders")
    session.accept(caused)
    assert session.text() == "They climb."
    assert session.edits() == (Edit(5, 20, "climb"),)
    assert session.progress().accepted == 2
    session.reject(only(session, "utilise"))  # what was built upon it goes as well
    assert session.text() == text
    assert [one.code for one in session.proposals()] == ["utilise"]
    for _ in range(3):
        session.undo()
    assert session.text() == text
    assert not session.can_undo
    assert str(session.progress()) == "0 of 1"


def test_what_a_decision_settles_goes() -> None:
    def check(text: str) -> list[Finding]:
        """A caption that stands twice: each place could be deleted."""
        if text.count("Caption. ") < 2:
            return []
        places = [at for at in range(len(text)) if text.startswith("Caption. ", at)]
        return [finding((at, at + 9), [(at, at + 9, "")]) for at in places]

    text = "Caption. Caption. End."
    session = ReviewSession(text, check(text), check)
    session.accept(0)
    assert session.refresh() == (0, 1)
    assert session.advance() is None
    session.undo()
    assert len(session.proposals()) == 2


def test_a_rejected_place_stays_rejected_when_words_inside_it_change() -> None:
    def check(text: str) -> list[Finding]:
        found = words(text, teh="the")
        end = text.index(".") + 1
        return [*found, finding((0, end), code="long")]

    text = "A long sentence with teh error. Short."
    session = ReviewSession(text, check(text), check)
    session.reject(only(session, "long"))
    session.accept(only(session, "teh"))
    assert session.refresh() == (0, 0)
    assert session.mark(only(session, "long")).verdict is Verdict.REJECTED


def test_an_error_in_ones_own_words_is_shown() -> None:
    def check(text: str) -> list[Finding]:
        return words(text, teh="the")

    session = ReviewSession("teh end", check("teh end"), check)
    session.write_own(0, "oh teh")
    assert session.refresh() == (1, 0)
    caused = session.advance()
    assert caused is not None
    session.accept(caused.id)
    assert session.text() == "oh the end"
    assert session.edits() == (Edit(0, 3, "oh the"),)


def test_a_failing_check_changes_nothing() -> None:
    def check(text: str) -> list[Finding]:
        raise RuntimeError("no")

    session = ReviewSession("teh", words("teh", teh="the"), check)
    session.accept(0)
    with pytest.raises(RuntimeError):
        session.refresh()
    assert session.text() == "the"
    assert session.undo() == "accept"


def test_ignored_rules_and_words() -> None:
    text = "teh xyz teh xyz"
    spelling = [finding((at, at + 3), code="SP", category=Category.SPELLING) for at in (4, 12)]
    session = ReviewSession(text, [*words(text, teh="the"), *spelling])
    assert session.ignore_rule("teh") == 2
    assert session.add_to_vocabulary("xyz") == 2
    assert session.advance() is None
    assert (session.ignored_rules, session.vocabulary) == (("teh",), ("xyz",))
    session.undo()
    assert session.vocabulary == ()
    assert session.progress().ignored == 2


def test_only_safe_corrections_are_accepted_together() -> None:
    session = ReviewSession(
        "a b", [finding((0, 1), [(0, 1, "x")], applicability=Applicability.SAFE), finding((2, 3), [(2, 3, "y")])]
    )
    assert session.accept_safe() == 1
    assert session.text() == "x b"


def test_what_is_only_shown_cannot_be_accepted() -> None:
    session = ReviewSession("a", [finding((0, 1), [(0, 1, "x")], applicability=Applicability.DISPLAY)])
    with pytest.raises(ReviewError, match="only shown"):
        session.accept(0)
    session.write_own(0, "y")
    assert session.text() == "y"


@pytest.mark.parametrize("act", ["accept", "reject", "skip", "reopen", "write_own", "own_text", "preview", "go"])
def test_an_unknown_proposal(act: str) -> None:
    session = ReviewSession("a", words("a", a="b"))
    with pytest.raises(ReviewError, match="no proposal 7"):
        getattr(session, act)(7, *(["x"] if act == "write_own" else []))
    with pytest.raises(ReviewError):
        session.accept(0, 3)
    with pytest.raises(ReviewError):
        session.undo()


def shown(window: Window) -> tuple[str, str]:
    signs = {Kind.SAME: ("", ""), Kind.OLD: ("[-", "-]"), Kind.NEW: ("{+", "+}"), Kind.FLAGGED: ("[[", "]]")}
    before, after = (
        "".join(f"{signs[piece.kind][0]}{piece.text}{signs[piece.kind][1]}" for piece in side)
        for side in (window.before, window.after or ())
    )
    return before, after


def test_the_preview_shows_earlier_decisions_as_text() -> None:
    text = "First line.\nIt was teh best, and teh worst, of times.\nLast line."
    session = ReviewSession(text, words(text, teh="the"))
    session.accept(0)
    (window,) = session.preview(1)
    assert shown(window) == (
        "It was the best, and [-teh-] worst, of times.",
        "It was the best, and {+the+} worst, of times.",
    )
    assert shown(session.preview(0)[0])[0] == "It was [-teh-] best, and teh worst, of times."
    assert shown(session.preview(1, None)[0]) == ("It was the best, and [[teh]] worst, of times.", "")
    assert shown(session.preview(1, own="a")[0])[1] == "It was the best, and {+a+} worst, of times."


def test_the_preview_cuts_long_lines_between_words_and_splits_far_places() -> None:
    filler = "word " * 100
    text = f"{filler}here {filler}there {filler}"
    session = ReviewSession(text, [finding((500, 504), [(500, 504, "HERE"), (1005, 1010, "THERE")])])
    near, far = session.preview(0)
    assert near.cut_left and near.cut_right and far.cut_left and far.cut_right
    before = shown(near)[0]
    assert before.startswith("word ") and "[-here-]" in before and before.endswith(" word")
    assert "{+THERE+}" in shown(far)[1]


def test_twenty_thousand_findings_are_decided_and_undone() -> None:
    text = "They utilise a rope. " * 20_000
    session = ReviewSession(text, words(text, utilise="use"), lambda changed: words(changed, utilise="use"))
    while (one := session.advance()) and session.progress().done < 200:
        session.accept(one.id)
    assert session.accept_rest(one.id if one else 0) == 19_800
    assert session.refresh() == (0, 0)
    assert session.text() == text.replace("utilise", "use")
    while session.can_undo:
        session.undo()
    assert session.text() == text
    assert str(session.progress()) == "0 of 20000"


def test_the_cursor_goes_round() -> None:
    session = ReviewSession("a b c", words("a b c", a="1", b="2", c="3"))
    assert [session.advance().code for _ in range(4)] == ["a", "b", "c", "a"]  # type: ignore[union-attr]
    assert session.previous() is None
    assert session.current() is not None and session.current().code == "a"  # type: ignore[union-attr]
    session.reject(1)
    assert session.next(undecided=True).code == "c"  # type: ignore[union-attr]
    assert session.next() is None
    assert session.previous().code == "b"  # type: ignore[union-attr]


def test_findings_of_a_check_made_elsewhere() -> None:
    text = "one two"
    session = ReviewSession(text, words(text, one="1"), recheck=lambda text: words(text, two="2"))
    assert not session.outdated
    session.accept(0)
    assert session.outdated
    before, survey = session.revision, session.survey()
    assert survey is not None
    found = survey.check()
    assert session.revision == before
    session.undo()
    assert not survey.holds(session.changes)
    session.redo()
    assert survey.holds(session.changes)
    assert session.refresh(found) == (1, 0)
    assert session.survey() is None
    assert session.revision > before
    assert not session.outdated
    assert [one.code for one in session.proposals()] == ["one", "two"]
    session.undo()
    assert [one.code for one in session.proposals()] == ["one"]
