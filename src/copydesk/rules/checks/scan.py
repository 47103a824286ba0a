"""Searching the masked text of a document with regular expressions, block by block."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from copydesk.language.prose import Prose
from copydesk.rules import search
from copydesk.rules.expressions import late


def matches(prose: Prose, pattern: re.Pattern[str], needles: Iterable[str]) -> Iterator[re.Match[str]]:
    """The matches that lie inside one block. Only blocks with one of the needles are searched."""
    return search.matches(prose, pattern, tuple(needles))


# A mark with a letter right behind it.
GLUED = late(r"[.?!,;](?=[A-Za-z])")


def run_around(text: str, start: int, end: int) -> str:
    """The run of characters other than white space that holds text[start:end]."""
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return text[start:end]
