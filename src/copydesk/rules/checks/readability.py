"""Sentences and paragraphs that ask too much of a reader, and figures that say how much a text asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from copydesk.formats.document import BlockKind
from copydesk.language.names import is_latin
from copydesk.language.prose import Prose
from copydesk.rules.base import Check, Example, Rule, check
from copydesk.rules.expressions import late
from copydesk.text.edit import Applicability
from copydesk.text.finding import Category, Confidence, Finding, Severity
from copydesk.text.span import Span

LONGEST = 50
LONGEST_PLAIN = 30
LONGEST_PARAGRAPH = 200
HARD_GRADE = 12
LEAST_TEXT = 80  # words below which figures mean little


def _in_pack(pack: str, item: Check) -> Check:
    """The check as a rule of another pack."""
    return Check(replace(item.rule, pack=pack), item.run)


def _long(prose: Prose, above: int, most: float) -> Iterator[tuple[int, int, int]]:
    """(first, last, words) of the sentences with more English words than `above` and at most `most`."""
    for first, last in prose.sentences:
        if last - first <= above:
            continue
        words = sum(word[0].isalnum() and is_latin(word) for word in prose.words[first:last])
        if above < words <= most and prose.block(first).kind not in (BlockKind.HEADING, BlockKind.TABLE_CELL):
            yield first, last, words


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
        Example(ok="In Greek: " + " ".join(["λόγος"] * 60) + "."),
    ],
)
def long_sentence(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for first, last, words in _long(prose, LONGEST, float("inf")):
        message = f"This sentence has {words} words; make two of it."
        yield rule.finding(Span(prose.starts[first], prose.ends[last - 1]), message=message)


@check(
    code="RB002",
    name="sentence-above-thirty-words",
    category=Category.READABILITY,
    severity=Severity.SUGGESTION,
    default=False,
    message="This sentence is long; see whether it can be two.",
    why=f"Plain texts keep below {LONGEST_PLAIN} words in a sentence; above {LONGEST} RB001 speaks.",
    examples=[
        Example(
            bad="[[The council, which had met four times since the spring without agreeing on a place for the new "
            "bridge, decided late on Tuesday that nothing at all should be built before the summer of next year.]]"
        ),
        Example(ok="The council decided that nothing should be built before the summer."),
    ],
)
def rather_long_sentence(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for first, last, words in _long(prose, LONGEST_PLAIN, LONGEST):
        message = f"This sentence has {words} words; see whether it can be two."
        yield rule.finding(Span(prose.starts[first], prose.ends[last - 1]), message=message)


@check(
    code="RB003",
    name="long-paragraph",
    category=Category.READABILITY,
    severity=Severity.SUGGESTION,
    default=False,
    message="This paragraph is long; see whether it holds more than one thought.",
    why=f"A paragraph above {LONGEST_PARAGRAPH} words is a grey block in which readers find no hold.",
    examples=[
        Example(bad="[[" + " ".join(["The council met again and talked about the bridge."] * 25) + "]]"),
        Example(ok="The council met again and talked about the bridge."),
    ],
)
def long_paragraph(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for number, (first, last) in enumerate(prose.block_tokens):
        if last - first <= LONGEST_PARAGRAPH or prose.blocks[number].kind is not BlockKind.PARAGRAPH:
            continue
        words = sum(word[0].isalnum() and is_latin(word) for word in prose.words[first:last])
        if words > LONGEST_PARAGRAPH:
            message = f"This paragraph has {words} words; see whether it holds more than one thought."
            yield rule.finding(prose.blocks[number].span, message=message)


VOWELS = late(r"[aeiouy]+")
SILENT = late(r"(?:[^laeiouy]e|[^tdaeiouy]ed|[^sxzcgaeiouy]es|[^aeiouy]ely)$")

HIATUS = late(r"(?:ia|io(?!us|n)|[^q]ua|eo|iu)(?=[a-z])")
SOFTENED = late(r"(?:tia|cia|gio|geo)[ln]")


def syllables(word: str) -> int:
    """How many syllables an English word has, told from its letters; right for about nine words in ten."""
    lower = word.lower()
    count = len(VOWELS.findall(lower))
    if count > 1 and SILENT.search(lower):
        count -= 1
    if re.search(r"(?:ia|io(?!us|n)|[^q]ua|eo|iu)(?=[a-z])", lower) and not re.search(
        r"(?:tia|cia|gio|geo)[ln]", lower
    ):
        count += 1
    return max(count, 1)


def grade(prose: Prose) -> tuple[float, float, int]:
    """The Flesch–Kincaid grade, the Flesch reading ease, and the number of words that they were told from."""
    words = sentences = beats = 0
    for first, last in prose.sentences:
        if prose.block(first).kind is not BlockKind.PARAGRAPH:
            continue
        found = [word for word in prose.lower[first:last] if word[0].isalpha()]
        words += len(found)
        sentences += bool(found)
        beats += sum(syllables(word) for word in found)
    if not words:
        return 0.0, 100.0, 0
    length, weight = words / sentences, beats / words
    return 0.39 * length + 11.8 * weight - 15.59, 206.835 - 1.015 * length - 84.6 * weight, words


@check(
    code="RB004",
    name="reading-grade",
    category=Category.READABILITY,
    severity=Severity.SUGGESTION,
    confidence=Confidence.MEDIUM,
    default=False,
    message="The text asks for many years of school.",
    why=f"By the formula of Flesch and Kincaid the sentences and words are those of grade {HARD_GRADE} or above; plain "
    "texts for everybody stay below grade 9.",
    examples=[
        Example(
            bad="[[Notwithstanding]] considerable administrative complications, the international commission finally "
            "recommended comprehensive institutional reorganisation, anticipating substantial improvements in "
            "interdepartmental communication, environmental responsibility, financial accountability and strategic "
            "decision-making capabilities. Furthermore, representatives emphasised the fundamental importance of "
            "establishing sustainable infrastructural developments throughout economically disadvantaged communities, "
            "particularly considering unprecedented demographic transformations and technological opportunities "
            "characterising contemporary metropolitan environments. Consequently, governmental organisations "
            "collectively initiated extraordinarily ambitious educational programmes, simultaneously encouraging "
            "entrepreneurial participation, intercultural cooperation and multidisciplinary experimentation, thereby "
            "facilitating innovative professional opportunities for underrepresented populations across numerous "
            "geographical territories, notwithstanding persistent organisational disagreements.",
        ),
        Example(ok="The cat sat on the mat. " * 30),
    ],
)
def reading_grade(prose: Prose, rule: Rule) -> Iterator[Finding]:
    level, ease, words = grade(prose)
    if words < LEAST_TEXT or level < HARD_GRADE:
        return
    first = next(first for first, _ in prose.sentences if prose.block(first).kind is BlockKind.PARAGRAPH)
    message = (
        f"The text reads like grade {level:.0f} (reading ease {ease:.0f} of 100); shorter sentences and words help."
    )
    yield rule.finding(prose.span(first, first + 1), message=message)


BE = frozenset({"am", "is", "are", "was", "were", "be", "been", "being", "'s", "'re", "'m"})
STATES = frozenset(  # participles that say how something is rather than what was done
    {
        *("interested", "tired", "concerned", "worried", "pleased", "married", "divorced", "located", "situated"),
        *("supposed", "used", "born", "gone", "done", "finished", "excited", "surprised", "satisfied", "scared"),
        *("bored", "prepared", "dressed", "crowded", "limited", "related", "based", "involved", "known", "left"),
        *("convinced", "determined", "committed", "dedicated", "experienced", "qualified", "retired", "advanced"),
        *("complicated", "sophisticated", "detailed", "mixed", "so-called", "lost", "stuck", "closed", "engaged"),
    }
)


@check(
    code="RB005",
    name="passive-voice",
    category=Category.READABILITY,
    severity=Severity.SUGGESTION,
    confidence=Confidence.LOW,
    applicability=Applicability.DISPLAY,
    default=False,
    message="This is in the passive voice; say who does it.",
    why="A sentence that names who acts is shorter and clearer. Where the doer is unknown or does not matter, the "
    "passive is right.",
    examples=[
        Example(bad="The decision [[was taken]] by the board."),
        Example(bad="The files [[have been carefully checked]]."),
        Example(ok="The board took the decision."),
        Example(ok="She was tired and interested in nothing."),
    ],
)
def passive_voice(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for index in prose.tag_positions.get("VBN", ()):
        low = prose.sentence(index)[0]
        place = index - 1
        while place > low and prose.tags[place] == "RB":
            place -= 1
        if place < low or prose.lower[place] not in BE or prose.lower[index] in STATES or prose.in_heading(index):
            continue
        if "VBN" not in prose.readings(index):
            continue
        first = place
        while first > low and (prose.lower[first - 1] in ("have", "has", "had", *BE) or prose.tags[first - 1] == "MD"):
            first -= 1
        yield rule.finding(prose.span(first, index + 1))


rather_long_sentence = _in_pack("plain", rather_long_sentence)
long_paragraph = _in_pack("plain", long_paragraph)
reading_grade = _in_pack("plain", reading_grade)
passive_voice = _in_pack("plain", passive_voice)
