"""What the tagger's nets are fed: vocabulary, and sentences as padded arrays."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from augment import Pair, merged
from tagger_nets import SIZES
from treebank import Sentence

from copydesk.language.shapes import normal, shape
from copydesk.language.tagger import AFFIXES, READINGS, TAGS, Features, capitalisation

WORDS_A_STEP = 2000
TAG_INDEX = {tag: index for index, tag in enumerate(TAGS)}
READING_INDEX = {tag: index for index, tag in enumerate(READINGS)}
# An affix or a shape has a row of its own when it occurs so often in the corpus, hyphenated words split and whole.
_LEAST = {"suffix4": 8, "suffix3": 6, "suffix2": 6, "prefix3": 8, "shape": 8}


def vocabulary(corpus: Sequence[Sentence], words: list[str]) -> dict[str, list[str]]:
    """The entries of every table: words as given, affixes and shapes as often as they should occur."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in _LEAST}
    for sentence in corpus:
        pairs = list(zip(sentence.words, sentence.tags, strict=True))
        for word, _ in (*pairs, *merged(pairs)):
            form = normal(word)
            for name, cut in AFFIXES:
                counts[name][form[cut]] += 1
            counts["shape"][shape(word)] += 1
    listed = {
        name: sorted(entry for entry, count in counted.items() if count >= _LEAST[name])
        for name, counted in counts.items()
    }
    return {"word": words, **listed}


def in_steps(sentences: Sequence[list[Pair]]) -> Iterator[list[list[Pair]]]:
    """Sentences in groups of about WORDS_A_STEP words."""
    group: list[list[Pair]] = []
    size = 0
    for sentence in sentences:
        group.append(sentence)
        size += len(sentence)
        if size >= WORDS_A_STEP:
            yield group
            group, size = [], 0
    if group:
        yield group


class Encoder:
    """Sentences to padded arrays."""

    def __init__(self, features: Features, corpus: Sequence[Sentence]) -> None:
        """`corpus`: the one to train on; words and readings that are rare in it are forgotten now and then."""
        self._features = features
        self._counts = Counter(normal(word) for sentence in corpus for word in sentence.words)
        self._uses = Counter(
            (normal(word), tag) for sentence in corpus for word, tag in zip(sentence.words, sentence.tags, strict=True)
        )

    def encode(self, sentences: Sequence[Sequence[Pair]], chance: random.Random) -> tuple[torch.Tensor, ...]:
        """ids, styles, readings, real, tags (-1 for padding).

        Two rows of padding stand before, between and after the sentences.
        """
        pairs = [pair for sentence in sentences for pair in sentence]
        rows = self._features.rows([word for word, _ in pairs])
        lengths = [len(sentence) for sentence in sentences]
        styles = np.repeat(capitalisation(rows[:, -1], np.cumsum([0, *lengths[:-1]])), lengths)
        spots = np.arange(2, len(pairs) + 2) + 2 * np.repeat(np.arange(len(sentences)), lengths)
        size = int(spots[-1]) + 3
        sets = self._features.sets
        readings = np.zeros((size, 2 * sets.shape[1]), np.float32)
        readings[spots] = np.concatenate((sets[rows[:, -3]], sets[rows[:, -2]]), 1)
        self._forget(pairs, rows, readings, spots, chance)

        def padded(values: np.ndarray, filler: int) -> torch.Tensor:
            result = np.full((size, *values.shape[1:]), filler, np.int64)
            result[spots] = values
            return torch.from_numpy(result)

        tags = np.array([TAG_INDEX[tag] for _, tag in pairs])
        real = padded(np.ones((len(pairs), 1)), 0).float()
        return padded(rows[:, : len(SIZES)], 0), padded(styles, 0), torch.from_numpy(readings), real, padded(tags, -1)

    def _forget(
        self, pairs: list[Pair], rows: np.ndarray, readings: np.ndarray, spots: np.ndarray, chance: random.Random
    ) -> None:
        """The lexicon has learnt readings from this very corpus, so of other text it will lack some."""
        width = readings.shape[1] // 2
        for row, (word, tag) in enumerate(pairs):
            form = normal(word)
            if chance.random() < 0.3 / (0.3 + self._counts[form]):
                rows[row, 0] = 0
            number = READING_INDEX.get(tag)
            if number is not None and chance.random() < 0.15 / (0.15 + self._uses[form, tag]):
                readings[spots[row], number] = readings[spots[row], width + number] = 0
            if chance.random() < 0.02:
                readings[spots[row]] = 0
                readings[spots[row], width - 1] = readings[spots[row], -1] = 1
