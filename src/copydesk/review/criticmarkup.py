"""Changes written into the text itself as CriticMarkup: `{++new++}`, `{--old--}`, `{~~old~>new~~}`, `{>>why<<}`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from copydesk.edits.words import widen
from copydesk.errors import EditError
from copydesk.text.edit import Edit
from copydesk.text.source import Source

_MARK = re.compile(
    r"\{\+\+(?P<added>.*?)\+\+\}|\{--(?P<removed>.*?)--\}|\{~~(?P<old>.*?)~>(?P<new>.*?)~~\}|\{>>(?P<note>.*?)<<\}"
    r"|\{==(?P<flagged>.*?)==\}",
    re.DOTALL,
)
_OPENING = re.compile(r"\{(?:\+\+|--|~~|>>|==)")
_PARAGRAPHS = re.compile(r"((?:\r\n|\n|\r(?!\n))(?:[ \t]*(?:\r\n|\n|\r(?!\n)))+)")


class Note(NamedTuple):
    """Why something changes, said after the change at an offset of the original text."""

    offset: int
    text: str


def criticmarkup(source: Source, edits: Iterable[Edit], notes: Iterable[Note] = ()) -> str:
    """The text with the edits written as CriticMarkup, in whole words, the notes as comments after them.

    Accepting every mark gives the changed text, rejecting every one the original. Raises EditError, naming the line,
    where the text has such marks already or a change cannot be written as one.
    """
    text = source.text
    if match := _OPENING.search(text):
        raise EditError(
            f"the text has CriticMarkup already: “{match.group()}”",
            path=source.path,
            line=source.line_of(match.start()) + 1,
            hint="accept or reject those marks first",
        )
    said: dict[int, list[str]] = {}
    changes = widen(text, edits)
    ends = [edit.end for edit in changes]
    for note in sorted(notes):
        place = next((end for end in ends if end >= note.offset), note.offset) if ends else note.offset
        said.setdefault(place, []).append(_comment(note.text))
    parts: list[str] = []
    at = 0
    for edit in changes:
        written = "".join(_marked(text[edit.start : edit.end], edit.replacement))
        if accepted(written) != edit.replacement or rejected(written) != text[edit.start : edit.end]:
            line = source.line_of(edit.start) + 1
            raise EditError("a change here holds signs of CriticMarkup itself", path=source.path, line=line)
        parts += (text[at : edit.start], written, *said.pop(edit.end, ()))
        at = edit.end
    return "".join((*parts, text[at:]))


def accepted(text: str) -> str:
    """The text with every mark accepted, comments gone."""
    return _MARK.sub(lambda m: m["added"] or m["new"] or m["flagged"] or "", text)


def rejected(text: str) -> str:
    """The text with every mark rejected, comments gone."""
    return _MARK.sub(lambda m: m["removed"] or m["old"] or m["flagged"] or "", text)


def _marked(old: str, new: str) -> Iterator[str]:
    """The marks of one change. No mark crosses the edge of a paragraph, since no reader of CriticMarkup allows it."""
    if not _PARAGRAPHS.search(old) and not _PARAGRAPHS.search(new):
        whole = f"{{~~{old}~>{new}~~}}"
        if old and new and _MARK.fullmatch(whole) and (accepted(whole), rejected(whole)) == (new, old):
            yield whole
            return
    for sign, text in (("--", old), ("++", new)):
        for piece in _PARAGRAPHS.split(text):
            if piece:
                yield f"{{{sign}{piece}{sign}}}"


def _comment(text: str) -> str:
    return f"{{>>{' '.join(text.split()).replace('<<}', '<< }')}<<}}"
