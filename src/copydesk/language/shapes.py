"""What a word looks like: its normal form, its affixes and its shape, the features a tagger can know of any word."""

import re
import unicodedata

from copydesk.text.mask import OPAQUE

_REPEATED = re.compile(r"(.)\1+")
_LAST_PART = re.compile(r"[-‐‑/]([^\W\d_]{2,})$")


class _Classes(dict[int, str]):
    """Character → the letter that stands for its class, worked out when a character is first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        if category.startswith("L"):
            answer = "X" if category in ("Lu", "Lt") else "x"
        elif category.startswith("N"):
            answer = "0"
        elif character in "’‘'":
            answer = "'"
        elif character in "‐‑-":
            answer = "-"
        elif category.startswith("S"):
            answer = character if character in "$%+=<>&" else "§"
        elif category in ("Pd", "Pi", "Pf", "Ps", "Pe"):
            answer = character if code < 0x2100 else "§"
        else:
            answer = character if code < 128 or category.startswith("P") else "§"
        self[code] = answer
        return answer


class _Normal(dict[int, str]):
    """Character → itself, but digits are 0, quotes and hyphens straight."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = answer = "0" if character.isdigit() else character
        return answer


_CLASSES = _Classes()
_NORMAL = _Normal({0x2019: "'", 0x2018: "'", 0x2010: "-", 0x2011: "-"})


def normal(word: str) -> str:
    """The word in small letters with straight quotes, every digit 0."""
    lower = word.lower()
    return lower if lower.isalpha() else lower.translate(_NORMAL)


def shape(word: str) -> str:
    """The word's shape: X capital, x small letter, 0 digit, runs shortened ("U.S." X.X., "iPhone" xXx, "2nd" 0x)."""
    if len(word) > 2 and word.isalpha() and word.isascii():
        rest = word[1:]
        if rest.islower():
            return "x" if word[0].islower() else "Xx"
    if word[0] == OPAQUE:
        return OPAQUE
    return _REPEATED.sub(r"\1", word.translate(_CLASSES)) + ("1" if len(word) == 1 else "")


def last_part(form: str) -> str:
    """What follows the last hyphen of a normal form ("well-known" → "known"); the form itself when nothing does."""
    match = _LAST_PART.search(form)
    return match[1] if match else form
