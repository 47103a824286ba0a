"""Decoded text, with what it takes to write the very same bytes back."""

from __future__ import annotations

import codecs
import os
import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from copydesk.errors import SourceError
from copydesk.text.span import Span

BOMS = (  # longest first: the UTF-32 mark begins with the UTF-16 one
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
NEWLINE = re.compile(r"\r\n|\n|\r")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def read_file(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a file. Raises SourceError naming the path when it cannot be read."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror or error}", path=os.fspath(path)) from None


class Package(NamedTuple):
    """A file that holds more than text: its bytes, and the text that was read from them."""

    data: bytes
    text: str


@dataclass(frozen=True)
class Source:
    """The text of a file. All offsets in copydesk are code points into `text`, whose newlines are kept as they came.

    `data()` gives back the bytes that were read, or the bytes of a changed text in the same encoding. Where a file
    holds more than text, as a Word document does, it is in `package`; `copydesk.formats.rewrite` writes edits into it.
    """

    text: str
    path: str | None = None
    encoding: str = "utf-8"
    bom: bytes = b""
    package: Package | None = None

    @classmethod
    def from_bytes(cls, data: bytes, path: str | os.PathLike[str] | None = None, encoding: str | None = None) -> Source:
        """Decode bytes: by byte order mark, else by `encoding`, else as UTF-8.

        Raises SourceError for binary data, for bytes that the encoding does not allow, for an unknown encoding, and for
        an encoding that would not give the same bytes back.
        """
        name = None if path is None else os.fspath(path)
        bom, found = next(((mark, enc) for mark, enc in BOMS if data.startswith(mark)), (b"", None))
        chosen = found or encoding or "utf-8"
        try:
            text = data[len(bom) :].decode(chosen)
        except LookupError:
            raise SourceError(f"unknown encoding “{chosen}”", path=name, hint="try utf-8, latin-1 or cp1252") from None
        except UnicodeDecodeError as error:
            if b"\0" in data[:8192]:
                raise SourceError("looks like a binary file, not text", path=name) from None
            line = data[: error.start].count(b"\n") + 1
            raise SourceError(
                f"byte 0x{data[len(bom) + error.start]:02x} at byte offset {len(bom) + error.start} is not {chosen}",
                path=name,
                line=line,
                hint="if you know the file's encoding, say so, for example --encoding latin-1",
            ) from None
        if "\0" in text or len(CONTROLS.findall(text[:8192])) > 16:
            raise SourceError("looks like a binary file, not text", path=name)
        source = cls(text, name, chosen, bom)
        if source.data() != data:
            raise SourceError(f"{chosen} does not give the same bytes back, so the file is left alone", path=name)
        return source

    @classmethod
    def read(cls, path: str | os.PathLike[str], encoding: str | None = None) -> Source:
        """Read a file. Raises SourceError naming the path when that is not possible."""
        return cls.from_bytes(read_file(path), path, encoding)

    def data(self, text: str | None = None) -> bytes:
        """The bytes of the file, or of the file with a changed `text`.

        Raises SourceError for characters the encoding lacks, and for another text where the file holds more than text.
        """
        text = self.text if text is None else text
        if self.package is None:
            return self.bom + self.encoded(text)
        if text != self.package.text:
            raise SourceError("holds more than text, so a text alone cannot be written to it", path=self.path)
        return self.package.data

    def encoded(self, text: str) -> bytes:
        """A text in the encoding of the file. Raises SourceError for characters that it lacks."""
        try:
            return text.encode(self.encoding)
        except UnicodeEncodeError as error:
            raise SourceError(
                f"“{error.object[error.start : error.end]}” cannot be written in {self.encoding}", path=self.path
            ) from None

    def with_text(self, text: str) -> Source:
        """The same file with another text."""
        return replace(self, text=text)

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset at which each line begins; a line ends with its newline (LF, CRLF or CR)."""
        return [0, *(match.end() for match in NEWLINE.finditer(self.text))]

    def line_of(self, offset: int) -> int:
        """The index (from 0) of the line that holds the offset."""
        return bisect_right(self.line_starts, offset) - 1

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, the column in code points."""
        line = self.line_of(offset)
        return line + 1, offset - self.line_starts[line] + 1

    def line_span(self, line: int) -> Span:
        """The span of a line (from 0) without its newline."""
        starts = self.line_starts
        start, end = starts[line], starts[line + 1] if line + 1 < len(starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return Span(start, end)

    @cached_property
    def newline(self) -> str:
        """The newline that the text uses first; LF where it has none."""
        match = NEWLINE.search(self.text)
        return match.group() if match else "\n"
