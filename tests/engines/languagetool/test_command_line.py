"""LanguageTool from the command line: checks, merging, selection, failures, install, doctor."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from conftest import Machine
from replay import ReplayServer, Status, find_words

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the stand-in for Java is a script")

TEXT = "They saw teh sea, and this are good.\n"


@pytest.fixture
def copydesk(machine: Machine) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs copydesk in an empty folder."""
    folder = machine.root / "work"
    folder.mkdir()

    def run(*arguments: str, text: str = TEXT, how: str = "serve", **environment: str) -> Any:
        (folder / "text.txt").write_text(text, encoding="utf-8")
        return subprocess.run(
            [sys.executable, "-m", "copydesk", *arguments],
            cwd=folder,
            env={**machine.environment(how), **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
        )

    return run


def findings(run: subprocess.CompletedProcess[str]) -> dict[str, str]:
    """Code → flagged text, of a run with JSON output."""
    (file,) = json.loads(run.stdout)["files"]
    return {found["code"]: found["text"] for found in file["findings"]}


Copydesk = Callable[..., subprocess.CompletedProcess[str]]
JSON = ("--output-format", "json", "text.txt")


def test_a_local_server_is_started_and_stopped(copydesk: Copydesk, machine: Machine) -> None:
    run = copydesk("check", "--engine", "languagetool", "--select", "LT", *JSON)
    assert run.returncode == 1, run.stderr
    assert findings(run) == {"LT:MORFOLOGIK_RULE_EN_US": "teh", "LT:PLURAL_VERB_AFTER_THIS": "this are"}
    (pid,) = machine.pids()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_selectors_ignores_and_comments_work_for_its_codes(copydesk: Copydesk, serve: Callable[..., Any]) -> None:
    url = ("--lt-url", serve().url)
    assert findings(copydesk("check", *url, "--select", "LT:PLURAL", *JSON)) == {
        "LT:PLURAL_VERB_AFTER_THIS": "this are"
    }
    assert "LT:PLURAL_VERB_AFTER_THIS" not in findings(copydesk("check", *url, "--ignore", "LT:PLURAL", *JSON))
    comment = "<!-- copydesk: ignore-next-line[LT:MORFOLOGIK_RULE_EN_US] -->\n"
    run = copydesk("check", *url, "--select", "LT", *JSON, text=comment + TEXT)
    assert findings(run) == {"LT:PLURAL_VERB_AFTER_THIS": "this are"}


def test_the_configuration_can_name_the_engine(copydesk: Copydesk, serve: Callable[..., Any], machine: Machine) -> None:
    server = serve()
    (machine.root / "work" / "copydesk.toml").write_text(
        f'engines = ["rules", "languagetool"]\nselect = ["LT"]\n'
        f'[language-tool]\nurl = "{server.url}"\nlanguage = "en-GB"\nlevel = "picky"\n'
    )
    assert len(findings(copydesk("check", *JSON))) == 2
    assert (server.requests[0].form["language"], server.requests[0].form["level"]) == ("en-GB", "picky")


def test_an_optional_engine_gives_one_warning_and_a_requested_one_fails(copydesk: Copydesk, machine: Machine) -> None:
    folder = machine.root / "work"
    (folder / "copydesk.toml").write_text('engines = ["rules", "languagetool"]\nselect = ["LT"]\n')
    (folder / "more.txt").write_text(TEXT)
    run = copydesk("check", "text.txt", "more.txt", how="die")
    assert run.returncode == 0, run.stderr
    assert run.stderr.count("warning:") == 1
    assert "the engine “languagetool” cannot run: the LanguageTool server ended at once" in run.stderr
    assert "no more room" in run.stderr
    assert len(machine.pids()) == 1
    run = copydesk("check", "text.txt", "more.txt", "--engine", "languagetool", how="die")
    assert run.returncode == 2
    assert run.stderr.count("error:") == 1
    assert len(machine.pids()) == 2


def test_a_paragraph_that_breaks_the_server_is_a_warning(copydesk: Copydesk, serve: Callable[..., Any]) -> None:
    server = serve(lambda request: Status(500, "Error: oh") if "boom" in request.text else find_words(request))
    text = f"This is a boom paragraph.\n\n{TEXT}"
    run = copydesk("check", "--lt-url", server.url, "--select", "LT", *JSON, text=text)
    assert run.returncode == 1
    assert "text.txt:1: LanguageTool could not check this paragraph (500: Error: oh)" in run.stderr
    assert len(findings(run)) == 2


def test_other_languages_keep_the_english_rules_away(copydesk: Copydesk, serve: Callable[..., Any]) -> None:
    german = "Das ist ein Test, und das Haus ist falsch gebaut.\n"
    for language in ("de-DE", "auto"):
        run = copydesk("check", "--lt-url", serve().url, "--language", language, *JSON, text=german)
        assert findings(run) == {"LT:GERMAN_SPELLER_RULE": "falsch"}, run.stderr
    run = copydesk("check", "--language", "de-DE", "text.txt")
    assert run.returncode == 2
    assert "add --engine languagetool" in run.stderr


def test_the_public_server_needs_consent(copydesk: Copydesk) -> None:
    run = copydesk("check", "--lt-url", "https://api.languagetool.org", "text.txt")
    assert run.returncode == 2
    assert "the text would leave this machine" in run.stderr


def test_many_files_share_one_server(copydesk: Copydesk, machine: Machine) -> None:
    for number in range(3):
        (machine.root / "work" / f"{number}.txt").write_text(f"{TEXT}\nFile {number}.\n")
    run = copydesk("check", "--engine", "languagetool", "--select", "LT", "--jobs", "2", "0.txt", "1.txt", "2.txt")
    assert run.returncode == 1, run.stderr
    assert run.stdout.count("LT:PLURAL_VERB_AFTER_THIS") == 3
    assert len(machine.pids()) == 1


def test_the_doctor(copydesk: Copydesk, machine: Machine, serve: Callable[..., ReplayServer]) -> None:
    run = copydesk("languagetool", "doctor")
    assert run.returncode == 0, run.stdout
    assert 'openjdk version "21.0.2"' in run.stdout
    assert "LanguageTool 6.8" in run.stdout
    run = copydesk("languagetool", "doctor", how="old")
    assert run.returncode == 2
    assert "LanguageTool needs Java 17 or newer" in run.stdout
    run = copydesk("languagetool", "doctor", LTP_PATH=str(machine.root / "none"))
    assert run.returncode == 2
    assert "copydesk languagetool install" in run.stdout
    run = copydesk("languagetool", "doctor", "--lt-url", serve().url, LTP_PATH=str(machine.root / "none"))
    assert run.returncode == 0
    assert "runs LanguageTool 6.3" in run.stdout
    run = copydesk("languagetool", "doctor", "--lt-url", "http://127.0.0.1:9")
    assert run.returncode == 2
    assert machine.pids() == []


class Downloads(ThreadingHTTPServer):
    """Serves one archive at every address; breaks off in the middle the first `broken` times."""

    daemon_threads = True

    def __init__(self, archive: bytes, broken: int = 0) -> None:
        super().__init__(("127.0.0.1", 0), _DownloadHandler)
        self.archive = archive
        self.broken = broken
        self.asked: list[str] = []

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Broken downloads are meant to break."""


class _DownloadHandler(BaseHTTPRequestHandler):
    server: Downloads

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def do_HEAD(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.server.archive)))
        self.end_headers()

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.do_HEAD()
        if self.server.broken:
            self.server.broken -= 1
            self.wfile.write(self.server.archive[:100])
            self.close_connection = True
        else:
            self.wfile.write(self.server.archive)


@pytest.fixture
def downloads() -> Iterator[Downloads]:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("LanguageTool-6.7/languagetool-server.jar", "not really")
        archive.writestr("LanguageTool-6.7/README.txt", "x" * 500)
    server = Downloads(content.getvalue())
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_install(copydesk: Copydesk, machine: Machine, downloads: Downloads) -> None:
    environment = {
        "LTP_DOWNLOAD_HOST_NEW_RELEASES": f"http://127.0.0.1:{downloads.server_address[1]}/",
        "LTP_DOWNLOAD_SHA256": hashlib.sha256(downloads.archive).hexdigest(),
        "LTP_PATH": str(machine.root / "fresh"),
    }
    fresh = Path(environment["LTP_PATH"])

    def install(*arguments: str, how: str = "serve", **more: str) -> subprocess.CompletedProcess[str]:
        return copydesk("languagetool", "install", "--version", "6.7", *arguments, how=how, **environment | more)

    run = install("--dry-run")
    assert run.returncode == 0, run.stderr
    assert "a download of 0 MB from http://127.0.0.1" in run.stderr
    run = install()
    assert run.returncode == 2
    assert "--yes" in run.stderr
    run = install("--yes", how="old")
    assert run.returncode == 2
    assert "Java is too old" in run.stderr
    assert downloads.asked == []
    run = install("--yes", LTP_DOWNLOAD_SHA256="0" * 64)
    assert run.returncode == 2
    assert "checksum mismatch" in run.stderr
    downloads.broken = 1
    run = install("--yes")
    assert run.returncode == 2
    assert list(fresh.iterdir()) == []
    (fresh / "tmpkilled" / "zip-extract-x").mkdir(parents=True)
    run = install("--yes")
    assert run.returncode == 0, run.stderr
    assert "Downloading LanguageTool 6.7" in run.stderr
    assert [path.name for path in fresh.iterdir()] == ["LanguageTool-6.7"]
    asked = len(downloads.asked)
    run = install("--yes")
    assert run.returncode == 0
    assert "installed already" in run.stderr
    assert len(downloads.asked) == asked


def test_stop(copydesk: Copydesk, machine: Machine) -> None:
    run = copydesk("check", "--engine", "languagetool", "--lt-keep", "--select", "LT", "text.txt")
    assert run.returncode == 1, run.stderr
    assert "kept server" in copydesk("languagetool", "doctor").stdout
    assert "stopped http://127.0.0.1" in copydesk("languagetool", "stop").stderr
    assert "no server was left running" in copydesk("languagetool", "stop").stderr
    assert len(machine.pids()) == 1


def test_both_sources_are_named(copydesk: Copydesk, serve: Callable[..., Any]) -> None:
    words = "We saw teh sea.\n"
    run = copydesk("check", "--lt-url", serve().url, "--output-format", "json", "text.txt", text=words)
    (file,) = json.loads(run.stdout)["files"]
    (found,) = [found for found in file["findings"] if found["text"] == "teh"]
    assert not found["code"].startswith("LT:")
    assert found["sources"] == ["LT:MORFOLOGIK_RULE_EN_US"]
    replacements = [fix["edits"][0]["replacement"] for fix in found["fixes"]]
    assert replacements[0] == "the"
    assert "ten" in replacements
    assert len(set(replacements)) == len(replacements)
    assert "also LT:MORFOLOGIK_RULE_EN_US" in copydesk("check", "--lt-url", serve().url, text=words).stdout
