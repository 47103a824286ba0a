"""Unified diffs as proposals."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pseudo_terminal import Start

from copydesk.edits.change import apply_edits
from copydesk.edits.diff import unified_diff_bytes
from copydesk.errors import SourceError
from copydesk.review.patches import Patch, word_edits
from copydesk.text.edit import Edit, ordered
from copydesk.text.source import Source

OLD = "One line.\nThey utilise the ropes daily.\nThree.\nFour.\nFive.\nSix.\nSeven.\nEight goes.\nNine.\n"
NEW = "One line.\nThey use ropes daily.\nThree.\nFour.\nFive.\nSix.\nSeven.\nEight go.\nNine."


def patch_of(folder: Path, data: bytes, name: str = "changes.patch") -> Patch:
    (folder / name).write_bytes(data)
    return Patch.read(folder / name)


def test_every_changed_stretch_of_words_is_a_proposal(tmp_path: Path) -> None:
    source = Source(OLD, "a.txt")
    edits = patch_of(tmp_path, unified_diff_bytes(source, NEW)).edits(source)
    assert [(OLD[edit.start : edit.end], edit.replacement) for edit in edits] == [
        ("utilise the", "use"),
        ("goes", "go"),
        ("\n", ""),
    ]
    assert apply_edits(OLD, edits) == NEW


def test_a_patch_fits_where_its_lines_have_moved(tmp_path: Path) -> None:
    patch = patch_of(tmp_path, unified_diff_bytes(Source(OLD, "a.txt"), NEW))
    moved = "A title\n\n" + OLD
    assert apply_edits(moved, patch.edits(Source(moved, "a.txt"))) == "A title\n\n" + NEW


def test_a_patch_that_does_not_fit_names_both_places(tmp_path: Path) -> None:
    patch = patch_of(tmp_path, unified_diff_bytes(Source(OLD, "a.txt"), NEW))
    with pytest.raises(SourceError, match=r"line 3 of .*changes\.patch") as caught:
        patch.edits(Source(NEW, "a.txt"))
    assert caught.value.path == "a.txt"


def test_the_file_is_found_by_its_name(tmp_path: Path) -> None:
    one, two = Source("a\n", "docs/a.txt"), Source("b\n", "docs/b.txt")
    patch = patch_of(tmp_path, unified_diff_bytes(one, "A\n") + unified_diff_bytes(two, "B\n"))
    assert patch.edits(Source("b\n", str(tmp_path / "docs/b.txt"))) == (Edit(0, 1, "B"),)
    with pytest.raises(SourceError, match=r"docs/a\.txt, docs/b\.txt"):
        patch.edits(Source("b\n", "c.txt"))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"nothing of the kind\n", "not a unified diff"),
        (b"--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n one\n", "breaks off"),
        (b"--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n one\n*two\n", "breaks off"),
    ],
)
def test_what_is_not_a_patch(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        patch_of(tmp_path, data)
    with pytest.raises(SourceError, match="cannot be read"):
        Patch.read(tmp_path / "nowhere.patch")


TEXTS = st.text("ab c\n\r.é😀-+", max_size=40)


@given(TEXTS, TEXTS)
def test_the_edits_of_a_patch_make_the_new_text(tmp_path_factory: pytest.TempPathFactory, old: str, new: str) -> None:
    source = Source(old, "a.txt")
    data = unified_diff_bytes(source, new)
    if not data:
        return
    edits = patch_of(tmp_path_factory.mktemp("patch"), data).edits(source)
    assert ordered(edits) == edits
    assert apply_edits(old, edits) == new


@given(TEXTS, TEXTS)
def test_word_edits_make_the_new_text(old: str, new: str) -> None:
    edits = [Edit(edit.start - 7, edit.end - 7, edit.replacement) for edit in word_edits(old, new, 7)]
    assert apply_edits(old, edits) == new


def test_a_patch_by_git(tmp_path: Path) -> None:
    git = shutil.which("git")
    if git is None:
        pytest.skip("git is not there")
    (tmp_path / "old.txt").write_bytes(OLD.encode())
    (tmp_path / "new näme.txt").write_bytes(NEW.encode())
    done = subprocess.run(
        [git, "diff", "--no-index", "old.txt", "new näme.txt"], cwd=tmp_path, capture_output=True, check=False
    )
    source = Source(OLD, "old.txt")
    assert apply_edits(OLD, patch_of(tmp_path, done.stdout).edits(source)) == NEW


def test_reviewing_a_patch_in_the_terminal(start: Start, project: Path) -> None:
    (project / "article.txt").write_bytes(OLD.encode())
    (project / "changes.patch").write_bytes(unified_diff_bytes(Source(OLD, "article.txt"), NEW))
    terminal = start("--from", "changes.patch", "article.txt")
    first = terminal.until()
    assert "changes.patch proposes this." in first
    assert "- They [-utilise the-] ropes daily." in first
    assert "+ They {+use+} ropes daily." in first
    terminal.answer("y")
    assert terminal.leave("d") == 0
    assert (project / "article.txt").read_text() == OLD.replace("utilise the", "use")


def test_without_a_file_those_that_the_patch_names(start: Start, project: Path) -> None:
    (project / "docs").mkdir()
    (project / "docs" / "article.txt").write_bytes(OLD.encode())
    (project / "docs" / "other.txt").write_bytes(OLD.encode())
    (project / "changes.patch").write_bytes(unified_diff_bytes(Source(OLD, "docs/article.txt"), NEW))
    for arguments in ((), ("docs",)):
        terminal = start("--from", "changes.patch", "--no-decisions", *arguments)
        assert "docs/article.txt:2:6" in terminal.until()
        assert terminal.leave("q") == 0
    (project / "docs" / "article.txt").unlink()
    terminal = start("--from", "changes.patch")
    assert terminal.end() == 2
    assert "are not here; name the file" in terminal.screen
