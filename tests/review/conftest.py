"""A project with rules of its own, and `copydesk review` in a pseudo-terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pseudo_terminal import ARTICLE, PACK, PROGRAM, SETTINGS, Open, Screen, Start, Terminal


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


@pytest.fixture
def app(project: Path) -> Iterator[Open]:
    """Starts `copydesk review` with arguments in the project, and waits until the app is there."""
    pytest.importorskip("pty", reason="there are no pseudo-terminals here")
    opened: list[Screen] = []

    def begin(
        *arguments: str, columns: int = 80, lines: int = 24, ready: str = "y Accept", **environment: str
    ) -> Screen:
        environment = {"TERM": "xterm-256color", "NO_COLOR": "", **environment}
        screen = Screen([*PROGRAM, "review", *arguments], project, environment, columns, lines)
        opened.append(screen)
        screen.wait(lambda: ready in screen.text or screen.process.poll() is not None)
        return screen

    yield begin
    for screen in opened:
        screen.close()


@pytest.fixture
def article(project: Path) -> Path:
    path = project / "article.txt"
    path.write_bytes(ARTICLE.encode())
    return path


@pytest.fixture
def shell(project: Path) -> Iterator[Screen]:
    """A shell with job control in the project, whose prompt is “shell> ”."""
    pytest.importorskip("pty", reason="there are no pseudo-terminals here")
    screen = Screen(["sh", "-i"], project, {"TERM": "xterm-256color", "NO_COLOR": "", "PS1": "shell> ", "ENV": ""})
    screen.wait_for("shell>")
    yield screen
    screen.close()
