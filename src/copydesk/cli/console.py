"""Writing to the two streams: results to stdout, messages and progress to stderr."""

from __future__ import annotations

import os
import shutil
import sys
import time
from typing import TextIO

from copydesk.reports.style import DEFAULT_WIDTH, Style

BAR_WIDTH = 24
PATIENCE = 1.0  # seconds before a progress bar appears
REDRAW = 0.1


def coloured(stream: TextIO) -> bool:
    """Whether a stream takes colour: a terminal, unless NO_COLOR or FORCE_COLOR say otherwise."""
    if os.environ.get("NO_COLOR"):
        return False
    force = os.environ.get("FORCE_COLOR")
    if force:
        return force != "0"
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def columns(stream: TextIO) -> int:
    """The columns of the terminal; a fixed number for files and pipes, so that they do not depend on where it ran."""
    return shutil.get_terminal_size((DEFAULT_WIDTH, 24)).columns if stream.isatty() else DEFAULT_WIDTH


def two_columns() -> int:
    """The columns for two texts side by side: those of the terminal or of COLUMNS, else 80."""
    return shutil.get_terminal_size((80, 24)).columns


class Console:
    """The two streams of a run, and the progress bar between them."""

    def __init__(self) -> None:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):  # characters that the stream's encoding lacks must not end the run
                utf8 = (stream.encoding or "").lower().replace("-", "") == "utf8"
                stream.reconfigure(errors="surrogateescape" if utf8 else "backslashreplace")
        self.style = Style(coloured(sys.stdout), columns(sys.stdout))
        self.error_style = Style(coloured(sys.stderr), columns(sys.stderr))
        self._said: set[str] = set()
        self._total = 0
        self._done = 0
        self._started = 0.0
        self._drawn = 0.0

    def out(self, text: str) -> None:
        """Write a part of the result."""
        if text:
            self._wipe()
            sys.stdout.write(text)

    def out_bytes(self, data: bytes) -> None:
        """Write a part of the result that has an encoding of its own."""
        self._wipe()
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()

    def error(self, message: str) -> None:
        self._say("error:", "red", message)

    def warning(self, message: str) -> None:
        self._say("warning:", "yellow", message)

    def note(self, message: str) -> None:
        """Say something on stderr."""
        self._wipe()
        sys.stdout.flush()
        print(message, file=sys.stderr)

    def _say(self, kind: str, colour: str, message: str) -> None:
        if message not in self._said:  # many files, one broken configuration
            self._said.add(message)
            self.note(f"{self.error_style(kind, 'bold', colour)} {message}")

    def start(self, total: int) -> None:
        """A piece of work over so many files begins."""
        self._total, self._done, self._started, self._drawn = total, 0, time.monotonic(), 0.0

    def advance(self) -> None:
        """One more file is done: draw the bar, if stderr is a terminal and the run is a long one."""
        self._done += 1
        now = time.monotonic()
        if self._done == self._total:
            self._wipe()
        elif sys.stderr.isatty() and now - self._started > PATIENCE and now - self._drawn > REDRAW:
            filled = BAR_WIDTH * self._done // self._total
            bar = self.error_style("━" * filled, "cyan") + self.error_style("━" * (BAR_WIDTH - filled), "dim")
            sys.stdout.flush()
            sys.stderr.write(f"\r\x1b[K{bar} {self._done}/{self._total} files")
            sys.stderr.flush()
            self._drawn = now

    def _wipe(self) -> None:
        if self._drawn:
            self._drawn = 0.0
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
