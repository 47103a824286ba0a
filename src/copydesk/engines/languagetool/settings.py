"""What the LanguageTool engine can be told, and the limits that follow from the server it talks to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from copydesk.engines.base import is_english
from copydesk.errors import ConfigError

PUBLIC_URL = "https://api.languagetool.org/"
TIMEOUT = 60.0
LANGUAGES = {"US": "en-US", "GB": "en-GB", "CA": "en-CA", "AU": "en-AU"}
PREFERRED_VARIANTS = ("de-DE", "pt-PT", "ca-ES")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one may ask of a server. Lengths are UTF-16 units, as the server counts them.

    A document up to `whole` goes in one request. A longer one goes in chunks of at most `chunk`, and once more, up to
    `text_level`, for the rules that look at the whole text.
    """

    whole: int
    chunk: int
    text_level: int
    concurrency: int
    bytes_per_minute: int | None = None
    requests_per_minute: int | None = None


OWN_SERVER = Limits(whole=20_000, chunk=10_000, text_level=400_000, concurrency=4)
OTHER_SERVER = Limits(whole=20_000, chunk=10_000, text_level=40_000, concurrency=2)
PUBLIC_SERVER = Limits(
    whole=20_000, chunk=10_000, text_level=20_000, concurrency=1, bytes_per_minute=75_000, requests_per_minute=20
)


@dataclass(frozen=True, slots=True)
class LanguageToolSettings:
    """The settings of the engine.

    `url` names a running server; without it a local one is started from an existing installation, and left running for
    the next run when `keep` is true. `public` allows the text to be sent to languagetool.org. `language` is a code such
    as de-DE, or "auto"; None stands for the English of `dialect`. `timeout` bounds every request and the start of the
    server, in seconds. `enabled` and `disabled` are LanguageTool's rule names. `cache` is the folder for answers, None
    for none.
    """

    url: str | None = None
    language: str | None = None
    dialect: str | None = None
    level: str = "default"
    timeout: float = TIMEOUT
    keep: bool = False
    public: bool = False
    enabled: frozenset[str] = frozenset()
    disabled: frozenset[str] = frozenset()
    cache: Path | None = None

    @classmethod
    def of(cls, values: Mapping[str, Any], **more: Any) -> LanguageToolSettings:
        """Settings from the table [language-tool] of a configuration; `more` are further fields, None for not given.

        Raises ConfigError for an address that is none, and for the public server without `public`.
        """
        given = {name: value for name, value in {**values, **more}.items() if value is not None}
        settings = cls(**given)
        settings.server_url()
        return settings

    @property
    def code(self) -> str:
        """The language code to ask for."""
        return self.language or LANGUAGES.get(self.dialect or "US", "en-US")

    @property
    def english(self) -> bool | None:
        """Whether the text is English; None when LanguageTool is to find out."""
        return None if self.code == "auto" else is_english(self.code)

    @property
    def variants(self) -> tuple[str, ...]:
        """The variants to assume where a language is recognised that has several."""
        return (LANGUAGES.get(self.dialect or "US", "en-US"), *PREFERRED_VARIANTS)

    @property
    def limits(self) -> Limits:
        url = self.server_url()
        if url is None or is_loopback(url):
            return OWN_SERVER
        return PUBLIC_SERVER if is_public(url) else OTHER_SERVER

    def server_url(self) -> str | None:
        """The address of the server, with a slash at its end and without its version part; None for a local one.

        Raises ConfigError for an address that is none, and for the public server without `public`.
        """
        if self.url is None:
            return PUBLIC_URL if self.public else None
        url = normalized(self.url)
        if is_public(url) and not self.public:
            raise ConfigError(
                f"“{self.url}” is the public LanguageTool server: the text would leave this machine",
                hint="allow that with public = true in [language-tool], or use a server of your own",
            )
        return url


def normalized(url: str) -> str:
    """The base address of a server, given with or without scheme, “/v2” and “/v2/check”. Raises ConfigError."""
    text = url.strip()
    parts = None
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        valid = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        valid = False
    if parts is None or not valid:
        raise ConfigError(f"“{url}” is not the address of a server", hint="write it like http://localhost:8081")
    path = parts.path.rstrip("/").removesuffix("/check").removesuffix("/v2")
    return urlunsplit((parts.scheme, parts.netloc, path.rstrip("/") + "/", "", ""))


def is_public(url: str) -> bool:
    host = (urlsplit(url).hostname or "").rstrip(".").lower()
    return any(host == name or host.endswith(f".{name}") for name in ("languagetool.org", "languagetoolplus.com"))


def is_loopback(url: str) -> bool:
    host = (urlsplit(url).hostname or "").lower()
    return host == "localhost" or host == "::1" or host.startswith("127.")


def shown(url: str) -> str:
    """The address without user name and password, for messages."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
