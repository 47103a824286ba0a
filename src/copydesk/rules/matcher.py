"""Finding patterns in prose: every pattern is looked up by its rarest element, and checked outwards from there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.rules.pattern import Element, Pattern, Test

if TYPE_CHECKING:
    from copydesk.language.lexicon import Lexicon
    from copydesk.language.prose import Prose

# How many of 1,000 tokens of edited English have a tag (rounded counts of tagged corpora): the rarer, the better.
TAG_RATES = {
    "NN": 130, "IN": 100, "NNP": 85, "DT": 80, "JJ": 62, "NNS": 55, "RB": 45, "VB": 38, "VBD": 32, "PRP": 40, "CC": 32,
    "VBN": 24, "VBZ": 22, "VBP": 22, "VBG": 17, "CD": 20, "TO": 20, "MD": 12, "PRP$": 12, "POS": 7, "WDT": 5, "WRB": 5,
    "WP": 5, ",": 45, ".": 55,
}  # fmt: skip
OTHER_TAG_RATE = 3
ANY_TOKEN = 1000.0


@dataclass(frozen=True, slots=True)
class Match:
    """Where a pattern fits: for each element the range of tokens it took, and the range that is marked."""

    pattern: Pattern
    places: tuple[tuple[int, int], ...]

    @property
    def first(self) -> int:
        return self.places[0][0]

    @property
    def last(self) -> int:
        return self.places[-1][1]

    @property
    def marked(self) -> tuple[int, int]:
        begin, end = self.pattern.mark
        return self.places[begin][0], self.places[end - 1][1]


@dataclass(frozen=True, slots=True)
class Anchor:
    """How to find the places at which a pattern may fit: by words, by tags, or (neither) at every token."""

    element: int
    words: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


def anchor_of(pattern: Pattern, lexicon: Lexicon) -> Anchor:
    """The rarest element that must be there exactly once."""
    best: tuple[float, Anchor] | None = None
    for index, element in enumerate(pattern.elements):
        if element.negated or element.least != 1 or element.most != 1:
            continue
        cost, anchor = _cost(element, index, lexicon)
        if best is None or cost < best[0]:
            best = (cost, anchor)
    if best is None:  # only repeated elements: look everywhere, from the first that must be there
        index = next(i for i, element in enumerate(pattern.elements) if element.least and not element.negated)
        return Anchor(index)
    return best[1]


def _cost(element: Element, index: int, lexicon: Lexicon) -> tuple[float, Anchor]:
    words = element.words or next((c.values for c in element.conditions if c.key == "word" and not c.negated), ())
    if words:
        return sum(_word_rate(lexicon.frequency(word)) for word in words), Anchor(index, words=words)
    for condition in element.conditions:
        if condition.key in ("tag", "sure") and not condition.negated:
            rate = sum(TAG_RATES.get(tag, OTHER_TAG_RATE) for tag in condition.values)
            if condition.key == "tag" or len(condition.values) == 1:
                return rate, Anchor(index, tags=condition.values)
    return ANY_TOKEN, Anchor(index)


def _word_rate(frequency: int) -> float:
    """Tokens in 1,000, from the lexicon's logarithmic frequency."""
    return float(10 ** (frequency / 32 - 6))


class Matcher:
    """One pattern, ready to be tried at token positions."""

    __slots__ = ("_anchor", "_pattern", "_tests")

    def __init__(self, pattern: Pattern, anchor: int) -> None:
        self._pattern = pattern
        self._anchor = anchor
        self._tests: tuple[Test, ...] = tuple(element.test() for element in pattern.elements)

    def at(self, prose: Prose, index: int) -> Match | None:
        """The match whose anchor element begins at the token, or None."""
        low, high = prose.sentence(index)
        elements, anchor = self._pattern.elements, self._anchor
        places: list[tuple[int, int]] = [(0, 0)] * len(elements)

        def forward(k: int, i: int) -> bool:
            if k == len(elements):
                return (not self._pattern.at_end or self._ends(prose, i, high)) and backward(anchor - 1, start)
            element, test = elements[k], self._tests[k]
            end = i
            while end < high and end - i < element.most and test(prose, end):
                end += 1
            while end - i >= element.least:
                places[k] = (i, end)
                if forward(k + 1, end):
                    return True
                end -= 1
            return False

        def backward(k: int, i: int) -> bool:
            if k < 0:
                return not self._pattern.at_start or self._starts(prose, i, low)
            element, test = elements[k], self._tests[k]
            begin = i
            while begin > low and i - begin < element.most and test(prose, begin - 1):
                begin -= 1
            while i - begin >= element.least:
                places[k] = (begin, i)
                if backward(k - 1, begin):
                    return True
                begin += 1
            return False

        start = index
        return Match(self._pattern, tuple(places)) if forward(anchor, index) else None

    def overlapping(self, prose: Prose, first: int, last: int) -> bool:
        """Whether the pattern fits anywhere in the sentence so that it overlaps the tokens from first to last."""
        low, high = prose.sentence(first)
        for index in range(low, high):
            match = self.at(prose, index)
            if match and match.first < last and first < match.last:
                return True
        return False

    @staticmethod
    def _starts(prose: Prose, index: int, low: int) -> bool:
        """Whether only opening quotes and brackets stand between the sentence's start and the token."""
        return all(not word[0].isalnum() for word in prose.words[low:index])

    @staticmethod
    def _ends(prose: Prose, index: int, high: int) -> bool:
        """Whether only final punctuation and closing quotes stand between the token and the sentence's end."""
        return all(not word[0].isalnum() and word not in ",:;–—(“" for word in prose.words[index:high])


class Index:
    """Patterns by the words and tags they are looked up by; patterns are numbers that the caller gave."""

    def __init__(self, anchors: Iterable[Anchor]) -> None:
        self.words: dict[str, list[int]] = {}
        self.tags: dict[str, list[int]] = {}
        self.everywhere: list[int] = []
        for number, anchor in enumerate(anchors):
            for word in anchor.words:
                self.words.setdefault(word, []).append(number)
            for tag in anchor.tags:
                self.tags.setdefault(tag, []).append(number)
            if not anchor.words and not anchor.tags:
                self.everywhere.append(number)

    def candidates(self, prose: Prose) -> Iterator[tuple[int, Sequence[int]]]:
        """(pattern number, token positions to try) for the patterns that may occur in the prose."""
        for table, positions in ((self.words, prose.positions), (self.tags, prose.tag_positions)):
            for key in positions if len(positions) < len(table) else table:
                if key in table and key in positions:
                    for number in table[key]:
                        yield number, positions[key]
        for number in self.everywhere:
            yield number, range(len(prose))
