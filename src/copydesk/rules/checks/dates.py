"""Dates that cannot be: days that a month does not have, dates on another weekday."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from copydesk.language.prose import Prose
from copydesk.rules.base import Example, Rule, check
from copydesk.rules.expressions import late
from copydesk.rules.repair import replace
from copydesk.text.edit import Applicability
from copydesk.text.finding import Category, Finding, Severity

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
DAY = late(r"([1-9]|0[1-9]|[12]\d|3[0-9])(?:st|nd|rd|th)?")
YEAR = late(r"1[0-9]\d\d|20\d\d")
GREGORIAN = 1753  # the first whole year of the Gregorian calendar in Britain and its colonies
LONGEST_MONTH = 31


class WrittenDate(NamedTuple):
    """A date in the text: its token range, and what it says (`year` 0 when it says none)."""

    first: int
    last: int
    year: int
    month: int
    day: int


def number_at(prose: Prose, index: int, last: int, form: re.Pattern[str]) -> int:
    """The number in a token that has this form; 0 if it has another, or is not before `last`."""
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
            day = number_at(prose, before, high, DAY) if before >= low else 0
            if day and not _part_of_number(prose, before, low):
                year = number_at(prose, index + 1, high, YEAR)
                comma = 0
                if not year and index + 1 < high and prose.words[index + 1] == ",":
                    year, comma = number_at(prose, index + 2, high, YEAR), 1
                yield WrittenDate(before, index + 2 + comma if year else index + 1, year, MONTH_OF[name], day)
                continue
            day = number_at(prose, index + 1, high, DAY)
            if not day:
                continue
            after = index + 2
            if after < high and prose.words[after] == ",":
                after += 1
            year = number_at(prose, after, high, YEAR)
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
