"""What can be asked of many places at once, so that most of them need not be looked at one by one.

A sieve may let a place pass that the pattern refuses (it does not see what a sentence's capital hides, nor where a
sentence ends), but it never holds one back that the pattern could accept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from copydesk.language.casing import folded
from copydesk.rules.pattern import YES, Condition, Element, word_shape

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from copydesk.language.lexicon import Lexicon
    from copydesk.language.places import Indices
    from copydesk.language.prose import Prose

WordTest = Callable[["Lexicon", str, str], bool]  # the word as written, and in lower case as Prose has it
Values = frozenset[str]


def _may(values: Values, negated: bool) -> WordTest:
    if negated:
        return lambda lexicon, word, lower: (
            values.isdisjoint(lexicon.tags(word)) or values.isdisjoint(lexicon.tags(lower))
        )
    return lambda lexicon, word, lower: not values.isdisjoint(lexicon.tags(word) | lexicon.tags(lower))


def _only(values: Values, negated: bool) -> WordTest | None:
    if negated:
        return None
    return lambda lexicon, word, lower: any(tags and tags <= values for tags in map(lexicon.tags, (word, lower)))


def _class(values: Values, negated: bool) -> WordTest:
    if negated:
        return lambda lexicon, word, lower: (
            values.isdisjoint(lexicon.classes(word)) or values.isdisjoint(lexicon.classes(lower))
        )
    return lambda lexicon, word, lower: not values.isdisjoint(lexicon.classes(word) | lexicon.classes(lower))


def _known(values: Values, negated: bool) -> WordTest:
    wanted = (values == YES) != negated
    return lambda lexicon, word, lower: wanted in (lexicon.known(word), lexicon.known(lower))


def _text(values: Values, negated: bool) -> WordTest:
    return lambda lexicon, word, lower: (word in values) != negated


def _shape(values: Values, negated: bool) -> WordTest:
    return lambda lexicon, word, lower: (word_shape(word) in values) != negated


def _end(values: Values, negated: bool) -> WordTest:
    endings = tuple(values)
    return lambda lexicon, word, lower: lower.endswith(endings) != negated


def _begin(values: Values, negated: bool) -> WordTest:
    beginnings = tuple(values)
    return lambda lexicon, word, lower: lower.startswith(beginnings) != negated


_TESTS: dict[str, Callable[[Values, bool], WordTest | None]] = {
    "may": _may,
    "only": _only,
    "class": _class,
    "known": _known,
    "text": _text,
    "shape": _shape,
    "end": _end,
    "begin": _begin,
}


class Sieve(NamedTuple):
    """A condition that one of the tokens from `low` to `high` must meet, distances from the anchor.

    `test` says whether a word could meet it somewhere; without one the condition is about a column, words or tags.
    """

    condition: Condition
    low: int
    high: int
    test: WordTest | None = None

    @property
    def cost(self) -> tuple[bool, int, bool]:
        """The order in which sieves are used: first what is quick and holds much back."""
        return self.test is not None, self.high - self.low, self.condition.key != "word"

    def holds(self, prose: Prose, places: Indices) -> npt.NDArray[np.bool_]:
        """For each place of the anchor whether the pattern could fit there."""
        fits = self._fits(prose, places + self.low)
        for distance in range(self.low + 1, self.high + 1):
            fits = fits | self._fits(prose, places + distance)
        return fits

    def _fits(self, prose: Prose, places: Indices) -> npt.NDArray[np.bool_]:
        if self.test is None:
            column = prose.tag_places if self.condition.key == "tag" else prose.word_places
            return column.among(self.condition.values, places)
        return prose.written_places.fitting(self.condition, partial(_answer, self.test, prose.lexicon), places)


def _answer(test: WordTest, lexicon: Lexicon, word: str) -> bool:
    return test(lexicon, word, folded(word))


def sieves(element: Element, low: int, high: int) -> Iterator[Sieve]:
    """The sieves for an element of which a token must stand from `low` to `high`."""
    if element.negated:
        return
    if element.words:
        yield Sieve(Condition("word", False, element.words), low, high)
    for condition in element.conditions:
        if condition.key in ("word", "tag") and not condition.negated:
            yield Sieve(condition, low, high)
        elif test := _word_test(condition):
            yield Sieve(condition, low, high, test)


def _word_test(condition: Condition) -> WordTest | None:
    """Whether a word could meet the condition somewhere; None when the word alone does not tell."""
    make = _TESTS.get(condition.key)
    return make(frozenset(condition.values), condition.negated) if make else None
