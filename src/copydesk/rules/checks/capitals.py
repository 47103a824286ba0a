"""Capitals of sentences: where one begins, in “I”, and slips of the shift key."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.formats.document import BlockKind
from copydesk.language.casing import capitalise
from copydesk.language.prose import Prose
from copydesk.rules import search
from copydesk.rules.base import Example, Rule, check
from copydesk.rules.checks.letter_case import recased, unmarked
from copydesk.rules.checks.phrases import words
from copydesk.rules.checks.subjects import FINITE
from copydesk.rules.expressions import late
from copydesk.rules.register import ends_in_stop
from copydesk.text.edit import Applicability
from copydesk.text.finding import Category, Confidence, Finding, Severity
from copydesk.text.span import Span

STOP_AND_SMALL = late(r"\.(?=[ \n][a-z])")
LATER = late(
    r"(?<![.\w])(?P<last>[a-z]{3,}|\d{4}|[a-z]+[)”\"])\.[ \n]"
    r"(?P<first>the|this|these|those|it|he|she|they|we|you|there|his|her"
    r"|their|our|my|its|in|on|at|but|however|although|when|if|as|after|because|so|then|also|some|many|most|one|another)"
    r"(?= [a-z’']+[ ,.])"
)
SUBJECTS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "EX", "DT", "CD", "VBG"})
SHORT_FORMS = words(
    """
    etc approx dept fig figs inc ltd corp est vol vols min max gen rep reps sen gov misc incl excl esp usu eds
    sec secs art arts sing prof assoc dist div ext intl mfg natl orig pron pop pub publ ser supp temp tel
    trans univ var avg feb jan apr jun jul aug sep sept oct nov dec mon tue wed thu thur fri sat sun ave blvd
    street adj adv viz ibid
    """
)

LONG_ENOUGH = 8  # tokens: fewer may be a note or a label


@check(
    code="CA002",
    name="sentence-capital",
    category=Category.TYPOGRAPHY,
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    formal=True,
    message="A sentence begins with a capital letter.",
    why="The capital shows the reader where a sentence begins.",
    examples=[
        Example(bad="[[the]] bridge was closed for a week.", good="The bridge was closed for a week."),
        Example(bad="The bridge was closed. [[it]] opened in May.", good="The bridge was closed. It opened in May."),
        Example(ok="iPhones, nets, ropes, etc. the shop had none of."),
        Example(ok="the bridge was closed for a week because ..."),
    ],
)
def sentence_capital(prose: Prose, rule: Rule) -> Iterator[Finding]:
    seen = set()
    for number, (first, last) in enumerate(prose.block_tokens):
        block = prose.blocks[number]
        if block.kind is not BlockKind.PARAGRAPH or not ends_in_stop(prose, last):
            continue
        short = last - first < LONG_ENOUGH
        if short and not _short_sentence(prose, first, last):
            continue
        word = prose.words[first]
        if not word.islower() or not word.isalpha() or len(word) == 1 or not unmarked(prose, first):
            continue
        if (
            not prose.lexicon.known(word)
            or prose.words[first + 1][0] in "=():_./\\|<>[]{}\ufffc"
            or _goes_on(prose, number)
        ):
            continue
        seen.add(first)
        # A few words that begin with a pronoun may be a chat message, as words without a verb are a label.
        chat = short and prose.tags[first] == "PRP"
        level = rule.applicability if _predicates(prose, first) and not chat else Applicability.DISPLAY
        edit = recased(prose, first, capitalise(word))
        yield rule.finding(prose.span(first, first + 1), [edit], applicability=level)
    for match in search.matches(prose, LATER, STOP_AND_SMALL):
        if match["last"] in SHORT_FORMS:
            continue
        index = prose.tokens_in(Span(*match.span("first")))[0]
        if index not in seen and prose.starts[index] == match.start("first") and index:
            same = prose.block_numbers[index] == prose.block_numbers[index - 1]
            if same and prose.words[index - 1] == ".":
                yield rule.finding(match.span("first"), [recased(prose, index, capitalise(prose.words[index]))])


def _short_sentence(prose: Prose, first: int, last: int) -> bool:
    """Whether a few tokens are a sentence all the same: a subject that opens it, and a verb."""
    opens = prose.tags[first] in ("PRP", "DT", "PRP$", "EX") and prose.lower[first] not in ("i", "a")
    return last - first > 3 and opens and any(tag in FINITE for tag in prose.tags[first:last])


def _predicates(prose: Prose, first: int) -> bool:
    """Whether the sentence is a whole one, with a verb and something before it that may be the subject, or an order.

    Else the block is a fragment (the end of a sentence, a note), which need not have a capital.
    """
    tags = prose.tags[first : prose.sentence(first)[1]]
    while len(tags) > 1 and tags[0] in ("RB", "UH", ","):
        tags = tags[1:]
    if tags[0] in ("VB", "CC"):
        return True
    if tags[0] in FINITE:
        return prose.words[prose.sentence(first)[1] - 1] == "?"
    verb = next((place for place, tag in enumerate(tags) if tag in FINITE), 0)
    return any(tag in SUBJECTS for tag in tags[:verb])


def _goes_on(prose: Prose, number: int) -> bool:
    """Whether the block carries on a sentence of the block before it (after a formula, a list or a listing)."""
    if number == 0:
        return False
    first, last = prose.block_tokens[number - 1]
    between = prose.masked[prose.blocks[number - 1].end : prose.blocks[number].start]
    return "\ufffc" in between or first == last or not ends_in_stop(prose, last)


I_BEFORE = words(
    """
    variable index for let j and or = , (
    """
)


@check(
    code="CA003",
    name="lower-case-i",
    category=Category.TYPOGRAPHY,
    severity=Severity.ERROR,
    applicability=Applicability.SAFE,
    formal=True,
    message="The pronoun “I” is a capital.",
    why="English writes the first person in capitals, alone of all pronouns.",
    examples=[
        Example(bad="Last year [[i]] moved to the coast.", good="Last year I moved to the coast."),
        Example(ok="Last year I moved to the coast; let i be the index."),
    ],
)
def lower_case_i(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for index in prose.positions.get("i", ()):
        if prose.words[index] != "i" or index + 1 >= len(prose) or not unmarked(prose, index):
            continue
        following, tag = prose.lower[index + 1], prose.tags[index + 1]
        glued = following in ("'m", "'ve", "'d", "'ll")
        later = prose.tags[index + 2] if index + 2 < len(prose) else ""
        verb = tag in ("VBP", "VBD", "MD") or (tag == "RB" and later in ("VBP", "VBD", "MD"))
        if not glued and not (verb and prose.spaced(index + 1)):
            continue
        named = index > 0 and prose.lower[index - 1] in I_BEFORE
        if not glued and named and (following in ("is", "be", "=", "and", "to") or prose.lower[index - 1] in VARIABLE):
            continue
        yield rule.finding(prose.span(index, index + 1), [recased(prose, index, "I")])


VARIABLE = ("variable", "index")
SHIFTED = late(r"[A-Z]{2,3}[a-z]+|[a-z][A-Z]+[a-z]?")
FREQUENT = 120


@check(
    code="CA010",
    name="shift-key-slip",
    category=Category.TYPOGRAPHY,
    severity=Severity.ERROR,
    message="A capital has slipped into the word.",
    why="The shift key was held a letter too long, or came too late.",
    examples=[
        Example(bad="[[THe]] bridge was closed.", good="The bridge was closed."),
        Example(ok="The PCs, the CDs, the PhD and the IDs stay."),
    ],
)
def shift_key_slip(prose: Prose, rule: Rule) -> Iterator[Finding]:
    known, frequency = prose.lexicon.known, prose.lexicon.frequency
    for found in prose.written_places.numbers:
        if found[1:].islower() or found.isupper() or len(found) < 3 or not SHIFTED.fullmatch(found) or known(found):
            continue
        word = found.lower()
        if frequency(word) < FREQUENT or not known(word) or (found[:-1].isupper() and found[-1] in "sd"):
            continue
        new = word if found[0].islower() else word.capitalize()
        for index in prose.written_places.of(found).tolist():
            if unmarked(prose, index):
                edits = recased(prose, index, new)
                yield rule.finding(prose.span(index, index + 1), [edits], message=f"Write “{new}”.")
