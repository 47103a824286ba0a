"""Configuration: what is checked, by which rules, with which words."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from copydesk.errors import ConfigError
from copydesk.lint.paths import display_path
from copydesk.lint.settings import ENGINE_SETTINGS, SETTINGS, BadValue, Reader, kind_of

FILE_NAMES = ("copydesk.toml", ".copydesk.toml", "pyproject.toml")
PYPROJECT_TABLE = ("tool", "copydesk")
RULE_TIMEOUT = 2.0  # seconds that one rule may take for one file

DEFAULT_EXCLUDE = (
    ".bzr", ".direnv", ".eggs", ".git", ".hg", ".mypy_cache", ".nox", ".pytest_cache", ".ruff_cache", ".svn", ".tox",
    ".venv", "__pycache__", "__pypackages__", "_build", "build", "dist", "node_modules", "site-packages", "venv",
)  # fmt: skip


@dataclass(frozen=True)
class Config:
    """The settings of a run. Relative paths and globs are meant from `root`.

    `select` None stands for the rules that are on by default. `required_engines` are those that the command line asks
    for: without them a run has failed. `path` is the file the settings came from, if any.
    """

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    min_severity: str = "suggestion"
    min_confidence: str = "low"
    vocabulary: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    dialect: str | None = None
    engines: tuple[str, ...] = ("rules",)
    required_engines: tuple[str, ...] = ()
    rule_timeout: float = RULE_TIMEOUT
    exclude: tuple[str, ...] = DEFAULT_EXCLUDE
    extend_exclude: tuple[str, ...] = ()
    respect_gitignore: bool = True
    encoding: str | None = None
    formats: tuple[tuple[str, str], ...] = ()
    unused_ignores: bool = False
    respect_decisions: bool = False
    output_format: str = "full"
    engine_settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict, hash=False)
    root: Path = field(default_factory=Path.cwd)
    path: Path | None = None

    @classmethod
    def load(cls, start: str | os.PathLike[str] = ".") -> Config:
        """The configuration for a file or folder: the nearest copydesk.toml, .copydesk.toml or pyproject.toml with a
        [tool.copydesk] table, upwards from it; the defaults where there is none.

        Raises ConfigError, naming file, line and key, for what is not a valid configuration.
        """
        folder = Path(start).absolute()
        if not folder.is_dir():
            folder = folder.parent
        for candidate in (folder, *folder.parents):
            if found := cls.inside(candidate):
                return found
        return cls(root=folder)

    @classmethod
    def inside(cls, folder: Path) -> Config | None:
        """The configuration that a folder itself holds."""
        for name in FILE_NAMES:
            path = folder / name
            if path.is_file() and (found := cls._from_file(path, required=name != "pyproject.toml")):
                return found
        return None

    @classmethod
    def read(cls, path: str | os.PathLike[str]) -> Config:
        """The configuration in a given file. Raises ConfigError when there is none or it is not valid."""
        config = cls._from_file(Path(path).absolute(), required=True)
        assert config is not None
        return config

    @classmethod
    def _from_file(cls, path: Path, required: bool) -> Config | None:
        from copydesk.lint.toml import read_toml

        try:
            tables, text = read_toml(path)
        except ConfigError:
            if required or b"tool.copydesk" in _bytes(path):
                raise
            return None  # a broken pyproject.toml that has nothing for us is somebody else's to report
        where: tuple[str, ...] = ()
        if path.name == "pyproject.toml":
            where = PYPROJECT_TABLE
            tool = tables.get("tool", {})
            if not isinstance(tool, dict) or "copydesk" not in tool:
                if required:
                    raise ConfigError("has no [tool.copydesk] table", path=display_path(path))
                return None
            tables = tool["copydesk"]
        return cls.from_settings(tables, path=path, text=text, where=where)

    @classmethod
    def from_settings(
        cls, settings: Mapping[str, Any], *, path: Path | None = None, text: str = "", where: tuple[str, ...] = ()
    ) -> Config:
        """Settings by their names in a file, such as {"min-severity": "error"}, as a Config.

        `path` and `text` are the file and its text, `where` the table in it, for the messages of ConfigError.
        """
        shown = None if path is None else display_path(path)

        def line_at(key: tuple[str, ...]) -> int | None:
            from copydesk.lint.toml import key_lines, line_of

            return line_of(key_lines(text), (*where, *key))

        def read(reader: Reader, value: object, key: tuple[str, ...]) -> Any:
            try:
                return reader(value)
            except BadValue as error:
                raise ConfigError(f"“{'.'.join(key)}” {error}", path=shown, line=line_at(key)) from None

        def unknown(key: tuple[str, ...], known: Mapping[str, object]) -> ConfigError:
            hint = suggestion(key[-1], known) or f"the settings are {', '.join(known)}"
            kind = "setting" if len(key) == 1 else f"setting of [{'.'.join((*where, *key[:-1]))}]"
            return ConfigError(f"“{key[-1]}” is not a {kind}", path=shown, line=line_at(key), hint=hint)

        if not isinstance(settings, Mapping):
            message = f"“{'.'.join(where)}” should be a table, not {kind_of(settings)}"
            raise ConfigError(message, path=shown, line=line_at(()))
        values: dict[str, Any] = {}
        engines: dict[str, Mapping[str, Any]] = {}
        for key, value in settings.items():
            if key in SETTINGS:
                values[key.replace("-", "_")] = read(SETTINGS[key], value, (key,))
            elif key in ENGINE_SETTINGS:
                known = ENGINE_SETTINGS[key]
                if not isinstance(value, Mapping):
                    message = f"“{key}” should be a table, not {kind_of(value)}"
                    raise ConfigError(message, path=shown, line=line_at((key,)))
                for name in value:
                    if name not in known:
                        raise unknown((key, name), known)
                engines[key] = {name: read(known[name], item, (key, name)) for name, item in value.items()}
            else:
                raise unknown((key,), {**SETTINGS, **ENGINE_SETTINGS})
        root = path.parent if path else Path.cwd()
        for key in ("vocabulary", "packs"):
            if key in values:
                values[key] = tuple(str(root / Path(item).expanduser()) for item in values[key])
        return cls(**values, engine_settings=engines, root=root, path=path)

    def merged(self, **overrides: Any) -> Config:
        """This configuration with the fields that are not None in `overrides` put over it."""
        return replace(self, **{name: value for name, value in overrides.items() if value is not None})

    def where(self, setting: str) -> tuple[str | None, int | None]:
        """The file and line at which a setting (by its name in the file) was made, for messages."""
        if self.path is None:
            return None, None
        from copydesk.lint.toml import key_lines, line_of

        prefix = PYPROJECT_TABLE if self.path.name == "pyproject.toml" else ()
        lines = key_lines(_bytes(self.path).decode("utf-8-sig", "replace"))
        return display_path(self.path), line_of(lines, (*prefix, setting))

    def settings(self) -> dict[str, Any]:
        """Every setting by its name in the file, as plain data."""
        names = {field.name for field in fields(self)}
        values = {key: getattr(self, key.replace("-", "_")) for key in SETTINGS if key.replace("-", "_") in names}
        for key in ("per-file-ignores", "formats"):
            values[key] = dict(values[key])
        return {**values, **self.engine_settings}


def suggestion(word: str, known: Mapping[str, object] | frozenset[str] | tuple[str, ...]) -> str | None:
    """“did you mean …?” for a mistyped word, or None when nothing known is near."""
    import difflib

    near = difflib.get_close_matches(word.replace("_", "-"), list(known), n=1, cutoff=0.6)
    return f"did you mean “{near[0]}”?" if near else None


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
