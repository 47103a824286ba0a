"""How many columns text takes in a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

TAB = 4
JOINER = "\u200d"
EMOJI_SELECTOR = "\ufe0f"


def cells(text: str) -> Iterator[tuple[str, int]]:
    """Each character as it can be shown, with its number of columns.

    Tabs become spaces, control characters their pictures, so that no text can command the terminal. Combining marks and
    joined emoji take no column of their own.
    """
    column, joined = 0, False
    for character in text:
        if " " <= character < "\x7f":
            shown, width = character, 1
        elif character == "\t":
            width = TAB - column % TAB
            shown = " " * width
        elif character < " ":
            shown, width = chr(0x2400 + ord(character)), 1
        elif character == "\x7f" or "\x80" <= character < "\xa0":
            shown, width = "\ufffd", 1
        else:
            shown, width = character, 0 if joined else _width(character)
            if unicodedata.category(character) in ("Cf", "Zl", "Zp") and character not in (JOINER, "\u00ad"):
                shown, width = "", 0  # direction marks would turn the rest of the line around
        joined = character == JOINER
        column += width
        yield shown, width


def shown(text: str) -> str:
    """The text as it can be shown; newlines as an arrow."""
    return "".join(piece for piece, _ in cells(text.replace("\r\n", "\n").replace("\n", "↵").replace("\r", "↵")))


def shown_lines(text: str) -> str:
    """The text as it can be shown, with its newlines."""
    return "\n".join("".join(piece for piece, _ in cells(line.removesuffix("\r"))) for line in text.split("\n"))


def shorten(text: str, limit: int) -> str:
    """The text with its middle left out where it is longer than `limit` characters."""
    if len(text) <= limit:
        return text
    half = (limit - 3) // 2
    return f"{text[:half].rstrip()} … {text[-half:].lstrip()}"


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf") or character == EMOJI_SELECTOR:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
