"""What was accepted as changed lines, in groups that are short enough to be sent and shown one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from copydesk.edits.diff import file_hunks
from copydesk.edits.hunks import DiffLine
from copydesk.text.edit import Edit
from copydesk.text.source import Source
from copydesk.text.span import Span

ENOUGH = 30  # lines after which a group ends with the change that it is in
AROUND = 400  # code points of a long line that are shown around what changes
LONG = 4_000

Group = list[dict[str, Any]]  # goes out as JSON


def groups(source: Source, edits: Iterable[Edit]) -> list[Group]:
    """The changed lines and those around them.

    A line has its `kind` (“-”, “+”, “ ”, or “@” where lines are left out), its number in the `old` and the `new` text,
    and its `parts`: text, and whether it differs.
    """
    made: list[Group] = [[]]
    for number, hunk in enumerate(file_hunks(source, tuple(edits))):
        if number:
            made[-1].append({"kind": "@", "parts": []})
        for line in hunk.lines:
            changes_end = line.kind == " " or (line.kind == "-" and made[-1][-1:] and made[-1][-1]["kind"] != "-")
            if len(made[-1]) >= ENOUGH and changes_end:
                made.append([])
            made[-1].append({"kind": line.kind, "old": line.old, "new": line.new, "parts": list(_parts(line))})
    return [group for group in made if group]


def _parts(line: DiffLine) -> Iterator[tuple[str, bool]]:
    text = line.text.removesuffix("\r")
    at = 0
    for span in line.changed:
        yield from _kept(text, Span(at, span.start), at == 0)
        yield text[span.start : span.end], True
        at = span.end
    yield from _kept(text, Span(at, len(text)), at == 0, last=True)


def _kept(text: str, span: Span, first: bool, last: bool = False) -> Iterator[tuple[str, bool]]:
    """Text that does not differ, its middle left out where it is long."""
    part = span.of(text)
    if len(part) > LONG or (len(text) > LONG and len(part) > 2 * AROUND):
        head = "" if first and not last else part[:AROUND]
        tail = "" if last else part[-AROUND:]
        part = f"{head} … {tail}"
    if part:
        yield part, False
