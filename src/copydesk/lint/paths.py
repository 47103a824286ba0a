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
    here, root = Path.cwd(), repository_root()
    file = Path(os.path.normpath(here / path))
    base = root if file.is_relative_to(root) else here
    return (file.relative_to(base) if file.is_relative_to(base) else file).as_posix().lstrip("/")


def repository_root() -> Path:
    """The root of the git repository around the working directory; the working directory where there is none."""
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), here)
