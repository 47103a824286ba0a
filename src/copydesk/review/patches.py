"""Someone else's unified diff of prose as proposals, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from copydesk.edits.hunks import split_lines
from copydesk.errors import SourceError
from copydesk.review.preview import Kind, compare
from copydesk.text.edit import Applicability, Edit, Fix
from copydesk.text.finding import Category, Confidence, Finding, Severity
from copydesk.text.source import Source

CODE, NAME = "PATCH", "from-a-patch"
MOST_WORDS = 4000  # of a changed stretch, up to which it is taken apart into words
_HEADER = re.compile(rb"@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@")


@dataclass(slots=True)
class Hunk:
    """Lines with their signs, as bytes, and where the old ones are said to begin; `line` is its place in the patch."""

    start: int
    line: int
    lines: list[tuple[str, bytes]] = field(default_factory=list)

    def side(self, left_out: str) -> list[bytes]:
        return [text for sign, text in self.lines if sign != left_out]


@dataclass(slots=True)
class PatchedFile:
    """The hunks for one file, under its name without `a/` or `b/`."""

    name: str
    hunks: list[Hunk] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Patch:
    path: str
    files: tuple[PatchedFile, ...]

    @classmethod
    def read(cls, path: Path) -> Patch:
        """Read a unified diff. Raises SourceError, naming the line, for what is not one."""
        try:
            data = path.read_bytes()
        except OSError as error:
            raise SourceError(f"cannot be read: {error.strerror or error}", path=path) from None
        files = tuple(_parsed(data.split(b"\n"), str(path)))
        if not files:
            raise SourceError("is not a unified diff", path=path, hint="`git diff` and `diff -u` write them")
        return cls(str(path), files)

    def edits(self, source: Source) -> tuple[Edit, ...]:
        """What the patch changes in a file, in whole words. Raises SourceError where it does not fit the file."""
        lines = split_lines(source.text)
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line))
        made: list[Edit] = []
        at = moved = 0
        for hunk in self._of(source).hunks:
            old = [self._decoded(text, source, hunk) for text in hunk.side("+")]
            place = _find(lines, old, hunk.start - bool(old) + moved, at)
            if place is None:
                message = f"what line {hunk.line} of {self.path} is about does not stand here"
                hint = "the patch is for another version of the file, or is applied already"
                raise SourceError(message, path=source.path, line=min(hunk.start, len(lines)), hint=hint)
            made += self._hunk_edits(hunk, source, starts, place)
            at = place + len(old)
            moved = place - (hunk.start - bool(old))
        return tuple(made)

    def findings(self, source: Source) -> list[Finding]:
        """Every change of the patch as a proposal of its own. Raises SourceError where it does not fit the file."""
        message = f"{Path(self.path).name} proposes this."
        return [
            Finding(
                CODE, NAME, Category.STYLE, Severity.SUGGESTION, Confidence.HIGH, message, edit.span,
                (Fix((edit,), Applicability.UNSAFE),),
            )
            for edit in self.edits(source)
        ]  # fmt: skip

    def _of(self, source: Source) -> PatchedFile:
        """The part of the patch for a file: the one whose name has most in common with the path, from the end."""
        if len(self.files) == 1:
            return self.files[0]
        path = PurePosixPath(Path(source.path or "").absolute().as_posix()).parts
        fits = [
            file
            for file in self.files
            if path[-len(PurePosixPath(file.name).parts) :] == PurePosixPath(file.name).parts
        ]
        if not fits:
            names = ", ".join(file.name for file in self.files)
            raise SourceError(f"{self.path} changes other files: {names}", path=source.path)
        return max(fits, key=lambda file: len(file.name))

    def _hunk_edits(self, hunk: Hunk, source: Source, starts: Sequence[int], place: int) -> Iterator[Edit]:
        old: list[str] = []
        new: list[str] = []
        begin = place
        for sign, data in [*hunk.lines, (" ", b"")]:
            if sign == " ":
                if old or new:
                    yield from word_edits("".join(old), "".join(new), starts[begin])
                begin += len(old) + 1
                old, new = [], []
            else:
                (old if sign == "-" else new).append(self._decoded(data, source, hunk))

    def _decoded(self, data: bytes, source: Source, hunk: Hunk) -> str:
        try:
            return data.decode(source.encoding)
        except UnicodeDecodeError:
            raise SourceError(f"is not {source.encoding}", path=self.path, line=hunk.line) from None


def word_edits(old: str, new: str, offset: int) -> Iterator[Edit]:
    """The edits that make `new` of `old`, which stands at `offset`: in whole words, neighbours as one."""
    made: list[Edit] = []
    at = offset
    for text, kind in compare(old, new, MOST_WORDS):
        end = at if kind is Kind.NEW else at + len(text)
        if kind is not Kind.SAME and text:
            edit = Edit(at, at, text) if kind is Kind.NEW else Edit(at, end, "")
            gap = old[made[-1].end - offset : at - offset] if made else None
            if gap in ("", " "):
                last = made.pop()
                edit = Edit(last.start, end, f"{last.replacement}{gap}{edit.replacement}")
            made.append(edit)
        at = end
    yield from made


def _parsed(lines: list[bytes], path: str) -> Iterator[PatchedFile]:
    file: PatchedFile | None = None
    number = 0
    while number < len(lines):
        line = lines[number]
        if line.startswith(b"--- ") and number + 1 < len(lines) and lines[number + 1].startswith(b"+++ "):
            if file:
                yield file
            file = PatchedFile(_name(lines[number + 1][4:]))
            number += 2
        elif file and (match := _HEADER.match(line)):
            counts = [int(count) if count is not None else 1 for count in match.group(2, 3)]
            hunk = Hunk(int(match.group(1)), number + 1)
            number = _fill(hunk, counts[0], counts[1], lines, number + 1, path)
            file.hunks.append(hunk)
        else:
            number += 1
    if file:
        yield file


def _fill(hunk: Hunk, old: int, new: int, lines: list[bytes], number: int, path: str) -> int:
    """Read the lines of a hunk; the number of the line after it."""
    while old > 0 or new > 0:
        line = lines[number] if number < len(lines) else b""
        sign = chr(line[0]) if line else " "
        if number >= len(lines) or sign not in " +-\\":
            raise SourceError("the hunk breaks off here", path=path, line=number + 1)
        if sign != "\\":
            old -= sign in " -"
            new -= sign in " +"
            hunk.lines.append((sign, line[1:] + b"\n"))
        else:
            _unended(hunk)
        number += 1
    if number < len(lines) and lines[number].startswith(b"\\"):
        _unended(hunk)
        number += 1
    return number


def _unended(hunk: Hunk) -> None:
    """The last line read has no newline."""
    if hunk.lines:
        sign, text = hunk.lines[-1]
        hunk.lines[-1] = (sign, text.removesuffix(b"\n"))


def _name(field: bytes) -> str:
    """The name in a header, without the time that may follow a tab, the quotes and the first folder."""
    name = field.split(b"\t")[0].rstrip(b"\r")
    if name.startswith(b'"') and name.endswith(b'"'):
        name = name[1:-1].decode("unicode_escape").encode("latin-1")
    text = name.decode("utf-8", "surrogateescape")
    return text.split("/", 1)[1] if text.startswith(("a/", "b/")) else text


def _find(lines: list[str], old: list[str], wanted: int, least: int) -> int | None:
    """The index of the line where the old lines stand, nearest to the wanted one; None when nowhere."""
    last = len(lines) - len(old)
    if last < least:
        return None
    wanted = min(max(wanted, least), last)
    if not old:
        return wanted
    for away in range(max(wanted - least, last - wanted) + 1):
        for place in (wanted - away, wanted + away):
            if least <= place <= last and lines[place] == old[0] and lines[place : place + len(old)] == old:
                return place
    return None
