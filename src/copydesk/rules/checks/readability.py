"""Sentences that ask too much of a reader."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.language.prose import Prose
from copydesk.rules.base import Example, Rule, check
from copydesk.text.finding import Category, Finding, Severity
from copydesk.text.span import Span

LONGEST = 50


@check(
    code="RB001",
    name="long-sentence",
    category=Category.READABILITY,
    severity=Severity.SUGGESTION,
    message="This sentence has more words than most readers can hold; make two of it.",
    why=f"Above {LONGEST} words a reader has lost the beginning before the end comes.",
    examples=[
        Example(
            bad="[[The council, which had met four times since the spring without once agreeing on where the new "
            "bridge across the river should stand, decided late on Tuesday evening, after the mayor had threatened to "
            "leave the room and two members had already done so, that nothing at all should be built before the summer "
            "of next year.]]"
        ),
        Example(ok="The council decided that nothing should be built before the summer."),
    ],
)
def long_sentence(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for first, last in prose.sentences:
        if last - first <= LONGEST:
            continue
        words = sum(word[0].isalnum() for word in prose.words[first:last])
        if words > LONGEST and not prose.in_heading(first):
            message = f"This sentence has {words} words; make two of it."
            yield rule.finding(Span(prose.starts[first], prose.ends[last - 1]), message=message)
