"""A patch for people: colours, the changed words marked inside the lines, and how far each hunk may be trusted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from copydesk.edits.diff import file_hunks, word_diff
from copydesk.edits.hunks import DiffLine
from copydesk.lint.compose import Change
from copydesk.reports.cells import cells
from copydesk.reports.style import Style
from copydesk.text.edit import Applicability
from copydesk.text.source import Source

COLOURS = {"-": "red", "+": "green"}
WORDS = re.compile(r"\[-(?P<old>.*?)-\]|\{\+(?P<new>.*?)\+\}", re.DOTALL)


def coloured_patch(source: Source, changes: Sequence[Change], path: str, style: Style) -> Iterator[str]:
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


def coloured_words(source: Source, changes: Sequence[Change], path: str, style: Style) -> str:
    """The word diff in colour instead of brackets."""

    def paint(match: re.Match[str]) -> str:
        old, new = match["old"], match["new"]
        return style(_safe(old), "red") if new is None else style(_safe(new), "green")

    text = word_diff(source, [change.edit for change in changes], path=path)
    pieces, position = [], 0
    for match in WORDS.finditer(text):
        pieces += [_safe(text[position : match.start()]), paint(match)]
        position = match.end()
    return "".join(pieces) + _safe(text[position:])


def unsafe(changes: Sequence[Change]) -> int:
    """How many of the changes want a person's eye."""
    return sum(change.applicability < Applicability.SAFE for change in changes)


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
        return f" {_safe(line.text)}\n"
    colour = COLOURS[line.kind]
    pieces, position = [style(line.kind, colour)], 0
    for span in line.changed:
        pieces.append(style(_safe(line.text[position : span.start]), colour))
        pieces.append(style(_safe(line.text[span.start : span.end]), colour, "inverse"))
        position = span.end
    pieces.append(style(_safe(line.text[position:]), colour))
    return "".join(pieces) + ("\n" if line.ended else "\n\\ No newline at end of file\n")


def _safe(text: str) -> str:
    """The text as a terminal can show it, with its newlines."""
    return "\n".join("".join(piece for piece, _ in cells(line.removesuffix("\r"))) for line in text.split("\n"))
