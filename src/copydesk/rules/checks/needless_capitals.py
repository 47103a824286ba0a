"""Capitals where none belong: on small words, seasons and number words inside a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from copydesk.language.prose import Prose
from copydesk.rules.base import Example, Rule, check
from copydesk.rules.checks.letter_case import recased, unmarked
from copydesk.rules.checks.phrases import words
from copydesk.rules.checks.subjects import FINITE
from copydesk.text.finding import Category, Confidence, Finding, Severity

MONTHS = words(
    """
    january february march april may june july august september october november december
    """
)
REACH = 6
SMALL = words(
    """
    on in at of and or but for with from by to as that which who when where while because if than then the a
    an are was were has have had be been she they her their its them also only not neither either both after
    before during since until between among against into onto through about over under very more most would
    could should every each some any all such so another other
    """
)


@check(
    code="CA007",
    name="capital-inside-sentence",
    pack="capitals",
    category=Category.TYPOGRAPHY,
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    message="No capital belongs here.",
    why="Inside a sentence only names take capitals.",
    examples=[
        Example(bad="The bridge was closed [[On]] 5 May.", good="The bridge was closed on 5 May."),
        Example(ok="The film It was shown; Gone With the Wind was not."),
        Example(ok="The bridge was closed On one hand they had no money."),
    ],
)
def capital_inside_sentence(prose: Prose, rule: Rule) -> Iterator[Finding]:
    words, lower = prose.words, prose.lower
    for word in SMALL & prose.positions.keys():
        for index in prose.positions[word]:
            found = words[index]
            if found.islower() or not found[1:].islower() or index in prose.sentence_starts or index + 1 >= len(prose):
                continue
            low, high = prose.sentence(index)
            before, after = words[index - 1], words[index + 1]
            if index - low < 2 or high - index < 2 or not (before.islower() and before.isalpha()):
                continue
            if not (after.islower() and after.isalpha()) and not (
                word in ("on", "in", "at", "by", "of", "from") and (after[0].isdigit() or lower[index + 1] in MONTHS)
            ):
                continue
            if not (unmarked(prose, index) and words[index - 2].islower()) or prose.quoted[index]:
                continue
            if prose.in_heading(index) or not prose.spaced(index) or prose.tags[index - 1] in ("DT", "PRP$"):
                continue
            if _opens_sentence(prose, index, high):
                continue
            yield rule.finding(prose.span(index, index + 1), [recased(prose, index, word)])


def _opens_sentence(prose: Prose, index: int, high: int) -> bool:
    """Whether a subject and its verb follow, so that a stop is missing rather: “It is shut On Sunday they open it”."""
    tags = prose.tags[index : min(index + REACH, high)]
    return any(subject in ("PRP", "EX") and verb in FINITE for subject, verb in pairwise(tags))


SEASONS = ("spring", "summer", "autumn", "winter", "fall")
SEASON_FRAMES = words(
    """
    the this last next early late every each all during
    """
)
SEASON_AFTER = frozenset(("of", ",", ".", "and", "or", "when", "he", "she", "they", "the", "months", "after", "before"))


@check(
    code="CA008",
    name="season-capital",
    pack="capitals",
    category=Category.TYPOGRAPHY,
    severity=Severity.SUGGESTION,
    message="Seasons are written in lower case.",
    why="A season is a common noun, unlike a month.",
    examples=[
        Example(bad="They moved in the [[Summer]] of 1987.", good="They moved in the summer of 1987."),
        Example(ok="They moved in the summer of the Winter Olympics."),
    ],
)
def season_capital(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for season in SEASONS:
        for index in prose.positions.get(season, ()):
            found = prose.words[index]
            if found.islower() or not found[1:].islower() or index in prose.sentence_starts or index + 1 >= len(prose):
                continue
            before = prose.lower[index - 1]
            framed = before in SEASON_FRAMES and prose.words[index - 1].islower()
            if season in ("summer", "autumn", "winter") and before in ("in", "of", "during"):
                framed = prose.words[index - 1].islower() or index - 1 in prose.sentence_starts
            if season == "fall" and before == "the" and prose.lower[index - 2] != "in":
                continue
            if framed and prose.lower[index + 1] in SEASON_AFTER and not prose.quoted[index] and unmarked(prose, index):
                if prose.lower[index + 1] == "of" and not prose.words[min(index + 2, len(prose) - 1)][0].isdigit():
                    continue
                yield rule.finding(prose.span(index, index + 1), [recased(prose, index, season)])


@check(
    code="CA009",
    name="number-word-capital",
    pack="capitals",
    category=Category.TYPOGRAPHY,
    severity=Severity.WARNING,
    message="Number words take no capital.",
    why="“Million” and its like are common nouns.",
    examples=[
        Example(bad="The bridge cost $150 [[Million]] in all.", good="The bridge cost $150 million in all."),
        Example(ok="The bridge cost $150 million; the 4 Million Dollar Club paid."),
    ],
)
def number_word_capital(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for word in ("million", "billion", "trillion", "percent"):
        for index in prose.positions.get(word, ()):
            found = prose.words[index]
            if not (found[0].isupper() and found[1:].islower()) or index == 0 or prose.quoted[index]:
                continue
            after = prose.words[index + 1] if index + 1 < len(prose) else "."
            if prose.words[index - 1][0].isdigit() and not after[0].isupper() and not prose.in_heading(index):
                yield rule.finding(prose.span(index, index + 1), [recased(prose, index, word)])
