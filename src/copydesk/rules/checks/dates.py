"""Dates, times and ages that cannot be."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from copydesk.language.prose import Prose
from copydesk.rules.base import Example, Rule, check
from copydesk.rules.repair import replace
from copydesk.text.edit import Applicability, Edit
from copydesk.text.finding import Category, Confidence, Finding, Severity
from copydesk.text.span import Span

_MONTHS = "january february march april may june july august september october november december"
MONTHS = _MONTHS.split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
WEEKDAYS = _WEEKDAYS.split()
MONTH_OF = {name: number for number, name in enumerate(MONTHS, 1)}
MONTH_OF |= {name[:3] + dot: number for number, name in enumerate(MONTHS, 1) for dot in ("", ".") if name != "may"}
MONTH_OF |= {"sept": 9, "sept.": 9}
WEEKDAY_OF = {name: number for number, name in enumerate(WEEKDAYS)}
WEEKDAY_OF |= {name[:3] + dot: number for number, name in enumerate(WEEKDAYS) for dot in ("", ".") if name[:3] != "sun"}
WEEKDAY_OF |= {"tues": 1, "tues.": 1, "thur": 3, "thurs": 3, "thurs.": 3, "sun.": 6}
DAY = re.compile(r"([1-9]|0[1-9]|[12]\d|3[0-9])(?:st|nd|rd|th)?")
YEAR = re.compile(r"1[0-9]\d\d|20\d\d")
GREGORIAN = 1753  # the first whole year of the Gregorian calendar in Britain and its colonies
LONGEST_MONTH = 31
AGE_WORDS = frozenset({"aged", "age"})
FIRST_MODERN, LAST_MODERN = 1000, 2100


class WrittenDate(NamedTuple):
    """A date in the text: its token range, and what it says (`year` 0 when it says none)."""

    first: int
    last: int
    year: int
    month: int
    day: int


def _number(prose: Prose, index: int, last: int, form: re.Pattern[str]) -> int:
    match = form.fullmatch(prose.lower[index]) if index < last else None
    return int(re.sub(r"\D", "", match[0])) if match else 0


def _dates(prose: Prose) -> Iterator[WrittenDate]:
    """Days with their month, in either order: 3 May 2015, the 3rd of May, May 3rd, 2015."""
    for name in MONTH_OF.keys() & prose.positions.keys():
        for index in prose.positions[name]:
            if not prose.words[index][0].isupper():
                continue
            low, high = prose.sentence(index)
            before = index - 1 - (index > low and prose.lower[index - 1] == "of")
            day = _number(prose, before, high, DAY) if before >= low else 0
            if day and not _part_of_number(prose, before, low):
                year = _number(prose, index + 1, high, YEAR)
                comma = 0
                if not year and index + 1 < high and prose.words[index + 1] == ",":
                    year, comma = _number(prose, index + 2, high, YEAR), 1
                yield WrittenDate(before, index + 2 + comma if year else index + 1, year, MONTH_OF[name], day)
                continue
            day = _number(prose, index + 1, high, DAY)
            if not day:
                continue
            after = index + 2
            if after < high and prose.words[after] == ",":
                after += 1
            year = _number(prose, after, high, YEAR)
            yield WrittenDate(index, after + 1 if year else index + 2, year, MONTH_OF[name], day)


def _part_of_number(prose: Prose, index: int, low: int) -> bool:
    """Whether the number before a month is the end of something else: 'Section 3 May', '2–3 May'."""
    return index > low and prose.words[index - 1] in ("–", "-", "/", ":", "$", "€", "£")


@check(
    code="DT001",
    name="impossible-date",
    category=Category.CONSISTENCY,
    severity=Severity.ERROR,
    applicability=Applicability.DISPLAY,
    message="There is no such day.",
    why="The month has fewer days; the day or the month is mistaken.",
    examples=[
        Example(bad="The shop reopens on [[31 June]].", good="The shop reopens on 30 June."),
        Example(
            bad="It was signed on [[February 29, 2015]], in Rome.",
            good="It was signed on February 28, 2015, in Rome.",
        ),
        Example(ok="It was signed on February 29, 2016, in Rome."),
        Example(ok="In June 31 people left."),
        Example(ok="The shop reopens on 30 June."),
    ],
)
def impossible_date(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for found in _dates(prose):
        days = monthrange(found.year, found.month)[1] if found.year else 29 if found.month == 2 else 0
        days = days or monthrange(2001, found.month)[1]
        if found.day <= days or found.day > LONGEST_MONTH or not _is_date(prose, found):
            continue
        month = MONTHS[found.month - 1].capitalize()
        when = f"{month} {found.year}" if found.month == 2 and found.year else month
        at = found.first if DAY.fullmatch(prose.lower[found.first]) else found.first + 1
        edits = [replace(prose, at, at + 1, str(days))] if prose.lower[at].isdigit() else []
        message = f"{when} has {days} days; there is no day {found.day}."
        yield rule.finding(prose.span(found.first, found.last), edits, message=message)


def _is_date(prose: Prose, found: WrittenDate) -> bool:
    """Whether month and number surely belong together ("In June 31 people left" has no date)."""
    if found.year or DAY.fullmatch(prose.lower[found.first]):
        return True
    low, high = prose.sentence(found.first)
    before = prose.lower[found.first - 1] if found.first > low else ""
    after = prose.lower[found.last] if found.last < high else "."
    return not after[0].isalnum() and before not in ("in", "during", "this", "last", "since")


@check(
    code="DT002",
    name="wrong-weekday",
    category=Category.CONSISTENCY,
    severity=Severity.WARNING,
    applicability=Applicability.DISPLAY,
    message="The date falls on another weekday.",
    why="Weekday and date contradict each other, so one of them is wrong.",
    examples=[
        Example(
            bad="They met on [[Monday, 3 May 2015]], in Rome.",
            good="They met on Sunday, 3 May 2015, in Rome.",
        ),
        Example(bad="They met on [[Friday, May 4th, 2015]].", good="They met on Monday, May 4th, 2015."),
        Example(
            bad="It was closed on [[July 4, 2020, a Friday]].",
            good="It was closed on July 4, 2020, a Saturday.",
        ),
        Example(ok="They met on Sunday, 3 May 2015, in Rome."),
        Example(ok="They met on Monday. On 3 May 2015 they left."),
    ],
)
def wrong_weekday(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for found in _dates(prose):
        if found.year < GREGORIAN or found.day > monthrange(found.year, found.month)[1]:
            continue
        place = _weekday_by(prose, found)
        if place is None:
            continue
        right = date(found.year, found.month, found.day).weekday()
        if WEEKDAY_OF[prose.lower[place]] == right:
            continue
        name = WEEKDAYS[right].capitalize()
        month = MONTHS[found.month - 1].capitalize()
        message = f"{found.day} {month} {found.year} is a {name}; weekday or date is wrong."
        span = prose.span(min(place, found.first), max(place + 1, found.last))
        yield rule.finding(span, [replace(prose, place, place + 1, name)], message=message)


def _weekday_by(prose: Prose, found: WrittenDate) -> int | None:
    """The token of the weekday that goes with a date: right before it, or behind it as “, a Monday”."""
    low, high = prose.sentence(found.first)
    index = found.first - 1
    while index >= low and prose.lower[index] in (",", "the", "morning", "evening", "night", "afternoon"):
        index -= 1
    if index >= low and prose.lower[index] in WEEKDAY_OF and prose.words[index][0].isupper():
        return index
    index = found.last
    if index < high and prose.words[index] in (",", "(") and index + 1 < high:
        index += 1 + (prose.lower[index + 1] == "a")
        bracketed = prose.words[found.last] == "(" or prose.lower[index - 1] == "a"
        if bracketed and index < high and prose.lower[index] in WEEKDAY_OF:
            return index
    return None


RANGE = re.compile(r"(?<![\d.,/:-])(1\d{3}|20\d\d)\s?[–—-]\s?(\d{4}|\d\d)(?![\d/:-]|[.,]\d)")
OTHER_NUMBERS = frozenset({"pp.", "pp", "p.", "page", "pages", "no.", "isbn", "issn", "tel."})
_BEFORE_CHRIST = "bc b.c. bce b.c.e. bp ybp bc. bce."
BEFORE_CHRIST = frozenset(_BEFORE_CHRIST.split())


@check(
    code="DT003",
    name="range-of-years-upside-down",
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
        if tokens[0] and prose.lower[tokens[0] - 1] in (
            "pp.",
            "pp",
            "p.",
            "page",
            "pages",
            "no.",
            "isbn",
            "issn",
            "tel.",
        ):
            continue
        edit = Edit(match.start(), match.end(), _turned(match)) if not short else None
        message = f"{match[2]} lies before {match[1]}; the range runs backwards."
        yield rule.finding(match.span(), [edit] if edit else [], message=message)
    for opening, joint in (("from", "to"), ("from", "until"), ("between", "and")):
        for index in prose.positions.get(opening, ()):
            if index + 3 >= prose.sentence(index)[1] or prose.lower[index + 2] != joint:
                continue
            start, end = (_number(prose, place, len(prose), YEAR) for place in (index + 1, index + 3))
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


CLOCK = re.compile(r"(?<![\d:.,/])(\d{1,2})([:.]\d\d)?\s?([ap])\.?m\b\.?", re.IGNORECASE)


@check(
    code="DT005",
    name="impossible-time",
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
