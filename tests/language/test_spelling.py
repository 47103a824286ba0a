"""The speller over whole documents."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.language.lexicon import lexicon
from copydesk.language.spelling import Misspelling, Speller
from copydesk.language.terms import TERMS

SPELLER = Speller(lexicon())
COMMON = [
    "the",
    "a",
    "we",
    "people",
    "house",
    "garden",
    "water",
    "quickly",
    "went",
    "seen",
    "red",
    "three",
    "of",
    "in",
    "and",
    "to",
    "for",
    "with",
    "old",
]


def check(text: str, **options: float) -> list[Misspelling]:
    return SPELLER.check(text.split(), [0], **options)


@pytest.mark.parametrize(
    ("text", "start", "first", "reason"),
    [
        ("We recieve letters .", 1, "receive", "unknown word"),
        ("They have alot of money .", 2, "a lot", "joined"),
        ("We came to gether at last .", 2, "together", "split"),
        ("He goed home .", 1, "went", "inflection"),
        ("I love london in spring .", 2, "London", "capital"),
        ("You dont know .", 1, "don't", "unknown word"),
        ("The most beautifull garden .", 2, "beautiful", "unknown word"),
        ("It is a self-concious man .", 3, "self-conscious", "unknown word"),
        ("This is sooooo good .", 2, "so", "unknown word"),
    ],
)
def test_findings(text: str, start: int, first: str, reason: str) -> None:
    (found,) = check(text)
    assert (found.start, found.suggestions[0], found.reason) == (start, first, reason)
    assert found.end == start + (2 if reason == "split" else 1)


def test_letter_case_is_kept() -> None:
    (found,) = check("Becuase of rain we left .")
    assert found.suggestions[0] == "Because"


def test_apostrophes_are_those_of_the_document() -> None:
    assert check("You dont know .")[0].suggestions[0] == "don't"
    assert check("You dont know what O’Neill knows .")[0].suggestions[0] == "don’t"


def test_good_evidence_gives_confidence_and_bad_evidence_takes_it() -> None:
    (sure,) = check("We recieve letters .")
    (unsure,) = check("The bruzel was red .", doubt=1.0)
    assert sure.confidence > 0.95 and sure.doubt < 0.01
    assert unsure.confidence < 0.5
    assert check("The bruzel was red .") == []


def test_what_is_repeated_is_doubted() -> None:
    once = check("The lindel grew .", doubt=1.0)[0].doubt
    often = check("The lindel grew . A lindel fell . Every lindel dies . No lindel lasts .", doubt=1.0)[0].doubt
    assert often > once


def test_the_vocabulary_is_accepted() -> None:
    text = "Our frobnicator and Zyxwo and ZYXWO and Frobnicator recieve praise ."
    own = Speller(lexicon(), {"frobnicator", "Zyxwo"})
    assert own.known("FROBNICATOR") and own.known("Zyxwo") and not own.known("zyxwo")
    assert [found.start for found in own.check(text.split(), [0])] == [8]


def test_terms_of_computing_are_words() -> None:
    assert not check("Run numba with pytest in a venv and grep the syslog for eval .")
    assert not [term for term in sorted(TERMS) if SPELLER.lexicon.known(term)]  # no dictionary has them


def test_what_is_explained_in_brackets_is_a_foreign_word() -> None:
    assert not check("They value shibui ( quiet taste ) above all .")
    assert check("They value shibui above all .", doubt=1.0)
    assert check("The goverment ( of the day ) fell .")


def test_skipped_tokens_are_left_alone() -> None:
    words = ["We", "recieve", "and", "beleive", "."]
    assert [found.start for found in SPELLER.check(words, [0], skip={1})] == [3]


def test_unknown_words_without_an_obvious_meaning() -> None:
    assert not SPELLER.known("unpurpose")
    assert check("It was unpurpose dynamited .") == []
    assert check("It was unpurpose dynamited .", doubt=1.0)[0].start == 2


def test_suggest() -> None:
    assert SPELLER.suggest("Recieve", "We", "it")[0] == "Receive"
    assert SPELLER.suggest("xjqzkvwqzzkj") == []


def test_nothing_to_check() -> None:
    assert SPELLER.check([], []) == []
    assert SPELLER.check(["", "…", "3.5", "—"], [0]) == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([*COMMON, "teh", "recieve", "alot", "Zorbl", "gether", ".", "x-ray", "[", "]"]), max_size=25
    )
)
def test_findings_are_in_order_and_in_range(words: list[str]) -> None:
    starts = [0, *(place + 1 for place, word in enumerate(words) if word == "." and place + 1 < len(words))]
    last = 0
    for found in SPELLER.check(words, starts):
        assert last <= found.start < found.end <= len(words)
        assert 0 <= found.confidence <= 1 and 0 <= found.doubt <= 0.5
        assert found.suggestions and len(found.suggestions) == len(set(found.suggestions))
        assert any(not SPELLER.known(word) for word in words[found.start : found.end])
        last = found.end


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(COMMON), max_size=20))
def test_known_words_never_alarm(words: list[str]) -> None:
    assert SPELLER.check(words, [0], doubt=1.0) == []


@settings(max_examples=80, deadline=None)
@given(st.text("abcdefghilmnoprstuw'-", min_size=1, max_size=12))
def test_no_suggestion_is_itself_unknown(word: str) -> None:
    for found in SPELLER.check(["the", word, "of"], [0], doubt=1.0):
        for suggestion in found.suggestions:
            assert all(map(SPELLER.known, suggestion.split()))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30))
def test_any_token_is_survived(word: str) -> None:
    SPELLER.check([word, word[:3], "of"], [0], doubt=1.0)
