"""Writing files: all or nothing, and only over what was checked."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from copydesk.errors import FileChanged, SourceError
from copydesk.lint.write import write_atomically, write_output

OLD, NEW = b"old text\n", b"new text\r\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_bytes(OLD)
    return path


def only(path: Path) -> bool:
    """Whether nothing was left lying beside the file."""
    return [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_the_bytes_are_replaced_and_the_mode_is_kept(file: Path) -> None:
    file.chmod(0o640)
    assert write_atomically(file, NEW, OLD) is False
    assert file.read_bytes() == NEW and stat.S_IMODE(file.stat().st_mode) == 0o640 and only(file)


def test_a_link_stays_a_link(file: Path, tmp_path: Path) -> None:
    inner = tmp_path / "links"
    inner.mkdir()
    link = inner / "link.txt"
    link.symlink_to("../article.txt")
    write_atomically(link, NEW, OLD)
    assert link.is_symlink() and link.readlink() == Path("../article.txt") and file.read_bytes() == NEW
    assert [entry.name for entry in inner.iterdir()] == ["link.txt"]


def test_other_hard_links_are_told_of(file: Path, tmp_path: Path) -> None:
    os.link(file, tmp_path / "other.txt")
    assert write_atomically(file, NEW, OLD) is True
    assert (tmp_path / "other.txt").read_bytes() == OLD


def test_a_file_that_has_changed_is_left_alone(file: Path) -> None:
    file.write_bytes(b"somebody typed\n")
    with pytest.raises(FileChanged, match=r"article.txt: has changed since it was checked"):
        write_atomically(file, NEW, OLD)
    assert file.read_bytes() == b"somebody typed\n" and only(file)


def test_a_read_only_file_is_left_alone(file: Path) -> None:
    file.chmod(0o444)
    with pytest.raises(SourceError, match="is read-only, so it is left alone"):
        write_atomically(file, NEW, OLD)
    assert file.read_bytes() == OLD and only(file)


def test_a_vanished_file_is_not_made_again(file: Path) -> None:
    file.unlink()
    with pytest.raises(SourceError, match="was moved or deleted since it was checked"):
        write_atomically(file, NEW, OLD)
    assert not file.exists()


def test_what_is_no_regular_file_is_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(SourceError, match="is not a regular file"):
        write_atomically(tmp_path / "pipe", NEW, OLD)


@pytest.mark.parametrize("call", ["fsync", "fdopen"])
def test_a_full_disk_loses_nothing(file: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    def full(*arguments: object, **keywords: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, call, full)
    with pytest.raises(SourceError, match="cannot be written: No space left on device; the file is as it was"):
        write_atomically(file, NEW, OLD)
    assert file.read_bytes() == OLD and only(file)


def test_an_interruption_loses_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(file, NEW, OLD)
    assert file.read_bytes() == OLD and only(file)


def test_results_are_written_as_a_whole_through_links_and_with_the_old_mode(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    write_output(real, OLD)
    real.chmod(0o640)
    link.symlink_to("real")
    write_output(link, NEW)
    assert (real.read_bytes(), link.is_symlink(), stat.S_IMODE(real.stat().st_mode)) == (NEW, True, 0o640)
    write_output("/dev/null", NEW)
    with pytest.raises(SourceError, match="cannot be written: No such file"):
        write_output(tmp_path / "nowhere" / "real", NEW)
    with pytest.raises(SourceError, match="cannot be written: Is a directory"):
        write_output(tmp_path, NEW)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "real"]
