"""The paragraphs of a Word document that change, by the word: no patch can change such a file."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.edits.words import marked, widen
from copydesk.reports.cells import shown
from copydesk.reports.diffs import FileChanges
from copydesk.reports.style import Style
from copydesk.reports.summary import plural
from copydesk.reports.word_diff import painted
from copydesk.text.edit import Edit
from copydesk.text.source import Source


def changed_paragraphs(file: FileChanges, style: Style) -> Iterator[str]:
    """What changes in a document, each paragraph with its number. In a patch, programs pass over these lines."""
    source, changes = file.fixed.before.source, file.fixed.changes
    yield style(f"{shown(file.path)}: {plural(len(changes), 'change')} of the text", "bold")
    yield "; `copydesk fix` writes the document, --tracked with tracked changes\n"
    gutter = len(str(len(source.line_starts))) + 2
    for first, last, edits in _groups(source, [change.edit for change in changes]):
        start, end = source.line_span(first).start, source.line_span(last).end
        lines = painted(marked(source.text, start, end, edits), style).split("\n")
        for number, line in enumerate(lines, first + 1):
            yield f"{style(f'{number:>{gutter}}', 'dim')} {style('|', 'dim')} {line}\n"


def _groups(source: Source, edits: list[Edit]) -> Iterator[tuple[int, int, list[Edit]]]:
    """The edits in whole words, those that share a line together, with the first and last line (from 0)."""
    group: list[Edit] = []
    for edit in widen(source.text, edits):
        if group and source.line_of(edit.start) > source.line_of(group[-1].end):
            yield source.line_of(group[0].start), source.line_of(group[-1].end), group
            group = []
        group.append(edit)
    if group:
        yield source.line_of(group[0].start), source.line_of(group[-1].end), group
