"""Letter case: what shape a word has, and giving one word the shape of another."""

from __future__ import annotations


def folded(word: str) -> str:
    """The word in small letters with straight apostrophes, as words are compared."""
    return word.lower().replace("’", "'")


def capitalise(word: str) -> str:
    """The word with its first letter in upper case and the rest untouched: "élan" → "Élan", "'tis" → "'Tis"."""
    for index, character in enumerate(word):
        if character.isalpha():
            return word[:index] + character.upper() + word[index + 1 :]
        if character.isdigit():
            return word
    return word


def uncapitalise(word: str) -> str:
    """The word with its first letter in lower case, unless its shape is its own ("NASA", "iPhone", "I" stay)."""
    return word.lower() if shape(word) == "title" and word != "I" else word


def shape(word: str) -> str:
    """One of "lower", "title", "upper", "mixed" and "none" (no letter at all).

    A single capital letter is "title"; "I" too. Hyphenated words are "title" when only their first letter is a capital
    and "mixed" when more parts are capitalised: "Well-known" is "title", "Well-Known" is "mixed".
    """
    letters = [character for character in word if character.isalpha()]
    if not letters:
        return "none"
    capitals = sum(character.isupper() or character.istitle() for character in letters)
    if capitals == 0:
        return "lower"
    if capitals == 1 and (letters[0].isupper() or letters[0].istitle()):
        return "title"
    return "upper" if capitals == len(letters) else "mixed"


def match_case(model: str, word: str) -> str:
    """The word in the letter case of the model; both may be phrases.

    A lower-case model leaves the word as it is, so that names keep their capitals ("english" → "British" stays);
    a title-case model capitalises its first letter; an upper-case one of two or more letters puts all of it in upper
    case. A model of mixed case ("iPhone", "McDonald") says nothing about other words, unless it starts with a capital:
    then the word does too. A title-case phrase ("Prime Minister") gives every word of a phrase a capital.
    """
    form = shape(model)
    if form == "title":
        return capitalise(word)
    if form == "upper":
        return word.upper()
    if form == "mixed":
        parts, targets = model.split(), word.split(" ")
        if len(parts) > 1 and len(targets) > 1 and all(part[:1].isupper() for part in parts):
            return " ".join(capitalise(target) for target in targets)
        if next(character for character in model if character.isalpha()).isupper():
            return capitalise(word)
    return word
