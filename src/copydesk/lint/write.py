"""Writing a corrected file so that nothing can be lost."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

from copydesk.errors import FileChanged, SourceError


def write_atomically(path: str | os.PathLike[str], data: bytes, expected: bytes) -> bool:
    """Replace the content of a file: a reader sees the old bytes or the new ones, never a part.

    `expected` are the bytes that were checked. A symbolic link stays one, mode bits, owner and extended attributes are
    kept. Returns whether the file has other hard links; those keep the old content.

    Raises FileChanged when the file holds other bytes by now, SourceError when it cannot be written (read-only, full
    disk, vanished). In both cases it is as it was.
    """
    shown = os.fspath(path)
    try:
        target = Path(path).resolve(strict=True)
        status = target.stat()
    except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links, before Python 3.13
        raise _unwritable(shown, error) from None
    if not stat.S_ISREG(status.st_mode):
        raise SourceError("is not a regular file, so it is left alone", path=shown)
    if not status.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise SourceError("is read-only, so it is left alone", path=shown, hint="make it writable and run again")
    try:
        _replace(target, status, data, expected, shown)
    except OSError as error:
        raise _unwritable(shown, error) from None
    return status.st_nlink > 1


def write_output(path: str | os.PathLike[str], data: bytes) -> None:
    """Write a file of results as a whole or not at all, whatever it held before. Raises SourceError.

    A symbolic link stays one, mode bits are kept; a device or a pipe is written to as it is.
    """
    import tempfile

    try:
        target = Path(path)
        if target.exists() and not target.is_file():
            target.write_bytes(data)
            return
        target = target.resolve()
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
        handle, name = tempfile.mkstemp(prefix=".copydesk-", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            Path(name).chmod(mode)
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except (OSError, RuntimeError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise SourceError(f"cannot be written: {reason}", path=os.fspath(path)) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _replace(target: Path, status: os.stat_result, data: bytes, expected: bytes, shown: str) -> None:
    import tempfile

    handle, name = tempfile.mkstemp(prefix=".copydesk-", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            _keep_attributes(target, stream.fileno(), status)
            os.fsync(stream.fileno())
        if target.read_bytes() != expected:
            raise FileChanged(
                "has changed since it was checked, so nothing was written", path=shown, hint="run the command again"
            )
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _keep_attributes(target: Path, handle: int, status: os.stat_result) -> None:
    if hasattr(os, "fchown"):
        own = os.fstat(handle)
        if (own.st_uid, own.st_gid) != (status.st_uid, status.st_gid):
            with contextlib.suppress(OSError):  # only root may give files away
                os.fchown(handle, status.st_uid, status.st_gid)
    if hasattr(os, "fchmod"):
        os.fchmod(handle, stat.S_IMODE(status.st_mode))
    if hasattr(os, "listxattr"):
        with contextlib.suppress(OSError):  # a file system without them
            for attribute in os.listxattr(target):
                os.setxattr(handle, attribute, os.getxattr(target, attribute))


def _sync_folder(folder: Path) -> None:
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return  # folders cannot be opened on Windows
    try:
        os.fsync(handle)
    except OSError:
        pass  # some network file systems refuse; the file itself is safe
    finally:
        os.close(handle)


def _unwritable(shown: str, error: Exception) -> SourceError:
    if isinstance(error, FileNotFoundError):
        return SourceError("was moved or deleted since it was checked, so nothing was written", path=shown)
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return SourceError(f"cannot be written: {reason}; the file is as it was", path=shown)
