"""How paths are shown."""

from __future__ import annotations

import os
from pathlib import Path


def display_path(path: str | os.PathLike[str]) -> str:
    """A path as it is shown: from the working directory when it lies below it."""
    name = os.fspath(path)
    if not Path(name).is_absolute():
        return name
    try:
        return os.fspath(Path(name).relative_to(Path.cwd()))
    except (ValueError, OSError):
        return name


def patch_path(path: str) -> str:
    """A file's path as it stands in a patch: from the root of the repository around the working directory, if any."""
    here = Path.cwd()
    file = Path(os.path.normpath(here / path))
    root = next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), here)
    base = root if file.is_relative_to(root) else here
    return (file.relative_to(base) if file.is_relative_to(base) else file).as_posix().lstrip("/")
