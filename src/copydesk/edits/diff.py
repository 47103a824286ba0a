"""Patches: unified diffs that `git apply` and `patch -p1` accept byte for byte, and diffs by the word."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterable, Iterator

from copydesk.edits.binary import binary_patch
from copydesk.edits.change import apply_edits
from copydesk.edits.compare import edits_between
from copydesk.edits.hunks import Hunk, hunks
from copydesk.text.edit import Edit
from copydesk.text.source import Source

_NO_NEWLINE = "\\ No newline at end of file\n"
_ESCAPES = {"\a": "a", "\b": "b", "\t": "t", "\n": "n", "\v": "v", "\f": "f", "\r": "r", '"': '"', "\\": "\\"}
_CONTROL = re.compile(r'[\x00-\x1f\x7f"\\]')
_ASCII = bytes(range(32, 127)) + b"\t\r\n"
_STATEFUL = ("iso2022", "hz", "utf-7", "utf_7")

Changes = str | Iterable[Edit]
Path = str | os.PathLike[str]


def edits_of(source: Source, changes: Changes) -> tuple[Edit, ...]:
    """The edits themselves, or those that lead to a new text; see `edits_between` for how these are found."""
    return edits_between(source.text, changes) if isinstance(changes, str) else tuple(changes)


def file_hunks(source: Source, changes: Changes, *, context: int = 3) -> tuple[Hunk, ...]:
    """The hunks of a change to a file. A UTF-8 byte order mark is the first character of the first line."""
    edits = edits_of(source, changes)
    if source.bom != codecs.BOM_UTF8:
        return hunks(source.text, edits, context)
    return hunks("\ufeff" + source.text, [Edit(e.start + 1, e.end + 1, e.replacement) for e in edits], context)


def unified_diff(source: Source, changes: Changes, *, path: Path | None = None, context: int = 3) -> str:
    """The change as a unified diff; empty when nothing changes.

    `changes` are edits of the source's text, or the new text, for which edits are looked for. `path` names the file in
    the patch instead of the source's own path. To write a patch to a file, use `unified_diff_bytes`.
    """
    found = file_hunks(source, changes, context=context)
    if not found:
        return ""
    before, after = _names(source, path)
    return f"--- {before}\n+++ {after}\n" + "".join("".join(_lines(hunk)) for hunk in found)


def unified_diff_bytes(source: Source, changes: Changes, *, path: Path | None = None, context: int = 3) -> bytes:
    """The same with the lines in the file's own encoding, as `git apply` and `patch -p1` need them.

    A file whose encoding does not extend ASCII (UTF-16, UTF-32) becomes a binary patch, which only git understands.
    Raises SourceError when the encoding lacks a character of the new text.
    """
    edits = edits_of(source, changes)
    before, after = (name.encode("utf-8", "surrogateescape") for name in _names(source, path))
    if not _extends_ascii(source.encoding):
        old, new = source.data(), source.data(apply_edits(source.text, edits))
        return binary_patch(old, new, before.rstrip(b"\t"), after.rstrip(b"\t")) if old != new else b""
    found = file_hunks(source, edits, context=context)
    if not found:
        return b""
    body = (source.encoded(line) for hunk in found for line in _lines(hunk))
    return b"--- %s\n+++ %s\n" % (before, after) + b"".join(body)


def word_diff(source: Source, changes: Changes, *, path: Path | None = None, context: int = 3) -> str:
    """The change by the word, `[-old-]{+new+}`, with the headers of a unified diff; for reading only."""
    found = file_hunks(source, changes, context=context)
    if not found:
        return ""
    before, after = _names(source, path)
    body = (f"{hunk.header}\n{hunk.words}" + ("" if hunk.words.endswith("\n") else "\n") for hunk in found)
    return f"--- {before}\n+++ {after}\n" + "".join(body)


def _lines(hunk: Hunk) -> Iterator[str]:
    yield hunk.header + "\n"
    for line in hunk.lines:
        yield f"{line.kind}{line.text}\n"
        if not line.ended:
            yield _NO_NEWLINE


def _names(source: Source, path: Path | None) -> tuple[str, str]:
    """The file's name before and after, as it stands in the header of a patch."""
    name = os.fspath(path) if path is not None else source.path or "text"
    if os.sep != "/":
        name = name.replace(os.sep, "/")
    name = name.lstrip("/")
    while name.startswith("./"):
        name = name[2:].lstrip("/")
    return _quoted("a/" + name), _quoted("b/" + name)


def _quoted(name: str) -> str:
    """A name as git writes it: quoted when it holds control characters, and before a tab when it holds a space."""
    escaped = _CONTROL.sub(lambda char: "\\" + _ESCAPES.get(char[0], f"{ord(char[0]):03o}"), name)
    if escaped != name:
        return f'"{escaped}"'
    return name + "\t" if " " in name else name


def _extends_ascii(encoding: str) -> bool:
    """Whether ASCII is written as it is, one byte a character whatever comes before it."""
    try:
        return not encoding.lower().startswith(_STATEFUL) and _ASCII.decode("ascii").encode(encoding) == _ASCII
    except (LookupError, UnicodeEncodeError):
        return False
