"""A server that speaks LanguageTool's protocol on this machine: it replays answers, finds words, and misbehaves.

Run as a program (`replay.py PORT`) it plays the server that Java would run.
"""

from __future__ import annotations

import json
import re
import sys
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

CODES = ("en", "en-US", "en-GB", "en-AU", "en-CA", "de", "de-DE", "fr", "fr-FR", "pt-PT", "ca-ES")
SOFTWARE = {"name": "LanguageTool", "version": "6.3", "buildDate": "2023-10-06 20:34:38 +0000"}
# Words that the server finds: rule, type of issue, category, replacements.
WORDS: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    "teh": ("MORFOLOGIK_RULE_EN_US", "misspelling", "TYPOS", ("the", "ten")),
    "Zanzibarr": ("MORFOLOGIK_RULE_EN_US", "misspelling", "TYPOS", ("Zanzibar",)),
    "this are": ("PLURAL_VERB_AFTER_THIS", "grammar", "GRAMMAR", ("this is",)),
    "falsch": ("GERMAN_SPELLER_RULE", "misspelling", "TYPOS", ("richtig",)),
}

Action = Callable[["Request"], Any]


class Request:
    """What was asked: the form, the text as a reader would see it, and where its characters are in the request."""

    def __init__(self, path: str, form: dict[str, str]) -> None:
        self.path = path
        self.form = form
        self.places: list[int] = []  # of every UTF-16 unit of the text, in UTF-16 units of the request
        self.text = ""
        unit = 0
        annotation = json.loads(form["data"])["annotation"] if "data" in form else [{"text": form.get("text", "")}]
        for piece in annotation:
            visible = piece.get("text", piece.get("interpretAs", ""))
            raw = piece.get("text", piece.get("markup", ""))
            for index in range(width(visible)):
                self.places.append(unit + (index if "text" in piece else 0))
            self.text += visible
            unit += width(raw)
        self.places.append(unit)

    def match(self, found: re.Match[str], words: tuple[str, str, str, tuple[str, ...]]) -> dict[str, Any]:
        start = width(self.text[: found.start()])
        end = width(self.text[: found.end()])
        offset = self.places[start]
        return a_match(words, offset, self.places[end - 1] + 1 - offset)


def width(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def a_match(words: tuple[str, str, str, tuple[str, ...]], offset: object, length: object) -> dict[str, Any]:
    rule, issue, category, replacements = words
    return {
        "message": f"Not like that ({rule}).",
        "shortMessage": "",
        "replacements": [{"value": value} for value in replacements],
        "offset": offset,
        "length": length,
        "context": {"text": "", "offset": 0, "length": 0},
        "sentence": "",
        "type": {"typeName": "Other"},
        "rule": {
            "id": rule,
            "description": "",
            "issueType": issue,
            "urls": [{"value": f"https://example.org/{rule}"}],
            "category": {"id": category, "name": category},
        },
    }


def an_answer(matches: list[dict[str, Any]], language: str = "en-US") -> dict[str, Any]:
    return {
        "software": SOFTWARE,
        "warnings": {"incompleteResults": False},
        "language": {"code": language, "name": language, "detectedLanguage": {"code": language, "name": language}},
        "matches": matches,
    }


def find_words(request: Request) -> dict[str, Any]:
    """An answer with a match for each of WORDS; text-level mode finds nothing."""
    language = request.form["language"]
    if language == "auto":
        language = "de-DE" if " ist " in request.text else "en-US"
    matches = [
        request.match(found, words)
        for word, words in WORDS.items()
        for found in re.finditer(rf"\b{word}\b", request.text)
        if request.form.get("mode") != "textLevelOnly"
    ]
    return an_answer(matches, language)


class Status:
    """An answer with an error status."""

    def __init__(self, status: int, words: str = "Error: no", headers: dict[str, str] | None = None) -> None:
        self.status, self.words, self.headers = status, words, headers or {}


class Garbage:
    """Words instead of JSON, with status 200."""


class Drop:
    """The connection is closed without an answer."""


class Drip:
    """An answer that comes one byte at a time."""


class ReplayServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, action: Action = find_words, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.info: Any = {"software": SOFTWARE}
        self.action = action
        self.requests: list[Request] = []
        self.paths: list[str] = []
        self.at_once = self.most_at_once = 0
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that give up are no news."""


class _Handler(BaseHTTPRequestHandler):
    server: ReplayServer

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self.server.paths.append(self.path)
        if self.path == "/v2/languages":
            self._send(200, json.dumps([{"name": code, "code": code[:2], "longCode": code} for code in CODES]))
        elif self.path == "/v2/info" and self.server.info is not None:
            self._send(200, json.dumps(self.server.info))
        else:
            self._send(404, "Error: not found")

    def do_POST(self) -> None:
        server = self.server
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {key: values[0] for key, values in parse_qs(body, keep_blank_values=True).items()}
        request = Request(self.path, form)
        with server.lock:
            server.requests.append(request)
            server.at_once += 1
            server.most_at_once = max(server.most_at_once, server.at_once)
        try:
            self._answer(server.action(request))
        finally:
            with server.lock:
                server.at_once -= 1

    def _answer(self, answer: Any) -> None:
        if isinstance(answer, Status):
            self._send(answer.status, answer.words, answer.headers)
        elif isinstance(answer, Garbage):
            self._send(200, "<html>Welcome to the router</html>")
        elif isinstance(answer, Drop):
            self.close_connection = True
        elif isinstance(answer, Drip):
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            for _ in range(1000):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.05)
        else:
            self._send(200, json.dumps(answer))

    def _send(self, status: int, text: str, headers: dict[str, str] | None = None) -> None:
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)


if __name__ == "__main__":
    print("Starting LanguageTool server", flush=True)
    ReplayServer(port=int(sys.argv[1])).serve_forever()
