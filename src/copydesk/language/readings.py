"""Readings of words: how the lexicon writes them, and what the tags have to do with each other."""

from __future__ import annotations

from typing import NamedTuple

# Tags whose words are their own lemma, capitals and all, or nearly so.
AS_WRITTEN = frozenset({"NNP", "NNPS", "FW"})
_GROUPS = (
    ("VB", "VBP"),
    ("VBD", "VBN"),
    ("NN", "NNP"),
    ("NNS", "NNPS"),
    ("JJ", "RB", "NN"),
    ("JJR", "RBR"),
    ("JJS", "RBS"),
)
# Which tags may lend a tag a lemma when a word has no reading of that very tag: taggers mix them up.
LENDERS: dict[str, tuple[str, ...]] = {}
for _group in _GROUPS:
    for _tag in _group:
        LENDERS[_tag] = LENDERS.get(_tag, ()) + tuple(other for other in _group if other != _tag)


class Reading(NamedTuple):
    """One reading of a word: a Penn tag, the lemma under that tag, and whether the reading is rare."""

    tag: str
    lemma: str
    rare: bool


def parse_readings(line: str, spelling: str) -> list[Reading]:
    """The readings that a line of the lexicon's tables gives a spelling.

    An item is "TAG:n:ending" (take n letters off the spelling, put the ending on) or "TAG:=:=word"; a "~" after the tag
    marks a rare reading. Paradigms are written the same way, with forms in the place of lemmas.
    """
    found = []
    for item in line.split():
        tag, cut, ending = item.split(":")
        word = ending[1:] if cut == "=" else spelling[: len(spelling) - int(cut)] + ending
        found.append(Reading(tag.rstrip("~"), word, tag.endswith("~")))
    return found


def tags_of_readings(line: str) -> list[str]:
    """The tags of the readings of a line, those of rare ones with a "~"."""
    return [item.partition(":")[0] for item in line.split()]


def singular_initialism(word: str) -> str:
    """ "NGO" of "NGOs"; empty for all other words."""
    return word[:-1] if len(word) > 2 and word[-1] == "s" and word[:-1].isupper() else ""
