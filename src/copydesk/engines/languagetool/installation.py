"""The LanguageTool that is installed on this machine, and how to get one. Nothing is downloaded but by `install`."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from copydesk.engines.languagetool.failure import INSTALL_HINT, boundary, load
from copydesk.engines.languagetool.java import suitable_java
from copydesk.errors import EngineUnavailable

_MODULE = "language_tool_python.download_lt"
_JARS = ("languagetool-server.jar", "languagetool.jar", "LanguageTool.jar")
_MAIN = "org.languagetool.server.HTTPServer"


@dataclass(frozen=True, slots=True)
class Installation:
    """A LanguageTool on disk: its version as the folder names it, and its folder."""

    version: str
    folder: Path

    def command(self, port: int) -> list[str]:
        """The command that runs it as a server on a port. Raises EngineUnavailable without a Java that can run it."""
        java = suitable_java(self.version)
        return [java.path, "-cp", str(self.jar()), _MAIN, "-p", str(port)]

    def jar(self) -> Path:
        """The archive to run. Raises EngineUnavailable when it is not there."""
        for name in _JARS:
            if (path := self.folder / name).is_file():
                return path
        raise EngineUnavailable(
            f"the LanguageTool in {self.folder} is incomplete: it has no {_JARS[0]}",
            hint="remove the folder, then “copydesk languagetool install”",
        )


def installations() -> list[Installation]:
    """What is installed, newest first: what LTP_JAR_DIR_PATH names, else what language-tool-python has downloaded.

    Raises EngineUnavailable when the folder of downloads cannot be read.
    """
    if named := os.environ.get("LTP_JAR_DIR_PATH"):
        folder = Path(named)
        return [Installation(folder.name.removeprefix("LanguageTool-"), folder)]
    module = load(_MODULE)
    root = download_folder()
    if not root.is_dir():
        return []
    with boundary(f"looking into {root}"):
        found = sorted(module.LocalLanguageTool.get_installed_versions(), reverse=True)
        return [Installation(tool.version_name, tool.get_directory_path()) for tool in found]


def installation() -> Installation:
    """The newest LanguageTool. Raises EngineUnavailable when there is none."""
    found = installations()
    if not found:
        raise EngineUnavailable(f"no LanguageTool is installed in {download_folder()}", hint=INSTALL_HINT)
    return found[0]


def download_folder() -> Path:
    """Where language-tool-python keeps what it has downloaded."""
    return Path(os.environ.get("LTP_PATH") or Path.home() / ".cache" / "language_tool_python")


@dataclass(frozen=True, slots=True)
class Download:
    """A LanguageTool that can be had: its version, address and size in bytes (None if the server does not say)."""

    version: str
    url: str
    size: int | None
    tool: Any

    def fetch(self) -> Installation:
        """Download, verify and unpack it, with a progress bar on standard error.

        What an interrupted attempt has left is removed first. Raises EngineUnavailable when it does not succeed; then
        nothing half unpacked stays where an installation is looked for.
        """
        suitable_java(self.version)
        with boundary(f"installing LanguageTool {self.version}"):
            clear_leftovers(download_folder())
            self.tool.download()
            return Installation(self.tool.version_name, self.tool.get_directory_path())


def offer(version: str | None = None) -> Download:
    """What `install` would download: the given version (6.8, 20240101, latest), or the one that
    language-tool-python is made for. Asks the server for the size only.

    Raises EngineUnavailable for a version that there is not, or when the server cannot be reached.
    """
    module = load(_MODULE)
    name = version or module.LTP_DOWNLOAD_VERSION
    with boundary(f"looking for LanguageTool {name}"):
        try:
            tool = module.LocalLanguageTool.from_version_name(name)
            url = tool.download_url
        except ValueError:
            raise EngineUnavailable(
                f"“{name}” is not a version of LanguageTool", hint="write it like 6.8, 20240101 or latest"
            ) from None
        answer = load("requests").head(url, allow_redirects=True, timeout=30)
        if answer.status_code >= 400:
            raise EngineUnavailable(
                f"LanguageTool {name} cannot be downloaded: {url} answers {answer.status_code}",
                hint="ask for another version with --version",
            )
        length = answer.headers.get("Content-Length", "")
        return Download(name, url, int(length) if length.isdigit() else None, tool)


def clear_leftovers(folder: Path) -> None:
    """Remove the temporary folders in which language-tool-python was downloading or unpacking when it was killed."""
    for path in folder.glob("tmp*"):
        if path.is_dir() and not path.is_symlink():
            inside = list(path.iterdir())
            if all(item.name.startswith(("zip-extract-", "tmp", "snapshot")) for item in inside):
                shutil.rmtree(path, ignore_errors=True)
