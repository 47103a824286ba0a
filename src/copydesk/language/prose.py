"""The linguistic view of a document: columns over its tokens, computed once, in bulk."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from copydesk.formats.document import Block, BlockKind, Document
from copydesk.language.casing import folded
from copydesk.language.lexicon import Lexicon, lexicon
from copydesk.language.places import Places
from copydesk.language.sentences import split
from copydesk.language.tagger import TAGS, TagResult, tagger
from copydesk.language.tokens import tokenize
from copydesk.text.mask import INVISIBLE, OPAQUE
from copydesk.text.span import Span

if TYPE_CHECKING:
    from copydesk.language.context import Reading
    from copydesk.language.first_look import FirstLook
    from copydesk.language.repairs import Repair
    from copydesk.language.spelling import Misspelling

OPENING, CLOSING = "“«„‘", "”»’"
TAG_INDEX = {tag: index for index, tag in enumerate(TAGS)}


class Prose:
    """The tokens of a document as columns: `words[i]`, `lower[i]`, `tags[i]`, `starts[i]`, `ends[i]` belong together.

    Offsets are code points into the source text. `sentences` and `block_tokens` are half-open ranges of token indices,
    in order; a sentence never crosses a block. `lower` has straight apostrophes; `words` is what a reader sees.
    """

    def __init__(
        self, document: Document, *, dialect: str | None = None, vocabulary: frozenset[str] = frozenset()
    ) -> None:
        self.document = document
        self.text = document.text
        self.masked = masked = document.masked
        self.blocks: Sequence[Block] = document.blocks
        self.given_dialect = dialect
        self.vocabulary = vocabulary
        self.lexicon: Lexicon = lexicon()
        self.first_look: FirstLook | None = None  # what the rules found, for those that come after
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.sentences: list[tuple[int, int]] = []
        self.block_tokens: list[tuple[int, int]] = []
        for block in self.blocks:
            first = len(self.starts)
            spans = tokenize(masked, block.start, block.end)
            self.sentences += [(first + a, first + b) for a, b in split(masked, spans)]
            self.starts += [start for start, _ in spans]
            self.ends += [end for _, end in spans]
            self.block_tokens.append((first, len(self.starts)))
        words = [masked[start:end] for start, end in zip(self.starts, self.ends, strict=True)]
        if INVISIBLE in masked:
            words = [word.replace(INVISIBLE, "") if INVISIBLE in word else word for word in words]
        self.words: list[str] = words
        lower = {word: folded(word) for word in set(words)}
        self.lower: list[str] = [lower[word] for word in words]

    def __len__(self) -> int:
        return len(self.words)

    # -- tags ---------------------------------------------------------------------------------------------------------

    @cached_property
    def _tagging(self) -> TagResult:
        return tagger().tag(self.words, [first for first, _ in self.sentences])

    @cached_property
    def tags(self) -> list[str]:
        """The Penn tag that the tagger gave each token."""
        return self._tagging.tags

    def probability(self, index: int, tags: frozenset[str]) -> float:
        """The tagger's probability that the token has one of the tags."""
        row = self._tagging.probabilities[index]
        return float(sum(row[TAG_INDEX[tag]] for tag in tags if tag in TAG_INDEX))

    def form(self, index: int) -> str:
        """The word as it would stand inside a sentence: sentence capitals and headline capitals taken off."""
        word = self.words[index]
        if word.islower() or not word[:1].isupper():
            return word
        if (index in self.sentence_starts or (word.isupper() and len(word) > 1)) and self.lexicon.known(
            self.lower[index]
        ):
            return self.lower[index]
        return word

    def readings(self, index: int) -> frozenset[str]:
        """The Penn tags that the lexicon allows the word; empty for an unknown word."""
        return self.lexicon.tags(self.form(index)) or self.lexicon.tags(self.lower[index])

    def lemma(self, index: int) -> str:
        return self.lexicon.lemma(self.form(index), self.tags[index])

    @cached_property
    def misspellings(self) -> list[Misspelling]:
        """What the speller makes of the words: the surely misspelt ones, in order."""
        from copydesk.language.spelling import Speller

        speller = Speller(self.lexicon, self.vocabulary, self.dialect)
        return speller.check(self.words, [first for first, _ in self.sentences])

    @cached_property
    def context(self) -> Reading:
        """What the context models make of the words."""
        from copydesk.language.context import context

        return context().read(self.words, self.lower, self.sentences)

    @cached_property
    def repairs(self) -> list[Repair]:
        """What is likely to be wrong where something surely is, in order; nothing before a first look."""
        from copydesk.language.repairs import likely

        return likely(self.words, self.sentences, self.first_look) if self.first_look else []

    # -- places -------------------------------------------------------------------------------------------------------

    @cached_property
    def sentence_starts(self) -> Mapping[int, int]:
        """Token index at which a sentence starts → the sentence's number."""
        return {first: number for number, (first, _) in enumerate(self.sentences)}

    @cached_property
    def block_starts(self) -> list[int]:
        """The offset at which each block starts."""
        return [block.start for block in self.blocks]

    @cached_property
    def _sentence_of(self) -> list[tuple[int, int]]:
        return [sentence for sentence in self.sentences for _ in range(*sentence)]

    @cached_property
    def block_numbers(self) -> list[int]:
        """The number of the block that holds each token."""
        return [number for number, (first, last) in enumerate(self.block_tokens) for _ in range(first, last)]

    def sentence(self, index: int) -> tuple[int, int]:
        """The token range of the sentence that holds the token."""
        return self._sentence_of[index]

    def block(self, index: int) -> Block:
        """The block that holds the token."""
        return self.blocks[self.block_numbers[index]]

    def in_heading(self, index: int) -> bool:
        return self.block(index).kind is BlockKind.HEADING

    def span(self, first: int, last: int) -> Span:
        """The span of the tokens from `first` up to, not including, `last`."""
        return Span(self.starts[first], self.ends[last - 1])

    def tokens_in(self, span: Span) -> range:
        """The indices of the tokens that share a code point with the span."""
        first = bisect_left(self.ends, span.start + 1)
        return range(first, bisect_left(self.starts, max(span.end, span.start + 1)))

    def in_vocabulary(self, span: Span) -> bool:
        """Whether the words of the span are one of the project's own words or phrases."""
        text = span.of(self.text)
        return text in self.vocabulary or text.lower() in self.vocabulary or " ".join(text.split()) in self.vocabulary

    def spaced(self, index: int) -> bool:
        """Whether white space stands before the token (or it begins its block)."""
        return index == 0 or self.starts[index] > self.ends[index - 1] or self._begins_block(index)

    def _begins_block(self, index: int) -> bool:
        return self.block_numbers[index] != self.block_numbers[index - 1]

    def opaque(self, index: int) -> bool:
        """Whether the token is masked content (code, a URL)."""
        return self.words[index][:1] == OPAQUE

    @cached_property
    def word_places(self) -> Places:
        """Where the lower-cased words stand."""
        return Places(self.lower)

    @cached_property
    def written_places(self) -> Places:
        """Where the words stand as they are written."""
        return Places(self.words)

    @cached_property
    def tag_places(self) -> Places:
        """Where the tags stand that the tagger gave."""
        return Places(self.tags)

    @cached_property
    def spoken(self) -> list[str]:
        """The lower-cased words; masked content as it stands in the source, and nothing for a mark."""
        worded = {word: word if any(map(str.isalnum, word)) else "" for word in self.word_places.numbers}
        spoken = [worded[word] for word in self.lower]
        for word in worded:
            if word[0] == OPAQUE:
                for index in self.word_places.of(word).tolist():
                    spoken[index] = self.text[self.starts[index] : self.ends[index]]
        return spoken

    @cached_property
    def positions(self) -> dict[str, list[int]]:
        """Lower-cased word → the indices of its tokens."""
        return self.word_places.lists()

    @cached_property
    def tag_positions(self) -> dict[str, list[int]]:
        """Tag → the indices of the tokens that were given it."""
        return self.tag_places.lists()

    @cached_property
    def quoted(self) -> bytearray:
        """1 for each token between quotation marks of one block (an unclosed quotation ends with its block)."""
        marks = bytearray(len(self.words))
        if not any(mark in self.positions for mark in ("“", "”", '"', "«", "„", "‘", "``", "''")):
            return marks
        for first, last in self.block_tokens:
            for start, end in self._quotations(first, last):
                marks[start:end] = b"\1" * (end - start)
        return marks

    def _quotations(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        opened: int | None = None
        mark = ""
        for index in range(first, last):
            word = self.words[index]
            if opened is None:
                if word in OPENING or word in ('"', "``"):
                    opened, mark = index + 1, word
            elif (mark in OPENING and word in CLOSING and (mark == "‘") == (word == "’")) or (
                mark in ('"', "``") and word in ('"', "''")
            ):
                yield opened, index
                opened = None
        if opened is not None and mark in "“«„":
            yield opened, last

    # -- dialect ------------------------------------------------------------------------------------------------------

    @cached_property
    def dialect(self) -> str | None:
        """The dialect asked for, else the one the spellings of the text speak for; None when they do not tell."""
        if self.given_dialect:
            return self.given_dialect
        votes = {"US": 0, "GB": 0}
        for word, places in self.positions.items():
            if len(word) > 3 and word.isalpha():
                dialects = self.lexicon.dialects(word)
                if dialects and len(dialects) < 4:
                    for name in votes:
                        votes[name] += len(places) * (name in dialects)
        us, gb = votes["US"], votes["GB"]
        if us == gb or max(us, gb) < 2 * min(us, gb):
            return None
        return "US" if us > gb else "GB"
