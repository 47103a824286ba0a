"""One HTTP request with a deadline. Every outcome but a result is a ServerTrouble."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from typing import Any

from copydesk.engines.languagetool.failure import NoAnswer, NotLanguageTool, Refused, TooSlow, load
from copydesk.engines.languagetool.settings import is_loopback, shown

_LARGEST = 64 * 1024 * 1024  # bytes of an answer
_CONNECT = 10.0  # seconds
_WORDS = 300  # characters of a server's complaint


def send(url: str, seconds: float, form: Mapping[str, str] | None = None) -> Any:
    """The JSON that a server answers to a GET, or to a POST of a form.

    Raises Refused for an answer with an error status, NoAnswer without connection, TooSlow when the whole answer has
    not come within `seconds`, NotLanguageTool for what is no JSON. The form is not sent on when a server redirects, and
    no proxy is used for a server on this machine.
    """
    outcome: list[Any] = []
    failure: list[BaseException] = []

    def work() -> None:
        try:
            outcome.append(_send(url, seconds, form))
        except BaseException as error:
            failure.append(error)

    # The time-outs of sockets bound each wait, not their sum: a server that sends a byte now and then could hold the
    # request for ever. So a thread does the work, and is left alone when the time is over.
    thread = threading.Thread(target=work, name="languagetool-request", daemon=True)
    thread.start()
    thread.join(seconds)
    if failure:
        raise failure[0]
    if not outcome:
        raise TooSlow(f"no answer from {shown(url)} within {seconds:g} seconds")
    return outcome[0]


def _send(url: str, seconds: float, form: Mapping[str, str] | None) -> Any:
    requests = load("requests")
    with requests.Session() as session:
        session.trust_env = not is_loopback(url)
        try:
            response = session.request(
                "GET" if form is None else "POST",
                url,
                data=None if form is None else dict(form),
                timeout=(min(_CONNECT, seconds), seconds),
                allow_redirects=form is None,
                stream=True,
            )
            body = b""
            for piece in response.iter_content(65536):
                body += piece
                if len(body) > _LARGEST:
                    raise NotLanguageTool(f"{shown(url)} sends more than {_LARGEST >> 20} MiB")
        except requests.exceptions.Timeout:
            raise TooSlow(f"no answer from {shown(url)} within {seconds:g} seconds") from None
        except requests.exceptions.RequestException as error:
            raise NoAnswer(f"{shown(url)}: {_cause(error)}") from None
    text = body.decode("utf-8", "replace")
    if response.status_code >= 300:
        raise Refused(response.status_code, _complaint(text), _seconds_in(response.headers.get("Retry-After")))
    try:
        return json.loads(text)
    except ValueError:
        raise NotLanguageTool(f"{shown(url)} sends no JSON but “{_complaint(text)[:80]}”") from None


def get_json(url: str, seconds: float) -> Any:
    """The JSON at an address, or None if there is none for whatever reason."""
    try:
        return send(url, seconds)
    except (Refused, NoAnswer, TooSlow, NotLanguageTool):
        return None


def is_ready(url: str, seconds: float) -> bool:
    """Whether a LanguageTool server answers at the base address."""
    languages = get_json(f"{url}v2/languages", seconds)
    return isinstance(languages, list)


def version_of(url: str, seconds: float) -> str | None:
    """The version that a running server tells of itself; None when it does not, as older ones do not."""
    answer = get_json(f"{url}v2/info", seconds)
    return version_in(answer)


def version_in(answer: object) -> str | None:
    """The version of the server that gave an answer."""
    software = answer.get("software") if isinstance(answer, dict) else None
    if not isinstance(software, dict) or not isinstance(software.get("version"), str):
        return None
    return f"{software['version']} {software.get('buildDate') or ''}".strip()


def _cause(error: BaseException) -> str:
    """What lies under the layers of a requests error, in a few words."""
    text = str(error).lower()
    for sign, words in (
        ("refused", "connection refused"),
        ("name or service not known", "no such host"),
        ("failed to resolve", "no such host"),
        ("nodename nor servname", "no such host"),
        ("reset by peer", "the connection was reset"),
        ("without response", "the connection was closed without an answer"),
        ("incompleteread", "the connection broke in the middle of the answer"),
        ("certificate", "the certificate of the server cannot be verified"),
    ):
        if sign in text:
            return words
    return f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"


def _complaint(text: str) -> str:
    """What a server says about an error, on one line and without the markup of an error page."""
    import re

    plain = re.sub(r"<(style|script)\b.*?</\1>|<[^>]*>", " ", text, flags=re.DOTALL | re.IGNORECASE)
    words = " ".join(plain.split())
    return words[:_WORDS] if words else "nothing"


def _seconds_in(value: str | None) -> float | None:
    """The seconds that a Retry-After header names; None for a date or nonsense."""
    return float(value) if value is not None and value.strip().isdigit() else None
