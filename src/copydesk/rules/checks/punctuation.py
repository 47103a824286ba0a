"""Marks that depend on the whole sentence: quotation marks and what stands beside them, question marks, brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.language.prose import Prose
from copydesk.rules.base import Example, Rule, check
from copydesk.rules.checks.scan import matches
from copydesk.rules.expressions import late
from copydesk.text.edit import Edit
from copydesk.text.finding import Category, Confidence, Finding, Severity

OUTSIDE = late(r"(?<=(?P<last>[\w!?%…]))(?P<quote>[\"”])(?P<mark>[.,])(?![\w.])")
LOGICAL = frozenset(("GB", "AU"))


@check(
    code="PU002",
    name="mark-outside-quotes",
    category=Category.PUNCTUATION,
    severity=Severity.SUGGESTION,
    confidence=Confidence.MEDIUM,
    in_quotes=True,
    message="In American English commas and full stops stand inside the quotation marks.",
    why="American usage puts them inside always, British usage only when they belong to what is quoted.",
    examples=[
        Example(
            bad='They call one gray "ash," another "slate," and a third "lead[[",]] and left.',
            good='They call one gray "ash," another "slate," and a third "lead," and left.',
        ),
        Example(ok='They call it "the needle," and it is old.'),
        Example(ok='They put the colour red in the centre and call it "the needle", and it is grey.'),
    ],
)
def mark_outside_quotes(prose: Prose, rule: Rule) -> Iterator[Finding]:
    found = list(matches(prose, OUTSIDE, ('",', '".', "”,", "”.")))
    if not found or prose.dialect in LOGICAL:
        return
    inside = len(re.findall(r"[.,][\"”]", prose.masked))
    needed = 0 if prose.given_dialect else 1 if prose.dialect else 2
    if inside < needed * len(found):
        return  # the writer follows the British usage, or nothing tells which
    for match in found:
        new = match["quote"] if match["last"] in "!?" and match["mark"] == "." else match["mark"] + match["quote"]
        if match["last"] in "!?" and match["mark"] == ",":
            continue
        yield rule.finding(match.span(), [Edit(*match.span(), new)])


AUXILIARIES = frozenset(("do", "does", "did", "is", "are", "was", "am", "can", "could", "will", "would"))
QUESTION_WORDS = frozenset(("what", "where", "when", "why", "how", "who", "whose", "which"))
SUBJECTS = frozenset(("you", "he", "she", "we", "they", "i", "it", "this", "that", "there", "these", "those"))
FINITE = frozenset(("VBZ", "VBD", "VBP", "MD"))


@check(
    code="PU003",
    name="question-mark",
    category=Category.PUNCTUATION,
    severity=Severity.WARNING,
    message="A question ends in a question mark.",
    why="Verb and subject have changed places, so the sentence asks.",
    examples=[
        Example(bad="Where did they build the bridge[[.]]", good="Where did they build the bridge?"),
        Example(bad="Did you see the bridge[[.]]", good="Did you see the bridge?"),
        Example(ok="What they built is a bridge. Do it now. Had they known, they would have left."),
    ],
)
def question_mark(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for first, last in prose.sentences:
        end = last - 1
        if "?" in prose.words[first:end]:
            continue  # “Where are you going? he asked.”
        if last - first < 4 or prose.words[end] != "." or not _asks(prose, first, end) or prose.quoted[first]:
            continue
        yield rule.finding(prose.span(end, last), [Edit(prose.starts[end], prose.ends[end], "?")])


def _asks(prose: Prose, first: int, end: int) -> bool:
    lower, tags = prose.lower, prose.tags
    opener = lower[first]
    if opener in ("was", "am") and lower[first + 1] == "i":
        return False  # “Was I glad.”
    if opener in AUXILIARIES:
        if lower[first + 1] not in SUBJECTS or (
            opener in ("do", "will") and lower[first + 1] in ("it", "this", "that", "these", "those")
        ):
            return False
        return tags[first + 2] not in (",", ".", ":") and not (opener == "did" and "," in tags[first:end])
    if opener not in QUESTION_WORDS or lower[first + 1] not in AUXILIARIES | {"should", "were", "has", "have"}:
        return False
    if lower[first + 2] in SUBJECTS and lower[first + 2] not in ("that", "this", "it"):
        return ";" not in lower[first:end] and not any(word in ('"', "“") for word in lower[first:end])
    if opener in ("what", "which", "when", "where") or tags[first + 2] not in ("DT", "PRP", "PRP$", "EX"):
        later = tags[first + 2 : end]
        if tags[first + 2] not in ("DT", "PRP", "PRP$"):
            return False
        return not any(tag in FINITE for tag in later) and "," not in later and ":" not in later
    return "," not in tags[first:end]


TITLES_OF_SPEECH = frozenset(
    (
        "said",
        "says",
        "replied",
        "asked",
        "shouted",
        "exclaimed",
        "added",
        "answered",
        "whispered",
        "remarked",
        "declared",
        "cried",
    )
)
SPEAKERS = frozenset(("he", "she", "they", "i", "we"))


@check(
    code="PU004",
    name="comma-at-quotation",
    category=Category.PUNCTUATION,
    severity=Severity.WARNING,
    in_quotes=True,
    message="A comma parts the quotation from who says it.",
    why="What is said and who says it are two parts of the sentence.",
    examples=[
        Example(bad='He [[said]] "I can see the bridge from here."', good='He said, "I can see the bridge from here."'),
        Example(bad='"I can see the [[bridge]]" he said.', good='"I can see the bridge," he said.'),
        Example(ok='He said "never" twice, and called it "The Needle" once.'),
    ],
)
def comma_at_quotation(prose: Prose, rule: Rule) -> Iterator[Finding]:
    words, lower = prose.words, prose.lower
    for verb in TITLES_OF_SPEECH & prose.positions.keys():
        for index in prose.positions[verb]:
            if lower[index - 1] in ("is", "are", "was", "were", "be", "been"):
                continue
            if index + 4 < len(prose) and words[index + 1] in ('"', "“") and prose.spaced(index + 1):
                inner = words[index + 2]
                whole = (inner[0].isupper() or lower[index + 2] == "i") and prose.quoted[index + 2]
                run = sum(prose.quoted[index + 2 : index + 7])
                verbs = any(tag in FINITE for tag in prose.tags[index + 2 : index + 10])
                if whole and run >= 4 and verbs and not prose.quoted[index]:
                    span = prose.span(index, index + 1)
                    yield rule.finding(span, [Edit(span[1], span[1], ",")])
            if (
                index > 2
                and lower[index - 1] in SPEAKERS
                and words[index - 2] in ('"', "”")
                and prose.quoted[index - 3]
            ):
                last = words[index - 3]
                if last[-1].isalnum() and not prose.spaced(index - 2) and prose.spaced(index - 1):
                    span = prose.span(index - 3, index - 2)
                    yield rule.finding(span, [Edit(span[1], span[1], ",")])
