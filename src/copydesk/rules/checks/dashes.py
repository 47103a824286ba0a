"""Dashes and repeated marks: what is a matter of style, off unless asked for."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.language.prose import Prose
from copydesk.rules.base import Example, Rule, check
from copydesk.rules.checks.scan import matches
from copydesk.rules.expressions import late
from copydesk.text.edit import Edit
from copydesk.text.finding import Category, Finding, Severity

HYPHEN_DASH = late(r"(?<=[\w,.)”\"’'] )-(?= [\w“\"‘])")


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


DOUBLE_HYPHEN = late(r"(?<=[\w,.)”\"’'])(?P<left> ?)--(?P<right> ?)(?=[\w“\"‘(])")


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


RANGE = late(r"(?<![\w.\-–/+])(?P<low>\d{1,4})-(?P<high>\d{1,4})(?![\w\-–/]|\.\d)")


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


SHOUT = late(r"(?<=[\w\"”)])(?:!{2,}|\?{2,})(?=[\s\"”)]|$)")


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
