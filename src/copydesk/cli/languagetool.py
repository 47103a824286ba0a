"""`copydesk languagetool`: get it, look whether it works, stop the server that was left running."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeVar

import click

from copydesk.errors import CopydeskError

T = TypeVar("T")
BROKEN = 2


class Check(NamedTuple):
    """One line of the doctor's report: what was looked at, whether it is well, what was found, what to do."""

    subject: str
    well: bool
    found: str
    advice: str | None = None


@click.group(short_help="Install and look after LanguageTool.")
def languagetool() -> None:
    """LanguageTool as a second engine: copydesk check --engine languagetool."""


@languagetool.command(short_help="Download LanguageTool.")
@click.option("--version", "version", metavar="VERSION", help="Such as 6.8, 20240101 or latest.")
@click.option("--yes", "-y", is_flag=True, help="Do not ask.")
@click.option("--dry-run", is_flag=True, help="Say what would be downloaded, and do nothing else.")
def install(version: str | None, yes: bool, dry_run: bool) -> None:
    """Download LanguageTool, verify it and unpack it where language-tool-python looks for it.

    Says first how large it is, and asks. A download that was interrupted starts anew; nothing half done remains.
    """
    from copydesk.engines.languagetool.installation import download_folder, installations, offer

    download = offer(version)
    if any(found.version == download.version for found in installations()):
        click.echo(f"LanguageTool {download.version} is installed already in {download_folder()}", err=True)
        return
    size = "of unknown size" if download.size is None else f"of {download.size / 1e6:.0f} MB"
    click.echo(f"LanguageTool {download.version}, a download {size} from {download.url}", err=True)
    click.echo(f"to be unpacked in {download_folder()}", err=True)
    if dry_run:
        return
    if not yes:
        if not sys.stdin.isatty():
            raise click.UsageError("nobody is there to ask; say --yes to download")
        click.confirm("Download it?", abort=True, err=True)
    found = download.fetch()
    click.echo(f"installed in {found.folder}", err=True)


@languagetool.command(short_help="Tell whether LanguageTool can be used, and what is missing.")
@click.option("--lt-url", metavar="URL", help="Look at this server too.")
@click.option("--config", metavar="FILE", type=click.Path(), help="Take the settings from this file.")
@click.option("--isolated", is_flag=True, help="Leave all configuration files aside.")
@click.pass_context
def doctor(ctx: click.Context, /, lt_url: str | None, config: str | None, isolated: bool) -> None:
    """Look at the package, Java, the installation and the server, and say what to do.

    Starts and downloads nothing. Exit status: 0 if LanguageTool can be used, else 2.
    """
    from pathlib import Path

    from copydesk.cli.session import fixed_config
    from copydesk.lint.config import Config

    settings = fixed_config(None if config is None else Path(config), isolated) or Config.load()
    url = lt_url or settings.engine_settings.get("language-tool", {}).get("url")
    public = bool(settings.engine_settings.get("language-tool", {}).get("public"))
    checks = list(_checks(url, public))
    width = max(len(check.subject) for check in checks)
    for check in checks:
        click.echo(f"{'ok     ' if check.well else 'missing'} {check.subject:{width}}  {check.found}")
        if check.advice:
            click.echo(f"{'':{8 + width}}  → {check.advice}")
    usable = _usable(checks, remote=url is not None or public)
    click.echo(f"LanguageTool can{'' if usable else 'not'} be used")
    ctx.exit(0 if usable else BROKEN)


@languagetool.command(short_help="Stop the server that --lt-keep has left running.")
def stop() -> None:
    """Stop the server that --lt-keep has left running."""
    from copydesk.engines.languagetool.kept import stop_kept

    stopped = stop_kept()
    click.echo("no server was left running" if stopped is None else f"stopped {stopped.url}", err=True)


def _usable(checks: list[Check], remote: bool) -> bool:
    """Whether what a check needs is well: a server that was named, else Java and an installation."""
    needed = {"package", "server"} if remote else {"package", "Java", "installation"}
    return all(check.well for check in checks if check.subject in needed)


def _checks(url: str | None, public: bool) -> Iterator[Check]:
    from copydesk.engines.languagetool import installation
    from copydesk.engines.languagetool.failure import load
    from copydesk.engines.languagetool.java import find_java, needed_major
    from copydesk.engines.languagetool.kept import running_server
    from copydesk.engines.languagetool.settings import LanguageToolSettings, shown
    from copydesk.engines.languagetool.transport import is_ready, version_of

    yield _check("package", lambda: f"language-tool-python {_version(load())}")
    newest = _try(installation.installation)
    needed = needed_major("latest" if isinstance(newest, CopydeskError) else newest.version)
    java = _try(find_java)
    if isinstance(java, CopydeskError):
        yield Check("Java", False, java.message, java.hint)
    else:
        advice = None if java.major >= needed else f"LanguageTool needs Java {needed} or newer"
        yield Check("Java", java.major >= needed, f"{java.line} ({java.path})", advice)
    yield _check("installation", lambda: f"LanguageTool {installation.installation().version} ({_jar()})")
    kept = running_server()
    if kept is not None:
        yield Check("kept server", True, f"{kept.url} runs LanguageTool {kept.version} (process {kept.pid})")
    if url is None and not public:
        yield Check("server", True, "none named: a local one is started when it is needed")
        return
    address = _try(lambda: LanguageToolSettings(url=url, public=public).server_url() or "")
    if isinstance(address, CopydeskError):
        yield Check("server", False, address.message, address.hint)
    elif isinstance(_try(load), CopydeskError):
        yield Check("server", False, f"{shown(address)} was not asked", "install the package first")
    elif is_ready(address, 10.0):
        yield Check("server", True, f"{shown(address)} runs LanguageTool {version_of(address, 10.0) or ''}".rstrip())
    else:
        yield Check("server", False, f"{shown(address)} does not answer like LanguageTool", "is it running?")


def _jar() -> str:
    from copydesk.engines.languagetool.installation import installation

    return str(installation().jar())


def _version(package: object) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("language-tool-python")
    except PackageNotFoundError:
        return str(getattr(package, "__version__", "of unknown version"))


def _try(look: Callable[[], T]) -> T | CopydeskError:
    try:
        return look()
    except CopydeskError as error:
        return error


def _check(subject: str, look: Callable[[], str]) -> Check:
    found = _try(look)
    if isinstance(found, CopydeskError):
        return Check(subject, False, found.message, found.hint)
    return Check(subject, True, found)
