"""One thing, two ways in the same text."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.language.prose import Prose
from copydesk.rules.base import Example, Rule, check
from copydesk.text.edit import Edit
from copydesk.text.finding import Category, Finding, Severity

CREDITS = {"source", "sources", "via", "credit", "from", "by"}


def _title(prose: Prose, index: int) -> tuple[str, ...]:
    """The run of two or more capitalised words that begins at the token."""
    end = index
    while end < len(prose) and prose.words[end][:1].isupper() and prose.spaced(end):
        if end > index and end in prose.sentence_starts:
            break
        end += 1
    return tuple(prose.words[index:end])


@check(
    code="CO001",
    name="article-of-a-title",
    category=Category.CONSISTENCY,
    severity=Severity.WARNING,
    message="The same name has a capital “The” elsewhere in this text.",
    why="Where “The” is part of a newspaper's or a band's name, it is written alike throughout a text.",
    examples=[
        Example(
            bad="The fire was reported by [[the]] Harbour Gazette.\n\nSource: The Harbour Gazette",
            good="The fire was reported by The Harbour Gazette.\n\nSource: The Harbour Gazette",
        ),
        Example(ok="The fire was reported by The Harbour Gazette.\n\nSource: The Harbour Gazette"),
        Example(ok="The Harbour Gazette reported the fire. Ask the Harbour Gazette."),
    ],
)
def article_of_a_title(prose: Prose, rule: Rule) -> Iterator[Finding]:
    capital: dict[tuple[str, ...], int] = {}
    for index in prose.positions.get("the", ()):
        if prose.words[index] != "The" or index in prose.sentence_starts:
            continue
        colon = index >= 2 and prose.words[index - 1] == ":" and prose.lower[index - 2] not in CREDITS
        title = _title(prose, index + 1)
        if len(title) >= 2 and not colon:
            capital[title] = index
    if not capital:
        return
    for index in prose.positions["the"]:
        if prose.words[index] != "the":
            continue
        title = _title(prose, index + 1)
        length = next((n for n in range(len(title), 1, -1) if title[:n] in capital), 0)
        if length:
            span = prose.span(index, index + 1)
            line = prose.document.source.position(prose.starts[capital[title[:length]]])[0]
            message = f"Line {line} has “The {' '.join(title[:length])}” with a capital; write it alike."
            yield rule.finding(span, [Edit(span.start, span.end, "The")], message=message)
