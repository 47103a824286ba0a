"""The declarative kinds of rules: what keys each has, and how it becomes a program."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from copydesk.errors import PackError
from copydesk.rules.alternatives import parse_all
from copydesk.rules.pattern import Pattern
from copydesk.rules.template import parse_template

Lists = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class TokenProgram:
    """Token patterns, each with its templates (none: flag without a fix), and patterns that call a match off."""

    patterns: tuple[tuple[Pattern, tuple[str, ...]], ...]
    unless: tuple[Pattern, ...] = ()
    headings: bool = True


@dataclass(frozen=True, slots=True)
class RegexProgram:
    """A regular expression over the masked text of a block; templates use \\1 or \\g<name> for groups.

    Only blocks that hold one of the hints are searched; all, if there are none.
    """

    expression: str
    ignore_case: bool
    fix: tuple[str, ...]
    headings: bool = True
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConsistencyProgram:
    """Groups of patterns of which a document should use one."""

    groups: tuple[tuple[str, ...], ...]


Program = TokenProgram | RegexProgram | ConsistencyProgram


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of rule: the keys it has, those it needs, and the function from them to a program."""

    keys: tuple[str, ...]
    required: tuple[str, ...]
    compile: Callable[[Mapping[str, Any], Lists, bool], Program]


def _strings(value: Any, key: str) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    if not all(isinstance(item, str) for item in values):
        raise PackError(f"“{key}” must be text or a list of texts")
    return tuple(values)


def _unless(body: Mapping[str, Any], lists: Lists) -> tuple[Pattern, ...]:
    return tuple(pattern for text in _strings(body.get("unless", []), "unless") for pattern in parse_all(text, lists))


def _templated(source: str, templates: tuple[str, ...], lists: Lists) -> Iterator[tuple[Pattern, tuple[str, ...]]]:
    for pattern in parse_all(source, lists, templates):
        for template in templates:
            parse_template(template, pattern.names, len(pattern.elements))
        yield pattern, templates


def _pattern(body: Mapping[str, Any], lists: Lists, headings: bool) -> Program:
    templates = _strings(body.get("fix", []), "fix")
    pairs = [pair for source in _strings(body["pattern"], "pattern") for pair in _templated(source, templates, lists)]
    return TokenProgram(tuple(pairs), _unless(body, lists), headings)


def _substitution(body: Mapping[str, Any], lists: Lists, headings: bool) -> Program:
    if not isinstance(body["swap"], Mapping):
        raise PackError("“swap” must be a mapping from what is found to what replaces it")
    pairs: list[tuple[Pattern, tuple[str, ...]]] = []
    for source, target in body["swap"].items():
        pairs += _templated(source, _strings(target, "swap"), lists)
    return TokenProgram(tuple(pairs), _unless(body, lists), headings)


def _existence(body: Mapping[str, Any], lists: Lists, headings: bool) -> Program:
    pairs = [pair for source in _strings(body["words"], "words") for pair in _templated(source, (), lists)]
    return TokenProgram(tuple(pairs), _unless(body, lists), headings)


def _regular(body: Mapping[str, Any], lists: Lists, headings: bool) -> Program:
    import regex

    expression = body["regex"]
    if not isinstance(expression, str):
        raise PackError("“regex” must be text")
    try:
        regex.compile(expression)
    except regex.error as error:
        raise PackError(f"bad regular expression “{expression}”: {error}") from None
    fixes = _strings(body.get("fix", []), "fix")
    ignore_case, hints = bool(body.get("ignore_case", False)), _strings(body.get("hint", []), "hint")
    if not all(hints):
        raise PackError("“hint” must not be empty")
    return RegexProgram(expression, ignore_case, fixes, headings, hints)


def _consistency(body: Mapping[str, Any], lists: Lists, headings: bool) -> Program:
    groups = body["variants"]
    if not isinstance(groups, list) or not all(isinstance(group, list) and len(group) > 1 for group in groups):
        raise PackError("“variants” must be a list of lists of two or more spellings")
    return ConsistencyProgram(tuple(_strings(group, "variants") for group in groups))


KINDS: Mapping[str, Kind] = {
    "pattern": Kind(("pattern", "fix", "unless"), ("pattern",), _pattern),
    "substitution": Kind(("swap", "unless"), ("swap",), _substitution),
    "existence": Kind(("words", "unless"), ("words",), _existence),
    "regex": Kind(("regex", "fix", "ignore_case", "hint"), ("regex",), _regular),
    "consistency": Kind(("variants",), ("variants",), _consistency),
}
