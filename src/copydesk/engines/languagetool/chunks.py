"""Cutting a document into stretches that a server takes in one request.

Cuts are made between paragraphs, at places that depend on the words there and not on what comes before, so that a
change in one place leaves the other chunks as they were, and their answers in the cache.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from copydesk.engines.languagetool.settings import Limits
from copydesk.engines.languagetool.spans import units
from copydesk.formats.document import Block, Document
from copydesk.text.mask import INVISIBLE, OPAQUE

_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*\s+")
_SPACE = re.compile(r"\s+")
_ODDS = 8  # one paragraph in so many is a place to cut at, once a chunk is half full
_UNSEEN = re.compile(f"[\\s{INVISIBLE}{OPAQUE}]*")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of a document and the blocks in it. `whole` tells that there is no other; it begins where the document
    does, so that places in it are places in the document."""

    blocks: tuple[Block, ...]
    whole: bool = False

    @property
    def start(self) -> int:
        return 0 if self.whole else self.blocks[0].start

    @property
    def end(self) -> int:
        return self.blocks[-1].end

    def halves(self) -> tuple[Chunk, Chunk]:
        """The first and the second half of the blocks, of which there must be two or more."""
        middle = len(self.blocks) // 2
        return Chunk(self.blocks[:middle]), Chunk(self.blocks[middle:])


def prose_blocks(document: Document) -> tuple[Block, ...]:
    """The blocks in which there is something to read."""
    masked = document.masked
    return tuple(
        block for block in document.blocks if _UNSEEN.fullmatch(masked, block.start, block.end) is None
    )


def chunks_of(document: Document, limits: Limits) -> list[Chunk]:
    """The chunks of a document, in order: one if it is short enough, else each of `limits.chunk` units at most."""
    blocks = prose_blocks(document)
    if not blocks:
        return []
    if units(document.text[: blocks[-1].end]) <= limits.whole:
        return [Chunk(blocks, whole=True)]
    chunks: list[Chunk] = []
    current: list[Block] = []
    for block in chain.from_iterable(_parts(document.text, block, limits.chunk) for block in blocks):
        if current and _size(document.text, [*current[:1], block]) > limits.chunk:
            chunks.append(Chunk(tuple(current)))
            current = []
        current.append(block)
        if _size(document.text, current) >= limits.chunk // 2 and _is_mark(document.text, block):
            chunks.append(Chunk(tuple(current)))
            current = []
    if current:
        chunks.append(Chunk(tuple(current)))
    return chunks


def _size(text: str, blocks: Sequence[Block]) -> int:
    return units(text[blocks[0].start : blocks[-1].end])


def _is_mark(text: str, block: Block) -> bool:
    """Whether the words of a block say that a chunk may end behind it."""
    return zlib.crc32(text[block.start : block.end].encode("utf-8", "replace")) % _ODDS == 0


def _parts(text: str, block: Block, most: int) -> Iterator[Block]:
    """A block, cut after sentences if it is too long, else at white space, else anywhere."""
    start = block.start
    while units(text[start : block.end]) > most:
        window = text[start : start + most // 2]
        cut = max((match.end() for match in _SENTENCE_END.finditer(window)), default=0)
        cut = cut or max((match.end() for match in _SPACE.finditer(window)), default=0) or len(window)
        yield Block(block.kind, start, start + cut)
        start += cut
    yield Block(block.kind, start, block.end)
