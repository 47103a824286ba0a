"""The subject of a verb: where it is found, and where nothing is said."""

from __future__ import annotations

import pytest

from copydesk.formats.document import Document
from copydesk.language.prose import Prose
from copydesk.rules.checks.finite_verbs import verb_at
from copydesk.rules.checks.grammatical_number import number
from copydesk.rules.checks.phrases import Phrase, phrase_before
from copydesk.rules.checks.subjects import subject_of


def _prose(text: str) -> Prose:
    return Prose(Document.parse(text, "text"))


def _head(text: str, verb: str) -> str | None:
    prose = _prose(text)
    subject = subject_of(prose, prose.positions[verb][-1])
    return prose.lower[subject.phrase.head] if subject else None


@pytest.mark.parametrize(
    ("text", "verb", "head"),
    [
        ("The list of names is long.", "is", "list"),
        ("The keys to the cabinet are lost.", "are", "keys"),
        ("The roofs of the church in the village were repaired.", "were", "roofs"),
        ("The bridge, which was built in 1901, has been closed.", "has", "bridge"),
        ("The bridge also has a toll.", "has", "bridge"),
        ("He said that the bridges were closed.", "were", "bridges"),
        ("In May, the ferry was sold.", "was", "ferry"),
    ],
)
def test_the_subject_is_the_head(text: str, verb: str, head: str) -> None:
    assert _head(text, verb) == head


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Eating apples is healthy.", "is"),
        ("What matters to the owners is the price.", "is"),
        ("Selling the old houses was hard.", "was"),
        ("Among the guests was a singer.", "was"),
        ("One of the jobs farmers have is weeding.", "is"),
    ],
)
def test_no_subject_where_none_is_sure(text: str, verb: str) -> None:
    assert _head(text, verb) is None


def test_both_parts_of_a_joined_subject() -> None:
    prose = _prose("The roof and the tower was repaired.")
    subject = subject_of(prose, prose.positions["was"][0])
    assert subject is not None and subject.partner is not None
    assert [prose.lower[phrase.head] for phrase in (subject.partner, subject.phrase)] == ["roof", "tower"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the bridges", "plural"),
        ("the bridge", "singular"),
        ("people", "plural"),
        ("the information", "singular"),
        ("a team", ""),
        ("a variety", ""),
        ("mathematics", "singular"),
        ("the economics", ""),
        ("the rooms", "plural"),
        ("the means", ""),
        ("the scissors", "plural"),
        ("various problem", ""),
        ("the data", ""),
        ("the lyrics", "plural"),
        ("the archaea", ""),
    ],
)
def test_number_is_given_when_sure(text: str, expected: str) -> None:
    prose = _prose(f"Of {text}.")
    phrase = phrase_before(prose, len(prose) - 1, 0)
    assert phrase is not None
    assert number(prose, phrase) == expected


def test_indefinite_pronouns_are_singular() -> None:
    prose = _prose("Now everyone knows.")
    assert number(prose, Phrase(1, 2, 1)) == "singular"


def test_verbs_that_do_not_show_their_number_are_left_out() -> None:
    prose = _prose("They put it there and he went.")
    assert verb_at(prose, prose.positions["put"][0]) is None
    assert verb_at(prose, prose.positions["went"][0]) is None
    shown = verb_at(_prose("He has it."), 1)
    assert shown is not None and not shown.plural and shown.other == "have"
