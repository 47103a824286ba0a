"""Checks of spaces, marks, capitals and punctuation where one sentence of an example does not suffice."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.edits.change import apply_edits
from copydesk.engines.rules import RuleEngine
from copydesk.formats.document import Document
from copydesk.rules.checks.proper_names import NAMES, OPTIONAL, WHOLLY_LOWER
from copydesk.rules.checks.typography import ordinal_ending
from copydesk.rules.registry import builtin


def corrected(text: str, *codes: str, format: str = "text", dialect: str | None = None) -> str:
    engine = RuleEngine(builtin(), frozenset(codes), dialect=dialect)
    edits = [edit for finding in engine.check(Document.parse(text, format)).findings for edit in finding.fix.edits]
    return apply_edits(text, edits)


@settings(deadline=None, max_examples=60)
@given(st.integers(min_value=0, max_value=9999))
def test_ordinals_follow_the_last_word(number: int) -> None:
    ending = ordinal_ending(number)
    assert (ending == "th") == (number % 10 not in (1, 2, 3) or number % 100 in (11, 12, 13))
    assert corrected(f"It came {number}{ending} of all.", "TY007") == f"It came {number}{ending} of all."


def test_every_name_is_repaired_and_then_left_alone() -> None:
    special = OPTIONAL | WHOLLY_LOWER
    for first, entries in NAMES.items():
        for tail, name in entries:
            written = " ".join(name).replace(" 's", "'s")
            text = f"They saw the {written} again."
            assert corrected(text, "CA004") == text
            if name not in special and (first, *tail) != name:
                assert corrected(f"They saw {written.lower()} again.", "CA004") == f"They saw {written} again."


def test_two_spaces_after_every_stop_are_a_habit() -> None:
    text = "The bridge is old.  It was built in 1931.  It is safe.  Nobody  doubts it."
    assert corrected(text, "TY001") == text.replace("Nobody  ", "Nobody ")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Type `cd  x`  now.", "Type `cd  x` now."),
        ("See [the map](a.md) , please.", "See [the map](a.md), please."),
        ("*The bridge* , they say, is safe.", "*The bridge*, they say, is safe."),
    ],
)
def test_markup_is_left_alone(text: str, wanted: str) -> None:
    assert corrected(text, "TY001", "TY002", format="markdown") == wanted


def test_a_paragraph_that_goes_on_after_a_listing_may_begin_small() -> None:
    text = "The bridge is given by this rule:\n\nwhere the length is counted in metres and the height in feet."
    assert corrected(text, "CA002") == text
    alone = "the length is counted in metres and the height in feet."
    assert corrected(alone, "CA002") == alone.capitalize()


@pytest.mark.parametrize(
    ("dialect", "wanted"),
    [("US", 'They call it "the needle," and left.'), ("GB", 'They call it "the needle", and left.')],
)
def test_marks_at_quotes_follow_the_dialect(dialect: str, wanted: str) -> None:
    assert corrected('They call it "the needle", and left.', "PU002", dialect=dialect) == wanted


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("the old bridge was closed for a whole week in May.", True),
        ("then they closed the old bridge for a week in May.", True),
        ("please close the old bridge for a week in May.", True),
        ("can they close the old bridge for a week in May?", True),
        ("closed the old bridge for a whole week in May.", False),
        ("almost closed the old bridge for a week in May.", False),
        ("with the old bridge of the town and its two towers.", False),
    ],
)
def test_the_capital_of_a_fragment_is_only_suggested(text: str, whole: bool) -> None:
    (finding,) = RuleEngine(builtin(), frozenset({"CA002"})).check(Document.parse(text, "text")).findings
    assert finding.fixable == whole
