"""Undo and redo: actions as records of what was put where, and what was there before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

ABSENT: Any = object()


class Table(Protocol):
    """What entries are put into: a dictionary, or what can be filled like one."""

    def get(self, key: Any, default: Any = None, /) -> Any: ...

    def pop(self, key: Any, default: Any = None, /) -> Any: ...

    def __setitem__(self, key: Any, value: Any, /) -> None: ...


class Deed(NamedTuple):
    """An entry of a table that was put, or removed where `after` is ABSENT."""

    table: Table
    key: Any
    before: Any
    after: Any


@dataclass(slots=True)
class Step:
    """One undoable action; `place` is the proposal it was about."""

    name: str
    place: int | None
    deeds: list[Deed] = field(default_factory=list)  # in order

    def take_back(self) -> None:
        for table, key, before, _ in reversed(self.deeds):
            _set(table, key, before)

    def do_again(self) -> None:
        for table, key, _, after in self.deeds:
            _set(table, key, after)


class History:
    """Everything that is to be undone goes through `put`, inside an `action`."""

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

    def put(self, table: Table, key: Any, value: Any) -> None:
        """Set a table's entry, or remove it where the value is ABSENT."""
        before = table.get(key, ABSENT)
        if before is value or before == value:
            return
        _set(table, key, value)
        if self._step is not None:
            self._step.deeds.append(Deed(table, key, before, value))

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

    def outline(self) -> History:
        """The names of the steps, without what was done in them."""
        made = History()
        made.done = [Step(step.name, step.place) for step in self.done]
        made.undone = [Step(step.name, step.place) for step in self.undone]
        return made

    def forget(self) -> None:
        self.done.clear()
        self.undone.clear()


def _set(table: Table, key: Any, value: Any) -> None:
    if value is ABSENT:
        table.pop(key, None)
    else:
        table[key] = value
