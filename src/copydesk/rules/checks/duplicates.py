"""Blocks that stand twice: captions, headings, lines and paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from copydesk.formats.document import BlockKind
from copydesk.language.prose import Prose
from copydesk.rules.base import Example, Rule, check
from copydesk.rules.expressions import late
from copydesk.text.edit import Applicability, Edit
from copydesk.text.finding import Category, Confidence, Finding, Severity

MIN_WORDS = 4  # of a line that stands twice in a row
MIN_FAR_WORDS = 8  # of one that comes again after something else
MIN_NEAR = 14  # of a paragraph that comes again with one word changed
REACH = 6  # a repetition counts when it follows within so many blocks
NEAR = 2  # up to here a repetition is surely a slip, further off a person should look
REFRAIN = 3  # what stands so often is a refrain or a form, no accident
TITLES = frozenset({BlockKind.HEADING, BlockKind.CAPTION})
_CREDITS = "photo photos photograph photographs picture image credit credits source copyright courtesy foto via ©"
CREDITS = frozenset(_CREDITS.split())
_SMALL_WORDS = "a an the this that of to at on in over across by for from and or but is was are were has had will would"
SMALL_WORDS = frozenset(_SMALL_WORDS.split())
NEGATIONS = frozenset({"not", "no", "never", "n't", "only", "without"})
HEADING_OF_CODE = late(r"^ {0,3}#{1,6} ", re.MULTILINE)  # has no words, so it is no block


def spoken_words(prose: Prose, first: int, last: int) -> tuple[str, ...]:
    """The words of tokens in lower case; what is masked (code, links) as it stands in the source."""
    return tuple(filter(None, prose.spoken[first:last]))


def line_of(prose: Prose, offset: int) -> int:
    """The line, from 1, of a place in the text."""
    return prose.document.source.position(offset)[0]


def _removal(prose: Prose, number: int) -> list[Edit]:
    """The edit that takes a block out with the white space before it; none where something else stands between."""
    before, block = prose.blocks[number - 1].end, prose.blocks[number]
    return [] if prose.text[before : block.start].strip() else [Edit(before, block.end, "")]


def _spoken(prose: Prose, number: int) -> bool:
    return prose.masked[prose.blocks[number].start] in "\"“‘«„'—–-"


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
        Example(
            bad="Boats in the harbour. Photo: Ana Lima\n[[Boats in the harbour. Photo: Ana Lima]]\n\nAll was calm.",
            good="Boats in the harbour. Photo: Ana Lima\n\nAll was calm.",
        ),
        Example(
            bad="## Getting started\n\n## [[Getting started]]\n\nRun the program.",
            format="markdown",
        ),
        Example(ok="The old mill burned for two days.\n\nThe new mill burned for two days."),
        Example(ok="Not now.\n\nNot now."),
        Example(ok="# Usage\n\nRun it.\n\n# Usage\n\nRun it twice.", format="markdown"),
    ],
)
def duplicate_block(prose: Prose, rule: Rule) -> Iterator[Finding]:
    keys = [spoken_words(prose, first, last) for first, last in prose.block_tokens]
    counts = Counter(keys)
    seen: dict[tuple[str, ...], int] = {}
    for number, block in enumerate(prose.blocks):
        key = keys[number]
        if block.kind is BlockKind.TABLE_CELL or not key:
            continue
        earlier = seen.get(key)
        seen[key] = number
        if earlier is None or number - earlier > REACH:
            continue
        adjacent = earlier == number - 1
        kinds = {block.kind, prose.blocks[earlier].kind}
        if adjacent and kinds <= TITLES:
            least = 2
        elif adjacent:
            least = 2 * MIN_WORDS if _spoken(prose, number) else MIN_WORDS
        else:
            least = MIN_FAR_WORDS
        repeated = not adjacent and (
            counts[key] >= REFRAIN
            or BlockKind.LIST_ITEM in kinds
            or _verse(prose, number)
            or parted(prose, earlier, number)
        )
        if len(key) < least or repeated:
            continue
        line = line_of(prose, prose.blocks[earlier].start)
        message = f"This stands in line {line} already; take it out here."
        level = rule.applicability if number - earlier <= NEAR else Applicability.DISPLAY
        if number - earlier == 1 and prose.words[slice(*prose.block_tokens[number])] == prose.words[
            slice(*prose.block_tokens[earlier])
        ]:
            level = Applicability.SAFE  # the very same words twice in a row: nothing is lost
        yield rule.finding(block.span, _removal(prose, number), message=message, applicability=level)


def parted(prose: Prose, earlier: int, later: int) -> bool:
    """Whether a heading stands between two blocks: sections of a manual may say the same."""
    if any(block.kind is BlockKind.HEADING for block in prose.blocks[earlier + 1 : later]):
        return True
    between = prose.text[prose.blocks[earlier].end : prose.blocks[later].start]
    return prose.document.format == "markdown" and HEADING_OF_CODE.search(between) is not None


def _verse(prose: Prose, number: int) -> bool:
    """Whether the block is one of several short lines that end without a full stop: verse, or a form."""
    near = range(max(0, number - 3), min(len(prose.blocks), number + 4))
    short = 0
    for other in near:
        first, last = prose.block_tokens[other]
        short += last - first <= 12 and prose.blocks[other].kind is BlockKind.PARAGRAPH
    return short >= 5


def _uncredited(words: Sequence[str]) -> tuple[str, ...]:
    """The words of a caption before its credit."""
    if CREDITS.isdisjoint(words):
        return tuple(words)
    place = next((index for index, word in enumerate(words) if word in CREDITS and index), len(words))
    return tuple(words[:place])


@check(
    code="DU002",
    name="near-duplicate-block",
    category=Category.DUPLICATION,
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    in_quotes=True,
    message="This says nearly word for word what stands above.",
    why="Two versions of one caption or paragraph are left over from an edit; one of them has to go.",
    examples=[
        Example(
            bad="Boats in the harbour at dawn. Photo: Ana Lima\n\n[[Boats in the harbour at dawn. Photo: Tom Reed]]",
        ),
        Example(
            bad="The council will meet on Tuesday to decide where the new bridge across the river should stand.\n\n"
            "[[The council will meet on Tuesday to decide where the new bridge over the river should stand.]]",
        ),
        Example(ok="Boats in the harbour at dawn. Photo: Ana Lima\n\nThe harbour at noon. Photo: Ana Lima"),
        Example(ok="The red boat sailed at dawn.\n\nThe blue boat sailed at dawn."),
    ],
)
def near_duplicate_block(prose: Prose, rule: Rule) -> Iterator[Finding]:
    previous: list[tuple[int, tuple[str, ...]]] = []
    for number, block in enumerate(prose.blocks):
        if block.kind in (BlockKind.TABLE_CELL, BlockKind.LIST_ITEM):
            continue
        first, last = prose.block_tokens[number]
        if last - first < MIN_WORDS:
            continue
        key = spoken_words(prose, first, last)
        for earlier, other in previous[-2:]:
            same_kind = prose.blocks[earlier].kind is block.kind and not parted(prose, earlier, number)
            if same_kind and key != other and (_other_credit(key, other) or _one_word_differs(key, other)):
                line = line_of(prose, prose.blocks[earlier].start)
                message = f"This says nearly word for word what stands in line {line}; keep one of the two."
                yield rule.finding(block.span, message=message)
                break
        previous.append((number, key))


def _other_credit(one: Sequence[str], two: Sequence[str]) -> bool:
    bare = _uncredited(one)
    return len(bare) >= MIN_WORDS and len(bare) < len(one) and bare == _uncredited(two)


def _one_word_differs(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether one word was put in, left out or replaced; numbers and code never are."""
    if min(len(one), len(two)) < MIN_NEAR or abs(len(one) - len(two)) > 1:
        return False
    head = 0
    while head < min(len(one), len(two)) and one[head] == two[head]:
        head += 1
    tail = 0
    while tail < min(len(one), len(two)) - head and one[-1 - tail] == two[-1 - tail]:
        tail += 1
    old, new = one[head : len(one) - tail], two[head : len(two) - tail]
    if len(old) > 1 or len(new) > 1 or not all(word.isalpha() for word in (*old, *new)):
        return False
    if old and new:
        return old[0][:3] == new[0][:3] or {old[0], new[0]} <= SMALL_WORDS
    return not {*old, *new} & NEGATIONS
