"""A proposal as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from copydesk.reports.cells import cells, shorten, shown
from copydesk.reports.style import Style
from copydesk.review.preview import Kind, Piece, Window
from copydesk.review.proposals import Mark, Proposal, Verdict
from copydesk.review.session import ReviewSession

MOST_LINES = 12  # of one side of one window
LONGEST = 60  # an alternative in the list
COLOURS = {Kind.SAME: (), Kind.OLD: ("red", "bold"), Kind.NEW: ("green", "bold"), Kind.FLAGGED: ("yellow", "bold")}
MARKS = {Kind.OLD: ("[-", "-]"), Kind.NEW: ("{+", "+}"), Kind.FLAGGED: ("[[", "]]")}


class Cell(NamedTuple):
    shown: str
    width: int
    names: tuple[str, ...]


def proposal_lines(session: ReviewSession, proposal: Proposal, path: str, style: Style) -> Iterator[str]:
    """Place and rule, message, before and after, and the alternatives."""
    finding, mark = proposal.finding, session.mark(proposal.id)
    line, column = session.source.position(proposal.span.start)
    offered = session.alternatives(proposal.id)
    progress = session.progress()
    head = f"{style(f'{shown(path)}:{line}:{column}', 'bold')}  {style(f'{progress} decided', 'dim')}"
    yield head
    rule = f"{finding.code} {finding.name}"
    yield f"{style.severity(rule, finding.severity)}  {finding.severity}, {finding.confidence} confidence"
    yield from paragraph(finding.message, style, "  ")
    yield ""
    if mark.verdict is Verdict.ACCEPTED and mark.own is not None:
        windows = session.preview(proposal.id, own=mark.own)
    else:
        chosen = mark.alternative if mark.alternative is not None else next(iter(offered), 0)
        windows = session.preview(proposal.id, chosen)
    for number, window in enumerate(windows):
        if number:
            yield style("  …", "dim")
        yield from window_lines(window, style)
    yield ""
    if len(offered) > 1:
        yield from alternative_lines(session, proposal, offered, style)
    if mark.verdict is not Verdict.OPEN:
        yield f"  {verdict(session, proposal, mark)}"


def verdict(session: ReviewSession, proposal: Proposal, mark: Mark) -> str:
    """What was decided on a proposal, in a few words."""
    if mark.verdict is not Verdict.ACCEPTED:
        return f"Decided: {mark.verdict}."
    new = mark.own if mark.own is not None else session.own_text(proposal.id, mark.alternative)
    return f"Decided: accepted, {_quoted(new.strip())}." if new.strip() else "Decided: accepted, deleted."


def alternative_lines(session: ReviewSession, proposal: Proposal, offered: list[int], style: Style) -> Iterator[str]:
    """The numbered alternatives, several to a line as far as there is room."""
    line = ""
    for number, at in enumerate(offered[:9], 1):
        text = session.own_text(proposal.id, at).strip()
        entry = f"{style(str(number), 'bold')} {_quoted(text) if text else 'delete'}"
        length = len(str(number)) + 1 + len(text)
        if line and len(line) + length + 4 > style.width:
            yield line
            line = ""
        line += f"  {entry}"
    yield line


def window_lines(window: Window, style: Style) -> Iterator[str]:
    """Before with “-”, after with “+”; the flagged words alone where nothing is proposed."""
    if window.after is None:
        yield from _side(" ", (), window, window.before, style)
        return
    yield from _side("-", ("red",), window, window.before, style)
    yield from _side("+", ("green",), window, window.after, style)


def _side(sign: str, names: tuple[str, ...], window: Window, pieces: Iterable[Piece], style: Style) -> Iterator[str]:
    head = [Piece("… ", Kind.SAME)] if window.cut_left else []
    tail = [Piece(" …", Kind.SAME)] if window.cut_right else []
    lines = list(wrapped((*head, *pieces, *tail), style, style.width - 4))
    left_out = len(lines) - MOST_LINES
    if left_out > 1:
        lines[MOST_LINES // 2 : -(MOST_LINES // 2)] = [style(f"… {left_out} lines …", "dim")]
    for line in lines:
        yield f"  {style(sign, *names)} {line}".rstrip()


def paragraph(text: str, style: Style, indent: str) -> Iterator[str]:
    """Running text, wrapped."""
    for line in wrapped([Piece(text, Kind.SAME)], style, style.width - len(indent)):
        yield f"{indent}{line}"


def wrapped(pieces: Iterable[Piece], style: Style, width: int) -> Iterator[str]:
    """Pieces as lines of at most `width` columns, broken between words where possible."""
    width = max(width, 16)
    for line in _physical(pieces, style):
        row: list[Cell] = []
        used = 0
        for is_space, group in groupby(line, key=lambda cell: cell.shown.isspace()):
            word = list(group)
            length = sum(cell.width for cell in word)
            if used + length > width and row:
                yield _painted(row, style)
                row, used = [], 0
                if is_space:  # it ends the line; nothing changes there, or the marks around it are not spaces
                    continue
            for cell in word:
                if used + cell.width > width:
                    yield _painted(row, style)
                    row, used = [], 0
                row.append(cell)
                used += cell.width
        yield _painted(row, style)


def _physical(pieces: Iterable[Piece], style: Style) -> Iterator[list[Cell]]:
    """The cells of each line of the text; a newline that changes is shown as an arrow."""
    line: list[Cell] = []
    for text, kind in pieces:
        names = COLOURS[kind]
        left, right = ("", "") if style.colour else MARKS.get(kind, ("", ""))
        if style.colour and kind is not Kind.SAME and not text.strip():
            names = (*names, "inverse")
        line += (Cell(one, 1, names) for one in left)
        parts = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for number, part in enumerate(parts):
            if number:
                if kind in (Kind.OLD, Kind.NEW):
                    line.append(Cell("↵", 1, names))
                yield line
                line = []
            line += (Cell(one, width, names) for one, width in cells(part))
        line += (Cell(one, 1, names) for one in right)
    yield line


def _painted(row: list[Cell], style: Style) -> str:
    groups = groupby(row, key=lambda cell: cell.names)
    return "".join(style("".join(cell.shown for cell in group), *names) for names, group in groups)


def _quoted(text: str) -> str:
    return f"“{shorten(shown(text), LONGEST)}”"
