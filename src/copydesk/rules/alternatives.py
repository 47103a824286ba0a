"""Alternatives of several tokens: a pattern that has them stands for several patterns, which differ in length.

`out_of|under` is “out of” or “under”, and `let's|please` is “let” with “'s”, or “please”; the words of a list
(`[in=modals]`) are alternatives too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import product

from copydesk.errors import PackError
from copydesk.rules.pattern import Pattern
from copydesk.rules.pattern_syntax import PIECE, parse, tokens_of

SIMPLE = re.compile(
    r"(?P<open>\(?)(?:\[in=(?P<list>\w+)\]|(?P<words>(?:\\.|[^\s\\\[\]<>(){}?*+:!])+))(?P<close>\??\)?)"
)
BAR = re.compile(r"(?<!\\)\|")
NUMBER = re.compile(r"[{@](\d+)(?=[@>}])")


def parse_all(text: str, lists: Mapping[str, Sequence[str]], templates: Sequence[str] = ()) -> list[Pattern]:
    """The patterns that a pattern stands for. Raises PackError as `parse` does, and where a template names by number an
    element that is not the same in all of them."""
    patterns = [parse(variant, lists) for variant in variants(text, lists)]
    first, *others = patterns
    for number in (int(number) for template in templates for number in NUMBER.findall(template)):
        if any(other.elements[:number] != first.elements[:number] for other in others):
            raise PackError(f"pattern “{text}”: alternatives differ in length, so give element {number} a name")
    return patterns


def variants(text: str, lists: Mapping[str, Sequence[str]]) -> list[str]:
    """A pattern written once for each length that its alternatives can have."""
    return [" ".join(pieces) for pieces in product(*(_choices(piece, lists) for piece in PIECE.findall(text)))]


def _choices(piece: str, lists: Mapping[str, Sequence[str]]) -> list[str]:
    match = SIMPLE.fullmatch(piece)
    if not match or (not match["list"] and not BAR.search(piece)):
        return [piece]
    opening, closing = match["open"], match["close"]
    if match["list"]:
        options = [word.replace("|", r"\|") for word in lists.get(match["list"], ())]
    else:
        options = BAR.split(match["words"])
    longer = [option for option in options if "_" in option or len(tokens_of(option.lower())) > 1]
    if not longer:
        return [piece]
    shorter = [option for option in options if option not in longer]
    kept = [piece] if match["list"] else [opening + "|".join(shorter) + closing] if shorter else []
    bare = closing.lstrip("?")
    return [*kept, *(opening + option.replace("_", " ") + bare for option in longer)]
