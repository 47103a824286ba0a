"""`copydesk review`: go through the proposals one by one."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import click

from copydesk.cli.diff import patch_path
from copydesk.cli.options import CONFIG_OPTIONS, ENGINE_OPTIONS, RULE_OPTIONS
from copydesk.cli.session import FAILED, Options, Session
from copydesk.errors import CopydeskError
from copydesk.lint.config import Config
from copydesk.lint.files import STDIN, Target
from copydesk.lint.linter import Linter
from copydesk.lint.run import work
from copydesk.reports.cells import shown
from copydesk.reports.summary import plural
from copydesk.review.files import ReviewedFile, add_words, open_file, open_patched, rescue, write_files, write_patch
from copydesk.review.keyboard import Keyboard, Stopped, signals_raise, signals_wait
from copydesk.review.patches import Patch
from copydesk.review.store import FILE_NAME, DecisionFile, Memory
from copydesk.review.terminal import LineMode

INTERRUPTED = 130


def _options(command: Any) -> Any:
    for option in reversed((*RULE_OPTIONS, *ENGINE_OPTIONS, *CONFIG_OPTIONS)):
        command = option(command)
    return command


@click.command(short_help="Go through the proposals one by one.")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH…]")
@click.option("--output", "-o", metavar="FILE", type=click.Path(path_type=Path), help="Write a patch, not the files.")
@click.option(
    "--from",
    "patch",
    metavar="PATCH",
    type=click.Path(path_type=Path),
    help="Review this unified diff of the files, not what copydesk finds.",
)
@click.option(
    "--decisions",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=f"Where decisions are kept ({FILE_NAME} in the folder of the settings).",
)
@click.option("--no-decisions", is_flag=True, help="Keep no decisions, and take none up.")
@_options
@click.option("--format", "format_", metavar="FORMAT", help="The format of the files, such as text or markdown.")
@click.option("--encoding", metavar="NAME", help="The encoding of files without a byte order mark (UTF-8).")
@click.pass_context
def review(
    ctx: click.Context,
    /,
    paths: tuple[str, ...],
    output: Path | None,
    patch: Path | None,
    decisions: Path | None,
    no_decisions: bool,
    **options: Any,
) -> None:
    """Show every proposal with its before and after, and ask what to do with it, as `git add -p` does.

    y accepts, n rejects, 1-9 chooses among alternatives, e lets you write your own, u undoes, q leaves; ? shows all
    keys. What was accepted is written on leaving. Ctrl-C leaves the files as they are; the decisions are kept, and the
    next review begins with them.
    """
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
        raise click.UsageError(
            "review asks questions and needs a terminal for it. Without one, `copydesk diff` shows the proposals and "
            "`copydesk fix` applies them."
        )
    if STDIN in paths:
        raise click.UsageError("review takes the answers from stdin, so the text has to come from a file.")
    if patch is not None and not paths:
        raise click.UsageError("--from needs the files that the patch is about.")
    run = _Run(Session(Options(paths=paths, **options)), output, decisions, not no_decisions)
    run.proposed = None if patch is None else Patch.read(patch)
    try:
        with Keyboard() as keys, signals_raise():
            run.ask(LineMode(keys, _write, run.session.console.style))
    except KeyboardInterrupt:
        _write("\n")
        ctx.exit(run.interrupted(INTERRUPTED))
    except Stopped as stopped:
        status = run.interrupted(stopped.status)
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.flush()
        for stream in (sys.__stdout__, sys.__stderr__):  # the terminal may be gone
            if stream is not None:
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        ctx.exit(status)
    with signals_wait() as noted:
        status = run.leave()
    ctx.exit(128 + noted[0] if noted else status)


def _write(text: str) -> None:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError:
        raise Stopped(1) from None


class _Run:
    """One run of the command: the files that were opened, and what happens to them in the end."""

    def __init__(self, session: Session, output: Path | None, decisions: Path | None, keep: bool) -> None:
        self.session, self.output, self.keep = session, output, keep
        self.proposed: Patch | None = None
        self.files: list[ReviewedFile] = []
        self._memories: dict[int, Memory] = {}
        self._path = decisions
        self._stores: dict[Path, DecisionFile] = {}
        self._configs: list[Config] = []
        self._words: list[str] = []

    def ask(self, mode: LineMode) -> None:
        """Take the files one after the other."""
        linters: dict[Config, Linter] = {}
        try:
            for target in self.session.targets():
                file = self._open(target, linters)
                if file is None or not file.session.proposals():
                    continue
                going_on = mode.review(file)
                mode.take_over()
                if not going_on:
                    break
        finally:
            self._words = mode.words
            for linter in linters.values():
                linter.close()

    def _open(self, target: Target, linters: dict[Config, Linter]) -> ReviewedFile | None:
        task = open_file if self.proposed is None else partial(open_patched, patch=self.proposed)
        outcome = work(target, task, linters)
        if outcome.error is not None or outcome.value is None:
            assert outcome.error is not None
            self.session.fail(outcome.error)
            return None
        file = outcome.value
        file.patch_path = patch_path(target.path)
        self.session.report(file.result)
        if self.output is None and _read_only(target.path):
            self.session.console.warning(f"{target.path} is read-only: the corrections will go to a patch beside it")
        self.files.append(file)
        self._configs.append(target.config)
        if self.keep:
            with _errors_reported(self.session):
                memory = self._memories[id(file)] = Memory(self._store(target.config), file.path, file.session)
                file.save = lambda: self._save(memory)
                if count := memory.take_up():
                    _write(f"{shown(file.path)}: {plural(count, 'decision')} of an earlier review taken up.\n")
        return file

    def _store(self, config: Config) -> DecisionFile:
        path = self._path or config.root / FILE_NAME
        if path not in self._stores:
            self._stores[path] = DecisionFile(path)
        return self._stores[path]

    def _save(self, memory: Memory) -> None:
        try:
            memory.save()
        except CopydeskError as error:
            self.session.console.warning(str(error))

    def interrupted(self, status: int) -> int:
        """Say what was decided, and that nothing was written."""
        with contextlib.suppress(OSError, Stopped):
            decided = [file for file in self.files if file.session.decisions()]
            for file in decided:
                _write(f"{shown(file.path)}: {_tally(file)}; nothing was written, the file is as it was.\n")
            if not decided:
                _write("Nothing was decided, nothing was written.\n")
            for store in self._stores.values():
                if decided and len(store):
                    _write(f"The decisions are kept in {_shown(store.path)}; the next review takes them up.\n")
        if not self.keep:
            for file in self.files:
                if file.session.edits() and (place := rescue(file)):
                    with contextlib.suppress(OSError, Stopped):
                        _write(f"{shown(file.path)}: the accepted corrections are kept in {_shown(place)}.\n")
        return status

    def leave(self) -> int:
        """Write what was accepted; the exit status."""
        console = self.session.console
        with _errors_reported(self.session):
            self._add_words()
        changed = [file for file in self.files if file.session.edits()]
        for file in self.files:
            if file not in changed and file.session.proposals():
                console.out(f"{shown(file.path)}: {_tally(file)}; the file is as it was.\n")
        if self.output is not None:
            with _errors_reported(self.session):
                if changed:
                    write_patch(changed, self.output)
                    console.out(f"{self.output}: the patch of {plural(len(changed), 'file')}; they are as they were.\n")
                else:
                    console.out(f"{self.output} was not written: nothing was accepted.\n")
        else:
            for written in write_files(changed):
                if written.error is None:
                    console.out(f"{shown(written.file.path)}: {_tally(written.file)}; written.\n")
                    if memory := self._memories.get(id(written.file)):
                        with _errors_reported(self.session):
                            memory.settle()
                    continue
                self.session.fail(written.error)
                if written.rescued:
                    console.note(f"The accepted corrections are kept in {_shown(written.rescued)}.")
                else:
                    console.note("The accepted corrections could not be saved anywhere; here they are:")
                    console.out_bytes(written.file.patch)
        if not self.files and not self.session.failed:
            console.out("Nothing to review.\n")
        elif not any(file.session.proposals() for file in self.files) and not self.session.failed:
            console.out(f"Nothing to review in {plural(len(self.files), 'file')}.\n")
        return FAILED if self.session.failed else 0

    def _add_words(self) -> None:
        if not self._words:
            return
        vocabulary = next((config.vocabulary[0] for config in self._configs if config.vocabulary), None)
        if vocabulary is None:
            self.session.console.warning(
                f"no vocabulary file is set, so the new words counted for this review only: {', '.join(self._words)}"
            )
            return
        add_words(Path(vocabulary), self._words)
        self.session.console.out(f"{_shown(Path(vocabulary))}: {plural(len(self._words), 'word')} added.\n")


def _read_only(path: str) -> bool:
    try:
        return not Path(path).stat().st_mode & 0o222
    except OSError:
        return False


@contextlib.contextmanager
def _errors_reported(session: Session) -> Iterator[None]:
    try:
        yield
    except CopydeskError as error:
        session.fail(error)


def _tally(file: ReviewedFile) -> str:
    progress = file.session.progress()
    parts = [f"{progress.accepted} accepted", f"{progress.rejected} rejected"]
    parts += [
        f"{number} {name}" for number, name in ((progress.skipped, "skipped"), (progress.ignored, "ignored")) if number
    ]
    if left := progress.total - progress.done:
        parts.append(f"{left} undecided")
    return ", ".join(parts)


def _shown(path: Path) -> str:
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative
