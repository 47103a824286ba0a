"""Unified diffs as they come: from git and diff, in mails, with what editors and mail programs do to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from copydesk.errors import SourceError

NOWHERE = "/dev/null"
_HEADER = re.compile(rb"@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@")
_ENCODED = re.compile(rb"^Content-Transfer-Encoding:[ \t]*(?:quoted-printable|base64)", re.MULTILINE | re.IGNORECASE)
_MAILS = re.compile(rb"^(?=From [^\n]* \d\d:\d\d:\d\d \d{4}\r?$)", re.MULTILINE)


@dataclass(slots=True)
class Hunk:
    """Lines with their signs, as bytes, and where the old ones are said to begin; `line` is its place in the patch."""

    start: int
    line: int
    lines: list[tuple[str, bytes]] = field(default_factory=list)

    def side(self, left_out: str) -> list[bytes]:
        return [text for sign, text in self.lines if sign != left_out]

    def with_less_context(self, lines: int) -> Hunk:
        """The hunk without so many of the unchanged lines at either end."""
        signs = "".join(sign for sign, _ in self.lines)
        head = min(lines, len(signs) - len(signs.lstrip(" ")))
        tail = min(lines, len(signs) - len(signs.rstrip(" ")))
        return Hunk(self.start + head, self.line, self.lines[head : len(self.lines) - tail])


@dataclass(slots=True)
class PatchedFile:
    """The hunks for one file, under its old and its new name as the patch has them."""

    old: str
    new: str
    hunks: list[Hunk] = field(default_factory=list)
    binary: bool = False

    @property
    def name(self) -> str:
        """The name to show, without the `a/` and `b/` of git."""
        name = self.old if self.new == NOWHERE else self.new
        return name.split("/", 1)[1] if name.startswith(("a/", "b/")) else name

    def likeness(self, path: PurePosixPath) -> int:
        """How many parts of a path, from its end, one of the names has in common with it; 0 where it is another file.

        The first folder of a name may be one that git put before it.
        """
        best = 0
        for name in (self.old, self.new):
            parts = PurePosixPath(name).parts
            for wanted in (parts, parts[1:]):
                if wanted and name != NOWHERE and path.parts[-len(wanted) :] == wanted:
                    best = max(best, len(wanted))
        return best


def parsed(data: bytes, path: str) -> list[PatchedFile]:
    """The files of a unified diff. Raises SourceError, naming the line, for what is not one."""
    if _ENCODED.search(data):
        data = _decoded_mails(data)
    files = list(_parsed(data.split(b"\n"), path))
    if not any(file.hunks for file in files):
        if any(file.binary for file in files):
            raise SourceError("holds nothing but binary changes, which cannot be reviewed", path=path)
        if files:
            raise SourceError("changes no text: it only renames files or changes their modes", path=path)
        raise SourceError("is not a unified diff", path=path, hint="`git diff` and `diff -u` write them")
    return files


def _decoded_mails(data: bytes) -> bytes:
    """The text of mails that a mail program has encoded for the journey."""
    import email

    texts = []
    for mail in _MAILS.split(data):
        parts = email.message_from_bytes(mail).walk()
        texts += [part.get_payload(decode=True) for part in parts if not part.is_multipart()]
    return b"\n".join(text for text in texts if isinstance(text, bytes))


def _parsed(lines: list[bytes], path: str) -> Iterator[PatchedFile]:
    file: PatchedFile | None = None
    number = 0
    while number < len(lines):
        line = lines[number]
        if line.startswith(b"diff --git "):
            if file:
                yield file
            file = PatchedFile(*_names_after_git(line))
        elif line.startswith(b"--- ") and number + 1 < len(lines) and lines[number + 1].startswith(b"+++ "):
            if file and (file.hunks or file.binary):
                yield file
            file = PatchedFile(_name(line[4:]), _name(lines[number + 1][4:]))
            number += 1
        elif file and line.startswith((b"rename from ", b"copy from ")):
            file.old = _name(line.split(b" ", 2)[2])
        elif file and line.startswith((b"rename to ", b"copy to ")):
            file.new = _name(line.split(b" ", 2)[2])
        elif line.startswith((b"GIT binary patch", b"Binary files ")):
            file = file or PatchedFile(NOWHERE, NOWHERE)
            file.binary = True
        elif line.startswith(b"@@@ "):
            hint = "compare with one parent: git diff HEAD, or git show -m"
            raise SourceError("is a combined diff of a merge", path=path, line=number + 1, hint=hint)
        elif file and (match := _HEADER.match(line)):
            counts = [int(count) if count is not None else 1 for count in match.group(2, 3)]
            hunk = Hunk(int(match.group(1)), number + 1)
            number = _fill(hunk, counts[0], counts[1], lines, number + 1, path) - 1
            file.hunks.append(hunk)
        number += 1
    if file:
        yield file


def _fill(hunk: Hunk, old: int, new: int, lines: list[bytes], number: int, path: str) -> int:
    """Read the lines of a hunk; the number of the line after it."""
    while old > 0 or new > 0:
        line = lines[number] if number < len(lines) else b""
        sign = chr(line[0]) if line.rstrip(b"\r") else " "  # mail programs strip the blank of an empty line
        if number >= len(lines) or sign not in " +-\\":
            hint = "a diff by the word cannot be read; leave out --word-diff" if number < len(lines) else None
            raise SourceError("the hunk breaks off here", path=path, line=number + 1, hint=hint)
        if sign != "\\":
            old -= sign in " -"
            new -= sign in " +"
            hunk.lines.append((sign, (line[1:] if line.rstrip(b"\r") else line) + b"\n"))
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


def _names_after_git(line: bytes) -> tuple[str, str]:
    """The two names of a `diff --git` line; where they are not alike, the lines after it tell them."""
    names = line[len("diff --git ") :].rstrip(b"\r")
    half = len(names) // 2
    return _name(names[:half].rstrip()), _name(names[half:].lstrip())


def _name(field: bytes) -> str:
    """The name in a header, without the time that may follow a tab and the quotes."""
    name = field.split(b"\t")[0].rstrip(b"\r")
    if name.startswith(b'"') and name.endswith(b'"'):
        name = name[1:-1].decode("unicode_escape").encode("latin-1")
    return name.decode("utf-8", "surrogateescape")
