"""What the context models doubt: words taken for others, missing and superfluous commas."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.language.prose import Prose
from copydesk.rules.base import Example, Rule, check
from copydesk.rules.expressions import late
from copydesk.rules.repair import delete, insert_after, replace
from copydesk.text.edit import Applicability
from copydesk.text.finding import Category, Confidence, Finding, Severity

DECADE = late(r"(?:1\d|20)\d0(?:s|'s)?")
ASKING_BACK = 6  # tokens of such a question, with its comma and its mark
CLEARLY_MISSING = 3.5  # log-odds of a comma: below, careful writers still differ

# What writers take for one another because it sounds alike. Other pairs are slips of the keyboard: too rare to be
# repaired on a model's word alone, so they are shown only.
SOUND_ALIKE = (
    ("it's", "its"), ("there", "their", "they're"), ("then", "than"), ("your", "you're"), ("to", "too", "two"),
    ("were", "where", "we're"), ("whose", "who's"), ("lose", "loose"), ("affect", "effect"), ("affects", "effects"),
    ("affected", "effected"), ("led", "lead"), ("passed", "past"), ("advise", "advice"), ("accept", "except"),
    ("weather", "whether"), ("quite", "quiet"), ("hear", "here"), ("knew", "new"), ("no", "know"), ("write", "right"),
    ("buy", "by"), ("through", "threw"), ("principal", "principle"), ("break", "brake"), ("piece", "peace"),
    ("every day", "everyday"), ("may be", "maybe"), ("any more", "anymore"), ("some one", "someone"),
    ("every one", "everyone"), ("any one", "anyone"), ("in to", "into"), ("on to", "onto"), ("with in", "within"),
    ("with out", "without"), ("through out", "throughout"), ("him self", "himself"), ("her self", "herself"),
    ("a while", "awhile"), ("all ready", "already"), ("thought", "though"), ("dose", "does"), ("chose", "choose"),
    ("breath", "breathe"), ("an", "and"), ("form", "from"), ("live", "life"), ("safe", "save"),
)  # fmt: skip
GROUPS = {word: number for number, group in enumerate(SOUND_ALIKE) for word in group}


@check(
    code="CX001",
    name="confused-word",
    category=Category.GRAMMAR,
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    message="Another word that sounds or looks alike is meant.",
    why="Read with its neighbours, the word is far less likely than one that is often taken for it.",
    examples=[
        Example(
            bad="The players left [[there]] shoes in the hall.",
            good="The players left their shoes in the hall.",
        ),
        Example(ok="The players left their shoes there in the hall."),
        Example(ok="Where is this from?"),
        Example(ok="I do not know what dose it takes."),
    ],
)
def confused_word(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for item in prose.context.confusions():
        edits = replace(prose, item.first, item.last, item.alternative)
        if edits and not _stands(prose, item.first, item.last, item.kind):
            word = " ".join(prose.words[item.first : item.last])
            message = f"“{word}” does not fit here; “{item.alternative}” is likely meant."
            span = prose.span(item.first, item.last)
            written, _, meant = item.kind.partition(">")
            if GROUPS.get(written, -1) == GROUPS.get(meant, -2):
                yield rule.finding(span, [edits], message=message)
            else:
                shown = Applicability.DISPLAY
                yield rule.finding(span, [edits], message=message, confidence=Confidence.LOW, applicability=shown)


def _stands(prose: Prose, first: int, after: int, kind: str) -> bool:
    """Whether the words around explain the one that is doubted: “to much of the work”, “too 1990s”."""
    following = prose.lower[after : after + 3]
    if kind == "from>form":
        return following[:1] in (["?"], ["."], ["!"])  # “Where is it from?”
    if kind == "it's>its":
        return following[:1] == ["way"] and following[1:2] in (["to"], ["too"], ["past"])
    if kind == "all ready>already":
        return following[:1] == ["to"]  # “they are all ready to go”
    if kind == "to>too":
        return following[:2] == ["much", "of"]
    if kind == "dose>does":
        return prose.tags[after : after + 2] == ["PRP", "VBZ"]  # “what dose it takes”
    if kind == "buy>by":
        return first == prose.sentence(first)[0] and following[:2] != ["the", "way"]  # an order
    return kind == "too>to" and bool(following) and DECADE.fullmatch(following[0]) is not None


@check(
    code="PC001",
    name="missing-comma",
    category=Category.PUNCTUATION,
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    formal=True,
    message="A comma belongs here.",
    why="Careful writers set a comma in nearly all sentences built like this one.",
    examples=[
        Example(
            bad="[[However]] the committee rejected the plan on Friday.",
            good="However, the committee rejected the plan on Friday.",
        ),
        Example(ok="The bridge was closed."),
    ],
)
def missing_comma(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for item in prose.context.commas():
        if item.kind == "superfluous" or item.first == 0 or item.log_odds < CLEARLY_MISSING:
            continue
        before = item.first - 1
        message = f"A comma belongs after “{prose.words[before]}”."
        yield rule.finding(prose.span(before, before + 1), [insert_after(prose, before, ",")], message=message)


@check(
    code="PC002",
    name="superfluous-comma",
    category=Category.PUNCTUATION,
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    message="No comma belongs here.",
    why="A comma here parts what belongs together, such as a subject and its verb.",
    examples=[
        Example(bad="The bridge across the river[[,]] was closed.", good="The bridge across the river was closed."),
        Example(ok="The bridge, however, was closed."),
    ],
)
def superfluous_comma(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for item in prose.context.commas():
        if item.kind == "superfluous" and not _asks_back(prose, item.first):
            yield rule.finding(prose.span(item.first, item.last), [delete(prose, item.first, item.last)])


def _asks_back(prose: Prose, comma: int) -> bool:
    """Whether the comma stands before a short question at the end: “It is cold, isn't it?”"""
    last = prose.sentence(comma)[1]
    return prose.words[last - 1] == "?" and last - comma <= ASKING_BACK
