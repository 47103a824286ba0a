"""Spaces and marks: what is wrong whatever the words say. Regular expressions over the masked text, block by block."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from copydesk.language.prose import Prose
from copydesk.rules import search
from copydesk.rules.base import Example, Rule, check
from copydesk.text.edit import Applicability, Edit
from copydesk.text.finding import Category, Confidence, Finding, Severity


def matches(prose: Prose, pattern: re.Pattern[str], needles: Iterable[str] = ()) -> Iterator[re.Match[str]]:
    """The matches that lie inside one block. Only blocks with one of the needles, if there are any, are searched."""
    return search.matches(prose, pattern, _hint(tuple(needles)))


@cache
def _hint(needles: tuple[str, ...]) -> re.Pattern[str]:
    """An expression for any of the needles; re finds it the faster the fewer characters they begin with."""
    return re.compile("|".join(map(re.escape, needles)))


GLUED = re.compile(r"[.?!,;](?=[A-Za-z])")


def _chunk(text: str, start: int, end: int) -> str:
    """The run of characters other than white space that holds text[start:end]."""
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return text[start:end]


# -- spaces -----------------------------------------------------------------------------------------------------------

DOUBLED = re.compile(r"(?<=[^\s|+\-=*#])(?P<gap> {2,3})(?=[^\s|+\-=\ufffc])")
AFTER_STOP = ".!?:"


@check(
    code="TY001",
    name="doubled-space",
    category=Category.TYPOGRAPHY,
    severity=Severity.WARNING,
    applicability=Applicability.SAFE,
    message="One space is enough.",
    why="Two spaces between words come from typing. Two spaces after every full stop are left to the writer.",
    examples=[
        Example(bad="The bridge was[[  ]]closed.", good="The bridge was closed."),
        Example(ok="The bridge was closed."),
    ],
)
def doubled_space(prose: Prose, rule: Rule) -> Iterator[Finding]:
    found = list(matches(prose, DOUBLED, ("  ",)))
    if not found:
        return
    text = prose.masked
    wide = sum(text[match.start() - 1] in AFTER_STOP for match in found)
    habit = wide > 1 and wide >= len(prose.sentences) / 4
    lines: dict[int, int] = {}
    for match in found:
        line = text.rfind("\n", 0, match.start())
        lines[line] = lines.get(line, 0) + 1
    for match in found:
        before = text[match.start() - 1]
        line = text.rfind("\n", 0, match.start())
        lead = text[line + 1 : match.start()].strip()
        if (habit and before in AFTER_STOP + ")\"'”’") or lines[line] > 2 or (len(lead) < 5 and not lead.isalpha()):
            continue  # a typist's habit; columns; the marker of a list
        yield rule.finding(match.span(), [Edit(*match.span(), " ")])


BEFORE_MARK = re.compile(
    r"(?<=[\w)\]”\"’'%])(?P<gap> +)(?P<mark>,(?=[\s\"”’')\]]|$)|[;?!](?=[\s\"”’')\]]|$)|\.(?! \.)(?=[\s\"”’')\]]|$)"
    r"|(?<=[a-z][a-z] ):(?=\s|$))"
)


@check(
    code="TY002",
    name="space-before-mark",
    category=Category.TYPOGRAPHY,
    severity=Severity.WARNING,
    applicability=Applicability.SAFE,
    message="No space stands before this mark.",
    why="Commas, stops, colons, and question and exclamation marks follow the word directly.",
    examples=[
        Example(bad="The bridge[[ ]], they say, is safe.", good="The bridge, they say, is safe."),
        Example(bad="Is it safe[[ ]]?", good="Is it safe?"),
        Example(ok="He waited . . . and left."),
    ],
)
def space_before_mark(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for match in matches(prose, BEFORE_MARK, (" ,", " .", " ;", " :", " ?", " !")):
        mark, text = match["mark"], prose.masked
        if mark in ":;?" and ("://" in text[match.end() : match.end() + 3] or _alone(text, match)):
            continue
        yield rule.finding(match.span("gap"), [Edit(*match.span("gap"), "")])


def _alone(text: str, match: re.Match[str]) -> bool:
    """Whether the mark is an operator: other marks or single letters around it."""
    before = text[max(match.start() - 2, 0) : match.start()]
    after = text[match.end() : match.end() + 3].strip()
    return (len(before.strip()) < 2 and before.strip() not in ("I", "a")) or after[:1] in tuple("=:?0123456789<>{")


OPENERS = (
    "The|This|That|These|Those|It|Its|He|She|They|We|You|In|On|At|If|But|And|So|An|There|When|While|After|Before|As|For|With"
    "|From|His|Her|Their|Our|My|Your|What|How|Why|Who|Where|Not|No|Yes|Please|However|Then|Also|Some|Many|Most|All|Each"
    "|Every|One|Two|By|Because|Since|Although|Though|Did|Do|Does|Is|Are|Was|Were|Can|Could|Will|Would|Should|Here|Now"
    "|Once|Another|Other|Others|Both|During|Until|Unlike|Under|Upon|Soon|Later|Today|Therefore|Moreover|Thus|Such|Only|Even"
)
STOP_GLUED = re.compile(
    rf"(?P<word>\b[A-Za-z]?[a-z]+|[a-z]\)|[\"”])(?P<mark>\.)(?P<next>(?:{OPENERS})(?=[ ,'’])|[AI](?= [a-z]))"
)
ASKED = re.compile(r"(?P<word>\b[a-z]{2,})(?P<mark>[?!]{1,3})(?P<next>[A-Z][a-z']*)(?=[\s,])")
COMMA_GLUED = re.compile(r"(?<![\w.,/:=@\\-])(?P<word>[A-Za-z]?[a-z]+)(?P<mark>[,;])(?P<next>[A-Za-z]?[a-z]+)(?=[\s.!?]|$)")
GAP_MOVED = re.compile(
    rf"(?P<word>[A-Za-z)]) (?P<mark>,(?=[A-Za-z\"“]\w+[\s,.])|\.(?=(?:{OPENERS})[ ,'’]))(?P<next>[\"“A-Za-z])"
)


@check(
    code="TY003",
    name="space-after-mark",
    category=Category.TYPOGRAPHY,
    severity=Severity.WARNING,
    applicability=Applicability.SAFE,
    message="A space belongs after this mark.",
    why="A mark ends one part of the text, and the space begins the next.",
    examples=[
        Example(bad="The town grew[[.]]It has a port.", good="The town grew. It has a port."),
        Example(bad="The bridge[[,]]they say, is safe.", good="The bridge, they say, is safe."),
        Example(bad="Is it safe[[?]]Ask them.", good="Is it safe? Ask them."),
        Example(bad="The town grew[[ ,]]and so did the port.", good="The town grew, and so did the port."),
        Example(ok="Call string.Template, or read it at example.org."),
    ],
)
def space_after_mark(prose: Prose, rule: Rule) -> Iterator[Finding]:
    known, text = prose.lexicon.known, prose.masked
    for pattern in (STOP_GLUED, ASKED, COMMA_GLUED):
        for match in search.matches(prose, pattern, GLUED):
            word, following = match["word"], match["next"]
            chunk = _chunk(text, *match.span())
            if any(mark in chunk for mark in "/=@\\_<>{}[]|`\ufffc") or "://" in chunk or "()" in chunk:
                continue
            if word[-1].isalpha() and not (known(word) or known(word.lower())):
                continue
            if not (known(following) or known(following.lower())):
                continue
            if match["mark"] in ",;" and (chunk.count(match["mark"]) > 1 or len(word) < 2 or len(following) < 2):
                continue
            place = match.start("mark"), match.end("mark")
            yield rule.finding(place, [Edit(place[1], place[1], " ")])
    for match in matches(prose, GAP_MOVED, (" ,", " .")):
        start, end = match.start("mark") - 1, match.end("mark")
        yield rule.finding((start, end), [Edit(start, end, match["mark"] + " ")])


GLUED_TITLE = re.compile(r"\b(?P<title>Mr|Mrs|Ms|Dr|St|Prof|Gen|Col|Sgt|Lt|Capt|Rev|Hon)\.(?=[A-Z][a-z]{2})")


@check(
    code="TY004",
    name="space-after-title",
    category=Category.TYPOGRAPHY,
    severity=Severity.WARNING,
    applicability=Applicability.SAFE,
    message="A space belongs between the title and the name.",
    why="The full stop of an abbreviation does not join it to the next word.",
    examples=[
        Example(bad="They asked [[Mr.]]Walker to stay.", good="They asked Mr. Walker to stay."),
        Example(ok="They asked Mr. Walker to stay."),
    ],
)
def space_after_title(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for match in search.matches(prose, GLUED_TITLE, GLUED):
        yield rule.finding(match.span(), [Edit(match.end(), match.end(), " ")])


INSIDE = re.compile(r"(?<=\()(?P<open> +)(?=\w)|(?<=[\w.%’'”])(?P<close> +)(?=\))|(?<=“)(?P<quote> +)(?=\w)|(?<=[\w.,!?]) +(?=”)")


@check(
    code="TY005",
    name="space-inside-brackets",
    category=Category.TYPOGRAPHY,
    severity=Severity.WARNING,
    applicability=Applicability.SAFE,
    message="No space stands here.",
    why="Brackets and quotation marks hug what they hold.",
    examples=[
        Example(bad="The bridge ([[ ]]built in 1931) is safe.", good="The bridge (built in 1931) is safe."),
        Example(bad="They call it “[[ ]]the needle”.", good="They call it “the needle”."),
        Example(ok="The bridge (built in 1931) is safe."),
    ],
)
def space_inside_brackets(prose: Prose, rule: Rule) -> Iterator[Finding]:
    text = prose.masked
    for match in matches(prose, INSIDE, ("( ", " )", "“ ", " ”")):
        bracket = text.rfind("(", 0, match.end())
        if match.lastgroup in ("open", "close") and bracket > 0 and not text[bracket - 1].isspace():
            continue  # the arguments of a function
        yield rule.finding(match.span(), [Edit(*match.span(), "")])


# -- marks ------------------------------------------------------------------------------------------------------------

TWICE = re.compile(
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

ORDINAL = re.compile(r"(?<![\w.,+\-–/#$])(?P<number>(?:\d{1,3},)?\d{1,4})(?P<end>st|nd|rd|th|ST|ND|RD|TH)\b")


DIGIT_AND_LETTER = re.compile(r"[0-9](?=[snrtSNRT])")


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


SHORTENED = re.compile(
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


MONEY = re.compile(r"(?P<sign>(?<![\w$])[$€£¥]) (?=\d)|(?<![\w.,$€£¥])(?P<number>\d[\d.,]*\d|\d)(?P<after>[$£])(?![\w{(])")


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


DIGITS_AND_COMMA = re.compile(r"[0-9],(?=[0-9]{2} ?[apAP])")
CLOCK = re.compile(r"\b(?P<hour>1[0-2]|[1-9]),(?P<minute>[0-5]\d)(?= ?(?:[ap]\.m\.|[ap]m\b|[AP]M\b))")


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

ACCENT = re.compile(r"(?<=[A-Za-z])(?P<mark>[`´])(?=(?:s|t|re|ve|ll|d|m)\b)|(?<=[nN]);(?=[tT]\b)")


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


CURLY = re.compile(
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


LATEX = re.compile(r"(?P<open>``)(?P<text>[^`'\n]{1,200}?)(?P<close>'')")


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


# -- what is a matter of style, off unless asked for ----------------------------------------------------------------

HYPHEN_DASH = re.compile(r"(?<=[\w,.)”\"’'] )-(?= [\w“\"‘])")


@check(
    code="TY014",
    name="hyphen-for-dash",
    category=Category.TYPOGRAPHY,
    severity=Severity.SUGGESTION,
    default=False,
    message="A dash is longer than a hyphen.",
    why="A hyphen joins; a dash with spaces, or a long one without, parts.",
    examples=[
        Example(bad="The bridge [[-]] the old one – is safe.", good="The bridge – the old one – is safe."),
        Example(ok="The bridge – the old one – is well-known."),
    ],
)
def hyphen_for_dash(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for match in matches(prose, HYPHEN_DASH, (" - ",)):
        yield rule.finding(match.span(), [Edit(*match.span(), "–")])


DOUBLE_HYPHEN = re.compile(r"(?<=[\w,.)”\"’'])(?P<left> ?)--(?P<right> ?)(?=[\w“\"‘(])")


@check(
    code="TY015",
    name="double-hyphen",
    category=Category.TYPOGRAPHY,
    severity=Severity.SUGGESTION,
    default=False,
    message="Two hyphens stand for a dash.",
    why="A dash can be typed: “—”.",
    examples=[
        Example(bad="The bridge[[ -- ]]the old one—is safe.", good="The bridge—the old one—is safe."),
        Example(ok="The bridge—the old one—is safe."),
    ],
)
def double_hyphen(prose: Prose, rule: Rule) -> Iterator[Finding]:
    british = prose.dialect in ("GB", "AU")
    for match in matches(prose, DOUBLE_HYPHEN, ("--",)):
        yield rule.finding(match.span(), [Edit(*match.span(), " – " if british else "—")])


RANGE = re.compile(r"(?<![\w.\-–/+])(?P<low>\d{1,4})-(?P<high>\d{1,4})(?![\w\-–/]|\.\d)")


@check(
    code="TY016",
    name="range-dash",
    category=Category.TYPOGRAPHY,
    severity=Severity.SUGGESTION,
    default=False,
    message="Between the ends of a range stands an en dash.",
    why="The dash reads “to”; a hyphen joins words.",
    examples=[
        Example(bad="The war of [[1914-1918]] changed it.", good="The war of 1914–1918 changed it."),
        Example(ok="The war of 1914–1918 changed it."),
    ],
)
def range_dash(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for match in matches(prose, RANGE, "-"):
        yield rule.finding(match.span(), [Edit(*match.span(), f"{match['low']}–{match['high']}")])


SHOUT = re.compile(r"(?<=[\w\"”)])(?:!{2,}|\?{2,})(?=[\s\"”)]|$)")


@check(
    code="TY017",
    name="repeated-exclamation",
    category=Category.STYLE,
    severity=Severity.SUGGESTION,
    default=False,
    message="One exclamation or question mark is enough.",
    why="More of them make a text loud, not strong.",
    examples=[
        Example(bad="The bridge is safe[[!!!]]", good="The bridge is safe!"),
        Example(ok="The bridge is safe!"),
    ],
)
def repeated_exclamation(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for match in matches(prose, SHOUT, ("!!", "??")):
        yield rule.finding(match.span(), [Edit(*match.span(), match[0][0])])
