"""The life of a local server, with a program that stands in for Java."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from conftest import Machine

from copydesk.engines.languagetool import LanguageToolEngine, LanguageToolSettings
from copydesk.engines.languagetool.installation import clear_leftovers, installation, installations
from copydesk.engines.languagetool.java import find_java, needed_major
from copydesk.engines.languagetool.kept import KeptServer, running_server, stop_kept
from copydesk.engines.languagetool.server import LocalServer
from copydesk.errors import EngineUnavailable
from copydesk.formats.document import Document

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the stand-in for Java is a script")

TEXT = "They saw teh sea."
# Checks a document with a local server, says so, and then waits, or fails, as it is told.
USER = f"""
import os, sys, time
from copydesk.engines.languagetool import LanguageToolEngine
from copydesk.formats.document import Document
engine = LanguageToolEngine()
print(len(engine.check(Document.parse({TEXT!r}, "text")).findings), flush=True)
if sys.argv[1] == "fork" and os.fork() == 0:
    open("child", "w").write(str(os.getpid()))
    time.sleep(60)
if sys.argv[1] in ("wait", "fork"):
    time.sleep(60)
if sys.argv[1] == "fail":
    raise RuntimeError("on purpose")
"""


def gone(pid: int, seconds: float = 10.0) -> bool:
    """Whether a process ends within the time; a zombie counts as ended."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if Path(f"/proc/{pid}/stat").exists() and Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2][1] == "Z":
            return True
        time.sleep(0.02)
    return False


def alive(pid: int) -> bool:
    return not gone(pid, 0.05)


def test_one_server_for_all_threads_until_it_is_closed(machine: Machine) -> None:
    engine = LanguageToolEngine()
    counts: list[int] = []
    document = Document.parse(TEXT, "text")
    threads = [threading.Thread(target=lambda: counts.append(len(engine.check(document).findings))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [1, 1, 1, 1]
    (pid,) = machine.pids()
    assert alive(pid)
    engine.close()
    assert gone(pid)
    assert len(engine.check(document).findings) == 1
    assert len(machine.pids()) == 2
    engine.close()


def start_user(machine: Machine, how: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", USER, how],
        env=machine.environment(),
        cwd=machine.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


@pytest.mark.parametrize("how", ["end", "fail"])
def test_the_server_ends_with_the_program(machine: Machine, how: str) -> None:
    user = start_user(machine, how)
    assert user.communicate(timeout=30)[0] == b"1\n"
    assert gone(machine.pids()[0], 2)


@pytest.mark.parametrize(
    "how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL], ids=lambda how: str(how.name)
)
def test_the_server_ends_however_the_program_is_ended(machine: Machine, how: signal.Signals) -> None:
    user = start_user(machine, "wait")
    assert user.stdout is not None
    assert user.stdout.readline() == b"1\n"
    (pid,) = machine.pids()
    assert alive(pid)
    user.send_signal(how)
    user.wait(15)
    user.stdout.close()
    assert gone(pid)


def test_a_forked_child_does_not_keep_the_server_alive(machine: Machine) -> None:
    user = start_user(machine, "fork")
    assert user.stdout is not None
    assert user.stdout.readline() == b"1\n"
    file = machine.root / "child"
    end = time.monotonic() + 10
    while time.monotonic() < end and not (file.exists() and file.read_text()):
        time.sleep(0.02)
    child = int(file.read_text())
    user.kill()
    user.wait(15)
    try:
        assert alive(child)
        assert gone(machine.pids()[0])
    finally:
        os.kill(child, signal.SIGKILL)
        user.stdout.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process of its parent's death")
def test_the_server_ends_when_its_watcher_is_killed(machine: Machine) -> None:
    server = LocalServer(installation(), 20)
    server.start()
    (pid,) = machine.pids()
    parent = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    os.kill(parent, signal.SIGKILL)
    assert gone(pid)
    server.stop()


def test_a_server_that_ends_at_once_is_started_once(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAKE_JAVA", "die")
    with pytest.raises(EngineUnavailable) as caught:
        LanguageToolEngine().check(Document.parse(TEXT, "text"))
    assert "ended at once with status 3" in caught.value.message
    assert "no more room" in caught.value.message
    assert len(machine.pids()) == 1


def test_a_server_that_hangs_is_given_up(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAKE_JAVA", "hang")
    with pytest.raises(EngineUnavailable, match="did not answer within 1 seconds; it said: still thinking"):
        LanguageToolEngine(LanguageToolSettings(timeout=1.0)).check(Document.parse(TEXT, "text"))
    (pid,) = machine.pids()
    assert gone(pid)


def test_a_server_that_dies_is_reported_with_its_last_words(machine: Machine) -> None:
    engine = LanguageToolEngine()
    engine.check(Document.parse(TEXT, "text"))
    os.kill(machine.pids()[0], signal.SIGKILL)
    assert gone(machine.pids()[0])
    with pytest.raises(EngineUnavailable, match="ended while it was checking; it said: Starting LanguageTool server"):
        engine.check(Document.parse(TEXT + " Again.", "text"))
    engine.close()


@pytest.mark.parametrize(
    ("how", "reason"),
    [("old", "Java is too old: LanguageTool 6.8 needs Java 17"), ("odd", "cannot be told; .* Welcome to my java")],
)
def test_a_java_that_will_not_do(machine: Machine, monkeypatch: pytest.MonkeyPatch, how: str, reason: str) -> None:
    monkeypatch.setenv("FAKE_JAVA", how)
    with pytest.raises(EngineUnavailable, match=reason) as caught:
        LanguageToolEngine().check(Document.parse(TEXT, "text"))
    assert "install Java 17" in str(caught.value.hint)
    assert machine.pids() == []


def test_no_java(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(machine.root / "nowhere"))
    with pytest.raises(EngineUnavailable, match="Java was not found"):
        LanguageToolEngine().check(Document.parse(TEXT, "text"))


@pytest.mark.parametrize(
    ("said", "major"),
    [
        ('openjdk version "17.0.15" 2025-04-15', 17),
        ('java version "1.8.0_292"', 8),
        ('openjdk version "22-ea" 2024-03-19', 22),
        ("openjdk 21.0.2 2024-01-16", 21),
        ('Picked up JAVA_TOOL_OPTIONS: -Dx=1\nopenjdk version "11"', 11),
    ],
)
def test_versions_of_java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, major: int) -> None:
    java = tmp_path / "java"
    java.write_text(f"#!/bin/sh\ncat >&2 <<'END'\n{said}\nEND\n")
    java.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert find_java().major == major


def test_a_java_that_hangs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    java = tmp_path / "java"
    java.write_text(f"#!{sys.executable}\nimport time; time.sleep(30)\n")
    java.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EngineUnavailable, match="did not end within"):
        find_java(0.2)


@pytest.mark.parametrize(
    ("version", "major"), [("6.3", 9), ("6.5", 9), ("6.6", 17), ("6.8", 17), ("20240101", 17), ("latest", 17)]
)
def test_what_java_a_version_needs(version: str, major: int) -> None:
    assert needed_major(version) == major


def test_nothing_is_installed(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in (machine.root / "none", machine.bin):
        monkeypatch.setenv("LTP_PATH", str(folder))
        with pytest.raises(EngineUnavailable, match="no LanguageTool is installed") as caught:
            LanguageToolEngine().check(Document.parse(TEXT, "text"))
        assert "copydesk languagetool install" in str(caught.value.hint)
    assert not (machine.root / "none").exists()


def test_the_newest_installation_is_used(machine: Machine) -> None:
    for version in ("6.10", "5.9", "6.9"):
        (machine.downloads / f"LanguageTool-{version}").mkdir()
    assert [found.version for found in installations()] == ["6.10", "6.9", "6.8", "5.9"]
    with pytest.raises(EngineUnavailable, match="is incomplete: it has no languagetool-server"):
        LanguageToolEngine().check(Document.parse(TEXT, "text"))


def test_an_installation_can_be_named(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = machine.root / "LanguageTool-6.4"
    folder.mkdir()
    (folder / "languagetool-server.jar").touch()
    monkeypatch.setenv("LTP_JAR_DIR_PATH", str(folder))
    found = installation()
    assert (found.version, found.folder) == ("6.4", folder)
    assert found.command(8081)[1:] == [
        "-cp", str(folder / "languagetool-server.jar"), "org.languagetool.server.HTTPServer", "-p", "8081"
    ]  # fmt: skip


def test_answers_in_the_cache_need_no_server(machine: Machine) -> None:
    settings = LanguageToolSettings(cache=machine.root / "answers")
    for _ in range(2):
        engine = LanguageToolEngine(settings)
        assert len(engine.check(Document.parse(TEXT, "text")).findings) == 1
        engine.close()
    assert len(machine.pids()) == 1


def test_a_server_can_be_left_running_for_the_next_run(machine: Machine) -> None:
    settings = LanguageToolSettings(keep=True)
    for _ in range(2):
        engine = LanguageToolEngine(settings)
        assert len(engine.check(Document.parse(TEXT, "text")).findings) == 1
        engine.close()
    (pid,) = machine.pids()
    assert alive(pid)
    kept = running_server()
    assert kept is not None
    assert kept.pid == pid
    assert stop_kept() == kept
    assert gone(pid)
    assert stop_kept() is None
    assert running_server() is None


def test_a_kept_server_that_is_gone_is_replaced(machine: Machine) -> None:
    folder = machine.root / "state"
    first = KeptServer(installation(), 20, folder).start()
    os.kill(machine.pids()[0], signal.SIGKILL)
    assert gone(machine.pids()[0])
    second = KeptServer(installation(), 20, folder).start()
    assert first != second
    assert KeptServer(installation(), 20, folder).start() == second
    stop_kept(folder)
    assert gone(machine.pids()[1])


def test_what_an_interrupted_download_has_left_is_removed(tmp_path: Path) -> None:
    (tmp_path / "tmpabc" / "zip-extract-x").mkdir(parents=True)
    (tmp_path / "tmpabc" / "tmpxyz.zip").touch()
    (tmp_path / "tmpmine").mkdir()
    (tmp_path / "tmpmine" / "letter.txt").touch()
    (tmp_path / "LanguageTool-6.8").mkdir()
    clear_leftovers(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["LanguageTool-6.8", "tmpmine"]
