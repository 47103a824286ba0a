"""Running over many files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from copydesk.errors import CopydeskError
from copydesk.formats.document import Document
from copydesk.lint.config import Config
from copydesk.lint.files import Target
from copydesk.lint.linter import Linter
from copydesk.lint.run import run


def length(document: Document, linter: Linter) -> int:
    if "boom" in document.text:
        raise ZeroDivisionError("boom")
    if "killed" in document.text:
        os._exit(1)
    return len(document.text)


@pytest.fixture
def targets(tmp_path: Path) -> list[Target]:
    made = []
    for number in range(9):
        path = tmp_path / f"{number}.txt"
        path.write_text("x" * number)
        made.append(Target(str(path), Config()))
    return made


@pytest.mark.parametrize("jobs", [None, 1, 3, 20])
def test_the_outcomes_come_in_order(targets: list[Target], jobs: int | None) -> None:
    outcomes = list(run(targets, length, jobs))
    assert [outcome.value for outcome in outcomes] == list(range(9))
    assert [outcome.target for outcome in outcomes] == targets


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_failure_is_that_of_one_file(targets: list[Target], jobs: int) -> None:
    Path(targets[2].path).write_text("boom")
    Path(targets[4].path).unlink()
    outcomes = list(run(targets, length, jobs))
    assert [outcome.value for outcome in outcomes] == [0, 1, None, 3, None, 5, 6, 7, 8]
    internal, vanished = outcomes[2].error, outcomes[4].error
    assert "copydesk itself failed on this file: ZeroDivisionError: boom" in str(internal)
    assert "in length" in internal.__notes__[0]  # type: ignore[union-attr]
    assert str(vanished).endswith("4.txt: cannot be read: No such file or directory")


def test_a_killed_worker_ends_the_run_with_a_message(targets: list[Target]) -> None:
    Path(targets[3].path).write_text("killed")
    with pytest.raises(CopydeskError, match="a worker process was killed"):
        list(run(targets, length, 2))


def test_text_that_is_handed_in(tmp_path: Path) -> None:
    target = Target("<stdin>", Config(encoding="latin-1"), "markdown", "caf\xe9".encode("latin-1"), named=False)
    (outcome,) = run([target], describe)
    assert outcome.value == ("café", "markdown", None)
    (outcome,) = run([Target("post.md", Config(), None, b"text")], describe)
    assert outcome.value == ("text", "markdown", "post.md")


def describe(document: Document, linter: Linter) -> tuple[str, str, str | None]:
    return document.text, document.format, document.source.path
