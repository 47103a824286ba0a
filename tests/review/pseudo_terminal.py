"""A real pseudo-terminal with a program in it, and a rule pack for the program to find something with."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

PROGRAM = [sys.executable, "-m", "copydesk"]
PATIENCE = 60.0  # seconds before a test gives up on the program; nothing waits this long when all is well
PROMPT = "]? "
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")

PRIVATE = re.compile(r"\x1b\[[<>=][0-9;]*[a-z]")  # sequences of the keyboard that the emulator does not know

PACK = """\
pack: own.words
defaults: {severity: warning, confidence: high, applicability: unsafe}
rules:
  - code: OW001
    name: advance-planning
    category: word-choice
    kind: substitution
    swap: {advance planning: [planning, preparation]}
    message: "“{match}” repeats itself; write “{fix}”."
    why: Planning is always done in advance.
    examples:
      - {bad: "We need [[advance planning]].", good: "We need planning."}
      - {ok: "In advance, planning helps."}
  - code: OW002
    name: utilise
    category: word-choice
    kind: substitution
    swap: {utilise: use}
    message: "Write “{fix}”, not “{match}”."
    why: The short word is easier to read.
    examples:
      - {bad: "They [[utilise]] it.", good: "They use it."}
      - {ok: "They use it."}
  - code: OW003
    name: very-unique
    category: style
    kind: existence
    words: [very unique]
    message: "Nothing is more unique than unique."
    why: The word has no degrees.
    examples:
      - {bad: "It is [[very unique]]."}
      - {ok: "It is unique."}
  - code: OW004
    name: use-ladders
    category: style
    kind: substitution
    swap: {use ladders: climb}
    message: "Write “{fix}”."
    why: One verb says it.
    examples:
      - {bad: "They [[use ladders]].", good: "They climb."}
      - {ok: "They use a ladder."}
  - code: OW005
    name: frobnicated
    category: spelling
    kind: substitution
    swap: {frobnicatd: frobnicated}
    message: "“{match}” is not in the dictionary."
    why: A letter is missing.
    examples:
      - {bad: "It was [[frobnicatd]].", good: "It was frobnicated."}
      - {ok: "It was frobnicated."}
"""
ARTICLE = (
    "Good work needs advance planning.\r\n"
    "\r\n"
    "They utilise ropes, and they utilise ladders. 😀\r\n"
    "The plan is very unique. More advance planning helps"
)
CHAIN = "They utilise ladders.\n\nThen they utilise ladders.\n\nThey utilise ropes.\n"  # “use” brings OW004
SETTINGS = 'packs = ["packs"]\nselect = ["OW"]\nvocabulary = ["words.txt"]\n'


class Terminal:
    """A program in a pseudo-terminal: what it shows, and the keys it gets."""

    def __init__(
        self,
        arguments: list[str],
        folder: Path,
        environment: dict[str, str],
        columns: int = 80,
        lines: int = 24,
    ) -> None:
        import pty

        self.shown = ""
        self.status: int | None = None
        self.master, slave = pty.openpty()
        import fcntl
        import struct
        import termios

        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.settings = termios.tcgetattr(slave)
        self.slave = slave
        self.process = subprocess.Popen(
            arguments,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=folder,
            env={**os.environ, "TERM": "xterm", "NO_COLOR": "1", "LC_ALL": "C.UTF-8", **environment},
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        self._mark = 0

    def until(self, text: str = PROMPT) -> str:
        """Read until the text is shown; what was shown since the last key."""
        self._read(lambda: text in ESCAPES.sub("", self.shown[self._mark :]) or self.process.poll() is not None)
        if self.process.poll() is not None:
            self._read(lambda: False, patience=0.1)
        assert text in ESCAPES.sub("", self.shown[self._mark :]), f"status {self.process.poll()}: {self.shown}"
        return ESCAPES.sub("", self.shown[self._mark :])

    def press(self, keys: str) -> None:
        """Send keys; what is shown from now on counts as the answer."""
        self._mark = len(self.shown)
        os.write(self.master, keys.encode())

    def answer(self, keys: str, text: str = PROMPT) -> str:
        """Send keys and read until the text is shown."""
        self.press(keys)
        return self.until(text)

    def end(self) -> int:
        """Wait until the program ends; its exit status (negative: the signal that killed it)."""
        self._read(lambda: self.process.poll() is not None)
        assert self.process.poll() is not None, self.shown
        self.status = self.process.wait(PATIENCE)
        self._read(lambda: False, patience=0.1)
        return self.status

    def leave(self, keys: str) -> int:
        """Send keys and wait until the program ends."""
        self.press(keys)
        return self.end()

    def interrupt(self) -> int:
        """Press Ctrl-C until it is heard: Python's line editor sleeps over one that comes as it begins to wait."""
        for _ in range(int(PATIENCE)):
            self.press("\x03")
            self._read(lambda: self.process.poll() is not None, patience=1.0)
            if self.process.poll() is not None:
                break
        return self.end()

    @property
    def screen(self) -> str:
        return ESCAPES.sub("", self.shown).replace("\r\n", "\n")

    def hang_up(self) -> None:
        """Close the terminal, as a window that is closed."""
        os.close(self.slave)
        os.close(self.master)
        self.master = self.slave = -1

    def signal(self, number: int) -> None:
        os.kill(self.process.pid, number)

    def put_back(self) -> bool:
        """Whether the terminal's settings are those that it began with."""
        import termios

        return termios.tcgetattr(self.slave) == self.settings

    def _read(self, enough: Callable[[], bool], patience: float = PATIENCE) -> None:
        limit = time.monotonic() + patience
        while not enough() and time.monotonic() < limit:
            if select.select([self.master], [], [], 0.05)[0]:
                try:
                    self.shown += os.read(self.master, 65536).decode("utf-8", "replace")
                except OSError:
                    return

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait(PATIENCE)
        for handle in (self.slave, self.master):
            if handle >= 0:
                os.close(handle)


class Screen(Terminal):
    """The same with a terminal emulator before it: what stands on the screen, and a mouse."""

    LEAVING = "\x1b[?1049l"

    def __init__(
        self, arguments: list[str], folder: Path, environment: dict[str, str], columns: int = 80, lines: int = 24
    ) -> None:
        import pyte

        super().__init__(arguments, folder, environment, columns, lines)
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.Stream(self._screen)
        self._fed = 0

    @property
    def rows(self) -> list[str]:
        """The rows of the screen as they are now."""
        new = PRIVATE.sub("", self.shown[self._fed :])
        self._fed = len(self.shown)
        self._stream.feed(new)
        return list(self._screen.display)

    @property
    def text(self) -> str:
        return "\n".join(self.rows)

    @property
    def after(self) -> str:
        """What was printed once the app had left the screen."""
        return ESCAPES.sub("", self.shown.rpartition(self.LEAVING)[2])

    def wait(self, enough: Callable[[], bool]) -> None:
        self._read(enough)

    def wait_for(self, text: str) -> None:
        """Read until the text stands on the screen."""
        self._read(lambda: text in self.text or self.process.poll() is not None)
        assert text in self.text, f"no {text!r}, status {self.process.poll()}:\n{self.text}"

    def close_window(self, title: str) -> None:
        """Press Escape, and read until the window is gone."""
        self.press("\x1b")
        self._read(lambda: title not in self.text or self.process.poll() is not None)
        assert title not in self.text, self.text

    def answer(self, keys: str, text: str = PROMPT) -> str:
        """Send keys and read until the text stands on the screen."""
        self.press(keys)
        self.wait_for(text)
        return self.text

    def click(self, text: str) -> None:
        """Click the beginning of a text on the screen."""
        self.wait_for(text)
        row, column = next((y, row.index(text)) for y, row in enumerate(self.rows) if text in row)
        for end in "Mm":
            os.write(self.master, f"\x1b[<0;{column + 1};{row + 1}{end}".encode())


Start = Callable[..., Terminal]
Open = Callable[..., Screen]


def reads(path: Path) -> str:
    return path.read_bytes().decode()


def kept(project: Path) -> list[str]:
    """The lines of the decisions without the comment."""
    path = project / ".copydesk-decisions"
    return path.read_text("utf-8").splitlines()[1:] if path.exists() else []


def others(project: Path) -> list[str]:
    """What lies in the folder beyond what was put there."""
    own = {"packs", "copydesk.toml", "words.txt", "article.txt", ".copydesk-decisions"}
    return sorted(path.name for path in project.iterdir() if path.name not in own)
