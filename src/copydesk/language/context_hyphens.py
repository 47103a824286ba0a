"""Hyphens between two words that stand before a third: "long term plan" → "long-term plan", but "in the long term"."""

import numpy as np
import numpy.typing as npt

from copydesk.language.context_file import ContextFile, Floats
from copydesk.language.context_words import CASES

REACH = 3  # words on either side of the pair

Numbers = npt.NDArray[np.int64]
Ids = npt.NDArray[np.int32]
Cases = npt.NDArray[np.int8]


class Hyphens:
    """How likely a hyphen is between the words of a pair, for the pairs that edited English writes with one."""

    def __init__(self, file: ContextFile, pad: int, words: Floats) -> None:
        """`words` are the vectors of another model of the file, which this one shares; `pad` is one of their rows."""
        self._pad, self._words = pad, words
        self._pairs = file.array("hyphens.pairs").astype(np.int64)  # sorted: first * rows of `words` + second
        self._leaning = file.floats("hyphens.leaning")
        self._first, self._first_bias = file.floats("hyphens.first"), file.floats("hyphens.first.bias")
        self._last, self._last_bias = file.floats("hyphens.last"), file.floats("hyphens.last.bias")
        self.threshold = float(file.floats("hyphens.threshold")[0])

    def judge(self, ids: Ids, cases: Cases, begins: Numbers, ends: Numbers) -> list[tuple[int, float]]:
        """(first token of a pair, log-odds) where a hyphen is missing, in order."""
        if len(ids) < 2 or not len(self._pairs):
            return []
        keys = ids[:-1].astype(np.int64) * len(self._words) + ids[1:]
        rows = np.minimum(np.searchsorted(self._pairs, keys), len(self._pairs) - 1)
        usable = (self._pairs[rows] == keys) & (cases[1:] == 0) & (np.arange(1, len(ids)) < ends[:-1])
        usable &= (cases[:-1] == 0) | ((cases[:-1] == 1) & (begins[:-1] == np.arange(len(ids) - 1)))
        first = np.nonzero(usable)[0]
        if not len(first):
            return []
        features = surroundings(self._words, self._pad, ids, cases, first, first + 2, begins[first], ends[first])
        pair = self._words[ids[first]], self._words[ids[first + 1]]
        hidden = np.maximum(np.concatenate((*pair, features), axis=1) @ self._first + self._first_bias, 0)
        odds = (hidden @ self._last + self._last_bias)[:, 0] + self._leaning[rows[first]]
        return [(int(first[row]), float(odds[row])) for row in np.nonzero(odds >= self.threshold)[0].tolist()]


def surroundings(
    words: Floats, pad: int, ids: Ids, cases: Cases, first: Numbers, last: Numbers, begins: Numbers, ends: Numbers
) -> Floats:
    """Vectors and cases of the REACH words before `first` and from `last` on, side by side."""
    parts: list[Floats] = []
    for offset in (*range(-REACH, 0), *range(REACH)):
        place = first + offset if offset < 0 else last + offset
        inside = (place >= begins) & (place < ends)
        place = np.where(inside, place, 0)
        parts.append(words[np.where(inside, ids[place], pad)])
        shape = np.where(inside, cases[place], 0)
        parts.append((shape[:, None] == np.arange(1, CASES)).astype(np.float32))
    return np.concatenate(parts, axis=1)
