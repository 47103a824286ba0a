"""Undo and redo: actions as records of what was done and how it is taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

ABSENT: Any = object()
Deed = Callable[[], object]


@dataclass(slots=True)
class Step:
    """One undoable action; `place` is the proposal it was about."""

    name: str
    place: int | None
    deeds: list[tuple[Deed, Deed]] = field(default_factory=list)  # (do, take back), in order

    def take_back(self) -> None:
        for _, back in reversed(self.deeds):
            back()

    def do_again(self) -> None:
        for do, _ in self.deeds:
            do()


class History:
    """Everything that is to be undone goes through `do` or `put`, inside an `action`."""

    def __init__(self) -> None:
        self.done: list[Step] = []
        self.undone: list[Step] = []
        self._step: Step | None = None

    @contextmanager
    def action(self, name: str, place: int | None) -> Iterator[None]:
        """What happens inside is one step; an exception takes all of it back."""
        step = self._step = Step(name, place)
        try:
            yield
        except BaseException:
            step.take_back()
            raise
        finally:
            self._step = None
        if step.deeds:
            self.done.append(step)
            self.undone.clear()

    @contextmanager
    def trial(self) -> Iterator[None]:
        """What happens inside is taken back at the end."""
        step = self._step = Step("trial", None)
        try:
            yield
        finally:
            self._step = None
            step.take_back()

    @contextmanager
    def afterwards(self) -> Iterator[None]:
        """What happens inside belongs to the last step, and ends what could be redone."""
        deeds = self.done[-1].deeds if self.done else []
        step = self._step = Step("afterwards", None)
        try:
            yield
        except BaseException:
            step.take_back()
            raise
        finally:
            self._step = None
        if step.deeds:
            deeds.extend(step.deeds)
            self.undone.clear()

    def do(self, deed: Deed, back: Deed) -> None:
        deed()
        if self._step is not None:
            self._step.deeds.append((deed, back))

    def put(self, table: MutableMapping[Any, Any], key: Any, value: Any) -> None:
        """Set a table's entry, or remove it where the value is ABSENT."""
        before = table.get(key, ABSENT)
        if before is value or before == value:
            return
        self.do(lambda: _set(table, key, value), lambda: _set(table, key, before))

    def undo(self) -> Step | None:
        if not self.done:
            return None
        step = self.done.pop()
        step.take_back()
        self.undone.append(step)
        return step

    def redo(self) -> Step | None:
        if not self.undone:
            return None
        step = self.undone.pop()
        step.do_again()
        self.done.append(step)
        return step

    def forget(self) -> None:
        self.done.clear()
        self.undone.clear()


def _set(table: MutableMapping[Any, Any], key: Any, value: Any) -> None:
    if value is ABSENT:
        table.pop(key, None)
    else:
        table[key] = value
