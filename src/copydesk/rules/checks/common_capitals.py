"""Capitals of words for everyday things, persons and times, which are names of nothing."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.language.prose import Prose
from copydesk.rules.base import Example, Rule, check
from copydesk.rules.checks.letter_case import recased, unmarked
from copydesk.rules.checks.phrases import words
from copydesk.rules.checks.subjects import FINITE
from copydesk.text.finding import Category, Confidence, Finding, Severity

THINGS = words(
    "dog cat boy girl man woman car house tree bird horse child children men women baby door window bread water rain "
    "day night morning evening week year film movie book story trip party music coffee tea chocolate food doctor nurse "
    "teacher lawyer engineer farmer driver student writer singer painter baker waiter plumber soldier "
    "brother sister uncle aunt wife husband friend"
)
BEFORE = words(
    "the a an my his her our their your this that new old nice good bad great small big little young likes eat eats"
)
DIRECTIONS = words("north south east west")
MOVING = words("went go goes going gone headed head heads turned turn turns drove drive walked walk sailed fled moved")
MOST = 3  # capitals in the sentence, its first word among them: with more it is a title


@check(
    code="CA022",
    name="capital-of-common-noun",
    pack="capitals",
    category=Category.TYPOGRAPHY,
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    message="The word is no name and takes no capital.",
    why="Capitals are for names and for the first word of a sentence.",
    examples=[
        Example(bad="The [[Dog]] barked.", good="The dog barked."),
        Example(bad="It was a nice [[Day]].", good="It was a nice day."),
        Example(bad="He went [[North]].", good="He went north."),
        Example(ok="He went north; he lives in the North."),
        Example(ok="The dog barked. The Dog Star shone. He read The Old Man and the Sea."),
    ],
)
def capital_of_common_noun(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for word in (THINGS | DIRECTIONS) & prose.positions.keys():
        for index in prose.positions[word]:
            written = prose.words[index]
            if written == word or not written[1:].islower() or not unmarked(prose, index) or prose.quoted[index]:
                continue
            low, high = prose.sentence(index)
            leads = MOVING if word in DIRECTIONS else BEFORE
            if index == low or prose.lower[index - 1] not in leads or prose.in_heading(index):
                continue
            if prose.words[index - 1][0].isupper() and index - 1 != low:
                continue
            after = prose.words[index + 1] if index + 1 < high else "."
            if after[0].isupper() or after in ("-", "’", "'", "'s", "’s", ",", "of", "and", "&", "or", "to", "or"):
                continue
            if after not in ".!?" and prose.tags[index + 1] not in FINITE:
                continue
            capitals = sum(word[:1].isupper() for word in prose.words[low:high])
            if capitals >= MOST or prose.words[high - 1][0] not in ".!?":
                continue
            if sum(prose.words[place] == written for place in prose.positions[word]) > 1:
                continue  # written so throughout: a name or a term
            edits = [recased(prose, index, word)]
            yield rule.finding(prose.span(index, index + 1), [edits], message=f"Write “{word}”.")
