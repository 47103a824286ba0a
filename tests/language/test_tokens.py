"""The tokeniser: cases as data, and the laws of its offsets."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.language import tokens
from copydesk.language.tokens import tokenize, word_of
from copydesk.text.mask import INVISIBLE, OPAQUE, visible

FIXTURES = Path(__file__).parents[2] / "fixtures" / "language"
CASES = [line for line in (FIXTURES / "tokens.txt").read_text("utf-8").splitlines() if line and line[0] != "#"]
ALPHABET = st.sampled_from("aZé'’\"“”.-,!?…:/@#$%()0123 \n\t\u2060\ufffcß—–&_+東\u0301nt s")
TEXTS = st.text(ALPHABET | st.characters(codec="utf-8"), max_size=60) | st.text(ALPHABET, max_size=60)
# Zero-width controls and marks without a letter to carry them have no width for a reader.
UNSEEN = set("\u00ad") | {
    chr(code) for code in (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))
}
UNSEEN |= {"\ufeff"}


def words(text: str) -> list[str]:
    return [word_of(text, start, end) for start, end in tokenize(text, 0, len(text))]


@pytest.mark.parametrize("case", CASES)
def test_cases(case: str) -> None:
    text = case.replace("␣.␣.␣.", "␣.\u00a0.\u00a0.").replace("|", "").replace("␣", " ")
    expected = [token for part in case.replace("␣.␣.␣.", "␣.\u00a0.\u00a0.").split("␣") for token in part.split("|")]
    assert words(text) == expected


@settings(deadline=None)
@given(TEXTS)
def test_tokens_are_ordered_and_cover_all_that_is_visible(text: str) -> None:
    tokens = tokenize(text, 0, len(text))
    assert all(start < end for start, end in tokens)
    assert all(before[1] <= after[0] for before, after in pairwise(tokens))
    covered = {place for start, end in tokens for place in range(start, end)}
    assert {place for place, letter in enumerate(text) if not letter.isspace() and letter not in UNSEEN} <= covered
    assert all(visible(text[start:end]) for start, end in tokens)
    assert all(INVISIBLE not in (text[start], text[end - 1]) for start, end in tokens)


@settings(deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_offsets_are_those_of_the_whole_text(before: str, block: str, after: str) -> None:
    start = len(before) + 1
    text = f"{before}\n{block}\n{after}"
    alone = tokenize(f"\n{block}\n", 1, len(block) + 1)
    assert tokenize(text, start, start + len(block)) == [(first - 1 + start, last - 1 + start) for first, last in alone]


@settings(deadline=None)
@given(TEXTS, st.lists(st.integers(0, 60), max_size=8))
def test_invisible_characters_change_no_word(text: str, places: list[int]) -> None:
    text = visible(text)
    marked = text
    for place in sorted((min(place, len(text)) for place in places), reverse=True):
        marked = marked[:place] + INVISIBLE + marked[place:]
    assert words(marked) == words(text)


def test_an_invisible_mark_is_inside_the_span_of_its_word() -> None:
    text = f"a {INVISIBLE}bo{INVISIBLE}ld{INVISIBLE} word"
    assert tokenize(text, 0, len(text)) == [(0, 1), (3, 8), (10, 14)]
    assert word_of(text, 3, 8) == "bold"


def test_masked_content_is_one_token() -> None:
    assert words(f"use {OPAQUE * 5}'s {OPAQUE * 3}.") == ["use", OPAQUE * 5, "'s", OPAQUE * 3, "."]


def test_nothing_in_nothing() -> None:
    assert tokenize("abc \n def", 3, 5) == []
    assert tokenize("", 0, 0) == []


def test_no_group_is_possessive() -> None:
    """Python 3.11 before 3.11.5 misreads possessive groups that can match nothing or backtrack."""
    assert not re.search(r"(?<!\\)\)(?:[*+?]|\{[\d,]*\})\+", tokens._TOKEN.pattern)
