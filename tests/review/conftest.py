"""A project with rules of its own, and `copydesk review` in a pseudo-terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pseudo_terminal import PACK, PROGRAM, SETTINGS, Start, Terminal


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with settings and a pack of its own."""
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "own.yaml").write_text(PACK, "utf-8")
    (tmp_path / "copydesk.toml").write_text(SETTINGS, "utf-8")
    (tmp_path / "words.txt").write_text("Palmyra\n", "utf-8")
    return tmp_path


@pytest.fixture
def start(project: Path) -> Iterator[Start]:
    """Starts `copydesk review --line` with arguments in the project, in a terminal."""
    if sys.platform == "win32":
        pytest.skip("there are no pseudo-terminals here")
    opened: list[Terminal] = []

    def begin(*arguments: str, **environment: str) -> Terminal:
        opened.append(Terminal([*PROGRAM, "review", "--line", *arguments], project, environment))
        return opened[-1]

    yield begin
    for terminal in opened:
        terminal.close()
