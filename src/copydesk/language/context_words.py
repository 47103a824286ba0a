"""Words as the context models see them: the number of a frequent word, or of the class its ending and shape put it in."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int32]

SUFFIXES = (
    "tion sion ness ment able ible less ship hood ance ence ing ity ous ive est ist ism ful age ate ize ise ify "
    "ed ly al ic er or es en s y a o i n"
).split()
_YEAR, _ONE_DIGIT, _TWO_DIGITS, _DIGITS, _PERCENT, _DECIMAL, _MIXED, MARK, FIRST_SUFFIX = range(9)
CASES = 3  # lower, Capitalised, ALL CAPITALS
CLASSES = FIRST_SUFFIX + CASES * (len(SUFFIXES) + 2)
_BY_LENGTH = tuple((index, suffix, len(suffix) + 2) for index, suffix in enumerate(SUFFIXES))


def case_of(word: str) -> int:
    """0 for lower case and what has no case, 1 for a capital first, 2 for two capitals and more."""
    if not word[:1].isupper():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1


def class_of(word: str, lower: str) -> int:
    """The class of a word that is not among the frequent ones: 0 ≤ class < CLASSES."""
    if any(map(str.isdigit, lower)):
        if lower.isdigit():
            if len(lower) == 4 and lower[0] in "12":
                return _YEAR
            return (_ONE_DIGIT, _TWO_DIGITS, _DIGITS)[min(len(lower), 3) - 1]
        if lower[-1] == "%":
            return _PERCENT
        return _DECIMAL if lower.replace(",", "").replace(".", "").isdigit() else _MIXED
    if not any(map(str.isalpha, lower)):
        return MARK
    case = case_of(word)
    if "-" in lower:
        return FIRST_SUFFIX + CASES * (len(SUFFIXES) + 1) + case
    for index, suffix, least in _BY_LENGTH:
        if len(lower) > least and lower.endswith(suffix):
            return FIRST_SUFFIX + CASES * index + case
    return FIRST_SUFFIX + CASES * len(SUFFIXES) + case


class WordTable:
    """Numbers words: 0 … len(vocabulary) - 1 for the vocabulary, then the classes, then PAD and MASK."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.numbers: Mapping[str, int] = {word: number for number, word in enumerate(vocabulary)}
        self.first_class = len(vocabulary)
        self.pad = self.first_class + CLASSES
        self.mask = self.pad + 1
        self.size = self.mask + 1

    def ids(self, words: Sequence[str], lower: Sequence[str]) -> Ids:
        """The number of each word; `lower` is the lower-cased text with straight apostrophes."""
        found = list(map(self.numbers.get, lower))
        first = self.first_class
        return np.array(
            [
                number if number is not None else first + class_of(words[place], lower[place])
                for place, number in enumerate(found)
            ],
            dtype=np.int32,
        )


def cases(words: Sequence[str]) -> NDArray[np.int8]:
    """case_of() each word."""
    return np.array([0 if word.islower() else case_of(word) for word in words], dtype=np.int8)
