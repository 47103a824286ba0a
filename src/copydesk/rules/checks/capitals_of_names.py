"""Capitals of names: names of several words, titles before names, months; and of abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.language.casing import capitalise
from copydesk.language.prose import Prose
from copydesk.rules import search
from copydesk.rules.base import Example, Rule, check
from copydesk.rules.checks.letter_case import recased, unmarked
from copydesk.rules.checks.phrases import words
from copydesk.rules.checks.proper_names import NAMES, OPTIONAL, WHOLLY_LOWER
from copydesk.rules.expressions import late
from copydesk.text.edit import Edit
from copydesk.text.finding import Category, Finding, Severity


@check(
    code="CA004",
    name="name-of-several-words",
    pack="capitals",
    category=Category.TYPOGRAPHY,
    severity=Severity.ERROR,
    message="The words of this name take capitals.",
    why="Every word of a name takes a capital, but for small words inside it.",
    examples=[
        Example(bad="They flew to [[new york]] in May.", good="They flew to New York in May."),
        Example(bad="He fought in [[World war II]] and came home.", good="He fought in World War II and came home."),
        Example(ok="They flew to New York; a middle east window was open."),
    ],
)
def name_of_severalwords(prose: Prose, rule: Rule) -> Iterator[Finding]:
    positions, lower = prose.positions, prose.lower
    found: list[tuple[int, int, tuple[str, ...]]] = []
    for key in positions.keys() & NAMES.keys():
        for tail, name in NAMES[key]:
            if tail and tail[0] not in positions:
                continue
            for first in positions[key]:
                last = first + 1 + len(tail)
                if tuple(lower[first + 1 : last]) != tail or not _lowered(prose, first, name):
                    continue
                if name in WHOLLY_LOWER and not all(map(str.islower, prose.words[first:last])):
                    continue
                if name in OPTIONAL and (first == 0 or lower[first - 1] not in ("the", "in", "of")):
                    continue
                if last < len(prose) and prose.words[last][0] == "-":
                    continue
                found.append((first, last, name))
    taken: set[int] = set()
    for first, last, name in sorted(found, key=lambda item: item[0] - item[1]):  # the longest first
        edits = [
            recased(prose, first + place, new)
            for place, new in enumerate(name)
            if prose.words[first + place] != new and unmarked(prose, first + place)
        ]
        if edits and taken.isdisjoint(range(first, last)):
            taken.update(range(first, last))
            message = f"The name is written “{' '.join(name)}”."
            yield rule.finding(prose.span(first, last), [edits], message=message)


def _lowered(prose: Prose, first: int, name: tuple[str, ...]) -> bool:
    """Whether a word stands in lower case that the name capitalises, and the words are one run of letters."""
    words = prose.words[first : first + len(name)]
    if any(word.isupper() and len(word) > 3 for word in words):
        return False
    if any(not prose.spaced(first + place) for place in range(1, len(name)) if words[place] != "'s"):
        return False
    return any(word.islower() and not new.islower() for word, new in zip(words, name, strict=True))


TITLES = words(
    """
    president king queen prince princess pope emperor empress tsar czar sultan senator governor professor
    captain general colonel lieutenant sergeant admiral bishop archbishop reverend rabbi saint sir lord lady
    chancellor doctor congressman congresswoman ayatollah sheikh uncle aunt dr mr mrs ms
    """
)
AFTER = frozenset(("IN", "VBD", "VBZ", "VBP", "VB", "VBG", "TO", "CC", ",", ":", "MD", "RB"))
ADDRESSES = frozenset(("dr", "mr", "mrs", "ms"))
SHORTENED_STOP = late(r"\.(?:(?<=[dm]r\.)|(?<=ms\.)|(?<=mrs\.)|(?<=prof\.))")
SHORTENED = late(r"(?<![\w.])(?:dr|mrs?|ms|prof)(?=\. ?[A-Z][a-z])")


@check(
    code="CA005",
    name="title-before-name",
    pack="capitals",
    category=Category.TYPOGRAPHY,
    severity=Severity.WARNING,
    message="A title directly before a name takes a capital.",
    why="Before the name the title is part of it; alone, or behind an adjective or article, it is a common noun.",
    examples=[
        Example(bad="They met [[president]] Obama in May.", good="They met President Obama in May."),
        Example(bad="They asked [[dr]]. Walker to stay.", good="They asked Dr. Walker to stay."),
        Example(ok="The president met the former queen Beatrix and my uncle Peter; in general Anna did not."),
    ],
)
def title_before_name(prose: Prose, rule: Rule) -> Iterator[Finding]:
    words, classes = prose.words, prose.lexicon.classes
    for title in TITLES & prose.positions.keys():
        for index in prose.positions[title]:
            word = words[index]
            if not word.islower() or index + 1 >= len(prose) or not unmarked(prose, index):
                continue
            name = words[index + 1]
            if not (name[:1].isupper() and name[1:].islower()) or prose.quoted[index] != prose.quoted[index + 1]:
                continue
            if index + 1 in prose.sentence_starts:
                continue
            if title not in ADDRESSES:
                if index not in prose.sentence_starts and prose.tags[index - 1] not in AFTER:
                    continue
                if index and prose.lower[index - 1] in ("as", "become", "became", "of", "then", "in"):
                    continue
                if not classes(name) & {"given", "surname"} or prose.tags[index + 1] != "NNP":
                    continue
                if classes(name) & {"people", "country", "month", "weekday"}:
                    continue
            yield rule.finding(prose.span(index, index + 1), [recased(prose, index, capitalise(word))])
    for match in search.matches(prose, SHORTENED, SHORTENED_STOP):
        yield rule.finding(match.span(), [Edit(*match.span(), capitalise(match[0]))])


@check(
    code="CA006",
    name="month-in-lower-case",
    pack="capitals",
    category=Category.TYPOGRAPHY,
    severity=Severity.ERROR,
    message="The month takes a capital.",
    why="Months and days of the week are names.",
    examples=[
        Example(bad="They left on [[march]] 5.", good="They left on March 5."),
        Example(bad="They left in [[may]] 1987.", good="They left in May 1987."),
        Example(ok="They may leave on 5 March; a march 20 miles long lay ahead."),
    ],
)
def month_in_lower_case(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for month in ("may", "march", "august"):
        for index in prose.positions.get(month, ()):
            if prose.words[index] == month and _dated(prose, index) and unmarked(prose, index):
                yield rule.finding(prose.span(index, index + 1), [recased(prose, index, capitalise(month))])


def _dated(prose: Prose, index: int) -> bool:
    before = prose.lower[index - 1] if index else ""
    following = prose.lower[index + 1] if index + 1 < len(prose) else ""
    if before in ("last", "next") and following != "of" and prose.lower[index - 2] not in ("a", "the", "her", "his"):
        return index > 1
    number = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?|(?:1[5-9]|20)\d\d", following)
    dated = before in (
        "in",
        "on",
        "since",
        "until",
        "till",
        "by",
        "from",
        "last",
        "early",
        "late",
        "mid",
        "of",
        "during",
    )
    if number and (dated or (index and number[1] is None)):
        return before not in ("a", "the", "long", "her", "his", "their")
    if (
        re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", before)
        and not before.startswith("0")
        and (number or following in (",", ".", "and", "to", ""))
    ):
        return prose.tags[index] != "MD" or following != "to"
    return (
        before in ("in", "since", "until", "during", "late", "early")
        and following in (",", ".", "and", "of")
        and (prose.words[index] != "august" or before == "in")
        and not (following in ("of", "and") and prose.words[index] == "march")
    )


ACRONYMS = {
    word.lower(): word
    for word in words(
        """
        USA UK NASA FBI CIA NATO BBC CNN NBA NFL NHL DVD DVDs HIV GPS CEO CEOs SUV SUVs UFO UFOs FIFA UEFA UNESCO
        UNICEF MTV IBM OPEC NYPD LAPD WWII USSR UAE NYC DNA RNA
        """
    )
}
# Spoken letter by letter, so that nobody writes them like a name; “Nasa” and “Nato” are the custom of some papers.
SPELLED_OUT = {
    word.capitalize(): word
    for word in words(
        """
        USA UK FBI CIA NSA BBC CNN NBA NFL NHL DVD HIV GPS CEO CFO CTO SUV UFO IBM USSR UAE DNA RNA GPU CPU HTML CSS
        XML HTTP HTTPS SQL USB PDF MRI ATM FAQ
        """
    )
}
NOUN_FRAMED = {"cd": "CD", "cds": "CDs", "pc": "PC", "pcs": "PCs", "tv": "TV", "tvs": "TVs"}


@check(
    code="CA011",
    name="acronym-in-lower-case",
    pack="capitals",
    category=Category.TYPOGRAPHY,
    severity=Severity.ERROR,
    message="The abbreviation is written in capitals.",
    why="The letters stand for words, so they are capitals.",
    examples=[
        Example(bad="They moved to the [[usa]] in May.", good="They moved to the USA in May."),
        Example(bad="She bought a new [[pc]] in May.", good="She bought a new PC in May."),
        Example(bad="The [[Dna]] test failed.", good="The DNA test failed."),
        Example(ok="Type cd to change the folder; the site ends in .uk."),
    ],
)
def acronym_in_lower_case(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for word in ACRONYMS.keys() & prose.positions.keys():
        for index in prose.positions[word]:
            if prose.words[index] == word and unmarked(prose, index):
                yield rule.finding(prose.span(index, index + 1), [recased(prose, index, ACRONYMS[word])])
    for word in SPELLED_OUT:
        for index in prose.positions.get(word.lower(), ()):
            if prose.words[index] == word and unmarked(prose, index):
                yield rule.finding(prose.span(index, index + 1), [recased(prose, index, SPELLED_OUT[word])])
    for word in NOUN_FRAMED.keys() & prose.positions.keys():
        for index in prose.positions[word]:
            if prose.words[index] != word or index == 0 or not unmarked(prose, index):
                continue
            if (
                prose.tags[index - 1] in ("DT", "PRP$", "JJ", "CD", "POS", "NN")
                and prose.lower[index - 1] != "type"
                and (index + 1 == len(prose) or prose.lower[index + 1] not in ("command", "commands"))
            ):
                yield rule.finding(prose.span(index, index + 1), [recased(prose, index, NOUN_FRAMED[word])])
