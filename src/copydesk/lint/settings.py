"""The settings that a configuration file may hold, and what their values have to look like."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

Reader = Callable[[Any], Any]

DIALECTS = ("US", "GB", "CA", "AU")
OUTPUT_FORMATS = ("full", "concise", "json", "github", "sarif")
SEVERITIES = ("suggestion", "warning", "error")
CONFIDENCES = ("low", "medium", "high")


class BadValue(ValueError):
    """A value is not what its key takes; the text says what it should be."""


def kind_of(value: object) -> str:
    """What a TOML value is, in a user's words."""
    if isinstance(value, bool):
        return "true" if value else "false"
    names: tuple[tuple[type, str], ...] = ((str, "a string"), (int, "a number"), (float, "a number"))
    for type_, name in names:
        if isinstance(value, type_):
            return f"{name} ({value!r})" if type_ is not str else f"a string (“{value}”)"
    return "a list" if isinstance(value, list) else "a table" if isinstance(value, dict) else "a date"


def flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise BadValue(f"should be true or false, not {kind_of(value)}")
    return value


def text(value: object) -> str:
    if not isinstance(value, str):
        raise BadValue(f"should be a string, not {kind_of(value)}")
    return value


def texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, list):
        raise BadValue(f"should be a list of strings, not {kind_of(value)}")
    for item in value:
        if not isinstance(item, str):
            raise BadValue(f"should be a list of strings, but holds {kind_of(item)}")
    return tuple(value)


def text_or_texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list):
        raise BadValue(f"should be a string or a list of strings, not {kind_of(value)}")
    return texts(value)


def one_of(choices: Iterable[str]) -> Reader:
    known = tuple(choices)

    def read(value: object) -> str:
        if not isinstance(value, str) or value not in known:
            given = f"“{value}”" if isinstance(value, str) else kind_of(value)
            raise BadValue(f"should be one of {', '.join(known)}, not {given}")
        return value

    return read


def dialect(value: object) -> str:
    """en-US, US and us are the same."""
    name = text(value).upper().replace("_", "-").removeprefix("EN-").replace("UK", "GB")
    if name not in DIALECTS:
        raise BadValue(f"should be one of {', '.join(DIALECTS)}, not “{value}”")
    return name


def seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
        raise BadValue(f"should be a number of seconds above 0, not {kind_of(value)}")
    return float(value)


def table_of(reader: Reader) -> Reader:
    def read(value: object) -> tuple[tuple[str, Any], ...]:
        if not isinstance(value, dict):
            raise BadValue(f"should be a table, not {kind_of(value)}")
        rows = []
        for key, item in value.items():
            try:
                rows.append((key, reader(item)))
            except BadValue as error:
                raise BadValue(f"“{key}” {error}") from None
        return tuple(rows)

    return read


# Key of the file → how its value is read. The field of Config has the same name with underscores.
SETTINGS: Mapping[str, Reader] = {
    "select": texts,
    "ignore": texts,
    "extend-select": texts,
    "per-file-ignores": table_of(text_or_texts),
    "min-severity": one_of(SEVERITIES),
    "min-confidence": one_of(CONFIDENCES),
    "vocabulary": text_or_texts,
    "packs": text_or_texts,
    "dialect": dialect,
    "engines": texts,
    "rule-timeout": seconds,
    "exclude": texts,
    "extend-exclude": texts,
    "respect-gitignore": flag,
    "encoding": text,
    "formats": table_of(text),
    "unused-ignores": flag,
    "respect-decisions": flag,
    "output-format": one_of(OUTPUT_FORMATS),
}

# Tables that belong to an engine: kept as they are for it, once their keys and values have been checked.
ENGINE_SETTINGS: Mapping[str, Mapping[str, Reader]] = {
    "language-tool": {
        "url": text,
        "language": text,
        "level": one_of(("default", "picky")),
        "timeout": seconds,
        "keep": flag,
        "public": flag,
    },
}
