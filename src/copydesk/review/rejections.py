"""What was rejected in a review, for the commands that have no questions to ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from copydesk.formats.document import Document
from copydesk.lint.config import Config
from copydesk.lint.fixer import Fixed
from copydesk.lint.linter import LintResult
from copydesk.review.proposals import Verdict
from copydesk.review.store import FILE_NAME, DecisionFile, Key, Saved, keys_of
from copydesk.text.finding import Finding
from copydesk.text.source import Source


@dataclass(frozen=True, slots=True)
class Rejections:
    """A veto on what was rejected, in the files whose configuration respects decisions.

    `path` is the file of decisions; None: the one beside the settings.
    """

    path: Path | None = None

    def __call__(self, document: Document, config: Config, result: LintResult) -> LintResult:
        """The result without what a review of the document would not show again. Raises ConfigError."""
        source = document.source
        if not config.respect_decisions or source.path is None:
            return result
        decisions = self._decisions(config)
        keys = _keys(decisions, source, result.findings)
        kept: list[Finding] = []
        gone: list[Finding] = []
        for finding, key in zip(result.findings, keys, strict=True):
            saved = decisions[key]
            (gone if saved and saved.verdict is Verdict.REJECTED else kept).append(finding)
        warnings = (*result.warnings, *decisions.disputes)
        return replace(result, findings=tuple(kept), rejected=tuple(gone), warnings=warnings)

    def carry_over(self, fixed: Fixed, config: Config) -> None:
        """Keep what was rejected by its words in the corrected text, once that is written. Raises SourceError."""
        if not fixed.first.rejected:
            return
        decisions = self._decisions(config)
        news: dict[Key, Saved | None] = dict.fromkeys(_rejected(decisions, fixed.before.source, fixed.first))
        news |= dict.fromkeys(_rejected(decisions, fixed.after.source, fixed.last), Saved(Verdict.REJECTED))
        decisions.update(news)

    def _decisions(self, config: Config) -> DecisionFile:
        decisions = _opened(self.path or config.root / FILE_NAME)
        decisions.refresh()
        return decisions


@cache
def _opened(path: Path) -> DecisionFile:
    return DecisionFile(path)


def _keys(decisions: DecisionFile, source: Source, findings: Iterable[Finding]) -> list[Key]:
    name = decisions.name_of(source.path or "")
    return keys_of(name, source.text, [(finding.code, finding.span) for finding in findings])


def _rejected(decisions: DecisionFile, source: Source, result: LintResult) -> Iterator[Key]:
    """The keys of what was rejected, numbered among all findings."""
    rejected = {(finding.code, finding.span) for finding in result.rejected}
    found = sorted((*result.findings, *result.rejected), key=Finding.sort_key)
    for finding, key in zip(found, _keys(decisions, source, found), strict=True):
        if (finding.code, finding.span) in rejected:
            yield key
