"""What is sent to LanguageTool: the prose of a stretch of a document, and nothing else of it.

A stretch without markup goes as it is. Otherwise it goes as LanguageTool's annotated text, in which everything that is
no prose is replaced by a filler of the same length in UTF-16 units. Either way a place in the answer is a place in the
source, and code, addresses and front matter never leave the program.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from functools import cached_property

from copydesk.engines.languagetool.chunks import Chunk
from copydesk.engines.languagetool.spans import Utf16Offsets, units
from copydesk.formats.document import Document
from copydesk.text.mask import INVISIBLE, OPAQUE

_FILLER = "*"
_PARAGRAPH = "\n\n"
_STAND_IN, _STAND_IN_AFTER_AN = "Dummy0", "Item0"  # no speller minds words with digits; either fits its article
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_SURROGATE = re.compile("[\ud800-\udfff]")
# What is no plain prose inside a block: the break of a line with the markup and the indentation around it, masked
# stretches, and white space of other kinds at the end of a line.
_SPECIAL = re.compile(
    f"(?P<wrap>[ \t{INVISIBLE}]*(?:\r\n|\r|\n)[\\s{INVISIBLE}]*)|(?P<invisible>{INVISIBLE}+)|(?P<opaque>{OPAQUE}+)"
)
_LINE_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\w+|\w+);")
_AN = re.compile(rf"\ban[\s{INVISIBLE}]+\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Payload:
    """A request: the form field ("text" or "data"), its content, the stretch of source it stands for."""

    field: str
    content: str
    source: str
    start: int

    @cached_property
    def offsets(self) -> Utf16Offsets:
        """For places within the stretch; add `start` for the document."""
        return Utf16Offsets(self.source)


def payload_of(document: Document, chunk: Chunk) -> Payload:
    """The request for a chunk of a document."""
    pieces: list[tuple[str, str | None]] = []  # text, or markup with what to take it for
    position = chunk.start
    for block in chunk.blocks:
        if block.start > position:
            pieces.append(_gap(document.text[position : block.start], first=not pieces))
        pieces += _prose(document, block.start, block.end)
        position = block.end
    source = document.text[chunk.start : chunk.end]
    merged = _merged(pieces)
    if all(meaning is None for _, meaning in merged):
        return Payload("text", "".join(text for text, _ in merged), source, chunk.start)
    annotation = [
        {"text": text} if meaning is None else {"markup": text, "interpretAs": meaning} for text, meaning in merged
    ]
    content = json.dumps({"annotation": annotation}, ensure_ascii=False, separators=(",", ":"))
    return Payload("data", content, source, chunk.start)


def _gap(between: str, first: bool) -> tuple[str, str | None]:
    """What stands before a block: a blank line remains, all else is taken for one, or before the first for nothing."""
    if between.isspace() and "\r" not in between and (first or _BLANK_LINE.search(between)):
        return between, None
    return _FILLER * units(between), "" if first else _PARAGRAPH


def _prose(document: Document, start: int, end: int) -> list[tuple[str, str | None]]:
    """The pieces of a block."""
    text, masked = document.text, document.masked
    pieces: list[tuple[str, str | None]] = []
    position = start
    for match in _SPECIAL.finditer(masked, start, end):
        stretch = text[match.start() : match.end()]
        if match.group() == stretch and (stretch == "\n" or match["wrap"] is None):
            continue  # a plain line break, or characters of the text that only look like a mask
        pieces.append((text[position : match.start()], None))
        pieces.append((_FILLER * units(stretch), _meaning(match, masked, stretch, start)))
        position = match.end()
    pieces.append((text[position:end], None))
    return [(_SURROGATE.sub("\ufffd", piece), meaning) for piece, meaning in pieces if piece]


def _meaning(match: re.Match[str], masked: str, stretch: str, block_start: int) -> str:
    """What a reader makes of a masked stretch."""
    if match["wrap"] is not None or _LINE_BREAK.match(stretch):
        return "\n"
    if match["invisible"] is not None or stretch.startswith("[^"):
        return ""
    if _ENTITY.fullmatch(stretch):
        return html.unescape(stretch)
    before = masked[max(block_start, match.start() - 12) : match.start()]
    return _STAND_IN_AFTER_AN if _AN.search(before) else _STAND_IN


def _merged(pieces: list[tuple[str, str | None]]) -> list[tuple[str, str | None]]:
    """The pieces with neighbouring texts joined."""
    merged: list[tuple[str, str | None]] = []
    for piece in pieces:
        if merged and piece[1] is None and merged[-1][1] is None:
            merged[-1] = (merged[-1][0] + piece[0], None)
        else:
            merged.append(piece)
    return merged
