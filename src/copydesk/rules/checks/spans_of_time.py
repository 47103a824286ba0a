"""Years, ages and hours that cannot be: ranges that run backwards, ages that do not fit, hours past twelve."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.language.prose import Prose
from copydesk.rules.base import Example, Rule, check
from copydesk.rules.checks.dates import YEAR, number_at
from copydesk.rules.expressions import late
from copydesk.text.edit import Applicability, Edit
from copydesk.text.finding import Category, Confidence, Finding, Severity
from copydesk.text.span import Span

AGE_WORDS = frozenset({"aged", "age"})
FIRST_MODERN, LAST_MODERN = 1000, 2100
RANGE = late(r"((?:1\d|20)(?<![\d.,/:-]..)\d\d)\s?[–—-]\s?(\d{4}|\d\d)(?![\d/:-]|[.,]\d)")
OTHER_NUMBERS = frozenset({"pp.", "pp", "p.", "page", "pages", "no.", "isbn", "issn", "tel."})
_BEFORE_CHRIST = "bc b.c. bce b.c.e. bp ybp bc. bce."
BEFORE_CHRIST = frozenset(_BEFORE_CHRIST.split())


@check(
    code="DT003",
    name="range-of-years-upside-down",
    pack="dates",
    category=Category.CONSISTENCY,
    severity=Severity.ERROR,
    applicability=Applicability.DISPLAY,
    message="The first year of a range comes before the last.",
    why="A range of years that runs backwards has its ends mixed up or a digit wrong, unless it lies before Christ.",
    examples=[
        Example(
            bad="She led the choir ([[1998–1989]]) with success.",
            good="She led the choir (1989–1998) with success.",
        ),
        Example(bad="He lived there [[from 1967 to 1959]].", good="He lived there from 1959 to 1967."),
        Example(ok="She led the choir (1989–1998) with success."),
        Example(ok="The season of 1999–00 went well."),
        Example(ok="The dynasty of 1650–1550 BC fell."),
        Example(ok="The price fell from 1900 to 1800 dollars."),
    ],
)
def upside_down(prose: Prose, rule: Rule) -> Iterator[Finding]:
    if not _has_years(prose):
        return
    for match in RANGE.finditer(prose.masked):
        start, end = int(match[1]), int(match[2])
        short = len(match[2]) == 2
        if short:
            end += start // 100 * 100
            if end % 100 <= 12 or start % 100 == 99 or "-" in match[0]:
                continue
        tokens = prose.tokens_in(Span(*match.span()))
        if end >= start or start - end > 900 or not tokens or _before_christ(prose, tokens[0]):
            continue
        if not short and not FIRST_MODERN <= end < LAST_MODERN:
            continue
        if tokens[0] and prose.lower[tokens[0] - 1] in OTHER_NUMBERS:
            continue
        edit = Edit(match.start(), match.end(), _turned(match)) if not short else None
        message = f"{match[2]} lies before {match[1]}; the range runs backwards."
        yield rule.finding(match.span(), [edit] if edit else [], message=message)
    for opening, joint in (("from", "to"), ("from", "until"), ("between", "and")):
        for index in prose.positions.get(opening, ()):
            if index + 3 >= prose.sentence(index)[1] or prose.lower[index + 2] != joint:
                continue
            start, end = (number_at(prose, place, len(prose), YEAR) for place in (index + 1, index + 3))
            if not start or not end or end >= start or _before_christ(prose, index) or _counted(prose, index + 4):
                continue
            edits = [
                Edit(prose.starts[place], prose.ends[place], prose.words[other])
                for place, other in ((index + 1, index + 3), (index + 3, index + 1))
            ]
            message = f"{end} lies before {start}; the range runs backwards."
            yield rule.finding(prose.span(index, index + 4), [edits], message=message)


def _has_years(prose: Prose) -> bool:
    return re.search(r"1\d{3}|20\d\d", prose.masked) is not None


def _turned(match: re.Match[str]) -> str:
    middle = match[0][len(match[1]) : len(match[0]) - len(match[2])]
    return f"{match[2]}{middle}{match[1]}"


def _before_christ(prose: Prose, index: int) -> bool:
    first, last = prose.block_tokens[prose.block_numbers[index]]
    return not BEFORE_CHRIST.isdisjoint(prose.lower[first:last])


def _counted(prose: Prose, index: int) -> bool:
    """Whether a noun follows that the numbers count."""
    return index < len(prose) and prose.lower[index][0].isalpha() and prose.tags[index] in ("NN", "NNS", "JJ")


@check(
    code="DT004",
    name="age-and-years",
    pack="dates",
    category=Category.CONSISTENCY,
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    applicability=Applicability.DISPLAY,
    message="The age does not fit the years.",
    why="The years of birth and death allow two ages only.",
    examples=[
        Example(bad="Lena Holm (1920–1985) died of a stroke at the age of [[75]]."),
        Example(bad="Born in 1920, she died in 1985, aged [[55]]."),
        Example(ok="Lena Holm (1920–1985) died of a stroke at the age of 64."),
        Example(ok="Lena Holm (1920–1985) moved to Oslo at the age of 20."),
        Example(ok="Born in 1920, she wed a man aged 55 who died in 1985."),
    ],
)
def age_and_years(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for word in AGE_WORDS & prose.positions.keys():
        for index in prose.positions[word]:
            place = index + 1 + (prose.lower[index + 1 : index + 2] == ["of"])
            low, high = prose.sentence(index)
            if place >= high or not prose.words[place].isdigit() or not _dies(prose, low, index):
                continue
            years = [int(year) for year in re.findall(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)", _text(prose, low, high))]
            life = (
                len(years) == 2
                and years[1] > years[0]
                and ("born" in prose.lower[low:high] or _bracketed(prose, low, high))
            )
            if not life:
                continue
            span = years[1] - years[0]
            if span <= 120 and int(prose.words[place]) not in (span, span - 1):
                message = (
                    f"From {years[0]} to {years[1]} makes an age of {span - 1} or {span}, not {prose.words[place]}."
                )
                yield rule.finding(prose.span(place, place + 1), message=message)


def _text(prose: Prose, first: int, last: int) -> str:
    return prose.masked[prose.starts[first] : prose.ends[last - 1]]


def _bracketed(prose: Prose, first: int, last: int) -> bool:
    return re.search(r"\((?:[^()]*\D)?\d{4}\s?[–—-][^()]*\d{4}\)", _text(prose, first, last)) is not None


def _dies(prose: Prose, low: int, index: int) -> bool:
    """Whether “died” goes with the age: it stands before it, with no other clause between."""
    for place in range(index - 1, max(low, index - 12) - 1, -1):
        if prose.lower[place] in ("died", "dies", "death", "dead"):
            return True
        if prose.lower[place] in ("who", "that", "and", "but", "man", "woman", "wed", "married"):
            return False
    return False


CLOCK = late(r"(\d(?<![\d:.,/].)\d?)([:.]\d\d)?\s?([ap])\.?m\b\.?", re.IGNORECASE)


@check(
    code="DT005",
    name="impossible-time",
    pack="dates",
    category=Category.CONSISTENCY,
    severity=Severity.ERROR,
    applicability=Applicability.DISPLAY,
    message="A clock of twelve hours has no such hour.",
    why="With “a.m.” and “p.m.” the hours go from 1 to 12; with 24 hours neither is written.",
    examples=[
        Example(bad="Doors open at [[14:30 p.m.]] on Friday.", good="Doors open at 2:30 p.m. on Friday."),
        Example(bad="Doors open at [[17 pm]] on Friday.", good="Doors open at 5 pm on Friday."),
        Example(ok="Doors open at 2:30 p.m. on Friday."),
        Example(ok="Doors open at 14:30 on Friday."),
    ],
)
def impossible_time(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for match in CLOCK.finditer(prose.masked):
        hour = int(match[1])
        if not 12 < hour <= 24 or not prose.tokens_in(Span(*match.span())):
            continue
        minutes = match[2] or ""
        half = match[0][len(match[1]) + len(minutes) :]
        options = [f"{hour - 12}{minutes}{half}", f"{hour}{minutes or ':00'}"] if match[3].lower() == "p" else []
        edits = [Edit(match.start(), match.end(), option) for option in options]
        yield rule.finding(match.span(), edits, message=f"There is no hour {hour} with “{half.strip()}”.")
