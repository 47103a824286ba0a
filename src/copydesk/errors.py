"""What can go wrong, in words that name the place and say what to do."""

from __future__ import annotations

from pathlib import Path


class CopydeskError(Exception):
    """The base of every error that copydesk raises on purpose.

    `message` says what is wrong, `path`, `line` and `column` (both from 1) say where, `hint` what to do about it.
    """

    def __init__(
        self,
        message: str,
        *,
        path: str | Path | None = None,
        line: int | None = None,
        column: int | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = None if path is None else str(path)
        self.line = line
        self.column = column
        self.hint = hint

    def __str__(self) -> str:
        place = [str(part) for part in (self.path, self.line, self.column) if part is not None]
        text = f"{':'.join(place)}: {self.message}" if place else self.message
        return f"{text}\n  hint: {self.hint}" if self.hint else text


class SourceError(CopydeskError):
    """A file cannot be read, decoded or written."""


class FileChanged(SourceError):
    """A file is no longer the one that was checked, so nothing was written."""


class ConfigError(CopydeskError):
    """The configuration or a command-line value is wrong."""


class PackError(CopydeskError):
    """A rule pack is malformed."""


class ModelError(CopydeskError):
    """A data file of the language core is missing or damaged."""


class EditError(CopydeskError):
    """Edits overlap or lie outside the text."""


class EngineUnavailable(CopydeskError):
    """An engine cannot run: `message` is the reason, `hint` what to do."""
