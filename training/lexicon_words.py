"""Which spellings are listed, in which dialects, and how common each of them is."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

# How much each kind of text counts towards the frequency of a word.
_WEIGHTS = {"books": 0.35, "textbooks": 0.25, "manuals": 0.1, "novels": 0.1, "tagged": 0.2}
# No word of a size band of SCOWL is rarer than this (log10 of occurrences in 10⁹ words).
_FLOORS = {10: 3.7, 20: 3.3, 35: 2.4, 40: 2.0, 50: 1.7, 55: 1.5, 60: 1.2, 70: 0.8, 80: 0.5}


class Frequencies:
    """Frequencies of words, from counts of several kinds of text."""

    def __init__(
        self, books: Counter[str], corpora: Mapping[str, Counter[str]], tagged: Iterable[tuple[str, str, str, bool]]
    ) -> None:
        groups: dict[str, Counter[str]] = {name: Counter(counts) for name, counts in corpora.items()}
        groups["tagged"] = Counter()
        for word, _, _, starts in tagged:
            groups["tagged"][("^" if starts else "") + word.replace("’", "'")] += 1
        self.cased: Counter[str] = Counter()
        self.share: dict[str, float] = defaultdict(float)
        for name, counts in groups.items():
            folded: Counter[str] = Counter()
            for word, count in counts.items():
                folded[word.lstrip("^").lower()] += count
                if not word.startswith("^"):
                    self.cased[word] += count
            self._add(folded, _WEIGHTS[name])
        self._add(books, _WEIGHTS["books"])
        self.corpus: Counter[str] = Counter()
        for counts in groups.values():
            for word, count in counts.items():
                self.corpus[word.lstrip("^").lower()] += count
        self.folded_cased: Counter[str] = Counter()
        for word, count in self.cased.items():
            self.folded_cased[word.lower()] += count

    def _add(self, counts: Counter[str], weight: float) -> None:
        total = sum(counts.values())
        for word, count in counts.items():
            # A word seen once or twice in a small collection is commoner there than it is in English.
            self.share[word] += weight * max(count - 0.7, 0.1) / total

    def zipf(self, word: str, size: int | None) -> float:
        """log10 of occurrences in 10⁹ words, at least what its size band says."""
        share = self.share.get(word.lower(), 0.0)
        counted = math.log10(share * 1e9) if share > 1e-10 else 0.0
        return max(counted, _FLOORS.get(size, 0.0) if size is not None else 0.0, 1 / 32)

    def case_share(self, word: str, rivals: int) -> float:
        """The share of a folded word's uses, inside sentences, that are spelt with just these capitals."""
        total = self.folded_cased[word.lower()]
        if rivals == 1 or total < 3:
            return 1.0 / rivals
        return max(self.cased[word], 0.3) / total


def as_byte(zipf: float) -> int:
    return max(1, min(255, round(32 * zipf)))
