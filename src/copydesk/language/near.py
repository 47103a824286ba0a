"""Known words a few slips away from unknown ones, searched for in bulk.

Words of the lexicon lie in buckets by length, the common ones first: many slips are believed only of them. A comparison
of letters as sets of bits leaves a few candidates for each unknown word; of these the slips are counted, and those few
enough are weighed (typos.py), all pairs of a word and a candidate at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from copydesk.language import typos
from copydesk.language.lexicon import Lexicon

MANY = 250  # candidates of a word whose slips are weighed
CAPITAL = 0.3  # what it costs to write a name in lower case
PAIRS = 20_000  # compared at a time, more or less
# By frequency, how many slips are believed: a word met less than once in a hundred million is seldom what two were made
# in, nor one met less than once in two million what three were.
REACH = np.repeat(np.array((1, 2, 3), np.uint8), (36, 48, 172))
COMMON = 2  # the reach of what a name is taken for

Near = tuple[str, float, int]  # a known word, the cost of the slips that lie between, its frequency
Places = npt.NDArray[np.intp]


class _Bucket(NamedTuple):
    """The candidates of one length, the commonest first: codes (length x n), the letters of each as bits, numbers,
    frequency, how many slips are believed of each, and of how many of them 0, 1, 2 and 3 are."""

    codes: typos.Codes
    letters: npt.NDArray[np.uint64]
    numbers: npt.NDArray[np.uint32]
    frequency: npt.NDArray[np.uint8]
    reach: npt.NDArray[np.uint8]
    reaching: list[int]

    def likely(self, letters: np.uint64, limit: int, least: int) -> Places:
        """The places of the candidates that may be within so many slips of a word, by its letters; of those only of
        which at least so many slips are believed."""
        many = self.reaching[least]
        differing = typos.ones(self.letters[:many] ^ letters)
        places = np.flatnonzero(differing <= 2 * limit)
        theirs, reach = self.letters[places], np.minimum(self.reach[places], limit)
        wanted = (typos.ones(letters & ~theirs) <= reach) & (typos.ones(theirs & ~letters) <= reach)
        return places[wanted]


class _Chunk:
    """Unknown words, and the candidates that may be within so many slips of each."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.written: list[typos.Codes] = []
        self.size = 0
        self._kept: list[tuple[int, _Bucket, Places]] = []

    def add(self, bucket: _Bucket, places: Places) -> None:
        """Candidates for the last word."""
        if len(places):
            self._kept.append((len(self.words) - 1, bucket, places))
            self.size += len(places)

    def pairs(self) -> tuple[typos.Pairs, npt.NDArray[np.uint32], npt.NDArray[np.uint8]]:
        """All pairs of a word and a candidate, and the number and the frequency of the candidate."""
        meant = np.zeros((max(len(bucket.codes) for _, bucket, _ in self._kept), self.size), np.uint8)
        owners, lengths = np.empty((2, self.size), np.intp)
        numbers, frequency = np.empty(self.size, np.uint32), np.empty(self.size, np.uint8)
        start = 0
        for owner, bucket, places in self._kept:
            here = slice(start, start + len(places))
            meant[: len(bucket.codes), here] = bucket.codes.take(places, axis=1)
            owners[here], lengths[here] = owner, len(bucket.codes)
            numbers[here], frequency[here] = bucket.numbers[places], bucket.frequency[places]
            start = here.stop
        return typos.Pairs(self.written, owners, meant, lengths), numbers, frequency


class Search:
    """A search over a lexicon and a project's own words (with their frequencies). Buckets are filled when needed."""

    def __init__(self, lexicon: Lexicon, own: Mapping[str, int]) -> None:
        self._lexicon = lexicon
        self._own = list(own.items())
        self._own_codes: dict[int, list[tuple[int, typos.Codes]]] = {}
        self._buckets: dict[int, _Bucket | None] = {}

    def near(self, limits: Mapping[str, int]) -> dict[str, list[Near]]:
        """The known words within so many slips of each word (3 at most, of 40 letters), and within their own reach."""
        found: dict[str, list[Near]] = {word: [] for word in limits}
        by_limit: dict[int, list[str]] = {}
        for word, limit in limits.items():
            by_limit.setdefault(limit, []).append(word)
        for limit, words in by_limit.items():
            for chunk in self._chunks(sorted(words, key=len), limit):
                if chunk.size:
                    self._weigh(chunk, limit, found)
        return found

    def _chunks(self, words: list[str], limit: int) -> Iterator[_Chunk]:
        chunk = _Chunk()
        for word in words:
            written = typos.encode(word)
            chunk.words.append(word)
            chunk.written.append(written)
            letters = typos.letters(written[:, None])[0]
            least = COMMON if word[:1].isupper() else 1
            for length in range(max(1, len(written) - limit), len(written) + limit + 1):
                if bucket := self._bucket(length):
                    chunk.add(bucket, bucket.likely(letters, limit, max(abs(length - len(written)), least)))
            if chunk.size > PAIRS:
                yield chunk
                chunk = _Chunk()
        yield chunk

    def _weigh(self, chunk: _Chunk, limit: int, found: dict[str, list[Near]]) -> None:
        pairs, numbers, frequency = chunk.pairs()
        slips = typos.distances(pairs)
        good = np.flatnonzero(slips <= np.minimum(REACH[frequency], limit))
        edges = np.searchsorted(pairs.owners[good], np.arange(len(chunk.words) + 1))
        if np.diff(edges).max() > MANY:
            parts = np.split(good, edges[1:-1])
            rough = slips * 80.0 - frequency
            good = np.concatenate(
                [p[np.argpartition(rough[p], MANY)[:MANY]] if len(p) > MANY else p for p in parts]
            )
        chosen = pairs.only(good)
        costs = typos.costs(chosen, limit + 1)
        columns = (chosen.owners, numbers[good], costs, frequency[good])
        for owner, number, cost, common in zip(*(column.tolist() for column in columns), strict=True):
            word, text = chunk.words[owner], self._text(number)
            if text == word:
                continue
            if not word[:1].isupper() and text[:1].isupper() and text[:2] != "I'":
                cost += CAPITAL
            found[word].append((text, cost, common))

    def _text(self, number: int) -> str:
        return self._own[-1 - number + 2**32][0] if number >= 2**31 else self._lexicon.word(number)

    def _bucket(self, length: int) -> _Bucket | None:
        """The words of one length; None if there are none."""
        if length not in self._buckets:
            self._buckets[length] = self._fill(length)
        return self._buckets[length]

    def _fill(self, length: int) -> _Bucket | None:
        if not self._own_codes:
            for number, (word, _) in enumerate(self._own):
                codes = typos.encode(word)
                self._own_codes.setdefault(len(codes), []).append((number, codes))
        source, own = self._lexicon.candidates(length), self._own_codes.get(length, [])
        if source is None and not own:
            return None
        codes = np.stack([word for _, word in own], axis=1) if own else np.zeros((length, 0), np.uint8)
        numbers = np.array([2**32 - 1 - number for number, _ in own], np.uint32)
        frequency = np.array([self._own[number][1] for number, _ in own], np.uint8)
        if source is not None:
            codes = np.concatenate([codes, typos.CODE_OF_BYTE.take(source.words.T)], axis=1)
            numbers = np.concatenate([numbers, source.numbers])
            frequency = np.concatenate([frequency, source.frequency])
        order = np.argsort(255 - frequency, kind="stable")
        codes, numbers, frequency = codes.take(order, axis=1), numbers[order], frequency[order]
        reach = REACH[frequency]
        reaching = [int(np.count_nonzero(reach >= slips)) for slips in range(4)]
        return _Bucket(codes, typos.letters(codes), numbers, frequency, reach, reaching)
