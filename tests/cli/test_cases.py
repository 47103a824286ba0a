"""Command lines as data: each folder of fixtures/cli is a command, its input, and all that it must do.

`cmd.toml` holds `args`, `status` and what else the command needs: `stdin`, `env`, `chmod`, `links`; `base = false`
leaves out the rules of `_base`, `real = true` runs a process of its own. `in/` is the tree it runs in; `stdout` and
`stderr` are what it must write, `out/` what must have become of the tree (nothing, if it is not there).
COPYDESK_UPDATE=1 writes them anew.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from copydesk import __version__
from copydesk.cli.main import main

CASES = Path(__file__).parents[2] / "fixtures" / "cli"
NAMES = sorted(path.parent.name for path in CASES.glob("*/cmd.toml"))
UPDATE = bool(os.environ.get("COPYDESK_UPDATE"))
TREE = "[TREE]"


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("cache"))


@pytest.mark.parametrize("name", NAMES)
def test_case(
    name: str, tmp_path: Path, cache: str, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    case = CASES / name
    command = tomllib.loads((case / "cmd.toml").read_text("utf-8"))
    tree = build(case, command, tmp_path / "tree")
    before = snapshot(tree)
    for variable in ("FORCE_COLOR", "NO_COLOR", "COLUMNS", "COPYDESK_DEBUG"):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in {"COPYDESK_CACHE_DIR": cache, **command.get("env", {})}.items():
        monkeypatch.setenv(variable, value)
    monkeypatch.chdir(tree)
    stdin = command.get("stdin", "").encode()
    if command.get("real"):
        done = subprocess.run([sys.executable, "-m", "copydesk", *command["args"]], input=stdin, capture_output=True)
        status, out, err = done.returncode, done.stdout, done.stderr
    else:
        monkeypatch.setattr(sys, "argv", ["copydesk", *command["args"]])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as leaving:
            main()
        status = leaving.value.code
        out, err = capfdbinary.readouterr()
    after = snapshot(tree)
    if UPDATE:
        update(case, masked(out, tree), masked(err, tree), before, after)
    assert masked(err, tree) == expected(case / "stderr")
    assert masked(out, tree) == expected(case / "stdout")
    assert status == command["status"]
    assert after == {**before, **snapshot(case / "out")}


def build(case: Path, command: dict[str, Any], tree: Path) -> Path:
    """The tree that a case runs in."""
    tree.mkdir()
    if command.get("base", True):
        shutil.copytree(CASES / "_base", tree, dirs_exist_ok=True)
    if (case / "in").is_dir():
        shutil.copytree(case / "in", tree, dirs_exist_ok=True)
    (tree / ".gitkeep").unlink(missing_ok=True)
    for link, target in command.get("links", {}).items():
        (tree / link).symlink_to(target)
    for name, mode in command.get("chmod", {}).items():
        (tree / name).chmod(int(mode, 8))
    return tree


def snapshot(tree: Path) -> dict[str, bytes]:
    """The regular files of a tree."""
    if not tree.is_dir():
        return {}
    files = (path for path in tree.rglob("*") if not path.is_symlink() and path.is_file())
    return {path.relative_to(tree).as_posix(): path.read_bytes() for path in files}


def expected(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def masked(text: bytes, tree: Path) -> bytes:
    """Output without what differs from run to run."""
    text = text.replace(f"copydesk {__version__}".encode(), b"copydesk [VERSION]")
    text = text.replace(f'"version": "{__version__}"'.encode(), b'"version": "[VERSION]"')
    return text.replace(str(tree).encode(), TREE.encode())


def update(case: Path, out: bytes, err: bytes, before: dict[str, bytes], after: dict[str, bytes]) -> None:
    for name, text in (("stdout", out), ("stderr", err)):
        (case / name).unlink(missing_ok=True)
        if text:
            (case / name).write_bytes(text)
    shutil.rmtree(case / "out", ignore_errors=True)
    for name, data in after.items():
        if before.get(name) != data:
            path = case / "out" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
