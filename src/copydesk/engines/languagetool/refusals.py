"""Paragraphs on which a server fails."""

from __future__ import annotations

from copydesk.engines.languagetool.chunks import Chunk
from copydesk.engines.languagetool.failure import Refused, of_trouble
from copydesk.formats.document import Document

_HOPELESS = 6  # paragraphs refused, none accepted: it is not the paragraphs


class Refusals:
    """Paragraphs that the server could not check, gathered from several threads."""

    def __init__(self) -> None:
        self.accepted = False
        self._refused: list[tuple[Chunk, Refused]] = []

    def add(self, chunk: Chunk, refused: Refused) -> bool:
        """Note a paragraph; true when it is no use to go on, because everything is refused."""
        self._refused.append((chunk, refused))
        return not self.accepted and len(self._refused) >= _HOPELESS

    def warnings(self, document: Document) -> list[str]:
        """One warning for each paragraph. Raises EngineUnavailable when nothing at all was accepted."""
        if self._refused and not self.accepted:
            raise of_trouble(self._refused[0][1], "checking with LanguageTool")
        ordered = sorted(self._refused, key=lambda item: item[0].start)
        return [
            f"{place(document, chunk.start)}: LanguageTool could not check this paragraph"
            f" ({refused.status}: {refused.words})"
            for chunk, refused in ordered
        ]


def place(document: Document, offset: int) -> str:
    """The file and line of an offset, for messages."""
    return f"{document.source.path or 'text'}:{document.source.position(offset)[0]}"
