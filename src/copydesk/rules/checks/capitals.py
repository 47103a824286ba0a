"""Capital letters: sentence starts, names of several words, titles, capitals where none belong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.formats.document import BlockKind
from copydesk.language.casing import capitalise
from copydesk.language.prose import Prose
from copydesk.rules import search
from copydesk.rules.base import Example, Rule, check
from copydesk.rules.checks.proper_names import NAMES, OPTIONAL, WHOLLY_LOWER
from copydesk.text.edit import Applicability, Edit
from copydesk.text.finding import Category, Confidence, Finding, Severity
from copydesk.text.span import Span


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TERMINAL = ".!?"
MONTHS = _words(
    """
    january february march april may june july august september october november december
    """
)


def _edit(prose: Prose, index: int, new: str) -> Edit:
    return Edit(prose.starts[index], prose.ends[index], new)


def _plain(prose: Prose, index: int) -> bool:
    """Whether the token is untouched by markup, so that its offsets are its letters."""
    return prose.ends[index] - prose.starts[index] == len(prose.words[index])


# -- where a sentence begins ------------------------------------------------------------------------------------------

STOP_AND_SMALL = re.compile(r"\.(?=[ \n][a-z])")
LATER = re.compile(
    r"(?<![.\w])(?P<last>[a-z]{3,}|\d{4}|[a-z]+[)”\"])\.[ \n]"
    r"(?P<first>the|this|these|those|it|he|she|they|we|you|there|his|her"
    r"|their|our|my|its|in|on|at|but|however|although|when|if|as|after|because|so|then|also|some|many|most|one|another)"
    r"(?= [a-z’']+[ ,.])"
)
SHORT_FORMS = _words(
    """
    etc approx dept fig figs inc ltd corp est vol vols min max gen rep reps sen gov misc incl excl esp usu eds
    sec secs art arts sing prof assoc dist div ext intl mfg natl orig pron pop pub publ ser supp temp tel
    trans univ var avg feb jan apr jun jul aug sep sept oct nov dec mon tue wed thu thur fri sat sun ave blvd
    street adj adv viz ibid
    """
)


@check(
    code="CA002",
    name="sentence-capital",
    category=Category.TYPOGRAPHY,
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    message="A sentence begins with a capital letter.",
    why="The capital shows the reader where a sentence begins.",
    examples=[
        Example(bad="[[the]] bridge was closed for a week.", good="The bridge was closed for a week."),
        Example(bad="The bridge was closed. [[it]] opened in May.", good="The bridge was closed. It opened in May."),
        Example(ok="iPhones, nets, ropes, etc. the shop had none of."),
    ],
)
def sentence_capital(prose: Prose, rule: Rule) -> Iterator[Finding]:
    seen = set()
    for number, (first, last) in enumerate(prose.block_tokens):
        block = prose.blocks[number]
        if block.kind is not BlockKind.PARAGRAPH or last - first < 8 or prose.words[last - 1][0] not in TERMINAL:
            continue
        word = prose.words[first]
        if not word.islower() or not word.isalpha() or len(word) == 1 or not _plain(prose, first):
            continue
        if (
            not prose.lexicon.known(word)
            or prose.words[first + 1][0] in "=():_./\\|<>[]{}\ufffc"
            or _goes_on(prose, number)
        ):
            continue
        seen.add(first)
        yield rule.finding(prose.span(first, first + 1), [_edit(prose, first, capitalise(word))])
    for match in search.matches(prose, LATER, STOP_AND_SMALL):
        if match["last"] in SHORT_FORMS:
            continue
        index = prose.tokens_in(Span(*match.span("first")))[0]
        if index not in seen and prose.starts[index] == match.start("first") and index:
            same = prose.block_numbers[index] == prose.block_numbers[index - 1]
            if same and prose.words[index - 1] == ".":
                yield rule.finding(match.span("first"), [_edit(prose, index, capitalise(prose.words[index]))])


def _goes_on(prose: Prose, number: int) -> bool:
    """Whether the block carries on a sentence of the block before it (after a formula, a list or a listing)."""
    if number == 0:
        return False
    first, last = prose.block_tokens[number - 1]
    between = prose.masked[prose.blocks[number - 1].end : prose.blocks[number].start]
    return "\ufffc" in between or first == last or prose.words[last - 1][0] not in TERMINAL


I_BEFORE = _words(
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
    message="The pronoun “I” is a capital.",
    why="English writes the first person in capitals, alone of all pronouns.",
    examples=[
        Example(bad="Last year [[i]] moved to the coast.", good="Last year I moved to the coast."),
        Example(ok="Last year I moved to the coast; let i be the index."),
    ],
)
def lower_case_i(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for index in prose.positions.get("i", ()):
        if prose.words[index] != "i" or index + 1 >= len(prose) or not _plain(prose, index):
            continue
        following, tag = prose.lower[index + 1], prose.tags[index + 1]
        glued = following in ("'m", "'ve", "'d", "'ll")
        later = prose.tags[index + 2] if index + 2 < len(prose) else ""
        verb = tag in ("VBP", "VBD", "MD") or (tag == "RB" and later in ("VBP", "VBD", "MD"))
        if not glued and not (verb and prose.spaced(index + 1)):
            continue
        if not glued and index and prose.lower[index - 1] in I_BEFORE and following in ("is", "be", "=", "and", "to"):
            continue
        yield rule.finding(prose.span(index, index + 1), [_edit(prose, index, "I")])


# -- names ------------------------------------------------------------------------------------------------------------


@check(
    code="CA004",
    name="name-of-several-words",
    category=Category.TYPOGRAPHY,
    severity=Severity.ERROR,
    message="The words of this name take capitals.",
    why="Every word of a name takes a capital, but for small words inside it.",
    examples=[
        Example(bad="They flew to [[new york]] in May.", good="They flew to New York in May."),
        Example(bad="He fought in [[World war II]] and came home.", good="He fought in World War II and came home."),
        Example(ok="They flew to New York; a middle east window was open."),
    ],
)
def name_of_several_words(prose: Prose, rule: Rule) -> Iterator[Finding]:
    positions, lower = prose.positions, prose.lower
    found: list[tuple[int, int, tuple[str, ...]]] = []
    for key in positions.keys() & NAMES.keys():
        for tail, name in NAMES[key]:
            if tail and tail[0] not in positions:
                continue
            for first in positions[key]:
                last = first + 1 + len(tail)
                if tuple(lower[first + 1 : last]) != tail or not _lowered(prose, first, name):
                    continue
                if name in WHOLLY_LOWER and not prose.words[last - 1].islower():
                    continue
                if name in OPTIONAL and (first == 0 or lower[first - 1] not in ("the", "in", "of")):
                    continue
                if last < len(prose) and prose.words[last][0] == "-":
                    continue
                found.append((first, last, name))
    taken: set[int] = set()
    for first, last, name in sorted(found, key=lambda item: item[0] - item[1]):  # the longest first
        edits = [
            _edit(prose, first + place, new)
            for place, new in enumerate(name)
            if prose.words[first + place] != new and _plain(prose, first + place)
        ]
        if edits and taken.isdisjoint(range(first, last)):
            taken.update(range(first, last))
            message = f"The name is written “{' '.join(name)}”."
            yield rule.finding(prose.span(first, last), [edits], message=message)


def _lowered(prose: Prose, first: int, name: tuple[str, ...]) -> bool:
    """Whether a word stands in lower case that the name capitalises, and the words are one run of letters."""
    words = prose.words[first : first + len(name)]
    if any(word.isupper() and len(word) > 3 for word in words):
        return False
    if any(not prose.spaced(first + place) for place in range(1, len(name)) if words[place] != "'s"):
        return False
    return any(word.islower() and not new.islower() for word, new in zip(words, name, strict=True))


TITLES = _words(
    """
    president king queen prince princess pope emperor empress tsar czar sultan senator governor professor
    captain general colonel lieutenant sergeant admiral bishop archbishop reverend rabbi saint sir lord lady
    chancellor congressman congresswoman ayatollah sheikh uncle aunt dr mr mrs ms
    """
)
AFTER = frozenset(("IN", "VBD", "VBZ", "VBP", "VB", "VBG", "TO", "CC", ",", ":", "MD", "RB"))
ADDRESSES = frozenset(("dr", "mr", "mrs", "ms"))
SHORTENED_STOP = re.compile(r"\.(?:(?<=[dm]r\.)|(?<=ms\.)|(?<=mrs\.)|(?<=prof\.))")
SHORTENED = re.compile(r"(?<![\w.])(?:dr|mrs?|ms|prof)(?=\. ?[A-Z][a-z])")


@check(
    code="CA005",
    name="title-before-name",
    category=Category.TYPOGRAPHY,
    severity=Severity.WARNING,
    message="A title directly before a name takes a capital.",
    why="Before the name the title is part of it; alone, or behind an adjective or article, it is a common noun.",
    examples=[
        Example(bad="They met [[president]] Obama in May.", good="They met President Obama in May."),
        Example(bad="They asked [[dr]]. Walker to stay.", good="They asked Dr. Walker to stay."),
        Example(ok="The president met the former queen Beatrix and my uncle Peter."),
    ],
)
def title_before_name(prose: Prose, rule: Rule) -> Iterator[Finding]:
    words, classes = prose.words, prose.lexicon.classes
    for title in TITLES & prose.positions.keys():
        for index in prose.positions[title]:
            word = words[index]
            if not word.islower() or index + 1 >= len(prose) or not _plain(prose, index):
                continue
            name = words[index + 1]
            if not (name[:1].isupper() and name[1:].islower()) or prose.quoted[index] != prose.quoted[index + 1]:
                continue
            if index + 1 in prose.sentence_starts:
                continue
            if title not in ADDRESSES:
                if index not in prose.sentence_starts and prose.tags[index - 1] not in AFTER:
                    continue
                if index and prose.lower[index - 1] in ("as", "become", "became", "of", "then"):
                    continue
                if not classes(name) & {"given", "surname"} or prose.tags[index + 1] != "NNP":
                    continue
                if classes(name) & {"people", "country", "month", "weekday"}:
                    continue
            yield rule.finding(prose.span(index, index + 1), [_edit(prose, index, capitalise(word))])
    for match in search.matches(prose, SHORTENED, SHORTENED_STOP):
        yield rule.finding(match.span(), [Edit(*match.span(), capitalise(match[0]))])


@check(
    code="CA006",
    name="month-in-lower-case",
    category=Category.TYPOGRAPHY,
    severity=Severity.ERROR,
    message="The month takes a capital.",
    why="Months and days of the week are names.",
    examples=[
        Example(bad="They left on [[march]] 5.", good="They left on March 5."),
        Example(bad="They left in [[may]] 1987.", good="They left in May 1987."),
        Example(ok="They may leave on 5 March; a march 20 miles long lay ahead."),
    ],
)
def month_in_lower_case(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for month in ("may", "march", "august"):
        for index in prose.positions.get(month, ()):
            if prose.words[index] == month and _dated(prose, index) and _plain(prose, index):
                yield rule.finding(prose.span(index, index + 1), [_edit(prose, index, capitalise(month))])


def _dated(prose: Prose, index: int) -> bool:
    before = prose.lower[index - 1] if index else ""
    following = prose.lower[index + 1] if index + 1 < len(prose) else ""
    number = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?|(?:1[5-9]|20)\d\d", following)
    dated = before in (
        "in",
        "on",
        "since",
        "until",
        "till",
        "by",
        "from",
        "last",
        "early",
        "late",
        "mid",
        "of",
        "during",
    )
    if number and (dated or (index and number[1] is None)):
        return before not in ("a", "the", "long", "her", "his", "their")
    if (
        re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", before)
        and not before.startswith("0")
        and (number or following in (",", ".", "and", "to", ""))
    ):
        return prose.tags[index] != "MD" or following != "to"
    return (
        before in ("in", "since", "until", "during", "late", "early")
        and following in (",", ".", "and", "of")
        and (prose.words[index] != "august" or before == "in")
        and not (following in ("of", "and") and prose.words[index] == "march")
    )


# -- capitals where none belong ---------------------------------------------------------------------------------------

SMALL = _words(
    """
    on in at of and or but for with from by to as that which who when where while because if than then the a
    an are was were has have had be been she they her their its them also only not neither either both after
    before during since until between among against into onto through about over under very more most would
    could should every each some any all such so another other
    """
)


@check(
    code="CA007",
    name="capital-inside-sentence",
    category=Category.TYPOGRAPHY,
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    message="No capital belongs here.",
    why="Inside a sentence only names take capitals.",
    examples=[
        Example(bad="The bridge was closed [[On]] 5 May.", good="The bridge was closed on 5 May."),
        Example(ok="The film It was shown; Gone With the Wind was not."),
    ],
)
def capital_inside_sentence(prose: Prose, rule: Rule) -> Iterator[Finding]:
    words, lower = prose.words, prose.lower
    for word in SMALL & prose.positions.keys():
        for index in prose.positions[word]:
            found = words[index]
            if found.islower() or not found[1:].islower() or index in prose.sentence_starts or index + 1 >= len(prose):
                continue
            low, high = prose.sentence(index)
            before, after = words[index - 1], words[index + 1]
            if index - low < 2 or high - index < 2 or not (before.islower() and before.isalpha()):
                continue
            if not (after.islower() and after.isalpha()) and not (
                word in ("on", "in", "at", "by", "of", "from") and (after[0].isdigit() or lower[index + 1] in MONTHS)
            ):
                continue
            if not (_plain(prose, index) and words[index - 2].islower()) or prose.quoted[index]:
                continue
            if prose.in_heading(index) or not prose.spaced(index) or prose.tags[index - 1] in ("DT", "PRP$"):
                continue
            yield rule.finding(prose.span(index, index + 1), [_edit(prose, index, word)])


SEASONS = ("spring", "summer", "autumn", "winter", "fall")
SEASON_FRAMES = _words(
    """
    the this last next early late every each all during
    """
)
SEASON_AFTER = frozenset(("of", ",", ".", "and", "or", "when", "he", "she", "they", "the", "months", "after", "before"))


@check(
    code="CA008",
    name="season-capital",
    category=Category.TYPOGRAPHY,
    severity=Severity.SUGGESTION,
    message="Seasons are written in lower case.",
    why="A season is a common noun, unlike a month.",
    examples=[
        Example(bad="They moved in the [[Summer]] of 1987.", good="They moved in the summer of 1987."),
        Example(ok="They moved in the summer of the Winter Olympics."),
    ],
)
def season_capital(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for season in SEASONS:
        for index in prose.positions.get(season, ()):
            found = prose.words[index]
            if found.islower() or not found[1:].islower() or index in prose.sentence_starts or index + 1 >= len(prose):
                continue
            before = prose.lower[index - 1]
            framed = before in SEASON_FRAMES and prose.words[index - 1].islower()
            if season in ("summer", "autumn", "winter") and before in ("in", "of", "during"):
                framed = prose.words[index - 1].islower() or index - 1 in prose.sentence_starts
            if season == "fall" and before == "the" and prose.lower[index - 2] != "in":
                continue
            if framed and prose.lower[index + 1] in SEASON_AFTER and not prose.quoted[index] and _plain(prose, index):
                if prose.lower[index + 1] == "of" and not prose.words[min(index + 2, len(prose) - 1)][0].isdigit():
                    continue
                yield rule.finding(prose.span(index, index + 1), [_edit(prose, index, season)])


@check(
    code="CA009",
    name="number-word-capital",
    category=Category.TYPOGRAPHY,
    severity=Severity.WARNING,
    message="Number words take no capital.",
    why="“Million” and its like are common nouns.",
    examples=[
        Example(bad="The bridge cost $150 [[Million]] in all.", good="The bridge cost $150 million in all."),
        Example(ok="The bridge cost $150 million; the 4 Million Dollar Club paid."),
    ],
)
def number_word_capital(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for word in ("million", "billion", "trillion", "percent"):
        for index in prose.positions.get(word, ()):
            found = prose.words[index]
            if not (found[0].isupper() and found[1:].islower()) or index == 0 or prose.quoted[index]:
                continue
            after = prose.words[index + 1] if index + 1 < len(prose) else "."
            if prose.words[index - 1][0].isdigit() and not after[0].isupper() and not prose.in_heading(index):
                yield rule.finding(prose.span(index, index + 1), [_edit(prose, index, word)])


SHIFTED = re.compile(r"[A-Z]{2,3}[a-z]+|[a-z][A-Z]+[a-z]?")
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
    for word, places in prose.positions.items():
        if len(word) < 3 or not word.isalpha() or not word.islower() or frequency(word) < FREQUENT:
            continue
        for index in places:
            found = prose.words[index]
            if found[1:].islower() or found.isupper() or not SHIFTED.fullmatch(found) or known(found):
                continue
            if not known(word) or (found[:-1].isupper() and found[-1] in "sd") or not _plain(prose, index):
                continue
            new = word if found[0].islower() else word.capitalize()
            yield rule.finding(prose.span(index, index + 1), [_edit(prose, index, new)], message=f"Write “{new}”.")


ACRONYMS = {
    word.lower(): word
    for word in _words(
        """
        USA UK NASA FBI CIA NATO BBC CNN NBA NFL NHL DVD DVDs HIV GPS CEO CEOs SUV SUVs UFO UFOs FIFA UEFA UNESCO
        UNICEF MTV IBM OPEC NYPD LAPD WWII USSR UAE NYC DNA RNA
        """
    )
}
NOUN_FRAMED = {"cd": "CD", "cds": "CDs", "pc": "PC", "pcs": "PCs", "tv": "TV", "tvs": "TVs"}


@check(
    code="CA011",
    name="acronym-in-lower-case",
    category=Category.TYPOGRAPHY,
    severity=Severity.ERROR,
    message="The abbreviation is written in capitals.",
    why="The letters stand for words, so they are capitals.",
    examples=[
        Example(bad="They moved to the [[usa]] in May.", good="They moved to the USA in May."),
        Example(bad="She bought a new [[pc]] in May.", good="She bought a new PC in May."),
        Example(ok="Type cd to change the folder; the site ends in .uk."),
    ],
)
def acronym_in_lower_case(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for word in ACRONYMS.keys() & prose.positions.keys():
        for index in prose.positions[word]:
            if prose.words[index] == word and _plain(prose, index):
                yield rule.finding(prose.span(index, index + 1), [_edit(prose, index, ACRONYMS[word])])
    for word in NOUN_FRAMED.keys() & prose.positions.keys():
        for index in prose.positions[word]:
            if prose.words[index] != word or index == 0 or not _plain(prose, index):
                continue
            if (
                prose.tags[index - 1] in ("DT", "PRP$", "JJ", "CD", "POS", "NN")
                and prose.lower[index - 1] != "type"
                and (index + 1 == len(prose) or prose.lower[index + 1] not in ("command", "commands"))
            ):
                yield rule.finding(prose.span(index, index + 1), [_edit(prose, index, NOUN_FRAMED[word])])
