"""Patches, held against the real `git apply` and `patch -p1`."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from texts import LATIN, PIECES, changes

from copydesk.edits.change import apply_edits
from copydesk.edits.diff import file_hunks, unified_diff, unified_diff_bytes, word_diff
from copydesk.edits.hunks import Hunk
from copydesk.errors import EditError, SourceError
from copydesk.text.edit import Edit
from copydesk.text.source import Source

TOOLS = {
    "git": ["git", "apply", "--unidiff-zero", "change.patch"],
    "patch": ["patch", "-p1", "-s", "-i", "change.patch"],
}
TOOLS = {name: command for name, command in TOOLS.items() if shutil.which(name)}
ENVIRONMENT = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "LC_ALL": "C.UTF-8"}
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def patched(tool: str, source: Source, patch: bytes, name: str = "post.md") -> bytes:
    """The bytes that a tool makes of a source with a patch."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.data())
        Path(folder, "change.patch").write_bytes(patch)
        run = subprocess.run(
            TOOLS[tool],
            cwd=folder,
            env={**ENVIRONMENT, "GIT_CEILING_DIRECTORIES": str(Path(folder).parent)},
            capture_output=True,
            check=False,
        )
        assert run.returncode == 0, (run.stderr, run.stdout, patch)
        return target.read_bytes() if target.exists() else b""


def check(source: Source, edits: tuple[Edit, ...], context: int = 3, name: str = "post.md") -> None:
    expected = source.data(apply_edits(source.text, edits))
    patch = unified_diff_bytes(source, edits, path=name, context=context)
    assert bool(patch) == (expected != source.data())
    if patch:
        for tool in TOOLS:
            assert patched(tool, source, patch, name) == expected, tool


@SLOW
@given(changes(), st.sampled_from([b"", b"\xef\xbb\xbf"]), st.sampled_from([1, 3]))
def test_utf8_patches_apply(change: tuple[str, tuple[Edit, ...]], bom: bytes, context: int) -> None:
    text, edits = change
    check(Source(text, "post.md", bom=bom), edits, context)


@SLOW
@given(changes(LATIN), st.sampled_from(["latin-1", "cp1252"]))
def test_patches_are_in_the_encoding_of_the_file(change: tuple[str, tuple[Edit, ...]], encoding: str) -> None:
    text, edits = change
    if encoding == "cp1252":
        text, edits = (
            text.replace("\x85", "…"),
            tuple(e._replace(replacement=e.replacement.replace("\x85", "…")) for e in edits),
        )
    check(Source(text, "post.md", encoding), edits)


@pytest.mark.skipif("git" not in TOOLS, reason="needs git")
@settings(SLOW, max_examples=25)
@given(
    changes(), st.sampled_from([("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff"), ("utf-32-le", b"\xff\xfe\0\0")])
)
def test_utf16_gets_a_patch_that_git_reads(change: tuple[str, tuple[Edit, ...]], encoding: tuple[str, bytes]) -> None:
    text, edits = change
    source = Source(text, "post.md", *encoding)
    patch = unified_diff_bytes(source, edits)
    if patch:
        assert b"GIT binary patch" in patch
        assert patched("git", source, patch) == source.data(apply_edits(text, edits))


@pytest.mark.parametrize(
    "name",
    [
        "post.md",
        "a folder/my post.md",
        "dönerkebab/naïve 👍.md",
        'the "best" post.md',
        "back\\slash.md",
        "tab\there.md",
    ],
)
def test_names_are_written_so_that_the_tools_find_the_file(name: str) -> None:
    check(Source("One\nTwo\n", name), (Edit(0, 3, "Ein"),), name=name)


def test_two_files_may_be_patched_at_once(tmp_path: Path) -> None:
    one, two = Source("One\n-- x", "one.md"), Source("Two\r\nThree", "sub/two.md")
    patch = unified_diff_bytes(one, [Edit(4, 8, "")]) + unified_diff_bytes(two, [Edit(10, 10, "!")])
    for tool, command in TOOLS.items():
        folder = tmp_path / tool
        (folder / "sub").mkdir(parents=True)
        (folder / "one.md").write_bytes(one.data())
        (folder / "sub/two.md").write_bytes(two.data())
        (folder / "change.patch").write_bytes(patch)
        subprocess.run(command, cwd=folder, env=ENVIRONMENT, check=True)
        assert (folder / "one.md").read_bytes() == b"One\n"
        assert (folder / "sub/two.md").read_bytes() == b"Two\r\nThree!"


@SLOW
@given(changes())
def test_a_diff_from_texts_leads_to_the_new_text(change: tuple[str, tuple[Edit, ...]]) -> None:
    text, edits = change
    new = apply_edits(text, edits)
    source = Source(text, "post.md")
    patch = unified_diff_bytes(source, new)
    assert bool(patch) == (new != text)
    if patch:
        assert patched(next(iter(TOOLS)), source, patch) == new.encode()


@given(changes(), st.integers(0, 4))
def test_hunks_count_and_place_their_lines(change: tuple[str, tuple[Edit, ...]], context: int) -> None:
    text, edits = change
    old, new = text.split("\n"), apply_edits(text, edits).split("\n")
    found = file_hunks(Source(text), edits, context=context)
    last = 0
    for hunk in found:
        assert hunk.old_start >= last
        last = hunk.old_start + hunk.old_count
        assert sum(line.kind in " -" for line in hunk.lines) == hunk.old_count
        assert sum(line.kind in " +" for line in hunk.lines) == hunk.new_count
        for line in hunk.lines:
            assert line.old is None or old[line.old - 1] == line.text
            assert line.new is None or new[line.new - 1] == line.text
            assert all(0 <= span.start < span.end <= len(line.text) + line.ended for span in line.changed)


POEM = "\n".join(f"line {number} of the poem" for number in range(1, 31)) + "\n"


def test_a_diff_reads_like_one() -> None:
    source = Source("He was known to sent\na text.\nAlot of cats.", "notes/post.txt")
    edits = [Edit(16, 20, "send"), Edit(29, 33, "A lot")]
    assert unified_diff(source, edits) == (
        "--- a/notes/post.txt\n+++ b/notes/post.txt\n@@ -1,3 +1,3 @@\n"
        "-He was known to sent\n+He was known to send\n a text.\n"
        "-Alot of cats.\n\\ No newline at end of file\n+A lot of cats.\n\\ No newline at end of file\n"
    )
    assert word_diff(source, edits) == (
        "--- a/notes/post.txt\n+++ b/notes/post.txt\n@@ -1,3 +1,3 @@\n"
        "He was known to [-sent-]{+send+}\na text.\n[-Alot-]{+A lot+} of cats.\n"
    )


def test_hunks_that_are_near_are_one() -> None:
    def headers(*places: int) -> list[str]:
        edits = [Edit(offset, offset, "x") for offset in (POEM.index(f"line {place} ") for place in places)]
        return [hunk.header for hunk in file_hunks(Source(POEM), edits)]

    assert headers(1) == ["@@ -1,4 +1,4 @@"]
    assert headers(5, 12) == ["@@ -2,14 +2,14 @@"]
    assert headers(5, 13) == ["@@ -2,7 +2,7 @@", "@@ -10,7 +10,7 @@"]
    assert headers(30) == ["@@ -27,4 +27,4 @@"]


@pytest.mark.parametrize(
    ("text", "edit", "body"),
    [
        ("", Edit(0, 0, "new\n"), "@@ -0,0 +1 @@\n+new\n"),
        ("old\n", Edit(0, 4, ""), "@@ -1 +0,0 @@\n-old\n"),
        ("a\n", Edit(2, 2, "b\n"), "@@ -1 +1,2 @@\n a\n+b\n"),
        ("a\n", Edit(1, 2, ""), "@@ -1 +1 @@\n-a\n+a\n\\ No newline at end of file\n"),
        ("a\r\nb\r\n", Edit(3, 4, "c"), "@@ -1,2 +1,2 @@\n a\r\n-b\r\n+c\r\n"),
        ("a\r\u2028c\x0cd\n", Edit(2, 3, "x"), "@@ -1 +1 @@\n-a\r\u2028c\x0cd\n+a\rxc\x0cd\n"),
    ],
)  # fmt: skip
def test_the_edges_of_files(text: str, edit: Edit, body: str) -> None:
    assert unified_diff(Source(text, "f"), [edit]) == f"--- a/f\n+++ b/f\n{body}"
    check(Source(text, "f"), (edit,), name="f")


def test_changed_words_are_marked_in_their_lines() -> None:
    source = Source("The cat sit on it’s\nold mats here.\n")
    (hunk,) = file_hunks(source, [Edit(8, 11, "sits"), Edit(15, 19, "its"), Edit(27, 28, ""), Edit(33, 33, " today")])
    marks = [(line.kind, [span.of(line.text) for span in line.changed]) for line in hunk.lines]
    assert marks == [
        ("-", ["sit", "it’s"]),
        ("+", ["sits", "its"]),
        ("-", ["mats"]),
        ("+", ["mat", " today"]),
    ]


def test_no_change_no_diff() -> None:
    source = Source("The same.\n", "f")
    for changes_ in ([], [Edit(0, 3, "The")], "The same.\n"):
        assert unified_diff(source, changes_) == "" == word_diff(source, changes_)
        assert unified_diff_bytes(source, changes_) == b""
    assert unified_diff_bytes(Source("x", "f", "utf-16-le", b"\xff\xfe"), [Edit(0, 1, "x")]) == b""


def test_a_character_that_the_encoding_lacks_is_an_error() -> None:
    with pytest.raises(SourceError, match="“’” cannot be written in latin-1"):
        unified_diff_bytes(Source("it's", "f", "latin-1"), [Edit(2, 3, "’")])


def test_edits_that_do_not_fit_are_an_error() -> None:
    with pytest.raises(EditError, match="outside"):
        unified_diff(Source("short"), [Edit(3, 30, "")])


def test_a_source_without_a_path_still_has_a_name() -> None:
    assert unified_diff(Source("a"), "b").startswith("--- a/text\n+++ b/text\n")
    assert unified_diff(Source("a", "./x/../y.md"), "b").startswith("--- a/x/../y.md\n")
    assert unified_diff(Source("a", "/srv/y.md"), "b").startswith("--- a/srv/y.md\n")


def test_hunk_lines_are_values() -> None:
    (hunk,) = file_hunks(Source("a\n"), "b\n")
    assert isinstance(hunk, Hunk) and hunk == file_hunks(Source("a\n"), [Edit(0, 1, "b")])[0]
    assert PIECES


def test_edits_that_cancel_out_are_no_change() -> None:
    assert unified_diff(Source("aab\n"), [Edit(0, 1, ""), Edit(2, 2, "a")]) == ""
