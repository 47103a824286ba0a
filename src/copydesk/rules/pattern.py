"""Token patterns: what a rule looks for, element by element, with the conditions an element can have."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from copydesk.rules.expressions import word_test

if TYPE_CHECKING:
    from copydesk.language.prose import Prose

PENN = (
    *("CC", "CD", "DT", "EX", "FW", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NN", "NNS", "NNP", "NNPS", "PDT", "POS"),
    *("PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ"),
    *("WDT", "WP", "WP$", "WRB"),
)
PUNCTUATION = {",", ".", ":", "``", "''", "-LRB-", "-RRB-", "HYPH", "$", "#", "NFP", "ADD", "AFX", "GW", "XX"}
REGEX_SECONDS = 0.5

Test = Callable[["Prose", int], bool]


class Condition(NamedTuple):
    """One condition of an element: `key` (see CONDITIONS), whether it is negated, and its values."""

    key: str
    negated: bool
    values: tuple[str, ...]


class Element(NamedTuple):
    """One place of a pattern: literal `words` (lower case) or conditions; repeated from `least` to `most` times."""

    words: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    negated: bool = False
    least: int = 1
    most: int = 1
    name: str = ""
    lemmas: tuple[str, ...] = ()

    @property
    def single(self) -> bool:
        """Whether the element takes exactly one token."""
        return self.least == self.most == 1

    def pack(self) -> list[Any]:
        """The element as plain lists, for the compiled form on disk."""
        conditions = [[c.key, c.negated, list(c.values)] for c in self.conditions]
        return [list(self.words), conditions, self.negated, self.least, self.most, self.name, list(self.lemmas)]

    @classmethod
    def unpack(cls, data: Sequence[Any]) -> Element:
        words, conditions, negated, least, most, name, lemmas = data
        made = tuple(Condition(key, off, tuple(values)) for key, off, values in conditions)
        return cls(tuple(words), made, negated, least, most, name, tuple(lemmas))

    def test(self) -> Test:
        """The element as a function from a prose and a token index to whether it fits."""
        tests: list[Test] = []
        if self.words:
            words = frozenset(self.words)
            tests.append(lambda prose, i: prose.lower[i] in words)
        tests += [_condition_test(condition) for condition in self.conditions]
        if len(tests) == 1:
            whole = tests[0]
        elif len(tests) == 2:
            first, second = tests

            def whole(prose: Prose, i: int) -> bool:
                return first(prose, i) and second(prose, i)
        else:

            def whole(prose: Prose, i: int) -> bool:
                return all(test(prose, i) for test in tests)

        if self.negated:
            return lambda prose, i: not whole(prose, i)
        return whole


class Pattern(NamedTuple):
    """Elements, the range of elements that is flagged, and whether the ends are tied to the sentence's."""

    elements: tuple[Element, ...]
    mark: tuple[int, int]
    at_start: bool = False
    at_end: bool = False
    names: Mapping[str, int] = MappingProxyType({})

    def core(self, anchor: int) -> tuple[int, int]:
        """The range of elements round one of them that take exactly one token each, so that their distance is known."""
        first = last = anchor
        if self.elements[anchor].single:
            while first and self.elements[first - 1].single:
                first -= 1
            while last < len(self.elements) and self.elements[last].single:
                last += 1
        return first, last

    def pack(self) -> list[Any]:
        return [[e.pack() for e in self.elements], list(self.mark), self.at_start, self.at_end]

    @classmethod
    def unpack(cls, data: Sequence[Any]) -> Pattern:
        elements = tuple(Element.unpack(item) for item in data[0])
        return cls(elements, (data[1][0], data[1][1]), data[2], data[3], element_names(elements))


def element_names(elements: Sequence[Element]) -> dict[str, int]:
    """The places of the elements that have names."""
    return {element.name: index for index, element in enumerate(elements) if element.name}


# -- conditions -------------------------------------------------------------------------------------------------------


def word_shape(word: str) -> str:
    if word.isdigit():
        return "d"
    if word.isupper():
        return "X"
    if word[:1].isupper():
        return "Xx"
    return "x" if word.islower() else "other"


YES = frozenset({"yes"})

CONDITIONS: dict[str, tuple[str, Callable[[frozenset[str]], Test]]] = {
    "tag": ("the tag that the tagger gave", lambda v: lambda p, i: p.tags[i] in v),
    "may": ("a tag that the lexicon allows the word", lambda v: lambda p, i: not v.isdisjoint(p.readings(i))),
    "only": (
        "the lexicon allows the word no other tags",
        lambda v: lambda p, i: bool(p.readings(i)) and p.readings(i) <= v,
    ),
    "sure": ("the tagger gives these tags 90 % or more", lambda v: lambda p, i: p.probability(i, v) >= 0.9),
    "likely": ("the tagger gives these tags 50 % or more", lambda v: lambda p, i: p.probability(i, v) >= 0.5),
    "any": (
        "one of these tags or words (in lower case)",
        lambda v: lambda p, i: p.tags[i] in v or p.lower[i] in v,
    ),
    "word": ("the word in lower case", lambda v: lambda p, i: p.lower[i] in v),
    "text": ("the word exactly as written", lambda v: lambda p, i: p.words[i] in v),
    "lemma": ("the lemma of the word as tagged", lambda v: lambda p, i: p.lemma(i) in v),
    "class": (
        "a class of the lexicon (month, place, mass …)",
        lambda v: lambda p, i: not v.isdisjoint(p.lexicon.classes(p.form(i))),
    ),
    "shape": (
        "Xx capitalised, X all capitals, x lower case, d digits",
        lambda v: lambda p, i: word_shape(p.words[i]) in v,
    ),
    "known": ("yes: the lexicon has the word", lambda v: lambda p, i: p.lexicon.known(p.form(i)) == (v == YES)),
    "space": ("yes: white space stands before", lambda v: lambda p, i: p.spaced(i) == (v == YES)),
    "quoted": ("yes: inside quotation marks", lambda v: lambda p, i: bool(p.quoted[i]) == (v == YES)),
    "heading": ("yes: in a heading", lambda v: lambda p, i: p.in_heading(i) == (v == YES)),
    "sound": ("a or an: the article that the word takes", lambda v: lambda p, i: p.lexicon.article(p.words[i]) in v),
    "end": ("the word in lower case ends so", lambda v: _affix(tuple(v), str.endswith)),
    "begin": ("the word in lower case begins so", lambda v: _affix(tuple(v), str.startswith)),
    "re": ("the word in lower case fits the regular expression", lambda v: _regex(next(iter(v)))),
}
TAG_KEYS = frozenset({"tag", "may", "only", "sure", "likely"})


def _affix(values: tuple[str, ...], has: Callable[[str, Any], bool]) -> Test:
    return lambda p, i: has(p.lower[i], values)


def _regex(expression: str) -> Test:
    fits = word_test(expression, REGEX_SECONDS)
    return lambda p, i: fits(p.lower[i])


@cache
def _condition_test(condition: Condition) -> Test:
    test = CONDITIONS[condition.key][1](frozenset(condition.values))
    return (lambda prose, i: not test(prose, i)) if condition.negated else test
