"""Reading token patterns, the small language in which rules say what they look for.

A pattern is a row of elements separated by spaces:

    two | three            a literal word, in any case (no spaces around the bar when written: `two|three`)
    <take>                 any form of the lemma; `<take|get>` of several, `<take:VBN>` only the form with that tag
    [VBD|VBN]              the tag that the tagger gave (`VB*` stands for every tag that begins so)
    [.|,|CC|from]          the same, or one of the words
    [NN may!=VB class=mass] conditions, all of which must hold: see CONDITIONS in pattern.py
    out_of|under           an underscore joins the words of one alternative
    .                      any token
    ^  $                   the start, the end of the sentence

An element may be optional or repeated (`?` `*` `+` `{0,3}`), negated (`!of`) and named (`verb:[VB*]`). Parentheses mark
the words that are flagged and replaced; without them it is the whole match. A backslash takes the special meaning off.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from copydesk.errors import PackError
from copydesk.language.casing import folded
from copydesk.rules.pattern import CONDITIONS, PENN, PUNCTUATION, TAG_KEYS, Condition, Element, Pattern, element_names

REPEAT_LIMIT = 8
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
    return Pattern(tuple(elements), mark, at_start, at_end, element_names(elements))


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
    if re.search(r"(?<!\\)_", atom):
        reason = "is more than one token, so it cannot be repeated, negated or named"
        raise PackError(f"pattern “{pattern}”: “{atom}” {reason}")
    options = [_unescape(option) for option in re.split(r"(?<!\\)\|", atom)]
    split = [tokens_of(option) for option in options]
    if len(options) == 1:
        return [Element((token,)) for token in split[0]]
    if any(len(tokens) != 1 for tokens in split):
        raise PackError(f"pattern “{pattern}”: each word of “{atom}” must be one token")
    return [Element(tuple(tokens[0] for tokens in split))]


def _unescape(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text) if "\\" in text else text


@lru_cache(1 << 16)
def tokens_of(text: str) -> tuple[str, ...]:
    """The tokens of a word or two, in lower case."""
    from copydesk.language.tokens import tokenize

    lower = folded(text)
    return tuple(lower[start:end] for start, end in tokenize(lower, 0, len(lower)))


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
    single = tuple(word for word in words if " " not in word)  # not “more able”
    return Element(single, conditions, lemmas=names)


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
            key, value = _bare_key(part), part
        negated = key.endswith("!")
        key = key.rstrip("!")
        if key == "in":
            if value not in lists:
                raise PackError(f"pattern “{pattern}”: the pack has no list “{value}”")
            listed = tuple(word for word in map(str.lower, lists[value]) if len(tokens_of(word)) == 1)
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


def _bare_key(text: str) -> str:
    """What alternatives without a key are: tags, or words among them."""
    options = text.split("|")
    return "any" if len(options) > 1 and any(option.islower() for option in options) else "tag"


def _values(key: str, value: str, pattern: str) -> tuple[str, ...]:
    if key in TAG_KEYS:
        return _tags(value, pattern)
    if key == "any":
        options = value.split("|")
        tags = [tag for option in options if not option.islower() for tag in _tags(option, pattern)]
        return (*tags, *(option for option in options if option.islower()))
    if key == "re":
        import regex

        try:
            regex.compile(value)
        except regex.error as error:
            raise PackError(f"pattern “{pattern}”: bad regular expression “{value}”: {error}") from None
        return (value,)
    return tuple(value.split("|"))
