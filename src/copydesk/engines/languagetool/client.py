"""Asking a server, through the client of language-tool-python."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from copydesk.engines.languagetool.failure import (
    NoAnswer,
    NotLanguageTool,
    Refused,
    ServerTrouble,
    boundary,
    load,
    of_trouble,
)
from copydesk.engines.languagetool.limits import Pace
from copydesk.engines.languagetool.payload import Payload
from copydesk.engines.languagetool.settings import LanguageToolSettings, shown
from copydesk.engines.languagetool.transport import send
from copydesk.errors import EngineUnavailable

_TRIES = 3
_PAUSE = 2.0  # seconds, where a server asks for patience and does not say how much
_LONGEST_PAUSE = 65.0  # seconds; the windows of the public server are a minute long


class Client:
    """A connection to one server for any number of languages. Threads may share it.

    language-tool-python reads the list of languages, checks and completes the code, and makes up the form; the request
    itself is `transport.send`, as the raw numbers, the status and the time are needed that the package does not give.
    """

    def __init__(
        self, url: str, settings: LanguageToolSettings, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self.url = url
        self._settings = settings
        self._pace = Pace.of(settings.limits, sleep)
        self._sleep = sleep
        self._lock = threading.Lock()
        self._tools: dict[str, Any] = {}

    def check(self, payload: Payload, language: str, mode: str = "all") -> dict[str, Any]:
        """The server's answer to a text, as it came but known to have the parts that are used.

        Raises EngineUnavailable for a language that the server does not speak, and ServerTrouble for a request without
        a result; one that asked for patience, or whose connection broke, is tried again first.
        """
        tool = self._tool(language)
        with boundary("preparing the request"):
            form: dict[str, str] = dict(tool._create_params(payload.content))
        if payload.field != "text":
            form[payload.field] = form.pop("text")
        if mode != "all":
            form["mode"] = mode
        answer = self._patiently(lambda: tool._query_server(f"{self.url}v2/check", form), len(payload.content.encode()))
        if not isinstance(answer, dict) or not isinstance(answer.get("matches"), list):
            raise NotLanguageTool(f"{shown(self.url)} sends JSON without matches")
        return answer

    def _patiently(self, ask: Callable[[], Any], size: int) -> Any:
        for remaining in reversed(range(_TRIES)):
            self._pace.wait(size)
            try:
                return ask()
            except Refused as trouble:
                if trouble.status not in (426, 429, 503) or not remaining:
                    raise
                pause = trouble.retry_after if trouble.retry_after is not None else _PAUSE
                if pause > min(_LONGEST_PAUSE, self._settings.timeout):
                    raise
                self._sleep(pause)
            except NoAnswer as trouble:
                if "refused" in str(trouble) or not remaining:
                    raise
        raise AssertionError("unreachable")

    def _tool(self, language: str) -> Any:
        """A client of language-tool-python that is set up for a language."""
        with self._lock:
            if language not in self._tools:
                self._tools[language] = self._connect(language)
            return self._tools[language]

    def _connect(self, language: str) -> Any:
        package = load()
        seconds = self._settings.timeout

        def query(tool: Any, url: str, params: dict[str, str] | None = None, *_: Any, **__: Any) -> Any:
            return send(url, seconds, params)

        with boundary("talking to the LanguageTool server"):
            kind = type("CopydeskClient", (package.LanguageTool,), {"_query_server": query})
            try:
                tool = kind(language, remote_server=self.url)
            except ServerTrouble as trouble:
                raise of_trouble(trouble, "talking to the LanguageTool server") from None
            except ValueError as error:
                raise EngineUnavailable(
                    f"LanguageTool does not speak “{language}”: {error}",
                    hint="write the language like en-GB, de-DE or auto",
                ) from None
            except (TypeError, AttributeError) as error:
                raise EngineUnavailable(
                    f"{shown(self.url)} does not answer like LanguageTool: {error}",
                    hint="the server and the address in --lt-url do not fit",
                ) from None
            tool.picky = self._settings.level == "picky"
            tool.enabled_rules = set(self._settings.enabled)
            tool.disabled_rules = set(self._settings.disabled)
            if language == "auto":
                tool.preferred_variants = set(self._settings.variants) & set(tool._get_languages())
            return tool
