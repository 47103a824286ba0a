"""`copydesk fix`: apply the fixes to the files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import click

from copydesk.cli.options import run_options
from copydesk.cli.session import Options, Session
from copydesk.errors import CopydeskError
from copydesk.formats.rewrite import rewritten
from copydesk.lint.files import Target
from copydesk.lint.fixer import Fixed, fix_document
from copydesk.lint.write import write_atomically, write_output
from copydesk.reports.proposal import rewriting
from copydesk.reports.summary import plural, rejected
from copydesk.text.edit import Applicability

EXAMPLES = """\b
Examples:
  copydesk fix --unsafe-fixes docs/
  copydesk fix --tracked report.docx
  copydesk fix --output corrected.docx report.docx
"""


@click.command("fix", short_help="Apply the fixes to the files.", epilog=EXAMPLES)
@run_options
@click.option("--unsafe-fixes", is_flag=True, help="Apply the fixes that a person should look at, too.")
@click.option("--tracked", is_flag=True, help="Track all fixes in a Word document, for a person to accept or reject.")
@click.option("--safe-only", is_flag=True, help="With --tracked: only the fixes that never change the meaning.")
@click.option("--output", "-o", metavar="FILE", type=click.Path(path_type=Path), help="Write to this file instead.")
@click.option("--diff", "as_diff", is_flag=True, help="Print what would change as a patch; write nothing.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even if findings are left.")
@click.pass_context
def fix_command(
    ctx: click.Context,
    /,
    unsafe_fixes: bool,
    tracked: bool,
    safe_only: bool,
    output: Path | None,
    as_diff: bool,
    exit_zero: bool,
    **options: Any,
) -> None:
    """Apply the safe fixes to files, to the files of folders, or to the text on stdin (-), which goes to stdout.

    Fixes are applied until none is left. A file is replaced as a whole, and only if it is still the one that was
    checked. What was changed and what was left is listed; the exit status is 1 if findings are left.

    In a Word document, --tracked makes every fix a tracked change with a comment that says why, and comments on what is
    only flagged; the text stays as it is until somebody accepts a change.
    """
    _check(unsafe_fixes, tracked, safe_only, output, as_diff)
    level = Applicability.UNSAFE if unsafe_fixes or (tracked and not safe_only) else Applicability.SAFE
    if as_diff:
        from copydesk.cli.diff import print_diff

        ctx.exit(print_diff(Session(Options(**options)), level))
    session = Session(Options(**options))
    targets = session.targets()
    if output is not None and len(targets) > 1:
        raise click.UsageError(f"--output is one file, and here are {len(targets)}.")
    make = _tracked if tracked else _corrected
    checked = changes = files = left = fixable = refused = 0
    veto = session.veto(targets)
    for outcome in session.outcomes(targets, partial(fix_document, at_least=level, veto=veto)):
        fixed = outcome.value
        assert fixed is not None
        session.report(fixed.last)
        checked += 1
        done = _write(session, outcome.target, fixed, make, output)
        in_place = done and fixed.changed and output is None and outcome.target.data is None
        if veto is not None and in_place and not tracked:
            try:
                veto.carry_over(fixed, outcome.target.config)
            except CopydeskError as error:
                session.fail(error)
        if done and fixed.changed:
            files += 1
            changes += len(fixed.changes)
        remaining = fixed.left if done else fixed.first.findings
        left += len(remaining)
        refused += len(fixed.last.rejected)
        fixable += sum(finding.applicability is Applicability.UNSAFE for finding in remaining)
    if targets:
        summary = _summary(changes, files, left) if checked else "nothing was checked"
        _say(session, targets, f"{summary}{_advice(left, fixable, unsafe_fixes or tracked)}{rejected(refused)}")
    ctx.exit(session.leave(left > 0 and not exit_zero))


def _check(unsafe_fixes: bool, tracked: bool, safe_only: bool, output: Path | None, as_diff: bool) -> None:
    """Refuse options that contradict each other."""
    if safe_only and unsafe_fixes:
        raise click.UsageError("--safe-only and --unsafe-fixes exclude each other.")
    if as_diff and (tracked or output is not None):
        raise click.UsageError("--diff writes nothing, so --tracked and --output do not go with it.")


def _corrected(fixed: Fixed) -> bytes:
    return rewritten(fixed.before.source, [change.edit for change in fixed.changes])


def _tracked(fixed: Fixed) -> bytes:
    from datetime import datetime

    from copydesk.reports.tracked import tracked

    return tracked(fixed, datetime.now())


def _write(
    session: Session, target: Target, fixed: Fixed, make: Callable[[Fixed], bytes], output: Path | None
) -> bool:
    """Write what is made of a file and say what was done; says whether it was written as it should be."""
    before = fixed.before.source.data()
    for code in fixed.unsettled:
        session.console.warning(f"{target.path}: the fixes of {code} never come to rest and were left out")
    try:
        data = make(fixed)
        if output is not None:
            write_output(output, data)
        elif target.data is not None:
            session.console.out_bytes(data)
        elif data != before and write_atomically(target.path, data, before):
            session.console.warning(f"{target.path} has other hard links, which keep the old text")
    except CopydeskError as error:
        session.fail(error)
        return False
    for line in _lines(target, fixed):
        _say(session, [target], line)
    return True


def _lines(target: Target, fixed: Fixed) -> Iterator[str]:
    source = fixed.before.source
    for change in fixed.changes:
        line, column = source.position(change.edit.start)
        codes = ", ".join(dict.fromkeys(change.codes))
        yield f"{target.path}:{line}:{column} {codes} {rewriting(source.text, change.edit)}"


def _say(session: Session, targets: list[Target], line: str) -> None:
    """On stdout, unless that is where the corrected text goes."""
    if any(target.data is not None for target in targets):
        session.console.note(line)
    else:
        session.console.out(f"{line}\n")


def _summary(changes: int, files: int, left: int) -> str:
    done = f"{plural(changes, 'change')} in {plural(files, 'file')}" if changes else "nothing changed"
    return f"{done}, {plural(left, 'finding')} left" if left else f"{done}, no findings left"


def _advice(left: int, fixable: int, unsafe_fixes: bool) -> str:
    if not fixable or unsafe_fixes:
        return ""
    return f", {fixable} of them can be fixed with --unsafe-fixes or in copydesk review"
