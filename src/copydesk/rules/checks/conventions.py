"""Conventions that a text keeps to throughout: quotation marks, numbers, the comma in a series, dates, times."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from copydesk.formats.document import BlockKind
from copydesk.language.prose import Prose
from copydesk.rules.base import Example, Rule, check
from copydesk.rules.expressions import late
from copydesk.rules.search import Hint, matches
from copydesk.text.edit import Applicability, Edit
from copydesk.text.finding import Category, Confidence, Finding, Severity
from copydesk.text.span import Span

CLEAR = 4  # times as often as the other ways a convention must stand to be one


def _outnumbered(ways: Mapping[str, Sequence[object]], clear: int = CLEAR) -> tuple[str, str] | None:
    """(the way that a text has, the one it has seldom) when one of two is clearly the rule."""
    few, many = sorted(ways, key=lambda way: len(ways[way]))
    if ways[few] and len(ways[many]) >= clear * len(ways[few]):
        return many, few
    return None


# -- quotation marks --------------------------------------------------------------------------------------------------

# What is looked for comes first, then what must not stand before it: re finds a character quickly.
STRAIGHT = late(r"\"(?:(?<![\d°'\"]\")|(?<!\d\")(?=\w))")
CURLY = late("[“”]")
STRAIGHT_APOSTROPHE = late(r"'(?<=[a-z]')(?=[a-z])", re.IGNORECASE)
CURLY_APOSTROPHE = late(r"’(?<=[a-z]’)(?=[a-z])", re.IGNORECASE)


def _found(prose: Prose, expression: re.Pattern[str], hint: Hint) -> list[int]:
    return [match.start() for match in matches(prose, expression, hint)]


@check(
    code="CO010",
    name="straight-and-curly-quotes",
    category=Category.CONSISTENCY,
    severity=Severity.SUGGESTION,
    in_quotes=True,
    message="The other quotation marks of the text have another shape.",
    why="Straight and curly marks in one text are what is left of pasting from elsewhere.",
    examples=[
        Example(
            bad='“Go,” she said. “Stay,” he said. He called it [["]]home" twice.',
            good="“Go,” she said. “Stay,” he said. He called it “home” twice.",
        ),
        Example(bad="It isn’t his. It wasn’t hers. It can’t be ours. It won’t do. It isn[[']]t fair.",
                good="It isn’t his. It wasn’t hers. It can’t be ours. It won’t do. It isn’t fair."),
        Example(ok='"Go," she said. "Stay," he said.'),
        Example(ok="“Go,” she said. “Stay,” he said. The board is 5\" wide."),
    ],
)  # fmt: skip
def straight_and_curly(prose: Prose, rule: Rule) -> Iterator[Finding]:
    if prose.text.isascii():
        return
    marks = {"straight": _found(prose, STRAIGHT, ('"',)), "curly": _found(prose, CURLY, CURLY)}
    apostrophes = {
        "straight": _found(prose, STRAIGHT_APOSTROPHE, ("'",)),
        "curly": _found(prose, CURLY_APOSTROPHE, ("’",)),
    }
    for ways, clear in ((marks, 2), (apostrophes, CLEAR)):
        if not (chosen := _outnumbered(ways, clear)):
            continue
        for place in ways[chosen[1]]:
            mark = _turned(prose, place, chosen[0], ways is apostrophes)
            message = f"The text has {chosen[0]} marks elsewhere; this one is {chosen[1]}."
            yield rule.finding((place, place + 1), [Edit(place, place + 1, mark)], message=message)


def _turned(prose: Prose, place: int, shape: str, apostrophe: bool) -> str:
    """The mark at a place in another shape."""
    if apostrophe:
        return "’" if shape == "curly" else "'"
    if shape == "straight":
        return '"'
    before = prose.masked[place - 1] if place else " "
    return "“" if before.isspace() or before in "([{—–-/‘'\u2060" else "”"


# -- numbers ----------------------------------------------------------------------------------------------------------

THREE_DIGITS = late(r"\d\d\d")  # a hint that more checks than one share
GROUPED = late(r"\d(?<![\d.,$/-].)\d{0,2}(?:,\d{3})+(?!\d|,\d|-)")
UNGROUPED = late(r"[1-9](?<![\w.,/:#-].)\d{4,6}(?![\w/:-]|[.,]\d)")
_NUMBERED = "no no. number zip box code id section port page p. pp. room bill route isbn version error"
NUMBERED = frozenset(_NUMBERED.split())


@check(
    code="CO011",
    name="thousands-now-and-then",
    category=Category.CONSISTENCY,
    severity=Severity.SUGGESTION,
    confidence=Confidence.MEDIUM,
    message="Other large numbers in the text have commas.",
    why="Large numbers are grouped alike throughout a text.",
    examples=[
        Example(
            bad="First 12,000 came, then 14,500, then 11,900. Later 16,000 came, and [[25000]] people stayed.",
            good="First 12,000 came, then 14,500, then 11,900. Later 16,000 came, and 25,000 people stayed.",
        ),
        Example(ok="First 12,000 came, then 14,500, then 11,900. Later 16,000 came to room 12345."),
    ],
)
def thousands(prose: Prose, rule: Rule) -> Iterator[Finding]:
    ways = {"12,000": _found(prose, GROUPED, THREE_DIGITS), "12000": []}
    for place in _found(prose, UNGROUPED, THREE_DIGITS):
        tokens = prose.tokens_in(Span(place, place + 1))
        if tokens and _counts(prose, tokens[0]):
            ways["12000"].append(place)
    if (chosen := _outnumbered(ways)) and chosen[1] == "12000":
        for place in ways["12000"]:
            match = UNGROUPED.match(prose.masked, place)
            if match:
                number = f"{int(match[0]):,}"
                message = f"Other large numbers in the text have commas; write “{number}”."
                yield rule.finding(match.span(), [Edit(match.start(), match.end(), number)], message=message)


def _counts(prose: Prose, index: int) -> bool:
    """Whether a number counts something: a plural or a unit follows."""
    low, high = prose.sentence(index)
    before = prose.lower[index - 1] if index > low else ""
    after = prose.tags[index + 1] if index + 1 < high else ""
    return before not in NUMBERED and prose.tags[index - 1] not in ("NNP", "NN") and after in ("NNS", "JJ")


# -- the comma in a series --------------------------------------------------------------------------------------------

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
CLOSES = frozenset({".", ",", ";", ")", "!", "?"})


class Series(NamedTuple):
    """“a, b, and c”: the token of its last item but one, of its conjunction, and whether a comma stands between."""

    item: int
    conjunction: int
    comma: bool


def _series(prose: Prose) -> Iterator[Series]:
    """Series of three or more single nouns, with the sentence or clause ending after them."""
    for word in ("and", "or"):
        for index in prose.positions.get(word, ()):
            low, high = prose.sentence(index)
            comma = prose.words[index - 1] == "," if index > low else False
            item = index - 1 - comma
            if index + 2 >= high or item - 2 < low or prose.words[item - 1] != "," or prose.quoted[index]:
                continue
            if item - 3 >= low and prose.lower[item - 3] in ("and", "or", "&"):  # “beasts and birds, knights and kings”
                continue
            nouns = {prose.tags[place] for place in (item - 2, item, index + 1)}
            if nouns <= NOUNS and len({tag[-1] == "S" for tag in nouns}) == 1 and prose.words[index + 2] in CLOSES:
                yield Series(item, index, comma)


@check(
    code="CO012",
    name="serial-comma-now-and-then",
    category=Category.CONSISTENCY,
    severity=Severity.SUGGESTION,
    confidence=Confidence.MEDIUM,
    message="Other series in the text treat their last comma differently.",
    why="A text either has a comma before the “and” of every series, or before none that can do without.",
    examples=[
        Example(
            bad="They sold nuts, figs, and dates. They bought cups, plates, and knives. They lost coins, rings, and "
            "stamps. They found shoes, hats, and gloves. They kept [[maps, books and]] pens.",
            good="They sold nuts, figs, and dates. They bought cups, plates, and knives. They lost coins, rings, and "
            "stamps. They found shoes, hats, and gloves. They kept maps, books, and pens.",
        ),
        Example(ok="They sold nuts, figs, and dates. They kept maps, books and pens."),
    ],
)
def serial_comma(prose: Prose, rule: Rule) -> Iterator[Finding]:
    ways: dict[str, list[Series]] = {"with": [], "without": []}
    for series in _series(prose):
        ways["with" if series.comma else "without"].append(series)
    if not (chosen := _outnumbered(ways)):
        return
    for series in ways[chosen[1]]:
        end = prose.ends[series.item]
        edit = Edit(end, end, ",") if chosen[0] == "with" else Edit(end, end + 1, "")
        word = prose.words[series.conjunction]
        message = f"Other series in the text are written {chosen[0]} a comma before “{word}”."
        yield rule.finding(prose.span(series.item - 2, series.conjunction + 1), [edit], message=message)


# -- dates and times --------------------------------------------------------------------------------------------------

MONTH = (
    "(January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
DAY_FIRST = late(rf"(\d(?<![\w–-].)\d?)(?:st|nd|rd|th)? {MONTH},? (\d{{4}})(?![\d–-])")
MONTH_FIRST = late(rf"\b{MONTH} (\d{{1,2}})(?:st|nd|rd|th)?, (\d{{4}})(?![\d–-])")


@check(
    code="CO013",
    name="order-of-dates",
    category=Category.CONSISTENCY,
    severity=Severity.SUGGESTION,
    confidence=Confidence.MEDIUM,
    applicability=Applicability.DISPLAY,
    message="Other dates in the text are written in another order.",
    why="Dates are written in one order throughout a text.",
    examples=[
        Example(
            bad="Built on 3 May 1901, burned on 7 July 1911, rebuilt on 1 June 1912, sold on 9 May 1950, closed on "
            "[[July 4, 1976]].",
            good="Built on 3 May 1901, burned on 7 July 1911, rebuilt on 1 June 1912, sold on 9 May 1950, closed on "
            "4 July 1976.",
        ),
        Example(ok="Built on 3 May 1901, burned on 7 July 1911."),
    ],
)
def order_of_dates(prose: Prose, rule: Rule) -> Iterator[Finding]:
    expressions = {"day": DAY_FIRST, "month": MONTH_FIRST}
    ways: dict[str, list[re.Match[str]]] = {}
    for name, expression in expressions.items():
        ways[name] = [
            match
            for match in matches(prose, expression, THREE_DIGITS)
            if prose.blocks[bisect_right(prose.block_starts, match.start()) - 1].kind is BlockKind.PARAGRAPH
        ]
    if not (chosen := _outnumbered(ways)):
        return
    for match in ways[chosen[1]]:
        new = f"{match[2]} {match[1]} {match[3]}" if chosen[0] == "day" else f"{match[2]} {match[1]}, {match[3]}"
        message = f"Other dates in the text have the {chosen[0]} first: “{new}”."
        yield rule.finding(match.span(), [Edit(match.start(), match.end(), new)], message=message)


HALF_OF_DAY = late(r"\d(?= ?[apAP]\.?[mM])")
TIMES = {
    "a.m.": late(r"(?<=\d) ?[ap]\.m\."),
    "am": late(r"(?<=\d) ?[ap]m\b(?!\.)"),
    "AM": late(r"(?<=\d) ?[AP]M\b(?!\.)"),
}


@check(
    code="CO014",
    name="times-now-and-then",
    category=Category.CONSISTENCY,
    severity=Severity.SUGGESTION,
    confidence=Confidence.MEDIUM,
    message="Other times in the text are written differently.",
    why="“a.m.” and “p.m.” are written alike throughout a text.",
    examples=[
        Example(
            bad="It opens at 9 a.m. and closes at 5 p.m. on weekdays, at 1[[pm]] on Sundays.",
            good="It opens at 9 a.m. and closes at 5 p.m. on weekdays, at 1 p.m. on Sundays.",
        ),
        Example(ok="It opens at 9 a.m. and closes at 5 p.m. on weekdays."),
    ],
)
def times(prose: Prose, rule: Rule) -> Iterator[Finding]:
    ways = {name: list(matches(prose, expression, HALF_OF_DAY)) for name, expression in TIMES.items()}
    kept = max(ways, key=lambda name: len(ways[name]))
    rest = sum(len(found) for found in ways.values()) - len(ways[kept])
    if not rest or len(ways[kept]) < 2 * rest:
        return
    spaced = sum(match[0][0] == " " for match in ways[kept]) * 2 >= len(ways[kept])
    for name, found in ways.items():
        for match in found if name != kept else ():
            half = match[0].strip()[0].lower()
            new = {"a.m.": f"{half}.m.", "am": f"{half}m", "AM": f"{half.upper()}M"}[kept]
            edit = Edit(match.start(), match.end(), " " * spaced + new)
            if name == "a.m." and _closes(prose, match.end()):
                edit = Edit(match.start(), match.end() - 1, " " * spaced + new)
            message = f"Other times in the text have “{new}”; write it alike."
            start = match.start() + (match[0][0] == " ")
            yield rule.finding((start, match.end()), [edit], message=message)


def _closes(prose: Prose, end: int) -> bool:
    """Whether a sentence ends at the offset."""
    tokens = prose.tokens_in(Span(end - 1, end))
    return bool(tokens) and tokens[0] + 1 == prose.sentence(tokens[0])[1]
