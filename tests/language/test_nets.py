"""What the nets see, against what it means."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.language import nets
from copydesk.language.nets import gathered, padded, windows

LENGTHS = st.lists(st.integers(1, 6), max_size=6)


@settings(max_examples=60, deadline=None)
@given(LENGTHS, st.integers(1, 4))
def test_padded_words_see_their_own_sentence_and_nothing_else(lengths: list[int], reach: int) -> None:
    begins = np.repeat(np.cumsum([0, *lengths])[:-1], lengths)
    ends = begins + np.repeat(np.array(lengths, np.intp), lengths)
    places, codes = padded(np.arange(len(begins)) + 1, begins, 0, reach)
    for word, (begin, end) in enumerate(zip(begins.tolist(), ends.tolist(), strict=True)):
        for distance in range(-reach, reach + 1):
            other = word + distance
            assert codes[places[word] + distance] == (other + 1 if begin <= other < end else 0)


@settings(max_examples=60, deadline=None)
@given(st.data(), st.integers(1, 3), st.integers(1, 12))
def test_gathered_rows_are_added_up(data: st.DataObject, tables: int, count: int) -> None:
    sizes = data.draw(st.lists(st.integers(1, 5), min_size=tables, max_size=tables))
    rows = [st.lists(st.integers(0, size - 1), min_size=count, max_size=count) for size in sizes]
    columns = [np.array(data.draw(places)) for places in rows]
    values = [np.arange(size * 2, dtype=np.float32).reshape(size, 2) for size in sizes]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nets, "STRETCH", 5)
        found = gathered(values, columns)
    assert found.tolist() == [
        sum(table[column[row]] for table, column in zip(values, columns, strict=True)).tolist() for row in range(count)
    ]


def test_windows_are_rows_side_by_side() -> None:
    vectors = np.arange(10, dtype=np.float32).reshape(5, 2)
    assert windows(vectors, 3).tolist() == [vectors[row : row + 3].reshape(-1).tolist() for row in range(3)]
