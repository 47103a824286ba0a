"""Finding patterns in prose: from the places of its anchor, one element (index.py), each is checked outwards."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from copydesk.rules.pattern import Element, Pattern, Test
from copydesk.rules.sieves import Sieve, sieves

if TYPE_CHECKING:
    from copydesk.language.places import Indices
    from copydesk.language.prose import Prose

FEW = 24  # places that are tried at once
LOOSE = 3  # how far the place of an element may vary for the sieves to look for it


class Match(NamedTuple):
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


class Matcher:
    """One pattern, ready to be tried at token positions.

    The core of the pattern round the anchor is tested where it must stand; only what lies outside needs a search.
    """

    def __init__(self, pattern: Pattern, anchor: int) -> None:
        self._pattern, self._anchor = pattern, anchor
        elements = self._elements = pattern.elements
        first, last = self._core = pattern.core(anchor)
        self._tests: tuple[Test, ...] = tuple(element.test() for element in elements)
        quick_first = sorted(range(first, last), key=lambda k: _slowness(elements[k]))
        self._steps = tuple((k - anchor, self._tests[k]) for k in quick_first)

    @cached_property
    def _extent(self) -> tuple[int, int]:
        """How many tokens a match has at most before its anchor element begins, and from there on."""
        return sum(e.most for e in self._elements[: self._anchor]), sum(e.most for e in self._elements[self._anchor :])

    @cached_property
    def _sieves(self) -> list[Sieve]:
        core = ((k, k - self._anchor, k - self._anchor) for k in range(*self._core))
        found = (sieve for k, low, high in (*core, *self._loose()) for sieve in sieves(self._elements[k], low, high))
        return sorted(found, key=attrgetter("cost"))

    def _loose(self) -> Iterator[tuple[int, int, int]]:
        """The elements outside of the core that must be there: (element, least distance from the anchor, greatest) of
        its token that is next to the core."""
        first, last = self._core
        behind = ((k, last - self._anchor, 1) for k in range(last, len(self._elements)))
        before = ((k, first - 1 - self._anchor, -1) for k in range(first - 1, -1, -1))
        for side in (behind, before):
            least = most = 0
            for k, edge, step in side:
                element = self._elements[k]
                if most - least > LOOSE:
                    break
                if element.least:
                    near, far = edge + step * least, edge + step * most
                    yield k, min(near, far), max(near, far)
                least, most = least + element.least, most + element.most

    def matches(self, prose: Prose, places: Indices) -> Iterator[Match]:
        """The matches whose anchor element begins at one of the tokens."""
        for index in self._sifted(prose, places).tolist():
            match = self.at(prose, index)
            if match:
                yield match

    def _sifted(self, prose: Prose, places: Indices) -> Indices:
        """The places less many at which words or tags of the core are missing."""
        if len(places) >= FEW:
            for sieve in self._sieves:
                places = places[sieve.holds(prose, places)]
                if len(places) < FEW:
                    break
        return places

    def at(self, prose: Prose, index: int) -> Match | None:
        """The match whose anchor element begins at the token, or None."""
        low, high = prose.sentence(index)
        first, last = self._core
        begin, end = index + first - self._anchor, index + last - self._anchor
        if begin < low or end > high:
            return None
        for offset, test in self._steps:
            if not test(prose, index + offset):
                return None
        places = [(begin + k, begin + k + 1) for k in range(-first, len(self._elements) - first)]
        if self._forward(prose, places, last, end, high) and self._backward(prose, places, first - 1, begin, low):
            return Match(self._pattern, tuple(places))
        return None

    def _forward(self, prose: Prose, places: list[tuple[int, int]], k: int, start: int, high: int) -> bool:
        """Place the elements from `k` on, from the token `start` on."""
        if k == len(self._elements):
            return not self._pattern.at_end or self._ends(prose, start, high)
        element, test = self._elements[k], self._tests[k]
        end = start
        while end < high and end - start < element.most and test(prose, end):
            end += 1
        while end - start >= element.least:
            places[k] = (start, end)
            if self._forward(prose, places, k + 1, end, high):
                return True
            end -= 1
        return False

    def _backward(self, prose: Prose, places: list[tuple[int, int]], k: int, end: int, low: int) -> bool:
        """Place the elements up to `k`, before the token `end`."""
        if k < 0:
            return not self._pattern.at_start or self._starts(prose, end, low)
        element, test = self._elements[k], self._tests[k]
        begin = end
        while begin > low and end - begin < element.most and test(prose, begin - 1):
            begin -= 1
        while end - begin >= element.least:
            places[k] = (begin, end)
            if self._backward(prose, places, k - 1, begin, low):
                return True
            begin += 1
        return False

    def overlapping(self, prose: Prose, first: int, last: int) -> bool:
        """Whether the pattern fits anywhere in the sentence so that it overlaps the tokens from first to last."""
        low, high = prose.sentence(first)
        before, behind = self._extent
        for index in range(max(low, first - behind), min(high, last + before)):
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


def _slowness(element: Element) -> int:
    """The order in which elements are tested: words, tags, what is looked up in the lexicon."""
    if element.words:
        return 0
    return 1 if any(condition.key in ("word", "tag", "text", "any") for condition in element.conditions) else 2
