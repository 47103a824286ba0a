"""A or an: what the letters of an unknown word, an initialism or a number say about how it begins aloud."""

from __future__ import annotations

import re

# Letters whose names begin with a vowel: an F, an MRI; not a U ("you").
_VOWEL_NAMES = frozenset("AEFHILMNORSX")
_INITIALISM = re.compile(r"^(?:[A-Z](?:\.[A-Z])+\.?|[A-Z]{1,6}(?:s|\d[\w-]*)?|[A-Z]{2,}(?:-.*)?)$")
_NUMBER = re.compile(r"\d[\d,]*")
_LETTER = re.compile(r"^[A-Za-z](?:$|-)")
_SILENT_H = re.compile(r"^(?:honest|honou?r|hour|heir)(?!l)", re.IGNORECASE)
_YOU = re.compile(
    r"^(?:eu(?!$)|ewe|ew[ei]|u(?:b[iou]|ga|k[erau]|ni(?!n|m[pbm])|nid|r[aeio](?:[^a-z]|[^cnrsd]|nium|n[iou])|s[aeiu](?!n)"
    r"|t[aeio]|rina|rolog|vul)|u$|u-|ouija|one(?:$|[^a-z]|s$|self|ness|time)|once|oui)",
    re.IGNORECASE,
)


def article_by_rule(word: str) -> str:
    """ "a" or "an" before a word by its letters: "an hour", "a unicorn", "an MRI", "a U.S.", "an 8", "an 18th".

    Numbers are read aloud: 8, 11, 18, 80, 800, 11,000 and the year 1850 take "an"; 110 and 1,800 do not ("one …").
    """
    if word[:1].isdigit():
        return _before_number(word)
    if _LETTER.match(word) or (_INITIALISM.match(word) and not _looks_like_a_word(word)):
        return "an" if word[0].upper() in _VOWEL_NAMES else "a"
    if _SILENT_H.match(word):
        return "an"
    if _YOU.match(word):
        return "a"
    return "an" if word[:1].lower() in "aeiouáéíóúàèìòùâêîôûäëïöüæœø" else "a"


def _before_number(number: str) -> str:
    match = _NUMBER.match(number)
    written = match.group() if match else number
    digits = written.replace(",", "")
    if digits.startswith("8"):
        return "an"
    # Groups of three are read from the left: "eleven thousand", but "one hundred and ten"; years as "eighteen fifty".
    eleven = len(digits) % 3 == 2 or (len(digits) == 4 and "," not in written)
    return "an" if digits.startswith(("11", "18")) and eleven else "a"


def _looks_like_a_word(word: str) -> bool:
    """Initialisms that are read as words: one vowel among consonants, four letters or more (NATO, UNESCO, OPEC)."""
    letters = word.rstrip("s")
    if len(letters) < 4 or not letters.isalpha():
        return False
    return bool(re.fullmatch(r"[AEIOU]?(?:[^AEIOU]{1,2}[AEIOU]{1,2})+[^AEIOU]{0,2}", letters))
