"""A diff by the word: `[-old-]{+new+}`, or colours instead of brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from copydesk.edits.diff import word_diff
from copydesk.reports.cells import shown_lines
from copydesk.reports.diffs import FileChanges
from copydesk.reports.style import Style

WORDS = re.compile(r"\[-(?P<old>.*?)-\]|\{\+(?P<new>.*?)\+\}", re.DOTALL)


def report(files: Iterable[FileChanges], style: Style) -> Iterator[str]:
    """The changes, file by file."""
    for file in files:
        source, changes = file.fixed.before.source, file.fixed.changes
        yield painted(word_diff(source, [change.edit for change in changes], path=file.patch_path), style)


def painted(text: str, style: Style) -> str:
    """A text with `[-old-]{+new+}` in it; in colours instead of brackets where there are any."""
    if not style.colour:
        return text

    def paint(match: re.Match[str]) -> str:
        old, new = match["old"], match["new"]
        return style(shown_lines(old), "red") if new is None else style(shown_lines(new), "green")

    pieces, position = [], 0
    for match in WORDS.finditer(text):
        pieces += [shown_lines(text[position : match.start()]), paint(match)]
        position = match.end()
    return "".join(pieces) + shown_lines(text[position:])
