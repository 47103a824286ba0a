"""What check, diff, fix and review do alike: settle the files and settings, run over them, report errors."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from copydesk.cli.console import Console
from copydesk.errors import ConfigError, CopydeskError
from copydesk.lint.config import Config
from copydesk.lint.engines import with_engines
from copydesk.lint.files import STDIN, STDIN_NAME, Configs, Target, discover, format_for
from copydesk.lint.linter import LintResult
from copydesk.lint.run import Outcome, Task, run

if TYPE_CHECKING:
    from copydesk.review.rejections import Rejections

T = TypeVar("T")

CLEAN, FOUND, FAILED = 0, 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The options of the command line that `run_options` adds."""

    paths: tuple[str, ...] = ()
    config: Path | None = None
    isolated: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    min_severity: str | None = None
    min_confidence: str | None = None
    dialect: str | None = None
    engine: tuple[str, ...] = ()
    lt_url: str | None = None
    lt_keep: bool = False
    lt_public: bool = False
    language: str | None = None
    stdin_filename: str | None = None
    format_: str | None = None
    encoding: str | None = None
    jobs: int | None = None
    unused_ignores: bool = False
    respect_decisions: bool | None = None
    decisions: Path | None = None


class Session:
    """One run of a command: its options, its console, and whether something failed on the way."""

    def __init__(self, options: Options, console: Console | None = None) -> None:
        self.options = options
        self.console = console or Console()
        self.failed = False
        self.configs = Configs(fixed_config(options.config, options.isolated), self._adjusted)

    def targets(self, output: Path | None = None) -> list[Target]:
        """The files of the command line; what cannot be looked at is reported.

        `output` is a file to be written. In a folder it is passed over; raises ConfigError where it is named as input.
        """
        named = self.options.paths or (".",)
        found: list[Target] = []
        for item in self._discovered(named):
            if isinstance(item, CopydeskError):
                self.fail(item)
            elif output is None or item.data is not None or not same_file(item.path, output):
                found.append(item)
            elif item.path in self.options.paths:
                raise ConfigError("is both to be checked and to be overwritten with the output", path=output)
        if not found and not self.failed:
            self.console.warning(f"no files to check in {', '.join(named)}")
        return found

    def veto(self, targets: Iterable[Target]) -> Rejections | None:
        """What keeps rejected findings away; None where no file asks for that."""
        respecting = [target for target in targets if target.config.respect_decisions]
        if not respecting:
            return None
        if not all(target.named for target in respecting):
            self.console.warning("decisions are kept by file, so --stdin-filename has to say which file this text is")
        from copydesk.review.rejections import Rejections

        return Rejections(self.options.decisions)

    def outcomes(self, targets: list[Target], task: Task[T]) -> Iterator[Outcome[T]]:
        """The outcomes that have a value, in the order of the files; errors are reported as they come."""
        self.console.start(len(targets))
        for outcome in run(targets, task, self.options.jobs):
            if outcome.error is not None:
                self.fail(outcome.error)
            else:
                yield outcome
            self.console.advance()

    def report(self, result: LintResult) -> None:
        """Say what went wrong in the checking of a file."""
        for warning in result.warnings:
            self.console.warning(warning)
        for failure in result.failures:
            self.failed = True
            self.console.error(failure)

    def fail(self, error: CopydeskError) -> None:
        """Report an error; the run goes on, and ends with status 2."""
        self.failed = True
        self.console.error(str(error))
        if os.environ.get("COPYDESK_DEBUG"):
            for note in getattr(error, "__notes__", ()):
                self.console.note(note)

    def leave(self, found: bool) -> int:
        """The exit status."""
        return FAILED if self.failed else FOUND if found else CLEAN

    def first_config(self, targets: list[Target]) -> Config:
        """The configuration that speaks for the whole run: that of the first file."""
        try:
            return targets[0].config if targets else self.configs.of(Path.cwd())
        except ConfigError as error:
            self.fail(error)
            return Config()

    def _discovered(self, named: Iterable[str]) -> Iterator[Target | CopydeskError]:
        files: list[str] = []
        for name in named:
            if name != STDIN:
                files.append(name)
                continue
            yield from discover(files, self.configs, self.options.format_)
            files = []
            try:
                yield self._stdin()
            except CopydeskError as error:
                yield error
        yield from discover(files, self.configs, self.options.format_)

    def _stdin(self) -> Target:
        name = self.options.stdin_filename
        config = self.configs.of(Path(name).parent if name else Path.cwd())
        chosen = self.options.format_ or (format_for(config, name) if name else None)
        return Target(name or STDIN_NAME, config, chosen, sys.stdin.buffer.read(), named=name is not None)

    @property
    def _respect_decisions(self) -> bool | None:
        asked = self.options.respect_decisions
        return True if asked is None and self.options.decisions is not None else asked

    def _adjusted(self, config: Config) -> Config:
        options = self.options
        if options.select:
            config = config.merged(select=options.select, ignore=(), extend_select=())
        config = with_engines(
            config,
            options.engine,
            url=options.lt_url,
            keep=options.lt_keep or None,
            public=options.lt_public or None,
            language=options.language,
        )
        return config.merged(
            ignore=(*config.ignore, *options.ignore),
            extend_select=(*config.extend_select, *options.extend_select),
            min_severity=options.min_severity,
            min_confidence=options.min_confidence,
            dialect=options.dialect,
            encoding=options.encoding,
            unused_ignores=options.unused_ignores or None,
            respect_decisions=self._respect_decisions,
        )


def same_file(path: str, other: Path) -> bool:
    try:
        return other.samefile(path)
    except OSError:  # one of them is not there
        return False


def fixed_config(path: Path | None, isolated: bool) -> Config | None:
    """The configuration that --config or --isolated settle for all files, if they do. Raises ConfigError."""
    if path is not None and isolated:
        raise ConfigError("--config and --isolated exclude each other")
    if path is not None:
        return Config.read(path)
    return Config() if isolated else None
