"""How well a word sits between its neighbours.

Every word belongs to a class: frequent words to one of the clusters that training found from the company they keep,
all others to the class of their ending. The model knows how much more, or less, often two classes stand side by side
than chance would have it, and knows better for some thousands of pairs of words. It is made by training/spelling.py
from openly licensed text (NOTICE names the sources).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt

from copydesk.errors import ModelError
from copydesk.language.casing import folded

_PATH = Path(__file__).parent / "models" / "spelling.npz"
BOUNDARY, NUMBER = "<s>", "<n>"
SCALE = 32.0  # the model's numbers are log10 ratios times this
# Endings that make a class of their own, the longest first; the last one holds all other words.
ENDINGS = (
    "ations", "ation", "tions", "ments", "ness", "ment", "tion", "able", "ible", "ists", "less", "sses", "ing", "ers",
    "ies", "ity", "ive", "ous", "ful", "ism", "ist", "ize", "est", "ed", "er", "es", "ly", "al", "ic", "'s", "s", "",
)  # fmt: skip

_ENDING_NUMBERS = {ending: number for number, ending in enumerate(ENDINGS)}
_ENDING_SIZES = sorted({len(ending) for ending in ENDINGS if ending}, reverse=True)


def normal(token: str) -> str:
    """The token as the model counts it: in lower case, numbers all alike, a missing one as the sentence's edge."""
    if not token:
        return BOUNDARY
    return NUMBER if token[0].isdigit() else folded(token)


def checksum(word: str) -> int:
    """What the model knows the word by."""
    return crc32(word.encode())


def ending_of(word: str) -> int:
    """Which of ENDINGS the word has."""
    for size in _ENDING_SIZES:
        if len(word) > size and (number := _ENDING_NUMBERS.get(word[-size:])) is not None:
            return number
    return len(ENDINGS) - 1


@lru_cache(maxsize=1)
def neighbours() -> Neighbours:
    """The model that comes with copydesk; loaded once."""
    return Neighbours()


class Neighbours:
    """The model. Raises ModelError if its file is missing or damaged."""

    def __init__(self, path: Path = _PATH) -> None:
        try:
            with np.load(path) as file:
                self._words = np.cumsum(file["words"], dtype=np.uint32)  # CRC-32 of each word; its place is its number
                self._classes = file["classes"]
                self._affinity: npt.NDArray[np.int8] = file["affinity"]  # [class of the left word, class of the right]
                self._pairs = np.cumsum(file["pairs"], dtype=np.uint32)  # left number * size + right number
                self._values: npt.NDArray[np.int8] = file["values"]
        except (OSError, ValueError, KeyError) as problem:
            raise ModelError(f"the spelling model cannot be read: {problem}", path=path) from problem
        self._first_ending = len(self._affinity) - len(ENDINGS)

    def fit_left(self, left: str, words: Sequence[str]) -> npt.NDArray[np.float32]:
        """For each word, the log10 of how much likelier it is after the token `left` (empty at the start of a sentence)
        than anywhere."""
        numbers, classes = self._places([normal(left), *map(str.lower, words)])
        return self._look_up(numbers[0], numbers[1:], self._affinity[classes[0], classes[1:]])

    def fit(self, left: str, words: Sequence[tuple[str, str]], right: str) -> npt.NDArray[np.float32]:
        """The same for words, or phrases, between two tokens; each by its first and its last word.

        `right` is empty at the end of a sentence.
        """
        ends = list(dict.fromkeys(chain.from_iterable(words)))
        numbers, classes = self._places([normal(left), normal(right), *map(str.lower, ends)])
        place = {end: at for at, end in enumerate(ends, 2)}
        first, last = ([place[pair[side]] for pair in words] for side in (0, 1))
        before = self._look_up(numbers[0], numbers[first], self._affinity[classes[0], classes[first]])
        return before + self._look_up(numbers[last], numbers[1], self._affinity[classes[last], classes[1]])

    def _places(self, words: Sequence[str]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.intp]]:
        """The number of each word, or -1, and its class."""
        keys = np.array([checksum(word) for word in words], np.uint32)
        at = np.minimum(np.searchsorted(self._words, keys), len(self._words) - 1)
        found = self._words[at] == keys
        classes = self._classes[at].astype(np.intp)
        for place in np.flatnonzero(~found).tolist():
            classes[place] = self._first_ending + ending_of(words[place])
        return np.where(found, at, -1), classes

    def _look_up(
        self, left: npt.NDArray[np.int64], right: npt.NDArray[np.int64], otherwise: npt.NDArray[np.int8]
    ) -> npt.NDArray[np.float32]:
        """The association of pairs of words, by their numbers; `otherwise` is that of their classes."""
        listed = (left >= 0) & (right >= 0)
        keys = np.where(listed, left * len(self._words) + right, 0).astype(np.uint32)  # of the type that is searched
        at = np.minimum(np.searchsorted(self._pairs, keys), len(self._pairs) - 1)
        found = np.where(listed & (self._pairs[at] == keys), self._values[at], otherwise)
        return np.asarray(found, np.float32) / np.float32(SCALE)
