"""Commas round a remark on somebody or something that is known already: “my father, who is old, lives alone”."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.language.prose import Prose
from copydesk.rules.base import Example, Rule, check
from copydesk.rules.checks.phrases import words
from copydesk.rules.checks.subjects import FINITE
from copydesk.rules.repair import insert_after
from copydesk.text.finding import Category, Confidence, Finding, Severity

ONLY_ONES = words("mother father mum mom dad wife husband boss")
OWNERS = words("my his her our your")
CLASSES = frozenset({"city", "country", "given"})
LONGEST = 7  # tokens of the remark


@check(
    code="PU609",
    name="commas-round-a-remark",
    pack="punctuation",
    category=Category.PUNCTUATION,
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    formal=True,
    message="Commas set off a remark on what is known already.",
    why="There is one Rome, so that it is old does not tell which is meant.",
    examples=[
        Example(bad="My [[father]] who is old stayed at home.", good="My father, who is old, stayed at home."),
        Example(bad="[[Rome]] which is old is big.", good="Rome, which is old, is big."),
        Example(ok="My father, who is old, lives alone. The Rome which is old is big."),
        Example(ok="My brother who lives here is old."),
    ],
)
def commas_round_a_remark(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for word in ("who", "which"):
        for pronoun in prose.positions.get(word, ()):
            low, high = prose.sentence(pronoun)
            head = pronoun - 1
            if not _only_one(prose, head, low) or "," in prose.lower[low:high] or prose.quoted[pronoun]:
                continue
            end = _end_of_remark(prose, pronoun, high)
            if end is not None:
                edits = [*insert_after(prose, head, ","), *insert_after(prose, end - 1, ",")]
                yield rule.finding(prose.span(head, pronoun), [edits])


def _only_one(prose: Prose, head: int, low: int) -> bool:
    """Whether the token at a sentence's beginning names something of which there is only one."""
    if head == low:
        return prose.tags[head] == "NNP" and bool(prose.lexicon.classes(prose.words[head]) & CLASSES)
    return head == low + 1 and prose.lower[head] in ONLY_ONES and prose.lower[low] in OWNERS


def _end_of_remark(prose: Prose, pronoun: int, high: int) -> int | None:
    """Where the main verb stands after a short relative clause with a verb of its own, or None."""
    tags = prose.tags
    if pronoun + 1 >= high or tags[pronoun + 1] not in FINITE:
        return None
    for index in range(pronoun + 2, min(pronoun + 2 + LONGEST, high)):
        if tags[index] in FINITE:
            return index if index > pronoun + 2 else None
        if tags[index] in ("CC", "WP", "WDT", "WRB", "PRP", "VB", ":") or prose.lower[index] in ("that", "as", "than"):
            return None
    return None
