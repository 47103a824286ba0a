"""Reading TOML with the line of every key, which tomllib does not tell."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from copydesk.errors import ConfigError
from copydesk.lint.paths import display_path

KEY = re.compile(r"""[ \t]*([A-Za-z0-9_-]+|"(?:\\.|[^"\\])*"|'[^']*')[ \t]*""")
SKIPPED = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'  # strings over several lines, which may end in quotes of their own
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*",
    re.DOTALL,
)
PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")

KeyPath = tuple[str, ...]


def read_toml(path: Path) -> tuple[dict[str, Any], str]:
    """The tables of a file and its text. Raises ConfigError that names the place when it is not readable TOML."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror or error}", path=display_path(path)) from None
    except UnicodeDecodeError as error:
        place = error.object[: error.start].count(b"\n") + 1
        raise ConfigError("is not UTF-8, which TOML has to be", path=display_path(path), line=place) from None
    try:
        return tomllib.loads(text), text
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        found = PLACE.search(message)
        line: int | None = None
        column: int | None = None
        if found:
            message = message[: found.start()]
            line = int(found.group(1)) if found.group(1) else text.count("\n") + 1
            column = int(found.group(2)) if found.group(2) else None
        raise ConfigError(
            f"is not valid TOML: {message[:1].lower()}{message[1:]}", path=display_path(path), line=line, column=column
        ) from None


def key_lines(text: str) -> dict[KeyPath, int]:
    """The line (from 1) on which each table and key outside inline tables begins; `text` is valid TOML."""
    lines: dict[KeyPath, int] = {}
    table: KeyPath = ()
    position, line = 0, 1
    while position < len(text):
        character = text[position]
        if character == "\n":
            position, line = position + 1, line + 1
        elif character in " \t\r":
            position += 1
        elif character == "#":
            position = _end_of_value(text, position)
        elif character == "[":
            table, position = _key(text, position + (2 if text.startswith("[[", position) else 1))
            lines.setdefault(table, line)
            position = _end_of_value(text, position)
        else:
            key, position = _key(text, position)
            for length in range(1, len(key) + 1):
                lines.setdefault((*table, *key[:length]), line)
            end = _end_of_value(text, position)
            line += text.count("\n", position, end)
            position = max(end, position + 1)
    return lines


def line_of(lines: dict[KeyPath, int], path: KeyPath) -> int | None:
    """The line of a key, or of the nearest table around it that has a line of its own."""
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return None


def _key(text: str, position: int) -> tuple[KeyPath, int]:
    """The dotted key at a position, and where it ends."""
    parts: list[str] = []
    while match := KEY.match(text, position):
        part = match.group(1)
        if part[0] == '"':
            part = tomllib.loads(f"k = {part}")["k"]
        parts.append(part.strip("'") if part[:1] == "'" else part)
        position = match.end()
        if text[position : position + 1] != ".":
            break
        position += 1
    return tuple(parts), position


def _end_of_value(text: str, position: int) -> int:
    """Where the value, comment or rest of a header at a position ends: the newline outside strings and brackets."""
    depth = 0
    while position < len(text):
        character = text[position]
        if character == "\n" and depth <= 0:
            return position
        if character in "\"'#" and (match := SKIPPED.match(text, position)):
            position = match.end()
            continue
        depth += (character in "[{") - (character in "]}")
        position += 1
    return position
