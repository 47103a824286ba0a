"""Words as the context models see them: the number of a frequent word, else of the class its ending and shape make."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int32]

SUFFIXES = (
    *(
        "tion",
        "sion",
        "ness",
        "ment",
        "able",
        "ible",
        "less",
        "ship",
        "hood",
        "ance",
        "ence",
        "ing",
        "ity",
        "ous",
        "ive",
    ),
    *("est", "ist", "ism", "ful", "age", "ate", "ize", "ise", "ify", "ed", "ly", "al", "ic", "er", "or", "es", "en"),
    *("s", "y", "a", "o", "i", "n"),
)
_YEAR, _ONE_DIGIT, _TWO_DIGITS, _DIGITS, _PERCENT, _DECIMAL, _MIXED, MARK, FIRST_SUFFIX = range(9)
CASES = 3  # lower, Capitalised, ALL CAPITALS
ALL_CAPITALS = 2
REMEMBERED = 200_000  # words whose numbers are kept
CLASSES = FIRST_SUFFIX + CASES * (len(SUFFIXES) + 2)
_SUFFIX_NUMBERS = {suffix: number for number, suffix in enumerate(SUFFIXES)}
_SUFFIX_SIZES = sorted({len(suffix) for suffix in SUFFIXES}, reverse=True)


def case_of(word: str) -> int:
    """0 for lower case and what has no case, 1 for a capital first, 2 for two capitals and more."""
    if not word[:1].isupper():
        return 0
    return ALL_CAPITALS if len(word) > 1 and word.isupper() else 1


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
    for size in _SUFFIX_SIZES:
        if len(lower) > size + 2 and (number := _SUFFIX_NUMBERS.get(lower[-size:])) is not None:
            return FIRST_SUFFIX + CASES * number + case
    return FIRST_SUFFIX + CASES * len(SUFFIXES) + case


class WordTable:
    """Numbers words: 0 … len(vocabulary) - 1 for the vocabulary, then the classes, then PAD and MASK."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.numbers: Mapping[str, int] = {word: number for number, word in enumerate(vocabulary)}
        self.first_class = len(vocabulary)
        self.pad = self.first_class + CLASSES
        self.mask = self.pad + 1
        self.size = self.mask + 1
        self._remembered: dict[str, int] = {}

    def look_up(self, words: Sequence[str]) -> tuple[Ids, NDArray[np.int8]]:
        """The number and the case of each word.

        A word in capitals has a number of its own if it is frequent as such ("US"), else that of the word ("WAR").
        """
        remembered = self._remembered
        if len(remembered) > REMEMBERED:
            remembered.clear()
        get, work_out = remembered.get, self._work_out
        both = np.array([get(word) or work_out(word) for word in words], dtype=np.int32)
        return both // CASES - 1, (both % CASES).astype(np.int8)

    def _work_out(self, word: str) -> int:
        case, plain = case_of(word), word.replace("’", "'")
        lower = plain.lower()
        number = self.numbers.get(plain) if case == ALL_CAPITALS else None
        if number is None:
            number = self.numbers.get(lower)
        if number is None:
            number = self.first_class + class_of(word, lower)
        result = self._remembered[word] = (number + 1) * CASES + case
        return result
