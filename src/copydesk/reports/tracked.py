"""A Word document with the fixes as tracked changes, and what the rules say as comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from copydesk.errors import SourceError
from copydesk.lint.fixer import Fixed
from copydesk.reports.remarks import Reason, Remark, remarks_of
from copydesk.text.source import Source


def tracked(fixed: Fixed, now: datetime) -> bytes:
    """The document with every change of the fixes tracked, dated `now`, and comments on what is only flagged.

    Raises SourceError for a file that is no Word document.
    """
    return with_tracked(fixed.before.source, remarks_of(fixed), now)


def with_tracked(source: Source, remarks: Iterable[Remark], now: datetime) -> bytes:
    """The document with the edits of the remarks tracked under the name of copydesk, and their reasons as comments."""
    if source.package is None:
        raise SourceError("is not a Word document, so no changes can be tracked in it", path=source.path)
    from copydesk.formats.word.runs import Author
    from copydesk.formats.word.writing import Note, with_tracked_changes

    # Word takes the date for local time, whatever the zone that it names.
    author = Author("copydesk", f"{now:%Y-%m-%dT%H:%M:%SZ}", "cd")
    notes = [Note(one.span, "\n".join(map(_comment, one.reasons)), one.edit) for one in remarks]
    return with_tracked_changes(source.package.data, source.path, notes, author)


def _comment(reason: Reason) -> str:
    return "\n".join(_lines(reason))


def _lines(reason: Reason) -> Iterator[str]:
    yield reason.message
    if reason.ideas:
        yield f"Or: {', '.join(reason.ideas)}"
    yield f"{reason.code} {reason.name}"
