"""Part-of-speech tags: a small convolutional net over whole documents, in numpy, with weights of eight bits.

A word is what its normal form, its affixes, its shape and the tags the lexicon allows it say; the net sees two words to
either side and, in a second step, one more. The weights are made by training/tagger.py from English Web Treebank and GUM
(and word vectors from openly licensed running text); NOTICE names the sources.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from copydesk.language.lexicon import lexicon
from copydesk.language.shapes import last_part, normal, shape
from copydesk.text.mask import OPAQUE

TAGS: tuple[str, ...] = (
    *("NN", "IN", "DT", "NNP", "JJ", "PRP", "RB", ".", "NNS", ",", "VB", "CC", "VBD", "VBP", "VBZ", "CD", "VBN", "VBG"),
    *("TO", "MD", "PRP$", "-RRB-", "-LRB-", ":", "WDT", "WRB", "``", "HYPH", "''", "POS", "WP", "RP", "NNPS", "UH"),
    *("JJR", "JJS", "EX", "RBR", "NFP", "SYM", "FW", "$", "GW", "ADD", "PDT", "RBS", "LS", "AFX", "WP$"),
)
READINGS: tuple[str, ...] = (
    *(
        "NN",
        "NNS",
        "NNP",
        "NNPS",
        "VB",
        "VBP",
        "VBZ",
        "VBD",
        "VBN",
        "VBG",
        "MD",
        "JJ",
        "JJR",
        "JJS",
        "RB",
        "RBR",
        "RBS",
    ),
    *("IN", "DT", "PDT", "WDT", "PRP", "PRP$", "WP", "WP$", "WRB", "CC", "CD", "EX", "RP", "TO", "UH", "FW", "POS"),
)
AFFIXES: tuple[tuple[str, slice], ...] = (
    ("suffix4", slice(-4, None)),
    ("suffix3", slice(-3, None)),
    ("suffix2", slice(-2, None)),
    ("prefix3", slice(None, 3)),
)
PIECE = 4000  # words tagged at a time

_PATH = Path(__file__).parent / "models" / "tagger.npz"
_READING_INDEX = {tag: index for index, tag in enumerate(READINGS)}

Floats = npt.NDArray[np.float32]


class TagResult:
    """The tags of a sequence of words, best first of all that the net thought of."""

    def __init__(self, scores: Floats) -> None:
        self._scores = scores

    @cached_property
    def tags(self) -> list[str]:
        """One Penn tag a word."""
        return [TAGS[best] for best in self._scores.argmax(1).tolist()]

    @cached_property
    def probabilities(self) -> Floats:
        """n × len(TAGS), rows adding up to 1; worked out when first asked for."""
        powers = np.exp(self._scores - self._scores.max(1, keepdims=True, initial=0))
        result: Floats = powers / powers.sum(1, keepdims=True)
        return result


class Features:
    """Words to numbers: rows of the embedding tables, and the readings of the lexicon as zeros and ones.

    `vocabulary` maps the name of a table ("word", the affixes, "shape") to its entries, which count from 1; 0 is what is
    not listed. `readings` gives the tags that a word can have, nothing for an unknown one.
    """

    def __init__(self, vocabulary: dict[str, list[str]], readings: Callable[[str], frozenset[str]]) -> None:
        self._tables = {
            name: dict(zip(entries, range(1, len(entries) + 1), strict=True)) for name, entries in vocabulary.items()
        }
        self._readings = readings

    def ids(self, words: Sequence[str]) -> npt.NDArray[np.int32]:
        """n × (word, affixes, shape)."""
        known, shapes = self._tables["word"], self._tables["shape"]
        affixes = [(self._tables[name], cut) for name, cut in AFFIXES]
        rows = []
        for word in words:
            form = normal(word)
            number = known.get(form, 0) or known.get(last_part(form), 0)
            rows.append((number, *[table.get(form[cut], 0) for table, cut in affixes], shapes.get(shape(word), 0)))
        return np.array(rows, np.int32).reshape(-1, len(affixes) + 2)

    def readings(self, words: Sequence[str]) -> Floats:
        """n × 2 (len(READINGS) + 1): what the word can be as written and in small letters; the last column: unknown."""
        width = len(READINGS) + 1
        result = np.zeros((len(words), 2 * width), np.float32)
        for row, word in enumerate(words):
            for offset, form in ((0, word), (width, word.lower())):
                tags = self._readings(form) or self._readings(last_part(form))
                for tag in tags:
                    if tag in _READING_INDEX:
                        result[row, offset + _READING_INDEX[tag]] = 1
                if not tags:
                    result[row, offset + width - 1] = 1
        return result


class Tagger:
    """The net and its vocabulary. Tagging is deterministic, and words of other sentences never matter."""

    def __init__(self, weights: dict[str, npt.NDArray[np.generic]], readings: Callable[[str], frozenset[str]]) -> None:
        """`weights` as training/tagger.py writes them; `readings`: the Penn tags a word can have, empty if unknown."""
        names = ("word", *(name for name, _ in AFFIXES), "shape")
        self._features = Features(
            {name: weights[f"{name}.entries"].tobytes().decode("utf-8").split("\n") for name in names}, readings
        )
        self._tables = [(weights[f"{name}.table"], weights[f"{name}.scale"].astype(np.float32)) for name in names]
        self._readings = _dense(weights, "readings")
        self._first = _dense(weights, "first")  # features → 5 × hidden (the places -2 .. +2), then the way round
        self._second = _dense(weights, "second").reshape(3, -1, weights["second.scale"].shape[-1])
        self._last = _dense(weights, "last")
        self._first_bias, self._second_bias, self._last_bias = (
            weights[f"{name}.bias"].astype(np.float32) for name in ("first", "second", "last")
        )

    def tag(self, words: Sequence[str], sentence_starts: Sequence[int]) -> TagResult:
        """The tags of the words of a document; `sentence_starts` are the indices at which its sentences start, ascending.

        Words are tokens as `tokenize` makes them, without INVISIBLE. A token that is masked content (OPAQUE) is a noun.
        """
        starts = [0, *(start for start in sentence_starts if start > 0)]
        scores = np.empty((len(words), len(TAGS)), np.float32)
        first = 0
        for index in range(1, len(starts) + 1):
            end = starts[index] if index < len(starts) else len(words)
            if end == len(words) or end - starts[first] >= PIECE:
                begin = starts[first]
                scores[begin:end] = self._scores(words[begin:end], [start - begin for start in starts[first:index]])
                first = index
        return TagResult(scores)

    def _scores(self, words: Sequence[str], starts: Sequence[int]) -> Floats:
        numbers: dict[str, int] = {}
        places = np.array([numbers.setdefault(word, len(numbers)) for word in words], np.int64)
        types = self._types(list(numbers))  # one row of zeros more, for what stands between sentences
        sentence = np.zeros(len(words), np.int64)
        sentence[list(starts[1:])] = 1
        rows = np.arange(len(words)) + 2 * np.cumsum(sentence) + 2
        padded = np.full(rows[-1] + 3 if len(words) else 4, len(numbers), np.int64)
        padded[rows] = places
        hidden = len(self._first_bias)
        size = len(padded) - 4
        one = types[padded[:size], :hidden]
        for place in range(1, 5):
            one += types[padded[place : place + size], place * hidden : (place + 1) * hidden]
        one += self._first_bias
        np.maximum(one, 0, out=one)
        one[padded[2:-2] == len(numbers)] = 0
        two = types[padded[2:-2], 5 * hidden :]
        two += self._second_bias
        two += one @ self._second[1]
        two[1:] += one[:-1] @ self._second[0]
        two[:-1] += one[1:] @ self._second[2]
        np.maximum(two, 0, out=two)
        scores: Floats = two[rows - 2] @ self._last + self._last_bias
        noun = [index for index, word in enumerate(words) if word[0] == OPAQUE]
        scores[noun, 0] = scores[noun].max(1, initial=0) + 10
        return scores

    def _types(self, words: Sequence[str]) -> Floats:
        ids = self._features.ids(words)
        parts = [table[column] * scale for (table, scale), column in zip(self._tables, ids.T, strict=True)]
        parts.append(self._features.readings(words) @ self._readings)
        return np.concatenate((np.concatenate(parts, 1) @ self._first, np.zeros((1, self._first.shape[1]), np.float32)))


def _dense(weights: dict[str, npt.NDArray[np.generic]], name: str) -> Floats:
    return weights[f"{name}.table"].astype(np.float32) * weights[f"{name}.scale"].astype(np.float32)


@lru_cache(maxsize=1)
def tagger() -> Tagger:
    """The tagger that comes with copydesk; loaded once."""
    with np.load(_PATH, allow_pickle=False) as file:
        return Tagger(dict(file.items()), lexicon().tags)
