"""A unified diff: plain for programs; for people in colour, with the changed words marked and how far to trust them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from copydesk.edits.diff import file_hunks, unified_diff_bytes
from copydesk.edits.hunks import DiffLine
from copydesk.lint.compose import Change
from copydesk.reports.cells import shown_lines
from copydesk.reports.diffs import FileChanges, unsafe
from copydesk.reports.paragraphs import changed_paragraphs
from copydesk.reports.style import Style
from copydesk.text.source import Source

COLOURS = {"-": "red", "+": "green"}


def report(files: Iterable[FileChanges], style: Style) -> Iterator[str | bytes]:
    """The changes, file by file; without colour to the byte as `git apply` and `patch -p1` take them."""
    for file in files:
        source, changes = file.fixed.before.source, file.fixed.changes
        if source.package is not None:
            yield from changed_paragraphs(file, style)
        elif style.colour:
            yield from _coloured(source, changes, file.patch_path, style)
        else:
            yield unified_diff_bytes(source, [change.edit for change in changes], path=file.patch_path)


def _coloured(source: Source, changes: Sequence[Change], path: str, style: Style) -> Iterator[str]:
    """The changes of a file, hunk by hunk."""
    edits = [change.edit for change in changes]
    yield style(f"--- a/{path}", "bold") + "\n" + style(f"+++ b/{path}", "bold") + "\n"
    lines = _lines_of(source.text, changes)
    for hunk in file_hunks(source, edits):
        inside = [
            change
            for change, line in zip(changes, lines, strict=True)
            if hunk.old_start <= line < hunk.old_start + max(1, hunk.old_count)
        ]
        yield f"{style(hunk.header, 'cyan')} {_trust(inside, style)}".rstrip() + "\n"
        yield from (_line(line, style) for line in hunk.lines)


def _trust(changes: Sequence[Change], style: Style) -> str:
    codes = ", ".join(dict.fromkeys(code for change in changes for code in change.codes))
    wary = unsafe(changes)
    if not wary:
        return style(f"safe: {codes}", "dim")
    return style(f"{'unsafe' if wary == len(changes) else 'partly unsafe'}: {codes}", "yellow")


def _lines_of(text: str, changes: Sequence[Change]) -> list[int]:
    """The line (from 0, as a patch counts them) in which each change begins."""
    lines: list[int] = []
    line = position = 0
    for change in changes:
        line += text.count("\n", position, change.edit.start)
        position = change.edit.start
        lines.append(line)
    return lines


def _line(line: DiffLine, style: Style) -> str:
    if line.kind == " ":
        return f" {shown_lines(line.text)}\n"
    colour = COLOURS[line.kind]
    pieces, position = [style(line.kind, colour)], 0
    for span in line.changed:
        pieces.append(style(shown_lines(line.text[position : span.start]), colour))
        pieces.append(style(shown_lines(line.text[span.start : span.end]), colour, "inverse"))
        position = span.end
    pieces.append(style(shown_lines(line.text[position:]), colour))
    return "".join(pieces) + ("\n" if line.ended else "\n\\ No newline at end of file\n")
