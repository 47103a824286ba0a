"""What can be said of a condition from the word alone, so that most places need not be looked at one by one.

A sieve may let a word pass that the condition refuses where it stands (it does not see what a sentence's capital
hides), but it never holds one back that the condition could accept.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from copydesk.rules.pattern import YES, Condition, word_shape

if TYPE_CHECKING:
    from copydesk.language.lexicon import Lexicon

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


def word_sieve(condition: Condition) -> WordTest | None:
    """Whether a word could meet the condition somewhere; None when the word alone does not tell."""
    make = _TESTS.get(condition.key)
    return make(frozenset(condition.values), condition.negated) if make else None
