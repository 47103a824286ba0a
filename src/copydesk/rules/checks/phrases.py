"""Noun phrases, seen from their end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from copydesk.language.prose import Prose


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
MODIFIERS = NOUNS | {"JJ", "JJR", "JJS", "VBN", "VBG", "CD", "POS", "HYPH"}
DETERMINERS = frozenset({"DT", "PRP$", "WP$", "PDT"})
INDEFINITE = words(
    "everyone everybody everything someone somebody something anyone anybody anything nobody"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its tokens from `first` up to `last`, its head noun, and its first word if a determiner."""

    first: int
    last: int
    head: int
    determiner: str = ""
    counted: bool = False


def phrase_before(prose: Prose, end: int, low: int) -> Phrase | None:
    """The noun phrase that ends right before a token, or None."""
    tags, lower = prose.tags, prose.lower
    head = end - 1
    if head < low:
        return None
    word = lower[head]
    if tags[head] not in NOUNS or prose.quoted[head] or not word[0].isalpha():
        if word in ("each", "either", "neither", "one") and end < len(prose) and lower[end] == "of":
            first = head
            if head > low and lower[head - 1] in ("only", "not", "every", "each"):
                first = head - 1
            return Phrase(first, end, head)
        return None
    first, counted = head, False
    determiner = ""
    while first > low:
        tag = tags[first - 1]
        if tag in ("VBG", "VBN") and first - 2 >= low and tags[first - 2] in NOUNS:
            return None  # “the aliens facing deportation”, or “the machine learning model”
        if tag == "NNS" and tags[first] in NOUNS:
            return None  # “the tasks hosts (have)”
        if tag in MODIFIERS and not prose.quoted[first - 1]:
            counted |= tag == "CD" and lower[first - 1] != "one"
            first -= 1
        elif tag in ("RB", "RBS", "RBR") and tags[first] in ("JJ", "VBN", "JJR"):
            first -= 1
        else:
            break
    edge = first
    while first > low and tags[first - 1] in DETERMINERS and lower[first - 1] not in ("that", "which"):
        first -= 1
        determiner = lower[first]
    if first == edge and tags[first] == "VBG" and first < head:
        return None  # “eating apples”
    if first > low and lower[first - 1] == "that" and tags[first - 1] == "DT" and tags[first] != "DT":
        first -= 1
        determiner = "that"
    if tags[first] == "POS":
        return None
    if "POS" in tags[first:head]:
        determiner = "whose"
    return Phrase(first, end, head, determiner, counted)


def phrase_after(prose: Prose, first: int, high: int) -> Phrase | None:
    """The noun phrase that begins with a determiner or a possessive at a token, up to its last noun, or None."""
    tags, lower = prose.tags, prose.lower
    if first >= high or tags[first] not in DETERMINERS or prose.quoted[first]:
        return None
    end, counted = first + 1, False
    while end < high and tags[end] != "POS" and (tags[end] in MODIFIERS or tags[end : end + 2] == ["RB", "JJ"]):
        counted |= tags[end] == "CD" and lower[end] != "one"
        end += 1
    while end > first + 1 and tags[end - 1] not in NOUNS:
        end -= 1
    if end == first + 1 or (end < high and tags[end] == "POS"):
        return None
    return Phrase(first, end, end - 1, lower[first], counted)
