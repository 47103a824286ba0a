"""The list of proposals: narrowed, walked through, counted."""

from __future__ import annotations

from test_review_session import words

from copydesk.review.listing import Filter, Listing, Rule
from copydesk.review.proposals import Verdict
from copydesk.review.session import ReviewSession
from copydesk.text.finding import Category

TEXT = "one two one three two one"


def listing() -> Listing:
    return Listing(ReviewSession(TEXT, words(TEXT, one="1", two="2", three="3")))


def codes(found: Listing, **narrowed: object) -> list[str]:
    return [one.code for one in found.proposals(Filter(**narrowed))]  # type: ignore[arg-type]


def test_what_a_filter_admits() -> None:
    found = listing()
    found.session.accept(0)
    found.session.reject(1)
    assert codes(found) == ["one", "two", "one", "three", "two", "one"]
    assert codes(found, code="two") == ["two", "two"]
    assert codes(found, code="two", verdict=Verdict.OPEN) == ["two"]
    assert codes(found, verdict=Verdict.ACCEPTED) == ["one"]
    assert codes(found, words="THREE") == ["three"]
    assert codes(found, words="message", code="three") == ["three"]
    assert codes(found, category=Category.SPELLING) == []
    assert codes(found, category=Category.GRAMMAR, words="o", verdict=Verdict.OPEN) == ["one", "two", "one"]


def test_the_lists_follow_the_decisions() -> None:
    found = listing()
    narrowed = Filter(verdict=Verdict.OPEN, code="one")
    assert len(found.proposals(narrowed)) == 3
    found.session.reject(2)
    assert [one.id for one in found.proposals(narrowed)] == [0, 5]
    found.session.undo()
    assert len(found.proposals(narrowed)) == 3


def test_the_way_through_a_list() -> None:
    found = listing()
    twos = Filter(code="two")
    assert [found.place(id, twos) for id in range(6)] == [0, 0, 1, 1, 1, 2]
    assert found.next_open(0, twos) == 1
    assert found.next_open(1, twos) == 4
    assert found.next_open(4, twos) == 1  # round to the beginning
    assert found.next_open(None, twos) == 1
    found.session.reject(1)
    assert found.next_open(4, twos) == 4
    found.session.reject(4)
    assert found.next_open(4, twos) is None
    assert found.next_open(4, Filter()) == 5


def test_neighbours() -> None:
    found = listing()
    twos = Filter(code="two")
    assert found.beside(None, twos, 1) == 1
    assert found.beside(None, twos, -1) == 4
    assert found.beside(1, twos, 1) == 4
    assert found.beside(4, twos, 1) is None
    assert found.beside(4, twos, -1) == 1
    assert found.beside(3, twos, 1) == 4  # from outside the list
    assert found.beside(3, twos, -1) == 1
    found.session.reject(4)
    assert found.beside(3, twos, 1, undecided=True) is None
    assert found.beside(5, Filter(), -1, undecided=True) == 3


def test_the_rules_are_counted() -> None:
    found = listing()
    found.session.reject(0)
    assert found.rules() == [
        Rule("one", "name", Category.GRAMMAR, 3, 2),
        Rule("three", "name", Category.GRAMMAR, 1, 1),
        Rule("two", "name", Category.GRAMMAR, 2, 2),
    ]
    assert found.session.safe == 0
