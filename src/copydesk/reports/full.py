"""The report for people: every finding with its line, the words underlined, and what could be written instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from copydesk.reports.base import FileFindings
from copydesk.reports.cells import shown
from copydesk.reports.excerpt import excerpt
from copydesk.reports.proposal import proposal
from copydesk.reports.style import Style
from copydesk.reports.summary import Counts, counted, summary
from copydesk.text.edit import Applicability
from copydesk.text.finding import Finding
from copydesk.text.source import Source

INDENT = "    "
TRUST = {Applicability.SAFE: "safe", Applicability.UNSAFE: "unsafe", Applicability.DISPLAY: "idea"}


def report(files: Iterable[FileFindings], style: Style) -> Iterator[str]:
    """The findings, one after the other, and the summary."""
    counts = Counts()
    for file in counted(files, counts):
        for finding in file.findings:
            yield "\n".join(_finding(file, finding, style)) + "\n\n"
    yield summary(counts) + "\n"


def _finding(file: FileFindings, finding: Finding, style: Style) -> Iterator[str]:
    line, column = file.source.position(finding.span.start)
    place = style(f"{file.path}:{line}:{column}", "bold")
    code = style.severity(finding.code, finding.severity)
    also = f" {style('also ' + ', '.join(finding.sources), 'dim')}" if finding.sources else ""
    yield f"{place} {code} {style(finding.name, 'dim')} {shown(finding.message)}{also}"
    yield from excerpt(file.source, finding.span, finding.severity, style)
    yield from _proposals(finding, file.source, style)


def _proposals(finding: Finding, source: Source, style: Style) -> Iterator[str]:
    fixes = finding.fixes
    for number, fix in enumerate(fixes, 1):
        trust = TRUST[fix.applicability]
        label = f"fix ({trust}):" if len(fixes) == 1 else f"fix {number} ({trust}):"
        yield f"{INDENT}{style(label, 'green')} {proposal(fix, finding, source)}"
