"""How far a long piece of work is, for whoever waits for it: told by those who do it, without knowing to whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")
Listener = Callable[[float], object]

_listener: ContextVar[Listener | None] = ContextVar("progress", default=None)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Tell a listener how much of what happens inside is done, as a fraction; in this thread only."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


@contextmanager
def stage(start: float, end: float) -> Iterator[None]:
    """What happens inside is this part of the whole, as fractions of it."""
    whole = _listener.get()
    if whole is None:
        yield
        return
    with listening(lambda done: whole(start + (end - start) * done)):
        yield
    whole(end)


def each(items: Sequence[T]) -> Iterator[T]:
    """The items one after the other; what is done with each is as large a part of the stage as with any other."""
    for number, one in enumerate(items):
        with stage(number / len(items), (number + 1) / len(items)):
            yield one


def report(done: float) -> None:
    """Tell that so much of the stage is done."""
    if (listener := _listener.get()) is not None:
        listener(done)
