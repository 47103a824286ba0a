"""What was accepted as changed lines, in groups that are short enough to be sent and shown one by one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import Any

from copydesk.edits.diff import file_hunks
from copydesk.edits.hunks import DiffLine
from copydesk.text.edit import Edit
from copydesk.text.source import Source

ENOUGH = 30  # lines after which a group ends with the change that it is in
FEW = 40  # changes of a long line that are shown together
AROUND = 400  # code points of a long line that are shown around what changes
LONG = 4_000

Group = list[dict[str, Any]]  # goes out as JSON
Part = tuple[str, bool]  # text, and whether it differs


def groups(source: Source, edits: Iterable[Edit]) -> list[Group]:
    """The changed lines and those around them.

    A line has its `kind` (“-”, “+”, “ ”, or “@” where lines are left out), its number in the `old` and the `new` text,
    and its `parts`: text, and whether it differs. A long line with many changes comes in several pieces.
    """
    made: list[Group] = [[]]
    for number, hunk in enumerate(file_hunks(source, tuple(edits))):
        if number:
            made[-1].append({"kind": "@", "parts": []})
        for is_kept, block in groupby(hunk.lines, key=lambda line: line.kind == " "):
            lines = list(block)
            if not is_kept and (cut := _cut(lines)):
                made += cut
                made.append([])
                continue
            for line in lines:
                changes_end = is_kept or (line.kind == "-" and made[-1][-1:] and made[-1][-1]["kind"] != "-")
                if len(made[-1]) >= ENOUGH and changes_end:
                    made.append([])
                made[-1].append(_shown(line, _parts(line)))
    return [group for group in made if group]


def _shown(line: DiffLine, parts: Sequence[Part]) -> dict[str, Any]:
    whole, last = len(line.text) <= LONG, len(parts) - 1
    shown = [
        (text if differs else _shortened(text, whole, not at, at == last), differs)
        for at, (text, differs) in enumerate(parts)
    ]
    return {"kind": line.kind, "old": line.old, "new": line.new, "parts": shown}


def _parts(line: DiffLine) -> list[Part]:
    text, at, parts = line.text.removesuffix("\r"), 0, list[Part]()
    for span in line.changed:
        parts += ((text[at : span.start], False), (text[span.start : span.end], True))
        at = span.end
    return [part for part in (*parts, (text[at:], False)) if part[0]]


def _shortened(text: str, whole: bool, first: bool, last: bool) -> str:
    """Text that does not differ, its middle left out where it is long."""
    if len(text) <= (LONG if whole else 2 * AROUND):
        return text
    head = "" if first and not last else text[:AROUND]
    tail = "" if last else text[-AROUND:]
    return f"{head} … {tail}"


def _cut(lines: Sequence[DiffLine]) -> list[Group]:
    """Old and new lines in pieces that belong together; none where they are short, or not each other's likes."""
    old, new = ([line for line in lines if line.kind == kind] for kind in "-+")
    if len(old) != len(new) or all(len(line.text) <= LONG or len(line.changed) <= FEW for line in lines):
        return []
    made: list[Group] = []
    for before, after in zip(old, new, strict=True):
        kept, gone = _apart(before)
        stays, come = _apart(after)
        if kept != stays:
            return []
        places = sorted(dict([*gone, *come]))
        cuts = [0, *((a + b) // 2 for a, b in list(pairwise(places))[FEW - 1 :: FEW]), len(kept)]
        for start, end in pairwise(cuts):
            pieces = ((line, _piece(kept, changes, start, end)) for line, changes in ((before, gone), (after, come)))
            made.append([_shown(line, parts) for line, parts in pieces])
    return made


def _apart(line: DiffLine) -> tuple[str, list[tuple[int, str]]]:
    """What stays of a line, and what does not, in order and by its place in that."""
    kept, changed, length = list[str](), list[tuple[int, str]](), 0
    for text, differs in _parts(line):
        if differs:
            changed.append((length, text))
        else:
            kept.append(text)
            length += len(text)
    return "".join(kept), changed


def _piece(kept: str, changes: Sequence[tuple[int, str]], start: int, end: int) -> list[Part]:
    """The parts of a line between two places in what stays of it."""
    parts, at = list[Part](), start
    for place, text in changes[bisect_left(changes, (start,)) : bisect_left(changes, (end + (end == len(kept)),))]:
        parts += ((kept[at:place], False), (text, True))
        at = place
    return [part for part in (*parts, (kept[at:end], False)) if part[0]]
