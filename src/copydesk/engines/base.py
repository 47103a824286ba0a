"""An engine turns documents into findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from copydesk.formats.document import Document
from copydesk.text.finding import Finding


@dataclass(frozen=True, slots=True)
class Checked:
    """What an engine says of one document: findings by place, and warnings about what it could not do."""

    findings: tuple[Finding, ...] = ()
    warnings: tuple[str, ...] = ()


class Engine(Protocol):
    """Anything that turns a document into findings."""

    @property
    def name(self) -> str:
        """The name by which configuration and command line know the engine."""
        ...

    def check(self, document: Document) -> Checked:
        """Findings of one document. Raises EngineUnavailable when the engine cannot run at all."""
        ...

    def close(self) -> None:
        """Give back what the engine holds (servers, files)."""
        ...


@runtime_checkable
class Multilingual(Protocol):
    """An engine that checks other languages than English too, and can tell which one a document is in."""

    def language_of(self, document: Document) -> str:
        """The code of the language, such as en-GB. Raises EngineUnavailable when the engine cannot run."""
        ...


def is_english(language: str) -> bool:
    """Whether a language code stands for a kind of English."""
    return language.lower().replace("_", "-").partition("-")[0] == "en"
