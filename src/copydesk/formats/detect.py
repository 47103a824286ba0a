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
PACKAGES = {  # name: the module whose `read` makes a document of a file that holds more than text
    "word": "copydesk.formats.word.document",
}
SUFFIXES = {
    ".docx": "word",
    ".docm": "word",
    ".dotx": "word",
    ".dotm": "word",
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


def package_reader(
    data: bytes, path: str | None, format: str | None
) -> Callable[[bytes, str | None], tuple[Source, str, Layout]] | None:
    """What reads a file that holds more than text; None for a text. A file without a telling name shows what it is."""
    name = format or (format_of(path) if path else None) or ("word" if _looks_like_word(data) else "text")
    if name not in PACKAGES:
        return None
    read: Callable[[bytes, str | None], tuple[Source, str, Layout]] = importlib.import_module(PACKAGES[name]).read
    return read


def _looks_like_word(data: bytes) -> bool:
    """Whether data without a telling name is a Word document, or an old or encrypted one."""
    return data.startswith(bytes.fromhex("d0cf11e0a1b11ae1")) or (data.startswith(b"PK\3\4") and b"word/" in data)


def parser_of(name: str) -> Callable[[str], Layout]:
    """The parser of a format. Raises ConfigError for a format that is not known."""
    if name in PACKAGES:
        raise ConfigError(f"a document of the format “{name}” is a file, not a text")
    if name not in FORMATS:
        raise ConfigError(f"unknown format “{name}”", hint=f"the formats are {', '.join((*FORMATS, *PACKAGES))}")
    parse: Callable[[str], Layout] = importlib.import_module(FORMATS[name]).parse
    return parse
