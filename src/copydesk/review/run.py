"""One review from its first file to its end, whatever front shows it: opening, keeping decisions, writing or not."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from copydesk.errors import CopydeskError
from copydesk.lint.config import Config
from copydesk.lint.files import Target
from copydesk.lint.linter import Linter, LintResult
from copydesk.lint.paths import patch_path
from copydesk.lint.run import work
from copydesk.reports.cells import shown
from copydesk.reports.summary import plural
from copydesk.review.files import ReviewedFile, add_words, open_file, open_patched, rescue, write_files, write_patch
from copydesk.review.patches import Patch
from copydesk.review.store import FILE_NAME, DecisionFile, Memory

SUCCEEDED, FAILED = 0, 2


class Voice(Protocol):
    """Where a review says what happened. Text ends its lines itself, the others are one message each."""

    @property
    def failed(self) -> bool:
        """Whether an error was reported."""
        ...

    def out(self, text: str) -> None: ...

    def out_bytes(self, data: bytes) -> None: ...

    def note(self, message: str) -> None: ...

    def warning(self, message: str) -> None: ...

    def fail(self, error: CopydeskError) -> None:
        """Report an error; the review goes on, and ends with status 2."""
        ...

    def report(self, result: LintResult) -> None:
        """Say what went wrong in the check of a file."""
        ...


class Review:
    """The files of a review and their decisions. A context manager: on leaving it, the engines are given back.

    `output` names one patch to write in place of the files, `decisions` the file of decisions where it is not that
    beside the settings; without `keep` there is none. With `proposed` the patch's changes are reviewed, not findings.
    """

    def __init__(
        self,
        targets: Iterable[Target],
        voice: Voice,
        *,
        output: Path | None = None,
        decisions: Path | None = None,
        keep: bool = True,
        proposed: Patch | None = None,
    ) -> None:
        self.voice = voice
        self.files: list[ReviewedFile] = []
        self.waiting = list(targets)
        self._output, self._keep, self._proposed = output, keep, proposed
        self._decisions = decisions
        self._memories: dict[int, Memory] = {}
        self._stores: dict[Path, DecisionFile] = {}
        self._configs: list[Config] = []
        self._linters: dict[Config, Linter] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for linter in self._linters.values():
            linter.close()

    # The files

    def open_next(self) -> ReviewedFile | None:
        """Check files until one has proposals, with its earlier decisions taken up; None when no file is left.

        Files that cannot be checked are reported and passed over.
        """
        while self.waiting:
            file = self._open(self.waiting.pop(0))
            if file is not None and file.session.proposals():
                return file
        return None

    def _open(self, target: Target) -> ReviewedFile | None:
        task = open_file if self._proposed is None else partial(open_patched, patch=self._proposed)
        outcome = work(target, task, self._linters)
        if outcome.error is not None or outcome.value is None:
            assert outcome.error is not None
            self.voice.fail(outcome.error)
            return None
        file = outcome.value
        file.patch_path = patch_path(target.path)
        self.voice.report(file.result)
        if self._output is None and _read_only(target.path):
            self.voice.warning(f"{target.path} is read-only: the corrections will go to a patch beside it")
        if self._keep:
            with self._errors_reported():
                memory = self._memories[id(file)] = Memory(self._store(target.config), file.path, file.session)
                file.save = lambda: self._save(memory)
                if count := memory.take_up():
                    self.voice.out(f"{shown(file.path)}: {plural(count, 'decision')} of an earlier review taken up.\n")
        self.files.append(file)
        self._configs.append(target.config)
        return file

    def take_over(self, file: ReviewedFile) -> None:
        """Ignore in a file the rules that are ignored in the others, and take their words as spelt right."""
        session, fresh = file.session, not file.session.can_undo
        for code in dict.fromkeys(code for one in self.files for code in one.session.ignored_rules):
            if code not in session.ignored_rules:
                session.ignore_rule(code)
        for word in self.words:
            if word not in session.vocabulary:
                session.add_to_vocabulary(word)
        if fresh:
            session.forget_history()

    @property
    def words(self) -> list[str]:
        """The words that were added to the vocabulary."""
        return list(dict.fromkeys(word for file in self.files for word in file.session.vocabulary))

    def _store(self, config: Config) -> DecisionFile:
        path = self._decisions or config.root / FILE_NAME
        if path not in self._stores:
            self._stores[path] = DecisionFile(path)
        return self._stores[path]

    def _save(self, memory: Memory) -> None:
        try:
            memory.save()
        except CopydeskError as error:
            self.voice.warning(str(error))

    # The end

    def interrupted(self) -> None:
        """Say what was decided, and that nothing was written. Without decisions kept, corrections go to a patch."""
        decided = [file for file in self.files if file.session.decisions()]
        for file in decided:
            self.voice.out(f"{shown(file.path)}: {tally(file)}; nothing was written, the file is as it was.\n")
        if not decided:
            self.voice.out("Nothing was decided, nothing was written.\n")
        for store in self._stores.values():
            if decided and len(store):
                self.voice.out(f"The decisions are kept in {_from_here(store.path)}; the next review takes them up.\n")
        if not self._keep:
            for file in self.files:
                if file.session.edits() and (place := rescue(file)):
                    message = f"{shown(file.path)}: the accepted corrections are kept in {_from_here(place)}.\n"
                    self.voice.out(message)

    def leave(self) -> int:
        """Write what was accepted; the exit status."""
        voice = self.voice
        with self._errors_reported():
            self._add_words()
        changed = [file for file in self.files if file.session.edits()]
        for file in self.files:
            if file not in changed and file.session.proposals():
                voice.out(f"{shown(file.path)}: {tally(file)}; the file is as it was.\n")
        if self._output is not None:
            with self._errors_reported():
                if changed:
                    write_patch(changed, self._output)
                    voice.out(f"{self._output}: the patch of {plural(len(changed), 'file')}; they are as they were.\n")
                else:
                    voice.out(f"{self._output} was not written: nothing was accepted.\n")
        else:
            self._write(changed)
        if not self.files and not voice.failed:
            voice.out("Nothing to review.\n")
        elif not any(file.session.proposals() for file in self.files) and not voice.failed:
            voice.out(f"Nothing to review in {plural(len(self.files), 'file')}.\n")
        return FAILED if voice.failed else SUCCEEDED

    def _write(self, changed: Iterable[ReviewedFile]) -> None:
        for written in write_files(changed):
            if written.error is None:
                self.voice.out(f"{shown(written.file.path)}: {tally(written.file)}; written.\n")
                if memory := self._memories.get(id(written.file)):
                    with self._errors_reported():
                        memory.settle()
                continue
            self.voice.fail(written.error)
            if written.rescued:
                self.voice.note(f"The accepted corrections are kept in {_from_here(written.rescued)}.")
            else:
                self.voice.note("The accepted corrections could not be saved anywhere; here they are:")
                self.voice.out_bytes(written.file.patch)

    def _add_words(self) -> None:
        if not (words := self.words):
            return
        vocabulary = next((config.vocabulary[0] for config in self._configs if config.vocabulary), None)
        if vocabulary is None:
            self.voice.warning(
                f"no vocabulary file is set, so the new words counted for this review only: {', '.join(words)}"
            )
            return
        add_words(Path(vocabulary), words)
        self.voice.out(f"{_from_here(Path(vocabulary))}: {plural(len(words), 'word')} added.\n")

    @contextlib.contextmanager
    def _errors_reported(self) -> Iterator[None]:
        try:
            yield
        except CopydeskError as error:
            self.voice.fail(error)


def tally(file: ReviewedFile) -> str:
    """“3 accepted, 1 rejected, 2 undecided”."""
    progress = file.session.progress()
    parts = [f"{progress.accepted} accepted", f"{progress.rejected} rejected"]
    parts += [
        f"{number} {name}" for number, name in ((progress.skipped, "skipped"), (progress.ignored, "ignored")) if number
    ]
    if left := progress.total - progress.done:
        parts.append(f"{left} undecided")
    return ", ".join(parts)


def _read_only(path: str) -> bool:
    try:
        return not Path(path).stat().st_mode & 0o222
    except OSError:
        return False


def _from_here(path: Path) -> str:
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative
