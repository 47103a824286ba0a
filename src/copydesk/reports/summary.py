"""The last line of a report, and the counts per rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from copydesk.reports.base import FileFindings
from copydesk.text.finding import Finding


@dataclass(slots=True)
class Counts:
    """What is counted while findings go by."""

    files: int = 0
    with_findings: int = 0
    findings: int = 0
    fixable: int = 0
    rejected: int = 0
    rules: Counter[tuple[str, str]] = field(default_factory=Counter)
    fixable_rules: Counter[tuple[str, str]] = field(default_factory=Counter)

    def count(self, findings: Iterable[Finding]) -> None:
        """Count one file."""
        findings = tuple(findings)
        self.files += 1
        self.with_findings += bool(findings)
        self.findings += len(findings)
        self.fixable += sum(finding.fixable for finding in findings)
        self.rules.update((finding.code, finding.name) for finding in findings)
        self.fixable_rules.update((finding.code, finding.name) for finding in findings if finding.fixable)


def counted(files: Iterable[FileFindings], counts: Counts) -> Iterator[FileFindings]:
    """The files as they come, counted."""
    for file in files:
        counts.count(file.findings)
        counts.rejected += file.rejected
        yield file


def summary(counts: Counts) -> str:
    """“12 findings in 1 file, 9 can be fixed (2 rejected in a review)”."""
    if not counts.files:
        return "nothing was checked"
    aside = rejected(counts.rejected)
    if not counts.findings:
        return f"no findings in {plural(counts.files, 'file')}{aside}"
    text = f"{plural(counts.findings, 'finding')} in {plural(counts.with_findings, 'file')}"
    return f"{text}, {counts.fixable} can be fixed{aside}" if counts.fixable else f"{text}{aside}"


def rejected(number: int) -> str:
    """What is said of findings that are left out because a person rejected them."""
    return f" ({number} rejected in a review)" if number else ""


def statistics(counts: Counts) -> Iterator[str]:
    """A line for each rule with its number of findings, the most frequent first; [*] where all can be fixed."""
    rows = sorted(counts.rules.items(), key=lambda row: (-row[1], row[0]))
    width = max((len(str(number)) for _, number in rows), default=0)
    code_width = max((len(code) for (code, _), _ in rows), default=0)
    for (code, name), number in rows:
        fixable = counts.fixable_rules[code, name]
        note = f"{fixable} fixable" if fixable else ""
        yield f"{number:>{width}}  {code:<{code_width}}  {name}  {note}".rstrip()


def plural(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
