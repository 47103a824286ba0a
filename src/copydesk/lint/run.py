"""Many files at once: the same work for each, on one core or several, with the results in order."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from copydesk.errors import CopydeskError
from copydesk.formats.document import Document
from copydesk.lint.config import Config
from copydesk.lint.engines import LANGUAGETOOL, one_server
from copydesk.lint.files import Target
from copydesk.lint.linter import Linter
from copydesk.text.source import read_file

T = TypeVar("T")
Task = Callable[[Document, Linter], T]

BYTES_PER_JOB = 400_000  # starting a process pays off from about here
AHEAD = 4  # files in work for each process: enough to keep it busy, few enough to hold in memory


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What became of a file: the value of the task, or the error that kept it from one."""

    target: Target
    value: T | None = None
    error: CopydeskError | None = None


def run(targets: Sequence[Target], task: Task[T], jobs: int | None = None) -> Iterator[Outcome[T]]:
    """Load and work on every file. The outcomes come in the order of the targets, whatever the number of processes.

    `jobs` None picks the number by the amount of text. `task` has to be picklable.
    """
    jobs = _jobs_for(targets) if jobs is None else jobs
    jobs = min(jobs, len(targets))
    if jobs > 1 and any(LANGUAGETOOL in target.config.engines for target in targets):
        with one_server(targets, jobs) as (targets, jobs):
            yield from _run(targets, task, jobs)
    else:
        yield from _run(targets, task, jobs)


def _run(targets: Sequence[Target], task: Task[T], jobs: int) -> Iterator[Outcome[T]]:
    if jobs > 1:
        yield from _parallel(targets, task, jobs)
    else:
        linters: dict[Config, Linter] = {}
        try:
            for target in targets:
                yield work(target, task, linters)
        finally:
            for linter in linters.values():
                linter.close()


def work(target: Target, task: Task[T], linters: dict[Config, Linter]) -> Outcome[T]:
    """Work on one file. Linters are made when needed and kept in `linters`. Never raises for the file's sake."""
    try:
        linter = linters.get(target.config)
        if linter is None:
            linter = linters[target.config] = Linter(target.config)
        return Outcome(target, task(load(target), linter))
    except CopydeskError as error:
        return Outcome(target, error=error)
    except Exception as error:
        return Outcome(target, error=_internal(error, target.path))


def load(target: Target) -> Document:
    """Read and lay out a file. Raises SourceError, ConfigError for an unknown format."""
    data = read_file(target.path) if target.data is None else target.data
    return Document.from_bytes(data, target.path if target.named else None, target.format, target.config.encoding)


def _jobs_for(targets: Sequence[Target]) -> int:
    if len(targets) < 2:
        return 1
    size = 0
    for target in targets:
        try:
            size += Path(target.path).stat().st_size
        except OSError:
            continue
    return max(1, min(os.cpu_count() or 1, size // BYTES_PER_JOB))


def _parallel(targets: Sequence[Target], task: Task[T], jobs: int) -> Iterator[Outcome[T]]:
    import multiprocessing
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    pool = ProcessPoolExecutor(jobs, initializer=_start_worker)
    waiting: deque[tuple[Target, Future[Outcome[T]]]] = deque()
    upcoming = iter(targets)
    try:
        while True:
            while len(waiting) < jobs * AHEAD and (target := next(upcoming, None)) is not None:
                waiting.append((target, pool.submit(_work_in_pool, target, task)))
            if not waiting:
                break
            target, future = waiting.popleft()
            try:
                yield future.result()
            except BrokenProcessPool:
                message = "a worker process was killed, perhaps for want of memory"
                raise CopydeskError(message, path=target.path, hint="run with --jobs 1") from None
    except BaseException:
        results: Any = getattr(pool, "_result_queue", None)
        pool.shutdown(wait=False, cancel_futures=True)
        for child in multiprocessing.active_children():
            child.terminate()
        # A worker that was sending leaves half a message, and Python waits on its way out for the thread that reads it.
        with suppress(AttributeError, OSError):
            results._writer.close()
        raise
    pool.shutdown()


_worker_linters: dict[Config, Linter] = {}


def _start_worker() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends a worker without a traceback; the parent speaks


def _work_in_pool(target: Target, task: Task[T]) -> Outcome[T]:
    return work(target, task, _worker_linters)


def _internal(error: Exception, path: str) -> CopydeskError:
    import traceback

    wrapped = CopydeskError(
        f"copydesk itself failed on this file: {type(error).__name__}: {error}",
        path=path,
        hint="this is a bug in copydesk; COPYDESK_DEBUG=1 shows where",
    )
    wrapped.add_note("".join(traceback.format_exception(error)).rstrip())
    return wrapped
