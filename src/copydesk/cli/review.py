"""`copydesk review`: go through the proposals one by one."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ParamSpec

import click

from copydesk.cli.options import CONFIG_OPTIONS, ENGINE_OPTIONS, RULE_OPTIONS
from copydesk.cli.session import Options, Session
from copydesk.errors import CopydeskError
from copydesk.formats.detect import format_of
from copydesk.lint.files import STDIN, Target
from copydesk.review.keyboard import Keyboard, Stopped, signals_raise, signals_wait
from copydesk.review.patches import Patch
from copydesk.review.run import Review
from copydesk.review.store import FILE_NAME
from copydesk.review.terminal import LineMode
from copydesk.text.progress import listening

Said = ParamSpec("Said")
INTERRUPTED = 130
PATIENCE = 1.0  # seconds before the terminal says what is going on


def _options(command: Any) -> Any:
    for option in reversed((*RULE_OPTIONS, *ENGINE_OPTIONS, *CONFIG_OPTIONS)):
        command = option(command)
    return command


@click.command(short_help="Go through the proposals one by one.")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH…]")
@click.option("--output", "-o", metavar="FILE", type=click.Path(path_type=Path), help="Write a patch, not the files.")
@click.option(
    "--from",
    "patch",
    metavar="PATCH",
    type=click.Path(path_type=Path),
    help="Review this unified diff of the files, not what copydesk finds.",
)
@click.option(
    "--decisions",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=f"Where decisions are kept ({FILE_NAME} in the folder of the settings).",
)
@click.option("--tracked", is_flag=True, help="Write what was accepted as tracked changes, into Word documents.")
@click.option("--no-decisions", is_flag=True, help="Keep no decisions, and take none up.")
@click.option("--line", is_flag=True, help="Ask line by line, as `git add -p` does, in place of the app.")
@click.option(
    "--theme",
    type=click.Choice(("auto", "light", "dark")),
    default="auto",
    show_default=True,
    help="The colours of the app.",
)
@click.option("--web", is_flag=True, help="Review in the browser, on a page that this machine serves to itself.")
@click.option("--no-browser", is_flag=True, help="With --web: print the address, open no browser.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="With --web: the port, if not any free one.")
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", help="With --web: listen here, not on 127.0.0.1 alone.")
@_options
@click.option("--input-format", "format_", metavar="FORMAT", help="The format of the files, such as text or markdown.")
@click.option("--encoding", metavar="NAME", help="The encoding of files without a byte order mark (UTF-8).")
@click.pass_context
def review(
    ctx: click.Context,
    /,
    paths: tuple[str, ...],
    output: Path | None,
    patch: Path | None,
    decisions: Path | None,
    no_decisions: bool,
    tracked: bool,
    line: bool,
    theme: str,
    web: bool,
    no_browser: bool,
    port: int,
    host: str,
    **options: Any,
) -> None:
    """Show the articles as they would read, with every proposal in its place, and decide on one after the other.

    y accepts, n rejects, 1-9 chooses among alternatives, e lets you write your own, u undoes, q leaves; ? shows all
    keys. What was accepted is written on leaving. Ctrl-C leaves the files as they are; the decisions are kept, and the
    next review begins with them.

    \b
    copydesk review article.txt                  the app, in a terminal that can show it
    copydesk review docs/ --select spelling      only spelling, in all files of a folder
    copydesk review --line article.txt           one question after the other, as git add -p asks
    copydesk review --web article.txt            the same in the browser
    copydesk review -o changes.patch .           a patch in place of the files
    copydesk review --from their.patch notes.md  someone else's changes, one by one
    """
    if not web and not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
        raise click.UsageError(
            "review asks questions and needs a terminal for it. Without one, `copydesk review --web` asks in the "
            "browser, `copydesk diff` shows the proposals, and `copydesk fix` applies them."
        )
    if STDIN in paths:
        raise click.UsageError("review takes the answers from stdin, so the text has to come from a file.")
    proposed = None if patch is None else Patch.read(patch)
    if proposed is not None and not paths and not (paths := proposed.files_here()):
        raise click.UsageError(f"the files that {patch} changes are not here; name the file that it is about.")
    run = Session(Options(paths=paths, **options))
    targets = run.targets(output)
    if proposed is not None:  # in a folder, only the files that it changes
        targets = [target for target in targets if target.path in paths or proposed.about(target.path)]
    if tracked:
        _only_word(targets, output)
    voice = _Voice(run)
    with Review(
        targets, voice, output=output, decisions=decisions, keep=not no_decisions, proposed=proposed, tracked=tracked
    ) as opened:
        if web:
            ctx.exit(_page()(opened, host=host, port=port, browser=not no_browser))
        by_line = line or os.environ.get("TERM", "dumb" if os.name == "posix" else "") in ("dumb", "unknown")
        ctx.exit(_end(opened, lambda: _ask(opened, run) if by_line else _show(opened, theme)))


def _page() -> Callable[..., int]:
    try:
        from copydesk.review.web.server import serve
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("copydesk"):
            raise
        raise CopydeskError(
            f"the page needs {error.name}, which is not installed", hint="install it with: pip install 'copydesk[web]'"
        ) from None
    return serve


def _only_word(targets: list[Target], output: Path | None) -> None:
    """Refuse --tracked where no changes can be tracked."""
    if output is not None:
        raise click.UsageError("--output writes a patch, and no patch tracks changes: leave out --output or --tracked.")
    for target in targets:
        if (target.format or format_of(target.path)) != "word":
            raise click.UsageError(f"--tracked is for Word documents, and {target.path} is none.")


def _ask(opened: Review, run: Session) -> None:
    """Ask about one proposal after the other."""
    with Keyboard() as keys:
        mode = LineMode(keys, _write, run.console.style)
        try:
            while (file := opened.open_next()) is not None:
                opened.take_over(file)
                if not mode.review(file):
                    break
        except KeyboardInterrupt:
            _write("\n")
            raise


def _show(opened: Review, theme: str) -> None:
    """Open the app, if there is anything to decide."""
    with _patience("checking…") as say, listening(lambda done: say(f"checking… {done:.0%}")):
        first = opened.open_next()
    if first is not None:
        from copydesk.review.app.start import review_in_app

        review_in_app(opened, first, theme)


@contextlib.contextmanager
def _patience(message: str) -> Iterator[Callable[[str], None]]:
    """Say on stderr what is being done, if it takes a while, until it is done. Gives what changes the message."""
    started, said = time.monotonic(), ""
    lock = threading.Lock()

    def say(message: str) -> None:
        nonlocal said
        with lock:
            if message != said and sys.stderr.isatty() and time.monotonic() - started >= PATIENCE:
                said = message
                print(f"\r{message}\x1b[K", end="", file=sys.stderr, flush=True)

    timer = threading.Timer(PATIENCE, say, (message,))
    timer.start()
    try:
        yield say
    finally:
        timer.cancel()
        timer.join()
        if said:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _end(opened: Review, front: Callable[[], None]) -> int:
    """Run a front, and end the review as it was left; the exit status."""
    try:
        with signals_raise():
            front()
    except KeyboardInterrupt:
        opened.interrupted()
        return INTERRUPTED
    except Stopped as stopped:
        opened.interrupted()
        _let_go_of_the_terminal()
        return stopped.status
    except Exception:
        opened.interrupted()
        raise
    with signals_wait() as noted:
        status = opened.leave()
    return 128 + noted[0] if noted else status


def _write(text: str) -> None:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError:
        raise Stopped(1) from None


def _let_go_of_the_terminal() -> None:
    """Write nothing more to streams whose terminal may be gone."""
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
    for stream in (sys.__stdout__, sys.__stderr__):
        if stream is not None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


class _Voice:
    """The two streams of the run; where they lead nowhere any more, the review still ends as it should."""

    def __init__(self, run: Session) -> None:
        self._run = run
        console = run.console
        self.out, self.out_bytes = _unless_gone(console.out), _unless_gone(console.out_bytes)
        self.note, self.warning = _unless_gone(console.note), _unless_gone(console.warning)
        self.fail, self.report = _unless_gone(run.fail), _unless_gone(run.report)

    @property
    def failed(self) -> bool:
        return self._run.failed


def _unless_gone(say: Callable[Said, None]) -> Callable[Said, None]:
    def try_it(*args: Said.args, **options: Said.kwargs) -> None:
        with contextlib.suppress(OSError):
            say(*args, **options)

    return try_it
