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
