"""Words that LanguageTool's speller is not to mind: the project's vocabulary, and names that copydesk knows."""

from __future__ import annotations

import re

_NAME_CLASSES = frozenset({"person", "place", "org", "people", "language"})
_POSSESSIVE = re.compile(r"['’](?:s|S)?\Z")
_PARTS = re.compile(r"[\w'’.]+")
# Particles of names, in lower case within them.
_PARTICLES = frozenset(
    "al el bin ibn abu ben de del della di da van von der den ter la le du dos das y e af zu".split()  # noqa: SIM905
)


class KnownWords:
    """What counts as spelt right. The lexicon is asked for English texts only."""

    def __init__(self, vocabulary: frozenset[str] = frozenset()) -> None:
        self._vocabulary = vocabulary
        self._folded = frozenset(word for word in vocabulary if word == word.lower())

    def covers(self, words: str, english: bool) -> bool:
        """Whether all of the words that a speller has flagged are known."""
        if self._in_vocabulary(words) or self._in_vocabulary(_POSSESSIVE.sub("", words)):
            return True
        parts = [_POSSESSIVE.sub("", part) for part in _PARTS.findall(words)]
        return bool(parts) and all(self._knows(part, english, len(parts) > 1) for part in parts)

    def _in_vocabulary(self, word: str) -> bool:
        return word in self._vocabulary or word.lower() in self._folded

    def _knows(self, word: str, english: bool, in_compound: bool) -> bool:
        if self._in_vocabulary(word):
            return True
        if not english:
            return False
        if in_compound and word.lower() in _PARTICLES:
            return True
        return word[:1].isupper() and is_name(word)


def is_name(word: str) -> bool:
    """Whether the lexicon lists the capitalised word as a name."""
    from copydesk.language.lexicon import lexicon

    known = lexicon()
    return known.known(word) and (bool(known.classes(word) & _NAME_CLASSES) or not known.known(word.lower()))
