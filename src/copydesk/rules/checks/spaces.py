"""Spaces: too many, too few, on the wrong side of a mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.language.prose import Prose
from copydesk.rules import search
from copydesk.rules.base import Example, Rule, check
from copydesk.rules.checks.scan import GLUED, matches, run_around
from copydesk.rules.expressions import late
from copydesk.text.edit import Applicability, Edit
from copydesk.text.finding import Category, Finding, Severity

DOUBLED = late(r"(?<=[^\s|+\-=*#])(?P<gap> {2,3})(?=[^\s|+\-=\ufffc])")
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
        lines[line] = lines.get(line, 0) + (text[match.start() - 1] not in AFTER_STOP)
    for match in found:
        before = text[match.start() - 1]
        line = text.rfind("\n", 0, match.start())
        lead = text[line + 1 : match.start()].strip()
        if (habit and before in AFTER_STOP + ")\"'”’") or lines[line] > 2 or (len(lead) < 5 and not lead.isalpha()):
            continue  # a typist's habit; columns; the marker of a list
        yield rule.finding(match.span(), [Edit(*match.span(), " ")])


BEFORE_MARK = late(
    r"(?<=[\w)\]”\"’'%\u2060])(?P<gap> +)"
    r"(?P<mark>,(?=[\s\"”’')\]]|$)|[;?!](?=[\s\"”’')\]]|$)|\.(?! \.)(?=[\s\"”’')\]]|$)"
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
        Example(ok="It rose by 1 . 22 mm a year."),
    ],
)
def space_before_mark(prose: Prose, rule: Rule) -> Iterator[Finding]:
    for match in matches(prose, BEFORE_MARK, (" ,", " .", " ;", " :", " ?", " !")):
        mark, text = match["mark"], prose.masked
        after = text[match.end() : match.end() + 3].lstrip()
        if mark in ".," and text[match.start("gap") - 1].isdigit() and after[:1].isdigit():
            continue  # “1 . 22” has two spaces too many, or none
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
STOP_GLUED = late(
    rf"(?P<word>\b[A-Za-z]?[a-z]+|[a-z]\)|[\"”])(?P<mark>\.)(?P<next>(?:{OPENERS})(?=[ ,'’])|[AI](?= [a-z]))"
)
ASKED = late(r"(?P<word>\b[a-z]{2,})(?P<mark>[?!]{1,3})(?P<next>[A-Z][a-z']*)(?=[\s,])")
COMMA_GLUED = late(
    r"(?<![\w.,/:=@\\-])(?P<word>[A-Za-z]?[a-z]+)(?P<mark>[,;])(?P<next>[A-Za-z]?[a-z]+)(?=[\s.,!?]|$)"
)
GAP_MOVED = late(
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
            chunk = run_around(text, *match.span())
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


GLUED_TITLE = late(r"\b(?P<title>Mr|Mrs|Ms|Dr|St|Prof|Gen|Col|Sgt|Lt|Capt|Rev|Hon)\.(?=[A-Z][a-z]{2})")


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


INSIDE = late(
    r"(?<=\()(?P<open> +)(?=\w)|(?<=[\w.%’'”])(?P<close> +)(?=\))|(?<=“)(?P<quote> +)(?=\w)|(?<=[\w.,!?]) +(?=”)"
)


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


OUTSIDE = late(r"(?P<before>\b[a-z]{2,})?\((?P<inside>[\w’'-]+[,.]?(?: [\w’'-]+[,.]?)+)\)(?P<after>[a-z]{2,}\b)?")


@check(
    code="TY018",
    name="space-round-brackets",
    category=Category.TYPOGRAPHY,
    severity=Severity.WARNING,
    applicability=Applicability.SAFE,
    message="A space belongs between the word and the bracket.",
    why="A remark in brackets is parted from the words around it by spaces.",
    examples=[
        Example(bad="The bridge (built in 1931)[[is]] safe.", good="The bridge (built in 1931) is safe."),
        Example(bad="The [[bridge]](as they say) is safe.", good="The bridge (as they say) is safe."),
        Example(ok="The bridge (built in 1931) is safe. They (re)launched the boat(s) and called f(x)."),
    ],
)
def space_round_brackets(prose: Prose, rule: Rule) -> Iterator[Finding]:
    known = prose.lexicon.known
    for match in search.matches(prose, OUTSIDE, ("(",)):
        inside = match["inside"].lower().replace(",", " ").replace(".", " ").split()
        spoken = sum(word.isalpha() and len(word) > 1 for word in inside)
        if not all(known(word) or word.isdigit() for word in inside) or (match["before"] and spoken < 3):
            continue  # the arguments of a function
        for side, place in (("before", match.end("before")), ("after", match.start("after"))):
            if match[side] and known(match[side]):
                yield rule.finding(match.span(side), [Edit(place, place, " ")])
