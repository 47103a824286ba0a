"""Misspelt words: unknown ones, words run together or torn apart, forms made by the wrong rule."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.language.prose import Prose
from copydesk.language.spelling import Misspelling
from copydesk.rules.base import Example, Rule, check
from copydesk.rules.repair import replace
from copydesk.text.edit import Applicability, Fix
from copydesk.text.finding import Category, Confidence, Finding, Severity

# The speller's confidence in its first suggestion: enough to repair it unasked, enough to be sure of it; what is less
# than LIKELY is only shown.
CERTAIN, SURE, LIKELY = 0.99, 0.95, 0.6
ELLIPSES = ("...", "…")


def _findings(prose: Prose, rule: Rule, reason: str, message: str) -> Iterator[Finding]:
    for item in prose.misspellings:
        if item.reason == reason and not _cut_off(prose, item):
            yield _finding(prose, rule, item, message)


def _cut_off(prose: Prose, item: Misspelling) -> bool:
    """Whether the word is the piece of one that an ellipsis left: “the achievemen…”."""
    word, best = prose.lower[item.start], item.suggestions[0].lower() if item.suggestions else ""
    if item.end < len(prose) and prose.words[item.end] in ELLIPSES and not prose.spaced(item.end):
        return best.startswith(word)
    before = item.start - 1
    return before >= 0 and prose.words[before] in ELLIPSES and not prose.spaced(item.start) and best.endswith(word)


def _finding(prose: Prose, rule: Rule, item: Misspelling, message: str) -> Finding:
    fixes = [edits for word in item.suggestions if (edits := replace(prose, item.start, item.end, word))]
    word = prose.span(item.start, item.end).of(prose.text)
    confidence = Confidence.HIGH if item.confidence >= SURE else Confidence.MEDIUM
    if item.confidence < LIKELY:
        confidence = Confidence.LOW
    applicability = Applicability.DISPLAY if item.confidence < LIKELY else rule.applicability
    made = [Fix(edits, applicability) for edits in fixes]
    if made and item.confidence >= CERTAIN:
        made[0] = Fix(fixes[0], Applicability.SAFE)
    first = item.suggestions[0] if item.suggestions else ""
    text = message.format(word=word, first=first) if first else f"“{word}” is not a word that copydesk knows."
    span = prose.span(item.start, item.end)
    return rule.finding(span, made, message=text, confidence=confidence)


@check(
    code="SP001",
    name="unknown-word",
    category=Category.SPELLING,
    severity=Severity.ERROR,
    message="This word is misspelt.",
    why="The word is in no dictionary, nor does it look like a name, a term or a foreign word.",
    examples=[
        Example(bad="They will [[recieve]] a letter.", good="They will receive a letter."),
        Example(bad="The [[goverment]] fell in May.", good="The government fell in May."),
        Example(ok="Abdelkarim al-Jubouri spoke with Przemysław in Qamishli."),
        Example(ok="Her favourite colour became a favorite color."),
        Example(ok="The card ends with “…and every achievemen…”"),
    ],
)
def unknown_word(prose: Prose, rule: Rule) -> Iterator[Finding]:
    yield from _findings(prose, rule, "unknown word", "“{word}” is misspelt; “{first}” is likely meant.")


@check(
    code="SP002",
    name="joined-words",
    category=Category.SPELLING,
    severity=Severity.ERROR,
    message="These are two words.",
    why="Two words have run together.",
    examples=[
        Example(bad="It helps [[alot]] in winter.", good="It helps a lot in winter."),
        Example(ok="It helps a lot in winter."),
    ],
)
def joined_words(prose: Prose, rule: Rule) -> Iterator[Finding]:
    yield from _findings(prose, rule, "joined", "“{word}” is written “{first}”.")


@check(
    code="SP003",
    name="torn-word",
    category=Category.SPELLING,
    severity=Severity.ERROR,
    message="This is one word.",
    why="A space stands inside a word.",
    examples=[
        Example(bad="The [[gover nment]] fell in May.", good="The government fell in May."),
        Example(ok="The government fell in May."),
    ],
)
def torn_word(prose: Prose, rule: Rule) -> Iterator[Finding]:
    yield from _findings(prose, rule, "split", "“{word}” is one word: “{first}”.")


@check(
    code="SP004",
    name="false-form",
    category=Category.SPELLING,
    severity=Severity.ERROR,
    message="The word has an irregular form.",
    why="The form follows the common rule, but this word has a form of its own.",
    examples=[
        Example(bad="The [[childs]] taught each other.", good="The children taught each other."),
        Example(ok="The children taught each other."),
    ],
)
def false_form(prose: Prose, rule: Rule) -> Iterator[Finding]:
    yield from _findings(prose, rule, "inflection", "The form is “{first}”, not “{word}”.")


@check(
    code="SP005",
    name="name-in-lower-case",
    category=Category.SPELLING,
    severity=Severity.ERROR,
    message="This is a name and takes a capital letter.",
    why="The word is known as a name only.",
    examples=[
        Example(bad="They moved to [[norway]] in May.", good="They moved to Norway in May."),
        Example(ok="They moved to Norway in May."),
    ],
)
def name_in_lower_case(prose: Prose, rule: Rule) -> Iterator[Finding]:
    yield from _findings(prose, rule, "capital", "“{word}” is a name: “{first}”.")
