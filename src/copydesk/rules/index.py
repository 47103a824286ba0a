"""Finding the places where patterns may fit: each is looked up by its rarest element, its anchor.

Where another word must stand at a known distance from the anchor, places without it are left out at once: most patterns
need not even be decoded for a text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from copydesk.language.casing import folded
from copydesk.rules.pattern import Element, Pattern
from copydesk.text.progress import report

if TYPE_CHECKING:
    from copydesk.language.lexicon import Lexicon
    from copydesk.language.places import Indices
    from copydesk.language.prose import Prose
    from copydesk.rules.stored import Lines

# How many of 1,000 tokens of edited English have a tag (rounded counts of tagged corpora): the rarer, the better.
TAG_RATES = {
    "NN": 130, "IN": 100, "NNP": 85, "DT": 80, "JJ": 62, "NNS": 55, "RB": 45, "VB": 38, "VBD": 32, "PRP": 40, "CC": 32,
    "VBN": 24, "VBZ": 22, "VBP": 22, "VBG": 17, "CD": 20, "TO": 20, "MD": 12, "PRP$": 12, "POS": 7, "WDT": 5, "WRB": 5,
    "WP": 5, ",": 45, ".": 55,
}  # fmt: skip
OTHER_TAG_RATE = 3
FEW = 16  # places that are quicker looked at one by one
ANY_TOKEN = 1000.0


class Anchor(NamedTuple):
    """How to find the places at which a pattern may fit: by words, by tags, or (neither) at every token.

    One of the words `beside`, if there are any, stands `distance` tokens behind it (or before, if negative).
    """

    element: int
    words: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    distance: int = 0
    beside: tuple[str, ...] = ()


def anchor_of(pattern: Pattern, lexicon: Lexicon) -> Anchor:
    """The rarest element that must be there exactly once."""
    best: tuple[float, Anchor] | None = None
    for index, element in enumerate(pattern.elements):
        if element.negated or not element.single:
            continue
        cost, anchor = _cost(element, index, lexicon)
        if best is None or cost < best[0]:
            best = (cost, anchor)
    if best is None:  # only repeated elements: look everywhere, from the first that must be there
        index = next(i for i, element in enumerate(pattern.elements) if element.least and not element.negated)
        return Anchor(index)
    return best[1]._replace(**_rarest_beside(pattern, best[1].element, lexicon))


def _rarest_beside(pattern: Pattern, anchor: int, lexicon: Lexicon) -> dict[str, Any]:
    """The rarest other element at a known distance from the anchor that is one of some words."""
    others = [
        (_rate(words, lexicon), index - anchor, words)
        for index in range(*pattern.core(anchor))
        if index != anchor and not pattern.elements[index].negated and (words := _words(pattern.elements[index]))
    ]
    if not others:
        return {}
    _, distance, words = min(others)
    return {"distance": distance, "beside": words}


def _cost(element: Element, index: int, lexicon: Lexicon) -> tuple[float, Anchor]:
    words = _words(element)
    if words:
        return _rate(words, lexicon), Anchor(index, words=words)
    for condition in element.conditions:
        if condition.key in ("tag", "sure") and not condition.negated:
            rate = sum(TAG_RATES.get(tag, OTHER_TAG_RATE) for tag in condition.values)
            if condition.key == "tag" or len(condition.values) == 1:
                return rate, Anchor(index, tags=condition.values)
    return ANY_TOKEN, Anchor(index)


def _words(element: Element) -> tuple[str, ...]:
    """The words, in lower case, of which an element is one; empty if it may be others."""
    listed = (c.values for c in element.conditions if c.key in ("word", "text") and not c.negated)
    return element.words or tuple(dict.fromkeys(map(folded, next(listed, ()))))


@lru_cache(1 << 16)
def _rate(words: tuple[str, ...], lexicon: Lexicon) -> float:
    return sum(_word_rate(word, lexicon) for word in words)


@lru_cache(1 << 16)
def _word_rate(word: str, lexicon: Lexicon) -> float:
    """Tokens in 1,000, from the lexicon's logarithmic frequency; it has none of marks."""
    if not any(map(str.isalnum, word)):
        return TAG_RATES.get(word, OTHER_TAG_RATE)
    return float(10 ** (lexicon.frequency(word) / 32 - 6))


class Index:
    """Patterns by the words and tags they are looked up by. Patterns are numbers, written as text with a space between
    until they are needed; so is what stands beside the anchor of each, its distance first."""

    def __init__(
        self, words: Mapping[str, str], tags: Mapping[str, str], everywhere: str, beside: Sequence[str] | Lines
    ) -> None:
        self.words, self.tags, self.everywhere, self.beside = words, tags, everywhere, beside
        self._read: dict[int, tuple[int, frozenset[str]]] = {}

    @classmethod
    def of(cls, anchors: Sequence[Anchor]) -> Index:
        """The index of patterns by their anchors; a pattern's number is its place among them."""
        words: dict[str, list[str]] = {}
        tags: dict[str, list[str]] = {}
        everywhere = []
        for number, anchor in enumerate(anchors):
            for word in anchor.words:
                words.setdefault(word, []).append(str(number))
            for tag in anchor.tags:
                tags.setdefault(tag, []).append(str(number))
            if not anchor.words and not anchor.tags:
                everywhere.append(str(number))
        beside = [" ".join((str(anchor.distance), *anchor.beside)) if anchor.beside else "" for anchor in anchors]
        return cls(_as_text(words), _as_text(tags), " ".join(everywhere), beside)

    def candidates(self, prose: Prose) -> Iterator[tuple[int, Indices]]:
        """(pattern number, token positions to try) for the patterns that may occur in the prose."""
        found: dict[int, list[Indices]] = {}
        for table, places in ((self.words, prose.word_places), (self.tags, prose.tag_places)):
            for key in places.numbers if len(places) < len(table) else table:
                if key in table and key in places:
                    self._add(found, prose, table[key], places.of(key))
        self._add(found, prose, self.everywhere, np.arange(len(prose)))
        for at, (number, parts) in enumerate(found.items()):
            report(at / len(found))
            yield number, parts[0] if len(parts) == 1 else np.concatenate(parts)

    def _add(self, found: dict[int, list[Indices]], prose: Prose, patterns: str, places: Indices) -> None:
        """Add the places of an anchor to its patterns, those that have the other word beside them."""
        lower, end = prose.lower, len(prose)
        few = places.tolist() if len(places) <= FEW else None
        for number in map(int, patterns.split()):
            here = places
            step, words = self._beside(number)
            if words and few is None:  # beyond the text its last word counts: the matcher knows better
                here = places[prose.word_places.among(words, places + step)]
            elif words and few is not None:
                kept = [place for place in few if 0 <= place + step < end and lower[place + step] in words]
                if not kept:
                    continue
                here = np.array(kept, np.intp)
            if len(here):
                found.setdefault(number, []).append(here)

    def _beside(self, number: int) -> tuple[int, frozenset[str]]:
        """How far from a pattern's anchor one of some words must stand; no words if none must."""
        known = self._read.get(number)
        if known is None:
            step, *words = self.beside[number].split() or ("0",)
            known = self._read[number] = int(step), frozenset(words)
        return known


def _as_text(table: Mapping[str, list[str]]) -> dict[str, str]:
    return {key: " ".join(numbers) for key, numbers in table.items()}
