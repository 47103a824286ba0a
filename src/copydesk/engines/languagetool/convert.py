"""From LanguageTool's matches to findings: place, category, severity, confidence, fixes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from copydesk.engines.languagetool.payload import Payload
from copydesk.formats.document import Document
from copydesk.text.edit import Applicability, Edit, Fix
from copydesk.text.finding import Category, Confidence, Finding, Severity
from copydesk.text.mask import INVISIBLE
from copydesk.text.span import Span

PREFIX = "LT:"
_ALTERNATIVES = 8
_WORDS = re.compile(r"\s+|[^\s]+")
_SPACES = re.compile(r"\s+")

# LanguageTool's category, and where that says little its type of issue, as ours.
_CATEGORIES: Mapping[str, Category] = {
    "TYPOS": Category.SPELLING,
    "CASING": Category.SPELLING,
    "COMPOUNDING": Category.SPELLING,
    "GRAMMAR": Category.GRAMMAR,
    "PUNCTUATION": Category.PUNCTUATION,
    "TYPOGRAPHY": Category.TYPOGRAPHY,
    "CONFUSED_WORDS": Category.WORD_CHOICE,
    "COLLOCATIONS": Category.WORD_CHOICE,
    "NONSTANDARD_PHRASES": Category.WORD_CHOICE,
    "FALSE_FRIENDS": Category.WORD_CHOICE,
    "PROPER_NOUNS": Category.SPELLING,
    "SEMANTICS": Category.WORD_CHOICE,
    "REDUNDANCY": Category.STYLE,
    "REPETITIONS": Category.DUPLICATION,
    "REPETITIONS_STYLE": Category.STYLE,
    "STYLE": Category.STYLE,
    "GENDER_NEUTRALITY": Category.STYLE,
    "PLAIN_ENGLISH": Category.READABILITY,
    "REGIONALISMS": Category.CONSISTENCY,
}
_ISSUES: Mapping[str, Category] = {
    "misspelling": Category.SPELLING,
    "grammar": Category.GRAMMAR,
    "typographical": Category.TYPOGRAPHY,
    "whitespace": Category.TYPOGRAPHY,
    "duplication": Category.DUPLICATION,
    "inconsistency": Category.CONSISTENCY,
    "locale-violation": Category.CONSISTENCY,
    "style": Category.STYLE,
    "register": Category.STYLE,
}
_RULES: Mapping[str, Category] = {"EN_A_VS_AN": Category.GRAMMAR}
_SEVERITIES: Mapping[Category, Severity] = {
    Category.SPELLING: Severity.ERROR,
    Category.GRAMMAR: Severity.ERROR,
    Category.DUPLICATION: Severity.WARNING,
    Category.PUNCTUATION: Severity.WARNING,
    Category.TYPOGRAPHY: Severity.WARNING,
    Category.WORD_CHOICE: Severity.WARNING,
    Category.CONSISTENCY: Severity.WARNING,
}
_MATTERS_OF_TASTE = (Category.STYLE, Category.READABILITY, Category.CONSISTENCY)


@dataclass(slots=True)
class Dropped:
    """How many matches were left out, by reason."""

    misplaced: int = 0  # no range of the text, or one that splits a character
    masked: int = 0  # touching code, addresses or markup
    malformed: int = 0  # without the parts that a match has


def findings_of(
    matches: list[Any], payload: Payload, document: Document, dropped: Dropped
) -> Iterator[tuple[Finding, bool]]:
    """The findings that matches stand for, each with whether the speller made it; what is left out is counted."""
    for match in matches:
        try:
            rule = match["rule"]
            identifier, message, replacements = str(rule["id"]), str(match["message"]), match["replacements"]
            values = [str(item["value"]) for item in replacements]
            offset, length = match["offset"], match["length"]
        except (KeyError, TypeError):
            dropped.malformed += 1
            continue
        place = payload.offsets.span(offset, length)
        if place is None:
            dropped.misplaced += 1
            continue
        start, end = _without_edges(document.masked, payload.start + place[0], payload.start + place[1])
        if start == end or not _is_prose(document, start, end):
            dropped.masked += 1
            continue
        category = _category(rule, identifier)
        finding = Finding(
            code=PREFIX + identifier,
            name=re.sub(r"[^a-z0-9]+", "-", identifier.lower()).strip("-"),
            category=category,
            severity=_SEVERITIES.get(category, Severity.SUGGESTION),
            confidence=Confidence.LOW if category in _MATTERS_OF_TASTE else Confidence.MEDIUM,
            message=" ".join(message.split()),
            span=Span(start, end),
            fixes=tuple(_fixes(document.text, start, end, values)),
            url=_url(rule),
        )
        yield finding, _is_speller(rule)


def _without_edges(masked: str, start: int, end: int) -> tuple[int, int]:
    """The range without invisible markup at its ends, which a server may or may not count in."""
    while start < end and masked[start] == INVISIBLE:
        start += 1
    while start < end and masked[end - 1] == INVISIBLE:
        end -= 1
    return start, end


def _is_prose(document: Document, start: int, end: int) -> bool:
    """Whether a range lies in one block and touches nothing masked."""
    return document.editable(start, end) and any(
        block.start <= start and end <= block.end for block in document.blocks
    )


def _category(rule: Mapping[str, Any], identifier: str) -> Category:
    category = rule.get("category")
    name = str(category.get("id", "")) if isinstance(category, dict) else ""
    issue = str(rule.get("issueType", ""))
    known = _RULES.get(identifier) or _CATEGORIES.get(name) or _ISSUES.get(issue)
    return known or Category.STYLE


def _is_speller(rule: Mapping[str, Any]) -> bool:
    category = rule.get("category")
    return rule.get("issueType") == "misspelling" and isinstance(category, dict) and category.get("id") == "TYPOS"


def _url(rule: Mapping[str, Any]) -> str | None:
    urls = rule.get("urls")
    if isinstance(urls, list) and urls and isinstance(urls[0], dict) and isinstance(urls[0].get("value"), str):
        url: str = urls[0]["value"]
        return url if url.startswith(("http://", "https://")) else None
    return None


def _fixes(text: str, start: int, end: int, values: list[str]) -> Iterator[Fix]:
    """A fix for each replacement, the first few of them."""
    made = 0
    for value in dict.fromkeys(values):
        edit = word_edit(text, start, end, value)
        if edit is not None and made < _ALTERNATIVES:
            made += 1
            yield Fix((edit,), Applicability.UNSAFE)


def word_edit(text: str, start: int, end: int, replacement: str) -> Edit | None:
    """The edit that changes only the words that differ; white space between words stays what it was, so that wrapped
    lines stay wrapped. None when nothing differs."""
    old = text[start:end]
    new = replacement
    spaces, others = _SPACES.findall(old), _SPACES.findall(new)
    if spaces and len(spaces) == len(others):
        gaps = iter(spaces)
        new = _SPACES.sub(lambda _: next(gaps), new)
    if old == new:
        return None
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    foot = 0
    while foot < min(len(before), len(after)) - head and before[-1 - foot] == after[-1 - foot]:
        foot += 1
    kept_before = sum(map(len, before[:head]))
    kept_after = sum(map(len, before[len(before) - foot :]))
    return Edit(start + kept_before, end - kept_after, new[kept_before : len(new) - kept_after])
