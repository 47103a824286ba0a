"""Annotations on the changed lines of a pull request, by the workflow commands of GitHub Actions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from copydesk.reports.base import FileFindings
from copydesk.reports.proposal import proposal
from copydesk.reports.style import Style
from copydesk.text.finding import Severity

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "notice"}


def report(files: Iterable[FileFindings], style: Style) -> Iterator[str]:
    """A workflow command for each finding."""
    for file in files:
        for finding in file.findings:
            line, column = file.source.position(finding.span.start)
            end_line, end_column = file.source.position(finding.span.end)
            properties = {
                "file": file.path,
                "line": line,
                "endLine": end_line,
                "col": column,
                "endColumn": end_column,
                "title": f"{finding.code} {finding.name}",
            }
            if line != end_line:  # columns are taken for those of the first line
                del properties["col"], properties["endColumn"]
            named = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in properties.items())
            hint = f" Write {proposal(finding.fixes[0], finding, file.source)}." if finding.fixes else ""
            yield f"::{LEVELS[finding.severity]} {named}::{_escaped(finding.message + hint)}\n"


def _escaped(text: str, more: str = "") -> str:
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text
