"""Which format a source is in, and the parser of each format."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import PurePath

from copydesk.errors import ConfigError
from copydesk.formats.document import Layout
from copydesk.text.source import Source

FORMATS = {  # name: the module whose `parse` lays out a text
    "text": "copydesk.formats.plain",
    "markdown": "copydesk.formats.markdown",
}
SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".mkdn": "markdown",
    ".qmd": "markdown",
    ".rmd": "markdown",
}


def format_of(path: str | PurePath) -> str | None:
    """The format that the suffix of a path stands for, or None."""
    return SUFFIXES.get(PurePath(path).suffix.lower())


def detect(source: Source) -> str:
    """The format of a source: by the suffix of its path, else plain text."""
    return (format_of(source.path) if source.path else None) or "text"


def parser_of(name: str) -> Callable[[str], Layout]:
    """The parser of a format. Raises ConfigError for a format that is not known."""
    if name not in FORMATS:
        raise ConfigError(f"unknown format “{name}”", hint=f"the formats are {', '.join(FORMATS)}")
    parse: Callable[[str], Layout] = importlib.import_module(FORMATS[name]).parse
    return parse
