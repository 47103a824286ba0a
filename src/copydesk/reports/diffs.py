"""What a diff report is: one function from what the fixes make of files to text."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from copydesk.errors import ConfigError
from copydesk.lint.compose import Change
from copydesk.lint.fixer import Fixed
from copydesk.reports.style import Style
from copydesk.text.edit import Applicability


@dataclass(frozen=True, slots=True)
class FileChanges:
    """What the fixes make of one file; `path` as it is shown, `patch_path` as it stands in a patch."""

    path: str
    patch_path: str
    fixed: Fixed


# Bytes are in the encoding of the file, text is for reading.
DiffReport = Callable[[Iterable[FileChanges], Style], Iterator[str | bytes]]

DIFFS = {  # name: the module whose `report` writes it
    "unified": "copydesk.reports.patch",
    "word": "copydesk.reports.word_diff",
    "side-by-side": "copydesk.reports.side_by_side",
    "html": "copydesk.reports.page",
    "criticmarkup": "copydesk.reports.criticmarkup",
}


def diff_report_of(name: str, comments: bool = False) -> DiffReport:
    """The report of a name, with the reasons as comments where it can have them either way.

    Raises ConfigError for a name that is not known.
    """
    if name not in DIFFS:
        raise ConfigError(f"unknown format “{name}”", hint=f"the formats are {', '.join(DIFFS)}")
    module = importlib.import_module(DIFFS[name])
    report: DiffReport = module.commented_report if comments else module.report
    return report


def unsafe(changes: Sequence[Change]) -> int:
    """How many of the changes want a person's eye."""
    return sum(change.applicability < Applicability.SAFE for change in changes)
