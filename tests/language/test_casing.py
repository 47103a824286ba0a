"""Letter case of words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.language.casing import capitalise, match_case, shape, uncapitalise

WORDS = st.text(alphabet="abcxyzABCXYZéß'-2 ", max_size=12)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("word", "lower"), ("Word", "title"), ("A", "title"), ("NASA", "upper"), ("iPhone", "mixed"), ("42", "none"),
     ("McDonald", "mixed"), ("Well-known", "title"), ("U.S.", "upper"), ("", "none")],
)
def test_shape(word: str, expected: str) -> None:
    assert shape(word) == expected


@pytest.mark.parametrize(
    ("model", "word", "expected"),
    [
        ("house", "flat", "flat"),
        ("House", "flat", "Flat"),
        ("HOUSE", "flat", "FLAT"),
        ("english", "British", "British"),
        ("I", "we", "We"),
        ("Iphone", "laptop", "Laptop"),
        ("iPhone", "laptop", "laptop"),
        ("McDonald", "smith", "Smith"),
        ("Prime Minister", "head of state", "Head Of State"),
        ("Could of", "could have", "Could have"),
        ("12", "twelve", "twelve"),
        ("'Tis", "'twas", "'Twas"),
    ],
)
def test_match_case(model: str, word: str, expected: str) -> None:
    assert match_case(model, word) == expected


@given(WORDS, WORDS)
def test_match_case_is_idempotent(model: str, word: str) -> None:
    once = match_case(model, word)
    assert match_case(model, once) == once


@given(WORDS)
def test_a_word_matches_its_own_case(word: str) -> None:
    assert capitalise(capitalise(word)) == capitalise(word)
    if shape(word) in ("lower", "none"):
        assert match_case(word, word) == word


@pytest.mark.parametrize(("word", "expected"), [("The", "the"), ("I", "I"), ("NASA", "NASA"), ("iPad", "iPad")])
def test_uncapitalise(word: str, expected: str) -> None:
    assert uncapitalise(word) == expected
