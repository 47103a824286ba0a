"""`copydesk review --web` as a process, asked over real HTTP."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

PROGRAM = [sys.executable, "-m", "copydesk", "review", "--web", "--no-browser"]
PATIENCE = 60.0  # seconds before a test gives up; nothing waits this long when all is well
Start = Callable[..., "Page"]


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def data(self) -> Any:
        return json.loads(self.body)


class Page:
    """A running review. `address` is what it printed; `said` all that came on stderr, `out` on stdout."""

    def __init__(self, arguments: list[str], folder: Path) -> None:
        self.process = subprocess.Popen(
            [*PROGRAM, *arguments],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "NO_COLOR": "1", "LC_ALL": "C.UTF-8"},
        )
        self.said = self.out = ""
        assert self.process.stderr is not None
        while not (found := re.search(r"http://\S+", self.said)):
            line = self.process.stderr.readline()
            assert line, f"it ended with {self.process.wait()}: {self.said}"
            self.said += line
        self.address = found.group()
        self._readers = [threading.Thread(target=self._read, args=(name,)) for name in ("stdout", "stderr")]
        for reader in self._readers:
            reader.start()

    def _read(self, name: str) -> None:
        stream = getattr(self.process, name)
        for line in stream:
            if name == "stdout":
                self.out += line
            else:
                self.said += line

    @property
    def port(self) -> int:
        return urlsplit(self.address).port or 0

    @property
    def token(self) -> str:
        return urlsplit(self.address).path.strip("/")

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """One request, with exactly this path and these headers (`Content_Type` is Content-Type)."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            if body is not None and not isinstance(body, bytes):
                body = json.dumps(body).encode()
            connection.request(method, path, body, sent)
            response = connection.getresponse()
            return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for something under the token."""
        return self.ask("GET", f"/{self.token}/{path}", **headers)

    def post(self, path: str, body: Any, **headers: str) -> Answer:
        """Send something as the page does."""
        own = {"Origin": f"http://127.0.0.1:{self.port}", "Content_Type": "application/json"}
        return self.ask("POST", f"/{self.token}/{path}", body, **{**own, **headers})

    def file(self, number: int = 0) -> Any:
        """The state of a file once it is open and nothing is being checked."""
        return self.until(lambda one: one["open"] and not one["checking"] and not one["rechecking"], number)

    def until(self, holds: Callable[[Any], bool], number: int = 0) -> Any:
        """The state of a file once something holds for it."""
        end = time.monotonic() + PATIENCE
        while not holds(one := self.get("api/files").data["files"][number]):
            assert time.monotonic() < end, one
            time.sleep(0.05)
        return one

    def act(self, action: str, number: int = 0, revision: int | None = None, **more: Any) -> Answer:
        """Decide something, from the present state unless a revision is given."""
        known = self.file(number)["revision"] if revision is None else revision
        return self.post(f"api/files/{number}/actions", {"action": action, "revision": known, **more})

    def items(self, number: int = 0) -> list[Any]:
        return list(self.get(f"api/files/{number}/items").data["items"])

    def stop(self, number: int = signal.SIGINT) -> int:
        """End it with a signal; its exit status, with everything it said."""
        self.process.send_signal(number)
        return self.ended()

    def ended(self) -> int:
        status = self.process.wait(PATIENCE)
        for reader in self._readers:
            reader.join(PATIENCE)
        return status

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.ended()
