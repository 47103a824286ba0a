"""Token patterns: a small language for what a rule looks for, and its elements.

A pattern is a row of elements separated by spaces:

    two | three            a literal word, in any case (no spaces around the bar when written: `two|three`)
    <take>                 any form of the lemma; `<take|get>` of several, `<take:VBN>` only the form with that tag
    [VBD|VBN]              the tag that the tagger gave (`VB*` stands for every tag that begins so)
    [NN may!=VB class=mass] conditions, all of which must hold: see CONDITIONS
    .                      any token
    ^  $                   the start, the end of the sentence

An element may be optional or repeated (`?` `*` `+` `{0,3}`), negated (`!of`) and named (`verb:[VB*]`). Parentheses mark
the words that are flagged and replaced; without them it is the whole match. A backslash takes the special meaning off.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from copydesk.errors import PackError
from copydesk.rules.expressions import word_test

if TYPE_CHECKING:
    from copydesk.language.prose import Prose

PENN = (
    *("CC", "CD", "DT", "EX", "FW", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NN", "NNS", "NNP", "NNPS", "PDT", "POS"),
    *("PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ"),
    *("WDT", "WP", "WP$", "WRB"),
)
PUNCTUATION = {",", ".", ":", "``", "''", "-LRB-", "-RRB-", "HYPH", "$", "#", "NFP", "ADD", "AFX", "GW", "XX"}
REPEAT_LIMIT = 8
REGEX_SECONDS = 0.5

Test = Callable[["Prose", int], bool]


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of an element: `key` (see CONDITIONS), whether it is negated, and its values."""

    key: str
    negated: bool
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a pattern: literal `words` (lower case) or conditions; repeated from `least` to `most` times."""

    words: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    negated: bool = False
    least: int = 1
    most: int = 1
    name: str = ""
    lemmas: tuple[str, ...] = ()

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


@dataclass(frozen=True, slots=True)
class Pattern:
    """Elements, the range of elements that is flagged, and whether the ends are tied to the sentence's."""

    elements: tuple[Element, ...]
    mark: tuple[int, int]
    at_start: bool = False
    at_end: bool = False
    names: Mapping[str, int] = field(default_factory=dict)

    def pack(self) -> list[Any]:
        return [[e.pack() for e in self.elements], list(self.mark), self.at_start, self.at_end]

    @classmethod
    def unpack(cls, data: Sequence[Any]) -> Pattern:
        elements = tuple(Element.unpack(item) for item in data[0])
        return cls(elements, (data[1][0], data[1][1]), data[2], data[3], _names(elements))


def _names(elements: Sequence[Element]) -> dict[str, int]:
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


# -- reading ----------------------------------------------------------------------------------------------------------

PIECE = re.compile(r"(?:\\.|\[[^\]]*\]|<[^>]*>|[^\s\\\[<])+")
ELEMENT = re.compile(
    r"(?P<open>(?:\((?!$))?)(?:(?P<name>[a-z]\w*):(?=[\[<!.\w\\]))?(?P<not>!(?=.))?"
    r"(?P<atom>\[[^\]]*\]|<[^>]*>|(?:\\.|[^\s\[\]<>(){}?*+])+)(?P<count>[?*+]|\{\d+,\d+\})?(?P<close>\)?)$"
)
COUNTS = {"?": (0, 1), "*": (0, REPEAT_LIMIT), "+": (1, REPEAT_LIMIT)}


def parse(text: str, lists: Mapping[str, Sequence[str]] | None = None) -> Pattern:
    """Read a pattern. `lists` are the pack's named word lists. Raises PackError saying what is wrong where."""
    elements: list[Element] = []
    begin: int | None = None
    finish: int | None = None
    at_start = at_end = False
    pieces = PIECE.findall(text)
    for number, piece in enumerate(pieces):
        if piece == "^" and number == 0:
            at_start = True
            continue
        if piece == "$" and number == len(pieces) - 1:
            at_end = True
            continue
        match = ELEMENT.match(piece)
        if not match:
            raise PackError(f"pattern “{text}”: “{piece}” is not an element")
        if match["open"]:
            if begin is not None:
                raise PackError(f"pattern “{text}”: a second “(”")
            begin = len(elements)
        least, most = _count(match["count"], text)
        made = _atom(match["atom"], lists or {}, text)
        if len(made) > 1 and (match["count"] or match["not"] or match["name"]):
            raise PackError(f"pattern “{text}”: “{piece}” is more than one token, so it cannot be repeated or named")
        for element in made:
            elements.append(
                Element(
                    element.words,
                    element.conditions,
                    element.negated ^ bool(match["not"]),
                    least,
                    most,
                    match["name"] or "",
                    element.lemmas,
                )
            )
        if match["close"]:
            if begin is None or finish is not None:
                raise PackError(f"pattern “{text}”: “)” without “(”")
            finish = len(elements)
    if (begin is None) != (finish is None):
        raise PackError(f"pattern “{text}”: “(” without “)”")
    if not any(element.least and not element.negated for element in elements):
        raise PackError(f"pattern “{text}” has no element that must be there")
    mark = (0, len(elements)) if begin is None or finish is None else (begin, finish)
    return Pattern(tuple(elements), mark, at_start, at_end, _names(elements))


def _count(text: str | None, pattern: str) -> tuple[int, int]:
    if not text:
        return 1, 1
    if text in COUNTS:
        return COUNTS[text]
    least, most = (int(number) for number in text[1:-1].split(","))
    if least > most or most > REPEAT_LIMIT:
        raise PackError(f"pattern “{pattern}”: {text} must go up, to {REPEAT_LIMIT} at most")
    return least, most


def _atom(atom: str, lists: Mapping[str, Sequence[str]], pattern: str) -> list[Element]:
    if atom == ".":
        return [Element()]
    if atom[0] == "<":
        return [_lemma_element(atom[1:-1], pattern)]
    if atom[0] == "[":
        return [_condition_element(atom[1:-1], lists, pattern)]
    options = [_unescape(option) for option in re.split(r"(?<!\\)\|", atom)]
    split = [_tokens(option) for option in options]
    if len(options) == 1:
        return [Element((token,)) for token in split[0]]
    if any(len(tokens) != 1 for tokens in split):
        raise PackError(f"pattern “{pattern}”: each word of “{atom}” must be one token")
    return [Element(tuple(tokens[0] for tokens in split))]


def _unescape(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


def _tokens(text: str) -> list[str]:
    from copydesk.language.tokens import tokenize

    lower = text.lower().replace("’", "'")
    return [lower[start:end] for start, end in tokenize(lower, 0, len(lower))]


def _lemma_element(text: str, pattern: str) -> Element:
    from copydesk.language.inflection import inflect

    lemmas, _, tag_text = text.partition(":")
    tags = _tags(tag_text, pattern) if tag_text else ()
    words: dict[str, None] = {}
    names = tuple(lemmas.split("|"))
    for lemma in names:
        if lemma == "be":
            forms = {"VB": ("be",), "VBP": ("am", "are", "'m", "'re"), "VBZ": ("is", "'s"), "VBD": ("was", "were")}
            forms |= {"VBN": ("been",), "VBG": ("being",)}
            words |= dict.fromkeys(f for tag, found in forms.items() if not tags or tag in tags for f in found)
            continue
        for tag in tags or _open_tags(lemma):
            words[inflect(lemma, tag).lower()] = None
        if not tags:
            words[lemma] = None
        if lemma == "have":
            short = (("VBP", "'ve"), ("VBZ", "'s"), ("VBD", "'d"))
            words |= dict.fromkeys(form for tag, form in short if not tags or tag in tags)
    conditions = (Condition("tag", False, tags),) if tags else ()
    return Element(tuple(words), conditions, lemmas=names)


def _open_tags(lemma: str) -> tuple[str, ...]:
    """The tags of the inflected forms that a lemma can have."""
    from copydesk.language.lexicon import lexicon

    tags = lexicon().tags(lemma)
    result: list[str] = []
    if tags & {"VB", "VBP"} or not tags:
        result += ["VB", "VBZ", "VBD", "VBN", "VBG"]
    if "NN" in tags:
        result += ["NN", "NNS"]
    if "JJ" in tags:
        result += ["JJ", "JJR", "JJS"]
    return tuple(result)


def _tags(text: str, pattern: str) -> tuple[str, ...]:
    result: dict[str, None] = {}
    for tag in text.split("|"):
        if tag.endswith("*"):
            found = [name for name in PENN if name.startswith(tag[:-1])]
        else:
            found = [tag] if tag in PENN or tag in PUNCTUATION else []
        if not found:
            raise PackError(f"pattern “{pattern}”: “{tag}” is not a Penn Treebank tag")
        result |= dict.fromkeys(found)
    return tuple(result)


def _condition_element(text: str, lists: Mapping[str, Sequence[str]], pattern: str) -> Element:
    conditions: list[Condition] = []
    words: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()
    for part in text.split():
        key, sign, value = part.partition("=")
        if not sign:
            key, value = "tag", part
        negated = key.endswith("!")
        key = key.rstrip("!")
        if key == "in":
            if value not in lists:
                raise PackError(f"pattern “{pattern}”: the pack has no list “{value}”")
            listed = tuple(word.lower() for word in lists[value])
            if negated or words:
                conditions.append(Condition("word", negated, listed))
            else:
                words = listed
        elif key == "forms" and not negated:
            element = _lemma_element(value, pattern)
            words, lemmas = element.words, element.lemmas
            conditions += element.conditions
        elif key not in CONDITIONS:
            known = ", ".join((*CONDITIONS, "in", "forms"))
            raise PackError(f"pattern “{pattern}”: unknown condition “{key}”", hint=f"known are: {known}")
        else:
            conditions.append(Condition(key, negated, _values(key, value, pattern)))
    if not conditions and not words:
        raise PackError(f"pattern “{pattern}”: “[]” says nothing")
    return Element(words, tuple(conditions), lemmas=lemmas)


def _values(key: str, value: str, pattern: str) -> tuple[str, ...]:
    if key in TAG_KEYS:
        return _tags(value, pattern)
    if key == "re":
        import regex

        try:
            regex.compile(value)
        except regex.error as error:
            raise PackError(f"pattern “{pattern}”: bad regular expression “{value}”: {error}") from None
        return (value,)
    return tuple(value.split("|"))
