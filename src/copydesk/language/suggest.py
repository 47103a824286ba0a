"""What may have been meant: candidates for a word that is not known, ranked.

Candidates are the known words a few slips away, the right forms behind a wrong one ("goed", "childs"), two words run
into one ("alot") and contractions without their apostrophe. A candidate's score is a noisy channel's: how common the
word is, times how likely the slips are (typos.py), times how well it sits between its neighbours (neighbours.py).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from functools import lru_cache
from heapq import nsmallest
from typing import NamedTuple

from copydesk.language import typos, wordforms
from copydesk.language.lexicon import Lexicon
from copydesk.language.near import Near, Search
from copydesk.language.neighbours import neighbours

# Scores are log10. A slip of cost 1 makes a word a thousand times less likely; the neighbours' opinion counts a little
# less than its face value, since they may be wrong themselves.
SLIP, NEIGHBOURS = 3.0, 0.8
SPLIT, WRONG_ARTICLE, SMALL_NAME = 0.6, 0.7, 0.35  # costs of other slips
# An "s" or "d" left out at the end ("many sientist") costs so much less where the neighbours ask for it so much more.
ENDING, ASKED = 0.45, 0.75
FEW = 30  # candidates whose neighbours are looked at
LONGEST = 40
REMEMBERED = 20_000  # words, with what was found for them
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


class Suggestion(NamedTuple):
    """A word, or words, that may have been meant; `score` is the log10 likelihood that it was meant and came out as
    what is written, here; `cost` weighs the slips between (about 1 a slip); `reason` is one of "unknown word",
    "joined" (words run together), "split" (one word written as two) and "inflection"."""

    text: str
    cost: float
    score: float
    reason: str = "unknown word"


class Suggester:
    """Suggestions from a lexicon and a project's own words. With a dialect (US, GB, CA or AU) they are in its
    spelling. Words are looked up only when first asked for."""

    def __init__(self, lexicon: Lexicon, vocabulary: Collection[str] = (), dialect: str | None = None) -> None:
        self._lexicon = lexicon
        self._dialect = dialect
        own = {word: CONTRACTIONS.get(word, _OWN_WORDS_FREQUENCY) for word in sorted({*vocabulary, *CONTRACTIONS})}
        self._search = Search(lexicon, own)
        self._near: dict[str, list[Near]] = {}
        self._found: dict[str, list[Suggestion]] = {}

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
        candidates = self._found.get(word)
        if candidates is None:
            candidates = self._found[word] = self._search_candidates(word)
        return candidates

    def _search_candidates(self, word: str) -> list[Suggestion]:
        if not word or len(word) > LONGEST:
            return []
        small, near = word.islower(), []
        for text, cost, frequency in self._known_near(word):
            if small and cost > 0 and text[:1].isupper():
                cost += SMALL_NAME
            near.append((SLIP * cost + 9 - frequency / 32, text, cost))
        found: dict[str, Suggestion] = {}
        for score, text, cost in nsmallest(FEW, near):
            _keep(found, Suggestion(text, cost, -score))
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
            result.setdefault(text, found._replace(text=text))
        return list(result.values())

    def fit(self, left: str, word: str, right: str) -> float:
        """The log10 of how much likelier a word is between two tokens than anywhere."""
        return float(neighbours().fit(left, [(word, word)], right)[0])

    def _in_place(self, candidates: list[Suggestion], left: str, right: str) -> list[Suggestion]:
        """The candidates scored for their neighbours too, best first."""
        if not candidates:
            return []
        fits = neighbours().fit(left, [_first_and_last(candidate.text) for candidate in candidates], right).tolist()
        fit_of = {candidate.text: (fit, candidate.cost) for candidate, fit in zip(candidates, fits, strict=True)}
        ranked = []
        for candidate, fit in zip(candidates, fits, strict=True):
            score = candidate.score + NEIGHBOURS * fit
            if candidate.text[-1] in "sd":
                fit_of_stem, cost_of_stem = fit_of.get(candidate.text[:-1], (fit, 0.0))
                if fit - fit_of_stem >= ASKED and candidate.cost > cost_of_stem + ENDING:
                    score += SLIP * ENDING
            article = left.lower()
            if article in ("a", "an") and article not in self._lexicon.articles(candidate.text.split(" ")[0]):
                score -= SLIP * WRONG_ARTICLE
            if candidate.text in ("a", "an", "the") and (not right or right in ".,;:!?)"):
                score -= SLIP  # an article has its noun to come
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

    def prepare(self, words: Iterable[str]) -> None:
        """Look for the known words near these ones, all at once; what is found is remembered."""
        if len(self._near) > REMEMBERED:
            self._near.clear()
            self._found.clear()
        self._look_for(words)

    def _look_for(self, words: Iterable[str]) -> None:
        first: dict[str, int] = {}
        for word in words:
            if word not in self._near and 0 < len(word) <= LONGEST:
                # A name is doubted for one slip at most.
                first[word] = 1 if word[:1].isupper() or len(typos.encode(word)) < 3 else 2
        self._near.update(self._search.near(first))
        far = dict.fromkeys(
            (
                word
                for word, limit in first.items()
                if limit == 2 and len(word) > 6 and min((cost for _, cost, _ in self._near[word]), default=9.0) > 1.2
            ),
            3,
        )
        self._near.update(self._search.near(far))

    def _known_near(self, word: str) -> list[Near]:
        if word not in self._near:
            self._look_for([word])
        return self._near[word]


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


@lru_cache(maxsize=4)
def suggester(lexicon: Lexicon, vocabulary: frozenset[str], dialect: str | None) -> Suggester:
    """The suggester for a lexicon, a project's words and a dialect: one for all documents, since it remembers."""
    return Suggester(lexicon, vocabulary, dialect)
