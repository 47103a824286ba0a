"""Hyphens inside words that should not be there."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.language.prose import Prose
from copydesk.rules.base import Example, Rule, check
from copydesk.rules.repair import replace
from copydesk.text.finding import Category, Confidence, Finding, Severity

USUALLY_HYPHENATED = 2.5  # log-odds of the hyphen: below, edited text has both
NOT_ADVERBS = frozenset(
    {"family", "early", "only", "fly", "july", "italy", "supply", "assembly", "rally", "jelly", "belly"}
)


@check(
    code="HY004",
    name="hyphen-after-ly-adverb",
    category=Category.PUNCTUATION,
    severity=Severity.SUGGESTION,
    message="After an adverb in “-ly” stands no hyphen.",
    why="The ending “-ly” shows already that the adverb belongs to the next word.",
    examples=[
        Example(bad="A [[newly-built]] school opened.", good="A newly built school opened."),
        Example(ok="A newly built school opened to family-owned firms."),
    ],
)
def hyphen_after_ly(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for word, places in prose.positions.items():
        adverb, hyphen, rest = word.partition("-")
        if not hyphen or not adverb.endswith("ly") or len(adverb) < 5 or "-" in rest or adverb in NOT_ADVERBS:
            continue
        if prose.lexicon.tags(adverb) != {"RB"} or not prose.lexicon.tags(rest) & {"VBN", "JJ"}:
            continue
        for index in places:
            first, _, second = prose.words[index].partition("-")
            yield rule.finding(prose.span(index, index + 1), [replace(prose, index, index + 1, f"{first} {second}")])


@check(
    code="HY020",
    name="compound-before-noun",
    category=Category.PUNCTUATION,
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    message="Before a noun these two words are hyphenated.",
    why="In edited text these words stand with a hyphen before a noun, to show that they describe it together.",
    examples=[
        Example(bad="They agreed on a [[long term]] plan.", good="They agreed on a long-term plan."),
        Example(ok="They agreed on it for the long term."),
    ],
)
def compound_before_noun(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for item in prose.context.hyphens():
        edits = replace(prose, item.first, item.last, item.alternative)
        counted = prose.tags[item.first] == "CD"  # number and unit: another rule's business
        former = prose.lower[item.first] == "then"  # “the then president”: with a hyphen or without
        if edits and not counted and not former and item.log_odds >= USUALLY_HYPHENATED:
            message = f"Before the noun it is “{item.alternative}”."
            yield rule.finding(prose.span(item.first, item.last), [edits], message=message)
