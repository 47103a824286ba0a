"""Single keys and edited lines from a terminal; whole lines where single keys are not to be had."""

from __future__ import annotations

import codecs
import contextlib
import os
import select
import signal
import sys
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

try:
    import termios
    import tty
except ImportError:  # Windows
    HAS_TERMIOS = False
else:
    HAS_TERMIOS = True

CTRL_D = "\x04"
ESCAPE_PATIENCE = 0.05  # seconds within which the rest of an arrow key's sequence arrives
ARROWS = {"[A": "up", "OA": "up", "[B": "down", "OB": "down"}


class Stopped(BaseException):
    """A signal asked the program to end, or the terminal was closed; nothing that handles errors may catch it."""

    def __init__(self, signal_number: int) -> None:
        super().__init__(signal_number)
        self.signal_number = signal_number

    @property
    def status(self) -> int:
        return 128 + self.signal_number


HANGUP: int = getattr(signal, "SIGHUP", 1)


@contextlib.contextmanager
def signals_raise() -> Iterator[None]:
    """SIGTERM and SIGHUP raise Stopped inside."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise Stopped(number)

    with _handlers(stop):
        yield


@contextlib.contextmanager
def signals_wait() -> Iterator[list[int]]:
    """SIGINT, SIGTERM and SIGHUP are noted down inside, and act on nothing."""
    noted: list[int] = []
    with _handlers(lambda number, frame: noted.append(number), interrupt=True):
        yield noted


@contextlib.contextmanager
def _handlers(handler: Callable[[int, FrameType | None], object], interrupt: bool = False) -> Iterator[None]:
    names = ("SIGTERM", "SIGHUP", *(("SIGINT",) if interrupt else ()))
    before: dict[int, Any] = {}
    for name in names:
        if number := getattr(signal, name, None):
            before[number] = signal.signal(number, handler)
    try:
        yield
    finally:
        for number, old in before.items():
            signal.signal(number, old)


class Keyboard:
    """The keys of the terminal on stdin. Used as a context manager, which puts the terminal back as it was."""

    def __init__(self) -> None:
        self._before: list[Any] | None = None
        self._wakeup: tuple[int, int] | None = None  # a pipe that every signal writes to, so that none is slept over

    def __enter__(self) -> Keyboard:
        if HAS_TERMIOS:
            self._wakeup = os.pipe()
            for end in self._wakeup:
                os.set_blocking(end, False)
            signal.set_wakeup_fd(self._wakeup[1], warn_on_full_buffer=False)
            with contextlib.suppress(termios.error):
                self._before = termios.tcgetattr(sys.stdin.fileno())
                self._cbreak()
            if hasattr(signal, "SIGCONT"):
                signal.signal(signal.SIGCONT, lambda number, frame: self._cbreak())
        return self

    def __exit__(self, *_: object) -> None:
        if HAS_TERMIOS and hasattr(signal, "SIGCONT"):
            signal.signal(signal.SIGCONT, signal.SIG_DFL)
        self._restore()
        if self._wakeup is not None:
            signal.set_wakeup_fd(-1)
            for end in self._wakeup:
                os.close(end)
            self._wakeup = None

    def key(self) -> str:
        """The next key: a character, "up", "down", CTRL_D; without single keys the first character of a line.

        Raises Stopped when the terminal is gone, KeyboardInterrupt for Ctrl-C.
        """
        if self._before is None:
            try:
                return input().strip()[:1]
            except EOFError:
                return CTRL_D
        first = self._character()
        if first != "\x1b":
            return first
        sequence = ""
        while select.select([sys.stdin.fileno()], [], [], ESCAPE_PATIENCE)[0]:
            sequence += self._character()
            if len(sequence) > 1 and (sequence[-1].isalpha() or sequence[-1] == "~"):
                break
        return ARROWS.get(sequence, "other")

    def line(self, prompt: str, prefill: str) -> str | None:
        """A line edited by the person, beginning with `prefill` where line editing is available; None: called off."""
        editor = _readline()
        self._restore()
        try:
            if editor is None:
                return input(prompt) or None
            editor.set_startup_hook(lambda: editor.insert_text(prefill))
            return input(prompt)
        except EOFError:
            return None
        finally:
            if editor is not None:
                editor.set_startup_hook(None)
            if self._before is not None:
                self._cbreak()

    @property
    def edits_lines(self) -> bool:
        """Whether `line` begins with the prefilled text."""
        return _readline() is not None

    def _character(self) -> str:
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        terminal = sys.stdin.fileno()
        while True:
            if self._wakeup is not None:
                ready = select.select([terminal, self._wakeup[0]], [], [])[0]
                if terminal not in ready:
                    os.read(self._wakeup[0], 512)
                    continue
            try:
                data = os.read(terminal, 1)
            except OSError:
                raise Stopped(HANGUP) from None
            if not data:
                raise Stopped(HANGUP)
            if text := decoder.decode(data):
                return text

    def _cbreak(self) -> None:
        with contextlib.suppress(termios.error):
            tty.setcbreak(sys.stdin.fileno(), termios.TCSADRAIN)

    def _restore(self) -> None:
        if self._before is not None:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, self._before)


def _readline() -> Any:
    """The line editor, if Python has one; a tab is a character to it, and nothing is kept for later."""
    try:
        import readline
    except ImportError:
        return None
    readline.parse_and_bind("tab: self-insert")
    if hasattr(readline, "set_auto_history"):
        readline.set_auto_history(False)
    return readline
