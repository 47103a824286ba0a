"""The net that says how learners' sentences would be repaired."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.errors import ModelError
from copydesk.language.context import context
from copydesk.language.first_look import FirstLook
from copydesk.language.repairs import DOUBTFUL, SHORT, Repairs, likely, repairs
from copydesk.language.tagger import tagger

WORDS = st.lists(
    st.sampled_from(["the", "a", "many", "student", "students", "goes", "go", "it", "has", ",", ".", "Zyx", "12"]),
    min_size=1,
    max_size=12,
)
FAULTY = ["They", "wants", "to", "know", "what", "book", "will", "stimulated", "our", "mind", "."]

WHOLE = (0, len(FAULTY))


@given(st.lists(WORDS, min_size=1, max_size=4))
def test_a_sentence_is_judged_by_itself(sentences: list[list[str]]) -> None:
    together = repairs().scores(sentences)
    alone = np.concatenate([repairs().scores([sentence]) for sentence in sentences])
    assert np.allclose(together, alone, atol=1e-3)


def test_the_repairs_of_a_sentence_name_words_of_it() -> None:
    (found,) = repairs().judge([FAULTY], 2.0)
    assert ("form", "VB") in {(repair.kind, repair.what) for repair in found if FAULTY[repair.index] == "stimulated"}
    assert all(repair.log_odds >= 2.0 for repair in found)


@given(st.floats(0.001, 0.2), st.floats(1.0, 4.0))
def test_the_more_is_wrong_the_more_is_believed(share: float, factor: float) -> None:
    few, more = (
        {(one.index, one.kind, one.what): one.log_odds for one in likely(FAULTY, [WHOLE], FirstLook([some], {}))}
        for some in (share, share * factor)
    )
    assert few.keys() <= more.keys()
    assert all(more[key] >= odds - 1e-6 for key, odds in few.items())


def test_a_careful_sentence_of_a_long_text_is_not_read() -> None:
    words = FAULTY * (SHORT // len(FAULTY) + 1)
    sentences = [(first, first + len(FAULTY)) for first in range(0, len(words), len(FAULTY))]
    shares = [0.2] + [DOUBTFUL / 2] * (len(sentences) - 1)
    assert {repair.index // len(FAULTY) for repair in likely(words, sentences, FirstLook(shares, {}))} == {0}


def test_sure_repairs_are_read_instead_of_what_stands_there() -> None:
    plain = likely(FAULTY, [WHOLE], FirstLook([0.1], {}))
    mended = likely(FAULTY, [WHOLE], FirstLook([0.1], {FAULTY.index("stimulated"): "stimulate"}))
    place = FAULTY.index("stimulated")
    assert any(repair.index == place for repair in plain)
    assert not any(repair.index == place for repair in mended)


def test_a_heading_is_not_read() -> None:
    assert likely(FAULTY, [WHOLE], FirstLook([0.0], {})) == []


def test_a_damaged_model_is_named(tmp_path: Path) -> None:
    path = tmp_path / "repairs.npz"
    path.write_bytes(b"nothing")
    with pytest.raises(ModelError):
        Repairs(context().table, tagger(), path)
