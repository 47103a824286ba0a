"""Word vectors for the tagger: which words stand in the same places, counted over running text.

A word's counts over the 1,500 commonest words at each of the four places around it (-2, -1, +1, +2) become positive
pointwise mutual information, and a truncated singular value decomposition of that makes the vectors. No model, no
sampling: the same texts give the same vectors. numpy only.
"""

import lzma
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from copydesk.language.sentences import split
from copydesk.language.shapes import normal
from copydesk.language.tokens import tokenize, word_of

CONTEXTS = 1500
PLACES = (-2, -1, 1, 2)


def sentences_of(paths: Iterable[Path]) -> Iterator[list[str]]:
    """The sentences of texts (.txt.xz, a paragraph a line) as words."""
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                tokens = tokenize(line, 0, len(line))
                words = [word_of(line, start, end) for start, end in tokens]
                for first, last in split(line, tokens):
                    yield words[first:last]


def vectors(
    sentences: Iterable[list[str]], size: int, least: int, most: int
) -> tuple[list[str], npt.NDArray[np.float32]]:
    """The commonest normal forms, at most `most` that occur `least` times, and a unit vector of `size` for each."""
    counts: Counter[str] = Counter()
    numbers: dict[str, int] = {}
    stream: list[int] = []
    for words in sentences:
        forms = [normal(word) for word in words]
        counts.update(forms)
        stream += [numbers.setdefault(form, len(numbers)) for form in forms]
        stream += [-1, -1]
    order = [form for form, count in counts.most_common(most) if count >= least]
    rank = np.full(len(numbers) + 1, len(order), np.int64)  # the last one is the -1 between sentences
    for place, form in enumerate(order):
        rank[numbers[form]] = place
    ids = rank[np.array(stream, np.int64)]
    ids[np.array(stream, np.int64) < 0] = len(order)
    table = np.zeros((len(order), CONTEXTS * len(PLACES)), np.float32)
    for column, place in enumerate(PLACES):
        here, there = (ids[-place:], ids[:place]) if place < 0 else (ids[:-place], ids[place:])
        kept = (here < len(order)) & (there < CONTEXTS)
        cells = np.bincount(here[kept] * CONTEXTS + there[kept], minlength=len(order) * CONTEXTS)
        table[:, column * CONTEXTS : (column + 1) * CONTEXTS] = cells.reshape(len(order), CONTEXTS)
    return order, _reduce(_mutual_information(table), size)


def _mutual_information(table: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    rows = table.sum(1, keepdims=True) + 1e-6
    columns = table.sum(0, keepdims=True) ** 0.75
    columns *= table.sum() / columns.sum()
    with np.errstate(divide="ignore"):
        np.log(table * table.sum() / rows / (columns + 1e-6), out=table)
    np.maximum(table, 0, out=table)
    return table


def _reduce(table: npt.NDArray[np.float32], size: int) -> npt.NDArray[np.float32]:
    generator = np.random.default_rng(1)
    sketch = table @ generator.standard_normal((table.shape[1], size + 20)).astype(np.float32)
    for _ in range(4):
        sketch, _ = np.linalg.qr(table @ (table.T @ sketch))
    _, values, right = np.linalg.svd(sketch.T @ table, full_matrices=False)
    result = table @ right[:size].T / np.sqrt(values[:size])
    return (result / (np.linalg.norm(result, axis=1, keepdims=True) + 1e-6)).astype(np.float32)
