"""`copydesk check`: report the findings."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

import click

from copydesk.cli.options import run_options
from copydesk.cli.session import Options, Session
from copydesk.formats.document import Document
from copydesk.lint.config import Config
from copydesk.lint.files import Target
from copydesk.lint.linter import Linter, LintResult
from copydesk.lint.veto import Veto
from copydesk.reports.base import REPORTS, FileFindings, report_of
from copydesk.reports.summary import Counts, counted, statistics, summary
from copydesk.text.source import Source


@click.command(short_help="Report what a copy desk would flag.")
@run_options
@click.option("--output-format", "-o", type=click.Choice(tuple(REPORTS)), help="How the findings are written (full).")
@click.option("--statistics", "as_statistics", is_flag=True, help="Count the findings of each rule instead.")
@click.option("--report-unused-ignores", is_flag=True, help="Flag comments that switch nothing off (CD001).")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even if there are findings.")
@click.option("--show-files", is_flag=True, help="List the files that would be checked, and do nothing else.")
@click.option("--show-settings", is_flag=True, help="Show the settings in force, and do nothing else.")
@click.pass_context
def check(
    ctx: click.Context,
    /,
    output_format: str | None,
    as_statistics: bool,
    report_unused_ignores: bool,
    exit_zero: bool,
    show_files: bool,
    show_settings: bool,
    **options: Any,
) -> None:
    """Report what a copy desk would flag in files, in the files of folders, or in the text on stdin (-).

    For each finding: the place, the code and name of the rule, the line with the words underlined, and what could be
    written instead. A fix marked safe never changes the meaning; one marked unsafe wants a person's eye.
    """
    session = Session(Options(**options, unused_ignores=report_unused_ignores))
    targets = session.targets()
    console = session.console
    if show_files:
        console.out("".join(f"{target.path}\n" for target in targets))
        ctx.exit(session.leave(False))
    config = session.first_config(targets)
    format_name = output_format or config.output_format
    if show_settings:
        console.out(_settings(config, Linter(config)))
        ctx.exit(session.leave(False))
    counts = Counts()
    files = counted(_findings(session, targets), counts)
    if as_statistics:
        for _ in files:
            pass
        console.out(_statistics(counts, format_name))
    else:
        for piece in report_of(format_name)(files, console.style):
            console.out(piece)
    ctx.exit(session.leave(counts.findings > 0 and not exit_zero))


def check_document(document: Document, linter: Linter, veto: Veto | None = None) -> tuple[Source, LintResult]:
    """What is done with each file, perhaps in another process."""
    result = linter.lint(document)
    return document.source, veto(document, linter.config, result) if veto else result


def _findings(session: Session, targets: list[Target]) -> Iterator[FileFindings]:
    for outcome in session.outcomes(targets, partial(check_document, veto=session.veto(targets))):
        assert outcome.value is not None
        source, result = outcome.value
        session.report(result)
        yield FileFindings(outcome.target.path, source, result.findings, len(result.rejected))


def _statistics(counts: Counts, format_name: str) -> str:
    if format_name == "json":
        rows = [
            {"code": code, "name": name, "count": number, "fixable": counts.fixable_rules[code, name]}
            for (code, name), number in sorted(counts.rules.items(), key=lambda row: (-row[1], row[0]))
        ]
        return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"
    return "".join(f"{line}\n" for line in (*statistics(counts), summary(counts)))


def _settings(config: Config, linter: Linter) -> str:
    lines = [f"# settings from {config.path or 'no file: the defaults'}; paths and globs from {config.root}"]
    for key, value in config.settings().items():
        lines.append(f"{key} = {json.dumps(value, ensure_ascii=False)}")
    lines.append(f"# {len(linter.enabled)} rules are on")
    lines += [f"#   {code} {linter.rules.rule(code).name}" for code in sorted(linter.enabled)]
    return "\n".join(lines) + "\n"
