"""Compiling the regular expressions of packs, which may be anybody's.

An expression that backtracks without end has to be stopped, which only the regex module can do; an expression that
provably cannot is compiled by re, which is there already.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, cast

_ESCAPE_OR_SET = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_UNBOUNDED = re.compile(r"[*+]|\{\d*,\}")
_REPEATED_GROUP = re.compile(r"\)(?:[*+]|\{)")
# A word at the beginning is tried once only, from its first letter.
_FIRST_WORD = re.compile(r"\\b\(?(?:\\w|\\d|\[(?:[A-Za-z]-[A-Za-z]){1,2}\])[*+]")
_NAMED_SET = re.compile(r"\[\[|\[:|--|&&|\|\||~~")  # what only regex reads as more than characters
WORD, TEXT = 2, 0  # repetitions without a limit that cannot take long in one word, or in a text of any length

Fits = Callable[[str], bool]


def unbounded(expression: str) -> int | None:
    """How many repetitions without a limit an expression has, besides a word that it begins with; None when groups are
    repeated."""
    first = _FIRST_WORD.match(expression)
    bare = _ESCAPE_OR_SET.sub("x", expression[first.end() :] if first else expression)
    return None if _REPEATED_GROUP.search(bare) else len(_UNBOUNDED.findall(bare))


@cache
def quick(expression: str, most: int, flags: int = 0) -> re.Pattern[str] | None:
    """The expression compiled by re, if it has at most so many repetitions without a limit and both modules read it
    alike; otherwise None."""
    count = unbounded(expression)
    if count is None or count > most or _NAMED_SET.search(expression):
        return None
    try:
        return re.compile(expression, flags)
    except re.error:
        return None


@cache
def stoppable(expression: str, ignore_case: bool = False) -> Any:
    """The expression compiled by regex, whose methods have a `timeout`."""
    import regex

    return regex.compile(expression, regex.IGNORECASE if ignore_case else 0)


class _Late:
    """Stands for a compiled expression until it is asked for anything."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._source, self._flags)
        method = self.__dict__[name] = getattr(compiled, name)
        return method


def late(source: str, flags: int = 0) -> re.Pattern[str]:
    """Like re.compile, but the work is done when the expression is first used: few texts need all of them."""
    return cast("re.Pattern[str]", _Late(source, flags))


def word_test(expression: str, seconds: float) -> Fits:
    """A function that tells whether a whole word fits; compiled when first called. It raises TimeoutError."""

    def fits(word: str) -> bool:
        simple = quick(expression, WORD) if len(word) < 100 else None
        if simple is not None:
            return simple.fullmatch(word) is not None
        return stoppable(expression).fullmatch(word, timeout=seconds) is not None

    return fits
