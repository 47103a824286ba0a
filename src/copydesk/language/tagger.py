"""Part-of-speech tags: a small convolutional net over whole documents, in numpy, with weights of eight bits.

A word is what its normal form, its affixes, its shape and the tags the lexicon allows it say; the net sees two words
to either side and, in a second step, one more, and how the sentence is capitalised. The weights are made by
training/tagger.py from English Web Treebank, GUM and openly licensed text, over which a larger net taught this one;
NOTICE names them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from copydesk.language.lexicon import lexicon
from copydesk.language.nets import Floats, Rows, gathered, padded
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
SHEET, PIECE = 128_000, 2_000  # words whose kinds are looked at once; words tagged at a time
REMEMBERED = 200_000  # words whose features are kept

_PATH = Path(__file__).parent / "models" / "tagger.npz"

_NAMES = frozenset({"NNP", "NNPS"})
NAMES = [TAGS.index(tag) for tag in sorted(_NAMES)]
UNLIKE_A_NAME = 2.0  # what a word in small letters that is more than a name loses as a name; web text writes some so

Numbers = npt.NDArray[np.int64]


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
    """Words to numbers, remembered: rows of the embedding tables and of the table of what the lexicon allows.

    `vocabulary` maps the name of a table ("word", the affixes, "shape") to its entries, which count from 1; 0 is what
    is not listed. `readings` gives the tags that a word can have, nothing for an unknown one.
    """

    def __init__(self, vocabulary: dict[str, list[str]], readings: Callable[[str], frozenset[str]]) -> None:
        tables = {
            name: dict(zip(entries, range(1, len(entries) + 1), strict=True)) for name, entries in vocabulary.items()
        }
        self._known, self._shapes = tables["word"], tables["shape"]
        self._affixes = [(tables[name], cut) for name, cut in AFFIXES]
        self._readings = readings
        self._places: dict[str, int] = {}
        self._rows: Numbers = np.zeros((0, len(self._affixes) + 5), np.int64)
        self._sets: dict[frozenset[str], int] = {}
        self._sets_of_readings: dict[frozenset[str], int] = {}
        self.sets = np.zeros((0, len(READINGS) + 1), np.float32)

    def rows(self, words: Sequence[str]) -> Numbers:
        """n × (word, affixes, shape, readings as written, readings in small letters, capitals).

        Readings are numbered as in `sets`, zeros and ones.
        """
        places = self._places
        if len(places) > REMEMBERED:
            places.clear()
            self._rows = self._rows[:0]
        new = [word for word in dict.fromkeys(words) if word not in places]
        if new:
            places.update(zip(new, range(len(places), len(places) + len(new)), strict=True))
            self._rows = np.concatenate((self._rows, self._work_out(new)))
        if len(self._sets) > len(self.sets):
            self.sets = np.array([_zeros_and_ones(tags) for tags in self._sets], np.float32)
        return self._rows[[places[word] for word in words]]

    def common(self, rows: Numbers) -> npt.NDArray[np.bool_]:
        """For each row whether it is of a word in small letters that the lexicon knows as more than a name."""
        names = [READINGS.index(tag) for tag in _NAMES]
        known = np.delete(self.sets, [*names, -1], axis=1).sum(axis=1) > 0
        common: npt.NDArray[np.bool_] = (rows[:, -4] == self._shapes["x"]) & known[rows[:, -2]]
        return common

    def _work_out(self, words: list[str]) -> Numbers:
        """The rows of new words, column by column."""
        forms, known, shapes = list(map(normal, words)), self._known, self._shapes
        columns = [
            [known.get(form, 0) or known.get(last_part(form), 0) for form in forms],
            *([table.get(form[cut], 0) for form in forms] for table, cut in self._affixes),
            [shapes.get(shape(word), 0) for word in words],
            list(map(self._set_of, words)),
            [self._set_of(word.lower()) for word in words],
            list(map(_capitals, words)),
        ]
        return np.array(columns, np.int64).T

    def _set_of(self, word: str) -> int:
        tags = self._readings(word) or self._readings(last_part(word))
        number = self._sets_of_readings.get(tags)
        if number is None:
            kept = tags - _NAMES or tags  # any common word may be part of a name, listed as one or not
            number = self._sets_of_readings[tags] = self._sets.setdefault(kept, len(self._sets))
        return number


def _capitals(word: str) -> int:
    """1 for a longer word in small letters, 2 with a capital, 3 in capitals; 0 for what says nothing of headlines."""
    if len(word) < 4 or not word.isalpha():
        return 0
    return 1 if word.islower() else 3 if word.isupper() else 2


def capitalisation(capitals: Numbers, starts: Numbers) -> Numbers:
    """What each sentence looks like, from the capitals of its words (0 .. 3) and the indices at which sentences start.

    0: too short to tell; 1: running text; 2: many capitals; 3: a headline; 4: all in capitals.
    """
    capitals = capitals.copy()
    capitals[starts] = 0  # a first word has its capital anyway
    small, large, all_large = (np.add.reduceat(capitals == kind, starts, dtype=np.int64) for kind in (1, 2, 3))
    total = small + large + all_large
    headline = np.where(large >= all_large, 3, 4)
    return np.where(total == 0, 0, np.where(2 * small >= total, 1, np.where(6 * small >= total, 2, headline)))


def _zeros_and_ones(tags: frozenset[str]) -> list[int]:
    """One number a tag of READINGS, and one for a word without any."""
    return [*(tag in tags for tag in READINGS), not tags]


class Tagger:
    """The net and its vocabulary. Tagging is deterministic, and words of other sentences never matter."""

    def __init__(self, weights: dict[str, npt.NDArray[np.generic]], readings: Callable[[str], frozenset[str]]) -> None:
        """`weights` as training/tagger.py writes them; `readings`: the Penn tags a word can have, empty if unknown."""
        names = ("word", *(name for name, _ in AFFIXES), "shape")
        self._features = Features(
            {name: weights[f"{name}.entries"].tobytes().decode("utf-8").split("\n") for name in names}, readings
        )
        self._tables = [(weights[f"{name}.table"], weights[f"{name}.scale"].astype(np.float32)) for name in names]
        self._written, self._small = np.split(_dense(weights, "readings"), 2)
        self._first_bias, self._second_bias, self._last_bias = (
            weights[f"{name}.bias"].astype(np.float32) for name in ("first", "second", "last")
        )
        hidden = len(self._first_bias)
        # Features → hidden for each of the places -2 .. +2, and → second layer, the way round the first.
        self._first = np.ascontiguousarray(
            _dense(weights, "first")[:, : 5 * hidden].reshape(-1, 5, hidden).swapaxes(0, 1)
        )
        self._round = np.ascontiguousarray(_dense(weights, "first")[:, 5 * hidden :])
        self._second = np.split(_dense(weights, "second"), 3)  # from the first layer of the word before, here, behind
        self._last = _dense(weights, "last")
        self._styles = weights["styles"].astype(np.float32) + self._first_bias

    def tag(self, words: Sequence[str], sentence_starts: Sequence[int]) -> TagResult:
        """The tags of the words of a document; `sentence_starts`: the indices at which its sentences start, ascending.

        Words are tokens as `tokenize` makes them, without INVISIBLE. A token that is masked content (OPAQUE) is a noun.
        """
        numbers, places, rows = self._numbered(words)
        scores = np.empty((len(words), len(TAGS)), np.float32)
        if not words:
            return TagResult(scores)
        for piece, hidden in self._read(places, rows, sentence_starts):
            np.matmul(hidden, self._last, out=scores[piece])
        scores += self._last_bias
        common = np.nonzero(self._features.common(rows)[places])[0]
        scores[common[:, None], NAMES] -= UNLIKE_A_NAME
        opaque = [index for word, index in numbers.items() if word[0] == OPAQUE]
        if opaque:
            masked = np.zeros(len(numbers), np.bool_)
            masked[opaque] = True
            nouns = masked[places]
            scores[nouns, 0] = scores[nouns].max(1) + 10
        return TagResult(scores)

    def vectors(self, words: Sequence[str], sentence_starts: Sequence[int]) -> Floats:
        """What the net knows of each word by itself and what it makes of it in its place, side by side, a row a word.

        For other nets to build on; what is asked for is as for `tag`.
        """
        _, places, rows = self._numbered(words)
        own = self._embed(rows)
        result = np.empty((len(words), own.shape[1] + len(self._second_bias)), np.float32)
        result[:, : own.shape[1]] = own[places]
        for piece, hidden in self._read(places, rows, sentence_starts):
            result[piece, own.shape[1] :] = hidden
        return result

    def _numbered(self, words: Sequence[str]) -> tuple[dict[str, int], Numbers, Numbers]:
        """The different words by number, the number of each word, and the features of each number."""
        numbers = {word: number for number, word in enumerate(dict.fromkeys(words))}
        places = np.fromiter(map(numbers.__getitem__, words), np.int64, len(words))
        return numbers, places, self._features.rows(list(numbers))

    def _read(
        self, places: Numbers, rows: Numbers, sentence_starts: Sequence[int]
    ) -> Iterator[tuple[slice, Floats]]:
        """Pieces of a text, and the second layer of their words."""
        count = len(places)
        starts = np.array([0, *(start for start in sentence_starts if 0 < start < count), count])
        styles = np.repeat(capitalisation(rows[places, -1], starts[:-1]), np.diff(starts))
        begins = np.repeat(starts[:-1], np.diff(starts))
        for first, last in _pieces(starts, SHEET):
            sheet = slice(starts[first], starts[last])
            kinds, codes = np.unique(places[sheet], return_inverse=True)
            spread, seen = self._spread(rows[kinds]), _seen(codes, begins[sheet] - sheet.start, len(kinds))
            for one, two in _pieces(starts[first : last + 1], PIECE):
                piece = slice(starts[first + one], starts[first + two])
                columns = [column[piece.start - sheet.start : piece.stop - sheet.start] for column in seen]
                inner = starts[first + one + 1 : first + two] - piece.start
                yield piece, self._second_layer(spread, [*columns, styles[piece]], inner)

    def _spread(self, rows: Numbers) -> list[Floats]:
        """What each kind of word adds to the first layer at its neighbours from -2 to +2, and to the second layer.

        A last row is what no word at all adds.
        """
        features = self._embed(rows)
        return [*(features @ weights for weights in self._first), features @ self._round + self._second_bias]

    def _second_layer(self, spread: list[Floats], seen: list[Rows], inner: Numbers) -> Floats:
        """The second layer of the words of a piece.

        `seen` are, for each, the words from -2 to +2 as rows of `spread` and the capitalisation of its sentence;
        `inner` are the places at which sentences start, but for the first.
        """
        first = gathered([*spread[:-1], self._styles], seen)
        np.maximum(first, 0, out=first)
        before, here, behind = self._second
        two: Floats = first @ here
        two += spread[-1][seen[2]]
        beside = first @ before  # what a word adds to the next one, if that is in its sentence
        beside[inner - 1] = 0
        two[1:] += beside[:-1]
        np.matmul(first, behind, out=beside)
        beside[inner] = 0
        two[:-1] += beside[1:]
        return np.maximum(two, 0, out=two)

    def _embed(self, rows: Numbers) -> Floats:
        """A row of features for each row of numbers, and one of zeros."""
        parts = [
            table[column] * scale
            for (table, scale), column in zip(self._tables, rows.T[: len(self._tables)], strict=True)
        ]
        sets = self._features.sets
        parts.append((sets @ self._written)[rows[:, -3]] + (sets @ self._small)[rows[:, -2]])
        features = np.concatenate(parts, 1)
        return np.concatenate((features, np.zeros((1, features.shape[1]), np.float32)))


def _seen(words: Rows, begins: Rows, none: int) -> list[Rows]:
    """The words from -2 to +2 of each word, `none` beyond the edges of its sentence, which begins at `begins`."""
    places, spread = padded(words, begins, none, 2)
    return [spread[places + distance] for distance in (-2, -1, 0, 1, 2)]


def _pieces(starts: Numbers, size: int) -> Iterator[tuple[int, int]]:
    """Ranges of sentences that have about so many words, from the indices at which sentences start."""
    first = 0
    while first < len(starts) - 1:
        last = max(first + 1, int(np.searchsorted(starts, starts[first] + size, "right")) - 1)
        yield first, last
        first = last


def _dense(weights: dict[str, npt.NDArray[np.generic]], name: str) -> Floats:
    return weights[f"{name}.table"].astype(np.float32) * weights[f"{name}.scale"].astype(np.float32)


@lru_cache(maxsize=1)
def tagger() -> Tagger:
    """The tagger that comes with copydesk; loaded once."""
    with np.load(_PATH, allow_pickle=False) as file:
        return Tagger(dict(file.items()), lexicon().tags)
