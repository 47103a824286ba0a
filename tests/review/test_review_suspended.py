"""A review that is set aside with Ctrl-Z, in a real terminal with a shell that has job control."""

from __future__ import annotations

import shlex
import subprocess
import time
from pathlib import Path

import pytest
from pseudo_terminal import ARTICLE, PATIENCE, PROGRAM, Screen, kept, reads

FULL, BACK = "\x1b[?1049h", "\x1b[?1049l"  # the app takes the whole screen, and gives it back
MOUSE_OFF = "\x1b[?1000l"


def begin(shell: Screen, *arguments: str) -> None:
    shell.press(shlex.join([*PROGRAM, "review", *arguments, "article.txt"]) + "\r")


def set_aside(shell: Screen) -> int:
    """Press Ctrl-Z, and ask the shell for the number of the process that it has now."""
    shell.answer("\x1a", "Stopped")
    shell.press("jobs -p; echo $((40 + 2)) jobs\r")
    shell.wait(lambda: "42 jobs" in shell.shown)
    return int(shell.shown.rpartition("42 jobs")[0].split()[-1])


def is_running(process: int) -> bool:
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False)
    return bool(state.stdout.strip()) and not state.stdout.startswith("Z")


def test_the_app_gives_the_screen_back_and_takes_it_again(shell: Screen, article: Path) -> None:
    begin(shell)
    shell.wait_for("y Accept")
    shell.answer("y", "1 of 5")
    set_aside(shell)
    assert shell.shown.rindex(BACK) > shell.shown.rindex(FULL)
    assert shell.shown.rindex(MOUSE_OFF) > shell.shown.rindex(FULL)
    shell.press("fg\r")
    shell.wait(lambda: shell.shown.count(FULL) == 2)
    shell.wait_for("1 of 5")
    shell.answer("n", "2 of 5")
    shell.answer("q", "1 accepted, 1 rejected, 3 undecided; written.")
    assert reads(article) == ARTICLE.replace("advance ", "", 1)


def test_the_line_mode_goes_on_where_it_was(shell: Screen, article: Path) -> None:
    begin(shell, "--line")
    shell.wait_for("(1/5)")
    shell.answer("y", "(2/5)")
    set_aside(shell)
    shell.press("fg\r")
    shell.wait(lambda: shell.shown.rstrip().endswith("--line article.txt"))  # which may be broken on the screen
    shell.answer("n", "(3/5)")
    shell.answer("q", "1 accepted, 1 rejected, 3 undecided; written.")
    assert reads(article) == ARTICLE.replace("advance ", "", 1)


@pytest.mark.parametrize("arguments", [[], ["--line"]])
def test_closing_the_terminal_meanwhile_loses_nothing(
    shell: Screen, article: Path, project: Path, arguments: list[str]
) -> None:
    begin(shell, *arguments)
    shell.wait_for("(1/5)" if arguments else "y Accept")
    shell.answer("y", "(2/5)" if arguments else "1 of 5")
    process = set_aside(shell)
    shell.hang_up()
    end = time.monotonic() + PATIENCE
    while is_running(process):
        assert time.monotonic() < end, "it is still there"
        time.sleep(0.05)
    assert reads(article) == ARTICLE
    assert [line.split("\t")[2] for line in kept(project)] == ["accepted"]
