"""Servers and installations for the LanguageTool tests; nothing leaves this machine."""

from __future__ import annotations

import os
import stat
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from replay import ReplayServer  # noqa: E402

# What stands in for Java: says its version, or behaves like the server, as the environment tells it.
JAVA = """#!{python}
import os, runpy, sys, time
how = os.environ.get("FAKE_JAVA", "serve")
if sys.argv[1:] == ["-version"]:
    versions = {{"old": 'openjdk version "1.8.0_292"', "odd": "Welcome to my java"}}
    print(versions.get(how, 'openjdk version "21.0.2" 2024-01-16'), file=sys.stderr)
    sys.exit(0)
with open({pids!r}, "a") as file:
    print(os.getpid(), file=file)
if how == "die":
    print("Exception in thread main: no more room\\n\\tat Server.java:17", file=sys.stderr)
    sys.exit(3)
if how == "hang":
    print("still thinking", flush=True)
    time.sleep(60)
sys.argv = [{replay!r}, sys.argv[sys.argv.index("-p") + 1]]
runpy.run_path({replay!r}, run_name="__main__")
"""


@pytest.fixture
def serve() -> Iterator[Callable[..., ReplayServer]]:
    """Starts replaying servers; they end with the test."""
    running: list[ReplayServer] = []

    def start(*arguments: Any) -> ReplayServer:
        server = ReplayServer(*arguments)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        running.append(server)
        return server

    yield start
    for server in running:
        server.shutdown()
        server.server_close()


class Machine:
    """A machine with a stand-in for Java and an installation of LanguageTool."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.pids_file = root / "pids"
        self.bin = root / "bin"
        self.downloads = root / "downloads"
        self.state = root / "cache"

    def environment(self, how: str = "serve") -> dict[str, str]:
        return {
            **os.environ,
            "PATH": f"{self.bin}{os.pathsep}{os.environ['PATH']}",
            "LTP_PATH": str(self.downloads),
            "FAKE_JAVA": how,
            "XDG_CACHE_HOME": str(self.state),
            "COPYDESK_CACHE_DIR": str(self.root.parent / "compiled"),  # packs are compiled once for all tests
            "HOME": str(self.root),
        }

    def pids(self) -> list[int]:
        return [int(line) for line in self.pids_file.read_text().split()] if self.pids_file.exists() else []


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machine]:
    machine = Machine(tmp_path)
    machine.bin.mkdir()
    java = machine.bin / "java"
    java.write_text(
        JAVA.format(python=sys.executable, pids=str(machine.pids_file), replay=str(HERE / "replay.py"))
    )
    java.chmod(java.stat().st_mode | stat.S_IXUSR)
    folder = machine.downloads / "LanguageTool-6.8"
    folder.mkdir(parents=True)
    (folder / "languagetool-server.jar").touch()
    for name, value in machine.environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("LTP_JAR_DIR_PATH", raising=False)
    yield machine
    for pid in machine.pids():
        try:
            os.kill(pid, 9)
        except ProcessLookupError:
            continue
