"""Writing a Word document with edits of its text: into the runs, or as tracked changes with comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from copydesk.edits.change import coalesce, minimal
from copydesk.edits.words import by_word, widen
from copydesk.formats.word.document import WordDocument
from copydesk.formats.word.runs import Author
from copydesk.formats.word.writer import Writer
from copydesk.text.edit import Edit, ordered
from copydesk.text.span import Span


@dataclass(frozen=True, slots=True)
class Note:
    """Something to say about a place of the text: on an edit, or (`edit` None) on what stays as it is."""

    span: Span
    comment: str
    edit: Edit | None = None


def with_edits(data: bytes, path: str | None, edits: Iterable[Edit]) -> bytes:
    """The document with edits of its text. Text that comes in has the formatting of what it replaces or follows.

    Raises SourceError where an edit cannot be made: it would tear a field, or join paragraphs.
    """
    document = WordDocument(data, path)
    writer = Writer(document, None)
    for edit in coalesce(document.text, edits):
        for narrow in _narrow(writer, edit):
            writer.put(narrow)
    return writer.written()


def _narrow(writer: Writer, edit: Edit) -> list[Edit]:
    """The edit cut down to what differs; to the words that differ, where these have several formattings."""
    text = writer.document.text
    edit = minimal(text, edit)
    if writer.uniform(edit.span) or "\n" in edit.span.of(text):
        return [edit]
    return [minimal(text, part) for part in by_word(text, edit)]


def with_tracked_changes(data: bytes, path: str | None, notes: Iterable[Note], author: Author) -> bytes:
    """The document with the edits of the notes as tracked changes, and what the notes say as comments.

    Words are replaced as a whole where their formatting allows. Raises SourceError as `with_edits` does.
    """
    document = WordDocument(data, path)
    writer = Writer(document, author)
    notes = list(notes)
    changes = list(_whole_words(writer, notes))
    for change in changes:
        writer.put(change.edit, [note.comment for note in change.notes if note.comment])
    for note in notes:
        if note.edit is None and note.comment:
            writer.remark(_outside(note.span, [change.edit for change in changes]), note.comment)
    return writer.written()


@dataclass(frozen=True, slots=True)
class _Change:
    edit: Edit
    notes: list[Note]


def _whole_words(writer: Writer, notes: Sequence[Note]) -> Iterator[_Change]:
    """The edits of the notes, in whole words where these have one formatting, else cut down to what differs."""
    text = writer.document.text
    mine = [(minimal(text, note.edit), note) for note in notes if note.edit is not None]
    for wide in widen(text, ordered(edit for edit, _ in mine)):
        inside = [(edit, note) for edit, note in mine if wide.start <= edit.start and edit.end <= wide.end]
        if writer.uniform(wide.span):
            yield _Change(wide, [note for _, note in inside])
            continue
        for narrow in coalesce(text, (edit for edit, _ in inside)):
            told = [note for edit, note in inside if narrow.start <= edit.start and edit.end <= narrow.end]
            for number, part in enumerate(_narrow(writer, narrow)):
                yield _Change(part, told if number == 0 else [])


def _outside(span: Span, edits: Sequence[Edit]) -> Span:
    """The span with its edges moved out of the edits that they lie in."""
    start, end = span
    for edit in edits:
        if edit.start < start < edit.end:
            start = edit.start
        if edit.start < end < edit.end:
            end = edit.end
    return Span(start, end)
