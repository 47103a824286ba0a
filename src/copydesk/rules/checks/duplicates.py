"""Text that stands twice: captions, headings, lines and paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.formats.document import BlockKind
from copydesk.language.prose import Prose
from copydesk.rules.base import Example, Rule, check
from copydesk.text.edit import Edit
from copydesk.text.finding import Category, Finding, Severity

MIN_WORDS = 4
REACH = 6  # a repetition counts when it follows within so many blocks


def _key(prose: Prose, block: int) -> tuple[str, ...]:
    first, last = prose.block_tokens[block]
    return tuple(word for word in prose.lower[first:last] if word[0].isalnum())


@check(
    code="DU001",
    name="duplicate-block",
    category=Category.DUPLICATION,
    severity=Severity.ERROR,
    in_quotes=True,
    message="This stands here a second time.",
    why="A caption, a line or a paragraph that is pasted twice is nearly always an accident.",
    examples=[
        Example(
            bad="The old mill burned for two days.\n\n[[The old mill burned for two days.]]\n\nNobody was hurt.",
            good="The old mill burned for two days.\n\nNobody was hurt.",
        ),
        Example(ok="The old mill burned for two days.\n\nThe new mill burned for two days."),
        Example(ok="Not now.\n\nNot now."),
    ],
)
def duplicate_block(prose: Prose, rule: Rule) -> Iterator[Finding]:
    seen: dict[tuple[str, ...], int] = {}
    for number, block in enumerate(prose.blocks):
        if block.kind is BlockKind.TABLE_CELL:
            continue
        key = _key(prose, number)
        if len(key) < MIN_WORDS:
            continue
        earlier = seen.get(key)
        seen[key] = number
        if earlier is None or number - earlier > REACH:
            continue
        line = prose.document.source.position(prose.blocks[earlier].start)[0]
        before = prose.blocks[number - 1].end
        between = prose.text[before : block.start]
        edits = [Edit(before, block.end, "")] if not between.strip() else []
        yield rule.finding(block.span, edits, message=f"This stands in line {line} already; take it out here.")
