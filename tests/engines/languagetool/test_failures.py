"""Servers that misbehave, and what is raised where something is missing."""

from __future__ import annotations

import json
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Machine
from replay import Drip, Drop, Garbage, ReplayServer, Request, Status, an_answer, find_words

from copydesk.engines.languagetool import LanguageToolEngine, LanguageToolSettings, client, failure
from copydesk.engines.languagetool.limits import Pace
from copydesk.engines.languagetool.settings import PUBLIC_SERVER, normalized
from copydesk.errors import ConfigError, EngineUnavailable
from copydesk.formats.document import Document

TEXT = "\n\n".join(f"Paragraph {number} has teh word." for number in range(8))


def engine_for(server: ReplayServer, **settings: Any) -> LanguageToolEngine:
    return LanguageToolEngine(LanguageToolSettings(url=server.url, **settings))


def failing(answer: Any, when: Callable[[Request], bool] = lambda request: True) -> Callable[[Request], Any]:
    return lambda request: answer if when(request) else find_words(request)


@pytest.mark.parametrize(
    ("answer", "reason", "hint"),
    [
        (Garbage(), "does not answer like LanguageTool", "--lt-url"),
        ({"matches": "none"}, "does not answer like LanguageTool", "--lt-url"),
        ([1, 2], "does not answer like LanguageTool", "--lt-url"),
        (Drop(), "cannot be reached: http://127.0.0.1", "--lt-url"),
        (Status(403, "Error: forbidden"), "answered 403: Error: forbidden", "--lt-url"),
        (Status(500, "Error: no memory"), "answered 500: Error: no memory", "--lt-url"),
        (Status(413, "Error: too long"), "too long for the LanguageTool server: Error: too long", "--lt-url"),
        (Status(429, "slow down", {"Retry-After": "0"}), "limits requests: slow down", "wait a minute"),
        (Status(426, "upgrade", {"Retry-After": "0"}), "limits requests: upgrade", "wait a minute"),
        (Status(429, "slow down", {"Retry-After": "9999"}), "limits requests: slow down", "wait a minute"),
        (Status(302, "", {"Location": "http://127.0.0.1:1/"}), "answered 302", "--lt-url"),
        (
            Status(500, "Error: Could not activate rules, detected: de-DE"),
            "no rules for the language: Error: Could not activate rules, detected: de-DE",
            "--language",
        ),
        (Status(502, "<html><title>502 Bad <b>Gateway</b></title></html>"), "answered 502: 502 Bad Gateway", "server"),
    ],
)
def test_a_server_that_always_fails(
    serve: Callable[..., ReplayServer], answer: Any, reason: str, hint: str
) -> None:
    server = serve(failing(answer))
    with pytest.raises(EngineUnavailable) as caught:
        engine_for(server).check(Document.parse(TEXT, "text"))
    assert reason in caught.value.message
    assert hint in str(caught.value.hint)
    assert len(server.requests) <= 20


def test_a_server_that_is_slow_is_not_waited_for_longer_than_allowed(serve: Callable[..., ReplayServer]) -> None:
    def slow(request: Request) -> Any:
        time.sleep(1.5)
        return find_words(request)

    for action in (slow, failing(Drip())):
        with pytest.raises(EngineUnavailable, match=r"took too long: no answer from http://127.0.0.1.* within 0.3"):
            engine_for(serve(action), timeout=0.3).check(Document.parse(TEXT, "text"))


def test_a_dropped_connection_is_tried_again(serve: Callable[..., ReplayServer]) -> None:
    answers = iter([Drop()])
    server = serve(lambda request: next(answers, None) or find_words(request))
    assert len(engine_for(server).check(Document.parse(TEXT, "text")).findings) == 8


@pytest.mark.parametrize("status", [426, 429])
def test_a_server_that_asks_for_patience_gets_it(
    serve: Callable[..., ReplayServer], status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "_PAUSE", 0.01)
    answers = iter([Status(status, "wait")])
    server = serve(lambda request: next(answers, None) or find_words(request))
    assert len(engine_for(server).check(Document.parse(TEXT, "text")).findings) == 8


def test_a_refused_connection_is_not_tried_again() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(EngineUnavailable, match="connection refused"):
            LanguageToolEngine(LanguageToolSettings(url=url)).check(Document.parse(TEXT, "text"))


@pytest.mark.parametrize("status", [413, 500])
def test_a_text_that_the_server_fails_on_is_narrowed_down_to_the_paragraph(
    serve: Callable[..., ReplayServer], status: int
) -> None:
    server = serve(failing(Status(status, "Error: oh"), lambda request: "Paragraph 5" in request.text))
    checked = engine_for(server).check(Document.parse(TEXT, "text"))
    assert len(checked.findings) == 7
    assert checked.warnings == (f"text:11: LanguageTool could not check this paragraph ({status}: Error: oh)",)
    assert all("Paragraph 5" not in TEXT[f.span.start - 20 : f.span.end] for f in checked.findings)


def test_a_server_that_gives_up_early_is_reported(serve: Callable[..., ReplayServer]) -> None:
    server = serve(lambda request: {**an_answer([]), "warnings": {"incompleteResults": True}})
    checked = engine_for(server).check(Document.parse(TEXT, "text"))
    assert checked.warnings == ("text:1: LanguageTool gave up before the end",)


def test_a_language_that_the_server_does_not_speak(serve: Callable[..., ReplayServer]) -> None:
    with pytest.raises(EngineUnavailable, match="does not speak “xx-XX”"):
        engine_for(serve(), language="xx-XX").check(Document.parse(TEXT, "text"))


def test_languages_are_set_or_recognised(serve: Callable[..., ReplayServer]) -> None:
    server = serve()
    german = Document.parse("Das ist falsch. Raqqa ist falsch.", "text")
    english = Document.parse("Here is teh word.", "text")
    assert len(engine_for(server, language="de-DE").check(german).findings) == 2
    assert server.requests[-1].form["language"] == "de-DE"
    engine = engine_for(server, language="auto", dialect="GB")
    assert engine.language_of(german) == "de-DE"
    assert engine.language_of(english) == "en-US"
    assert "en-GB" in server.requests[-1].form["preferredVariants"].split(",")
    engine.check(german)
    assert server.requests[-1].form["language"] == "de-DE"
    assert engine_for(server, dialect="AU").language_of(english) == "en-AU"


def test_rules_and_level_are_passed_on(serve: Callable[..., ReplayServer]) -> None:
    server = serve()
    settings = {"level": "picky", "enabled": frozenset({"A"}), "disabled": frozenset({"B"})}
    engine_for(server, **settings).check(Document.parse(TEXT, "text"))
    form = server.requests[0].form
    assert (form["level"], form["enabledRules"], form["disabledRules"]) == ("picky", "A", "B")


def test_unchanged_texts_come_from_the_cache(serve: Callable[..., ReplayServer], tmp_path: Path) -> None:
    server = serve()
    document = Document.parse(TEXT, "text")

    def check(**settings: Any) -> tuple[int, int]:
        before = len(server.requests)
        checked = engine_for(server, cache=tmp_path / "answers", **settings).check(document)
        return len(checked.findings), len(server.requests) - before

    assert check() == (8, 1)
    assert check() == (8, 0)
    assert check(language="en-GB") == (8, 1)
    assert check(level="picky") == (8, 1)
    assert check(disabled=frozenset({"X"})) == (8, 1)
    server.info = {"software": {"version": "6.8"}}
    assert check() == (8, 1)
    server.info = None  # an older server, which tells its version only in its answers
    assert check() == (8, 1)
    for path in (tmp_path / "answers").rglob("*.json"):
        path.write_text("{", encoding="utf-8")
    server.info = {"software": {"version": "6.8"}}
    assert check() == (8, 1)


def test_a_cache_that_cannot_be_written_does_no_harm(serve: Callable[..., ReplayServer], tmp_path: Path) -> None:
    (tmp_path / "answers").write_text("a file")
    engine = engine_for(serve(), cache=tmp_path / "answers")
    assert len(engine.check(Document.parse(TEXT, "text")).findings) == 8
    engine.close()


def test_the_vocabulary_and_names_silence_the_speller(serve: Callable[..., ReplayServer]) -> None:
    url = serve().url
    document = Document.parse("They saw teh sea near Zanzibarr and teh hills.", "text")
    spelling = [finding.span.of(document.text) for finding in engine_for_url(url).check(document).findings]
    assert spelling.count("teh") == 2
    own = engine_for_url(url, frozenset({"teh", "Zanzibarr"}))
    assert own.check(document).findings == ()


def engine_for_url(url: str, vocabulary: frozenset[str] = frozenset()) -> LanguageToolEngine:
    return LanguageToolEngine(LanguageToolSettings(url=url), vocabulary=vocabulary)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def test_the_limits_of_the_public_server_are_kept() -> None:
    clock = Clock()
    pace = Pace(PUBLIC_SERVER.bytes_per_minute, PUBLIC_SERVER.requests_per_minute, clock=clock, sleep=clock.sleep)
    sent: list[tuple[float, int]] = []
    for size in [20_000] * 12 + [10] * 50 + [90_000, 5]:
        pace.wait(size)
        sent.append((clock.now, size))
    for begin, _ in sent:
        window = [size for at, size in sent if begin <= at < begin + 60]
        assert sum(window) <= 75_000 or len(window) == 1
        assert len(window) <= 20
    assert PUBLIC_SERVER.whole <= 20_000
    assert PUBLIC_SERVER.text_level <= 20_000


def test_the_public_server_has_to_be_allowed() -> None:
    for url in ("https://api.languagetool.org", "https://api.languagetoolplus.com/v2/check"):
        with pytest.raises(ConfigError, match="the text would leave this machine"):
            LanguageToolSettings.of({"url": url})
        assert LanguageToolSettings.of({"url": url, "public": True}).limits == PUBLIC_SERVER
    assert LanguageToolSettings.of({"public": True}).limits == PUBLIC_SERVER
    assert LanguageToolSettings.of({}).server_url() is None


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("localhost:8081", "http://localhost:8081/"),
        ("http://localhost:8081/v2", "http://localhost:8081/"),
        ("http://localhost:8081/v2/check", "http://localhost:8081/"),
        (" https://lt.example.org/api/v2/ ", "https://lt.example.org/api/"),
        ("http://[::1]:8081", "http://[::1]:8081/"),
    ],
)
def test_addresses_are_completed(given: str, expected: str) -> None:
    assert normalized(given) == expected


@pytest.mark.parametrize("given", ["", "ftp://x", "http://", "http://host:99999", "http://[::1", "file:///etc/passwd"])
def test_addresses_that_are_none(given: str) -> None:
    with pytest.raises(ConfigError, match="not the address of a server"):
        LanguageToolSettings.of({"url": given})


def ltp_error(name: str, text: str) -> Exception:
    kind = getattr(failure.load("language_tool_python.exceptions"), name)
    error: Exception = kind(text)
    return error


def requests_error(name: str) -> Exception:
    error: Exception = getattr(failure.load("requests.exceptions"), name)("oh")
    return error


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ModuleNotFoundError("No java install detected."), "Java was not found"),
        (SystemError("Detected java 1.8."), "Java is too old"),
        (SystemExit("Could not parse Java version"), "the version of Java cannot be told"),
        (FileNotFoundError(2, "No such file or directory", "/cache"), "missing or not accessible: /cache: No such"),
        (PermissionError(13, "Permission denied", "/cache"), "missing or not accessible: /cache: Permission denied"),
        (UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed"), "the text cannot be sent"),
        (subprocess.CalledProcessError(1, "java", "Error occurred during initialization of VM"), "Java does not run"),
        (json.JSONDecodeError("Expecting value", "", 0), "does not answer like LanguageTool"),
        (TimeoutError("late"), "failed"),
        (KeyError("x"), "testing failed: KeyError"),
    ],
)
def test_whatever_is_raised_inside_comes_out_as_one_kind_of_error(error: BaseException, reason: str) -> None:
    with pytest.raises(EngineUnavailable) as caught, failure.boundary("testing"):
        raise error
    assert reason in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("LanguageToolError", "LanguageTool failed: oh"),
        ("ServerError", "LanguageTool failed: oh"),
        ("RateLimitError", "limits requests: oh"),
        ("JavaError", "Java was not found: oh"),
        ("PathError", "cannot be used: oh"),
    ],
)
def test_errors_of_the_package(name: str, reason: str) -> None:
    with pytest.raises(EngineUnavailable, match=reason), failure.boundary("testing"):
        raise ltp_error(name, "oh")


@pytest.mark.parametrize("name", ["ConnectionError", "ReadTimeout", "InvalidURL", "SSLError"])
def test_errors_of_requests(name: str) -> None:
    with pytest.raises(EngineUnavailable), failure.boundary("testing"):
        raise requests_error(name)


def test_an_interrupt_passes_the_boundary() -> None:
    with pytest.raises(KeyboardInterrupt), failure.boundary("testing"):
        raise KeyboardInterrupt


def test_without_the_package(monkeypatch: pytest.MonkeyPatch, machine: Machine) -> None:
    import sys

    for name in [name for name in sys.modules if name.partition(".")[0] == "language_tool_python"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "language_tool_python", None)
    with pytest.raises(EngineUnavailable, match="language-tool-python is not installed") as caught:
        LanguageToolEngine().check(Document.parse(TEXT, "text"))
    assert 'pip install "copydesk[languagetool]"' in str(caught.value.hint)
