"""What the nets of this floor have in common: they look at the words around a place, all places of a text at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.intp]
STRETCH = 1_000  # rows that are added up at once, so that they stay in the processor's cache


def gathered(tables: Sequence[Floats], columns: Sequence[Rows]) -> Floats:
    """For each row the sum of what the columns name: column k holds places of rows of table k."""
    count, width = len(columns[0]), tables[0].shape[1]
    result, moved = np.empty((count, width), np.float32), np.empty((min(STRETCH, count), width), np.float32)
    for start in range(0, count, STRETCH):
        here = slice(start, start + STRETCH)
        part = result[here]
        # With “clip” numpy writes straight into `out`; all places are inside.
        np.take(tables[0], columns[0][here], axis=0, out=part, mode="clip")
        for table, column in zip(tables[1:], columns[1:], strict=True):
            part += np.take(table, column[here], axis=0, out=moved[: len(part)], mode="clip")
    return result


def padded(codes: Rows, begins: Rows, pad: int, reach: int) -> tuple[Rows, Rows]:
    """The places of a text's words, and their codes with `reach` times `pad` before, between and behind sentences.

    `begins` is the index at which the sentence of each word begins. What lies up to `reach` from the place of a word
    is a word of its sentence or `pad`.
    """
    index = np.arange(len(codes))
    places = index + reach * np.cumsum(begins == index)
    result = np.full(len(codes) + reach * (1 + np.count_nonzero(begins == index)), pad, np.intp)
    result[places] = codes
    return places, result


def windows(vectors: Floats, size: int) -> Floats:
    """For each row the vectors of it and of those after it, `size` in all, side by side; a view of the vectors."""
    width = vectors.shape[1]
    view: Floats = np.lib.stride_tricks.sliding_window_view(vectors.reshape(-1), size * width)[::width]
    return view
