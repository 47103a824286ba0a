"""Writing edits of its text into a file, whatever else it holds."""

from __future__ import annotations

from collections.abc import Iterable

from copydesk.edits.change import apply_edits
from copydesk.text.edit import Edit
from copydesk.text.source import Source


def rewritten(source: Source, edits: Iterable[Edit]) -> bytes:
    """The bytes of the file with edits of its text. Raises SourceError where they cannot be written."""
    if source.package is None:
        return source.data(apply_edits(source.text, edits))
    from copydesk.formats.word.writing import with_edits

    return with_edits(source.package.data, source.path, edits)
