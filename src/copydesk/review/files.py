"""The files of a review: opened with a session each, and written, or kept as a patch, on leaving."""

from __future__ import annotations

import contextlib
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from copydesk.edits.diff import unified_diff_bytes
from copydesk.errors import CopydeskError, SourceError
from copydesk.formats.document import Document
from copydesk.formats.rewrite import rewritten
from copydesk.lint.linter import Linter, LintResult
from copydesk.lint.write import write_atomically, write_output
from copydesk.review.patches import Patch
from copydesk.review.session import ReviewSession
from copydesk.rules.base import Rule

SHORT = 50_000  # code points that are surely checked in no time


def _nothing() -> None:
    return None


def _no_rule(code: str) -> Rule | None:
    return None


@dataclass
class ReviewedFile:
    """A file under review. `expected` are the bytes that were checked, `seconds` what the last check of it took.

    `patch_path` names the file in a patch, where that is not its path. `save` is called after every decision, so that
    it can be kept. `rule` looks a rule up by its code, and finds none for those of other engines.
    """

    path: str
    document: Document
    expected: bytes
    session: ReviewSession
    seconds: float
    result: LintResult
    save: Callable[[], None] = field(default=_nothing)
    patch_path: str | None = None
    rule: Callable[[str], Rule | None] = field(default=_no_rule)

    def corrected(self, *, tracked: bool = False) -> bytes:
        """The file with what was accepted; `tracked`: as tracked changes. Raises SourceError."""
        if tracked:
            from copydesk.review.word import tracked_review

            return tracked_review(self.session, datetime.now())
        return rewritten(self.document.source, self.session.edits())

    @property
    def patch(self) -> bytes:
        """What was accepted, as a unified diff; empty when nothing was."""
        return unified_diff_bytes(self.document.source, self.session.edits(), path=self.patch_path or self.path)


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the corrections of a file: written, or why not and where the patch with them is.

    `output` is the patch that was to be written in place of the file, if so.
    """

    file: ReviewedFile
    error: CopydeskError | None = None
    rescued: Path | None = None
    output: Path | None = None


def open_file(document: Document, linter: Linter) -> ReviewedFile:
    """Check a document. Raises ConfigError, PackError and whatever else a first check raises."""
    started = time.monotonic()
    result = linter.lint(document)
    # The first check also loads the models, so that of a short text tells nothing.
    seconds = time.monotonic() - started if len(document.text) > SHORT else 0.0
    session = ReviewSession(document.source, result.findings, lambda text: linter.check(document.with_text(text)))
    file = ReviewedFile(document.source.path or "", document, document.source.data(), session, seconds, result)
    file.rule = linter.rule
    return file


def open_patched(document: Document, linter: Linter, patch: Patch) -> ReviewedFile:
    """Take what a patch proposes for a document. Raises SourceError where the patch does not fit."""
    source = document.source
    result = LintResult(tuple(patch.findings(source)))
    session = ReviewSession(source, result.findings)
    return ReviewedFile(source.path or "", document, source.data(), session, 0.0, result)


def write_files(files: Iterable[ReviewedFile], *, tracked: bool = False) -> list[Written]:
    """Write what was accepted into each file that is still the one that was checked; `tracked`: as tracked changes.

    Where that is impossible the file is left as it is, and the corrections are saved as a patch beside it, or in the
    folder for temporary files.
    """
    outcomes = []
    for file in files:
        if not file.session.edits():
            continue
        try:
            write_atomically(file.path, file.corrected(tracked=tracked), file.expected)
            outcomes.append(Written(file))
        except SourceError as error:
            outcomes.append(Written(file, error, rescue(file)))
    return outcomes


def rescue(file: ReviewedFile) -> Path | None:
    """Save the accepted corrections as a new file; None where no place can be written.

    That is a patch, but for a Word document, which no patch can change, a corrected copy. Where the very same file lies
    there already, from an earlier try, it is the one.
    """
    path, patch = Path(file.path), file.patch
    stem, ending = path.name, ".patch"
    if file.document.source.package is not None:
        with contextlib.suppress(SourceError):
            patch, stem, ending = file.corrected(), f"{path.stem}.corrected", path.suffix
    for folder in (path.parent, Path(tempfile.gettempdir())):
        for number in range(1, 100):
            place = folder / (f"{stem}{ending}" if number == 1 else f"{stem}.{number}{ending}")
            try:
                with place.open("xb") as stream:
                    stream.write(patch)
                return place
            except FileExistsError:
                if _holds(place, patch):
                    return place
            except OSError:
                break
    return None


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def write_patch(files: Iterable[ReviewedFile], output: Path) -> int:
    """Write what was accepted in all files as one patch; how many corrections that are. Raises SourceError."""
    files = [file for file in files if file.session.edits()]
    for file in files:
        if file.document.source.package is not None:
            raise SourceError("is a Word document, which no patch can change", path=file.path)
    patches = [file.patch for file in files]
    write_output(output, b"".join(patches))
    return len(patches)


def add_words(path: Path, words: Iterable[str]) -> None:
    """Add words to a vocabulary file, one a line. Raises SourceError."""
    try:
        before = path.read_bytes()
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror or error}", path=path) from None
    newline = b"\r\n" if b"\r\n" in before else b"\n"
    gap = b"" if not before or before.endswith((b"\n", b"\r")) else newline
    write_atomically(path, before + gap + b"".join(word.encode() + newline for word in words), before)


def is_read_only(path: str) -> bool:
    """Whether a file is there and nobody may write it."""
    try:
        return not Path(path).stat().st_mode & 0o222
    except OSError:
        return False
