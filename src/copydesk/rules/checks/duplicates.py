"""Text that stands twice: captions, headings, lines, paragraphs, sentences and phrases."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from copydesk.formats.document import BlockKind
from copydesk.language.prose import Prose
from copydesk.rules.base import Example, Rule, check
from copydesk.rules.repair import delete
from copydesk.text.edit import Applicability, Edit
from copydesk.text.finding import Category, Confidence, Finding, Severity

MIN_WORDS = 4  # of a line that stands twice in a row
MIN_FAR_WORDS = 8  # of one that comes again after something else
MIN_SENTENCE = 7
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
HEADING_OF_CODE = re.compile(r"^ {0,3}#{1,6} ", re.MULTILINE)  # has no words, so it is no block
LONGEST_PHRASE = 6
_PRONOUNS = "i you he she it we they there this that what who is was to"
PRONOUNS = frozenset(_PRONOUNS.split())


def _words(prose: Prose, first: int, last: int) -> tuple[str, ...]:
    """The words of tokens in lower case; what is masked (code, links) as it stands in the source."""
    return tuple(filter(None, prose.spoken[first:last]))


def _line(prose: Prose, offset: int) -> int:
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
    keys = [_words(prose, first, last) for first, last in prose.block_tokens]
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
            or _parted(prose, earlier, number)
        )
        if len(key) < least or repeated:
            continue
        line = _line(prose, prose.blocks[earlier].start)
        message = f"This stands in line {line} already; take it out here."
        level = rule.applicability if number - earlier <= NEAR else Applicability.DISPLAY
        yield rule.finding(block.span, _removal(prose, number), message=message, applicability=level)


def _parted(prose: Prose, earlier: int, later: int) -> bool:
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
        key = _words(prose, first, last)
        for earlier, other in previous[-2:]:
            same_kind = prose.blocks[earlier].kind is block.kind and not _parted(prose, earlier, number)
            if same_kind and key != other and (_other_credit(key, other) or _one_word_differs(key, other)):
                line = _line(prose, prose.blocks[earlier].start)
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


@check(
    code="DU003",
    name="duplicate-sentence",
    category=Category.DUPLICATION,
    severity=Severity.ERROR,
    message="This sentence stands here a second time.",
    why="A sentence that comes again word for word within a few paragraphs has been pasted twice.",
    examples=[
        Example(
            bad="The ferry left the island at noon on Friday. [[The ferry left the island at noon on Friday.]] It "
            "was late.",
            good="The ferry left the island at noon on Friday. It was late.",
        ),
        Example(
            bad="Rain fell. The ferry left the island at noon on Friday.\n\nNobody waited. [[The ferry left the island "
            "at noon on Friday.]]",
            good="Rain fell. The ferry left the island at noon on Friday.\n\nNobody waited.",
        ),
        Example(ok="The ferry left the island at noon. The bus left the island at noon."),
        Example(ok="“Go away.” “Go away.”"),
    ],
)
def duplicate_sentence(prose: Prose, rule: Rule) -> Iterator[Finding]:
    seen: dict[tuple[str, ...], tuple[int, int]] = {}
    counts: Counter[tuple[str, ...]] = Counter()
    found = []
    for number, (first, last) in enumerate(prose.sentences):
        if last - first < MIN_SENTENCE or prose.block(first).kind is BlockKind.TABLE_CELL:
            continue
        key = _words(prose, first, last)
        if len(key) < MIN_SENTENCE:
            continue
        counts[key] += 1
        block = prose.block_numbers[first]
        earlier = seen.get(key)
        seen[key] = number, block
        if earlier is not None and block - earlier[1] <= REACH // 2 and not _same_block(prose, block, earlier[1]):
            found.append((key, earlier[0], first, last))
    for key, other, first, last in found:
        far = prose.block_numbers[first] != prose.block_numbers[prose.sentences[other][0]]
        if counts[key] >= REFRAIN or (far and len(key) < MIN_FAR_WORDS) or prose.quoted[first]:
            continue
        if far and prose.block(first).kind is BlockKind.LIST_ITEM:
            continue
        if far and _parted(prose, prose.block_numbers[prose.sentences[other][0]], prose.block_numbers[first]):
            continue
        if not any(tag[0] == "V" or tag == "MD" for tag in prose.tags[first:last]):
            continue
        line = _line(prose, prose.starts[prose.sentences[other][0]])
        span = prose.span(first, last)
        gap = span.start
        while gap and prose.text[gap - 1] == " ":
            gap -= 1
        edit = Edit(gap, span.end, "") if gap > prose.block(first).start else Edit(span.start, span.end + 1, "")
        yield rule.finding(
            span,
            [edit],
            message=f"This sentence stands in line {line} already; take it out here.",
            severity=Severity.WARNING if far else rule.severity,
            applicability=Applicability.DISPLAY if far else rule.applicability,
        )


def _same_block(prose: Prose, block: int, earlier: int) -> bool:
    """Whether all of the block stands twice, which DU001 looks after."""
    if block == earlier:
        return False
    return _words(prose, *prose.block_tokens[block]) == _words(prose, *prose.block_tokens[earlier])


@check(
    code="DU004",
    name="repeated-phrase",
    category=Category.DUPLICATION,
    severity=Severity.ERROR,
    message="“{match}” stands here twice in a row.",
    why="The same words twice in a row are a slip of the hand or what is left of an edit.",
    examples=[
        Example(
            bad="The fair was held [[in the city in the city]] for the last time.",
            good="The fair was held in the city for the last time.",
        ),
        Example(bad="They asked [[for the for the]] key.", good="They asked for the key."),
        Example(ok="They talked on and on and on."),
        Example(ok="It rained day after day after day."),
        Example(ok="What he is he is by his own hand."),
        Example(ok="They flew to Bora Bora, Bora Bora being far away."),
    ],
)
def repeated_phrase(prose: Prose, rule: Rule) -> Iterator[Finding]:
    done = 0
    for index in prose.word_places.repeats(LONGEST_PHRASE).tolist():
        size = _repeated(prose, index, prose.sentence(index)[1]) if index >= done else 0
        if size:
            phrase = prose.span(index, index + size).of(prose.masked)
            edits = delete(prose, index + size, index + 2 * size)
            message = f"“{' '.join(phrase.split())}” stands here twice in a row."
            yield rule.finding(prose.span(index, index + 2 * size), [edits], message=message)
            done = index + 2 * size


def _repeated(prose: Prose, index: int, last: int) -> int:
    """How many tokens from here on come again at once; 0 when none do, or when they are meant to."""
    lower = prose.lower
    for size in range(min(LONGEST_PHRASE, (last - index) // 2), 1, -1):
        phrase = lower[index : index + size]
        after = index + 2 * size
        if phrase != lower[index + size : after] or len(set(phrase)) < 2:
            continue
        if not all(word.isalpha() or "-" in word for word in phrase) or any(word[0].isdigit() for word in phrase):
            continue
        thrice = (after < last and lower[after] == phrase[0]) or (index and lower[index - 1] == phrase[-1])
        names = all(word[:1].isupper() for word in prose.words[index : index + size])
        journey = size == 2 and index and lower[index - 1] == "from"  # from door to door to door
        if thrice or names or journey or (size == 2 and phrase[0] in PRONOUNS):
            continue
        return size
    return 0
