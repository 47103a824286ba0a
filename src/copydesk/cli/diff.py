"""`copydesk diff`: the corrected text as a patch."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from copydesk.cli.options import run_options
from copydesk.cli.session import Options, Session
from copydesk.edits.diff import unified_diff_bytes, word_diff
from copydesk.errors import CopydeskError
from copydesk.lint.files import Target
from copydesk.lint.fixer import Fixed, fix_document
from copydesk.lint.paths import patch_path
from copydesk.reports.patch import coloured_patch, coloured_words, unsafe
from copydesk.reports.summary import plural
from copydesk.text.edit import Applicability


@click.command(short_help="Print the corrected text as a patch.")
@run_options
@click.option("--safe-only", is_flag=True, help="Only the fixes that never change the meaning: what `fix` applies.")
@click.option("--word-diff", "by_word", is_flag=True, help="Show the changed words inside the lines: [-old-]{+new+}.")
@click.pass_context
def diff(ctx: click.Context, /, safe_only: bool, by_word: bool, **options: Any) -> None:
    """Print the corrected text as one patch for all files, which `git apply` and `patch -p1` accept.

    Paths in it count from the root of the git repository, as those of `git diff` do, or from the working directory
    where there is none. The exit status is 1 if there is anything to change.
    """
    level = Applicability.SAFE if safe_only else Applicability.UNSAFE
    ctx.exit(print_patch(Session(Options(**options)), level, by_word))


def print_patch(session: Session, level: Applicability, by_word: bool = False) -> int:
    """Print what the fixes of at least that applicability change; the exit status."""
    number = wary = 0
    for outcome in session.outcomes(session.targets(), partial(fix_document, at_least=level)):
        fixed = outcome.value
        assert fixed is not None
        session.report(fixed.last)
        for code in fixed.unsettled:
            session.console.warning(f"{outcome.target.path}: the fixes of {code} never come to rest and were left out")
        if not fixed.changed:
            continue
        try:
            _print(session, outcome.target, fixed, by_word)
        except CopydeskError as error:
            session.fail(error)
            continue
        number += len(fixed.changes)
        wary += unsafe(fixed.changes)
    if wary:
        session.console.note(f"{wary} of {plural(number, 'change')} {'is' if wary == 1 else 'are'} unsafe: look first, "
                             "or leave them out with --safe-only")  # fmt: skip
    return session.leave(number > 0)


def _print(session: Session, target: Target, fixed: Fixed, by_word: bool) -> None:
    source, style = fixed.before.source, session.console.style
    path = patch_path(target.path) if target.named else "stdin"
    edits = [change.edit for change in fixed.changes]
    if style.colour:
        fixed.after.source.data()  # raises, as the plain patch does, when the encoding lacks a character
        if by_word:
            session.console.out(coloured_words(source, fixed.changes, path, style))
        else:
            for piece in coloured_patch(source, fixed.changes, path, style):
                session.console.out(piece)
    elif by_word:
        session.console.out(word_diff(source, edits, path=path))
    else:
        session.console.out_bytes(unified_diff_bytes(source, edits, path=path))
