"""The command line in a terminal, in a pipe that closes, under Ctrl-C; patches against git and patch."""

from __future__ import annotations

import contextlib
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

BASE = Path(__file__).parents[2] / "fixtures" / "cli" / "_base"
COMMAND = [sys.executable, "-m", "copydesk"]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    dropped = ("NO_COLOR", "FORCE_COLOR", "COLUMNS")
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return {**kept, "TERM": "xterm-256color", "COPYDESK_CACHE_DIR": str(tmp_path_factory.mktemp("cache"))}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "tree")
    return tmp_path / "tree"


def in_terminal(
    command: list[str], tree: Path, environment: dict[str, str], stdout: int | None = None
) -> tuple[int, str]:
    """Run with a terminal on stderr, and on stdout unless told otherwise: the status and what the terminal got."""
    leader, follower = pty.openpty()
    out = follower if stdout is None else stdout
    process = subprocess.Popen(command, cwd=tree, env=environment, stdin=follower, stdout=out, stderr=follower)
    os.close(follower)
    pieces = []
    with contextlib.suppress(OSError):  # Linux says so when the other side is closed
        while select.select([leader], [], [], 60)[0] and (data := os.read(leader, 65536)):
            pieces.append(data)
    os.close(leader)
    return process.wait(timeout=60), b"".join(pieces).decode()


def test_colour_and_width_of_a_terminal(tree: Path, environment: dict[str, str]) -> None:
    (tree / "a.txt").write_text("word " * 40 + "utilise " + "word " * 40 + "\n")
    status, text = in_terminal([*COMMAND, "check", "a.txt"], tree, {**environment, "COLUMNS": "50"})
    assert status == 1 and "\x1b[1;33m^^^^^^^\x1b[0m" in text
    assert max(len(line) for line in plain(text).splitlines()[1:3]) <= 50
    status, text = in_terminal([*COMMAND, "check", "a.txt"], tree, {**environment, "NO_COLOR": "1"})
    assert status == 1 and "\x1b[" not in text


def test_changed_words_are_highlighted_inside_the_lines(tree: Path, environment: dict[str, str]) -> None:
    (tree / "a.txt").write_text("They utilise it irregardless.\n")
    _, text = in_terminal([*COMMAND, "diff", "a.txt"], tree, environment)
    assert "\x1b[31mThey \x1b[0m\x1b[31;7mutilise\x1b[0m" in text and "partly unsafe: OWN001, OWN002" in text
    _, text = in_terminal([*COMMAND, "diff", "--word-diff", "a.txt"], tree, environment)
    assert "They \x1b[31mutilise\x1b[0m\x1b[32muse\x1b[0m it" in text


def test_text_cannot_command_the_terminal(tree: Path, environment: dict[str, str]) -> None:
    (tree / "a.txt").write_text("They \x1b]0;title\x07 utilise it \x9b31m.\n")
    side_by_side = ["diff", "--format", "side-by-side"]
    for command in (["check"], ["diff"], ["diff", "--word-diff"], side_by_side, ["fix", "--diff"]):
        _, text = in_terminal([*COMMAND, *command, "a.txt"], tree, environment)
        assert "\x1b]" not in text and "\x9b" not in text and "␛" in text


def test_the_progress_bar_comes_late_and_goes_away(tree: Path, environment: dict[str, str]) -> None:
    for number in range(4):
        (tree / f"{number}.txt").write_text("They utilise it.\n")
    slow = (
        "import sys, time\n"
        "from copydesk.cli import console\n"
        "console.PATIENCE = console.REDRAW = 0.0\n"
        "sys.argv = ['copydesk', 'check', '-o', 'concise']\n"
        "from copydesk.cli.main import main\n"
        "main()\n"
    )
    with (tree / "out").open("wb") as out:
        status, text = in_terminal([sys.executable, "-c", slow], tree, environment, out.fileno())
    assert status == 1 and "1/4 files" in text and text.endswith("\r\x1b[K")
    assert "files" not in (tree / "out").read_text().replace("4 findings in 4 files", "")
    patient = slow.replace("console.REDRAW = 0.0", "1e9")
    status, text = in_terminal([sys.executable, "-c", patient], tree, environment)
    assert status == 1 and "/4 files" not in text, "short runs have no bar"
    done = subprocess.run([sys.executable, "-c", slow], cwd=tree, env=environment, capture_output=True)
    assert done.stderr == b"", "no bar without a terminal"


def test_a_closed_pipe_is_quiet(tree: Path, environment: dict[str, str]) -> None:
    (tree / "a.txt").write_text("They utilise it.\n" * 5000)
    process = subprocess.Popen(
        [*COMMAND, "check", "a.txt"], cwd=tree, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout and process.stderr
    assert process.stdout.readline().startswith(b"a.txt:1:6 OWN001")
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=60) == 141


def test_two_columns_are_as_wide_as_the_terminal(tree: Path, environment: dict[str, str]) -> None:
    (tree / "a.txt").write_text("word " * 10 + "utilise " + "word " * 10 + "\n")
    for width in (50, 120):
        narrow = {**environment, "COLUMNS": str(width), "NO_COLOR": "1"}
        _, text = in_terminal([*COMMAND, "diff", "--format", "side-by-side", "a.txt"], tree, narrow)
        rows = [line for line in text.splitlines() if "│" in line]
        assert width - 12 < max(map(len, rows)) <= width
        assert "[-utilise-]" in text and "{+use+}" in text


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
def test_a_full_disk_is_told(tree: Path, environment: dict[str, str]) -> None:
    (tree / "a.txt").write_text("They utilise it.\n")
    for command in (["check"], ["diff"], ["diff", "--format", "html"]):
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [*COMMAND, *command, "a.txt"], cwd=tree, env=environment, stdout=full, stderr=subprocess.PIPE
            )
        assert done.returncode == 2
        assert done.stderr == b"error: the output cannot be written: No space left on device\n"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_the_run_without_a_trace(tree: Path, environment: dict[str, str], jobs: str) -> None:
    for number in range(40):
        (tree / f"{number}.txt").write_text(("They utilise it " * 12 + "irregardless of us all.\n\n") * 60)
    with (tree / "out").open("wb") as out, (tree / "err").open("wb") as err:
        process = subprocess.Popen(
            [*COMMAND, "check", "-o", "concise", "--jobs", jobs, "."],
            cwd=tree, env=environment, stdout=out, stderr=err, start_new_session=True,
        )  # fmt: skip
        deadline = time.monotonic() + 60
        while not (tree / "out").stat().st_size and time.monotonic() < deadline and process.poll() is None:
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        status = process.wait(timeout=60)
    assert (status, (tree / "err").read_bytes()) == (130, b"")


TEXTS = {
    "plain.txt": b"They utilise it.\n\nIrregardless, they utilise it.\n",
    "crlf.txt": b"First.\r\n\r\nThey utilise it.\r\nThe end, and utilise",
    "old mac.txt": b"They utilise it.\rAll of them.\r",
    "mixed.md": b"# We utilise\r\n\nWe *utilise* it.\n\n```\nutilise\n```\n",
    "sub/bom.txt": b"\xef\xbb\xbfThey utilise it.\n",
    "sub/emoji.md": "They 👩‍👩‍👧 utilise e\u0301te\u0301.\n".encode(),
    "clean.txt": b"All is well.\n",
}


def fill(tree: Path) -> None:
    for name, data in TEXTS.items():
        (tree / name).parent.mkdir(exist_ok=True)
        (tree / name).write_bytes(data)


def contents(tree: Path) -> dict[str, bytes]:
    return {name: (tree / name).read_bytes() for name in TEXTS}


@pytest.mark.parametrize("options", [[], ["--safe-only"]])
@pytest.mark.parametrize("tool", ["git", "patch", "git below the root"])
def test_an_applied_patch_is_what_fix_writes(
    tmp_path: Path, environment: dict[str, str], options: list[str], tool: str
) -> None:
    if not shutil.which(tool.split()[0]):
        pytest.skip(f"{tool} is not installed")
    trees = [tmp_path / name for name in ("patched", "fixed")]
    for tree in trees:
        shutil.copytree(BASE, tree)
        fill(tree)
    patched, fixed = trees
    where = patched
    apply = ["patch", "-p1", "--binary", "--no-backup-if-mismatch"]
    if tool.startswith("git"):
        apply = ["git", "apply", "-v"]
        subprocess.run(["git", "init", "-q"], cwd=patched, check=True)
    if tool == "git below the root":
        where = patched / "sub"
    patch = subprocess.run([*COMMAND, "diff", *options], cwd=where, env=environment, capture_output=True)
    assert patch.returncode == 1
    subprocess.run(apply, input=patch.stdout, cwd=where, check=True, capture_output=True)
    level = [] if options else ["--unsafe-fixes"]
    folder = fixed / "sub" if where != patched else fixed
    done = subprocess.run([*COMMAND, "fix", *level], cwd=folder, env=environment, capture_output=True)
    assert done.returncode == (1 if options and folder == fixed else 0)
    assert contents(patched) == contents(fixed) != TEXTS
    again = subprocess.run([*COMMAND, "fix", *level], cwd=folder, env=environment, capture_output=True)
    assert again.stdout.startswith(b"nothing changed") and contents(patched) == contents(fixed)


def test_a_very_long_line(tree: Path, environment: dict[str, str]) -> None:
    (tree / "a.txt").write_text(("They like it, " * 100 + "they utilise it, ") * 150)
    done = subprocess.run(
        [*COMMAND, "check", "--select", "OWN001", "a.txt"], cwd=tree, env=environment, capture_output=True
    )
    assert done.returncode == 1 and done.stdout.endswith(b"\n150 findings in 1 file, 150 can be fixed\n")
    assert max(len(line) for line in done.stdout.decode().splitlines()) < 120


def test_a_full_disk_is_told_and_the_other_files_are_done(tree: Path, environment: dict[str, str]) -> None:
    big = "They utilise it.\n" * 3000
    (tree / "a.txt").write_text(big)
    (tree / "b.txt").write_text("They utilise it.\n")
    subprocess.run([*COMMAND, "check"], cwd=tree, env=environment, capture_output=True)  # compiles the pack
    limited = ["bash", "-c", 'ulimit -f 20; trap "" XFSZ; exec "$@"', "bash", *COMMAND, "fix"]
    done = subprocess.run(limited, cwd=tree, env=environment, capture_output=True)
    assert done.returncode == 2
    assert done.stderr.decode() == "error: a.txt: cannot be written: File too large; the file is as it was\n"
    assert (tree / "a.txt").read_text() == big and (tree / "b.txt").read_text() == "They use it.\n"
    assert sorted(path.name for path in tree.iterdir()) == ["a.txt", "b.txt", "copydesk.toml", "style"]


def plain(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)
