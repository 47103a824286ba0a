"""What may have been meant: candidates for a word that is not known, ranked.

Candidates are the known words a few slips away, the right forms behind a wrong one ("goed", "childs"), two words run
into one ("alot") and contractions without their apostrophe. A candidate's score is a noisy channel's: how common the
word is, times how likely the slips are (typos.py), times how well it sits between its neighbours (neighbours.py).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from copydesk.language import typos, wordforms
from copydesk.language.lexicon import Candidates, Lexicon
from copydesk.language.neighbours import neighbours

# Scores are log10. A slip of cost 1 makes a word a thousand times less likely; the neighbours' opinion counts a little
# less than its face value, since they may be wrong themselves.
SLIP, NEIGHBOURS = 3.0, 0.8
CAPITAL, SPLIT, WRONG_ARTICLE = 0.3, 0.6, 0.7  # costs of other slips
MANY, FEW = 250, 30  # candidates whose slips are weighed; candidates whose neighbours are looked at
LONGEST = 40
_OWN_WORDS_FREQUENCY = 110  # of the project's own words, which no corpus has counted
# Words with an apostrophe, which is often left out, and their frequency. The lexicon has few of them, since the
# tokeniser cuts most of them in two.
CONTRACTIONS = {
    "don't": 197, "didn't": 189, "doesn't": 181, "can't": 187, "isn't": 179, "won't": 177, "wasn't": 176,
    "that's": 190, "I'm": 203, "I've": 188, "couldn't": 171, "wouldn't": 171, "haven't": 169, "shouldn't": 158,
    "aren't": 166, "hasn't": 160, "weren't": 158, "hadn't": 155, "you're": 190, "they're": 179, "there's": 177,
    "what's": 175, "let's": 171, "he's": 183, "she's": 177, "who's": 160, "you've": 171, "we've": 171, "they've": 162,
    "you'll": 165, "they'll": 155, "that'll": 133, "it'll": 149, "here's": 158, "where's": 147, "how's": 139,
    "needn't": 119, "mustn't": 117, "you'd": 158, "they'd": 155, "could've": 133, "should've": 137, "would've": 133,
    "ain't": 149, "y'all": 133, "o'clock": 139, "everyone's": 128, "somebody's": 117, "someone's": 128,
    "everybody's": 117, "ma'am": 117,
}  # fmt: skip
_NEVER_ALONE = frozenset("bcdefghjklmnopqrstuvwxyz")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word, or words, that may have been meant; `score` is the log10 likelihood that it was meant and came out as
    what is written, here; `cost` weighs the slips between (about 1 a slip); `reason` is one of "unknown word",
    "joined" (words run together), "split" (one word written as two) and "inflection"."""

    text: str
    cost: float
    score: float
    reason: str = "unknown word"


class _Bucket(NamedTuple):
    """The candidates of one length: codes (length x n), the set of letters of each as bits, numbers, frequency."""

    codes: npt.NDArray[np.uint8]
    letters: npt.NDArray[np.uint32]
    numbers: npt.NDArray[np.uint32]
    frequency: npt.NDArray[np.uint8]


class Suggester:
    """Suggestions from a lexicon and a project's own words. With a dialect (US, GB, CA or AU) they are in its
    spelling. Words are looked up only when first asked for."""

    def __init__(self, lexicon: Lexicon, vocabulary: Collection[str] = (), dialect: str | None = None) -> None:
        self._lexicon = lexicon
        self._dialect = dialect
        self._own = sorted({*vocabulary, *CONTRACTIONS})
        self._sources: dict[int, Candidates] | None = None
        self._buckets: dict[int, _Bucket] = {}
        self._near: dict[str, list[tuple[str, float, int]]] = {}

    def suggest(self, word: str, left: str = "", right: str = "") -> list[Suggestion]:
        """What `word` may stand for between two tokens (empty at the edge of a sentence), best first.

        The suggestions are spelt as the lexicon spells them; `word` may be in any case. Single words and phrases.
        """
        return self._preferred(self._in_place(self._candidates(word), left, right))

    def likelihood(self, word: str) -> float:
        """The score of the best suggestion for a word wherever it stands; minus infinity if there is none."""
        candidates = self._candidates(word)
        return candidates[0].score if candidates else -math.inf

    def _candidates(self, word: str) -> list[Suggestion]:
        """The suggestions, scored without regard to the neighbours, best first."""
        if not word or len(word) > LONGEST:
            return []
        found: dict[str, Suggestion] = {}
        for text, cost, frequency in self._known_near(word):
            _keep(found, Suggestion(text, cost, frequency / 32 - 9 - SLIP * cost))
        lower = word.lower()
        for text, cost in wordforms.repaired(lower, self._lexicon):
            score = self._lexicon.frequency(text.split("'")[0]) / 32 - 9 - SLIP * cost
            _keep(found, Suggestion(text, cost, score, "inflection"))
        for suggestion in self._split(lower):
            _keep(found, suggestion)
        best = sorted(found.values(), key=lambda s: (-s.score, s.text))[:FEW]
        texts = {candidate.text for candidate in best}
        return [candidate for candidate in best if candidate.text.islower() or candidate.text.lower() not in texts]

    def _preferred(self, ranked: list[Suggestion]) -> list[Suggestion]:
        """The suggestions in the spelling of the dialect; without one, in a spelling that some dialect prefers (none
        prefers "cigaret")."""
        variant, dialect = self._lexicon.variant, self._dialect
        result: dict[str, Suggestion] = {}
        for found in ranked[:8]:
            text = found.text
            if dialect is not None:
                text = variant(text, dialect) or text
            elif variant(text, "GB") is not None:
                text = variant(text, "US") or text
            result.setdefault(text, replace(found, text=text))
        return list(result.values())

    def fit(self, left: str, word: str, right: str) -> float:
        """The log10 of how much likelier a word is between two tokens than anywhere."""
        model = neighbours()
        return float(model.fit_left(left, [word])[0] + model.fit_right([word], right)[0])

    def _in_place(self, candidates: list[Suggestion], left: str, right: str) -> list[Suggestion]:
        """The candidates scored for their neighbours too, best first."""
        if not candidates:
            return []
        model = neighbours()
        ends = [_first_and_last(candidate.text) for candidate in candidates]
        fits = model.fit_left(left, [first for first, _ in ends]) + model.fit_right([last for _, last in ends], right)
        ranked = []
        for candidate, fit in zip(candidates, fits, strict=True):
            score = candidate.score + NEIGHBOURS * float(fit)
            article = left.lower()
            if article in ("a", "an") and article not in self._lexicon.articles(candidate.text.split(" ")[0]):
                score -= SLIP * WRONG_ARTICLE
            ranked.append(Suggestion(candidate.text, candidate.cost, score, candidate.reason))
        return sorted(ranked, key=lambda s: (-s.score, s.text))

    def _split(self, word: str) -> Iterable[Suggestion]:
        """Two known words that were run into one."""
        known, frequency = self._lexicon.known, self._lexicon.frequency
        for cut in range(1, len(word)):
            first, second = word[:cut], word[cut:]
            if first in _NEVER_ALONE or second in _NEVER_ALONE or not (known(first) and known(second)):
                continue
            common = frequency(first), frequency(second)
            if min(common) < 100:
                continue
            together = float(neighbours().fit_left(first, [second])[0])
            score = sum(common) / 32 - 18 + min(together, 2.5) - SLIP * SPLIT
            yield Suggestion(f"{first} {second}", SPLIT, score, "joined")

    # -- known words a few slips away ---------------------------------------------------------------------------------

    def _known_near(self, word: str) -> list[tuple[str, float, int]]:
        """(word, cost of the slips, frequency) of the known words near this one."""
        found = self._near.get(word)
        if found is None:
            written = typos.encode(word)
            name = word[:1].isupper()  # a name is doubted for one slip at most
            found = self._within(word, written, 1 if name or len(written) < 3 else 2)
            if not name and len(written) > 6 and min((cost for _, cost, _ in found), default=9.0) > 1.2:
                found = self._within(word, written, 3)
            self._near[word] = found
        return found

    def _within(self, word: str, written: npt.NDArray[np.uint8], limit: int) -> list[tuple[str, float, int]]:
        mine = np.bitwise_or.reduce(typos.BITS[written])
        lengths = [n for n in range(max(1, len(written) - limit), len(written) + limit + 1) if self._fill(n)]
        kept: list[tuple[_Bucket, npt.NDArray[np.intp]]] = []
        for length in lengths:
            bucket = self._buckets[length]
            wanted = (typos.ones(mine & ~bucket.letters) <= limit) & (typos.ones(bucket.letters & ~mine) <= limit)
            places = np.flatnonzero(wanted)
            if len(places):
                kept.append((bucket, places))
        if not kept:
            return []
        width = max(len(bucket.codes) for bucket, _ in kept)
        sizes = np.concatenate([np.full(len(places), len(bucket.codes), np.intp) for bucket, places in kept])
        columns = np.zeros((width, len(sizes)), np.uint8)
        start = 0
        for bucket, places in kept:
            columns[: len(bucket.codes), start : start + len(places)] = bucket.codes[:, places]
            start += len(places)
        numbers = np.concatenate([bucket.numbers[places] for bucket, places in kept])
        frequency = np.concatenate([bucket.frequency[places] for bucket, places in kept])
        slips = typos.distances(written, columns, sizes)
        good = np.flatnonzero(slips <= limit)
        if len(good) > MANY:
            rough = slips[good] * 80.0 - frequency[good]
            good = good[np.argpartition(rough, MANY)[:MANY]]
        costs = typos.costs(written, columns[:, good].T, sizes[good])
        found = []
        for place, cost in zip(good.tolist(), costs.tolist(), strict=True):
            text = self._text(int(numbers[place]))
            if text == word:
                continue
            if not word[:1].isupper() and text[:1].isupper() and text[:2] != "I'":
                cost += CAPITAL
            found.append((text, cost, int(frequency[place])))
        return found

    def _text(self, number: int) -> str:
        return self._own[-1 - number + 2**32] if number >= 2**31 else self._lexicon.word(number)

    def _fill(self, length: int) -> bool:
        """Make the bucket of one length, if there are words of that length."""
        if length in self._buckets:
            return True
        if self._sources is None:
            self._sources = {source.length: source for source in self._lexicon.candidates_source()}
        source = self._sources.get(length)
        own = [number for number, word in enumerate(self._own) if len(typos.encode(word)) == length]
        if source is None and not own:
            return False
        codes = np.stack([typos.encode(self._own[n]) for n in own], axis=1) if own else np.zeros((length, 0), np.uint8)
        numbers = np.array([2**32 - 1 - number for number in own], np.uint32)
        frequency = np.array([CONTRACTIONS.get(self._own[n], _OWN_WORDS_FREQUENCY) for n in own], np.uint8)
        if source is not None:
            codes = np.concatenate([codes, typos.CODE_OF_BYTE.take(source.words.T)], axis=1)
            numbers = np.concatenate([numbers, source.numbers])
            frequency = np.concatenate([frequency, source.frequency])
        letters = typos.BITS.take(codes[0])
        for row in codes[1:]:
            letters |= typos.BITS.take(row)
        self._buckets[length] = _Bucket(codes, letters, numbers, frequency)
        return True


def _first_and_last(text: str) -> tuple[str, str]:
    """The first and the last token of a suggestion: "don't" is two."""
    if text.endswith("n't"):
        return text[:-3], "n't"
    if "'" in text:
        head, _, clitic = text.rpartition("'")
        return head, f"'{clitic}"
    first, _, last = text.partition(" ")
    return first, last or first


def _keep(found: dict[str, Suggestion], suggestion: Suggestion) -> None:
    """Keep the better of two ways to the same text."""
    old = found.get(suggestion.text)
    if old is None or suggestion.score > old.score:
        found[suggestion.text] = suggestion


@lru_cache(maxsize=8)
def suggester(lexicon: Lexicon, vocabulary: frozenset[str], dialect: str | None) -> Suggester:
    """The suggester for a lexicon, a project's words and a dialect; made once for each."""
    return Suggester(lexicon, vocabulary, dialect)
