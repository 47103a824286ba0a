"""The decisions of a whole review: the file that keeps them, what is taken up from it, and when it is saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from copydesk.errors import CopydeskError
from copydesk.lint.config import Config
from copydesk.review.files import ReviewedFile
from copydesk.review.memory import Memory
from copydesk.review.store import FILE_NAME, DecisionFile


class Keeping:
    """Keeps the decisions of every file, in one file of decisions or in that beside the settings of each.

    `warn` is told what could not be saved, and what is wrong with a file of decisions.
    """

    def __init__(self, path: Path | None, warn: Callable[[str], object]) -> None:
        self._path, self._warn = path, warn
        self._stores: dict[Path, DecisionFile] = {}
        self._disputes: list[str] = []
        self._memories: dict[int, Memory] = {}
        self._found: dict[int, tuple[Memory, int] | CopydeskError] = {}

    def look_up(self, file: ReviewedFile, config: Config) -> None:
        """Take up the decisions of earlier reviews. It may take as long as checks of the file do."""
        try:
            memory = Memory(self._store(config), file.path, file.session)
            self._found[id(file)] = memory, memory.take_up()
        except CopydeskError as error:
            self._found[id(file)] = error

    def begin(self, file: ReviewedFile) -> int:
        """Save the decisions on a file that was looked up from now on; how many of earlier reviews it has.

        Raises ConfigError where they could not be read.
        """
        found = self._found.pop(id(file))
        while self._disputes:
            self._warn(self._disputes.pop(0))
        if isinstance(found, CopydeskError):
            raise found
        memory, count = found
        self._memories[id(file)] = memory
        file.save = lambda: self._save(memory)
        return count + memory.take_up(checks=0)  # with what was decided since, where the file is open already

    def settle(self, file: ReviewedFile) -> None:
        """The corrections are in the file. Raises SourceError."""
        if memory := self._memories.get(id(file)):
            memory.settle()

    def drop(self, file: ReviewedFile) -> None:
        self._memories.pop(id(file), None)

    def places(self) -> Iterator[Path]:
        """The files of decisions that are there and have some."""
        return (store.path for store in self._stores.values() if len(store) and store.path.exists())

    def _store(self, config: Config) -> DecisionFile:
        path = self._path or config.root / FILE_NAME
        if path not in self._stores:
            self._stores[path] = DecisionFile(path)
            self._disputes += self._stores[path].disputes
        return self._stores[path]

    def _save(self, memory: Memory) -> None:
        try:
            memory.save()
        except CopydeskError as error:
            self._warn(str(error))
