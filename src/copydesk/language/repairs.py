"""How the sentences of learners would be repaired: for each word a score of every repair, by a net over the tagger's.

The net is made by training/repairs.py from the openly licensed texts that NOTICE names, into which errors were put. It
sees eleven words to either side. It is slow beside the tagger, and knows errors better than careful writers: it is for
sentences in which something is wrong already.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from copydesk.language.context import context
from copydesk.language.context_file import ContextFile, Floats
from copydesk.language.context_words import CASES, WordTable
from copydesk.language.first_look import FirstLook
from copydesk.language.tagger import Tagger, tagger

MODEL = Path(__file__).parent / "models" / "repairs.npz"
SPREADS = ((-2, -1, 0, 1, 2), (-3, -1, 0, 1, 3), (-6, -3, 0, 3, 6))  # which neighbours each layer looks at
GAP = 6  # rows of nothing between sentences
PIECE = 2_000  # words that are looked at at a time
TAUGHT = 0.044  # share of the words that were wrong where the net learnt
DOUBTFUL = 0.015  # share of the words around a sentence that are wrong, for it to be looked at
SHORT = 400  # words of a text that is looked at anyway
LIKELY = 0.0  # log-odds of a repair in its text
# What the net finds too often in the sentences of learners, whose errors are of more kinds than those it was taught:
# the log-odds that are taken off. Without an entry for a word, that of its kind counts.
TOO_OFTEN = {
    "insert": 1.5, "insert ,": 0.0, "insert the": 0.0, "insert a": 0.0, "form VBG": 1.2, "form VBN": 1.5,
    "put of": 3.0, "put the": 3.0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Repair:
    """What would repair a word: "delete" it, "insert" words before it, "put" others in its place, "form": its form for
    a Penn tag. `log_odds` is natural, of the repair over leaving the word alone."""

    index: int
    kind: str
    what: str
    log_odds: float


class Repairs:
    """The net of one file, by default the one that comes with copydesk. Raises ModelError if it is damaged."""

    def __init__(self, table: WordTable, tagger: Tagger, path: Path = MODEL) -> None:
        file = ContextFile(path)
        self._table, self._tagger = table, tagger
        labels = file.lines("labels")
        self.labels = [(kind, what) for kind, _, what in (label.partition(" ") for label in labels)]
        off = [TOO_OFTEN.get(label, TOO_OFTEN.get(label.partition(" ")[0], 0)) for label in labels]
        words, cases = file.floats("vectors"), file.floats("cases")
        self._vectors = (words[:, None] + cases).reshape(-1, words.shape[1])
        self._narrow, self._narrow_bias = file.floats("narrow"), file.floats("narrow.bias")
        self._layers = [
            (file.floats(f"layer{place}"), file.floats(f"layer{place}.bias")) for place in range(len(SPREADS))
        ]
        self._last, self._last_bias = file.floats("last"), file.floats("last.bias") - np.array(off, np.float32)

    def judge(self, sentences: Sequence[Sequence[str]], least: float) -> list[list[Repair]]:
        """For each sentence the repairs whose log-odds are `least` or more, in order, several for a word if need be."""
        found: list[list[Repair]] = []
        for part in _parts(sentences):
            scores = self.scores(part)
            scores -= scores[:, :1]
            begin = 0
            for words in part:
                rows = scores[begin : begin + len(words), 1:]
                repairs = [
                    Repair(index, *self.labels[1 + label], float(rows[index, label]))
                    for index, label in np.argwhere(rows >= least).tolist()
                ]
                found.append(repairs)
                begin += len(words)
        return found

    def scores(self, sentences: Sequence[Sequence[str]]) -> Floats:
        """A score of each of `labels` for every word."""
        words = [word for sentence in sentences for word in sentence]
        lengths = np.array([len(sentence) for sentence in sentences])
        starts = np.cumsum(lengths) - lengths
        spots = np.arange(len(words)) + GAP * (1 + np.repeat(np.arange(len(lengths)), lengths))
        numbers, cases = self._table.look_up(words)
        known = self._tagger.vectors(words, starts.tolist())
        own = np.concatenate((self._vectors[numbers * CASES + cases], known), 1)
        size = len(words) + GAP * (len(lengths) + 1)
        values = np.zeros((size, len(self._narrow_bias)), np.float32)
        values[spots] = np.maximum(own @ self._narrow + self._narrow_bias, 0)
        for (weights, bias), places in zip(self._layers, SPREADS, strict=True):
            around = np.concatenate([values[spots + place] for place in places], 1)
            new = np.zeros((size, len(bias)), np.float32)
            new[spots] = np.maximum(around @ weights + bias, 0)
            values = new + values if new.shape == values.shape else new
        scores: Floats = values[spots] @ self._last + self._last_bias
        return scores


def _parts(sentences: Sequence[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    """Runs of sentences of PIECE words or so."""
    part: list[Sequence[str]] = []
    size = 0
    for sentence in sentences:
        part.append(sentence)
        size += len(sentence)
        if size >= PIECE:
            yield part
            part, size = [], 0
    if part:
        yield part


def likely(words: Sequence[str], sentences: Sequence[tuple[int, int]], look: FirstLook) -> list[Repair]:
    """The repairs of a document that are likelier than not, by what the first look at it found.

    Their log-odds are those in this text: the more of it is wrong, the likelier what the net suspects.
    """
    chosen = [
        (first, last, math.log(share / TAUGHT))
        for (first, last), share in zip(sentences, look.shares, strict=True)
        if share and last - first > 2 and (share >= DOUBTFUL or len(words) <= SHORT)
    ]
    texts = [[look.repaired.get(index, words[index]) for index in range(first, last)] for first, last, _ in chosen]
    if not chosen:
        return []
    least = LIKELY - max(shift for _, _, shift in chosen)
    found: list[Repair] = []
    for (first, _, shift), judged in zip(chosen, repairs().judge(texts, least), strict=True):
        found += [
            replace(repair, index=first + repair.index, log_odds=repair.log_odds + shift)
            for repair in judged
            if repair.log_odds + shift >= LIKELY
        ]
    return found


@lru_cache(maxsize=1)
def repairs() -> Repairs:
    """The net that comes with copydesk; loaded once."""
    return Repairs(context().table, tagger())
