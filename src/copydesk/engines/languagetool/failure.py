"""Where everything that language-tool-python, Java and the network can raise becomes one kind of error."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from copydesk.errors import CopydeskError, EngineUnavailable

EXTRA_HINT = 'install it with: pip install "copydesk[languagetool]"'
DOCTOR_HINT = "“copydesk languagetool doctor” tells what is missing"
JAVA_HINT = "install Java 17 or newer, for example the package default-jre or Temurin 21"
INSTALL_HINT = "“copydesk languagetool install” downloads LanguageTool; or name a running server with --lt-url"
SERVER_HINT = "look at the server, or leave out --lt-url to start a local one"
RATE_HINT = "wait a minute, send less, or use a server of your own"
TIMEOUT_HINT = "raise timeout in [language-tool], or look whether the server is overloaded"


class ServerTrouble(Exception):
    """A request that brought no result."""


class Refused(ServerTrouble):
    """The server answered with an error: its HTTP status, its words, and the seconds it asks to wait."""

    def __init__(self, status: int, words: str, retry_after: float | None = None) -> None:
        super().__init__(f"{status}: {words}")
        self.status = status
        self.words = words
        self.retry_after = retry_after


class NoAnswer(ServerTrouble):
    """No connection, or one that broke."""


class TooSlow(ServerTrouble):
    """No complete answer within the time allowed."""


class NotLanguageTool(ServerTrouble):
    """An answer that LanguageTool would not give."""


@contextmanager
def boundary(doing: str) -> Iterator[None]:
    """Let nothing but copydesk's own errors out: whatever else is raised inside becomes EngineUnavailable.

    `doing` says what was being done, for errors that nobody foresaw. SystemExit is caught too, as language-tool-python
    raises it; KeyboardInterrupt is not.
    """
    try:
        yield
    except CopydeskError:
        raise
    except (Exception, SystemExit) as error:
        raise unavailable(error, doing) from error


def unavailable(error: BaseException, doing: str) -> EngineUnavailable:
    """The EngineUnavailable that says in a user's words what an error means."""
    words = _words(error)
    for names, reason, hint in _TABLE:
        if any(kind.__name__ in names for kind in type(error).__mro__):
            return EngineUnavailable(reason.format(words=words, doing=doing), hint=hint)
    return EngineUnavailable(f"{doing} failed: {type(error).__name__}: {words}", hint=DOCTOR_HINT)


# Names of exception classes (also of base classes; the first row that fits counts) → reason, hint. Names, so that
# language-tool-python and requests need not be imported to speak about them.
_TABLE: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("TooSlow", "Timeout", "TimeoutExpired"), "LanguageTool took too long: {words}", TIMEOUT_HINT),
    (("RateLimitError",), "the LanguageTool server limits requests: {words}", RATE_HINT),
    (("NotLanguageTool", "JSONDecodeError"), "the server does not answer like LanguageTool: {words}", SERVER_HINT),
    (("NoAnswer", "RequestException"), "the LanguageTool server cannot be reached: {words}", SERVER_HINT),
    (("ModuleNotFoundError", "JavaError"), "Java was not found: {words}", JAVA_HINT),
    (("SystemError",), "Java is too old: {words}", JAVA_HINT),
    (("SystemExit",), "the version of Java cannot be told: {words}", JAVA_HINT),
    (("CalledProcessError",), "Java does not run: {words}", JAVA_HINT),
    (("UnicodeEncodeError",), "the text cannot be sent: {words}", "the text holds half a character (a lone surrogate)"),
    (("FileNotFoundError", "PermissionError", "NotADirectoryError", "FileExistsError"),
     "a file or folder of LanguageTool is missing or not accessible: {words}",
     "set LTP_PATH to a folder that you can write to, then “copydesk languagetool install”"),
    (("PathError",), "the installation of LanguageTool cannot be used: {words}", INSTALL_HINT),
    (("LanguageToolError",), "LanguageTool failed: {words}", DOCTOR_HINT),
    (("OSError",), "{doing} failed: {words}", DOCTOR_HINT),
)  # fmt: skip


def of_trouble(trouble: ServerTrouble, doing: str) -> EngineUnavailable:
    """What a request without a result means for the run."""
    if not isinstance(trouble, Refused):
        return unavailable(trouble, doing)
    if trouble.status in (426, 429):
        return EngineUnavailable(f"the LanguageTool server limits requests: {trouble.words}", hint=RATE_HINT)
    if trouble.status == 413:
        return EngineUnavailable(f"the text is too long for the LanguageTool server: {trouble.words}", hint=SERVER_HINT)
    if "could not activate rules" in trouble.words.lower():
        return EngineUnavailable(
            f"the LanguageTool server has no rules for the language: {trouble.words}",
            hint="name the language with --language, or use a server that speaks it",
        )
    return EngineUnavailable(
        f"the LanguageTool server answered {trouble.status}: {trouble.words}", hint=SERVER_HINT
    )


def load(name: str = "language_tool_python") -> Any:
    """A module of language-tool-python. Raises EngineUnavailable when it is not installed or does not load."""
    import importlib

    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        reason = "language-tool-python is not installed"
        if error.name and not error.name.startswith("language_tool_python"):
            reason = f"language-tool-python lacks the module {error.name}"
        raise EngineUnavailable(reason, hint=EXTRA_HINT) from error
    except Exception as error:
        raise EngineUnavailable(f"language-tool-python does not load: {_words(error)}", hint=EXTRA_HINT) from error


def _words(error: BaseException) -> str:
    """What an error says, on one line and not too long."""
    text = str(error) or type(error).__name__
    if isinstance(error, subprocess.CalledProcessError):
        text = str(error.output or error.stderr or error)
    elif isinstance(error, json.JSONDecodeError):
        text = f"no JSON ({error.msg})"
    elif isinstance(error, OSError) and error.strerror:
        text = f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    line = " ".join(text.split())
    return line if len(line) <= 300 else line[:299] + "…"
