"""Which Java there is."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass

from copydesk.engines.languagetool.failure import JAVA_HINT
from copydesk.errors import EngineUnavailable

_VERSION = re.compile(r'(?:java|openjdk)\s+(?:version\s+)?"?(\d+)(?:\.(\d+))?', re.IGNORECASE)
_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Java:
    """A Java that runs: its path, its major version, and the line in which it says so."""

    path: str
    major: int
    line: str


def find_java(seconds: float = _SECONDS) -> Java:
    """The Java of the search path. Raises EngineUnavailable if there is none, or it does not say what it is in time."""
    path = shutil.which("java")
    if path is None:
        raise EngineUnavailable("Java was not found on the search path", hint=JAVA_HINT)
    try:
        run = subprocess.run(
            [path, "-version"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise EngineUnavailable(f"{path} -version did not end within {seconds:g} seconds", hint=JAVA_HINT) from None
    except OSError as error:
        raise EngineUnavailable(f"{path} cannot be run: {error.strerror or error}", hint=JAVA_HINT) from None
    said = run.stdout.decode("utf-8", "replace").strip()
    found = _VERSION.search(said)
    if found is None:
        first = said.splitlines()[0] if said else f"nothing, and ended with status {run.returncode}"
        raise EngineUnavailable(f"the version of Java cannot be told; {path} said: {first[:200]}", hint=JAVA_HINT)
    major, minor = int(found[1]), int(found[2] or 0)
    line = next(line for line in said.splitlines() if _VERSION.search(line))
    return Java(path, minor if major == 1 and minor else major, line.strip())


def needed_major(version: str) -> int:
    """The oldest Java that a LanguageTool version (6.3, 20240101, latest) runs on."""
    release = re.fullmatch(r"(\d+)\.(\d+)(?:\.\d+)?", version)
    return 9 if release and (int(release[1]), int(release[2])) < (6, 6) else 17


def suitable_java(version: str) -> Java:
    """A Java that runs a LanguageTool version. Raises EngineUnavailable if there is none."""
    java = find_java()
    needed = needed_major(version)
    if java.major < needed:
        raise EngineUnavailable(
            f"Java is too old: LanguageTool {version} needs Java {needed}, and {java.path} is {java.major}",
            hint=JAVA_HINT,
        )
    return java
