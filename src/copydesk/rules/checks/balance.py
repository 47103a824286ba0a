"""What is opened must be closed: brackets, quotation marks, sentences, sections."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.formats.document import BlockKind
from copydesk.language.prose import Prose
from copydesk.rules.base import Example, Rule, check
from copydesk.rules.expressions import late
from copydesk.text.edit import Applicability, Edit
from copydesk.text.finding import Category, Confidence, Finding, Severity
from copydesk.text.mask import INVISIBLE, OPAQUE

PAIRS = {")": "(", "]": "[", "}": "{"}
BRACKET = late(r"[()\[\]{}]")
ENUMERATED = late(r"(?<![\w(])(?:\d{1,3}|[A-Za-z]|[ivxIVX]{2,5})\)")  # "a) one, b) two"
SMILEY = late(r"(?<!\S)(?:[:;=8][-'o^]?[()\[\]]|[()]-?[:;])(?!\w)")
INTERVAL = late(r"[\[(]\s*-?[\w.∞+-]+\s*[,;]\s*-?[\w.∞+-]+\s*[\])]")


def _brackets(text: str) -> Iterator[tuple[int, bool]]:
    """(offset, whether it opens) of the brackets of a text that have no partner."""
    intervals = {place for match in INTERVAL.finditer(text) for place in range(*match.span())}
    opened: list[int] = []
    lonely: list[int] = []
    for match in BRACKET.finditer(text):
        place, character = match.start(), match[0]
        if place in intervals:
            continue
        if character in "([{":
            opened.append(place)
        elif opened and text[opened[-1]] == PAIRS[character]:
            opened.pop()
        else:
            lonely.append(place)
    lonely += opened
    if lonely:
        meant = {
            place for form in (ENUMERATED, SMILEY) for match in form.finditer(text) for place in range(*match.span())
        }
        yield from ((place, text[place] in "([{") for place in sorted(lonely) if place not in meant)


@check(
    code="BA001",
    name="bracket-without-partner",
    category=Category.PUNCTUATION,
    severity=Severity.WARNING,
    in_quotes=True,
    message="This bracket has no partner in its paragraph.",
    why="A bracket that opens a remark is closed before the paragraph ends.",
    examples=[
        Example(bad="The pump [[(]]built in 1931 was replaced."),
        Example(bad="The pump, built in 1931[[)]], was replaced."),
        Example(bad="The pump (built in 1931[[}]] was replaced.", good="The pump (built in 1931) was replaced."),
        Example(ok="The pump (built in 1931) was replaced."),
        Example(ok="It has to a) work and b) last. That is all :)"),
        Example(ok="The number lies in [0, 1) as a rule."),
    ],
)
def lonely_bracket(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for number, block in enumerate(prose.blocks):
        text = prose.masked[block.start : block.end]
        if block.kind is BlockKind.TABLE_CELL or not any(mark in text for mark in "()[]{}"):
            continue
        lonely = list(_brackets(text))
        if not lonely or len(lonely) > 2 or (OPAQUE in text and _hidden(text)) or _spans_blocks(prose, number):
            continue
        if len(lonely) == 2 and lonely[0][1] and not lonely[1][1]:
            offset, mark = block.start + lonely[1][0], text[lonely[0][0]]
            partner = next(closing for closing, opening in PAIRS.items() if opening == mark)
            message = f"The bracket “{mark}” is closed by “{prose.masked[offset]}”; write “{partner}”."
            yield rule.finding((offset, offset + 1), [Edit(offset, offset + 1, partner)], message=message)
            continue
        for place, opens in lonely:
            offset = block.start + place
            message = f"This bracket is never {'closed' if opens else 'opened'} in its paragraph."
            yield rule.finding((offset, offset + 1), message=message)


def _hidden(text: str) -> bool:
    """Whether masked content touches a bracket, and may hide its partner."""
    return re.search(rf"[()\[\]{{}}]{INVISIBLE}*{OPAQUE}|{OPAQUE}{INVISIBLE}*[()\[\]{{}}]", text) is not None


def _spans_blocks(prose: Prose, number: int) -> bool:
    """Whether a neighbouring block has the other half: a remark of several paragraphs or list items."""
    for other in (number - 2, number - 1, number + 1, number + 2):
        if 0 <= other < len(prose.blocks):
            block = prose.blocks[other]
            if any(_brackets(prose.masked[block.start : block.end])):
                return True
    return False


@check(
    code="BA002",
    name="quotation-without-end",
    category=Category.PUNCTUATION,
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    in_quotes=True,
    message="This quotation mark has no partner in its paragraph.",
    why="A quotation is closed where it ends; only one that goes on in the next paragraph stays open, and that begins "
    "with an opening mark again.",
    examples=[
        Example(bad="She called it [[“]]a good day and left.\n\nNobody followed her."),
        Example(bad='She called it [["]]a good day and left.\n\nNobody followed her.'),
        Example(bad="She called it a good day[[”]] and left.\n\nNobody followed her."),
        Example(ok="She called it “a good day” and left."),
        Example(ok='“It began at noon.\n\n“It ended at one,” she said. The board is 5" wide.'),
    ],
)
def lonely_quote(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for number, block in enumerate(prose.blocks):
        text = prose.masked[block.start : block.end]
        if block.kind is BlockKind.TABLE_CELL or not any(mark in text for mark in '"“”') or OPAQUE in text:
            continue
        lonely = _lonely_quotes(text)
        if len(lonely) != 1:
            continue
        place = lonely[0]
        if _goes_on(prose, number, text[place]):
            continue
        offset = block.start + place
        message = f"This quotation mark is never {'opened' if text[place] == '”' else 'closed'} in its paragraph."
        yield rule.finding((offset, offset + 1), message=message)


LONG_QUOTATION = 6  # paragraphs
QUOTE_MARK = late(r"\"(?<!\d\")(?<!\d['′]\")")
INCHES = late(r"(?<=\d)['′]?\"")


def _lonely_quotes(text: str) -> list[int]:
    """The offsets of quotation marks that have no partner; inches, seconds and dittos are none."""
    straight = [match.start() for match in QUOTE_MARK.finditer(text)]
    inches = len(INCHES.findall(text))
    lonely = straight[-1:] if len(straight) % 2 and not inches else []
    opened: list[int] = []
    for match in re.finditer("[“”„]", text):
        if match[0] == "”" or (match[0] == "“" and opened and text[opened[-1]] == "„"):
            if opened:
                opened.pop()
            else:
                lonely.append(match.start())
        else:
            opened.append(match.start())
    return lonely + opened


def _goes_on(prose: Prose, number: int, mark: str) -> bool:
    """Whether a block near by has the other half of a quotation of several paragraphs."""
    if mark != "”" and number + 1 < len(prose.blocks) and prose.masked[prose.blocks[number + 1].start] in "“\"‘'":
        return True
    around = (*range(max(0, number - LONG_QUOTATION), number), *range(number + 1, number + 1 + LONG_QUOTATION))
    for other in around:
        if other >= len(prose.blocks) or (mark == "“" and other < number) or (mark == "”" and other > number):
            continue
        block = prose.blocks[other]
        if _lonely_quotes(prose.masked[block.start : block.end]):
            return True
    return False


FINAL = frozenset(".!?:;…,—–-")
CLOSERS = "\"'”’)]*_»" + INVISIBLE
LEAST_WORDS = 10


@check(
    code="BA003",
    name="paragraph-without-full-stop",
    category=Category.PUNCTUATION,
    severity=Severity.SUGGESTION,
    confidence=Confidence.MEDIUM,
    message="A full stop is missing at the end of the paragraph.",
    why="The other paragraphs end with one.",
    examples=[
        Example(
            bad="The ferry sank on Friday. Nobody was hurt.\n\nThe owner came at once. He said he would pay for it in "
            "[[full]]\n\nDivers will look at the wreck next week.",
            good="The ferry sank on Friday. Nobody was hurt.\n\nThe owner came at once. He said he would pay for it in "
            "full.\n\nDivers will look at the wreck next week.",
        ),
        Example(ok="The ferry sank on Friday. Nobody was hurt.\n\nDivers will look at the wreck."),
        Example(ok="The ferry sank on Friday.\n\nWhat we know about the ferry so far and what we do not know"),
    ],
)
def no_full_stop(prose: Prose, rule: Rule) -> Iterator[Finding]:
    paragraphs = [number for number, block in enumerate(prose.blocks) if block.kind is BlockKind.PARAGRAPH]
    ended = [number for number in paragraphs if _ends(prose, number)]
    if len(ended) < 2 or len(ended) < 4 * (len(paragraphs) - len(ended)) - 2:
        return
    closed = set(ended)
    for number in paragraphs:
        first, last = prose.block_tokens[number]
        if number in closed or last - first < LEAST_WORDS or prose.opaque(last - 1):
            continue
        begin = prose.sentence(last - 1)[0]
        word = prose.words[last - 1]
        earlier = begin > first and prose.words[begin - 1] in ".!”"
        whole = (
            earlier
            and word.isalpha()
            and word.islower()
            and prose.lexicon.known(word)
            and last - begin >= LEAST_WORDS // 2
        )
        if not whole or not _sentence(prose, begin, last):
            continue
        if number + 1 < len(prose.blocks):
            following = prose.blocks[number + 1]
            if prose.text[prose.blocks[number].end : following.start].strip():
                continue
            if following.kind is not BlockKind.PARAGRAPH or prose.masked[following.start].islower():
                continue
        end = prose.ends[last - 1]
        yield rule.finding(prose.span(last - 1, last), [Edit(end, end, ".")])


def _ends(prose: Prose, number: int) -> bool:
    block = prose.blocks[number]
    return prose.masked[block.start : block.end].rstrip(CLOSERS + " ")[-1:] in FINAL


def _sentence(prose: Prose, first: int, last: int) -> bool:
    """Whether the tokens have a verb of their own and begin as a sentence does."""
    return prose.words[first][0].isupper() and any(tag in ("VBD", "VBZ", "VBP", "MD") for tag in prose.tags[first:last])


MARKDOWN_HEADING = late(r"(#{1,6})[ \t]")


@check(
    code="BA004",
    name="empty-section",
    category=Category.CONSISTENCY,
    severity=Severity.SUGGESTION,
    applicability=Applicability.DISPLAY,
    in_quotes=True,
    message="Nothing stands under this heading.",
    why="A heading without text is left over from a plan, or the text under it got lost.",
    examples=[
        Example(bad="# Guide\n\nText.\n\n## [[Options]]\n\n## Licence\n\nFree to use.", format="markdown"),
        Example(bad="# Guide\n\nText.\n\n## [[Options]]", format="markdown"),
        Example(ok="# Guide\n\n## Options\n\nText.", format="markdown"),
        Example(ok="# Guide\n\n## Options\n\n```\nrun\n```\n\n## Licence\n\nFree.", format="markdown"),
    ],
)
def empty_section(prose: Prose, rule: Rule) -> Iterator[Finding]:
    if prose.document.format != "markdown":
        return
    headings = [(n, _level(prose, n)) for n, block in enumerate(prose.blocks) if block.kind is BlockKind.HEADING]
    for place, (number, level) in enumerate(headings):
        block = prose.blocks[number]
        if not level:
            continue
        last = number + 1 == len(prose.blocks)
        if not last and place + 1 < len(headings):
            following, below = headings[place + 1]
            if following != number + 1 or not below or below > level:
                continue
            rest = prose.text[block.end : prose.text.rfind("\n", 0, prose.blocks[following].start) + 1]
        elif last and number:
            rest = prose.text[block.end :]
        else:
            continue
        if not rest.strip("# \t\r\n"):
            yield rule.finding(block.span)


def _level(prose: Prose, number: int) -> int:
    """The depth of a heading that begins with number signs; 0 for others."""
    start = prose.blocks[number].start
    line = prose.text[prose.text.rfind("\n", 0, start) + 1 : start]
    match = MARKDOWN_HEADING.match(line)
    return len(match[1]) if match else 0
