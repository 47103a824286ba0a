"""The line mode where there are no single keys and no line editing, as on a bare Windows."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from copydesk.errors import SourceError
from copydesk.formats.document import Block, BlockKind, Document, Layout
from copydesk.lint.linter import LintResult
from copydesk.reports.style import Style
from copydesk.review import keyboard
from copydesk.review.files import ReviewedFile, add_words, rescue, write_files, write_patch
from copydesk.review.keyboard import CTRL_D, Keyboard
from copydesk.review.session import ReviewSession
from copydesk.review.terminal import LineMode
from copydesk.text.edit import Edit, Fix
from copydesk.text.finding import Category, Confidence, Finding, Severity
from copydesk.text.source import Source
from copydesk.text.span import Span


class Script:
    """Keys and lines from a list."""

    def __init__(self, *answers: str, edits_lines: bool = False) -> None:
        self.answers: Iterator[str] = iter(answers)
        self.edits_lines = edits_lines
        self.prefilled: list[str] = []

    def key(self) -> str:
        return next(self.answers, CTRL_D)

    def line(self, prompt: str, prefill: str) -> str | None:
        self.prefilled.append(prefill)
        return next(self.answers) or None


def file_of(text: str, *fixes: tuple[int, int, str], path: str = "a.txt") -> ReviewedFile:
    found = [
        Finding(
            "XX1",
            "name",
            Category.GRAMMAR,
            Severity.ERROR,
            Confidence.HIGH,
            "No.",
            Span(s, e),
            (Fix((Edit(s, e, new),)),),
        )
        for s, e, new in fixes
    ]
    source = Source(text, path)
    document = Document(source, "text", Layout(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),)))
    session = ReviewSession(source, found)
    return ReviewedFile(path, document, source.data(), session, 0.0, LintResult(tuple(found)))


def run(file: ReviewedFile, keys: Script) -> tuple[bool, str]:
    out: list[str] = []
    going_on = LineMode(keys, out.append, Style()).review(file)
    return going_on, "".join(out)


def test_own_words_without_line_editing_show_what_is_there() -> None:
    file = file_of("He go home.", (3, 5, "goes"))
    _, shown = run(file, Script("e", "walked"))
    assert "now: go" in shown
    assert file.session.text() == "He walked home."


def test_an_empty_line_calls_off_without_line_editing() -> None:
    file = file_of("He go home.", (3, 5, "goes"))
    _, shown = run(file, Script("e", ""))
    assert "Called off." in shown
    assert file.session.text() == "He go home."


def test_own_words_over_several_lines_keep_the_newline_of_the_file() -> None:
    file = file_of("one\r\ntwo\r\n", (0, 8, "1\r\n2"))
    keys = Script("e", "1↵2↵3", edits_lines=True)
    run(file, keys)
    assert keys.prefilled == ["1↵2"]
    assert file.session.text() == "1\r\n2\r\n3\r\n"


def test_own_words_with_control_characters_are_asked_for_again() -> None:
    file = file_of("He go home.", (3, 5, "goes"))
    _, shown = run(file, Script("e", "\x1b[31m", "went", edits_lines=True))
    assert "control character" in shown
    assert file.session.text() == "He went home."


def test_own_words_that_are_an_alternative_count_as_it() -> None:
    file = file_of("He go home.", (3, 5, "goes"))
    run(file, Script("e", "goes", edits_lines=True))
    assert file.session.mark(0).alternative == 0


def test_unchanged_words_are_no_decision() -> None:
    file = file_of("He go home.", (3, 5, "goes"))
    _, shown = run(file, Script("e", "go", edits_lines=True))
    assert "n leaves it so" in shown
    assert not file.session.decisions()


def test_deleting_the_words_leaves_one_space() -> None:
    file = file_of("He  really goes.", (3, 11, " quite "))
    keys = Script("e", edits_lines=True)
    keys.line = lambda prompt, prefill: ""  # type: ignore[method-assign]
    run(file, keys)
    assert file.session.text() in ("He goes.", "He  goes.")


def test_every_decision_is_saved() -> None:
    file = file_of("a b c", (0, 1, "x"), (2, 3, "y"), (4, 5, "z"))
    saved: list[int] = []
    file.save = lambda: saved.append(file.session.progress().done)
    run(file, Script("y", "n", "u", "q"))
    assert saved == [1, 2, 1]


def test_keys_are_lines_where_the_terminal_gives_no_single_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyboard, "HAS_TERMIOS", False)
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n\n  no\n"))
    with Keyboard() as keys:
        assert [keys.key() for _ in range(4)] == ["y", "", "n", CTRL_D]


def test_files_are_written_only_if_they_are_those_that_were_checked(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a b")
    file = file_of("a b", (0, 1, "x"), path=str(path))
    file.session.accept(0)
    path.write_text("a c")
    (written,) = write_files([file])
    assert written.error is not None and written.rescued == tmp_path / "a.txt.patch"
    assert path.read_text() == "a c"
    assert rescue(file) == tmp_path / "a.txt.patch"  # the same once more
    (tmp_path / "a.txt.patch").write_text("another")
    assert rescue(file) == tmp_path / "a.txt.2.patch"  # an earlier one is not overwritten
    path.write_text("a b")
    assert write_files([file])[0].error is None
    assert path.read_text() == "x b"


def test_one_patch_for_several_files(tmp_path: Path) -> None:
    files = [file_of("a\n", (0, 1, "x"), path=name) for name in ("one.txt", "two.txt")]
    for file in files:
        file.session.accept(0)
    write_patch(files, tmp_path / "all.patch")
    text = (tmp_path / "all.patch").read_text()
    assert text.count("+x\n") == 2 and "+++ b/two.txt" in text
    with pytest.raises(SourceError, match="cannot be written"):
        write_patch(files, tmp_path / "nowhere" / "all.patch")


@pytest.mark.parametrize(
    ("before", "after"), [(b"", b"new\n"), (b"old", b"old\nnew\n"), (b"old\r\n", b"old\r\nnew\r\n")]
)
def test_words_are_added_line_by_line(tmp_path: Path, before: bytes, after: bytes) -> None:
    path = tmp_path / "words.txt"
    path.write_bytes(before)
    add_words(path, ["new"])
    assert path.read_bytes() == after


def test_a_check_that_fails_loses_nothing() -> None:
    file = file_of("a b", (0, 1, "x"), (2, 3, "y"))

    def fail(text: str) -> list[Finding]:
        raise KeyError("a bug")

    file.session = ReviewSession(file.document.source, file.result.findings, fail)
    going_on, shown = run(file, Script("y", "y"))
    assert going_on
    assert "could not be checked again" in shown
    assert file.session.text() == "x y"
