"""One review from its first file to its end, whatever front shows it: opening, keeping decisions, writing or not."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from copydesk.errors import CopydeskError, SourceError
from copydesk.lint.config import Config
from copydesk.lint.files import Target
from copydesk.lint.linter import Linter, LintResult
from copydesk.lint.paths import display_path, patch_path
from copydesk.lint.run import Outcome, work
from copydesk.reports.cells import shown
from copydesk.reports.summary import plural
from copydesk.review.files import (
    ReviewedFile,
    Written,
    add_words,
    is_read_only,
    open_file,
    open_patched,
    rescue,
    write_files,
    write_patch,
)
from copydesk.review.keeping import Keeping
from copydesk.review.patches import Patch
from copydesk.text.collector import collect_rarely

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
    `tracked`: what was accepted is written as tracked changes, into Word documents.
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
        tracked: bool = False,
    ) -> None:
        self.voice = voice
        self.files: list[ReviewedFile] = []
        self.waiting = list(targets)
        self.output, self._proposed, self._tracked = output, proposed, tracked
        self._keeping = Keeping(decisions, lambda message: self.voice.warning(message)) if keep else None
        self._configs: dict[int, Config] = {}
        self._closed = _Closed()
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
        return self.admit(target, self.check(target))

    def check(self, target: Target) -> Outcome[ReviewedFile]:
        """The slow half of opening a file, which changes nothing in the others; never in two threads at once."""
        collect_rarely()
        task = open_file if self._proposed is None else partial(open_patched, patch=self._proposed)
        outcome = work(target, task, self._linters)
        if self._keeping and outcome.value is not None:
            self._keeping.look_up(outcome.value, target.config)
        return outcome

    def admit(self, target: Target, outcome: Outcome[ReviewedFile]) -> ReviewedFile | None:
        """Take a checked file into the review, with its earlier decisions; None, and reported, where it failed."""
        if outcome.error is not None or outcome.value is None:
            assert outcome.error is not None
            self.voice.fail(outcome.error)
            return None
        collect_rarely()
        file = outcome.value
        file.patch_path = patch_path(target.path)
        self.voice.report(file.result)
        if self.output is None and is_read_only(target.path):
            self.voice.warning(f"{target.path} is read-only: the corrections will go to a file beside it")
        if self._keeping:
            with self._errors_reported():
                if count := self._keeping.begin(file):
                    self.voice.out(f"{shown(file.path)}: {plural(count, 'decision')} of an earlier review taken up.\n")
        self.files.append(file)
        self._configs[id(file)] = target.config
        return file

    def drop(self, file: ReviewedFile) -> None:
        """Let go of a file that was written or is to be opened anew; what it ignores holds for the others still."""
        self._closed.words |= dict.fromkeys(file.session.vocabulary)
        self._closed.rules |= dict.fromkeys(file.session.ignored_rules)
        self.files.remove(file)
        if self._keeping:
            self._keeping.drop(file)
        if vocabulary := self._configs.pop(id(file)).vocabulary:
            self._closed.vocabulary = self._closed.vocabulary or vocabulary[0]

    def take_over(self, file: ReviewedFile) -> None:
        """Ignore in a file the rules that are ignored in the others, and take their words as spelt right."""
        session, fresh = file.session, not file.session.can_undo
        rules = (code for one in self.files for code in one.session.ignored_rules)
        for code in dict.fromkeys((*self._closed.rules, *rules)):
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
        words = (word for file in self.files for word in file.session.vocabulary)
        return list(dict.fromkeys((*self._closed.words, *words)))

    # The end

    def interrupted(self) -> None:
        """Say what was decided, and that nothing was written. Without decisions kept, corrections go to a patch."""
        decided = [file for file in self.files if file.session.decisions()]
        for file in decided:
            self.voice.out(f"{shown(file.path)}: {tally(file)}; nothing was written, the file is as it was.\n")
        if not decided:
            self.voice.out("Nothing was decided, nothing was written.\n")
        for place in self._keeping.places() if self._keeping and decided else ():
            self.voice.out(f"The decisions are kept in {display_path(place)}; the next review takes them up.\n")
        if not self._keeping:
            for file in self.files:
                if file.session.edits() and (beside := rescue(file)):
                    message = f"{shown(file.path)}: the accepted corrections are kept in {display_path(beside)}.\n"
                    self.voice.out(message)

    def leave(self) -> int:
        """Write what was accepted; the exit status."""
        voice = self.voice
        self.write()
        if not self.files and not voice.failed:
            voice.out("Nothing to review.\n")
        elif not any(file.session.proposals() for file in self.files) and not voice.failed:
            voice.out(f"Nothing to review in {plural(len(self.files), 'file')}.\n")
        return FAILED if voice.failed else SUCCEEDED

    def write(self) -> list[Written]:
        """Write what was accepted, and the new words: what became of each file with corrections, said aloud as well.

        A file that was written is not the one that was checked any more: drop it before going on.
        """
        with self._errors_reported():
            self._add_words()
        changed = [file for file in self.files if file.session.edits()]
        for file in self.files:
            if file not in changed and file.session.proposals():
                self.voice.out(f"{shown(file.path)}: {tally(file)}; the file is as it was.\n")
        if self.output is None:
            outcomes = write_files(changed, tracked=self._tracked)
        else:
            outcomes = self._write_patch(changed, self.output)
        for written in outcomes:
            self._report(written)
        return outcomes

    def _write_patch(self, changed: list[ReviewedFile], output: Path) -> list[Written]:
        if not changed:
            self.voice.out(f"{output} was not written: nothing was accepted.\n")
            return []
        try:
            write_patch(changed, output)
        except SourceError as error:
            return [Written(file, error, output=output) for file in changed]
        self.voice.out(f"{output}: the patch of {plural(len(changed), 'file')}; they are as they were.\n")
        return [Written(file, output=output) for file in changed]

    def _report(self, written: Written) -> None:
        if written.error is not None:
            self.voice.fail(written.error)
        if written.output is not None:
            return
        if written.error is None:
            self.voice.out(f"{shown(written.file.path)}: {tally(written.file)}; written.\n")
            if self._keeping:
                with self._errors_reported():
                    self._keeping.settle(written.file)
        elif written.rescued:
            self.voice.note(f"The accepted corrections are kept in {display_path(written.rescued)}.")
        else:
            self.voice.note("The accepted corrections could not be saved anywhere; here they are:")
            self.voice.out_bytes(written.file.patch)

    def _add_words(self) -> None:
        words = [word for word in self.words if word not in self._closed.written]
        if not words:
            return
        configs = self._configs.values()
        vocabulary = next((config.vocabulary[0] for config in configs if config.vocabulary), self._closed.vocabulary)
        if vocabulary is None:
            self.voice.warning(
                f"no vocabulary file is set, so the new words counted for this review only: {', '.join(words)}"
            )
        else:
            add_words(Path(vocabulary), words)
            self.voice.out(f"{display_path(vocabulary)}: {plural(len(words), 'word')} added.\n")
        self._closed.written |= dict.fromkeys(words)

    @contextlib.contextmanager
    def _errors_reported(self) -> Iterator[None]:
        try:
            yield
        except CopydeskError as error:
            self.voice.fail(error)


@dataclass
class _Closed:
    """What a review keeps of the files that it let go of, and the words that are in the vocabulary file by now."""

    rules: dict[str, None] = field(default_factory=dict)
    words: dict[str, None] = field(default_factory=dict)
    written: dict[str, None] = field(default_factory=dict)
    vocabulary: str | None = None


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
