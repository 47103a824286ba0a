"""The article as rows of a terminal: which characters stand where, and what they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from copydesk.reports.cells import cells
from copydesk.review.article import Part, Role

MARKS = {Role.OLD: ("[-", "-]"), Role.NEW: ("{+", "+}"), Role.GONE: ("[-", "-]"), Role.FLAGGED: ("[[", "]]")}
CHANGES = frozenset({Role.OLD, Role.NEW, Role.GONE, Role.DONE})


class Run(NamedTuple):
    """Characters of one kind in a row, as they can be shown, with their number of columns."""

    text: str
    width: int
    role: Role
    ids: tuple[int, ...]


Row = tuple[Run, ...]


class _Cell(NamedTuple):
    shown: str
    width: int
    part: int  # its number, or GAP


GAP = -1  # a space between old words and new ones: as new as these, but nobody's


def rows(parts: Sequence[Part], width: int, marked: bool = False) -> list[Row]:
    """Parts as rows of at most `width` columns, broken between words where possible.

    `marked`: what is proposed is put between signs, for terminals without colour. Spaces at the end of a row are left
    out, and text that ends with a newline has no empty row after it.
    """
    made: list[Row] = []
    for line in _lines(parts, marked):
        made += [_row(row, parts) for row in _broken(line, max(width, 2))]
    return made


def _lines(parts: Sequence[Part], marked: bool) -> Iterator[list[_Cell]]:
    """The cells of each line of the text; a newline that is proposed or taken out is shown as an arrow."""
    line: list[_Cell] = []
    begun = False
    for number, (text, role, _) in enumerate(parts):
        if not marked and role is Role.NEW and _glued(parts, number):
            line.append(_Cell(" ", 1, GAP))
        left, right = MARKS.get(role, ("", "")) if marked else ("", "")
        line += (_Cell(sign, 1, number) for sign in left)
        for at, piece in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
            if at:
                if role in CHANGES and role is not Role.DONE:
                    line.append(_Cell("↵", 1, number))
                yield line
                line, begun = [], False
            # a tab is as wide as in a line of its own: what stands before it in the line is not known here
            line += (_Cell(shown, width, number) for shown, width in cells(piece))
            begun = begun or bool(piece)
        line += (_Cell(sign, 1, number) for sign in right)
    if line or begun:
        yield line


def _glued(parts: Sequence[Part], number: int) -> bool:
    """Whether new words stand right behind the old ones of the same proposal."""
    old, new = parts[number - 1] if number else Part("", Role.SAME), parts[number]
    together = old.role is Role.OLD and old.ids[0] == new.ids[0]
    return together and not old.text[-1:].isspace() and not new.text[:1].isspace()


def _broken(line: list[_Cell], width: int) -> Iterator[list[_Cell]]:
    row: list[_Cell] = []
    used = 0
    for is_space, group in groupby(line, key=lambda cell: cell.shown.isspace()):
        word = list(group)
        length = sum(cell.width for cell in word)
        if used + length > width and row and not is_space:
            yield row
            row, used = [], 0
        for cell in word:
            if used + cell.width > width:
                yield row
                row, used = [], 0
                if is_space:  # the spaces at which a row is broken hang over its edge
                    break
            row.append(cell)
            used += cell.width
    yield row


def _row(cells: list[_Cell], parts: Sequence[Part]) -> Row:
    while cells and cells[-1].shown.isspace() and _part(parts, cells[-1]).role not in CHANGES:
        cells.pop()
    made = []
    for _, group in groupby(cells, key=lambda cell: cell.part):
        members = list(group)
        text = "".join(cell.shown for cell in members)
        part = _part(parts, members[0])
        made.append(Run(text, sum(cell.width for cell in members), part.role, part.ids))
    return tuple(made)


def _part(parts: Sequence[Part], cell: _Cell) -> Part:
    return Part("", Role.NEW) if cell.part == GAP else parts[cell.part]
