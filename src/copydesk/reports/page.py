"""Changes as one HTML page that needs nothing else: to mail around, to print, to read in the dark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from copydesk.reports.diffs import FileChanges
from copydesk.reports.page_rows import Flagged, Item, Piece, Row, items_of, line_starts, rows
from copydesk.reports.page_style import STYLE
from copydesk.reports.remarks import Reason, Remark, remarks_of
from copydesk.reports.style import Style
from copydesk.reports.summary import plural
from copydesk.text.source import Source

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
TITLE = "Proposed corrections"
LONGEST = 60  # what a note quotes of a change
FOLDED = 6  # rows without a note from which the middle ones are folded
KEPT = 2  # of them on either side
MOST_IDEAS = 4


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """A file and what is said about it; `parts` are offsets of lines at which the text may be taken apart into rows."""

    path: str
    source: Source
    remarks: tuple[Remark, ...]
    parts: tuple[int, ...] = ()
    verbatim: frozenset[int] = frozenset()  # the parts that are no prose: code, tables, front matter


def report(files: Iterable[FileChanges], style: Style) -> Iterator[str]:
    """One page for all files."""
    yield from html_page([_changed_file(file) for file in files])


def html_page(files: Sequence[ChangedFile]) -> Iterator[str]:
    """The page, piece by piece: each text with what goes struck and what comes underlined, the reasons beside it.

    Text is never read as HTML, and the page loads nothing and runs nothing.
    """
    yield (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{TITLE}</title>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="color-scheme" content="light dark">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f"<style>\n{STYLE}\n</style>\n</head>\n<body>\n<header>\n<h1>{TITLE}</h1>\n"
    )
    laid_out = [(file, items_of(file.source.text, file.remarks)) for file in files if file.remarks]
    yield from _head(laid_out, len(files))
    yield "</header>\n<main>\n"
    for number, (file, items) in enumerate(laid_out, 1):
        yield from _file(file, items, number)
    yield "</main>\n</body>\n</html>\n"


def _changed_file(file: FileChanges) -> ChangedFile:
    document = file.fixed.before
    parts, verbatim = line_starts(document)
    return ChangedFile(file.path, document.source, remarks_of(file.fixed), parts, verbatim)


def _head(files: Sequence[tuple[ChangedFile, list[Item]]], checked: int) -> Iterator[str]:
    """What there is, what the signs mean, and for several files where each is."""
    if not files:
        nothing = f"Nothing to correct in {plural(checked, 'file')}." if checked else "Nothing was checked."
        yield f'<p class="summary">{nothing}</p>\n'
        return
    yield f'<p class="summary">{_tally([item for _, items in files for item in items])}'
    yield f" in {plural(len(files), 'file')}.</p>\n" if len(files) > 1 else f" in {_shown(files[0][0].path)}.</p>\n"
    yield (
        '<p class="legend"><del>Struck words</del> go, <ins>underlined words</ins> come, numbers lead to the reasons. '
        '<span class="flagged">Dotted words</span> stay as they are for you to look at. A correction marked '
        '<span class="safe">safe</span> cannot change the meaning.</p>\n'
    )
    if len(files) > 1:
        yield "<nav><ol>\n"
        for number, (file, items) in enumerate(files, 1):
            yield f'<li><a href="#file-{number}">{_shown(file.path)}</a>: {_tally(items)}</li>\n'
        yield "</ol></nav>\n"


def _tally(items: Sequence[Item]) -> str:
    changes = sum(item.edit is not None for item in items)
    notes = len(items) - changes
    parts = [plural(changes, "correction")] if changes or not notes else []
    return " and ".join([*parts, *([plural(notes, "note")] if notes else [])])


def _file(file: ChangedFile, items: Sequence[Item], number: int) -> Iterator[str]:
    yield f'<section aria-labelledby="file-{number}">\n<h2 id="file-{number}">{_shown(file.path)}</h2>\n'
    waiting: list[Row] = []
    for row in rows(file.source.text, items, file.parts):
        if not row.items:
            waiting.append(row)
            continue
        yield from _unchanged(waiting, file, number)
        waiting = []
        yield from _row(row, file, number)
    yield from _unchanged(waiting, file, number)
    yield "</section>\n"


def _unchanged(waiting: Sequence[Row], file: ChangedFile, number: int) -> Iterator[str]:
    """Rows that nothing is said about: the middle of a long stretch is folded."""
    if len(waiting) < FOLDED:
        for row in waiting:
            yield from _row(row, file, number)
        return
    first, middle, last = waiting[:KEPT], waiting[KEPT:-KEPT], waiting[-KEPT:]
    for row in first:
        yield from _row(row, file, number)
    yield f"<details><summary>{plural(len(middle), 'paragraph')} without corrections</summary>\n"
    for row in middle:
        yield from _row(row, file, number)
    yield "</details>\n"
    for row in last:
        yield from _row(row, file, number)


def _row(row: Row, file: ChangedFile, number: int) -> Iterator[str]:
    kind = "text verbatim" if row.start in file.verbatim else "text"
    yield f'<div class="row"><div class="{kind}" dir="auto">'
    for piece in row.pieces:
        yield _piece(piece, number)
    yield "</div>"
    if row.items:
        yield '\n<ol class="notes">\n'
        for item in row.items:
            yield _note(item, file.source.text, number)
        yield "</ol>"
    yield "</div>\n"


def _piece(piece: Piece, number: int) -> str:
    if isinstance(piece, str):
        return _shown(piece)
    if isinstance(piece, Flagged):
        return f'<span class="flagged">{_shown(piece.text)}</span>'
    anchor = f"{number}-{piece.number}"
    label = f'aria-label="Note {piece.number}"'
    link = f'<a class="number" href="#why-{anchor}" {label}>{piece.number}</a>'
    if piece.edit is None:
        return f'<span id="at-{anchor}">{link}</span>'
    old, new = piece.old, piece.edit.replacement
    marked = (f"<del>{_shown(old)}</del>" if old else "") + (f"<ins>{_shown(new)}</ins>" if new else "")
    return f'<span id="at-{anchor}">{marked}{link}</span>'


def _note(item: Item, text: str, number: int) -> str:
    anchor = f"{number}-{item.number}"
    safe = ' <span class="safe">safe</span>' if item.safe else ""
    reasons = "".join(_reason(reason) for reason in item.reasons)
    what = _quoted(item, text)
    return f'<li id="why-{anchor}" value="{item.number}"><a href="#at-{anchor}">{what}</a>{safe}{reasons}</li>\n'


def _quoted(item: Item, text: str) -> str:
    """The words that a note is about; where only a mark comes or goes, with the word before it."""
    if item.edit is None:
        return f'<span class="flagged">{_short(item.span.of(text)) or "here"}</span>'
    old, new = item.old, item.edit.replacement
    if not (old + new).strip():
        return "white space"
    word = ""
    if not any(character.isalnum() for character in old + new):
        before = text[max(0, item.span.start - LONGEST) : item.span.start]
        word = _shown(before.split()[-1]) if before.strip() and not before[-1].isspace() else ""
    gone = f"<del>{_short(old)}</del> " if old.strip() else ""
    return f"{word}{gone}<ins>{_short(new)}</ins>" if new.strip() else f"{word}{gone.rstrip()}"


def _reason(reason: Reason) -> str:
    ideas = ", ".join(_shown(idea) for idea in reason.ideas[:MOST_IDEAS])
    other = f' <span class="ideas">Or: {ideas}</span>' if ideas else ""
    code = f'<span class="code">{_shown(f"{reason.code} {reason.name}")}</span>'
    return f"<p>{_shown(reason.message)}{other} {code}</p>"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return _shown(flat if len(flat) <= LONGEST else f"{flat[:LONGEST].rpartition(' ')[0] or flat[:LONGEST]} …")


def _shown(text: str) -> str:
    """Text as HTML: nothing in it is a tag, and control characters are pictures of themselves."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return escape("".join(_picture(character) for character in plain) if not plain.isprintable() else plain)


def _picture(character: str) -> str:
    if character < " " and character not in "\t\n":
        return chr(0x2400 + ord(character))
    return "\ufffd" if "\x7f" <= character < "\xa0" or "\ud800" <= character <= "\udfff" else character
