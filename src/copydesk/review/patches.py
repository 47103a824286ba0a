"""Someone else's unified diff of prose as proposals, word by word."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from copydesk.edits.change import apply_edits
from copydesk.edits.compare import edits_between
from copydesk.edits.hunks import split_lines
from copydesk.edits.words import widen
from copydesk.errors import SourceError
from copydesk.lint.paths import repository_root
from copydesk.review.patch_file import NOWHERE, Hunk, PatchedFile, parsed
from copydesk.review.preview import Kind, compare
from copydesk.text.edit import Applicability, Edit, Fix
from copydesk.text.finding import Category, Confidence, Finding, Severity
from copydesk.text.source import Source

CODE, NAME = "PATCH", "from-a-patch"
MOST_WORDS = 4000  # of a changed stretch, up to which it is taken apart into words
FUZZ = 2  # unchanged lines at either end of a hunk that may differ, as for patch
MOVED = 20  # code points from which the same words that go here and come there count as moved


@dataclass(frozen=True, slots=True)
class Patch:
    path: str
    files: tuple[PatchedFile, ...]

    @classmethod
    def read(cls, path: Path) -> Patch:
        """Read a unified diff, also from a mail. Raises SourceError, naming the line, for what is not one."""
        try:
            data = path.read_bytes()
        except OSError as error:
            raise SourceError(f"cannot be read: {error.strerror or error}", path=path) from None
        return cls(str(path), tuple(parsed(data, str(path))))

    def about(self, path: str) -> bool:
        """Whether the patch changes a file, by its name."""
        return any(file.likeness(_absolute(path)) for file in self.files)

    def files_here(self) -> tuple[str, ...]:
        """The paths of the files that the patch changes, as far as they are there.

        Its names are looked for in the working directory and from the root of the repository around it.
        """
        bases = dict.fromkeys((Path.cwd(), repository_root()))
        names = [[file.name, *file.name.split("/", 1)[1:]] for file in self.files if file.hunks]
        found = [[base / one for one in alike for base in bases if (base / one).is_file()] for alike in names]
        return tuple(dict.fromkeys(os.path.relpath(paths[0]) for paths in found if paths))

    def edits(self, source: Source) -> tuple[Edit, ...]:
        """What the patch changes in a file, in whole words. Raises SourceError where it does not fit the file."""
        parts = self._of(source)
        if len(parts) == 1:
            return tuple(self._placed(parts[0], source))
        last = source  # a series of patches, each for what the one before has made
        for part in parts:
            last = last.with_text(apply_edits(last.text, self._placed(part, last)))
        return tuple(
            by_word
            for edit in widen(source.text, edits_between(source.text, last.text))
            for by_word in word_edits(edit.span.of(source.text), edit.replacement, edit.start)
        )

    def findings(self, source: Source) -> list[Finding]:
        """Every change of the patch as a proposal of its own, words that move as one.

        Raises SourceError where it does not fit the file.
        """
        name = Path(self.path).name
        return [
            Finding(
                CODE, NAME, Category.STYLE, Severity.SUGGESTION, Confidence.HIGH,
                f"{name} proposes this." if len(edits) == 1 else f"{name} moves this.",
                edits[0].span, (Fix(edits, Applicability.UNSAFE),),
            )
            for edits in _moves_together(source.text, self.edits(source))
        ]  # fmt: skip

    def _of(self, source: Source) -> Sequence[PatchedFile]:
        """The parts of the patch for a file: those whose names have most in common with its path, from the end."""
        if len(self.files) == 1:
            return self.files
        path = _absolute(source.path or "")
        likeness = [file.likeness(path) for file in self.files]
        fits = [file for file, like in zip(self.files, likeness, strict=True) if like and like == max(likeness)]
        if not fits:
            names = ", ".join(dict.fromkeys(file.name for file in self.files))
            raise SourceError(f"{self.path} changes other files: {names}", path=source.path)
        texts = [file for file in fits if file.hunks]
        if not texts:
            what = "in a binary way, which cannot be reviewed" if fits[0].binary else "in name or mode only"
            raise SourceError(f"{self.path} changes this file {what}", path=source.path)
        return texts

    def _placed(self, file: PatchedFile, source: Source) -> Iterator[Edit]:
        if file.old == NOWHERE and source.text.strip():
            raise SourceError(f"{self.path} makes this file anew, but it is there already", path=source.path)
        text = _Lines(source)
        at = moved = 0
        for hunk in file.hunks:
            found = self._found(hunk, text, at, moved)
            if found is None:
                raise self._misfit(hunk, text)
            placed, place = found
            yield from self._hunk_edits(placed, text, place)
            old = placed.side("+")
            at = place + len(old)
            moved = place - (placed.start - bool(old))

    def _found(self, hunk: Hunk, text: _Lines, least: int, moved: int) -> tuple[Hunk, int] | None:
        """Where the old lines stand, and what of the hunk does: perhaps with less context, and with other line ends."""
        old = self._decoded(hunk.side("+"), text.source, hunk)
        place = _find(text.lines, old, hunk.start - bool(old) + moved, least)
        if place is not None:
            return hunk, place
        for fuzz in range(FUZZ + 1):
            less = hunk.with_less_context(fuzz)
            bare = [line.rstrip() for line in self._decoded(less.side("+"), text.source, hunk)]
            if any(bare) and (place := _find(text.bare, bare, less.start - 1 + moved, least)) is not None:
                return less, place
        return None

    def _misfit(self, hunk: Hunk, text: _Lines) -> SourceError:
        new = self._decoded(hunk.side("-"), text.source, hunk)
        applied = any(line.strip() for line in new) and _find(text.lines, new, hunk.start, 0) is not None
        return SourceError(
            f"what line {hunk.line} of {self.path} is about does not stand here",
            path=text.source.path,
            line=min(hunk.start, len(text.lines)),
            hint="the patch seems to be applied already" if applied else "the patch is for another version of the file",
        )

    def _hunk_edits(self, hunk: Hunk, text: _Lines, place: int) -> Iterator[Edit]:
        old: list[str] = []
        new: list[str] = []
        for sign, data in [*hunk.lines, (" ", b"")]:
            if sign != " ":
                (old if sign == "-" else new).extend(self._decoded([data], text.source, hunk))
                continue
            if old or new:
                there = text.lines[place : place + len(old)]
                if there != old:
                    new = _with_line_ends_of(there, old, new, text.source.newline)
                yield from word_edits("".join(there), "".join(new), text.starts[place])
            place += len(old) + 1
            old, new = [], []

    def _decoded(self, lines: Iterable[bytes], source: Source, hunk: Hunk) -> list[str]:
        try:
            texts = [line.decode(source.encoding) for line in lines]
        except UnicodeDecodeError:
            raise SourceError(f"is not {source.encoding}", path=self.path, line=hunk.line) from None
        return [text.removeprefix("\ufeff") for text in texts] if source.bom else texts


def _absolute(path: str) -> PurePosixPath:
    return PurePosixPath(Path(path).absolute().as_posix())


class _Lines:
    """The lines of a text, where they start, and how they read without the blanks at their ends."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.lines = split_lines(source.text)
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line))

    @cached_property
    def bare(self) -> list[str]:
        return [line.rstrip() for line in self.lines]


def _with_line_ends_of(there: Sequence[str], old: Sequence[str], new: Sequence[str], newline: str) -> list[str]:
    """New lines with the newlines of the lines that they replace; the patch has these as `old`, with others perhaps."""
    newline = "\r\n" if newline == "\r\n" else "\n"
    lines = [line.rstrip("\r\n") + newline if line.endswith("\n") else line.rstrip("\r") for line in new]
    if lines and old and old[-1].endswith("\n") == new[-1].endswith("\n"):
        lines[-1] = lines[-1].removesuffix(newline) + (newline if there[-1].endswith("\n") else "")
    return lines


def _moves_together(text: str, edits: Iterable[Edit]) -> list[tuple[Edit, ...]]:
    """The edits, with the two that take words away and put the same words elsewhere as one change."""
    edits = list(edits)
    coming = {edit.replacement.strip(): edit for edit in edits if edit.span.empty}
    partners: dict[Edit, Edit] = {}
    for edit in edits:
        words = edit.span.of(text).strip()
        if not edit.replacement and len(words) >= MOVED and words in coming:
            partners[edit] = coming.pop(words)
    there = set(partners.values())
    return [(edit, partners[edit]) if edit in partners else (edit,) for edit in edits if edit not in there]


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
