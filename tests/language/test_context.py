"""Words and commas in context: clear cases, and laws that hold for any words."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.errors import ModelError
from copydesk.language.context import MODEL, Context, Reading, Suspicion, context
from copydesk.language.context_commas import KINDS
from copydesk.language.context_gaps import surroundings
from copydesk.language.sentences import split
from copydesk.language.tokens import tokenize


def read(text: str) -> tuple[Reading, list[str]]:
    spans = tokenize(text, 0, len(text))
    words = [text[start:end] for start, end in spans]
    return context().read(words, lowered(words), split(text, spans)), words


def lowered(words: list[str]) -> list[str]:
    return [word.lower().replace("’", "'") for word in words]


def repaired(text: str) -> str:
    """The words of the text with every confusion put right."""
    reading, words = read(text)
    for suspicion in reversed(reading.confusions()):
        words[suspicion.first : suspicion.last] = [suspicion.alternative]
    return " ".join(words)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("The committee said there proposal would be ready next week.", "said their proposal"),
        ("The harbour is much deeper then the river that feeds it.", "deeper than the river"),
        ("The council lost it's way after the election.", "its way"),
        ("They would of called us if the train had been late.", "would have called"),
        ("The company is worried about loosing its best customers.", "about losing its"),
        ("Please send me a copy form the library.", "copy from the library"),
        ("Nobody knows weather the bridge will open this year.", "knows whether the bridge"),
        ("The minister who's office was searched denied everything.", "whose office"),
        ("Its a pity that the museum is closed on Mondays.", "it's a pity"),
        ("He was one of the first people too cross the desert.", "people to cross"),
        ("Nobody could of known that the road was closed.", "could have known"),
        ("She has been working their since the summer.", "working there since"),
        ("The soup was to hot to eat.", "was too hot"),
    ],
)
def test_wrong_word_is_found(text: str, part: str) -> None:
    assert part in repaired(text)


@pytest.mark.parametrize(
    "text",
    [
        "The committee said their proposal would be ready next week.",
        "There is no reason to believe that they're wrong about it.",
        "First we went to the market, and then we walked home.",
        "It's clear that the dog has lost its collar.",
        "Whose turn is it, and who's going to pay?",
        "The effect of the new law on prices was smaller than expected.",
        "She led the team past the guards and passed the ball.",
        "You're welcome to bring your friends, too.",
        "He turned off the lights at the end of the evening.",
        "The principal spoke about the principles of the school.",
    ],
)
def test_right_words_are_left_alone(text: str) -> None:
    assert read(text)[0].confusions() == []


def test_suspicion_says_what_and_where() -> None:
    reading, words = read("All of that is true. The players left there shoes in the hall.")
    (found,) = reading.confusions()
    assert (words[found.first : found.last], found.alternative, found.kind) == (["there"], "their", "there>their")
    assert found.log_odds > 5


@pytest.mark.parametrize(
    ("text", "before", "kind"),
    [
        ("However the committee rejected the plan on Friday.", "the", "opening"),
        ("After the war ended the family moved to a small town in the north.", "the family", "opening"),
    ],
)
def test_missing_comma_is_found(text: str, before: str, kind: str) -> None:
    reading, words = read(text)
    found = reading.commas()
    assert [(" ".join(words[one.first :]).startswith(before), one.kind) for one in found] == [(True, kind)]
    assert all(one.first == one.last and one.alternative == "," for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "However, the committee rejected the plan on Friday.",
        "After the war ended, the family moved to a small town in the north.",
        "The people who live in the village know the road well.",
        "The report that was published yesterday says nothing about prices.",
        "The house and the garden were sold to a bank.",
    ],
)
def test_commas_that_need_no_company(text: str) -> None:
    assert read(text)[0].commas() == []


SERIES = "The shop sells apples, pears, plums and cherries."
SERIAL = " ".join(
    (
        "We saw horses, cows, and sheep.",
        "The flag is red, white, and blue.",
        "Students study physics, chemistry, and biology.",
        "The company has offices in London, Paris, and Rome.",
    )
)


def test_serial_comma_is_a_matter_of_style() -> None:
    alone, words = read(SERIES)
    assert alone.commas() == []
    (found,) = alone.commas(serial=True)
    assert (words[found.first], found.kind) == ("and", "series")
    assert [one.kind for one in read(f"{SERIAL} {SERIES}")[0].commas()] == ["series"]
    assert read(SERIAL.replace(", and", " and") + " " + SERIES)[0].commas() == []


def test_comma_odds_tell_likely_commas_from_unlikely_ones() -> None:
    reading, words = read("However, the committee, rejected the plan.")
    likely, unlikely, impossible = reading.comma_odds([words.index("the"), words.index("rejected"), 0])
    assert likely > 0 > -3 > unlikely
    assert impossible == 0


def test_comma_between_subject_and_verb_is_too_much() -> None:
    reading, words = read("The bridge across the river, was closed.")
    (found,) = reading.commas()
    assert (words[found.first : found.last], found.alternative, found.kind) == ([","], "", "superfluous")
    assert read("The bridge, which is old, was closed.")[0].commas() == []


def test_nothing_in_nothing_out() -> None:
    reading = context().read([], [], [])
    assert reading.confusions() == reading.commas() == reading.comma_odds([]) == []


@pytest.mark.parametrize("damage", ["cut", "other", "gone", "missing array"])
def test_damaged_model_is_reported(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "context.npz"
    if damage == "cut":
        path.write_bytes(MODEL.read_bytes()[:5000])
    elif damage == "other":
        path.write_bytes(b"not a model")
    elif damage == "missing array":
        np.savez(path, vocabulary=np.frombuffer(b"a\nb", dtype=np.uint8))
    with pytest.raises(ModelError) as error:
        Context(path)
    assert str(path) in str(error.value)


WORDS = ("the", "there", "they", "'re", "you", "your", "its", "it", "'s", ",", "However", "and", "dog", "1999", "US",
         "went", "home", "whose", "may", "be", "(", ".", "“", "zxqvy", "OPEN", "\ufffc", "to", "two")  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), max_size=6))
def test_sentences_are_judged_by_themselves(sentences: list[list[str]]) -> None:
    words = [word for sentence in sentences for word in sentence]
    ends = np.cumsum([len(sentence) for sentence in sentences]).tolist()
    ranges = list(zip([0, *ends], ends, strict=False))
    reading = context().read(words, lowered(words), ranges)
    confusions, commas = reading.confusions(), reading.commas(serial=True)
    for found in (confusions, commas):
        assert [one.first for one in found] == sorted(one.first for one in found)
        assert all(any(a <= one.first <= one.last <= b for a, b in ranges) for one in found)
    assert all(one.first < one.last and words[one.last - 1] != "," for one in confusions)
    missing = [one for one in commas if one.kind != "superfluous"]
    assert all(one.kind in KINDS and one.alternative == "," != words[one.first - 1] for one in missing)
    assert all(words[one.first : one.last] == [","] for one in commas if one not in missing)
    alone = [moved(one, first) for first, last in ranges for one in read_words(words[first:last])]
    assert [(one.first, one.last, one.alternative) for one in alone] == [
        (one.first, one.last, one.alternative) for one in confusions
    ]


def read_words(words: list[str]) -> list[Suspicion]:
    return context().read(words, lowered(words), [(0, len(words))]).confusions()


def moved(one: Suspicion, by: int) -> Suspicion:
    return Suspicion(one.first + by, one.last + by, one.alternative, one.log_odds, one.kind)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), min_size=1, max_size=6))
def test_the_comma_model_sees_what_it_was_trained_on(sentences: list[list[str]]) -> None:
    words = [word for sentence in sentences for word in sentence]
    ends = np.cumsum([len(sentence) for sentence in sentences]).tolist()
    model = context().commas
    text, _, gaps = context().read(words, lowered(words), list(zip([0, *ends], ends, strict=False)))._gaps
    features = np.empty((len(gaps), len(model._layers[0][0])), np.float32)
    if not len(gaps):
        return
    model._describe(text, gaps, features)
    seen = surroundings(text, gaps, model._pad)
    words_round = (model._words[seen.words] + model._cases[seen.cases]).reshape(len(gaps), -1)
    anchors = model._words[seen.anchors].reshape(len(gaps), -1)
    bags = [model._bag[text.ids[a:b]].sum(0) / 4 for a, b in zip(seen.left, seen.gaps, strict=True)]
    slow = np.concatenate((words_round, anchors, seen.scalars, np.array(bags)), axis=1)
    assert np.allclose(features[:, : slow.shape[1]], slow, atol=1e-4)
