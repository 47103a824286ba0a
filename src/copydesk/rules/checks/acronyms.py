"""Acronyms: where they are spelled out, how often, and whether the letters fit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from copydesk.formats.document import BlockKind
from copydesk.language.prose import Prose
from copydesk.rules.base import Example, Rule, check
from copydesk.text.edit import Applicability, Edit
from copydesk.text.finding import Category, Confidence, Finding, Severity

_SMALL = "of the and for in on to a an de du la le des del der und y e i do da at by with"
SMALL = frozenset(_SMALL.split())
LONGEST = 8  # letters of an acronym
_COMMON = (
    "US UK EU UN USA NATO AIDS HIV DNA RNA FBI CIA NASA TV CD DVD PC IT OK ID PhD MP CEO BBC CNN PDF HTML URL USB API "
    "GPS LGBT NBA NFL AM PM AD BC BCE CE GDP VIP FAQ HTTP CPU RAM UNESCO UNICEF FIFA UEFA ATM DJ DIY IQ PR RIP SOS"
)
COMMON = frozenset(_COMMON.split())


class Definition(NamedTuple):
    """“World Health Organization (WHO)”: the token range of the words, the acronym's token, and the acronym."""

    first: int
    last: int
    place: int
    acronym: str


def _is_acronym(word: str) -> bool:
    letters = word[:-1] if word.endswith("s") else word
    return 2 <= len(letters) <= LONGEST and letters.isupper() and letters.isalpha()


def _expansion(prose: Prose, opening: int, acronym: str) -> tuple[int, str] | None:
    """The token at which the words of an acronym begin, right before the bracket, and their initials."""
    low = prose.sentence(opening)[0]
    letters = acronym.lower()
    index, initials = opening, ""
    while index > low and len(initials) < len(letters):
        index -= 1
        word = prose.lower[index]
        if not word[0].isalpha():
            return None
        if word in SMALL and (not initials or letters[-1 - len(initials)] != word[0]):
            continue
        parts = [part for part in word.split("-") if part]
        initials = "".join(part[0] for part in parts) + initials
    if len(initials) != len(letters) or prose.lower[index] in SMALL:
        return None
    return index, initials


def _bracketed(prose: Prose) -> Iterator[tuple[int, str]]:
    """(token of the acronym, acronym) of each “(ABC)”."""
    for opening in prose.positions.get("(", ()):
        if opening + 2 < len(prose) and prose.words[opening + 2] == ")" and opening > prose.sentence(opening)[0]:
            word = prose.words[opening + 1]
            if _is_acronym(word):
                yield opening + 1, word.removesuffix("s")


def _definitions(prose: Prose) -> list[Definition]:
    found = []
    for place, acronym in _bracketed(prose):
        expansion = _expansion(prose, place - 1, acronym)
        if expansion and expansion[1] == acronym.lower():
            found.append(Definition(expansion[0], place - 1, place, acronym))
    return found


def _uses(prose: Prose, acronym: str) -> Iterator[int]:
    """The tokens of running text that are the acronym."""
    for word in (acronym, acronym + "s"):
        for index in prose.positions.get(word.lower(), ()):
            if prose.words[index] == word and prose.block(index).kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
                yield index


@check(
    code="AB001",
    name="acronym-before-its-words",
    category=Category.CONSISTENCY,
    severity=Severity.SUGGESTION,
    confidence=Confidence.MEDIUM,
    message="The acronym is spelled out only later.",
    why="A reader has to know what the letters stand for when they come up first.",
    examples=[
        Example(bad="The [[HFB]] met on Friday.\n\nThe Harbour Fishing Board (HFB) has nine members."),
        Example(ok="The Harbour Fishing Board (HFB) has nine members.\n\nThe HFB met on Friday."),
    ],
)
def acronym_before_its_words(prose: Prose, rule: Rule) -> Iterator[Finding]:
    done: set[str] = set()
    for found in _definitions(prose):
        if found.acronym in COMMON or found.acronym in done:
            continue
        done.add(found.acronym)
        uses = (index for index in _uses(prose, found.acronym) if prose.block(index).kind is BlockKind.PARAGRAPH)
        first = min(uses, default=found.place)
        words = prose.span(found.first, found.last).of(prose.text)
        if first >= found.first or len(found.acronym) < 3 or prose.quoted[first] or _inside_name(prose, first):
            continue
        line = prose.document.source.position(prose.starts[found.place])[0]
        message = f"“{found.acronym}” is spelled out only in line {line} (“{' '.join(words.split())}”); do so here."
        yield rule.finding(prose.span(first, first + 1), message=message)


def _inside_name(prose: Prose, index: int) -> bool:
    """Whether the letters are part of a longer name or stand in brackets."""
    low, high = prose.sentence(index)
    around = [prose.words[place] for place in (index - 1, index + 1) if low <= place < high]
    return any(word in ("(", ")", "/", "-", "–") for word in around)


@check(
    code="AB002",
    name="acronym-spelled-out-again",
    category=Category.CONSISTENCY,
    severity=Severity.SUGGESTION,
    confidence=Confidence.MEDIUM,
    applicability=Applicability.DISPLAY,
    message="The acronym has been spelled out before.",
    why="An acronym is explained once; from then on it stands alone.",
    examples=[
        Example(
            bad="The Harbour Fishing Board (HFB) met.\n\nThe [[Harbour Fishing Board (HFB)]] has nine members.",
            good="The Harbour Fishing Board (HFB) met.\n\nThe HFB has nine members.",
        ),
        Example(ok="The Harbour Fishing Board (HFB) met on Friday.\n\nThe HFB has nine members."),
    ],
)
def acronym_again(prose: Prose, rule: Rule) -> Iterator[Finding]:
    known: dict[tuple[str, str], Definition] = {}
    for found in _definitions(prose):
        words = " ".join(prose.lower[found.first : found.last])
        earlier = known.setdefault((found.acronym, words), found)
        kind = prose.block(found.place).kind
        if earlier is found or kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            continue
        if prose.block(earlier.place).kind is not BlockKind.PARAGRAPH:
            continue
        line = prose.document.source.position(prose.starts[earlier.place])[0]
        span = prose.span(found.first, found.place + 2)
        message = f"“{found.acronym}” is spelled out in line {line} already."
        yield rule.finding(span, [Edit(span.start, span.end, prose.words[found.place])], message=message)


@check(
    code="AB003",
    name="acronym-with-mixed-letters",
    category=Category.CONSISTENCY,
    severity=Severity.WARNING,
    message="The letters do not stand in the order of the words.",
    why="The acronym has the initials of its words in another order, which is most often a slip.",
    examples=[
        Example(
            bad="The Harbour Fishing Board ([[HBF]]) met on Friday.",
            good="The Harbour Fishing Board (HFB) met on Friday.",
        ),
        Example(ok="The Harbour Fishing Board (HFB) met on Friday."),
        Example(ok="The International Organization for Standardization (ISO) met on Friday."),
    ],
)
def mixed_letters(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for place, acronym in _bracketed(prose):
        if len(acronym) < 3:
            continue
        expansion = _expansion(prose, place - 1, acronym)
        if expansion is None or expansion[1] == acronym.lower() or sorted(expansion[1]) != sorted(acronym.lower()):
            continue
        if (
            acronym[0].lower() != expansion[1][0]
            or acronym in COMMON
            or prose.lexicon.known(acronym)
            or len(list(_uses(prose, acronym))) > 1
        ):
            continue
        if not all(w[0].isupper() or w in SMALL for w in prose.words[expansion[0] : place - 1]):
            continue
        right = expansion[1].upper()
        message = f"The initials of the words make “{right}”, not “{acronym}”."
        span = prose.span(place, place + 1)
        yield rule.finding(span, [Edit(span.start, span.start + len(acronym), right)], message=message)


@check(
    code="AB004",
    name="acronym-never-spelled-out",
    category=Category.CONSISTENCY,
    severity=Severity.SUGGESTION,
    confidence=Confidence.LOW,
    default=False,
    message="What do the letters stand for?",
    why="Letters that not every reader knows are spelled out once.",
    examples=[
        Example(bad="The [[HFB]] met on Friday. The HFB has nine members."),
        Example(ok="The Harbour Fishing Board (HFB) met on Friday. The HFB has nine members."),
        Example(ok="NASA met the BBC on Friday."),
    ],
)
def never_spelled_out(prose: Prose, rule: Rule) -> Iterator[Finding]:
    explained = {acronym for _, acronym in _bracketed(prose)}
    for word in prose.positions:
        acronym = word.upper()
        if len(word) < 3 or not _is_acronym(acronym) or acronym in explained or acronym in COMMON:
            continue
        if prose.lexicon.known(word) or prose.lexicon.frequency(acronym) > 110:
            continue
        first = min(_uses(prose, acronym), default=None)
        if first is None or prose.quoted[first] or _shouted(prose, first):
            continue
        following = prose.words[first + 1 : first + 3]
        if following[:1] == ["("] and following[1:] and following[1][0].isupper():
            continue
        yield rule.finding(prose.span(first, first + 1), message=f"What does “{acronym}” stand for? Spell it out once.")


def _shouted(prose: Prose, index: int) -> bool:
    """Whether a neighbour is in capitals too, as in a headline."""
    low, high = prose.sentence(index)
    around = [prose.words[place] for place in (index - 1, index + 1) if low <= place < high]
    return any(word.isupper() and len(word) > 1 for word in around)


@check(
    code="AB005",
    name="acronym-that-is-not-used",
    category=Category.CONSISTENCY,
    severity=Severity.SUGGESTION,
    confidence=Confidence.MEDIUM,
    applicability=Applicability.DISPLAY,
    default=False,
    message="The acronym does not come up again.",
    why="Letters in brackets burden a reader for nothing when the text does not use them afterwards.",
    examples=[
        Example(
            bad="The Harbour Fishing Board [[(HFB)]] met on Friday.", good="The Harbour Fishing Board met on Friday."
        ),
        Example(ok="The Harbour Fishing Board (HFB) met on Friday. The HFB has nine members."),
    ],
)
def unused(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for found in _definitions(prose):
        if sum(1 for _ in _uses(prose, found.acronym)) > 1 or found.acronym in COMMON:
            continue
        span = prose.span(found.place - 1, found.place + 2)
        edit = Edit(prose.ends[found.last - 1], span.end, "")
        yield rule.finding(span, [edit], message=f"“{found.acronym}” does not come up again; leave it out.")
