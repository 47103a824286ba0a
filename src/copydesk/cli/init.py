"""`copydesk init`: a configuration to begin with."""

from __future__ import annotations

from pathlib import Path

import click

from copydesk.errors import ConfigError
from copydesk.lint.paths import display_path

NAME = "copydesk.toml"
VOCABULARY = "vocabulary.txt"

CONFIG = """\
# The settings of copydesk for the files of this folder and the folders in it.
# Every setting may be left out; what is commented out shows the default or an example.

# Which rules are on: code prefixes (GR, GR012), rule names (verb-after-to), packs, or ALL.
# `copydesk rule` lists them. Left out: the rules that are on by default.
# select = ["ALL"]
ignore = []
# extend-select = []

# Rules that some files need not follow, by globs as in .gitignore.
# [per-file-ignores] at the end of this file does the same as a table.
# per-file-ignores = { "CHANGELOG.md" = ["ST"] }

# Leave out what matters less (suggestion, warning, error) or is less certain (low, medium, high).
# min-severity = "suggestion"
# min-confidence = "low"

# Names and words of your own: files with one word or phrase a line.
vocabulary = ["vocabulary.txt"]

# The spelling to keep to: US, GB, CA or AU. Left out: whatever each text uses.
# dialect = "US"

# Your own rules: YAML files, or folders of them.
# packs = ["style"]

# Files that are not checked, in addition to caches, builds and what .gitignore names.
extend-exclude = []
# respect-gitignore = true

# The format of files whose names do not tell it, and the encoding of files without a byte order mark.
# formats = { "*.rst.txt" = "text" }
# encoding = "utf-8"

# Report `copydesk: ignore[…]` comments that switch nothing off.
unused-ignores = true

# Leave out of check, diff and fix what was rejected in `copydesk review`.
# respect-decisions = false

# How `copydesk check` writes: full, concise, json, github or sarif.
# output-format = "full"
"""

WORDS = """\
# Words and phrases that copydesk accepts, one a line; "#" begins a comment.
"""


@click.command(short_help="Write a commented configuration file.")
@click.argument("folder", default=".", type=click.Path(path_type=Path, exists=True, file_okay=False))
def init(folder: Path) -> None:
    """Write a commented copydesk.toml and a vocabulary file into FOLDER (here). Nothing is overwritten."""
    path = folder / NAME
    for present in (path, folder / f".{NAME}"):
        if present.exists():
            raise ConfigError("exists already and is left as it is", path=display_path(present))
    try:
        with path.open("x", encoding="utf-8") as stream:
            stream.write(CONFIG)
        written = [path]
        words = folder / VOCABULARY
        if not words.exists():
            words.write_text(WORDS, encoding="utf-8")
            written.append(words)
    except OSError as error:
        raise ConfigError(f"cannot be written: {error.strerror}", path=display_path(path)) from None
    click.echo(f"wrote {' and '.join(display_path(item) for item in written)}")
