"""Sentences that stand twice, and phrases that stand twice in a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from copydesk.formats.document import BlockKind
from copydesk.language.prose import Prose
from copydesk.rules.base import Example, Rule, check
from copydesk.rules.checks.duplicates import MIN_FAR_WORDS, REACH, REFRAIN, line_of, parted, spoken_words
from copydesk.rules.repair import delete
from copydesk.text.edit import Applicability, Edit
from copydesk.text.finding import Category, Finding, Severity

MIN_SENTENCE = 7
LONGEST_PHRASE = 6
_PRONOUNS = "i you he she it we they there this that what who is was to"
PRONOUNS = frozenset(_PRONOUNS.split())


@check(
    code="DU003",
    name="duplicate-sentence",
    pack="duplicates",
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
        key = spoken_words(prose, first, last)
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
        if far and parted(prose, prose.block_numbers[prose.sentences[other][0]], prose.block_numbers[first]):
            continue
        if not any(tag[0] == "V" or tag == "MD" for tag in prose.tags[first:last]):
            continue
        line = line_of(prose, prose.starts[prose.sentences[other][0]])
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
    return spoken_words(prose, *prose.block_tokens[block]) == spoken_words(prose, *prose.block_tokens[earlier])


@check(
    code="DU004",
    name="repeated-phrase",
    pack="duplicates",
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
        Example(ok="They talked for hours and hours and went on the next day, and so on and so on."),
        Example(ok="It rained day after day after day."),
        Example(ok="What he is he is by his own hand."),
        Example(ok="It is not so far as far as I know."),
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
        if not all(word.isalpha() or "-" in word for word in phrase):
            continue
        if not all(word[0].isalpha() and word[-1].isalpha() for word in phrase):
            continue  # “Why--why--”
        thrice = (after < last and lower[after] == phrase[0]) or (index and lower[index - 1] == phrase[-1])
        names = all(word[:1].isupper() for word in prose.words[index : index + size])
        journey = size == 2 and index and lower[index - 1] == "from"  # from door to door to door
        comparison = size == 2 and "as" in phrase  # not as good as good should be; very far as far as I know
        same_again = size == 2 and index and prose.lemma(index - 1) == "call"  # they call a spade a spade
        growth = size == 2 and "and" in phrase  # for hours and hours and days
        growth = growth or phrase in (["and", "so", "on"], ["and", "so", "forth"])
        if growth or thrice or names or journey or comparison or same_again or (size == 2 and phrase[0] in PRONOUNS):
            continue
        return size
    return 0
