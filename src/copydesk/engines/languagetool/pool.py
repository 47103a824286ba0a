"""Doing several things at once, within a limit, so that nothing is left to wait for when the program is interrupted."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def in_parallel(tasks: Sequence[Callable[[], T]], gate: threading.Semaphore) -> list[T]:
    """The results of the tasks, in their order; at most as many run at a time as the gate lets through.

    The first exception is raised, and tasks that have not begun by then do not. The threads are daemons: the
    interpreter does not wait for them when it ends, as it does for those of a ThreadPoolExecutor.
    """
    results: dict[int, T] = {}
    errors: list[BaseException] = []

    def work(index: int) -> None:
        with gate:
            if errors:
                return
            try:
                results[index] = tasks[index]()
            except BaseException as error:
                errors.append(error)

    if len(tasks) == 1:
        work(0)
    else:
        threads = [
            threading.Thread(target=work, args=(index,), name="languagetool-check", daemon=True)
            for index in range(len(tasks))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    if errors:
        raise errors[0]
    return [results[index] for index in range(len(tasks))]
