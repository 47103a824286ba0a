"""A thread for slow work: one piece after the other, while the page is served."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


class Worker:
    """Runs functions in a thread of its own, in order. The thread ends with the process, whatever it is doing."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._jobs: queue.SimpleQueue[tuple[Callable[[], Any], asyncio.Future[Any] | None]] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def run(self, job: Callable[[], T]) -> asyncio.Future[T]:
        """The outcome of a function that is called in the thread once those before it are done."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, daemon=True, name=f"copydesk-{self._name}")
            self._thread.start()
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._jobs.put((job, future))
        return future

    def rest(self) -> None:
        """Wait until all that was to be done is done."""
        if self._thread is not None:
            done = threading.Event()
            self._jobs.put((done.set, None))
            done.wait()

    def _work(self) -> None:
        while True:
            job, future = self._jobs.get()
            if future is None:
                job()
                continue
            loop = future.get_loop()
            try:
                result = job()
            except BaseException as error:
                _tell(loop, future, error=error)
            else:
                _tell(loop, future, result)


def _tell(
    loop: asyncio.AbstractEventLoop, future: asyncio.Future[Any], result: Any = None, error: BaseException | None = None
) -> None:
    def settle() -> None:
        if future.cancelled():
            return
        if error is None:
            future.set_result(result)
        else:
            future.set_exception(error)

    try:
        loop.call_soon_threadsafe(settle)
    except RuntimeError:  # the loop is closed: nobody waits any more
        return
