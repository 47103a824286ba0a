"""The floors of the house: a module imports only from its own floor and from those below."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

from copydesk.reports.base import REPORTS
from copydesk.reports.diffs import DIFFS

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "copydesk"


def test_layers() -> None:
    script = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_reports_do_not_import_each_other() -> None:
    reports = {*REPORTS.values(), *DIFFS.values()}
    for report in reports:
        path = SOURCE / "reports" / f"{report.rpartition('.')[2]}.py"
        assert not imported(path) & reports, report


def test_nothing_below_the_command_line_prints() -> None:
    printing = []
    for path in SOURCE.rglob("*.py"):
        floor = path.relative_to(SOURCE).parts[0]
        if floor in ("cli", "review"):
            continue
        text = path.read_text("utf-8")
        if "__main__" in text:
            continue  # a program of its own
        tree = ast.parse(text)
        calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
        printing += [path.name for func in calls if isinstance(func, ast.Name) and func.id == "print"]
    assert printing == []


def test_modules_stay_readable() -> None:
    for path in SOURCE.rglob("*.py"):
        assert len(path.read_text("utf-8").splitlines()) <= 400, f"{path} is long enough to be two"


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
