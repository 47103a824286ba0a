"""Words that LanguageTool's speller is not to mind: the project's vocabulary, and names that copydesk recognises."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from copydesk.formats.document import Document
from copydesk.text.span import Span

if TYPE_CHECKING:
    from copydesk.language.prose import Prose

_POSSESSIVE = re.compile(r"['’](?:s|S)?\Z")
_WORD = re.compile(r"[\w'’.-]+")


class KnownWords:
    """What counts as spelt right in the documents of a run.

    `vocabulary` holds words and phrases: those in lower case count in any case, others as they are written.
    """

    def __init__(self, vocabulary: frozenset[str] = frozenset(), dialect: str | None = None) -> None:
        self.vocabulary = vocabulary
        self.dialect = dialect

    def lists(self, words: str) -> bool:
        """Whether the vocabulary has the words, or each of them."""
        return self._has(words) or all(self._has(word) for word in _WORD.findall(words) or [""])

    def _has(self, words: str) -> bool:
        return any(
            form in self.vocabulary or form.lower() in self.vocabulary
            for form in (words, _POSSESSIVE.sub("", words))
        )


class DocumentNames:
    """The names in one document, as copydesk's own speller sees them. They are looked for when first asked about."""

    def __init__(self, document: Document, known: KnownWords, english: bool) -> None:
        self._document = document
        self._known = known
        self._english = english

    def covers(self, span: Span) -> bool:
        """Whether the words in the span are right: listed in the vocabulary or, in English, a name."""
        if self._known.lists(span.of(self._document.text)):
            return True
        starts, ends = self._prose.starts, self._prose.ends
        # LanguageTool may cut a name where copydesk does not (Fatimi|’yen, al-|Zor): the whole tokens are looked at.
        tokens = range(bisect_right(ends, span.start), bisect_left(starts, span.end))
        words = [self._prose.words[token] for token in tokens]
        if words and all(self._known.lists(word) for word in words):
            return True
        if not self._english or not any(_looks_like_a_name(word) for word in words):
            return False
        return self._doubted.isdisjoint(tokens)

    @cached_property
    def _prose(self) -> Prose:
        from copydesk.language.prose import Prose

        return Prose(self._document)

    @cached_property
    def _doubted(self) -> frozenset[int]:
        """The tokens that copydesk takes for misspelt."""
        from copydesk.language.spelling import Speller

        speller = Speller(self._prose.lexicon, self._known.vocabulary, self._known.dialect)
        found = speller.check(self._prose.words, [first for first, _ in self._prose.sentences])
        return frozenset(token for wrong in found for token in range(wrong.start, wrong.end))


def _looks_like_a_name(word: str) -> bool:
    """Whether a word has a capital and is not a common word with one (“Color”, which British English flags)."""
    from copydesk.language.lexicon import lexicon

    return word != word.lower() and not lexicon().known(word.lower())
