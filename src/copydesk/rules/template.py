"""Replacement templates: what the marked words of a match become.

    {1} {verb}          the text of an element, by number (from 1) or name
    {verb@VBD}          its lemma, inflected
    {begin@verb}        a lemma of the template's own, inflected as the element is
    {verb>noun}         a derivation: verb>noun, adj>adv, noun>adj, adj>noun, noun>adv
    {a}                 a or an, as the next word sounds

Everything else is literal. Where a form is not known the template gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import TYPE_CHECKING

from copydesk.errors import PackError
from copydesk.language.casing import uncapitalise
from copydesk.language.inflection import inflect, lemmas
from copydesk.language.lexicon import lexicon
from copydesk.rules.pattern import PENN

if TYPE_CHECKING:
    from copydesk.language.prose import Prose
    from copydesk.rules.matcher import Match

FIELD = re.compile(r"\{(?P<base>[\w'’-]+)(?:@(?P<as>[\w$]+)|>(?P<kind>\w+))?\}")
DERIVATIONS = {
    "noun": ("verb>noun", "adj>noun"),
    "adv": ("adj>adv", "noun>adv"),
    "adj": ("noun>adj",),
}
LIMIT = 5
FAMILIES = (  # the tags of one part of speech, irregular forms first
    ("VBD", "VBN", "VBZ", "VBG", "VBP", "VB"),
    ("NNS", "NN", "NNPS", "NNP"),
    ("JJR", "JJS", "JJ"),
    ("RBR", "RBS", "RB"),
)
CLITICS = ("'s", "'re", "'ve", "'ll", "'d", "'m", "n't", "’s", "’re", "’ve", "’ll", "’d", "’m", "n’t")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a template: an element's index or a word of the template's own, and how it is changed."""

    base: int | str
    tag: str = ""
    like: int = -1
    derivation: str = ""


Part = str | Field


def parse_template(text: str, names: Mapping[str, int], count: int) -> tuple[Part, ...]:
    """Read a template for a pattern with these element names and so many elements. Raises PackError."""
    parts: list[Part] = []
    position = 0
    for match in FIELD.finditer(text):
        if match.start() > position:
            parts.append(text[position : match.start()])
        parts.append(_field(match, text, names, count))
        position = match.end()
    if position < len(text):
        parts.append(text[position:])
    for part in parts:
        if isinstance(part, str) and ("{" in part or "}" in part):
            raise PackError(f"template “{text}”: “{part.strip()}” is not a field")
    return tuple(parts)


def _field(match: re.Match[str], text: str, names: Mapping[str, int], count: int) -> Field:
    base, how, kind = match["base"], match["as"], match["kind"]
    element = _element(base, names, count)
    if element is None and not how and base != "a":
        raise PackError(f"template “{text}”: the pattern has no element “{base}”")
    if how and how in PENN:
        return Field(base if element is None else element, tag=how)
    if how:
        like = _element(how, names, count)
        if like is None:
            raise PackError(f"template “{text}”: “{how}” is neither a Penn tag nor an element")
        return Field(base if element is None else element, like=like)
    if kind and kind not in DERIVATIONS:
        raise PackError(f"template “{text}”: “{kind}” is not one of {', '.join(DERIVATIONS)}")
    return Field("a" if element is None else element, derivation=kind or "")


def _element(name: str, names: Mapping[str, int], count: int) -> int | None:
    if name in names:
        return names[name]
    if name.isdigit() and 1 <= int(name) <= count:
        return int(name) - 1
    return None


def render(parts: Sequence[Part], prose: Prose, match: Match) -> list[str]:
    """What the template makes of a match: 0..LIMIT texts, best first."""
    options = [[part] if isinstance(part, str) else _options(part, prose, match) for part in parts]
    return [_articles("".join(chosen), prose) for chosen in islice(product(*options), LIMIT)]


def _options(field: Field, prose: Prose, match: Match) -> list[str]:
    if field.base == "a":
        return ["{a}"]
    if isinstance(field.base, str):
        lemma = field.base.replace("_", " ")
        return [inflect(lemma, field.tag or tag) for tag in _tags_of(prose, match, field.like)]
    first, last = match.places[field.base]
    if first == last:
        return [""]
    text = _text(prose, first, last)
    if not (field.tag or field.derivation or field.like >= 0):
        return [text]
    form = prose.form(last - 1)
    if field.derivation:
        bases = dict.fromkeys((form.lower(), prose.lemma(last - 1).lower()))
        kinds = DERIVATIONS[field.derivation]
        derive = prose.lexicon.derive
        return list(dict.fromkeys(word for base in bases for kind in kinds for word in derive(base, kind)))
    lead = _text(prose, first, last - 1) + " " if last - first > 1 else ""
    tags = [field.tag] if field.tag else _tags_of(prose, match, field.like)
    return [lead + inflect(lemma, tag) for tag in tags for lemma in _lemmas(form, tag, match, field)]


def _lemmas(form: str, tag: str, match: Match, field: Field) -> list[str]:
    """The lemma of an element's word, taken as the part of speech that the wanted tag belongs to."""
    element = match.pattern.elements[field.base] if isinstance(field.base, int) else None
    if element is not None and len(element.lemmas) == 1:
        return [element.lemmas[0]]
    family = next((tags for tags in FAMILIES if tag in tags), (tag,))
    found = [lemma for name in family if name in lexicon().tags(form, rare=True) for lemma in lemmas(form, name)[:1]]
    return found[:1] or list(lemmas(form, family[-1])[:1]) or [form]


def _tags_of(prose: Prose, match: Match, like: int) -> list[str]:
    if like < 0:
        return [""]
    first, last = match.places[like]
    if first == last:
        return []
    word, tag = prose.lower[last - 1], prose.tags[last - 1]
    element = match.pattern.elements[like]
    options = ("VB", "VBP", "VBZ", "VBG", "VBN", "VBD", "NN", "NNS")
    fits = [name for name in options for lemma in element.lemmas if inflect(lemma, name).lower() == word]
    if fits and tag not in fits:
        return [fits[0]]
    return [tag]


def _text(prose: Prose, first: int, last: int) -> str:
    """The visible text of tokens, spaced as in the source but on one line."""
    pieces = [prose.words[first]]
    for index in range(first + 1, last):
        pieces.append((" " if prose.spaced(index) else "") + prose.words[index])
    text = "".join(pieces)
    if first in prose.sentence_starts and not prose.form(first)[:1].isupper():
        text = uncapitalise(text)
    return text


def _articles(text: str, prose: Prose) -> str:
    """Put a or an for {a}, drop the space before clitics and doubled spaces."""
    while (place := text.find("{a}")) >= 0:
        following = re.search(r"[\w’'-]+", text[place + 3 :])
        text = text[:place] + (prose.lexicon.article(following.group()) if following else "a") + text[place + 3 :]
    for clitic in CLITICS:
        text = text.replace(f" {clitic}", clitic) if text.endswith(clitic) or f" {clitic} " in text else text
    return re.sub(r" {2,}", " ", text).strip()


def fill(message: str, match: str, fix: str) -> str:
    """Fill {match} and {fix} of a rule's message."""
    return message.replace("{match}", match).replace("{fix}", fix)
