"""The sentence splitter: cases as data, and the law that sentences cover their tokens."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.language.sentences import split
from copydesk.language.tokens import tokenize
from copydesk.text.mask import INVISIBLE, OPAQUE

FIXTURES = Path(__file__).parents[2] / "fixtures" / "language"
CASES = [line for line in (FIXTURES / "sentences.txt").read_text("utf-8").splitlines() if line and line[0] != "#"]


def sentences(text: str) -> list[str]:
    tokens = tokenize(text, 0, len(text))
    return [text[tokens[first][0] : tokens[last - 1][1]] for first, last in split(text, tokens)]


@pytest.mark.parametrize("case", CASES)
def test_cases(case: str) -> None:
    assert sentences(case.replace("¦", " ")) == case.split("¦")


@settings(deadline=None)
@given(st.text(st.sampled_from("aB.!?…\"'”’) (\n1-\u2060\ufffc") | st.characters(codec="utf-8"), max_size=60))
def test_sentences_cover_the_tokens_in_order(text: str) -> None:
    tokens = tokenize(text, 0, len(text))
    found = split(text, tokens)
    assert [index for first, last in found for index in range(first, last)] == list(range(len(tokens)))
    assert all(first < last for first, last in found)


def test_a_missing_space_after_a_full_stop_still_ends_a_sentence() -> None:
    assert sentences("It ended.The next day began.") == ["It ended.", "The next day began."]


def test_a_small_letter_after_a_full_stop_begins_a_sentence() -> None:
    assert sentences("The shop closed. nobody came.") == ["The shop closed.", "nobody came."]


def test_masked_content_can_begin_a_sentence() -> None:
    assert sentences(f"Use {OPAQUE}. {OPAQUE} is faster.") == [f"Use {OPAQUE}.", f"{OPAQUE} is faster."]


def test_invisible_marks_neither_end_nor_join() -> None:
    text = f"The {INVISIBLE}end.{INVISIBLE} {INVISIBLE}Then{INVISIBLE} more."
    assert [part.replace(INVISIBLE, "") for part in sentences(text)] == ["The end.", "Then more."]


def test_no_tokens_no_sentences() -> None:
    assert split("", []) == []
