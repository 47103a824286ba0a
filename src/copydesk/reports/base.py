"""What a report is: one function from the findings of files to text."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from copydesk.errors import ConfigError
from copydesk.reports.style import Style
from copydesk.text.finding import Finding
from copydesk.text.source import Source


@dataclass(frozen=True, slots=True)
class FileFindings:
    """The findings of one file by place; `path` as it is shown; how many more were rejected in a review."""

    path: str
    source: Source
    findings: tuple[Finding, ...]
    rejected: int = 0


# The pieces are written as they come, so a report over many files does not wait for the last one.
Report = Callable[[Iterable[FileFindings], Style], Iterator[str]]

REPORTS = {  # name: the module whose `report` writes it
    "full": "copydesk.reports.full",
    "concise": "copydesk.reports.concise",
    "json": "copydesk.reports.json",
    "github": "copydesk.reports.github",
    "sarif": "copydesk.reports.sarif",
}


def report_of(name: str) -> Report:
    """The report of a name. Raises ConfigError for one that is not known."""
    if name not in REPORTS:
        raise ConfigError(f"unknown output format “{name}”", hint=f"the formats are {', '.join(REPORTS)}")
    report: Report = importlib.import_module(REPORTS[name]).report
    return report
