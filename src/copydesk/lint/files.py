"""Which files are checked, and with which configuration each."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.errors import ConfigError, CopydeskError, SourceError
from copydesk.formats.detect import format_of
from copydesk.lint.config import Config

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

STDIN = "-"
STDIN_NAME = "<stdin>"


@dataclass(frozen=True, slots=True)
class Target:
    """A file to check: its path as it is shown, its configuration, and the format where that is settled.

    `data` is the content where it does not come from the path; `named` says whether the path is a file's name at all.
    """

    path: str
    config: Config
    format: str | None = None
    data: bytes | None = None
    named: bool = True


class Configs:
    """The configuration of each folder: the nearest file upwards, or one `fixed` for all.

    `adjust` is what the command line does to every configuration.
    """

    def __init__(self, fixed: Config | None = None, adjust: Callable[[Config], Config] = lambda config: config) -> None:
        self._adjust = adjust
        self._fixed = None if fixed is None else adjust(fixed)
        self._found: dict[Path, Config | ConfigError | None] = {}
        self._default: Config | None = None

    def of(self, folder: Path) -> Config:
        """The configuration for the files of a folder. Raises ConfigError; the same object for the same file."""
        if self._fixed is not None:
            return self._fixed
        folder = folder.absolute()
        for candidate in (folder, *folder.parents):
            found = self._inside(candidate)
            if isinstance(found, ConfigError):
                raise found
            if found is not None:
                return found
        if self._default is None:
            self._default = self._adjust(Config())
        return self._default

    def _inside(self, folder: Path) -> Config | ConfigError | None:
        if folder not in self._found:
            try:
                config = Config.inside(folder)
                self._found[folder] = None if config is None else self._adjust(config)
            except ConfigError as error:
                self._found[folder] = error
        return self._found[folder]


def discover(paths: Iterable[str], configs: Configs, format: str | None = None) -> Iterator[Target | CopydeskError]:
    """The files that the paths stand for, in order, each once, and errors for what cannot be looked at.

    A file that is named is always taken. A folder is walked: hidden caches, excluded and git-ignored files and files of
    unknown formats are left out, links to folders are not followed, and a file reached by several links is taken once.
    """
    seen: set[str] = set()
    reported: list[CopydeskError] = []
    for item in _candidates(paths, configs, format):
        if isinstance(item, Target):
            identity = os.path.realpath(item.path)
            if identity in seen:
                continue
            seen.add(identity)
        elif any(item is error for error in reported):
            continue  # the configuration of many folders is broken once
        else:
            reported.append(item)
        yield item


def format_for(config: Config, path: str) -> str | None:
    """The format that the configuration's `formats` give a path, the last match winning; None to detect it."""
    chosen = None
    for glob, name in config.formats:
        if _spec((glob,)).match_file(relative_to(config.root, path)):
            chosen = name
    return chosen


def ignored_codes(config: Config, path: str | None) -> tuple[str, ...]:
    """The selectors that `per-file-ignores` switch off for a path."""
    if path is None or not config.per_file_ignores:
        return ()
    name = relative_to(config.root, path)
    return tuple(code for glob, codes in config.per_file_ignores if _spec((glob,)).match_file(name) for code in codes)


def relative_to(root: Path, path: str | os.PathLike[str]) -> str:
    """A path as globs see it: from `root`, with forward slashes; a file elsewhere goes by its name."""
    whole = Path(path).absolute()
    if ".." in whole.parts:
        whole = Path(os.path.normpath(whole))
    try:
        return whole.relative_to(root).as_posix()
    except ValueError:
        return whole.name


def _candidates(paths: Iterable[str], configs: Configs, format: str | None) -> Iterator[Target | CopydeskError]:
    for name in paths:
        path = Path(name)
        try:
            if path.is_dir():
                yield from _walk(name, configs, format)
            else:
                config = configs.of(path.parent)
                yield Target(name, config, format or format_for(config, name))
        except CopydeskError as error:
            yield error


def _walk(top: str, configs: Configs, format: str | None) -> Iterator[Target | CopydeskError]:
    """The files below a folder in the order of their paths."""
    root = Path(top).absolute()
    stack: list[tuple[str, bool, _Ignored]] = [(top, True, _Ignored.above(root))]
    while stack:
        path, is_folder, ignored = stack.pop()
        if not is_folder:
            try:
                config = configs.of(Path(path).parent)
                chosen = format or format_for(config, path)
                if chosen or format_of(path):
                    yield Target(path, config, chosen)
            except CopydeskError as error:
                yield error
            continue
        try:
            config = configs.of(Path(path))
            with os.scandir(path) as scan:
                entries = sorted(scan, key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            yield SourceError(f"cannot be looked into: {error.strerror or error}", path=path)
            continue
        except CopydeskError as error:
            yield error
            continue
        inner = ignored.into(Path(path).absolute()) if config.respect_gitignore else ignored
        for entry in entries:
            child = entry.name if path == "." else str(Path(path) / entry.name)
            folder = entry.is_dir(follow_symlinks=False)
            if not folder and not Path(child).is_file():  # a link to a folder, a link in a circle, a pipe
                continue
            if entry.name.startswith("~$"):  # what Word puts beside a document that is open
                continue
            if _excluded(config, child, entry.name, folder):
                continue
            if config.respect_gitignore and inner.hides(Path(child).absolute(), folder):
                continue
            stack.append((child, folder, inner))


def _excluded(config: Config, path: str, name: str, folder: bool) -> bool:
    plain = {glob for glob in config.exclude if not set(glob) & set("*?[/!\\")}
    if name in plain:
        return True
    globs = (*(glob for glob in config.exclude if glob not in plain), *config.extend_exclude)
    return bool(globs) and _spec(globs).match_file(relative_to(config.root, path) + "/" * folder)


@dataclass(frozen=True)
class _Ignored:
    """The .gitignore files that hold in a folder, the outermost first: each folder with its file's path."""

    files: tuple[tuple[Path, Path], ...] = ()

    @classmethod
    def above(cls, root: Path) -> _Ignored:
        """Those of the repository around a folder; none when the folder itself is ignored, as it was asked for."""
        folders = []
        for folder in root.parents:
            folders.append(folder)
            if (folder / ".git").exists():
                break
        else:
            return cls()
        if (root / ".git").exists():
            return cls()
        found = cls()
        for folder in reversed(folders):
            found = found.into(folder)
        return cls() if found.hides(root, True) else found

    def into(self, folder: Path) -> _Ignored:
        """What holds in a folder inside."""
        added = [folder / ".git" / "info" / "exclude", folder / ".gitignore"]
        present = tuple((folder, file) for file in added if file.is_file())
        return _Ignored(self.files + present) if present else self

    @cached_property
    def specs(self) -> tuple[tuple[Path, GitIgnoreSpec], ...]:
        """The patterns, the innermost first."""
        read = []
        for folder, file in reversed(self.files):
            try:
                read.append((folder, _spec(tuple(file.read_text("utf-8", "surrogateescape").splitlines()))))
            except OSError:
                continue  # git, too, goes on without a file that it cannot read
        return tuple(read)

    def hides(self, path: Path, folder: bool) -> bool:
        for base, spec in self.specs:
            verdict = spec.check_file(path.relative_to(base).as_posix() + "/" * folder).include
            if verdict is not None:
                return verdict
        return False


_specs: dict[tuple[str, ...], GitIgnoreSpec] = {}


def _spec(globs: tuple[str, ...]) -> GitIgnoreSpec:
    if globs not in _specs:
        from pathspec import GitIgnoreSpec

        try:
            _specs[globs] = GitIgnoreSpec.from_lines(globs)
        except ValueError as error:
            raise ConfigError(f"a glob is not understood: {error}") from None
    return _specs[globs]
