"""The report for editors and logs: a line for each finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from copydesk.reports.base import FileFindings
from copydesk.reports.cells import shown
from copydesk.reports.style import Style
from copydesk.reports.summary import Counts, counted, summary


def report(files: Iterable[FileFindings], style: Style) -> Iterator[str]:
    """`path:line:column: CODE name message`, with [*] where there is a fix, and the summary."""
    counts = Counts()
    for file in counted(files, counts):
        for finding in file.findings:
            line, column = file.source.position(finding.span.start)
            place = style(f"{file.path}:{line}:{column}:", "bold")
            code = style.severity(finding.code, finding.severity)
            mark = f" {style('[*]', 'green')}" if finding.fixable else ""
            yield f"{place} {code} {finding.name}{mark} {shown(finding.message)}\n"
    yield summary(counts) + "\n"
