"""Marks, numbers and abbreviations: what is wrong whatever the words say."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.language.prose import Prose
from copydesk.rules import search
from copydesk.rules.base import Example, Rule, check
from copydesk.rules.checks.scan import matches
from copydesk.rules.expressions import late
from copydesk.text.edit import Applicability, Edit
from copydesk.text.finding import Category, Confidence, Finding, Severity

TWICE = late(
    r"(?P<comma>(?<=[\w)”\"]), ?,)(?=[\s\"”’]|$)|(?P<semi>(?<=\w);;)(?=\s|$)"
    r"|(?P<dots>(?<=[a-z0-9)%”\"])\.\.)(?=[\s\"”]|$)|(?P<asked>(?<=\w)\?\.)(?=\s|$)"
    r"|(?P<mixed>(?<=[a-z])(?:;,|,;|:,|,:|,\.))(?=\s|$)"
)


@check(
    code="TY006",
    name="doubled-mark",
    category=Category.PUNCTUATION,
    severity=Severity.WARNING,
    message="One mark is enough.",
    why="Of two marks in one place one is a slip of the finger.",
    examples=[
        Example(bad="The bridge[[,,]] they say, is safe.", good="The bridge, they say, is safe."),
        Example(bad="The bridge is safe[[..]]", good="The bridge is safe."),
        Example(bad="Is it safe[[?.]] We hope so.", good="Is it safe? We hope so."),
        Example(ok="The bridge … is safe. Is it?!"),
        Example(ok="He waited... and left."),
    ],
)
def doubled_mark(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for match in matches(prose, TWICE, (",,", ", ,", "..", ";;", "?.", ";,", ",;", ":,", ",:", ",.")):
        kind, span, text = match.lastgroup, match.span(), prose.masked
        after = text[match.end() : match.end() + 2].strip()
        if kind == "dots" and after[:1].islower():
            yield rule.finding(span, [Edit(*span, "...")], message="An ellipsis has three dots.")
        elif kind == "mixed":
            last = not after or after[:1].isupper()
            options = "." if match[0] == ",." and last else match[0].replace(".", "")
            yield rule.finding(span, [Edit(*span, options[0])], confidence=Confidence.MEDIUM)
        else:
            yield rule.finding(span, [Edit(*span, match[0][0])])


# -- numbers and abbreviations ----------------------------------------------------------------------------------------

ORDINAL = late(r"(?<![\w.,+\-–/#$])(?P<number>(?:\d{1,3},)?\d{1,4})(?P<end>st|nd|rd|th|ST|ND|RD|TH)\b")


DIGIT_AND_LETTER = late(r"[0-9](?=[snrtSNRT])")


def ordinal_ending(number: int) -> str:
    """The letters that make an ordinal of the number: 1 → st, 11 → th."""
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


@check(
    code="TY007",
    name="ordinal-ending",
    category=Category.SPELLING,
    severity=Severity.ERROR,
    message="The ordinal ends otherwise.",
    why="The letters are the last of the word: first, second, third, fourth.",
    examples=[
        Example(bad="The [[21th]] of May was wet.", good="The 21st of May was wet."),
        Example(bad="She came [[11st]] of forty.", good="She came 11th of forty."),
        Example(ok="The 21st, 22nd, 23rd and 24th came; the 111th did not."),
    ],
)
def wrong_ordinal(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for match in search.matches(prose, ORDINAL, DIGIT_AND_LETTER):
        wanted = ordinal_ending(int(match["number"].replace(",", "")))
        if match["end"].lower() != wanted:
            new = match["number"] + (wanted.upper() if match["end"].isupper() else wanted)
            message = f"“{match[0]}” should be “{new}”."
            yield rule.finding(match.span(), [Edit(*match.span(), new)], message=message)


SHORTENED = late(
    r"(?<![\w.])(?:(?P<eg>[eE]\.g|[eE]g\.|[eE]\.g,)|(?P<ie>[iI]\.e|ie\.)|(?P<us>U\.S)(?=[ ,;])"
    r"|(?P<time>[ap]\.m)(?=[ ,;)])|(?P<etal>et\. al\b\.?)"
    r"|(?P<etc>[eE]tc\.\.(?=[\s)]|$)|ect\.(?=[\s)]|$)))(?![\w.])"
)
WRITTEN = {"eg": "e.g.", "ie": "i.e.", "us": "U.S.", "etal": "et al.", "etc": "etc."}


@check(
    code="TY008",
    name="abbreviation-stops",
    category=Category.TYPOGRAPHY,
    severity=Severity.WARNING,
    applicability=Applicability.SAFE,
    message="The abbreviation is written otherwise.",
    why="Every shortened word of the abbreviation has its full stop.",
    examples=[
        Example(bad="Birds, [[e.g]] gulls, nest there.", good="Birds, e.g. gulls, nest there."),
        Example(bad="It was found by Park [[et. al.]] in May.", good="It was found by Park et al. in May."),
        Example(bad="They sell nets, rope, [[etc..]] in the port.", good="They sell nets, rope, etc. in the port."),
        Example(ok="Birds, e.g. gulls, nest there, i.e. on the roof, at 3 p.m. in the U.S. today."),
    ],
)
def abbreviation_stops(prose: Prose, rule: Rule) -> Iterator[Finding]:
    needles = (".g", "g.", "i.e", "I.e", "ie.", "U.S", ".m", "et. al", "tc.", "ct.")
    for match in matches(prose, SHORTENED, needles):
        kind = match.lastgroup or ""
        old = match[0]
        new = old + "." if kind == "time" else WRITTEN[kind]
        if old[0].isupper():
            new = new[0].upper() + new[1:]
        new += "," if old.endswith(",") else ""
        yield rule.finding(match.span(), [Edit(*match.span(), new)], message=f"The abbreviation is written “{new}”.")


MONEY = late(
    r"(?P<sign>(?<![\w$])[$€£¥]) (?=\d)|(?<![\w.,$€£¥])(?P<number>\d[\d.,]*\d|\d)(?P<after>[$£])(?![\w{(])"
)


@check(
    code="TY009",
    name="currency-sign",
    category=Category.TYPOGRAPHY,
    severity=Severity.WARNING,
    message="The currency sign stands directly before the number.",
    why="In English the sign leads, with no space.",
    examples=[
        Example(bad="A ticket costs [[$ ]]20.", good="A ticket costs $20."),
        Example(bad="A ticket costs [[20$]].", good="A ticket costs $20."),
        Example(ok="A ticket costs $20."),
    ],
)
def currency_sign(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for match in matches(prose, MONEY, "$€£¥"):
        new = match["sign"] or match["after"] + match["number"]
        yield rule.finding(match.span(), [Edit(*match.span(), new)])


DIGITS_AND_COMMA = late(r"[0-9],(?=[0-9]{2} ?[apAP])")
CLOCK = late(r"\b(?P<hour>1[0-2]|[1-9]),(?P<minute>[0-5]\d)(?= ?(?:[ap]\.m\.|[ap]m\b|[AP]M\b))")


@check(
    code="TY010",
    name="clock-comma",
    category=Category.TYPOGRAPHY,
    severity=Severity.WARNING,
    message="Hours and minutes are parted by a colon.",
    why="A comma would make a number of it.",
    examples=[
        Example(bad="They met at [[7,30]] p.m. in town.", good="They met at 7:30 p.m. in town."),
        Example(ok="They met at 7:30 p.m. in town."),
    ],
)
def clock_comma(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for match in search.matches(prose, CLOCK, DIGITS_AND_COMMA):
        yield rule.finding(match.span(), [Edit(*match.span(), f"{match['hour']}:{match['minute']}")])


# -- apostrophes and quotation marks ----------------------------------------------------------------------------------

ACCENT = late(r"(?<=[A-Za-z])(?P<mark>[`´])(?=(?:s|t|re|ve|ll|d|m)\b)|(?<=[nN]);(?=[tT]\b)")


@check(
    code="TY011",
    name="accent-for-apostrophe",
    category=Category.TYPOGRAPHY,
    severity=Severity.WARNING,
    applicability=Applicability.SAFE,
    message="An apostrophe belongs here.",
    why="An accent, a backtick or a semicolon is no apostrophe.",
    examples=[
        Example(bad="They don[[´]]t know.", good="They don't know."),
        Example(ok="They don't know."),
    ],
)
def accent_for_apostrophe(prose: Prose, rule: Rule) -> Iterator[Finding]:
    sign = "’" if "’" in prose.text else "'"
    for match in matches(prose, ACCENT, "`´;"):
        yield rule.finding(match.span(), [Edit(*match.span(), sign)])


CURLY = late(
    r"(?P<open>(?<![^\s(—–])”(?=\w))|(?P<close>(?<=[\w.,!?])“(?=[\s.,;:)]|$))"
    r"|(?P<short>(?<![\w’])‘(?=\d0s\b|[Tt]is\b|[Tt]was\b|em\b|til\b|cause\b))"
)
TURNED = {"open": "“", "close": "”", "short": "’"}


@check(
    code="TY012",
    name="turned-quote",
    category=Category.TYPOGRAPHY,
    severity=Severity.WARNING,
    applicability=Applicability.SAFE,
    message="The mark is turned the wrong way.",
    why="Quotation marks curl round what they hold; an apostrophe curls like a closing mark.",
    examples=[
        Example(bad="They call it [[”]]the needle”.", good="They call it “the needle”."),
        Example(bad="Back in the [[‘]]90s it was new.", good="Back in the ’90s it was new."),
        Example(ok="They call it “the needle”."),
    ],
)
def turned_quote(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for match in matches(prose, CURLY, "”“‘"):
        yield rule.finding(match.span(), [Edit(*match.span(), TURNED[match.lastgroup or ""])])


LATEX = late(r"(?P<open>``)(?P<text>[^`'\n]{1,200}?)(?P<close>'')")


@check(
    code="TY013",
    name="backtick-quotes",
    category=Category.TYPOGRAPHY,
    severity=Severity.SUGGESTION,
    applicability=Applicability.SAFE,
    message="These are backticks and apostrophes, not quotation marks.",
    why="Doubled backticks are typed for typesetting programs; a reader should see quotation marks.",
    examples=[
        Example(bad="They call it [[``the needle'']] there.", good='They call it "the needle" there.'),
        Example(ok='They call it "the needle" there.'),
    ],
)
def backtick_quotes(prose: Prose, rule: Rule) -> Iterator[Finding]:
    left, right = ("“", "”") if "“" in prose.text or "’" in prose.text else ('"', '"')
    for match in matches(prose, LATEX, ("``",)):
        edits = [Edit(*match.span("open"), left), Edit(*match.span("close"), right)]
        yield rule.finding(match.span(), [edits])
