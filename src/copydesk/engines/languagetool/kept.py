"""A local server that outlives the run that started it, to be found by the next one."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from copydesk.engines.languagetool.failure import DOCTOR_HINT
from copydesk.engines.languagetool.installation import Installation
from copydesk.engines.languagetool.server import HOST, free_port, tail, wait_until_ready
from copydesk.engines.languagetool.transport import is_ready
from copydesk.errors import EngineUnavailable

_PATIENCE = 2.0


@dataclass(frozen=True, slots=True)
class Kept:
    """A server that was left running: its address, process and version."""

    url: str
    pid: int
    version: str


class KeptServer:
    """A LanguageTool server that is left running: the one that already runs, or a new one."""

    def __init__(self, installation: Installation, seconds: float, folder: Path | None = None) -> None:
        self.installation = installation
        self._seconds = seconds
        self._folder = folder or state_folder()

    def start(self) -> str:
        """The address of the running server. Raises EngineUnavailable if none runs and none can be started."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise EngineUnavailable(f"{self._folder} cannot be made: {error.strerror}", hint=DOCTOR_HINT) from None
        with _locked(self._folder / "lock"):
            running = running_server(self._folder)
            if running is not None and running.version == self.installation.version:
                return running.url
            return self._launch()

    def _launch(self) -> str:
        port = free_port()
        url = f"http://{HOST}:{port}/"
        with (self._folder / "server.log").open("w+b") as log:
            try:
                process = subprocess.Popen(
                    self.installation.command(port),
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
            except OSError as error:
                reason = f"the LanguageTool server cannot be started: {error}"
                raise EngineUnavailable(reason, hint=DOCTOR_HINT) from None
            try:
                wait_until_ready(url, process, self._seconds, lambda: tail(log))
            except BaseException:
                process.kill()
                process.wait()
                raise
        kept = Kept(url, process.pid, self.installation.version)
        path = self._folder / "server.json"
        scratch = path.with_suffix(".new")
        scratch.write_text(json.dumps(asdict(kept)), encoding="utf-8")
        scratch.replace(path)
        process.returncode = 0  # it is no longer ours to wait for
        return url

    def died(self) -> bool:
        return False

    def last_words(self) -> str:
        with contextlib.suppress(OSError), (self._folder / "server.log").open("rb") as log:
            return tail(log)
        return ""

    def stop(self) -> None:
        """Leave it running."""


def state_folder() -> Path:
    import platformdirs

    return Path(platformdirs.user_cache_dir("copydesk", appauthor=False)) / "languagetool"


def recorded_server(folder: Path) -> Kept | None:
    """The server that was left running last, whether or not it still does."""
    try:
        data = json.loads((folder / "server.json").read_text(encoding="utf-8"))
        kept = Kept(str(data["url"]), int(data["pid"]), str(data["version"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return kept if kept.url.startswith(f"http://{HOST}:") else None


def running_server(folder: Path | None = None) -> Kept | None:
    """The server that was left running and still answers."""
    kept = recorded_server(folder or state_folder())
    return kept if kept is not None and is_ready(kept.url, _PATIENCE) else None


def stop_kept(folder: Path | None = None) -> Kept | None:
    """End the server that was left running; None if none does."""
    folder = folder or state_folder()
    kept = running_server(folder)
    with contextlib.suppress(OSError):
        (folder / "server.json").unlink()
    if kept is None:
        return None
    with contextlib.suppress(OSError):
        os.kill(kept.pid, signal.SIGTERM)
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and is_ready(kept.url, 0.5):
        time.sleep(0.05)
    return kept


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Let one process at a time in, where the system has such locks."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
