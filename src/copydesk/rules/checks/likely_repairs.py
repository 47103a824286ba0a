"""What is only likely to be wrong, said where enough else is: a net reads what learners and hasty writers wrote.

A long and careful text is not read at all. See engines/doubt.py for how much has to be wrong, and language/repairs.py
for the net.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from copydesk.language.prose import Prose
from copydesk.language.repairs import Repair
from copydesk.rules.base import Example, Rule, check
from copydesk.rules.likely import edits_of
from copydesk.text.finding import Category, Confidence, Finding

MOST = 3  # alternatives shown


def _findings(prose: Prose, rule: Rule, kind: str, *, comma: bool = False) -> Iterator[Finding]:
    """The repairs of one kind, those of other kinds for the same word as alternatives behind them."""
    for index, group in groupby(prose.repairs, key=lambda repair: repair.index):
        repairs = sorted(group, key=lambda repair: -repair.log_odds)
        if not _fits(prose, index):
            continue
        made = [(one, edits_of(prose, index, one.kind, one.what)) for one in repairs if not _free(prose, one)]
        made = [(one, edits) for one, edits in made if edits][:MOST]
        if made and made[0][0].kind == kind and (made[0][0].what == ",") is comma:
            place = index - 1 if comma else index
            message = rule.message.replace("{match}", prose.words[place]).replace("{fix}", made[0][0].what)
            yield rule.finding(prose.span(place, place + 1), [edits for _, edits in made], message=message)


def _free(prose: Prose, repair: Repair) -> bool:
    """Whether it is a comma that writers are free to set: before a participle ("a letter saying"), between two names
    or a name and a number, of which the net knows nothing."""
    if repair.what != "," or not repair.index:
        return False
    before, after = prose.words[repair.index - 1], prose.words[repair.index]
    names = before[0].isupper() and (after[0].isupper() or after[0].isdigit())
    return names or prose.tags[repair.index] == "VBG"


def _fits(prose: Prose, index: int) -> bool:
    """Whether a token is a word that may be spoken of."""
    return prose.words[index][0].isalnum() and not prose.opaque(index)


@check(
    code="LR001",
    name="likely-missing-word",
    category=Category.GRAMMAR,
    confidence=Confidence.LOW,
    message="“{fix}” is probably missing before “{match}”.",
    why="In a sentence with other errors, a word that edited English would have here has probably been left out.",
    examples=[
        Example(
            bad="He teached me alot and it is one of [[best]] ways.",
            good="He taught me a lot and it is one of the best ways.",
        ),
        Example(ok="This is one of the best ways."),
    ],
    second=True,
)
def missing_word(prose: Prose, rule: Rule) -> Iterator[Finding]:
    yield from _findings(prose, rule, "insert")


@check(
    code="LR002",
    name="likely-needless-word",
    category=Category.GRAMMAR,
    confidence=Confidence.LOW,
    message="“{match}” is probably one word too many.",
    why="In a sentence with other errors, a word that edited English would not have here is probably an error too.",
    examples=[
        Example(
            bad="They does not know what they can [[to]] do, and he teached it.",
            good="They do not know what they can do, and he taught it.",
        ),
        Example(ok="They know what to do."),
    ],
    second=True,
)
def needless_word(prose: Prose, rule: Rule) -> Iterator[Finding]:
    yield from _findings(prose, rule, "delete")


@check(
    code="LR003",
    name="likely-other-word",
    category=Category.GRAMMAR,
    confidence=Confidence.LOW,
    message="“{match}” should probably be “{fix}”.",
    why="In a sentence with other errors, a small word that edited English would hardly have here is probably one too.",
    examples=[
        Example(
            bad="They does not help [[another]] people and he teached it.",
            good="They do not help other people and he taught it.",
        ),
        Example(ok="They do not help other people."),
    ],
    second=True,
)
def other_word(prose: Prose, rule: Rule) -> Iterator[Finding]:
    yield from _findings(prose, rule, "put")


@check(
    code="LR004",
    name="likely-other-form",
    category=Category.GRAMMAR,
    confidence=Confidence.LOW,
    message="“{match}” is probably the wrong form of the word.",
    why="In a sentence with other errors, a form that edited English would hardly have here is probably an error too.",
    examples=[
        Example(
            bad="He teached me alot and for many [[company]] it is a good thing.",
            good="He taught me a lot and for many companies it is a good thing.",
        ),
        Example(ok="Many companies want this."),
    ],
    second=True,
)
def other_form(prose: Prose, rule: Rule) -> Iterator[Finding]:
    yield from _findings(prose, rule, "form")


@check(
    code="LR005",
    name="likely-missing-comma",
    category=Category.PUNCTUATION,
    confidence=Confidence.LOW,
    message="A comma is probably missing after “{match}”.",
    why="In a sentence with other errors, a comma that edited English would have here has probably been left out.",
    examples=[
        Example(bad="When I came [[home]] he teached me alot.", good="When I came home, he taught me a lot."),
        Example(ok="When I came home, he taught me a lot."),
    ],
    second=True,
)
def missing_comma(prose: Prose, rule: Rule) -> Iterator[Finding]:
    yield from _findings(prose, rule, "insert", comma=True)
