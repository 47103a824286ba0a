"""`copydesk diff`: the corrected text as a patch, or as it reads best."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import click

from copydesk.cli.console import two_columns
from copydesk.cli.options import run_options
from copydesk.cli.session import Options, Session
from copydesk.errors import CopydeskError
from copydesk.formats.rewrite import rewritten
from copydesk.lint.files import Target
from copydesk.lint.fixer import fix_document
from copydesk.lint.paths import patch_path
from copydesk.lint.write import write_output
from copydesk.reports.diffs import DIFFS, FileChanges, diff_report_of, unsafe
from copydesk.reports.summary import plural
from copydesk.text.edit import Applicability

UNIFIED, WORD, SIDE_BY_SIDE, HTML, CRITICMARKUP = "unified", "word", "side-by-side", "html", "criticmarkup"

EXAMPLES = """\b
Examples:
  copydesk diff docs/ | git apply
  copydesk diff --format side-by-side article.txt
  copydesk diff --format html --output corrections.html docs/
  copydesk diff --format criticmarkup --comments post.md > post.critic.md
"""


@click.command(short_help="Print the corrected text as a patch.", epilog=EXAMPLES)
@run_options
@click.option("--format", "-f", "format_name", type=click.Choice(tuple(DIFFS)), help="How it is written (unified).")
@click.option("--word-diff", "by_word", is_flag=True, help="The same as --format word.")
@click.option(
    "--width", type=click.IntRange(min=40), metavar="N", help="Columns of side-by-side (the terminal's)."
)
@click.option("--comments", is_flag=True, help="Say why, in CriticMarkup comments.")
@click.option("--output", "-o", metavar="FILE", type=click.Path(path_type=Path), help="Write to this file.")
@click.option("--safe-only", is_flag=True, help="Only the fixes that never change the meaning: what `fix` applies.")
@click.pass_context
def diff(
    ctx: click.Context,
    /,
    format_name: str | None,
    by_word: bool,
    width: int | None,
    comments: bool,
    output: Path | None,
    safe_only: bool,
    **options: Any,
) -> None:
    """Print what the fixes would change in files, in the files of folders, or in the text on stdin (-).

    unified is one patch for all files, which `git apply` and `patch -p1` accept; paths in it count from the root of the
    git repository, as those of `git diff` do, or from the working directory where there is none. word shows the changed
    words inside the lines, side-by-side the old and the new text in two columns. html is one page for all files that
    needs nothing else, to mail around. criticmarkup is the text of a file with the changes in it: {~~old~>new~~}.

    The exit status is 1 if there is anything to change.
    """
    if by_word and format_name not in (None, WORD):
        raise click.UsageError(f"--word-diff and --format {format_name} exclude each other.")
    name = WORD if by_word else format_name or UNIFIED
    if comments and name != CRITICMARKUP:
        raise click.UsageError("--comments goes with --format criticmarkup.")
    if width is not None and name != SIDE_BY_SIDE:
        raise click.UsageError("--width goes with --format side-by-side.")
    session = Session(Options(**options))
    level = Applicability.SAFE if safe_only else Applicability.UNSAFE
    ctx.exit(print_diff(session, level, name, output=output, width=width, comments=comments))


def print_diff(
    session: Session,
    level: Applicability,
    name: str = UNIFIED,
    *,
    output: Path | None = None,
    width: int | None = None,
    comments: bool = False,
) -> int:
    """Print what the fixes of at least that applicability change; the exit status."""
    targets = session.targets(output)
    if name == CRITICMARKUP and len(targets) > 1:
        raise click.UsageError(
            f"criticmarkup is the text of one file, and here are {len(targets)}. Name one, or take --format html."
        )
    console = session.console
    style = replace(console.style, colour=console.style.colour and output is None, width=width or two_columns())
    total = Total()
    files = _changed_files(session, targets, level, total, unchanged_too=name in (HTML, CRITICMARKUP))
    pieces = diff_report_of(name, comments)(files, style)
    if output is None:
        for piece in pieces:
            console.out_bytes(piece) if isinstance(piece, bytes) else console.out(piece)
    else:
        data = (piece if isinstance(piece, bytes) else piece.encode("utf-8", "replace") for piece in pieces)
        write_output(output, b"".join(data))
    if total.unsafe:
        some = f"{total.unsafe} of {plural(total.changes, 'change')} {'is' if total.unsafe == 1 else 'are'} unsafe"
        console.note(f"{some}: look first, or leave them out with --safe-only")
    if total.rejected:
        console.note(f"{plural(total.rejected, 'finding')} rejected in a review left out")
    return session.leave(total.changes > 0)


@dataclass(slots=True)
class Total:
    """The changes of a run, how many of them want a person's eye, and what was rejected in a review."""

    changes: int = 0
    unsafe: int = 0
    rejected: int = 0


def _changed_files(
    session: Session, targets: list[Target], level: Applicability, total: Total, unchanged_too: bool
) -> Iterator[FileChanges]:
    for outcome in session.outcomes(targets, partial(fix_document, at_least=level, veto=session.veto(targets))):
        target, fixed = outcome.target, outcome.value
        assert fixed is not None
        session.report(fixed.last)
        for code in fixed.unsettled:
            session.console.warning(f"{target.path}: the fixes of {code} never come to rest and were left out")
        try:
            rewritten(fixed.before.source, [change.edit for change in fixed.changes])
        except CopydeskError as error:  # such as a character that the encoding lacks
            session.fail(error)
            continue
        total.changes += len(fixed.changes)
        total.unsafe += unsafe(fixed.changes)
        total.rejected += len(fixed.last.rejected)
        if fixed.changed or unchanged_too:
            yield FileChanges(target.path, patch_path(target.path) if target.named else "stdin", fixed)
