"""A diff by the word: `[-old-]{+new+}`, or colours instead of brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from copydesk.edits.diff import word_diff
from copydesk.lint.compose import Change
from copydesk.reports.cells import shown_lines
from copydesk.reports.diffs import FileChanges
from copydesk.reports.style import Style
from copydesk.text.source import Source

WORDS = re.compile(r"\[-(?P<old>.*?)-\]|\{\+(?P<new>.*?)\+\}", re.DOTALL)


def report(files: Iterable[FileChanges], style: Style) -> Iterator[str]:
    """The changes, file by file."""
    for file in files:
        source, changes = file.fixed.before.source, file.fixed.changes
        if style.colour:
            yield _coloured(source, changes, file.patch_path, style)
        else:
            yield word_diff(source, [change.edit for change in changes], path=file.patch_path)


def _coloured(source: Source, changes: Sequence[Change], path: str, style: Style) -> str:
    def paint(match: re.Match[str]) -> str:
        old, new = match["old"], match["new"]
        return style(shown_lines(old), "red") if new is None else style(shown_lines(new), "green")

    text = word_diff(source, [change.edit for change in changes], path=path)
    pieces, position = [], 0
    for match in WORDS.finditer(text):
        pieces += [shown_lines(text[position : match.start()]), paint(match)]
        position = match.end()
    return "".join(pieces) + shown_lines(text[position:])
