"""The life of a local LanguageTool server: one start with a deadline, and a certain end."""

from __future__ import annotations

import atexit
import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
import weakref
from pathlib import Path
from typing import IO, Any

from copydesk.engines.languagetool.failure import DOCTOR_HINT
from copydesk.engines.languagetool.installation import Installation
from copydesk.engines.languagetool.transport import is_ready
from copydesk.errors import EngineUnavailable

HOST = "127.0.0.1"
_WATCH = Path(__file__).with_name("watch.py")
_LAST_WORDS = 5  # lines
_PAUSE = 0.1  # seconds between two looks at a starting server
_STOPPING = 5.0  # seconds for a server to be gone
_ENDING = 0.5  # seconds after which a server that has not ended is taken to go on


class LocalServer:
    """A LanguageTool server of our own. Threads may share it; the first that calls `start` starts it.

    The server ends with `stop`, with the end of the program, and with its death by whatever signal: see watch.py.
    """

    def __init__(self, installation: Installation, seconds: float) -> None:
        self.installation = installation
        self._seconds = seconds
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._log: IO[bytes] | None = None
        self._url: str | None = None
        self._owner = os.getpid()

    def start(self) -> str:
        """The address of the running server, which is started if it was not yet.

        There is one try. Raises EngineUnavailable with the server's last words if it does not answer in time.
        """
        with self._lock:
            if self._url is None:
                self._url = self._launch()
            return self._url

    def let_go(self) -> None:
        """In a forked child: close the copy of the pipe, by which the server would outlive the one that started it."""
        if self._process is not None and self._process.stdin:
            self._process.stdin.close()

    def _launch(self) -> str:
        port = free_port()
        command = self.installation.command(port)
        self._log = tempfile.TemporaryFile(prefix="copydesk-languagetool-")  # noqa: SIM115
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", str(_WATCH), *command],
                stdin=subprocess.PIPE,
                stdout=self._log,
                stderr=self._log,
                start_new_session=os.name == "posix",
            )
        except OSError as error:
            raise EngineUnavailable(f"the LanguageTool server cannot be started: {error}", hint=DOCTOR_HINT) from None
        _RUNNING.add(self)
        atexit.register(self.stop)
        url = f"http://{HOST}:{port}/"
        try:
            wait_until_ready(url, self._process, self._seconds, self.last_words)
        except BaseException:
            self._end()
            raise
        return url

    def died(self) -> bool:
        """Whether the server was started and has ended by itself, just now perhaps."""
        if self._process is None:
            return False
        try:
            self._process.wait(_ENDING)
        except subprocess.TimeoutExpired:
            return False
        return True

    def last_words(self) -> str:
        """The last lines that the server has printed."""
        return tail(self._log) if self._log else ""

    def stop(self) -> None:
        """End the server and wait until it is gone. A forked child of the process that started it does nothing."""
        if os.getpid() == self._owner:
            with self._lock:
                self._url = None
                self._end()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        atexit.unregister(self.stop)
        _RUNNING.discard(self)
        if process.stdin:
            with contextlib.suppress(OSError):
                process.stdin.close()
        try:
            process.wait(_STOPPING)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if self._log:
            self._log.close()
            self._log = None


_RUNNING: weakref.WeakSet[LocalServer] = weakref.WeakSet()


def _in_forked_child() -> None:
    for server in list(_RUNNING):
        server.let_go()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_in_forked_child)


def wait_until_ready(url: str, process: subprocess.Popen[Any], seconds: float, last_words: Any) -> None:
    """Return when the server answers. Raises EngineUnavailable when it ends before, or takes longer than `seconds`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        status = process.poll()
        if status is not None:
            raise _failed(f"the LanguageTool server ended at once with status {status}", last_words())
        if is_ready(url, min(2.0, max(0.1, end - time.monotonic()))):
            return
        time.sleep(_PAUSE)
    raise _failed(f"the LanguageTool server did not answer within {seconds:g} seconds", last_words())


def _failed(reason: str, words: str) -> EngineUnavailable:
    said = f"; it said: {words}" if words else ", and said nothing"
    return EngineUnavailable(reason + said, hint=DOCTOR_HINT)


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def tail(log: IO[bytes]) -> str:
    """The last lines of a log that another process writes."""
    try:
        size = os.fstat(log.fileno()).st_size
        # A position of its own: the server's writes go through the same open file.
        data = os.pread(log.fileno(), 4096, max(0, size - 4096)) if hasattr(os, "pread") else b""
    except (OSError, ValueError):
        return ""
    lines = [line.strip() for line in data.decode("utf-8", "replace").splitlines() if line.strip()]
    return " / ".join(lines[-_LAST_WORDS:])

