"""Hyphens inside words that should not be there."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.language.prose import Prose
from copydesk.rules.base import Example, Rule, check
from copydesk.rules.repair import replace
from copydesk.text.finding import Category, Finding, Severity

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
