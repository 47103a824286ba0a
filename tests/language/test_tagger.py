"""The tagger: what it must know, and that words of other sentences never matter."""

from itertools import accumulate
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.language import tagger as module
from copydesk.language.shapes import last_part, normal, shape
from copydesk.language.tagger import READINGS, TAGS, tagger
from copydesk.text.mask import OPAQUE

FIXTURES = Path(__file__).parents[2] / "fixtures" / "language"
LINES = [line for line in (FIXTURES / "tagged.txt").read_text("utf-8").splitlines() if line and line[0] != "#"]
SENTENCES = [[tuple(pair.rsplit("/", 1)) for pair in line.split()] for line in LINES]
WORDS = st.sampled_from(sorted({word for pairs in SENTENCES for word, _ in pairs})) | st.text(min_size=1, max_size=8)


def document(sentences: list[list[str]]) -> tuple[list[str], list[int]]:
    starts = [0, *accumulate(len(words) for words in sentences)][:-1]
    return [word for words in sentences for word in words], starts


@pytest.mark.parametrize("pairs", SENTENCES, ids=LINES)
def test_knows_a_sentence(pairs: list[tuple[str, str]]) -> None:
    words = [word for word, _ in pairs]
    assert list(zip(words, tagger().tag(words, [0]).tags, strict=True)) == pairs


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=12), min_size=1, max_size=8))
def test_a_document_is_tagged_as_its_sentences_are(sentences: list[list[str]]) -> None:
    words, starts = document(sentences)
    together = tagger().tag(words, starts).probabilities
    apart = np.concatenate([tagger().tag(sentence, [0]).probabilities for sentence in sentences])
    assert np.abs(together - apart).max() < 1e-4  # the order of additions differs, nothing else


def test_pieces_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    words, starts = document([[word for word, _ in pairs] for pairs in SENTENCES * 3])
    whole = tagger().tag(words, starts)
    monkeypatch.setattr(module, "PIECE", 25)
    pieces = tagger().tag(words, starts)
    assert pieces.tags == whole.tags
    assert np.abs(pieces.probabilities - whole.probabilities).max() < 1e-4


def test_the_same_words_have_the_same_tags_again() -> None:
    words, starts = document([[word for word, _ in pairs] for pairs in SENTENCES])
    first, second = tagger().tag(words, starts), tagger().tag(words, starts)
    assert first.tags == second.tags
    assert (first.probabilities == second.probabilities).all()


def test_probabilities_are_a_distribution_whose_peak_is_the_tag() -> None:
    words, starts = document([[word for word, _ in pairs] for pairs in SENTENCES])
    result = tagger().tag(words, starts)
    assert result.probabilities.shape == (len(words), len(TAGS))
    assert np.allclose(result.probabilities.sum(1), 1, atol=1e-4)
    assert [TAGS[best] for best in result.probabilities.argmax(1)] == result.tags


def test_masked_content_is_a_noun() -> None:
    words = ["Run", OPAQUE * 7, "before", "you", "call", OPAQUE, "."]
    tags = tagger().tag(words, [0]).tags
    assert (tags[1], tags[5]) == ("NN", "NN")


def test_quotation_marks_and_apostrophes_may_be_straight_or_curly() -> None:
    straight = ["She", "said", ":", '"', "I", "do", "n't", "know", "Anna", "'s", "aunt", ".", '"']
    curly = ["She", "said", ":", "“", "I", "do", "n’t", "know", "Anna", "’s", "aunt", ".", "”"]
    assert tagger().tag(straight, [0]).tags == tagger().tag(curly, [0]).tags


def test_no_words_no_tags() -> None:
    result = tagger().tag([], [])
    assert result.tags == []
    assert result.probabilities.shape == (0, len(TAGS))


def test_every_reading_is_a_tag() -> None:
    assert set(READINGS) < set(TAGS)
    assert len(set(TAGS)) == len(TAGS)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("the", "x"), ("London", "Xx"), ("U.S.", "X.X."), ("iPhone", "xXx"), ("2nd", "0x"), ("a", "x1"), ("NATO", "X")],
)
def test_shapes(word: str, expected: str) -> None:
    assert shape(word) == expected


def test_normal_forms_have_straight_quotes_and_no_digits() -> None:
    assert normal("O’Neill’s") == "o'neill's"
    assert normal("B-52") == "b-00"
    assert last_part("well-known") == "known"
    assert last_part("known") == "known"
