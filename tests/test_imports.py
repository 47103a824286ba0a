"""What is imported when: starting costs little, and what a run does not need stays out of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

REPORT = """
import sys
from copydesk.cli.main import main
sys.argv = ["copydesk", *{arguments!r}]
try:
    main()
except SystemExit:
    print("LOADED", *sys.modules, file=sys.stderr)
"""
TEXT = "The old bridge was closed on Monday. They recieved a letter and went home.\n"


def loaded(arguments: list[str], cache: Path) -> set[str]:
    """The modules that a run of the command line has loaded."""
    done = subprocess.run(
        [sys.executable, "-c", REPORT.format(arguments=arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "COPYDESK_CACHE_DIR": str(cache)},
    )
    assert "LOADED" in done.stderr, done.stderr
    return set(done.stderr.rpartition("LOADED")[2].split())


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_the_version_needs_next_to_nothing(option: str, tmp_path: Path) -> None:
    modules = loaded([option], tmp_path)
    assert "click" in modules
    assert not modules & {"numpy", "rich", "yaml", "regex", "markdown_it", "pathspec", "platformdirs"}
    assert not {name for name in modules if name.startswith(("copydesk.language", "copydesk.rules", "copydesk.lint"))}


def test_checking_plain_text_needs_no_parser_of_anything_else(tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_text(TEXT, "utf-8")
    cache = tmp_path / "cache"
    loaded(["check", str(file)], cache)  # compiles the packs
    modules = loaded(["check", str(file)], cache)
    assert "numpy" in modules
    unneeded = {"yaml", "regex", "markdown_it", "rich", "textual", "platformdirs", "numpy.ma", "multiprocessing"}
    assert not modules & unneeded


def test_numpy_finds_that_it_should_use_one_thread() -> None:
    code = "import copydesk, os, sys; assert 'numpy' not in sys.modules; print(os.environ['OPENBLAS_NUM_THREADS'])"
    inherited = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=inherited)
    assert done.stdout.strip() == "1"
